#!/bin/bash
# SPDX-License-Identifier: MIT
# tests/lint.sh - what readers of the code need not look for themselves.  Silent when all is well.
#
# Two compilers with warnings as errors, clang-tidy, cppcheck, the layout of the code, the manual
# page and the layers.  The Makefile passes FEATURES and WARNINGS.
set -u
cd "$(dirname "$0")/.." || exit 2
build=${BUILD:-build}
jobs=$(nproc)
status=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT

# loud COMMAND...: says what it said only when it failed.
loud() {
    "$@" > "$out" 2>&1 && return
    cat "$out"
    echo "lint: failed: ${1##*/} ${2:-}"
    status=1
}
# each COMMAND...: the command for every source in place of {}, several at a time.
each() {
    printf '%s\0' "${sources[@]}" | xargs -0 -I '{}' -P "$jobs" "$@"
}

for tool in gcc clang clang-tidy clang-format cppcheck mandoc; do
    command -v $tool > /dev/null || {
        echo "lint: $tool is missing: make lint-deps"
        exit 2
    }
done

eval "flags=(${FEATURES:--std=c11 -I.} ${WARNINGS:--Wall -Wextra})"
mapfile -t sources < <(find db export tui tests -name '*.c' ! -path 'tests/fuzz/*' | sort)
mapfile -t layout < <(find db export tui tests -name '*.[ch]' | sort)

loud each gcc "${flags[@]}" -Werror -O2 -c -o /dev/null '{}'
loud each clang "${flags[@]}" -Werror -O2 -c -o /dev/null '{}'
laid_out() {
    for f in "${layout[@]}"; do
        clang-format "$f" | cmp -s - "$f" || echo "$f: clang-format -i would change it"
    done | grep . && return 1 || return 0
}
loud laid_out
# It counts the warnings of system headers on stderr; ours are on stdout.
tidy() {
    each clang-tidy --quiet --config-file=tests/clang-tidy.yaml --use-color=false \
        --warnings-as-errors='*' --header-filter='^\./(db|export|tui|tests)/' \
        '{}' -- "${flags[@]}" 2> /dev/null
}
loud tidy
loud cppcheck -q -j "$jobs" --error-exitcode=1 --std=c11 --inline-suppr \
    --enable=warning,performance,portability --suppress=missingIncludeSystem \
    --suppress=unknownMacro --suppress=varFuncNullUB -I. "-I$build/gen" -D_DEFAULT_SOURCE "${sources[@]}"
loud mandoc -T lint -W warning "$build/hoidong.1"
loud sh tests/layers.sh
exit $status
