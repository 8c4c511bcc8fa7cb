# SPDX-License-Identifier: MIT
"""db/event.def: FORMAT.md says the same of every kind, and the calls make events as their rows
have it.  (The pages: plain_actors at the end of every test under tests/screens.)"""

import os
import re

from lib import ROOT, Session, fails, main, ok, test

ROW = re.compile(r'^EVENT\((\w+), "([a-z-]+)", (\w+), (\d), ([A-Z_ |]+), ([01]), ([01]),$', re.M)
ONLY_ON_SCREEN = {"undo", "names"}


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as f:
        return f.read()


def rows():
    """{kind: (since, {actor}, late)}"""
    text = read("db", "event.def")
    found = {name: (int(since), {a.strip()[3:].lower() for a in by.split("|")}, late == "1")
             for _, name, _, since, by, late, _ in ROW.findall(text)}
    assert len(found) == len(re.findall(r"^EVENT\(", text, re.M)) > 20
    return found


def by_their_rows(events):
    """The kinds, each made by an actor of its row."""
    told = rows()
    for e in events:
        assert e["actor"].split()[0] in told[e["kind"]][1], e
    return {e["kind"] for e in events}


@test
def the_format_says_of_every_kind_what_its_row_says():
    text = read("db", "FORMAT.md")
    table = text[text.index("| kind | since | by |"):]
    table = table[:table.index("\n\n")].splitlines()[2:]
    told = {}
    for line in table:
        kind, since, by = [c.strip() for c in line.split("|")[1:4]]
        told[kind.strip("`")] = (int(since), set(by.split(", ")))
    assert told == {kind: (since, by) for kind, (since, by, _) in rows().items()}
    late = re.search(r"takes\s+only\s+((`[a-z-]+`[,\s]*)+)", text).group(1)
    assert set(re.findall(r"`([a-z-]+)`", late)) == {k for k, r in rows().items() if r[2]}
    version = re.search(r"DB_USER_VERSION = (\d)", read("db", "record", "store.h")).group(1)
    assert {since for since, _ in told.values()} == set(range(1, int(version) + 1))


@test
def every_call_makes_events_as_their_rows_have_it():
    s = Session(products=3, rehearsal="no")
    ok("set", s.path, "place=Hội trường")
    ok("pin", s.path, stdin="2468\n")
    fails(1, "pin", s.path, stdin="1111\n\n")
    ok("pin", s.path, stdin="2468\n\n")
    ok("correct", s.path, "1", "phone=0900000000", "--reason", "Gõ thiếu")
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai", "ly_do"],
           [[3, "Thành viên 3", "khong_tham_gia", "Người nhà của chủ thể"]])
    s.load("dossier", ["san_pham", "so_mau", "kiem_nghiem"], [[1, 5, "có"]])
    s.load("scores", ["san_pham", "nguon", "tieu_chi", "muc"], [[1, "tự chấm", "1.1", "1"]])
    s.score(1, [80] * 3, 4)
    s.score(2, [92] * 3, 5)
    s.score(3, [45, 45, None])
    ok("ballot", "reopen", s.path, "1", "2", "--reason", "Nhầm")
    s.load("ballots", ["san_pham", "thanh_vien", "tieu_chi", "ghi_chu"],
           [[1, "Thành viên 2", "1.1", "Cần thêm ảnh"]])
    ok("ballot", "close", s.path, "1", "2")
    s.find([[3, "postponed", "", "", "", "có", "", "Bổ sung hồ sơ"]])
    ok("move", s.path, "9", "3", "--reason", "Nhầm bộ")
    ok("signoff", s.path)
    ok("set", s.path, "paper.number=12/BB")
    ok("decide", s.path, "--list", "recognised", "--number", "12/QĐ-UBND", "--date", "2026-12-20")
    ok("decide", s.path, "--left-out", "1", "--reason", "Chờ kiểm nghiệm lại")
    ok("correct", s.path, "1", "phone=0900000001", "--reason", "Gõ sai")
    ok("reopen", s.path, "--reason", "Xem lại")
    kinds = by_their_rows(s.journal())
    assert kinds == set(rows()) - ONLY_ON_SCREEN, kinds ^ set(rows())


if __name__ == "__main__":
    main()
