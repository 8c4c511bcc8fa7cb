# SPDX-License-Identifier: MIT
"""The long forms of tests/cli/test_record.py and test_hostile.py.

FLIP_STEP   flip one bit in this many of a signed-off file (97; 1 takes hours)
KILLS       rounds of kill -9 (400)
ROWS        rows of each table that are edited in every way (4)"""

import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "cli"))

import lib  # noqa: E402
import test_hostile as hostile  # noqa: E402
import test_record as record  # noqa: E402

lib.tests.clear()
FLIP_STEP = int(os.environ.get("FLIP_STEP", "97"))
KILLS = int(os.environ.get("KILLS", "400"))
ROWS = int(os.environ.get("ROWS", "4"))


@lib.test
def every_edit_of_every_table():
    missed, tried = record.tamper(ROWS, True)
    print(f"{tried} edits, {len(missed)} missed")
    assert not missed, "\n".join(missed)


@lib.test
def every_flipped_bit():
    missed, tried = record.bit_flips(FLIP_STEP)
    print(f"{tried} bits, {len(missed)} missed")
    assert not missed, "\n".join(missed[:100])


@lib.test
def kills_without_end():
    acks = record.kill_rounds(KILLS, int(os.environ.get("SEED", "26")))
    print(f"{KILLS} kills, {acks} answers, none lost")
    assert acks > KILLS


@lib.test
def a_room_full_of_writers():
    record.many_writers(6, 40, 60)


@lib.test
def hostile_words_in_every_argument():
    hostile.hostile_arguments(*[n for n in hostile.BAD if n not in ("nul", "cr")])


@lib.test
def a_disk_that_fills_at_every_page():
    """An import on a disk that is full one page later each time: whole or nothing."""
    s = lib.Session("a.ocop", members=3, products=2)
    path = s.list("ballots", ["san_pham", "thanh_vien", "tieu_chi", "muc"],
                  [r for p in (1, 2) for r in s.ballot_rows(p, [80] * 3, 4)])
    before = s.head()
    size = os.path.getsize(s.path)
    files = sorted(os.listdir("."))
    refusals = 0
    for room in range(0, 200 * 4096, 2048):
        r = hostile.capped(size + room, "import", s.path, "ballots", path)
        if r.rc == 0:
            break
        refusals += 1
        hostile.told_and_whole(r, s.path, before, files)
    assert refusals > 3 and s.tally(1)["ballots"]["closed"] == 3
    before = s.head()
    for cap in range(0, size + 4096, 4096):
        for args in (["signoff", s.path], ["new", "b.ocop"], ["backup", s.path, "c.ocop"]):
            r = hostile.capped(cap, *args)
            if r.rc != 0:
                hostile.told_and_whole(r, s.path, before, files, args[0] != "signoff")
            elif args[0] == "signoff":
                lib.ok("reopen", s.path, "--reason", "thử")
                before = s.head()
            else:
                os.unlink(args[-1])


@lib.test
def a_record_held_by_another_is_waited_for_not_for_ever():
    s = hostile.small()
    db = sqlite3.connect(s.path, isolation_level=None)
    db.execute("begin exclusive")
    r = lib.run("tally", s.path)
    assert r.rc == 3 and r.err.count("\n") == 1, r
    db.execute("rollback")
    db.close()
    lib.ok("tally", s.path)


if __name__ == "__main__":
    lib.main()
