# SPDX-License-Identifier: MIT
"""Files of older formats: looked at without a change, also on media that cannot be written;
brought over only by opening to write, whole or not at all, after it was said."""

import gzip
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time

import lib
from lib import HOIDONG, ROOT, Result, fails, independent, main, ok, run, test, write_list
from test_hostile import capped, hot_journal, state_of

lib.tests.clear()  # those of test_hostile
SESSIONS = os.path.join(ROOT, "tests", "fixtures", "sessions")
OLD = {"format-1-open": 1, "format-1-signed": 1, "format-1-again": 1, "open": 2, "signed": 2,
       "again": 2, "stale": 2, "decided": 2}
TODAY = 3
WILL = "sẽ không mở được tệp này nữa"


def unpack(name, path=None):
    path = path or f"{name}.ocop"
    with gzip.open(os.path.join(SESSIONS, f"{name}.ocop.gz")) as old, open(path, "wb") as new:
        new.write(old.read())
    os.chmod(path, 0o600)
    return path


def sql(path, what, *values):
    db = sqlite3.connect(path, isolation_level=None)
    rows = db.execute(what, values).fetchall()
    db.close()
    return rows


def format_of(path):
    return sql(path, "pragma user_version")[0][0]


def looks(path, out="."):
    """Every call that only looks; export and backup write, but elsewhere."""
    panel = write_list(os.path.join(out, "panel.csv"), ["san_pham", "thanh_vien", "trang_thai"],
                       [["*", 1, "cham"]])
    head = ok("journal", path, "--json").json["events"][-1]["hash"]
    return [["tally", path], ["tally", path, "--json"], ["check", path], ["explain", path, "1"],
            ["products", path], ["journal", path], ["verify", path], ["decide", path],
            ["decide", path, "--json"], ["dossier", path, "1"],
            ["criteria", "show", "qd26-2026/08", path], ["verify", path, "--since", head],
            ["verify", path, "--in", path], ["import", path, "panel", panel, "--dry-run"],
            ["export", path, "-o", os.path.join(out, "giay"), "--all"],
            ["backup", path, os.path.join(out, "sao.ocop")]]


def times(folder):
    return {n: os.stat(os.path.join(folder, n)).st_mtime_ns for n in [".", *os.listdir(folder)]}


def read_only(folder, *args):
    """Run with @folder mounted so that nobody, root neither, can write in it."""
    script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
    return Result(subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh",
                                  os.path.abspath(folder), HOIDONG, *args], capture_output=True,
                                 timeout=120))


def can_mount():
    os.makedirs("mount")
    return read_only("mount", "--version").rc == 0


@test
def looking_changes_no_byte():
    for name in ("format-1-open", "format-1-signed", "open", "decided"):
        os.makedirs(f"{name}/usb")
        path = unpack(name, f"{name}/usb/a.ocop")
        files, when = state_of(f"{name}/usb"), times(f"{name}/usb")
        for call in looks(path, name):
            r = run(*call)
            assert r.rc in (0, 1) and WILL not in r.err, (call, r)
            assert r.rc == 0 or call[0] in ("check", "import"), (call, r)
            assert state_of(f"{name}/usb") == files, call
            assert times(f"{name}/usb") == when, call


@test
def what_cannot_be_written_can_be_looked_at():
    if not can_mount():
        print("(no mount of one's own here: bytes and times alone are compared, above)")
        return
    for name in ("format-1-signed", "open"):
        os.makedirs(f"{name}/usb")
        path = unpack(name, f"{name}/usb/a.ocop")
        plain = {tuple(call): run(*call).out for call in looks(path, name)[:10]}
        files = state_of(f"{name}/usb")
        for call in looks(path, name):
            r = read_only(f"{name}/usb", *call)
            assert r.rc in (0, 1) and WILL not in r.err, (call, r)
            assert plain.get(tuple(call), r.out) == r.out, call
        r = read_only(f"{name}/usb", "set", path, "place=x", "--reason", "thử")
        assert r.rc == 3 and "chỉ đọc được" in r.err and WILL not in r.err, r
        assert state_of(f"{name}/usb") == files


@test
def a_hot_journal_on_read_only_media_is_played_in_memory():
    os.makedirs("usb")
    path = unpack("open", "usb/a.ocop")
    want = ok("tally", path, "--json").out
    hot_journal(path, "update criteria_set set yaml = yaml || yaml || yaml || yaml")
    files = state_of("usb")
    assert ok("tally", path, "--json").out == want
    ok("verify", path)
    assert state_of("usb") == files, "looking played the journal into the file"
    if can_mount():
        assert read_only("usb", "tally", path, "--json").out == want
    ok("feed", path)  # whoever writes plays it, and then brings the file over
    assert sorted(os.listdir("usb")) == ["a.ocop"] and format_of(path) == TODAY
    assert ok("tally", path, "--json").out == want


@test
def it_is_said_before():
    """In the future tense, and before the file is touched: the pipe that reads it is given time."""
    path = unpack("open")
    before = state_of(".")
    p = subprocess.Popen([HOIDONG, "set", path, "quorum=2/5"], stderr=subprocess.PIPE)
    first = p.stderr.readline().decode()
    p.stderr.read()
    assert p.wait() == 1 and WILL in first, first  # a rule without its reason: refused
    assert state_of(".") != before and format_of(path) == TODAY
    assert WILL not in run("set", path, "quorum=2/5").err
    r = run("set", unpack("signed"), "place=x")
    assert r.rc == 1 and r.err.startswith("signed.ocop:") and r.err.count(WILL) == 1, r


# ---- whole or not at all -------------------------------------------------------------------------


def same_as_ever(path, head, version):
    """Old or new, whole, with the same journal."""
    assert ok("journal", path, "--json").out == head
    ok("verify", path)
    now = format_of(path)  # and SQLite plays what a kill left
    assert now in (version, TODAY) and independent(path)[0] == 0
    return now == TODAY


def killed(name, times_over, seed):
    """kill -9 at moments spread over the whole migration; how often it was old, or new, after."""
    chance = random.Random(seed)
    version = OLD[name]
    ok("feed", unpack(name))
    path = f"{name}.ocop"
    took = []
    for _ in range(3):
        unpack(name)
        began = time.monotonic()
        ok("feed", path)
        took.append(time.monotonic() - began)
    head = ok("journal", path, "--json").out
    old = new = hot = 0
    for n in range(times_over):
        unpack(name)
        p = subprocess.Popen([HOIDONG, "feed", path], stdin=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
        # Half of them aimed: the journal lies there while the tables are written.
        if n % 2:
            while p.poll() is None and not os.path.exists(path + "-journal"):
                pass
            time.sleep(chance.random() * max(took) / 4)
        else:
            time.sleep(chance.random() * max(took))
        p.send_signal(signal.SIGKILL)
        p.wait()
        hot += os.path.exists(path + "-journal")
        files = state_of(".")
        assert ok("journal", path, "--json").out == head
        ok("verify", path)
        assert state_of(".") == files, "looking changed what a kill left"
        if same_as_ever(path, head, version):
            new += 1
        else:
            old += 1
            ok("feed", path)
            assert same_as_ever(path, head, version)
        if os.path.exists(path + "-journal"):
            os.unlink(path + "-journal")
    return old, new, hot


@test
def a_kill_leaves_the_old_file_or_the_new():
    for name in ("format-1-open", "open"):
        old, new, hot = killed(name, 24, 7)
        assert old > 3 and hot > 1, (name, old, new, hot)


@test
def a_full_disk_leaves_the_old_file():
    for name in ("format-1-signed", "decided"):
        path = unpack(name)
        head, size = ok("journal", path, "--json").out, os.path.getsize(path)
        refusals = 0
        for room in [*range(0, 12 * 4096, 4096), *range(12 * 4096, 400 * 4096, 12 * 4096)]:
            unpack(name)
            r = capped(room, "feed", path)
            if r.rc == 0:
                break
            refusals += 1
            assert r.rc == 3 and "CHƯA LƯU" in r.err, (room, r)
            assert not same_as_ever(path, head, OLD[name]), room
            ok("feed", path)
            assert same_as_ever(path, head, OLD[name]) and format_of(path) == TODAY
        assert r.rc == 0 and refusals > 8, (name, refusals, size)


# ---- meddled with --------------------------------------------------------------------------------


@test
def an_edited_table_is_refused_and_named():
    for name in ("format-1-signed", "signed", "decided", "stale"):
        for what in ("update mark set label = '1' where rowid_ = 1", "update product set name = 'X'",
                     "update closed_result set star = 5", "update session set version = 9",
                     "delete from ballot"):
            path = unpack(name)
            if "rowid_" in what:
                product, member, criterion = sql(path, "select product, member, criterion from mark "
                                                 "where label = '2' limit 1")[0]
                sql(path, "update mark set label = '1' where product = ? and member = ? and "
                    "criterion = ?", product, member, criterion)
            else:
                sql(path, what)
            with open(path, "rb") as f:
                before = f.read()
            for call in (["tally", path], ["check", path], ["export", path], ["journal", path],
                         ["decide", path], ["feed", path], ["backup", path, "sao.ocop"]):
                r = fails(3, *call)
                assert r.out == "" and "Bảng " in r.err, (what, call, r)
            r = fails(1, "verify", path)
            assert "Bảng " in r.err, (what, r)
            with open(path, "rb") as f:
                assert f.read() == before, what
            assert not os.path.exists("sao.ocop")


@test
def an_older_version_on_the_label_launders_nothing():
    """A file of today, its marks edited, said to be of version 1 or 2."""
    path = unpack("signed")
    ok("feed", path)
    for version in (1, 2):
        shutil.copy(path, "lie.ocop")
        sql("lie.ocop", "update mark set label = '1' where label = '2'")
        sql("lie.ocop", f"pragma user_version = {version}")
        with open("lie.ocop", "rb") as f:
            before = f.read()
        for call in ("verify", "tally", "feed"):
            fails(3 if call != "verify" else run("verify", "lie.ocop").rc or 1, call, "lie.ocop")
        with open("lie.ocop", "rb") as f:
            assert f.read() == before


@test
def a_table_too_many_is_refused():
    for name in ("format-1-open", "open"):
        path = unpack(name)
        sql(path, "create table extra (a)")
        with open(path, "rb") as f:
            before = f.read()
        for call in ("tally", "verify", "feed"):
            r = run(call, path)
            assert r.rc == 3 and "extra" in r.err, (call, r)
        with open(path, "rb") as f:
            assert f.read() == before


@test
def a_journal_of_another_file_is_never_played():
    """What a power cut left beside another copy: refused with its name, bytes untouched."""
    for name in ("open", "decided"):
        for today in (False, True):
            path, other = unpack(name, "a.ocop"), unpack("signed", "b.ocop")
            if today:
                ok("feed", path)
                ok("feed", other)
            hot_journal(other, "update criteria_set set yaml = yaml || yaml || yaml || yaml")
            shutil.move("b.ocop-journal", "a.ocop-journal")
            before = state_of(".")
            for call in (["tally", path], ["verify", path], ["feed", path],
                         ["set", path, "place=x"], ["backup", path, "c.ocop"]):
                r = run(*call)
                assert r.rc == 3 and "a.ocop-journal" in r.err and "không phải của tệp này" in r.err, r
                assert state_of(".") == before, call
            os.unlink("a.ocop-journal")
            ok("verify", path)


@test
def a_session_in_use_is_waited_for():
    path = unpack("open")
    ok("feed", path)
    for begin in ("begin immediate", "begin exclusive"):
        db = sqlite3.connect(path, isolation_level=None)
        db.execute("pragma cache_spill = 10")
        db.execute("pragma cache_size = 2")
        db.execute(begin)
        db.execute("update criteria_set set yaml = yaml || yaml || yaml || yaml")
        calls = [subprocess.Popen([HOIDONG, *call], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                 for call in (["tally", path], ["verify", path], ["feed", path])]
        time.sleep(0.5)
        db.execute("rollback")
        db.close()
        for p in calls:
            err = p.communicate(timeout=60)[1].decode()
            assert p.returncode == 0, (begin, err)


if __name__ == "__main__":
    main()
