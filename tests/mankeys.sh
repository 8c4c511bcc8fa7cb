#!/bin/sh
# SPDX-License-Identifier: MIT
# tests/mankeys.sh ACTION_DEF PO - the manual's section of keys, mdoc, from the table that the
# program itself obeys.  Called by the Makefile; the English comes from the catalogue.
set -eu
export LC_ALL=C.UTF-8
def=$1
po=$2
CC=${CC:-cc}

if [ -f "$po" ]; then msgcat --no-wrap "$po"; fi | {
    cat
    echo '@@'
    [ ! -f "$def" ] || printf '%s\n' \
        '#define N_(text) text' \
        '#define SCOPE(id, title) @S id ^ title' \
        '#define NEED(id, why)' \
        '#define ACTION(id, scope, keys, flags, label, help) @A scope ^ keys ^ help' \
        "#include \"$def\"" | $CC -E -I. -x c -
} | awk '
    # Without its quotes; English where there is some.
    function text(s, bare) {
        bare = s
        gsub(/^ *"|" *$/, "", bare)
        if (bare in english)
            bare = english[bare]
        gsub(/\\"/, "\"", bare)
        gsub(/"/, "\\(dq", bare)
        return bare
    }
    $0 == "@@" { table = 1; next }
    !table && /^msgid "/ { id = substr($0, 8, length($0) - 8); next }
    !table && /^msgstr "/ {
        if ($0 != "msgstr \"\"") english[id] = substr($0, 9, length($0) - 9)
        next
    }
    !table { next }
    # The table begins with the rows of the kit; here they come last, but for the first.
    /^# [0-9]+ "/ { kit = $3 ~ /kit\.def"/ }
    /^ *@S / {
        split($0, part, / *\^ */)
        sub(/^ *@S */, "", part[1])
        if (kit && n > 0) scopes[100 + ++kits] = part[1]
        else scopes[++n] = part[1]
        title[part[1]] = text(part[2])
    }
    /^ *@A / {
        split($0, part, / *\^ */)
        sub(/^ *@A */, "", part[1])
        keys = text(part[2])
        if (keys != "")
            rows[part[1]] = rows[part[1]] ".It \"" keys "\"\n" text(part[3]) "\n"
    }
    END {
        for (i = 1; i <= 100 + kits; i++)
            if (rows[scopes[i]] != "") {
                printf ".Ss \"%s\"\n.Bl -tag -width \"PgUp PgDn\" -compact\n", title[scopes[i]]
                printf "%s.El\n", rows[scopes[i]]
            }
    }'
