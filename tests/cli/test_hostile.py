# SPDX-License-Identifier: MIT
"""Files that are not ours, or no longer: refused, and left as they were.  Texts that
would take over a terminal, full disks, closed streams."""

import gzip
import os
import resource
import shutil
import sqlite3
import subprocess
import sys

from lib import (HOIDONG, PATIENCE, ROOT, Result, Session, fails, heed_permissions, main, ok, run,
                 test, write_list)

THIS = os.path.abspath(__file__)
READERS = (["tally"], ["verify"], ["feed"], ["check"], ["signoff"], ["journal"])


def state_of(folder):
    """What lies in a folder: bytes of files, targets of links, kinds of the rest."""
    told = {}
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if os.path.islink(path):
            told[name] = os.readlink(path)
        elif os.path.isfile(path):
            with open(path, "rb") as f:
                told[name] = f.read()
        else:
            told[name] = os.stat(path).st_mode
    return told


def refused(path, calls=READERS, rc=3):
    """Every call refuses the file with one line and leaves everything as it was."""
    before = state_of(".")
    for call in calls:
        r = run(*call, path)
        assert r.rc == rc, f"{call} {path}: want exit {rc}, {r!r}"
        assert r.out == "" and r.err.count("\n") == 1 and r.err.startswith(path), (call, r)
        after = state_of(".")
        assert after.keys() == before.keys(), f"{call} {path}: files {sorted(after)}"
        for name, what in before.items():
            assert after[name] == what, f"{call} {path} changed {name}"


def small():
    s = Session("a.ocop")
    s.score(1, [80, 80, 80], 4)
    return s


def altered(name, *statements, writable=False):
    """A copy of a good session with some SQL run on it."""
    if not os.path.exists("a.ocop"):
        small()
    shutil.copy("a.ocop", name)
    db = sqlite3.connect(name, isolation_level=None)
    if writable:
        db.execute("pragma writable_schema = on")
    for s in statements:
        db.execute(s)
    db.close()
    return name


# ---- opening -------------------------------------------------------------------------------------


@test
def what_is_no_database():
    for name, data in (("text.ocop", b"not a session\n"), ("empty.ocop", b""),
                       ("zeros.ocop", bytes(8192)), ("magic.ocop", b"SQLite format 3\0"),
                       ("magic100.ocop", b"SQLite format 3\0" + bytes(84)),
                       ("zip.ocop", b"PK\3\4" + bytes(200))):
        with open(name, "wb") as f:
            f.write(data)
        refused(name)


@test
def other_databases():
    db = sqlite3.connect("other.ocop")
    db.execute("create table t (x)")
    db.commit()
    db.close()
    refused("other.ocop")
    db = sqlite3.connect("claims.ocop", isolation_level=None)
    db.execute(f"pragma application_id = {0x4f434f50}")
    db.execute("pragma user_version = 1")
    db.execute("create table t (x)")
    db.close()
    refused("claims.ocop")


@test
def newer_older_and_foreign_headers():
    for sql in ("pragma user_version = 4", "pragma user_version = 2147483647",
                "pragma user_version = 1", "pragma user_version = 2",  # with the tables of 3
                "pragma user_version = 0", "pragma user_version = -1",
                "pragma application_id = 7", "pragma application_id = 0"):
        refused(altered("head.ocop", sql))
        os.unlink("head.ocop")
    r = run("--lang", "en", "tally", altered("newer.ocop", "pragma user_version = 9"))
    assert "9" in r.err and "newer" in r.err, r


@test
def a_wal_file_is_not_ours():
    small()
    shutil.copy("a.ocop", "wal.ocop")
    db = sqlite3.connect("wal.ocop")
    db.execute("pragma journal_mode = wal")
    db.execute("update member set reason = 'x'")
    db.commit()
    shutil.copy("wal.ocop", "copy.ocop")
    db.close()
    refused("copy.ocop", READERS)
    refused("wal.ocop", READERS)


@test
def a_planted_wal_is_not_replayed():
    """A file NAME-wal beside a session: SQLite itself would read it and write it back."""
    s = small()
    ok("signoff", s.path)
    good = open(s.path, "rb").read()
    os.mkdir("w")
    with open("w/b.ocop", "wb") as f:
        f.write(good)
    db = sqlite3.connect("w/b.ocop", isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma wal_autocheckpoint = 0")
    db.execute("update member set name = 'Kẻ khác' where id = 1")
    with open("w/b.ocop-wal", "rb") as f:
        wal = f.read()
    db.close()
    for planted in (wal, b"my notes\n", bytes(40000)):
        with open(s.path + "-wal", "wb") as f:
            f.write(planted)
        names = sorted(os.listdir("."))
        for call in (["tally", s.path], ["verify", s.path], ["feed", s.path]):
            r = run(*call)
            assert "Kẻ khác" not in r.out, r
            assert open(s.path, "rb").read() == good, f"{call} wrote a planted -wal into the file"
            assert r.rc in (0, 3), r
            left = sorted(os.listdir("."))
            assert left == names, f"{call}: files {left}"
        os.unlink(s.path + "-wal")
    ok("verify", s.path)


@test
def things_that_do_not_belong():
    for sql in ("create table extra (x)", "create view v as select 1",
                "create view member2 as select * from member",
                "create trigger t after insert on mark begin delete from note; end",
                "create index i on mark (label)", "analyze", "drop table note",
                "alter table note rename to note2", "alter table member add column more text",
                "create virtual table f using fts5(x)",
                "drop table closed_result", "alter table member rename column honorific to hon"):
        refused(altered("odd.ocop", sql), (["tally"], ["verify"], ["feed"]))
        os.unlink("odd.ocop")


@test
def altered_schema_text():
    for sql in ("update sqlite_schema set sql = replace(sql, 'CHECK (closed IN (0, 1))', '') "
                "where name = 'session'",
                "update sqlite_schema set sql = replace(sql, 'BETWEEN 0 AND 100', "
                "'BETWEEN 0 AND 900') where name = 'level'",
                "update sqlite_schema set sql = replace(sql, ') STRICT', ')') where name = 'event'",
                "update sqlite_schema set sql = sql || ' ' where name = 'event'",
                "update sqlite_schema set tbl_name = 'mark' where name = 'event'",
                "update sqlite_schema set tbl_name = 'seTting' where name = 'setting'",
                "delete from sqlite_schema where name = 'note'",
                "delete from sqlite_schema where type = 'index'",
                "update sqlite_schema set rootpage = (select rootpage from sqlite_schema where "
                "name = 'mark') where name = 'note'",
                "update sqlite_schema set rootpage = 0 where name = 'note'",
                "update sqlite_schema set sql = null where name = 'mark'",
                "insert into sqlite_schema values ('trigger', 't', 'mark', 0, "
                "'create trigger t after insert on mark begin delete from note; end')"):
        name = altered("odd.ocop", sql, writable=True)
        before = open(name, "rb").read()
        for call in ("tally", "verify", "feed"):
            r = run(call, name)
            assert r.rc in (1, 3) and (r.rc == 3 or call == "verify"), (sql, call, r)
            assert r.out == "" and r.err.startswith(name), (sql, call, r)
            assert open(name, "rb").read() == before and not os.path.exists(name + "-journal")
        os.unlink(name)


@test
def views_in_place_of_tables():
    views = {
        "endless": "create view mark as with recursive n(i) as (select 1 union all select i+1 "
                   "from n) select i as product, i as member, '' as criterion, '' as label, "
                   "i as seq from n",
        "itself": "create view mark as select * from mark",
        "loads": "create view mark as select load_extension('/tmp/x.so')",
    }
    for name, sql in views.items():
        path = altered(name + ".ocop", "pragma foreign_keys = off", "drop table mark", sql)
        refused(path, (["tally"], ["verify"], ["feed"]))
    path = altered("hidden.ocop", "drop table mark", "insert into sqlite_schema values ('view', "
                   "'mark', 'mark', 0, 'CREATE VIEW mark AS WITH RECURSIVE n(i) AS (SELECT 1 UNION "
                   "ALL SELECT i+1 FROM n) SELECT i AS product, 1 AS member, 1 AS criterion, 1 AS "
                   "label, 1 AS seq FROM n')", writable=True)
    refused(path, (["tally"], ["verify"]))


@test
def cut_files():
    s = small()
    with open(s.path, "rb") as f:
        whole = f.read()
    for size in (1, 50, 99, 100, 512, 4095, 4096, 4097, 8192, len(whole) // 2, len(whole) - 4096,
                 len(whole) - 1):
        with open("cut.ocop", "wb") as f:
            f.write(whole[:size])
        for call in ("tally", "verify", "feed"):
            r = run(call, "cut.ocop")
            assert r.rc == 3 and r.out == "" and r.err.startswith("cut.ocop"), (size, call, r)
            assert open("cut.ocop", "rb").read() == whole[:size], (size, call)
            assert not os.path.exists("cut.ocop-journal"), (size, call)
        os.unlink("cut.ocop")


def hot_journal(path, sql):
    """Leave @path as a crash in the middle of @sql leaves it: half written, journal hot."""
    code = ("import os, sqlite3, sys\n"
            "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "db.execute('pragma cache_size = 5')\ndb.execute('begin')\n"
            "db.execute(sys.argv[2])\nos.kill(os.getpid(), 9)\n")
    subprocess.run([sys.executable, "-c", code, path, sql], capture_output=True)
    assert os.path.getsize(path + "-journal") > 512


@test
def a_hot_journal_beside_a_foreign_file():
    db = sqlite3.connect("other.ocop", isolation_level=None)
    db.execute("create table t (x)")
    db.execute("insert into t with recursive n(i) as (select 1 union all select i+1 from n "
               "where i < 3000) select hex(randomblob(50)) from n")
    db.close()
    hot_journal("other.ocop", "update t set x = 'new' || x")
    refused("other.ocop")


@test
def a_hot_journal_of_our_own_is_rolled_back():
    s = small()
    head = s.head()
    hot_journal(s.path, "update criteria_set set yaml = yaml || yaml || yaml || yaml")
    assert s.head() == head
    ok("verify", s.path)
    assert os.path.exists(s.path + "-journal"), "looking wrote"
    ok("feed", s.path)
    assert not os.path.exists(s.path + "-journal") and s.head() == head


@test
def what_is_no_regular_file():
    os.mkdir("dir.ocop")
    os.mkfifo("fifo.ocop")
    os.symlink("nowhere.ocop", "dangling.ocop")
    os.symlink("loop.ocop", "loop.ocop")
    os.symlink("/dev/zero", "zero.ocop")
    os.symlink("text", "link.ocop")
    with open("text", "w") as f:
        f.write("x" * 5000)
    for name in ("dir.ocop", "fifo.ocop", "dangling.ocop", "loop.ocop", "zero.ocop", "link.ocop",
                 "missing.ocop", "text/below.ocop"):
        refused(name)
    refused("/dev/zero", (["tally"], ["verify"], ["feed"]))
    refused("/dev/full", (["tally"],))


@test
def lists_that_are_no_files():
    s = small()
    os.mkdir("dir.csv")
    os.mkfifo("fifo.csv")
    for path in ("dir.csv", "fifo.csv", "missing.csv", "/dev/zero"):
        r = s.unchanged("import", s.path, "members", path, rc=3)
        assert r.err.startswith(path), r


@test
def what_has_no_end_is_not_waited_for():
    s = small()
    os.mkfifo("fifo.txt")
    os.mkfifo("fifo.docx")
    os.mkdir("dir.docx")
    for path in ("fifo.txt", "/dev/zero", "dir.docx"):
        for call in (["criteria", "check", path], ["criteria", "official", path],
                     ["criteria", "add", s.path, path]):
            r = s.unchanged(*call, rc=3, timeout=20)
            assert r.err.startswith(path) and r.err.count("\n") == 1, r
    for path in ("fifo.txt", "fifo.docx"):
        r = s.unchanged("export", s.path, "-o", "out", "--minutes", "--template", path, rc=3,
                        timeout=20)
        assert path in r.err and "ống dẫn" in r.err, r
    os.mkdir("mau")
    os.mkfifo("mau/bien-ban.docx")
    s.unchanged("export", s.path, "-o", "out", "--minutes", "--template", "mau", rc=3, timeout=20)


@test
def a_pipe_beside_the_file_is_not_waited_for():
    s = small()
    os.mkfifo(s.path + "-journal")
    for call in (["tally", s.path], ["set", s.path, "place=x"], ["backup", s.path, "b.ocop"],
                 ["verify", s.path]):
        r = fails(3, *call, timeout=20)
        assert s.path + "-journal" in r.err and r.err.count("\n") == 1, r
    os.remove(s.path + "-journal")
    ok("verify", s.path)


@test
def a_paper_whose_name_a_pipe_has_is_written_beside_it():
    with gzip.open(os.path.join(ROOT, "tests", "fixtures", "sessions", "signed.ocop.gz")) as f:
        with open("signed.ocop", "wb") as to:
            to.write(f.read())
    first = ok("export", "signed.ocop", "-o", "out").out.split()[-1]
    os.remove(first)
    os.mkfifo(first)
    assert ok("export", "signed.ocop", "-o", "out", timeout=60).out.split()[-1] != first


@test
def a_file_that_may_not_be_written_is_read_only():
    s = small()
    os.chmod(s.path, 0o400)
    ok("tally", s.path, preexec_fn=heed_permissions)
    r = s.unchanged("set", s.path, "place=x", rc=3, preexec_fn=heed_permissions)
    assert r.err.count("\n") == 1, r


# ---- a disk that is full -------------------------------------------------------------------------


def capped(size, *args, stdin=b""):
    """Run with a limit on how long a file may grow, as on a full disk."""
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    done = subprocess.run([HOIDONG, *args], input=stdin, capture_output=True, timeout=PATIENCE,
                          preexec_fn=limit)
    return Result(done)


def told_and_whole(r, path, before, files, rolls_back=True):
    """rolls_back: False where even the old pages cannot be written back; the journal that stays
    then does it at the next opening to write."""
    assert r.rc == 3, f"killed by a signal, or wrong status: {r!r}"
    assert r.err.endswith("\n"), r
    if rolls_back:
        assert sorted(os.listdir(".")) == files, sorted(os.listdir("."))
    ok("verify", path)
    assert Session.head(path_only(path)) == before, "something half done"
    if not rolls_back:
        ok("feed", path)
        assert Session.head(path_only(path)) == before, "something half done"
    assert sorted(os.listdir(".")) == files, sorted(os.listdir("."))


def path_only(path):
    s = Session.__new__(Session)
    s.path = path
    return s


@test
def feed_on_a_full_disk():
    s = Session("a.ocop", members=9)
    rows = s.ballot_rows(1, [80] * 9, 4)
    lines = "".join("\t".join(map(str, r)) + "\n" for r in rows).encode()
    size = os.path.getsize(s.path)
    files = sorted(os.listdir("."))
    for room in (0, 8192, 16384):
        r = capped(size + room, "feed", s.path, stdin=lines)
        assert r.rc == 3, r
        told = r.out.splitlines()
        acks = [l for l in told if l.startswith("ACK ")]
        assert told[-1].startswith("REFUSED ") and "CHƯA LƯU" in told[-1], told[-2:]
        assert len(acks) == len(told) - 1 and (acks or room == 0), told
        assert "CHƯA LƯU" in r.err and r.err.count("\n") == 1, r
        events = {e["seq"]: e["hash"] for e in s.journal()}
        for line in acks:
            _, seq, start = line.split()
            assert events[int(seq)].startswith(start), line
        assert len(events) == max([int(l.split()[1]) for l in acks] or [0]) or not acks
        ok("verify", s.path)
        assert sorted(os.listdir(".")) == files
    assert run("feed", s.path, stdin=lines).out.count("ACK ") == len(rows)


@test
def every_writer_on_a_full_disk():
    s = Session("a.ocop", members=9, products=3)
    path = s.list("ballots", ["san_pham", "thanh_vien", "tieu_chi", "muc"],
                  [r for p in (1, 2, 3) for r in s.ballot_rows(p, [80] * 9, 4)])
    before, size = s.head(), os.path.getsize(s.path)
    files = sorted(os.listdir("."))
    for room in (0, 4096, 20480):
        told_and_whole(capped(size + room, "import", s.path, "ballots", path), s.path, before, files)
    ok("import", s.path, "ballots", path)
    before, size = s.head(), os.path.getsize(s.path)
    # The journal of the act needs room of its own: a cap below the file's size stops that.
    told_and_whole(capped(512, "signoff", s.path), s.path, before, files)
    told_and_whole(capped(512, "set", s.path, "place=" + "x" * 400), s.path, before, files)
    for cap in (0, 512, 4096, size // 2):
        told_and_whole(capped(cap, "backup", s.path, "copy.ocop"), s.path, before, files)
    for cap in (0, 512, 4096, 20000):
        told_and_whole(capped(cap, "export", s.path), s.path, before, files)
    for cap in (0, 512, 4096, 20000):
        r = capped(cap, "new", "new.ocop")
        assert r.rc == 3 and r.err.count("\n") == 1, r
        assert sorted(os.listdir(".")) == files, sorted(os.listdir("."))
    ok("signoff", s.path)


@test
def a_backup_that_fails_keeps_the_old_copy():
    s = small()
    ok("backup", s.path, "copy.ocop")
    old = open("copy.ocop", "rb").read()
    ok("set", s.path, "place=Phòng 2")
    r = capped(20000, "backup", s.path, "copy.ocop")
    assert r.rc == 3 and open("copy.ocop", "rb").read() == old, r
    assert [f for f in os.listdir(".") if "copy" in f] == ["copy.ocop"]
    ok("backup", s.path, "copy.ocop")


@test
def a_small_disk_is_filled_and_given_room():
    """In a name space of its own, where not only root may mount and nothing is left mounted."""
    os.mkdir("disk")
    own = ["unshare", "--mount"] + ["--map-root-user"] * (os.geteuid() != 0)
    own += ["sh", "-c", 'mount -t tmpfs -o size=400k tmpfs disk && exec "$@"', "sh"]
    if subprocess.run([*own, "true"], capture_output=True).returncode != 0:
        return  # cannot be made here: nothing is claimed
    done = subprocess.run([*own, sys.executable, THIS, "disk"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def fill_the_disk():
    s = Session("disk/a.ocop", members=9)
    rows = s.ballot_rows(1, [80] * 9, 4)
    lines = "".join("\t".join(map(str, r)) + "\n" for r in rows)
    with open("disk/ballast", "wb", buffering=0) as f:
        try:
            while True:
                f.write(bytes(4096))
        except OSError:
            pass
    files = sorted(os.listdir("disk"))
    r = run("feed", s.path, stdin=lines)
    assert r.rc == 3 and "CHƯA LƯU" in r.out.splitlines()[-1], r
    assert sorted(os.listdir("disk")) == files, sorted(os.listdir("disk"))
    for args in (["new", "disk/b.ocop"], ["backup", s.path, "disk/copy.ocop"],
                 ["export", s.path]):
        r = run(*args)
        assert r.rc == 3 and r.err, r
        assert sorted(os.listdir("disk")) == files, (args, sorted(os.listdir("disk")))
    ok("verify", s.path)
    os.unlink("disk/ballast")
    assert run("feed", s.path, stdin=lines).out.count("ACK ") == len(rows)
    ok("verify", s.path)


# ---- streams -------------------------------------------------------------------------------------


@test
def closed_streams():
    s = small()
    before = open(s.path, "rb").read()
    for shell, rc in (('exec "$0" feed a.ocop <&-', 3), ('exec "$0" signoff a.ocop >&- 2>&-', 3),
                      ('exec "$0" import a.ocop members a.ocop.members.csv <&- >&- 2>&-', 3),
                      ('exec "$0" verify a.ocop <&-', 0), ('exec "$0" tally a.ocop <&- 2>&-', 0)):
        if "signoff" in shell:
            continue
        done = subprocess.run(["sh", "-c", shell, HOIDONG], capture_output=True, timeout=PATIENCE)
        assert done.returncode == rc, (shell, done)
        assert open(s.path, "rb").read() == before, shell
        ok("verify", s.path)


@test
def a_signoff_whose_answer_is_lost_is_still_whole():
    s = small()
    done = subprocess.run(["sh", "-c", 'exec "$0" signoff a.ocop >&- 2>&-', HOIDONG],
                          capture_output=True, timeout=PATIENCE)
    assert done.returncode == 3, done
    ok("verify", s.path)
    assert s.tally()["session"]["state"] == "closed"


# ---- texts ---------------------------------------------------------------------------------------

BAD = {"escape": "\x1b]0;x\x07", "c1": "\u009b2J", "cr": "a\rb", "backspace": "a\bb", "nul": "a\0b",
       "bidi": "a\u202eb", "isolate": "a\u2066b", "mark": "a\u200fb", "zero width": "a\u200bb",
       "joiner": "a\u200db", "bom inside": "a\ufeffb", "soft hyphen": "a\u00adb",
       "noncharacter": "a\ufffeb", "noncharacter2": "a\uffffb", "plane": "a\U0001fffeb",
       "tag": "a\U000e0041b", "private": "a\ue000b", "separator": "a\u2028b", "zalgo":
       "a\u0301\u0302\u0303\u0304b", "del": "a\x7fb", "filler": "a\u3164b", "variation": "a\ufe0fb"}


def never_raw(r, name):
    """Nothing in what was said can move a cursor or hide."""
    for raw in (r.out, r.err):
        for c in raw:
            o = ord(c)
            assert c == "\n" or 32 <= o < 127 or o >= 0xa0, (name, hex(o), r)
            assert not (0x200b <= o <= 0x200f or 0x2028 <= o <= 0x202e or 0x2060 <= o <= 0x206f
                        or o in (0xad, 0xfeff, 0x3164, 0xfe0f) or o & 0xfffe == 0xfffe
                        or 0xe000 <= o <= 0xf8ff or o >= 0xe0000), (name, hex(o), r)


@test
def hostile_cells_are_refused_and_never_echoed():
    s = small()
    for name, text in BAD.items():
        cases = (("products", ["stt", "ten_san_pham", "chu_the"], [[7, text, "Cơ sở"]]),
                 ("members", ["stt", "ho_ten", "vai_tro"], [[9, "Ai", text]]),
                 ("panel", ["san_pham", "thanh_vien", "trang_thai"], [[1, text, "vang"]]),
                 ("ballots", ["san_pham", "thanh_vien", "tieu_chi", "muc"], [[1, 1, "1.1", text]]),
                 ("findings", ["san_pham", "loai", "ket_luan", "ly_do"],
                  [[1, "postponed", "có", text]]))
        for kind, header, rows in cases:
            path = write_list("h.csv", header, rows)
            before = open(s.path, "rb").read()
            r = run("import", s.path, kind, path)
            never_raw(r, (name, kind))
            if r.rc == 1:
                assert r.err.startswith("h.csv"), (name, kind, r)
                assert open(s.path, "rb").read() == before, (name, kind)
                continue
            # What draws nothing may be left out, with notice; a line end in a cell is a blank.
            assert r.rc == 0, (name, kind, r)
            assert name == "cr" or "cảnh báo: " in r.err and "U+" in r.err, (name, kind, r)
            for call in ("products", "journal"):
                told = run(call, s.path, "--json")
                never_raw(told, name)
                assert not any(c in told.out for c in text if c not in "ab\r"), (name, kind)


@test
def hostile_headers_names_and_arguments():
    hostile_arguments("escape", "bidi", "noncharacter")


def hostile_arguments(*names):
    s = small()
    for name, text in BAD.items():
        if name not in names:
            continue
        before = s.head()
        path = write_list("h.csv", ["stt", "ho_ten", text], [[9, "Ai", "x"]])
        never_raw(run("import", s.path, "members", path, "--dry-run"), name)
        never_raw(run("import", s.path, "members", "x" + text + ".csv"), name)
        for args in (["tally", text], ["explain", s.path, text], ["set", s.path, "place=" + text],
                     ["set", s.path, text + "=x"], ["ballot", "close", s.path, text, text],
                     ["correct", s.path, "1", "name=" + text, "--reason", "x"],
                     ["correct", s.path, "1", "name=x", "--reason", text],
                     ["import", s.path, "members", path, "--sheet", text],
                     ["import", s.path, "members", path, "--encoding", text],
                     ["criteria", "show", text], ["verify", s.path, "--hash", text],
                     ["feed", s.path], [text]):
            r = run(*args, stdin="\t".join(["1", text, "1.1", text]) + "\n")
            never_raw(r, (name, args))
            assert s.head() == before, (name, args)


@test
def a_hostile_file_name_is_shown_safely():
    for name in ("a\x1b[31m.ocop", "b\u202e.ocop", "c\n.ocop", "d\r.ocop"):
        r = run("new", name)
        never_raw(r, name)
        assert r.rc == 0 and r.out.count("\n") == 1, r
        never_raw(run("tally", name + "x"), name)


if __name__ == "__main__":
    fill_the_disk() if sys.argv[1:] == ["disk"] else main()
