#!/bin/sh
# SPDX-License-Identifier: MIT
# tests/run.sh PROGRAM... - run test programs one after the other and count.
#
# A program is a cmocka binary, or a script (.sh, .py) that ends with "N passed, N failed" or
# speaks TAP.  Each one gets a fresh home and a fixed terminal, language and time zone.  Shown
# are the closing lines of each, or everything it said when it failed; the last line is the sum.
# A crash, a timeout, a skipped test, a sanitizer's report and a program that counts nothing are
# failures: nothing reads as passed that did not pass.
#
# BUILD      the build folder; HOIDONG is set to the program in it
# VALGRIND   when set, binaries and the program itself run under valgrind
# GOLDEN     "update" rewrites the golden screens
# TEST_TIMEOUT  seconds that one program may take (1800)
set -u
cd "$(dirname "$0")/.." || exit 2

BUILD=${BUILD:-build}
case $BUILD in
/*) HOIDONG=$BUILD/hoidong ;;
*) HOIDONG=$PWD/$BUILD/hoidong ;;
esac
work=$(mktemp -d "${TMPDIR:-/tmp}/hoidong-test.XXXXXX") || exit 2
work=$(cd "$work" && pwd -P) # paths are compared with what the program makes of them
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# The python3 that has openpyxl; on a developer's machine it need not be the first one.
python=python3
for p in python3 /usr/bin/python3; do
    if "$p" -c 'import openpyxl' 2> /dev/null; then
        python=$p
        break
    fi
done

unset LANGUAGE LANG LC_CTYPE LC_MESSAGES LC_NUMERIC COLUMNS LINES NO_COLOR
export BUILD HOIDONG
export TERM=xterm-256color LC_ALL=C.UTF-8 TZ=Asia/Ho_Chi_Minh ESCDELAY=25
export ASAN_OPTIONS="log_path=$work/report:exitcode=99:detect_leaks=1:${ASAN_OPTIONS:-}"
export UBSAN_OPTIONS="log_path=$work/report:print_stacktrace=1:${UBSAN_OPTIONS:-}"
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"

wrap=
if [ -n "${VALGRIND:-}" ]; then
    wrap="valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite \
        --errors-for-leak-kinds=definite --log-file=$work/report.%p"
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$wrap" "$HOIDONG" > "$work/hoidong"
    chmod +x "$work/hoidong"
    HOIDONG=$work/hoidong
    TEST_TIMEOUT=${TEST_TIMEOUT:-3000}
fi

# Counts of one program's output, as "passed failed"; "0 0" when it names none.
count() {
    awk '
    { sub(/\r$/, "") }
    /^\[  PASSED  \] / { match($0, /[0-9]+ test/); pass += substr($0, RSTART) + 0; next }
    /^\[  (FAILED |SKIPPED) \] +[0-9]+ test/ { match($0, /[0-9]+ test/)
        fail += substr($0, RSTART) + 0; next }
    /^ok [0-9]/ { if ($0 ~ /# *[Ss][Kk][Ii][Pp]/) tap_fail++; else tap_pass++; next }
    /^not ok [0-9]/ { tap_fail++; next }
    /^[0-9]+ passed, [0-9]+ failed$/ { own_pass = $1; own_fail = $3; own = 1 }
    END {
        if (own) print own_pass + 0, own_fail + 0
        else print pass + tap_pass, fail + tap_fail
    }' "$1"
}

passed=0
failed=0
bad=
for program in "$@"; do
    n=$((${n:-0} + 1))
    home=$work/$n
    out=$work/$n.out
    mkdir -p "$home/tmp" "$home/run"
    chmod 700 "$home/run"
    case $program in
    *.sh) set -- bash "$program" ;;
    *.py) set -- "$python" "$program" ;;
    # shellcheck disable=SC2086
    *) set -- $wrap "$program" ;;
    esac
    HOME=$home TMPDIR=$home/tmp XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config \
        XDG_STATE_HOME=$home/state XDG_CACHE_HOME=$home/cache XDG_RUNTIME_DIR=$home/run \
        timeout -k 10 "${TEST_TIMEOUT:-1800}" "$@" > "$out" 2>&1 < /dev/null
    status=$?
    read -r pass fail << EOC
$(count "$out")
EOC
    why=
    if find "$work" -maxdepth 1 -name 'report*' -size +0 | grep -q .; then
        cat "$work"/report* >> "$out"
        why='a sanitizer or valgrind complained'
    elif [ $status -eq 124 ] || [ $status -eq 137 ]; then
        why="no end within ${TEST_TIMEOUT:-1800} s, or killed"
    elif [ $status -gt 128 ]; then
        why="ended by signal $((status - 128))"
    elif [ $status -ne 0 ] && [ "$fail" -eq 0 ]; then
        why="exit status $status"
    elif [ $((pass + fail)) -eq 0 ]; then
        why='ran no test'
    fi
    rm -f "$work"/report*
    [ -n "$why" ] && fail=$((fail + 1))
    passed=$((passed + pass))
    failed=$((failed + fail))
    name=${program#"$BUILD"/}
    if [ "$fail" -eq 0 ]; then
        printf '%s: %s\n' "$name" "$(grep -v '^ *$' "$out" | tail -n 1)"
    else
        printf -- '---- %s\n' "$name"
        tail -n 400 "$out"
        printf -- '---- %s: %d passed, %d failed%s\n' "$name" "$pass" "$fail" "${why:+ ($why)}"
        bad="$bad $name"
    fi
    rm -rf "$home" "$out"
done

[ -n "$bad" ] && printf 'failed:%s\n' "$bad"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
