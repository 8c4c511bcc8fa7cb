#!/bin/sh
# SPDX-License-Identifier: MIT
# tests/walk.sh - one session through every call of the command line, for valgrind and for a
# quick look.  What the calls answer is tested under tests/cli; here they must do as told and
# end with the status they promise.
set -u
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
program=${HOIDONG:?names the program under test}
s=$dir/a.ocop
passed=0
failed=0

# want STATUS CALL...
want() {
    status=$1
    shift
    "$program" "$@" > "$dir/out" 2> "$dir/err"
    got=$?
    if [ $got -eq "$status" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'hoidong %s: status %d, not %d\n' "$*" $got "$status"
        cat "$dir/err"
    fi
}

printf 'ho_ten,vai_tro\nTrần Văn An,chủ tịch\nLê Thị Bình,ủy viên\nPhạm Cường,ủy viên kiêm thư ký\n' \
    > "$dir/members.csv"
printf 'stt,ten_san_pham,chu_the,bo_san_pham\n1,Mắm tôm,HTX Biển Xanh,8\n2,Ruốc cá,Hộ Nguyễn Văn Dũng,8\n' \
    > "$dir/products.csv"
printf 'stt,ten_san_pham\n1,Thiếu chủ thể\n' > "$dir/bad.csv"
printf 'san_pham,thanh_vien,trang_thai,ly_do\n2,Lê Thị Bình,khong_tham_gia,người nhà của chủ thể\n' \
    > "$dir/panel.csv"
printf 'san_pham,loai,ket_luan,ly_do\n2,postponed,có,bổ sung hồ sơ\n' > "$dir/findings.csv"
echo 'not a session' > "$dir/foreign.ocop"

want 0 --version
want 0 --help
want 2 --no-such-option
want 2 no-such-call
want 0 criteria list
want 0 criteria show qd26-2026/08
want 0 new "$s" --set province=Thử --set year=2026 --set criteria=qd26-2026
want 1 new "$s"
want 2 new "$dir/b.ocop" --set no-such-key=1
want 0 set "$s" place='Hội trường'
want 0 import "$s" members "$dir/members.csv"
want 0 import "$s" products "$dir/products.csv" --dry-run
want 0 import "$s" products "$dir/products.csv"
want 1 import "$s" products "$dir/bad.csv"
want 0 import "$s" panel "$dir/panel.csv"
want 0 correct "$s" 1 phone=0900000000 --reason 'gõ thiếu'
want 0 import "$s" findings "$dir/findings.csv"
printf '1\tTrần Văn An\t1.1\t1\n1\tTrần Văn An\t1.1\t2\n9\tKhông Ai\t1.1\t1\n' > "$dir/marks"
if "$program" feed "$s" < "$dir/marks" > "$dir/out" 2>&1 &&
    [ "$(grep -c '^ACK' "$dir/out")" -eq 2 ] && [ "$(grep -c '^REFUSED' "$dir/out")" -eq 1 ]; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    cat "$dir/out"
fi
want 0 products "$s" --json
want 0 tally "$s"
want 0 tally "$s" --json
want 0 explain "$s" 1
want 0 journal "$s" --json
want 1 check "$s"
want 1 signoff "$s"
want 0 export "$s" -o "$dir/papers" --ballots
want 0 export "$s" -o "$dir/papers" --minutes --notices
want 0 export "$s" --fields
want 0 template bien-ban --docx "$dir/papers/mau.docx"
want 0 export "$s" -o "$dir/papers" --template "$dir/papers/mau.docx"
want 0 verify "$s"
want 0 backup "$s" "$dir/copy.ocop"
want 0 verify "$dir/copy.ocop"
want 3 verify "$dir/foreign.ocop"
want 3 tally "$dir/absent.ocop"
want 0 demo --dir "$dir/demo"

printf '%d passed, %d failed\n' $passed $failed
[ $failed -eq 0 ]
