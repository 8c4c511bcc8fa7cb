# SPDX-License-Identifier: MIT
"""The record against people and accidents: edits, flipped bits, kills, two writers at once.

The long forms (tests/torture) call the same functions with larger figures."""

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

from lib import (HOIDONG, PATIENCE, ROOT, Session, digest, fails, independent, main, ok, recompute,
                 run, test)

def connect(path):
    return sqlite3.connect(path, isolation_level=None)


def full(dossier=True):
    """A small session with a row in every table, signed off; its closing hash."""
    s = Session("full.ocop", members=3, products=2, minimum__rule__cite="Điều 9")
    ok("pin", s.path, stdin="2468\n")
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai", "ly_do"],
           [[2, "Thành viên 3", "vang", "Ốm"]])
    rows = s.ballot_rows(1, [80, 80, 80], 4, {0: {"5.1": 3}}) + s.ballot_rows(2, [75, 76, None], 4)
    s.load("ballots", ["san_pham", "thanh_vien", "tieu_chi", "muc", "ghi_chu"],
           [r + ["Xem hồ sơ" if i == 0 else ""] for i, r in enumerate(rows)])
    s.find([[1, "minimum", "5.1", 4, "", "đạt", "2/3", "Xem hồ sơ"]])
    if dossier:
        s.load("scores", ["san_pham", "nguon", "tieu_chi", "muc", "ghi_chu"],
               [[1, "tự chấm", "5.1", 2, "Có ảnh"]])
        s.load("dossier", ["san_pham", "so_mau", "kiem_nghiem", "ghi_chu"],
               [[1, 5, "31/12/2030", "Đủ"]])
    ok("set", s.path, "quorum=1/2", "--reason", "Quy chế")
    ok("correct", s.path, "2", "phone=0912", "--reason", "Thiếu")
    r = ok("signoff", s.path, stdin="2468\n")
    return s, re.search("[0-9a-f]{64}", r.out)[0]


def decided():
    """The same, with what came of it afterwards."""
    s, closing = full()
    ok("decide", s.path, "--list", "recognised", "--number", "12/QĐ-UBND", "--date", "2026-12-20")
    ok("decide", s.path, "--left-out", "1", "--reason", "Chờ hồ sơ")
    return s, closing


# ---- older files ---------------------------------------------------------------------------------


@test
def a_journal_without_its_tables_is_no_older_file():
    """Tables of version 1 or 2 that are not the fold of the journal: named, and never made anew.
    Files that earlier programs made: test_older.py, test_frozen.py."""
    s, _ = full(dossier=False)
    for version in (1, 2):
        old = sqlite3.connect("old.ocop", isolation_level=None)
        with open(os.path.join(ROOT, "db", "sql", f"schema-{version}.sql"), encoding="utf-8") as f:
            old.executescript(f.read())
        new = connect(s.path)
        for row in new.execute("select * from event order by seq"):
            old.execute("insert into event values (?,?,?,?,?,?,?,?,?)", row)
        new.close()
        old.execute("pragma application_id = 0x4f434f50")
        old.execute(f"pragma user_version = {version}")
        old.close()
        with open("old.ocop", "rb") as f:
            before = f.read()
        for call, rc in (("tally", 3), ("feed", 3), ("verify", 1)):
            r = fails(rc, call, "old.ocop")
            assert "Bảng mark có 0 dòng" in r.err and r.out == "", r
        with open("old.ocop", "rb") as f:
            assert f.read() == before
        os.unlink("old.ocop")


# ---- tampering -----------------------------------------------------------------------------------


def tables(db):
    return [r[0] for r in db.execute("select name from sqlite_schema where type = 'table'")]


def columns(db, table):
    return [(r[1], r[2]) for r in db.execute(f"pragma table_info({table})")]


def edits(kind):
    """Expressions that change a value; {} is the column."""
    if kind == "INTEGER":
        return ["{} + 1", "1 - {}", "{} - 1", "0", "7"]
    if kind == "TEXT":
        return ["{} || 'x'", "{} || char(0) || 'x'", "substr({}, 2)", "''", "'member'",
                "upper({}) || ' '"]
    return ["zeroblob(32)", "randomblob(32)"]


def each_edit(path, rows_of_a_table, copy="edit.ocop"):
    """Yield (what, copy of the file) for one edit at a time, all that SQLite lets through."""
    plain = connect(path)
    names = tables(plain)
    for table in names:
        keys = [r[5] and r[1] for r in plain.execute(f"pragma table_info({table})")]
        keys = [k for k in keys if k]
        key = ", ".join(keys)
        rows = plain.execute(f"select {key} from {table} order by {key}").fetchall()
        if not rows:
            raise AssertionError(f"table {table} is empty: nothing would be proved")
        at = sorted({round(i * (len(rows) - 1) / max(1, rows_of_a_table - 1))
                     for i in range(rows_of_a_table)})
        for i in at:
            where = " and ".join(f"{k} = ?" for k in keys)
            for column, kind in columns(plain, table):
                # The short form: text gets a NUL and more, a number one more.
                some = edits(kind)
                if rows_of_a_table == 1:
                    some = some[:1] if kind == "INTEGER" else some[1:2]
                for expression in some:
                    expression = expression.format(f'"{column}"')
                    shutil.copy(path, copy)
                    db = connect(copy)
                    db.execute("pragma ignore_check_constraints = on")
                    db.execute("pragma synchronous = off")
                    try:
                        old = db.execute(f'select "{column}" from {table} where {where}',
                                         rows[i]).fetchone()
                        db.execute(f'update {table} set "{column}" = {expression} where {where}',
                                   rows[i])
                        new = db.execute(f'select count(*) from {table} where {where} and '
                                         f'"{column}" is ?', rows[i] + old).fetchone()
                    except sqlite3.IntegrityError:
                        db.close()
                        continue
                    if not new[0]:
                        yield f"{table}.{column} = {expression} ({rows[i]})", copy
                    db.close()
            shutil.copy(path, copy)
            db = connect(copy)
            db.execute(f"delete from {table} where {where}", rows[i])
            db.close()
            yield f"delete from {table} ({rows[i]})", copy
    plain.close()


def tamper(rows_of_a_table, thorough):
    """Every edit is named by verify, refused at opening, and seen through with the printed hash
    when the forger chains anew; returns the edits that were missed."""
    s, closing = decided()
    ok("verify", s.path, "--hash", closing)
    assert independent(s.path, closing)[0] == 0
    last = next(e["seq"] for e in s.journal() if e["kind"] == "close")
    missed, tried = [], 0
    for what, copy in each_edit(s.path, rows_of_a_table):
        tried += 1
        r = run("verify", copy)
        if r.rc not in (1, 3) or not r.err.startswith(copy):
            missed.append(f"verify, exit {r.rc}: {what}")
        r = run("tally", copy)
        if r.rc != 3 or r.out:
            missed.append(f"tally, exit {r.rc}: {what}")
        if what.startswith(("event.prev", "event.hash")):
            continue  # chained anew they are what they were
        event = re.search(r"^(?:event\.|delete from event ).*\((\d+),\)$", what)
        if event and int(event[1]) > last:
            continue  # the paper was printed before
        if not thorough and not what.startswith("event."):
            continue
        db = connect(copy)
        try:
            recompute(db)
        except (ValueError, TypeError, sqlite3.IntegrityError, AttributeError):
            db.close()
            continue
        db.close()
        r = run("verify", copy, "--hash", closing)
        if r.rc not in (1, 3):
            missed.append(f"chained anew, verify --hash, exit {r.rc}: {what}")
        if what.startswith(("event.", "delete from event")) and independent(copy, closing)[0] == 0:
            missed.append(f"independent verifier: {what}")
    assert tried > 80, f"only {tried} edits were possible"
    return missed, tried


@test
def every_edit_is_noticed():
    missed, _ = tamper(1, False)
    assert not missed, f"{len(missed)} missed:\n" + "\n".join(missed)


def cut_tail(path, seq, copy="tail.ocop"):
    """What a copy taken after event seq would look like, tables and all: only events go."""
    shutil.copy(path, copy)
    db = connect(copy)
    db.execute("delete from event where seq > ?", (seq,))
    db.close()
    return copy


@test
def a_tail_cut_off_is_noticed():
    s, closing = full()
    last = len(s.journal())
    for seq in (last - 1, last - 2, last // 2, 1, 0):
        copy = cut_tail(s.path, seq)
        fails(1, "verify", copy)
        fails(3, "tally", copy)
        assert run("verify", copy, "--hash", closing).rc == 1
    copy = cut_tail(s.path, last - 1)
    db = connect(copy)
    db.execute("delete from closed_result")
    db.execute("delete from closing")
    db.execute("update session set closed = 0")
    db.close()
    ok("verify", copy)  # a whole record that was never signed off
    r = fails(1, "verify", copy, "--hash", closing)
    assert "chưa chốt" in r.err, r


@test
def an_older_copy_is_told_by_the_paper():
    s, first = full()
    shutil.copy(s.path, "old.ocop")
    ok("reopen", s.path, "--reason", "Sai phiếu", stdin="2468\n")
    r = ok("signoff", s.path, stdin="2468\n")
    second = re.search("[0-9a-f]{64}", r.out)[0]
    ok("verify", s.path, "--hash", second)
    ok("verify", "old.ocop", "--hash", first)
    fails(1, "verify", "old.ocop", "--hash", second)
    r = fails(1, "verify", s.path, "--hash", first)
    assert re.search(r"sự kiện số \d+", r.err), r
    assert independent(s.path, second) == (0, second)
    assert independent("old.ocop", second)[0] == 1


@test
def forged_marks_that_agree_with_themselves_fail_on_paper():
    """The best forgery: the mark, its event, the result and the chain all changed."""
    s, closing = full()
    db = connect(s.path)
    seq, body = db.execute("select seq, body from event where kind = 'mark' and body like "
                           "'%criterion 3 1.1%' limit 1").fetchone()
    old = re.search(r"level 1 (\d)\n", body)[1]
    points = dict(db.execute("select label, points from level where criterion = '1.1'").fetchall())
    new = next(k for k in points if points[k] != points[old] and k != "0")
    db.execute("update event set body = ? where seq = ?",
               (body.replace(f"level 1 {old}\n", f"level 1 {new}\n"), seq))
    db.execute("update mark set label = ? where seq = ?", (new, seq))
    recompute(db)
    db.close()
    r = fails(1, "verify", s.path)  # the results in the closing event no longer follow
    assert independent(s.path)[0] == 1
    db = connect(s.path)
    product, told, ballots, star, status = db.execute(
        "select product, sum, ballots, star, status from closed_result where product = 1").fetchone()
    want = told + points[new] - points[old]
    seq, body = db.execute("select seq, body from event where kind = 'close'").fetchone()
    before, after = (f"1 {n} {ballots} {star} {status}" for n in (told, want))
    assert before in body and len(before) == len(after)
    db.execute("update event set body = ? where seq = ?", (body.replace(before, after), seq))
    db.execute("update closed_result set sum = ? where product = 1", (want,))
    head = recompute(db)
    db.close()
    ok("verify", s.path)
    assert independent(s.path) == (0, head)
    r = fails(1, "verify", s.path, "--hash", closing)
    assert head in r.err, r
    assert independent(s.path, closing)[0] == 1


@test
def a_damaged_index_is_noticed():
    """An index answers "product 1": one that lies sends marks to another product."""
    s, _ = full()
    db = connect(s.path)
    root = dict(db.execute("select tbl_name, rootpage from sqlite_schema where name in "
                           "('sqlite_autoindex_product_1', 'sqlite_autoindex_member_1')"))
    size = db.execute("pragma page_size").fetchone()[0]
    db.close()
    for table in ("product", "member"):
        shutil.copy(s.path, "index.ocop")
        with open("index.ocop", "r+b") as f:
            f.seek((root[table] - 1) * size)
            page = bytearray(f.read(size))
            at = [int.from_bytes(page[8 + 2 * i:10 + 2 * i], "big") for i in (0, 1)]
            ends = [a + page[a] for a in at]  # a record's last byte: the row it leads to
            assert page[ends[1]] == 2, page[at[1]:ends[1] + 1]
            page[ends[1]] ^= 1
            f.seek((root[table] - 1) * size)
            f.write(page)
        r = run("verify", "index.ocop")
        assert r.rc in (1, 3), f"verify believes the index of {table}: {r!r}"
        r = run("tally", "index.ocop")
        assert r.rc == 3, f"an index of {table} that lies is opened: {r!r}"


# ---- flipped bits --------------------------------------------------------------------------------


def dump(path):
    """Every row as the tables have it and as the indexes have it, or None where unreadable."""
    out = []
    try:
        db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        db.text_factory = bytes
        out += db.execute("select type, name, tbl_name, sql from sqlite_schema order by name").fetchall()
        for pragma in ("application_id", "user_version", "encoding"):
            out += db.execute(f"pragma {pragma}").fetchall()
        for _, name, table, _ in [r for r in out if r[0] == b"table"]:
            name = name.decode()
            out += db.execute(f"select * from {name} not indexed").fetchall()
            for index in db.execute(f"pragma index_list({name})").fetchall():
                keys = [r[2].decode() for r in db.execute(
                    f"pragma index_info({index[1].decode()})").fetchall()]
                if index[3] != b"pk":
                    key = "rowid, " + ", ".join(keys)
                    out += db.execute(f"select {key} from {name} indexed by {index[1].decode()} "
                                      f"order by {', '.join(keys)}").fetchall()
        db.close()
        return out
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def flip_some(path, bits, want, data, number):
    """Flip these bits one at a time in a copy of its own; the silent changes among them."""
    copy = f"flip{number}.ocop"
    missed = []
    with open(copy, "wb") as f:
        f.write(data)
    for bit in bits:
        with open(copy, "r+b") as f:
            f.seek(bit // 8)
            f.write(bytes([data[bit // 8] ^ 1 << bit % 8]))
        r = run("verify", copy)
        now = open(copy, "rb").read()
        if now[:bit // 8] + now[bit // 8 + 1:] != data[:bit // 8] + data[bit // 8 + 1:] or len(
                now) != len(data):
            missed.append(f"bit {bit}: verify wrote into the file")
        if r.rc not in (0, 1, 3):
            missed.append(f"bit {bit}: exit {r.rc}")
        if r.rc == 0 and dump(copy) != want:
            missed.append(f"bit {bit} (page {bit // 8 // 4096 + 1}, byte {bit // 8 % 4096}): "
                          "changed data, verify says it holds")
        with open(copy, "r+b") as f:
            f.seek(bit // 8)
            f.write(bytes([data[bit // 8]]))
        for tail in ("-journal", "-wal", "-shm"):
            if os.path.exists(copy + tail):
                missed.append(f"bit {bit}: {tail} left")
                os.unlink(copy + tail)
    os.unlink(copy)
    return missed


def bit_flips(step, first=0):
    """Flip one bit in every step of a signed-off file; (missed, tried)."""
    s, _ = full()
    db = connect(s.path)
    db.execute("vacuum")
    db.close()
    with open(s.path, "rb") as f:
        data = f.read()
    want = dump(s.path)
    assert want
    bits = list(range(first, len(data) * 8, step))
    workers = max(2, os.cpu_count() or 2)
    with ThreadPoolExecutor(workers) as pool:
        parts = pool.map(lambda k: flip_some(s.path, bits[k::workers], want, data, k),
                         range(workers))
    return [m for part in parts for m in part], len(bits)


@test
def flipped_bits_are_noticed():
    missed, tried = bit_flips(5999, random.Random(26).randrange(5999))
    assert tried > 150
    assert not missed, f"{len(missed)} of {tried}:\n" + "\n".join(missed[:40])


# ---- kills ---------------------------------------------------------------------------------------


def lines_of(s, members):
    rows = [r for p in (1, 2) for r in s.ballot_rows(p, [80] * members, 4)]
    return ["\t".join(map(str, r)) + "\n" for r in rows]


def read_line(fd, kept):
    while b"\n" not in kept[0]:
        more = os.read(fd, 65536)
        if not more:
            return None
        kept[0] += more
    line, kept[0] = kept[0].split(b"\n", 1)
    return line.decode()


def check_acks(s, acks):
    events = {e["seq"]: e for e in s.journal()}
    for told, line in acks:
        found = re.fullmatch(r"ACK (\d+) ([0-9a-f]{16})", told)
        assert found, told
        e = events.get(int(found[1]))
        assert e and e["hash"].startswith(found[2]), f"{told} is lost"
        f = {x["name"]: x["value"] for x in e["fields"]}
        _, _, criterion, label = line.rstrip("\n").split("\t")
        assert (f["criterion"], f["level"]) == (criterion, label), (told, e)


def kill_rounds(rounds, seed):
    """kill -9 after the k-th answer, with more lines on the way; nothing that was
    acknowledged may be missing, and the next feed goes on."""
    chance = random.Random(seed)
    s = Session("kill.ocop", members=9, products=2)
    lines = lines_of(s, 9)
    acks = []
    for n in range(rounds):
        chance.shuffle(lines)
        p = subprocess.Popen([HOIDONG, "feed", s.path], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        kept, k = [b""], chance.randrange(1, 12)
        mine = lines[:40]
        # Labels change each round, so that every line is a new mark.
        mine = [relabel(l, n) for l in mine]
        os.write(p.stdin.fileno(), "".join(mine).encode())
        got = []
        while len(got) < k:
            line = read_line(p.stdout.fileno(), kept)
            assert line is not None, "the feed ended by itself"
            got.append(line)
        os.kill(p.pid, signal.SIGKILL)
        while (line := read_line(p.stdout.fileno(), kept)) is not None:
            got.append(line)
        p.wait()
        p.stdin.close()
        p.stdout.close()
        pairs = [(a, b) for a, b in zip(got, mine) if a.startswith("ACK")]
        assert len(pairs) == len(got), [g for g in got if not g.startswith("ACK")]
        check_acks(s, pairs)
        acks += pairs
    check_acks(s, acks)
    ok("verify", s.path)
    assert independent(s.path) == (0, "open")
    # What a kill left of a journal that was not needed goes with the next commit.
    ok("set", s.path, "place=Phòng họp")
    assert not os.path.exists(s.path + "-journal")
    return len(acks)


def relabel(line, n):
    """The same criterion with the first or the second level, by turns."""
    product, member, criterion, _ = line.rstrip("\n").split("\t")
    return f"{product}\t{member}\t{criterion}\t{1 + n % 2}\n"


@test
def what_was_acknowledged_survives_a_kill():
    assert kill_rounds(15, 1) > 60


@test
def an_import_that_is_killed_is_whole_or_nothing():
    s = Session("kill.ocop", members=9, products=2)
    path = s.list("ballots", ["san_pham", "thanh_vien", "tieu_chi", "muc"],
                  [l.rstrip("\n").split("\t") for l in lines_of(s, 9)])
    before = s.head()
    for _ in range(6):
        p = subprocess.Popen([HOIDONG, "import", s.path, "ballots", path],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Kill as soon as it writes; if it is quicker than we look, it is whole.
        while p.poll() is None and not os.path.exists(s.path + "-journal"):
            pass
        p.kill()
        p.wait()
        ok("verify", s.path)
        told = s.tally()
        whole = [x["ballots"]["closed"] for x in told["products"]]
        assert whole in ([0, 0], [9, 9]), whole
        if whole == [9, 9]:
            break
        assert told["session"]["hash"] == before


@test
def the_same_mark_answers_with_the_same_event():
    s = Session(members=3, products=2)
    lines = lines_of(s, 3)[:40]
    first = ok("feed", s.path, stdin="".join(lines)).out
    head = s.head()
    assert ok("feed", s.path, stdin="".join(lines)).out == first
    assert ok("feed", s.path, stdin="".join(l * 2 for l in lines)).out == "".join(
        l * 2 for l in first.splitlines(keepends=True))
    assert s.head() == head


# ---- several at once -----------------------------------------------------------------------------


def many_writers(writers, polls, each):
    """Feeds side by side on one file, and readers meanwhile: nothing is lost, nobody is
    refused."""
    s = Session("many.ocop", members=9, products=2)
    lines = lines_of(s, 9)
    feeds, told = [], [None] * writers
    shares = [[relabel(l, k) for l in lines[k::writers]][:each] for k in range(writers)]

    def one(k):
        told[k] = run("feed", s.path, stdin="".join(shares[k]))

    for k in range(writers):
        t = threading.Thread(target=one, args=(k,))
        t.start()
        feeds.append(t)
    seen = looks = 0
    while any(t.is_alive() for t in feeds) or looks < polls:
        n = ok("tally", s.path, "--json").json["session"]["events"]
        assert n >= seen, "events went away"
        seen = n
        looks += 1
    for t in feeds:
        t.join()
    pairs = []
    for r, share in zip(told, shares):
        assert r.rc == 0 and r.err == "", r
        answers = r.out.splitlines()
        assert len(answers) == len(share) and all(a.startswith("ACK ") for a in answers), [
            a for a in answers if not a.startswith("ACK ")]
        pairs += zip(answers, share)
    seqs = [int(a.split()[1]) for a, _ in pairs]
    assert len(set(seqs)) == len(seqs), "one event for two marks"
    check_acks(s, pairs)
    ok("verify", s.path)
    assert independent(s.path)[0] == 0


@test
def two_feeds_at_once_lose_nothing():
    many_writers(2, 5, 80)


@test
def a_backup_while_a_feed_runs_holds():
    s = Session("busy.ocop", members=9, products=2)
    lines = lines_of(s, 9)
    p = subprocess.Popen([HOIDONG, "feed", s.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    kept = [b""]
    for n, line in enumerate(lines[:60]):
        os.write(p.stdin.fileno(), line.encode())
        assert read_line(p.stdout.fileno(), kept).startswith("ACK ")
        if n % 15 == 0:
            ok("backup", s.path, f"copy{n}.ocop")
            ok("verify", f"copy{n}.ocop")
            assert len(ok("journal", f"copy{n}.ocop", "--json").json["events"]) == len(s.journal())
    p.stdin.close()
    assert p.wait() == 0
    p.stdout.close()


@test
def a_reader_that_leaves_keeps_what_was_acknowledged():
    s = Session(members=3, products=2)
    lines = lines_of(s, 3)
    p = subprocess.Popen([HOIDONG, "feed", s.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE)
    kept, got = [b""], []
    for line in lines[:10]:
        os.write(p.stdin.fileno(), line.encode())
        got.append((read_line(p.stdout.fileno(), kept), line))
    p.stdout.close()
    try:
        p.stdin.write("".join(lines[10:40]).encode())
        p.stdin.close()
    except BrokenPipeError:
        pass
    assert p.wait(PATIENCE) == 3 and p.stderr.read().count(b"\n") == 1
    p.stderr.close()
    check_acks(s, got)
    ok("verify", s.path)


if __name__ == "__main__":
    main()
