#!/bin/sh
# SPDX-License-Identifier: MIT
# tests/layers.sh - the top folders are layers: tui -> export -> db, tui -> db, and no other way.
#
# Only tui/kit/term.c knows curses, only db/ SQLite, only export/ the workbook library; neither the
# sources nor the compiled objects may show otherwise.  The rooms of db/ have arrows of their own
# (tests/rings.py).  Prints each breach, then a count.
set -u
cd "$(dirname "$0")/.." || exit 2
build=${BUILD:-build}
passed=0
failed=0

# check TITLE COMMAND...: the command prints breaches, one a line.
check() {
    title=$1
    shift
    breach=$("$@")
    if [ -z "$breach" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'not allowed: %s\n%s\n' "$title" "$breach"
    fi
}

# includes PATTERN FILE...: the lines that include what the pattern matches.
includes() {
    pattern=$1
    shift
    [ $# -eq 0 ] || grep -nHE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($pattern)" "$@"
}
sources() {
    find "$@" -name '*.[ch]' -o -name '*.def' 2> /dev/null | sort
}
# undefined PATTERN ARCHIVE...: symbols of that name which the archive wants from outside.
undefined() {
    pattern=$1
    shift
    for a in "$@"; do
        if [ -f "$a" ]; then
            nm -A --undefined-only "$a" 2> /dev/null | grep -E " U $pattern"
        else
            echo "$a is not built"
        fi
    done
}

# curses is called by name in one object only.
curses_calls() {
    undefined '(initscr|newterm|endwin|w?add(n?w?str|ch|_wch)|wget_wch|wrefresh|doupdate)$' \
        "$build/tui.a" | grep -v ':term[a-z_]*\.o:'
}
# The kit would serve any program: it sees itself and db/base.
kit_includes() {
    # shellcheck disable=SC2046
    includes '(tui|export|db)/' $(sources tui/kit) | grep -vE '"(tui/kit|db/base)/'
}
# The command line opens pages by one call of tui/run.c; pages know no command line.
cli_and_pages() {
    for o in "$build"/tui/cli/*.o; do
        nm -A --undefined-only "$o" | grep -E ' U (page_|model_open$|term_run$)'
    done
    for o in "$build"/tui/page/*/*.o "$build"/tui/kit/*.o "$build"/tui/kit/*/*.o; do
        nm -A --undefined-only "$o" | grep -E ' U (cli_|call_|tui_run$)'
    done
}
# A file that somebody names may be a pipe or a device: db/base/regular.c knows.  The kernel's own
# file in /proc is one that nobody names.
opened_to_read() {
    # shellcheck disable=SC2046
    grep -nHE '\<fopen\([^"]*"r' $(sources db export tui) | grep -v '"/proc/'
}
# The rooms of export/, each with those below it that it may include.
export_rooms() {
    while read -r room below; do
        # shellcheck disable=SC2046
        includes 'export/' $(sources "export/$room") | grep -vE "\"export/($room|$below)/"
    done << 'END'
base base
book book
table base
template base
docx template
doc base|template|docx
sheet base|table|template|book|doc
ballot base|book
compare base|table|sheet
END
}
readmes() {
    python3 tests/readme.py 2>&1
}
room_arrows() {
    python3 tests/rings.py "$build" --arrows 2>&1
}
# What a person who opens the folder finds; data of theirs may lie there too.
top_level() {
    for f in $(ls -A); do
        case $f in
        tui | db | export | tests | Makefile | README.md | LICENSE) ;;
        .gitignore | .clang-format | .editorconfig | .ci | .git) ;;
        build | build-* | *.ocop | *.xlsx) ;;
        *) echo "$f" ;;
        esac
    done
}

curses='(ncursesw?/)?(n?curses|panel|form|menu|term)\.h'
# shellcheck disable=SC2046
{
    check 'curses outside tui/kit/term.c' \
        includes "$curses" $(sources db export tests) $(sources tui | grep -vx tui/kit/term.c)
    # The verifier and the torture tests look at a file from outside, on purpose.
    check 'sqlite3.h outside db/' \
        includes 'sqlite3\.h' $(sources tui export tests/screens tests/journeys)
    check 'xlsxwriter.h outside export/' includes 'xlsxwriter' $(sources tui db)
    check 'db/ includes a layer above it' includes '(tui|export|tests)/' $(sources db)
    check 'export/ includes a layer above it' includes '(tui|tests)/' $(sources export)
    check 'a room of export/ includes one above it' export_rooms
    check 'the program includes a test' includes 'tests/' $(sources tui)
    check 'an include that climbs' includes '\.\./' $(sources db export tui tests)
    check 'libintl: the catalogue is our own' includes 'libintl\.h' $(sources db export tui)
}
check 'SQLite called outside db/' undefined 'sqlite3_' "$build/tui.a" "$build/export.a"
check 'the workbook library called outside export/' \
    undefined '(lxw_|workbook_|worksheet_|format_set_)' "$build/tui.a" "$build/db.a"
check 'curses called outside tui/kit/term.c' curses_calls
check 'a terminal or a locale below tui/' \
    undefined '(initscr|newterm|setlocale|gettext)$' "$build/db.a" "$build/export.a"
check 'tui/kit/ includes more than db/base/' kit_includes
check 'tui/cli/ opens a page, or a page the command line' cli_and_pages
check 'a room of db/ needs one that is not below it' room_arrows
check 'a file read without db/base/regular.h' opened_to_read
check 'at the top of the project' top_level
check 'a README names what is not there, or Changes lack VERSION' readmes
check 'more sources need each other than RING in tests/rings.py' \
    python3 tests/rings.py "$build" --rings

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
