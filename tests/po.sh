#!/bin/sh
# SPDX-License-Identifier: MIT
# tests/po.sh [update] - is tui/po/en.po a whole translation of what the sources say?
#
# With "update" it is brought up to date instead (make po): new sentences come in untranslated,
# those no longer used go.
set -u
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/.." || exit 2
po=tui/po/en.po
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

header() {
    printf '%s\n' '# English for hoidong, whose sentences are Vietnamese in the source.' \
        '# SPDX-License-Identifier: MIT' 'msgid ""' 'msgstr ""' \
        '"Project-Id-Version: hoidong\n"' '"PO-Revision-Date: 2026-11-23 12:00+0700\n"' \
        '"Last-Translator: The hoidong authors\n"' '"Language-Team: English\n"' \
        '"Language: en\n"' '"MIME-Version: 1.0\n"' \
        '"Content-Type: text/plain; charset=UTF-8\n"' \
        '"Content-Transfer-Encoding: 8bit\n"' \
        '"Plural-Forms: nplurals=2; plural=(n != 1);\n"' ''
}

# Sentences stand in _("..."), N_("..."), P_("...", n), and in the tables FAULT(ID, "...").
extract() {
    find tui db export -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort > "$work/files"
    xgettext --files-from="$work/files" --language=C --from-code=UTF-8 --no-wrap \
        --add-location=file --keyword --keyword=_ --keyword=N_ --keyword=P_:1,1 \
        --keyword=FAULT:2 --add-comments=TRANSLATORS -o "$work/body.pot" \
        2> "$work/warnings" || {
        cat "$work/warnings" >&2
        exit 2
    }
    # Our own header instead of xgettext's, which has the date in it.
    { header && sed '1,/^$/d' "$work/body.pot"; } > "$work/hoidong.pot"
}

extract
if [ "${1:-}" = update ]; then
    mkdir -p tui/po
    [ -f $po ] || header > $po
    msgmerge -q --update --backup=none --no-fuzzy-matching --no-wrap --add-location=file \
        $po "$work/hoidong.pot" || exit 2
    # A catalogue that cannot be read must not be replaced by nothing.
    msgattrib --no-obsolete --no-wrap --add-location=file -o "$work/new.po" $po || exit 2
    cat "$work/new.po" > $po
    msgfmt --statistics -o /dev/null $po
    exit
fi

failed=0
passed=0
# verdict TITLE FILE: passed when the file is empty.
verdict() {
    if [ -s "$2" ]; then
        failed=$((failed + 1))
        printf '%s (make po shows where):\n' "$1"
        cat "$2"
    else
        passed=$((passed + 1))
    fi
}
msgmerge -q --no-fuzzy-matching --no-wrap -o "$work/merged.po" $po "$work/hoidong.pot" || failed=1
# The first entry is the header; a sentence of several lines begins with an empty one.
entries() {
    msgattrib "$1" --no-obsolete --no-wrap "$work/merged.po" |
        awk 'BEGIN { RS = "" } NR > 1' | grep -v '^#\|^msgstr\|^msgid ""$'
}
entries --untranslated > "$work/missing"
entries --only-fuzzy > "$work/fuzzy"
msgattrib --only-obsolete --no-wrap "$work/merged.po" | grep '^#~ msgid ' > "$work/unused"
# {0} must come back in a translation, else the argument is lost.
msgcat --no-wrap "$work/merged.po" | awk '
    /^msgid "/ { id = $0; next }
    /^msgstr "/ && $0 != "msgstr \"\"" {
        for (i = 0; i < 10; i++)
            if (index(id, "{" i "}") > 0 && index($0, "{" i "}") == 0)
                print id
    }' > "$work/lost"
# Keys are named by action, {BALLOT_SUBMIT}, in both languages; no sentence names one by hand, but
# Enter, Esc and the keys of typing, which are the same everywhere.
cat tui/kit/kit.def tui/action.def | sed -n 's/^ACTION(\([A-Z_]*\), *[A-Z]*, *"[^"].*/\1/p' > "$work/actions"
msgcat --no-wrap "$work/merged.po" | awk -v actions="$work/actions" '
    function names(s, out) {
        while (match(s, /\{[A-Z][A-Z0-9_]*\}/)) {
            out[substr(s, RSTART + 1, RLENGTH - 2)] = 1
            s = substr(s, RSTART + RLENGTH)
        }
    }
    BEGIN { RS = ""; while ((getline a < actions) > 0) { n = split(a, v, "\n"); for (i = 1; i <= n; i++) known[v[i]] = 1 } }
    {
        gsub(/(^|\n)#[^\n]*/, "")
        at = match($0, /\nmsgstr/)
        delete left
        delete right
        names(substr($0, 1, at), left)
        names(substr($0, at), right)
        for (n in left) if (!(n in right) || !(n in known)) print "{" n "}: " $0
        for (n in right) if (!(n in left)) print "{" n "}: " $0
    }' > "$work/keys"
msgcat --no-wrap "$work/merged.po" |
    grep -E '^(msg|").*(^|[^[:alnum:]_])(F[0-9]+|(Alt|Shift)-[[:alnum:]]|Ctrl-[^U]|Tab:)' > "$work/by_hand"
msgfmt -c -o /dev/null $po 2> "$work/format"
verdict 'not translated' "$work/missing"
verdict 'to be looked at again' "$work/fuzzy"
verdict 'no longer said by the program' "$work/unused"
verdict 'an argument is lost in translation' "$work/lost"
verdict 'a key that is no action, or of one language only' "$work/keys"
verdict 'a key is named by hand, not {ACTION}' "$work/by_hand"
verdict 'msgfmt complains' "$work/format"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
