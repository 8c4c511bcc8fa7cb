# SPDX-License-Identifier: MIT
"""An older copy, a fork, another file in the place of the one that is open, or that was open the
last time: noticed before the next mark, and nothing is written into it."""

import os
import shutil
import sqlite3
import subprocess

from lib import HOIDONG, Session, fails, independent, main, ok, run, test


def council(path="a.ocop"):
    s = Session(path, members=3, products=2)
    return s


def digest(path):
    with open(path, "rb") as f:
        return f.read()


class Feed:
    """A feed that answers line by line."""

    def __init__(self, path):
        self.p = subprocess.Popen([HOIDONG, "feed", path], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __call__(self, product, member, criterion, level):
        self.p.stdin.write(f"{product}\t{member}\t{criterion}\t{level}\n".encode())
        self.p.stdin.flush()
        return self.p.stdout.readline().decode()

    def end(self):
        self.p.stdin.close()
        err = self.p.stderr.read().decode()
        self.p.stdout.close()
        self.p.stderr.close()
        return self.p.wait(timeout=30), err


def noticed(path, change, why):
    """Feed, @change the file under it, feed on: refused, status 3, and the bytes stay."""
    feed = Feed(path)
    assert feed(1, 1, "1.1", 1).startswith("ACK")
    assert feed(1, 1, "1.2", 1).startswith("ACK")
    change()
    before = digest(path) if os.path.exists(path) else None
    said = feed(1, 1, "1.3", 1)
    assert said.startswith("REFUSED CHƯA LƯU: ") and why in said, said
    rc, err = feed.end()
    assert rc == 3 and why in err, (rc, err)
    assert (digest(path) if os.path.exists(path) else None) == before, "written all the same"


@test
def an_older_copy_written_over_the_file():
    s = council()
    shutil.copy(s.path, "old")

    def over():  # cp: the same inode, other bytes
        with open("old", "rb") as f, open(s.path, "r+b") as to:
            to.write(f.read())
            to.truncate()
    noticed(s.path, over, "chép đè")
    assert digest(s.path) == digest("old")
    ok("verify", s.path)


@test
def a_fork_written_over_the_file():
    s = council()
    shutil.copy(s.path, "fork.ocop")
    ok("set", "fork.ocop", "place=A")
    for i in range(6):  # longer than what the feed wrote
        ok("set", "fork.ocop", f"place=A{i}")

    def over():
        with open("fork.ocop", "rb") as f, open(s.path, "r+b") as to:
            to.write(f.read())
            to.truncate()
    noticed(s.path, over, "chép đè")


@test
def another_file_in_its_place():
    for how in ("replace", "delete", "rename"):
        s = council(f"{how}.ocop")
        shutil.copy(s.path, "copy")

        def change():
            if how == "replace":
                os.replace("copy", s.path)
            elif how == "delete":
                os.unlink(s.path)
            else:
                os.rename(s.path, "elsewhere.ocop")
        noticed(s.path, change, "tệp khác thay")
        if how == "rename":
            ok("verify", "elsewhere.ocop")


@test
def a_file_cut_short():
    s = council()

    def cut():
        os.truncate(s.path, os.path.getsize(s.path) - 8192)
    feed = Feed(s.path)
    assert feed(1, 1, "1.1", 1).startswith("ACK")
    cut()
    before = digest(s.path)
    said = feed(1, 1, "1.3", 1)
    assert said.startswith("REFUSED CHƯA LƯU: "), said
    assert feed.end()[0] == 3 and digest(s.path) == before
    fails(3, "tally", s.path)


@test
def what_others_write_is_no_fork():
    s = council()
    one, two = Feed(s.path), Feed(s.path)
    for code in ("1.1", "1.2", "1.3"):
        assert one(1, 1, code, 1).startswith("ACK")
        assert two(1, 2, code, 1).startswith("ACK")
    ok("set", s.path, "place=B")
    assert one(2, 1, "1.1", 1).startswith("ACK")
    assert one.end() == (0, "") and two.end() == (0, "")
    assert independent(s.path)[0] == 0


@test
def backup_destroys_no_fork():
    s = council()
    ok("backup", s.path, "usb.ocop")
    ok("set", s.path, "place=A")
    ok("backup", s.path, "usb.ocop")  # an older state may go
    shutil.copy("usb.ocop", "fork.ocop")
    ok("set", "fork.ocop", "place=B")
    for n in range(3):
        ok("set", s.path, f"place=C{n}")
    before = digest("fork.ocop")
    r = fails(1, "backup", s.path, "fork.ocop")
    assert "fork.ocop" in r.err and digest("fork.ocop") == before, r
    # Nor a newer state, by an older one.
    r = fails(1, "backup", "usb.ocop", s.path)
    other = council("khac.ocop")
    fails(1, "backup", s.path, other.path)


# ---- verify --since, --in ------------------------------------------------------------------------


@test
def verify_since():
    s = council()
    feed = Feed(s.path)
    shutil.copy(s.path, "old.ocop")
    short = feed(1, 1, "1.1", 1).split()[2]
    assert feed.end() == (0, "")
    whole = s.journal()[-1]["hash"]
    assert len(short) == 16 and whole.startswith(short)
    for mark in (short, whole, whole.upper(), " ".join([whole[:8], whole[8:]])):
        assert str(len(s.journal())) in ok("verify", s.path, "--since", mark).out
        r = fails(1, "verify", "old.ocop", "--since", mark)
        assert "old.ocop" in r.err, r
    first = s.journal()[0]["hash"]
    ok("verify", "old.ocop", "--since", first)
    for bad in ("", "xyz", short[:15], whole + "0"):
        fails(2, "verify", s.path, "--since", bad)


@test
def verify_in():
    s = council()
    shutil.copy(s.path, "old.ocop")
    shutil.copy(s.path, "fork.ocop")
    ok("set", s.path, "place=A")
    ok("set", "fork.ocop", "place=B")
    r = ok("verify", "old.ocop", "--in", s.path)
    assert "old.ocop" in r.out and s.path in r.out, r
    ok("verify", "old.ocop", "--in", "fork.ocop")
    ok("verify", s.path, "--in", s.path)
    for a, b in ((s.path, "old.ocop"), ("fork.ocop", s.path), (s.path, "fork.ocop")):
        r = fails(1, "verify", a, "--in", b)
        assert a in r.err and b in r.err, r
    other = council("khac.ocop")
    fails(1, "verify", "old.ocop", "--in", other.path)
    fails(3, "verify", "old.ocop", "--in", "none.ocop")
    fails(2, "verify", "old.ocop", "--in", s.path, "--against", s.path)
    # Whose record does not hold is no earlier state, and holds none.
    shutil.copy(s.path, "bad.ocop")
    db = sqlite3.connect("bad.ocop")
    db.execute("update member set name = 'X' where id = 1")
    db.commit()
    db.close()
    fails(1, "verify", "bad.ocop", "--in", s.path)
    fails(1, "verify", "old.ocop", "--in", "bad.ocop")


# ---- across starts -------------------------------------------------------------------------------

BEHIND = "Máy này đã thấy sự kiện"


def with_state(folder):
    return {**os.environ, "XDG_STATE_HOME": os.path.abspath(folder)}


@test
def an_older_copy_is_told_at_the_next_start():
    env = with_state("state")
    s = council()
    shutil.copy(s.path, "old.ocop")
    r = ok("set", s.path, "place=A", env=env)
    assert r.err == ""
    seen = len(s.journal())
    notes = os.listdir("state/hoidong/seen")
    assert notes == [s.tally()["session"]["id"]], notes
    assert not os.listdir("state/hoidong/seen")[0].endswith("tmp")
    shutil.copy("old.ocop", s.path)
    for call in (["feed", s.path], ["feed", s.path]):  # opened, and nothing written: told again
        r = ok(*call, env=env)
        assert BEHIND in r.err and f" {seen} " in r.err and r.err.count("\n") == 1, r
    assert BEHIND not in ok("tally", s.path, env=env).err  # who looks is not asked to go on
    assert BEHIND not in ok("feed", s.path, env=with_state("another")).err
    # Who writes on has decided: the file is the session from now on.
    r = ok("set", s.path, "place=B", env=env)
    assert BEHIND in r.err, r
    assert ok("set", s.path, "place=C", env=env).err == ""


@test
def a_fork_is_told_at_the_next_start():
    env = with_state("state")
    s = council()
    shutil.copy(s.path, "fork.ocop")
    for n in range(8):
        ok("set", "fork.ocop", f"place=B{n}", env=with_state("another"))
    ok("set", s.path, "place=A", env=env)
    r = ok("import", "fork.ocop", "members", s.list("members", ["stt", "ho_ten"], [[9, "Ai"]]),
           env=env)
    assert BEHIND in r.err, r


@test
def what_was_acknowledged_is_remembered_after_a_kill():
    """A feed is killed after its answers: the note is there, at most a second old."""
    env = with_state("state")
    s = council()
    shutil.copy(s.path, "old.ocop")
    p = subprocess.Popen([HOIDONG, "feed", s.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         env=env)
    p.stdin.write(b"1\t1\t1.1\t1\n")
    p.stdin.flush()
    assert p.stdout.readline().startswith(b"ACK")
    p.stdin.write(b"1\t1\t1.1\t1\n")  # answered from what stands; the first is noted by then
    p.stdin.flush()
    p.stdout.readline()
    p.kill()
    p.wait()
    p.stdin.close()
    p.stdout.close()
    assert BEHIND in ok("feed", "old.ocop", env=env).err
    assert BEHIND not in ok("feed", s.path, env=env).err


@test
def a_note_that_is_damaged_or_cannot_be_written_stops_nothing():
    env = with_state("state")
    s = council()
    ok("set", s.path, "place=A", env=env)
    note = os.path.join("state/hoidong/seen", os.listdir("state/hoidong/seen")[0])
    for junk in (b"", b"x", b"-1 " + b"0" * 64, b"9" * 99, b"\xff" * 999):
        with open(note, "wb") as f:
            f.write(junk)
        assert BEHIND not in ok("feed", s.path, env=env).err, junk
    assert ok("set", s.path, "place=B", env={**env, "XDG_STATE_HOME": "/dev/null"}).err == ""


if __name__ == "__main__":
    main()
