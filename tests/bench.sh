#!/bin/bash
# SPDX-License-Identifier: MIT
# tests/bench.sh [PRODUCTS MEMBERS]... - how long the calls take (make bench).
#
# Generates sessions, by default one of a large meeting (71 products, 11 members) and as much as one
# list of ballots may hold (400, 9), and prints the median of RUNS runs (5) of each call as a whole
# process, and the size of the files; then of each page and answer how long nobody else could commit
# (tests/bench/held.c): at 71 x 11 no more than 50 ms.  Compare ratios on one machine, not
# milliseconds of two.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${HOIDONG:-build/hoidong}
held=${HELD:-build/tests/bench/held}
runs=${RUNS:-5}
set_id=${SET:-qd26-2026/08}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
[ $# -gt 0 ] || set -- 71 11 400 9

# lists PRODUCTS MEMBERS: members.csv, products.csv, ballots.csv, marks (for feed) and changes
# (for many writers).
lists() {
    "$program" criteria show "$set_id" --json > "$dir/set.json"
    python3 - "$dir" "$1" "$2" << 'EOP'
import csv, json, random, sys

folder, products, members = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random.seed(2026)
given = json.load(open(folder + "/set.json", encoding="utf-8"))
criteria = [n for n in given["nodes"] if n["kind"] == "criterion"]

def write(name, header, rows):
    with open(f"{folder}/{name}.csv", "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows([header, *rows])

names = [f"Nguyễn Văn {i:02}" for i in range(1, members + 1)]
roles = ["chair", "vice"] + ["member"] * (members - 2)
write("members", ["ho_ten", "vai_tro"], zip(names, roles))
write("products", ["stt", "ten_san_pham", "chu_the", "bo_san_pham"],
      ([i, f"Sản phẩm số {i}", f"Hợp tác xã {i}", given["no"]] for i in range(1, products + 1)))
rows = [(p, m, c["code"], random.choice(c["levels"])["label"])
        for p in range(1, products + 1) for m in names for c in criteria]
write("ballots", ["san_pham", "thanh_vien", "tieu_chi", "muc"], rows)
with open(folder + "/marks", "w", encoding="utf-8") as f:
    for row in rows[:1000]:
        f.write("\t".join(map(str, row)) + "\n")
labels = {c["code"]: [level["label"] for level in c["levels"]] for c in criteria}
with open(folder + "/changes", "w", encoding="utf-8") as f:
    for turn in 0, 1:  # what is marked as it stands already makes no event
        f.writelines(f"{p}\t{m}\t{code}\t{labels[code][turn]}\n" for p, m, code, _ in rows[:1000])
print(f"{products} products, {members} members, {len(criteria)} criteria: {len(rows)} marks")
EOP
}

# prepared STEPS: a session in $dir/s.ocop, made anew: empty, marks or full.
prepared() {
    rm -rf "$dir"/s.ocop* "$dir/papers"
    "$program" new "$dir/s.ocop" --set province=Thử --set rehearsal=yes
    "$program" import "$dir/s.ocop" members "$dir/members.csv"
    "$program" import "$dir/s.ocop" products "$dir/products.csv"
    [ "$1" = empty ] || "$program" import "$dir/s.ocop" ballots "$dir/ballots.csv"
}

# timed TITLE BEFORE COMMAND...: BEFORE is run before each run, outside the clock.
timed() {
    local title=$1 before=$2 times=() a b
    shift 2
    for _ in $(seq "$runs"); do
        $before > "$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }
        a=$(date +%s%N)
        "$@" > "$dir/log" 2>&1 || { tail -n 5 "$dir/log"; exit 1; }
        b=$(date +%s%N)
        times+=($(((b - a) / 1000)))
    done
    printf '%s\n' "${times[@]}" | sort -n | awk -v title="$title" '
        { t[NR] = $1 }
        END { printf "  %-22s %10.1f ms   (%.1f to %.1f)\n", title, \
                     t[int((NR + 1) / 2)] / 1000, t[1] / 1000, t[NR] / 1000 }'
}

feed() {
    "$program" feed "$dir/s.ocop" < "$dir/marks"
    ! grep -q REFUSED "$dir/log"
}
no_papers() { rm -rf "$dir/papers"; }

while [ $# -ge 2 ]; do
    lists "$1" "$2"
    shift 2
    timed 'start (--version)' true "$program" --version
    timed 'feed of 1000 marks' 'prepared empty' feed
    prepared empty > "$dir/log" 2>&1
    python3 tests/writers.py "$program" "$dir/s.ocop" "$dir/changes"
    timed 'import ballots' 'prepared empty' "$program" import "$dir/s.ocop" ballots "$dir/ballots.csv"
    prepared full > "$dir/log" 2>&1
    timed 'open (products)' true "$program" products "$dir/s.ocop"
    timed 'tally --json' true "$program" tally "$dir/s.ocop" --json
    timed 'verify' true "$program" verify "$dir/s.ocop"
    timed 'export' no_papers "$program" export "$dir/s.ocop" -o "$dir/papers"
    timed 'export --ballots' no_papers "$program" export "$dir/s.ocop" -o "$dir/papers" --ballots
    timed 'backup' "rm -f $dir/copy.ocop" "$program" backup "$dir/s.ocop" "$dir/copy.ocop"
    printf '  %-22s %10d KiB\n' 'session file' $(($(stat -c %s "$dir/s.ocop") / 1024))
    printf '  %-22s %10d KiB\n' 'papers' "$(du -sk "$dir/papers" | cut -f 1)"
    XDG_STATE_HOME=$dir XDG_CONFIG_HOME=$dir "$held" "$dir/s.ocop"
    for call in 'products %' 'tally % --json' 'check %' 'explain % 1' 'journal %' 'verify %' \
        "export % -o $dir/papers"; do
        # shellcheck disable=SC2086 # words
        "$held" "$dir/s.ocop" "$program" ${call/\%/$dir/s.ocop}
    done
done
