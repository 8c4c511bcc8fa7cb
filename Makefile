# hoidong: one Makefile, nothing recursive, everything it makes goes under $(BUILD).
#
#   make            the program, build/hoidong          make V=1         show the commands
#   make run        start it                            make demo        a rehearsal
#   make test       everything that decides by itself   make lint        silent when all is well
#   make deps       Debian packages to build with       make test-deps   ... to test with
#   make install    PREFIX, DESTDIR, bindir and mandir are honoured
#
# CFLAGS, CPPFLAGS, LDFLAGS and LDLIBS are yours: they are added to what the project needs.

VERSION = 0.1.0

# No built-in rules: with them db/criteria/criteria.c would be linked over the folder db/criteria.
.SUFFIXES:

BUILD      ?= build
PREFIX     ?= /usr/local
bindir     ?= $(PREFIX)/bin
mandir     ?= $(PREFIX)/share/man
CFLAGS     ?= -O2 -g
PKG_CONFIG ?= pkg-config
MSGFMT     ?= msgfmt
INSTALL    ?= install

# Debian packages, named here and nowhere else.
BUILD_DEPS = gcc libc6-dev make pkgconf gettext libncurses-dev libsqlite3-dev libxlsxwriter-dev \
             zlib1g-dev libutf8proc-dev libsodium-dev libzip-dev libexpat1-dev libcsv-dev \
             libyaml-dev libxml2-dev
TEST_DEPS  = libcmocka-dev libvterm-dev python3-openpyxl
LINT_DEPS  = clang libclang-rt-dev clang-tidy clang-format cppcheck mandoc valgrind gcovr git

all: $(BUILD)/hoidong $(BUILD)/hoidong.1

# ---- flags -------------------------------------------------------------------------------

warnings = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
           -Wmissing-prototypes -Wvla

# Asked once, and only when something is compiled: "make deps all" installs pkg-config first.
# libcsv has no .pc file; the one of xlsxwriter fails where libminizip-dev is missing.
modules       = ncursesw sqlite3 libutf8proc libsodium libzip expat yaml-0.1 libxml-2.0 zlib
plain_libs    = -lncursesw -ltinfo -lsqlite3 -lutf8proc -lsodium -lzip -lexpat -lyaml -lxml2 -lz
module_cflags = $(eval module_cflags := $(filter-out -D_%,$(shell \
                  $(PKG_CONFIG) --cflags $(modules) 2>/dev/null)))$(module_cflags)
module_libs   = $(eval module_libs := $(shell \
                  $(PKG_CONFIG) --libs $(modules) 2>/dev/null || echo $(plain_libs)))$(module_libs)

features = -std=c11 -D_DEFAULT_SOURCE -D_XOPEN_SOURCE=700 -I. -I$(BUILD)/gen \
           -DHOIDONG_VERSION='"$(VERSION)"'
compile  = $(CC) $(features) $(module_cflags) $(warnings) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@
libs     = -lxlsxwriter $(module_libs) -lcsv -lm $(LDLIBS)
link     = $(CC) $(CFLAGS) $(LDFLAGS) -o $@

ifeq ($(V),1)
say =
else
say = @printf '  %-7s %s\n' $(1) $@;
endif
quiet = $(if $(filter 1,$(V)),,@)

# ---- the program: a top folder is a layer and an archive, the folders in it are its rooms -----

gen     = $(BUILD)/gen
rooms   = $(1) $(sort $(patsubst %/,%,$(dir $(wildcard $(1)/*/*.c $(1)/*/*/*.c))))
objects = $(patsubst %.c,$(BUILD)/%.o,$(wildcard $(addsuffix /*.c,$(call rooms,$(1)))))

db_obj     = $(call objects,db) $(gen)/db_embed.o
export_obj = $(call objects,export) $(gen)/export_embed.o
tui_obj    = $(filter-out $(BUILD)/tui/main.o,$(call objects,tui)) $(gen)/tui_embed.o
main_obj   = $(BUILD)/tui/main.o
archives   = $(BUILD)/tui.a $(BUILD)/export.a $(BUILD)/db.a

$(BUILD)/hoidong: $(main_obj) $(archives)
	$(call say,LINK)$(link) $(main_obj) $(archives) $(libs)

# The rooms are prerequisites so that an archive forgets a source that was removed.  Two rooms may
# have a file of one name: q appends where r would replace.
$(BUILD)/db.a: $(db_obj) $(call rooms,db)
$(BUILD)/export.a: $(export_obj) $(call rooms,export)
$(BUILD)/tui.a: $(tui_obj) $(call rooms,tui)
$(BUILD)/%.a:
	$(call say,AR)rm -f $@ && $(AR) qcs $@ $(filter %.o,$^)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call say,CC)$(compile) $<
$(gen)/%.o: $(gen)/%.c
	$(call say,CC)$(compile) $<

# ---- generated sources ---------------------------------------------------------------------

$(gen):
	@mkdir -p $@

# embed(function, folder to cut off, files): C source for db/base/embed.h.
define embed
{ printf '#include "db/base/embed.h"\n#include <string.h>\n'; n=0; \
  for f in $(3); do \
    printf 'static const unsigned char f%d[] = {\n' $$n; \
    od -An -v -tx1 $$f | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g'; \
    printf '0};\n'; n=$$((n + 1)); \
  done; \
  printf 'const struct embedded $(1)_files[] = {\n'; n=0; \
  for f in $(3); do \
    printf '    {"%s", f%d, sizeof f%d - 1},\n' "$${f#$(2)/}" $$n $$n; n=$$((n + 1)); \
  done; \
  printf '    {NULL, NULL, 0}};\nconst struct embedded *$(1)(const char *name)\n'; \
  printf '{\n    for (const struct embedded *e = $(1)_files; e->name; e++)\n'; \
  printf '        if (strcmp(e->name, name) == 0)\n            return e;\n    return NULL;\n}\n'; \
} > $@.tmp && mv $@.tmp $@
endef

queries     = $(sort $(wildcard db/sql/queries*.sql))
db_embedded = $(sort $(filter-out $(queries),$(wildcard db/sql/*.sql db/sql/*/*.sql)) \
              $(wildcard db/criteria/*.yaml db/data/*))
$(gen)/db_embed.c: $(db_embedded) $(wildcard db/sql db/sql/* db/criteria db/data) Makefile | $(gen)
	$(call say,EMBED)$(call embed,db_embedded,db,$(db_embedded))

export_embedded = $(sort $(wildcard export/templates/*.txt export/templates/word/*.xml))
$(gen)/export_embed.c: $(export_embedded) $(wildcard export/templates export/templates/word) \
                       Makefile | $(gen)
	$(call say,EMBED)$(call embed,export_embedded,export,$(export_embedded))

# One folder holds what the screen embeds, so that the names come out as db/base/embed.h has them.
catalogue    = $(patsubst tui/po/%.po,$(gen)/tui/%.mo,$(wildcard tui/po/*.po))
tui_embedded = $(sort $(catalogue) $(patsubst tui/%,$(gen)/tui/%,$(wildcard tui/demo/*)))
$(gen)/tui_embed.c: $(tui_embedded) $(wildcard tui/demo) Makefile | $(gen)
	$(call say,EMBED)$(call embed,tui_embedded,$(gen)/tui,$(tui_embedded))
$(gen)/tui/%.mo: tui/po/%.po
	@mkdir -p $(@D)
	$(call say,MSGFMT)$(MSGFMT) -c -o $@ $<
$(gen)/tui/demo/%: tui/demo/%
	@mkdir -p $(@D)
	$(quiet)cp $< $@

# "-- :name score_put" and the lines below it become STMT(score_put, "..."): included with
# different meanings of STMT, this is the enum and the table.  C11 promises 4095 characters.
# {product} and {:product} are the fields of db/product.def, as names and as parameters.
$(gen)/queries.h: $(queries) db/product.def $(wildcard db/sql) Makefile | $(gen)
	$(call say,QUERIES)cat $(queries) /dev/null | sed 's/[\\"]/\\&/g; s/[[:space:]]*$$//' | awk \
	-v fields="$$(sed -n 's/^PRODUCT_[A-Z]*(\([a-z_]*\),.*/\1/p' db/product.def | tr '\n' ' ')" ' \
	BEGIN { n = split(fields, f); for (i = 1; i <= n; i++) { \
	    names = names (i > 1 ? ", " : "") f[i]; params = params (i > 1 ? ", :" : ":") f[i] } } \
	function row() { if (name == "") return; \
	    if (body == "" || size > 4000) { print "queries: bad size: " name > "/dev/stderr"; exit 1 } \
	    printf "STMT(%s,%s)\n", name, body; name = "" } \
	/^-- :name / { row(); name = $$3; body = ""; size = 0; next } \
	/^ *--/ || /^$$/ { next } \
	name == "" { print "queries: text before the first name: " $$0 > "/dev/stderr"; exit 1 } \
	{ gsub(/[{]product[}]/, names); gsub(/[{]:product[}]/, params) } \
	/[{}]/ { print "queries: unknown list: " $$0 > "/dev/stderr"; exit 1 } \
	{ body = body "\n    \"" $$0 "\\n\""; size += length($$0) + 1 } \
	END { row() }' > $@.tmp && mv $@.tmp $@

# The first compilation has no .d files yet, so it must be told what is generated.
$(db_obj): | $(gen)/queries.h

# ---- manual page -----------------------------------------------------------------------------

$(BUILD)/hoidong.1: tui/hoidong.1.in $(wildcard tui/action.def tui/kit/kit.def tui/po/en.po) tests/mankeys.sh \
                    Makefile
	@mkdir -p $(@D)
	$(call say,MAN)CC='$(CC)' sh tests/mankeys.sh tui/action.def tui/po/en.po > $@.keys && \
	sed -e '/^@KEYS@$$/{r $@.keys' -e 'd;}' -e 's/@VERSION@/$(VERSION)/g' $< > $@.tmp && \
	rm $@.keys && mv $@.tmp $@

# ---- tests -----------------------------------------------------------------------------------

# A source with a main is a program, any other one is a helper that programs may use.
test_c       = $(filter-out tests/fuzz/%,$(wildcard tests/*.c tests/*/*.c))
test_main    = $(if $(test_c),$(shell grep -l '^int main\>' $(test_c)))
test_helper  = $(filter-out $(test_main),$(test_c))
test_program = $(patsubst %.c,$(BUILD)/%,$(test_main))
test_libs    = -lcmocka -lvterm -lutil $(libs)
suite_c      = $(filter tests/unit/% tests/sim/% tests/screens/% tests/journeys/% tests/fault/%,$(test_main))
suite        = $(patsubst %.c,$(BUILD)/%,$(sort $(filter tests/unit/%,$(suite_c))) \
                 $(sort $(filter tests/sim/%,$(suite_c))) \
                 $(sort $(filter tests/screens/%,$(suite_c))) \
                 $(sort $(filter tests/journeys/%,$(suite_c))) $(filter tests/fault/%,$(suite_c)))
scripts      = tests/layers.sh tests/po.sh $(sort $(wildcard tests/cli/*.sh tests/cli/*.py))

$(BUILD)/tests/helpers.a: $(patsubst %.c,$(BUILD)/%.o,$(test_helper))
$(test_program): %: %.o $(BUILD)/tests/helpers.a $(archives)
	$(call say,LINK)$(link) $< $(BUILD)/tests/helpers.a $(archives) $(test_libs)

tests: all $(test_program)

test check: tests
	$(quiet)BUILD='$(BUILD)' sh tests/run.sh $(suite) $(scripts)

# One program or script alone: make one T=tests/unit/test_tally.c
one: tests
	$(quiet)BUILD='$(BUILD)' sh tests/run.sh $(patsubst tests/%.c,$(BUILD)/tests/%,$(T))

torture: tests
	$(quiet)BUILD='$(BUILD)' sh tests/run.sh \
	  $(patsubst %.c,$(BUILD)/%,$(sort $(filter tests/torture/%,$(test_main)))) \
	  $(sort $(wildcard tests/torture/*.sh tests/torture/*.py))
	$(quiet)BUILD='$(BUILD)' FAULT_STRIDE=1 TEST_TIMEOUT=28800 sh tests/run.sh $(BUILD)/tests/fault/faults
	$(quiet)BUILD='$(BUILD)' ORACLE_COUNCILS=100000 ORACLE_JOBS="$$(nproc)" TEST_TIMEOUT=14400 \
	  sh tests/run.sh $(BUILD)/tests/unit/test_oracle
	$(quiet)BUILD='$(BUILD)' SIM_COUNCILS="$${SIM_COUNCILS:-100}" SIM_STEPS="$${SIM_STEPS:-5000}" \
	  SIM_JOBS="$$(nproc)" TEST_TIMEOUT=43200 sh tests/run.sh $(BUILD)/tests/sim/test_sim

sanitize = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
check-asan:
	$(quiet)+$(MAKE) --no-print-directory BUILD=$(BUILD)-asan CFLAGS='$(sanitize)' test

# The unit tests (with fewer random councils), and one walk through every call of the command line.
check-valgrind: tests
	$(quiet)BUILD='$(BUILD)' VALGRIND=1 ORACLE_COUNCILS=30 sh tests/run.sh \
	  $(filter $(BUILD)/tests/unit/%,$(suite)) tests/walk.sh

coverage:
	$(quiet)+$(MAKE) --no-print-directory BUILD=$(BUILD)-cov CFLAGS='-O0 -g --coverage' test
	gcovr -r . --object-directory $(BUILD)-cov -e tests/ -e $(BUILD)-cov/

check-layers: all
	$(quiet)BUILD='$(BUILD)' sh tests/layers.sh

lint: all
	$(quiet)BUILD='$(BUILD)' FEATURES="$(subst ",\",$(features)) $(module_cflags)" \
	  WARNINGS='$(warnings)' bash tests/lint.sh

bench: all $(BUILD)/tests/bench/held
	$(quiet)HOIDONG='$(BUILD)/hoidong' HELD='$(BUILD)/tests/bench/held' bash tests/bench.sh

shots: tests
	$(quiet)BUILD='$(BUILD)' sh tests/shots.sh

# The papers printed by LibreOffice, as pictures in $(BUILD)/papers, to be looked at.
papers: all
	$(quiet)BUILD='$(BUILD)' HOIDONG='$(abspath $(BUILD)/hoidong)' python3 tests/papers.py $(SIZES)

# Fuzzers: clang only.  make fuzz FUZZ_SECONDS=600
FUZZ_SECONDS ?= 60
fuzzers = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
fuzz:
	$(quiet)+$(MAKE) --no-print-directory BUILD=$(BUILD)-fuzz CC=clang \
	  CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' \
	  fuzz-run
fuzz-run: $(addprefix $(BUILD)/tests/fuzz/,$(fuzzers))
	$(quiet)for f in $^; do mkdir -p $$f.corpus && \
	  $$f -max_total_time=$(FUZZ_SECONDS) -artifact_prefix=$$f. -print_final_stats=1 $$f.corpus \
	  || exit 1; done
.PRECIOUS: $(BUILD)/tests/fuzz/%.o
$(BUILD)/tests/fuzz/memory: $(BUILD)/tests/kit/judge.o $(BUILD)/tests/kit/mutate.o
$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(archives)
	$(call say,LINK)$(link) -fsanitize=fuzzer $(filter %.o,$^) $(archives) $(libs)

# ---- translation -----------------------------------------------------------------------------

# Not needed for a build: brings tui/po/en.po up to date with the sources.
po: | $(gen)
	$(quiet)sh tests/po.sh update

# ---- installing --------------------------------------------------------------------------------

install: all
	$(INSTALL) -d '$(DESTDIR)$(bindir)' '$(DESTDIR)$(mandir)/man1'
	$(INSTALL) -m 755 $(BUILD)/hoidong '$(DESTDIR)$(bindir)/hoidong'
	$(INSTALL) -m 644 $(BUILD)/hoidong.1 '$(DESTDIR)$(mandir)/man1/hoidong.1'

uninstall:
	rm -f '$(DESTDIR)$(bindir)/hoidong' '$(DESTDIR)$(mandir)/man1/hoidong.1'

dist:
	@mkdir -p $(BUILD)
	git archive --prefix=hoidong-$(VERSION)/ -o $(BUILD)/hoidong-$(VERSION).tar.gz HEAD

run: all
	$(quiet)$(BUILD)/hoidong
demo: all
	$(quiet)$(BUILD)/hoidong demo

clean:
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-cov $(BUILD)-fuzz

# ---- packages --------------------------------------------------------------------------------

# As root directly, else by sudo; nothing at all, and no network, when all are there.
sudo = $(if $(filter 0,$(shell id -u)),,sudo)
define apt
$(quiet)dpkg -s $(1) > /dev/null 2>&1 || \
  $(sudo) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(1)
endef
deps:
	$(call apt,$(BUILD_DEPS))
test-deps:
	$(call apt,$(TEST_DEPS))
lint-deps:
	$(call apt,$(LINT_DEPS))
packages-there:
	@dpkg -s $(BUILD_DEPS) $(TEST_DEPS) > /dev/null 2>&1

# "make test-deps test": what is asked for beside packages waits for them, with -j too.
packages = $(filter deps test-deps lint-deps,$(MAKECMDGOALS))
ifneq ($(packages),)
$(gen) $(main_obj) $(db_obj) $(export_obj) $(tui_obj) $(BUILD)/hoidong.1: | $(packages)
$(patsubst %.c,$(BUILD)/%.o,$(test_c)): | $(packages)
endif

.PHONY: all run demo tests test check one torture check-asan check-valgrind check-layers lint \
        coverage bench shots papers fuzz fuzz-run po install uninstall dist clean deps test-deps lint-deps \
        packages-there
.DELETE_ON_ERROR:

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
