# SPDX-License-Identifier: MIT
"""Journals that were made anew: chain, tables and results agree, and still something in them could
never have been done.  verify names the event."""

import gzip
import os
import sqlite3

from lib import ROOT, Session, fails, independent, main, ok, recompute, test


def body(*pairs):
    return "".join(f"{name} {len(str(value).encode())} {value}\n" for name, value in pairs)


def fields(text):
    out, at, raw = [], 0, text.encode()
    while at < len(raw):
        name = raw.index(b" ", at)
        size = raw.index(b" ", name + 1)
        end = size + 1 + int(raw[name + 1:size])
        out.append((raw[at:name].decode(), raw[size + 1:end].decode()))
        at = end + 1
    return out


class Forger:
    """Changes a session and chains it anew."""

    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("pragma ignore_check_constraints = on")

    def run(self, sql, *args):
        assert self.db.execute(sql, args).rowcount == 1, sql

    def seq(self, kind, which="min"):
        return self.db.execute(f"select {which}(seq) from event where kind = ?", (kind,)).fetchone()[0]

    def change(self, seq, **new):
        told, = self.db.execute("select body from event where seq = ?", (seq,)).fetchone()
        self.run("update event set body = ? where seq = ?",
                 body(*[(n, new.get(n, v)) for n, v in fields(told)]), seq)

    def append(self, actor, kind, *pairs):
        last = self.db.execute("select max(seq) from event").fetchone()[0]
        self.run("insert into event select seq + 1, time, mono, boot, ?, ?, ?, hash, randomblob(32) "
                 "from event where seq = ?", actor, kind, body(*pairs), last)
        return last + 1

    def done(self):
        recompute(self.db)
        self.db.close()


def scored(path="phien.ocop"):
    s = Session(path)
    s.score(1, [80, 80, 80], 4)
    ok("verify", s.path)
    return s, Forger(s.path)


def refused(s, forger, seq, word=""):
    forger.done()
    r = fails(1, "verify", s.path)
    assert f"sự kiện số {seq}" in r.err.lower() and word in r.err and r.err.count("\n") == 1, r
    assert r.out == "", r


@test
def a_level_that_does_not_exist():
    s, f = scored()
    seq = f.seq("mark", "max")
    f.change(seq, level="9")
    f.run("update mark set label = '9' where seq = ?", seq)
    refused(s, f, seq, '"9"')
    assert independent(s.path)[0] == 1


@test
def a_member_on_the_ballot_of_another():
    s, f = scored()
    seq = f.seq("mark")
    f.run("update event set actor = 'member 1' where seq = ?", seq)
    f.done()
    ok("verify", s.path)
    f = Forger(s.path)
    f.run("update event set actor = 'member 2' where seq = ?", seq)
    refused(s, f, seq, "member 2")
    assert independent(s.path)[0] == 1


@test
def somebody_who_may_not():
    for kind, actor in (("product", "chair"), ("set", "member 1"), ("close-ballot", "chair"),
                        ("mark", "member 7")):
        s, f = scored(f"{kind}.ocop")
        seq = f.seq(kind)
        if seq is None:
            seq = f.append("secretary", kind, ("key", "place"), ("value", "x"))
            f.run("insert into setting values ('place', 'x')")
        f.run("update event set actor = ? where seq = ?", actor, seq)
        refused(s, f, seq)


@test
def more_votes_than_voters():
    s, f = scored()
    f.db.close()
    for votes in ("3/3", "2/3"):
        s.find([[1, "chênh lệch", "", "", "", "giữ nguyên", votes, "đã bàn"]])
    f = Forger(s.path)
    seq = f.seq("finding")
    f.change(seq, votes="9", votes_of="5")
    refused(s, f, seq)


@test
def a_mark_on_a_ballot_that_was_handed_in():
    s, f = scored()
    code, label = f.db.execute("select l.criterion, l.label from level l join mark m on "
                               "m.criterion = l.criterion where l.label <> m.label and "
                               "m.product = 1 and m.member = 1").fetchone()
    seq = f.append("secretary", "mark", ("product", 1), ("member", 1), ("criterion", code),
                   ("level", label))
    f.run("update mark set label = ?, seq = ? where product = 1 and member = 1 and criterion = ?",
          label, seq, code)
    refused(s, f, seq)


@test
def a_rule_changed_without_its_reason():
    s, f = scored()
    seq = f.append("secretary", "set", ("key", "spread.max"), ("value", "12"))
    f.run("insert into setting values ('spread.max', '12')")
    refused(s, f, seq, "lý do")
    # With its reason it is an act like any other.
    s, f = scored("hai.ocop")
    f.append("secretary", "set", ("key", "spread.max"), ("value", "12"), ("reason", "họp bàn"))
    f.run("insert into setting values ('spread.max', '12')")
    f.done()
    ok("verify", s.path)


@test
def a_list_that_says_every_product_first():
    s = Session(products=2)
    s.score(1, [80, 80, 80], 4)
    rows = [["*", "Thành viên 2", "vắng", "đến muộn"], [1, "Thành viên 2", "chấm", ""]]
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai", "ly_do"], rows)
    ok("set", s.path, "place=Cà Mau")
    ok("verify", s.path)
    # The first of the two alone would leave a ballot that was handed in uncounted.
    f = Forger(s.path)
    seq = f.seq("panel", "max")
    f.change(seq, state="absent")
    f.run("update panel set state = 'absent' where product = 1")
    refused(s, f, seq + 1)


@test
def a_ballot_handed_in_with_blanks():
    s, f = scored()
    seq, product, member, code = f.db.execute(
        "select seq, product, member, criterion from mark order by seq desc limit 1").fetchone()
    f.change(seq, level="")
    f.run("delete from mark where seq = ?", seq)
    f.run("update event set kind = 'undo', body = ? where seq = ?",
          body(("of", seq - 1), ("product", product), ("member", member), ("criterion", code),
               ("level", "")), seq)
    refused(s, f, f.seq("close-ballot", "max"))


def of_format_1(name):
    with gzip.open(os.path.join(ROOT, "tests", "fixtures", "sessions", "format-1-open.ocop.gz")) as f:
        with open(name, "wb") as to:
            to.write(f.read())
    return Forger(name)


@test
def an_event_that_its_format_did_not_know():
    f = of_format_1("cu.ocop")
    f.db.close()
    ok("verify", "cu.ocop")
    f = Forger("cu.ocop")
    seq = f.append("secretary", "paper", ("key", "paper.number"), ("value", "1"))
    f.run("insert into setting values ('paper.number', '1')")
    f.done()
    r = fails(1, "verify", "cu.ocop")
    assert f"sự kiện số {seq}" in r.err and r.err.count("\n") == 1, r


@test
def an_older_file_under_a_later_label():
    for version in (2, 3):
        f = of_format_1("cu.ocop")
        f.db.execute(f"pragma user_version = {version}")
        f.db.close()
        fails(3, "verify", "cu.ocop")


@test
def a_paper_that_was_not_compared_is_said_so():
    s, f = scored()
    f.db.close()
    ok("signoff", s.path)
    told = ok("verify", s.path).out
    assert "Chưa đối chiếu" in told
    assert "Chưa đối chiếu" not in ok("verify", s.path, "--hash", told.split("\n")[2]).out


@test
def what_came_after_the_closing():
    s, f = scored()
    f.db.close()
    ok("signoff", s.path)
    f = Forger(s.path)
    seq = f.append("secretary", "panel", ("product", 1), ("member", 1), ("state", "absent"),
                   ("reason", "ốm"))
    f.run("insert into panel values (1, 1, 'absent', 'ốm')")
    f.done()
    r = fails(1, "verify", s.path)
    assert str(seq) in r.err or "khi chốt" in r.err, r


@test
def an_earlier_closing_that_says_other_results():
    s, f = scored()
    f.db.close()
    ok("signoff", s.path)
    ok("reopen", s.path, "--reason", "xem lại")
    f = Forger(s.path)
    seq = f.seq("close")
    told = dict(fields(f.db.execute("select body from event where seq = ?", (seq,)).fetchone()[0]))
    assert told["result"] == "1 240 3 4 proposed", told
    f.change(seq, result="1 270 3 5 forward")
    f.run("update closed_result set sum = 270, star = 5, status = 'forward'")
    refused(s, f, seq, "240")
    assert independent(s.path)[0] == 1


@test
def a_correction_after_the_closing_without_a_new_one():
    s, f = scored()
    f.db.close()
    ok("signoff", s.path)
    f = Forger(s.path)
    seq = f.append("secretary", "correct", ("product", 1), ("key", "owner"), ("old", "Cơ sở 1"),
                   ("new", "Cơ sở 9"), ("reason", "ghi nhầm"))
    f.run("update product set owner = 'Cơ sở 9'")
    refused(s, f, seq)


if __name__ == "__main__":
    main()
