# SPDX-License-Identifier: MIT
"""new, set, pin, correct, ballot, signoff, reopen, verify, backup, journal."""

import os
import re
import shutil
import sqlite3

from lib import Session, fails, main, ok, run, test, write_list


def ready(**settings):
    """A session with one product that can be signed off."""
    s = Session(**settings)
    s.score(1, [80, 81, 79], 4)
    return s


def hash_of(result):
    found = re.findall(r"^[0-9a-f]{64}$", result.out, re.M)
    assert len(found) == 1, result
    assert re.search("^" + " ".join(re.findall("........", found[0])) + "$", result.out, re.M)
    return found[0]


@test
def new_makes_a_session_with_its_facts():
    ok("new", "a.ocop", "--set", "province=Cà Mau", "--set", "year=2026", "--set", "quorum=2/3",
       "--set", "quorum.cite=Điều 4", "--set", "rehearsal=yes")
    told = ok("tally", "a.ocop", "--json").json["session"]
    assert told["province"] == "Cà Mau" and told["year"] == "2026" and told["rehearsal"] is True
    assert told["criteria"] == "qd26-2026" and told["state"] == "open" and told["version"] == 1
    assert told["mode"] == "meeting" and told["council"] is None and told["closing_hash"] is None


@test
def new_refuses_what_is_there():
    open("a.ocop", "w").write("mine")
    fails(3 if run("new", "a.ocop").rc == 3 else 1, "new", "a.ocop")
    assert open("a.ocop").read() == "mine"


@test
def wrong_settings_leave_no_file():
    for bad in ("nokey=1", "quorum=5/4", "quorum=x", "mode=phone", "date=2026-02-30",
                "spread.max=-1", "minimum.rule=luck", "nokey.cite=x", "province.cite=x",
                "criteria=qd148-2023", "rehearsal=maybe"):
        fails(2, "new", "a.ocop", "--set", "year=2026", "--set", bad)
        assert os.listdir(".") == [], bad


@test
def a_folder_that_is_missing_is_exit_3():
    assert fails(3, "new", "no/such/a.ocop").err.startswith("no/such/a.ocop: ")


@test
def set_is_one_transaction():
    ok("new", "a.ocop")
    ok("set", "a.ocop", "place=Hội trường A", "round=2")
    told = ok("tally", "a.ocop", "--json").json["session"]
    assert told["place"] == "Hội trường A" and told["round"] == "2"
    fails(2, "set", "a.ocop", "place=B", "nokey=1")
    assert ok("tally", "a.ocop", "--json").json["session"]["place"] == "Hội trường A"


@test
def rules_need_a_reason_after_the_first_mark():
    s = ready()
    s.unchanged("set", s.path, "spread.max=5", rc=1)
    ok("set", s.path, "spread.max=5", "--reason", "Hội đồng thống nhất lại")
    ok("set", s.path, "place=Phòng 2")
    event = [e for e in s.journal() if e["kind"] == "set"][-2]
    assert {"name": "reason", "value": "Hội đồng thống nhất lại"} in event["fields"]


@test
def a_rehearsal_stays_one():
    ok("new", "a.ocop", "--set", "rehearsal=yes")
    assert run("set", "a.ocop", "rehearsal=no").rc in (1, 2)
    assert ok("tally", "a.ocop", "--json").json["session"]["rehearsal"] is True
    assert "DIỄN TẬP" in ok("tally", "a.ocop").out


@test
def signoff_freezes_and_prints_its_hash():
    s = ready()
    code = hash_of(ok("signoff", s.path))
    told = s.tally()["session"]
    assert told["state"] == "closed" and told["closing_hash"] == code
    assert code == s.journal()[-1]["hash"] == told["hash"]
    assert "ĐÃ CHỐT" in ok("tally", s.path).out
    for args in (["set", s.path, "place=x"], ["signoff", s.path],
                 ["ballot", "reopen", s.path, "1", "2", "--reason", "x"],
                 ["import", s.path, "members", s.path + ".members.csv"]):
        if args[0] != "import":
            s.unchanged(*args, rc=1)
    assert code in ok("verify", s.path).out


@test
def signoff_names_every_blocker():
    s = Session(products=2)
    s.score(1, [80, 80, None], 4)
    r = s.unchanged("signoff", s.path, rc=1)
    assert len(r.err.splitlines()) >= 2 and all(l.startswith(s.path) for l in r.err.splitlines())


def wrong_pin(s, *args, stdin):
    """Refused, and the try is all that is written."""
    before = s.journal()
    r = fails(1, *args, stdin=stdin)
    after = s.journal()
    assert after[:-1] == before and after[-1]["kind"] == "pin-try", after[-2:]
    return r


@test
def the_pin_is_asked_at_signoff():
    s = ready()
    ok("pin", s.path, stdin="2468\n")
    wrong_pin(s, "signoff", s.path, stdin="1111\n")
    s.unchanged("signoff", s.path, rc=1, stdin="")
    wrong_pin(s, "pin", s.path, stdin="1111\n3333\n")
    ok("pin", s.path, stdin="2468\n1357\n")
    wrong_pin(s, "signoff", s.path, stdin="2468\n")
    ok("signoff", s.path, stdin="1357\nwhat follows is left alone\n")


@test
def the_pin_guards_what_was_signed():
    s = ready()
    ok("pin", s.path, stdin="2468\n")
    ok("correct", s.path, "1", "phone=0911", "--reason", "Thiếu")
    ok("signoff", s.path, stdin="2468\n")
    reopen = ("reopen", s.path, "--reason", "Xem lại")
    correct = ("correct", s.path, "1", "phone=0912", "--reason", "Sai")
    for call in (reopen, correct):
        s.unchanged(*call, rc=1, stdin="")
        wrong_pin(s, *call, stdin="1111\n")
    ok("decide", s.path, "--list", "recognised", "--number", "1", "--date", "2026-12-20")
    ok(*correct, stdin="2468\n")
    assert s.tally()["session"]["version"] == 2
    for _ in range(5):
        r = wrong_pin(s, *reopen, stdin="1111\n")
    assert "chờ 30 giây" in r.err, r
    r = s.unchanged(*reopen, rc=1, stdin="2468\n")
    assert "chờ" in r.err and "giây" in r.err, r
    s.unchanged("pin", s.path, "--lost", rc=2)
    s.unchanged("pin", s.path, "--reason", "Quên", rc=2)
    s.unchanged("pin", s.path, "--lost", "--reason", "", rc=1)
    ok("pin", s.path, "--lost", "--reason", "Chủ tọa không nhớ")
    event = s.journal()[-1]
    assert event["kind"] == "pin" and event["fields"] == [
        {"name": "pin", "value": ""}, {"name": "lost", "value": "1"},
        {"name": "reason", "value": "Chủ tọa không nhớ"}], event
    papers = ok("export", s.path, "--minutes").out.split("\n")
    with open(next(p for p in papers if p.endswith(".txt")), encoding="utf-8") as f:
        minutes = " ".join(f.read().split())
    assert "vì không còn ai biết" in minutes and "Chủ tọa không nhớ" in minutes, minutes[-3000:]
    ok(*reopen)
    ok("verify", s.path)


@test
def the_pin_can_be_taken_away():
    s = ready()
    ok("pin", s.path, stdin="2468\n")
    s.unchanged("pin", s.path, rc=2, stdin="2468\n")
    ok("pin", s.path, stdin="2468\n\n")
    ok("signoff", s.path)


@test
def reopen_makes_a_new_version():
    s = ready()
    s.unchanged("reopen", s.path, "--reason", "Chưa chốt", rc=1)
    ok("signoff", s.path)
    s.unchanged("reopen", s.path, rc=2)
    s.unchanged("reopen", s.path, "--reason", "  ", rc=1)
    ok("reopen", s.path, "--reason", "Sai phiếu bà B")
    told = s.tally()
    assert told["session"]["state"] == "open" and told["session"]["version"] == 2
    assert told["session"]["closing_hash"] is None
    assert told["products"][0]["ballots"] == {"expected": 3, "closed": 3}
    ok("signoff", s.path)
    assert s.tally()["session"]["version"] == 2


@test
def correct_keeps_marks_and_the_old_value():
    s = ready()
    s.unchanged("correct", s.path, "1", "name=Mắm mới", rc=2)
    s.unchanged("correct", s.path, "1", "name=Mắm mới", "--reason", " ", rc=1)
    s.unchanged("correct", s.path, "9", "name=Mắm mới", "--reason", "x", rc=1)
    s.unchanged("correct", s.path, "1", "set=9", "--reason", "x", rc=2)
    ok("correct", s.path, "1", "name=Mắm mới", "phone=0912", "--reason", "Sai chính tả")
    product = ok("products", s.path, "--json").json["products"][0]
    assert product["name"] == "Mắm mới" and product["phone"] == "0912"
    assert s.tally(1)["sum"] == 240
    assert any(f["value"] == "Mắm tôm 1" for e in s.journal() if e["kind"] == "correct"
               for f in e["fields"]), "the old value is kept"


@test
def correct_after_signoff_is_a_new_version_with_its_hash():
    s = ready()
    first = hash_of(ok("signoff", s.path))
    second = hash_of(ok("correct", s.path, "1", "owner=Cơ sở B", "--reason", "Đổi tên"))
    told = s.tally()["session"]
    assert first != second == told["closing_hash"]
    assert told["version"] == 2 and told["state"] == "closed"
    ok("verify", s.path, "--hash", second)
    r = fails(1, "verify", s.path, "--hash", first)
    assert "sự kiện" in r.err, r


@test
def verify_compares_the_printed_hash():
    s = ready()
    fails(1, "verify", s.path, "--hash", "0" * 64)
    assert s.head() in ok("verify", s.path).out
    code = hash_of(ok("signoff", s.path))
    spaced = " ".join(re.findall("........", code.upper()))
    ok("verify", s.path, "--hash", spaced)
    fails(1, "verify", s.path, "--hash", "f" + code[1:] if code[0] != "f" else "0" + code[1:])
    fails(2, "verify", s.path, "--hash", code[1:])
    fails(2, "verify", s.path, "--hash", "")
    fails(2, "verify", s.path, "--hash", code + "0")


@test
def verify_tells_a_changed_record():
    s = ready()
    ok("signoff", s.path)
    db = sqlite3.connect(s.path)
    db.execute("update mark set label = '1' where product = 1 and label <> '1'")
    db.commit()
    db.close()
    r = fails(1, "verify", s.path)
    assert r.err.startswith(s.path), r


@test
def verify_of_a_torn_file_is_exit_3():
    s = ready()
    with open(s.path, "r+b") as f:
        f.truncate(5000)
    before = open(s.path, "rb").read()
    fails(3, "verify", s.path)
    assert open(s.path, "rb").read() == before


@test
def a_ballot_is_closed_and_reopened():
    s = Session()
    rows = s.ballot_rows(1, [80, 80, 80], 4)
    s.load("ballots", ["san_pham", "thanh_vien", "tieu_chi", "muc"], rows[:-1])
    assert s.tally(1)["ballots"] == {"expected": 3, "closed": 2}
    s.unchanged("ballot", "close", s.path, "1", "Thành viên 3", rc=1)
    ok("feed", s.path, stdin="\t".join(map(str, rows[-1])) + "\n")
    ok("ballot", "close", s.path, "1", "thành  viên 3")
    assert s.tally(1)["ballots"]["closed"] == 3
    ok("ballot", "reopen", s.path, "1", "3", "--reason", "Cộng sai")
    assert s.tally(1)["ballots"]["closed"] == 2
    s.unchanged("ballot", "reopen", s.path, "1", "3", "--reason", "Lần nữa", rc=1)
    s.unchanged("ballot", "close", s.path, "1", "nobody", rc=1)
    s.unchanged("ballot", "close", s.path, "7", "1", rc=1)


@test
def the_journal_is_in_order():
    s = ready()
    events = s.journal()
    assert [e["seq"] for e in events] == list(range(1, len(events) + 1))
    for e in events:
        assert set(e) >= {"seq", "time", "actor", "kind", "hash", "fields"}
        assert re.fullmatch("[0-9a-f]{64}", e["hash"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", e["time"])
        assert all(set(f) == {"name", "value"} for f in e["fields"])
    assert len(ok("journal", s.path).out.splitlines()) == len(events)


@test
def backup_is_a_whole_copy():
    s = ready()
    ok("backup", s.path, "copy.ocop")
    assert ok("tally", "copy.ocop", "--json").out == ok("tally", s.path, "--json").out
    ok("verify", "copy.ocop")
    open("mine.txt", "w").write("mine")
    r = run("backup", s.path, "mine.txt")
    assert r.rc in (1, 3) and open("mine.txt").read() == "mine", r
    fails(3, "backup", s.path, "no/such/folder/copy.ocop")


@test
def a_plain_copy_is_whole_too():
    s = ready()
    shutil.copy(s.path, "usb.ocop")
    assert ok("verify", "usb.ocop").out == ok("verify", s.path).out


main()
