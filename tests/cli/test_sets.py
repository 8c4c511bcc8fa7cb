# SPDX-License-Identifier: MIT
"""move: products under another criteria set."""

import os
import subprocess
import sys

from lib import ROOT, Session, fails, main, ok, test


def holds(path):
    """Both verifiers agree: ours, and the one that shares no code with it."""
    ok("verify", path)
    done = subprocess.run([sys.executable, os.path.join(ROOT, "tests", "verify_journal.py"), path],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@test
def move_voids_what_was_scored_and_asks_why():
    s = Session(products=2)
    s.score(1, [80, 82, 81], 4)
    s.score(2, [75, 76, 75], 4)
    s.find([[1, "knockout", "1.1", "", "", "loại", "", "Giả mạo"]])
    r = s.unchanged("move", s.path, "26", "1", rc=1)
    assert "3 phiếu" in r.err and "1 kết luận" in r.err and "lý do" in r.err, r
    s.unchanged("move", s.path, "26", "1", "--reason", " ", rc=1)
    s.unchanged("move", s.path, "27", "1", "--reason", "Nhầm", rc=1)
    s.unchanged("move", s.path, "26", "9", "--reason", "Nhầm", rc=1)
    r = ok("move", s.path, "26", "1", "--reason", "Nộp nhầm bộ")
    assert "3 phiếu" in r.out, r
    p = s.tally(1)
    assert p["set"] == "qd26-2026/26" and p["ballots"]["closed"] == 0 and p["knockout"] is None
    assert s.tally(2)["sum"] == 226
    holds(s.path)
    s.score(1, [80, 82, 81], 4, criteria_set="26")
    ok("signoff", s.path)
    holds(s.path)
    assert s.tally(1)["sum"] == 243
    s.unchanged("move", s.path, "8", "1", "--reason", "Nhầm", rc=1)
    ok("reopen", s.path, "--reason", "Chuyển lại")
    ok("move", s.path, "8", "1", "2", "--reason", "Nộp nhầm bộ")  # 2 has it already
    assert s.tally(1)["sum"] == 0 and s.tally(2)["sum"] == 226
    holds(s.path)


@test
def a_list_says_where_to_move():
    s = Session()
    ok("move", s.path, "26", "1")
    ok("move", s.path, "8", "1")
    s.score(1, [80, 82, 81], 4)
    r = s.unchanged("import", s.path, "products",
                    s.list("products", ["stt", "ten_san_pham", "chu_the", "bo_san_pham"],
                           [[1, "Mắm tôm 1", "Cơ sở 1", "26"]]), rc=1)
    assert "move" in r.err, r
    fails(2, "move", s.path, "26")


if __name__ == "__main__":
    main()
