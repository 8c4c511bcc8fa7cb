# SPDX-License-Identifier: MIT
"""feed: one line in, one line out, each mark kept before it is acknowledged."""

import os
import re
import subprocess

from lib import HOIDONG, Session, fails, main, ok, run, test


def answers(s, stdin, rc=0):
    return fails(rc, "feed", s.path, stdin=stdin).out.splitlines()


def ack(line):
    found = re.fullmatch(r"ACK ([1-9][0-9]*) ([0-9a-f]{16})", line)
    assert found, line
    return int(found[1]), found[2]


@test
def every_line_is_answered():
    s = Session()
    lines = answers(s, "1\tThành viên 1\t1.1\t2\n1\t2\t1.1\t1\nwhat\n")
    assert len(lines) == 3 and lines[2].startswith("REFUSED "), lines
    events = {e["seq"]: e for e in s.journal()}
    for line in lines[:2]:
        seq, start = ack(line)
        assert events[seq]["hash"].startswith(start) and events[seq]["actor"] == "secretary"


@test
def a_mark_that_stands_answers_with_its_event():
    s = Session()
    first, second, third = answers(s, "1\t1\t1.1\t2\n1\t1\t1.1\t2\n1\t1\t1.1\t3\n")
    assert first == second != third and ack(third)[0] == ack(first)[0] + 1
    events = len(s.journal())
    assert answers(s, "1\t1\t1.1\t3\n") == [third]
    assert len(s.journal()) == events


@test
def refusals_change_nothing_and_go_on():
    s = Session()
    bad = ["", "1\t1\t1.1", "1\t1\t1.1\t2\t3", "9\t1\t1.1\t2", "1\tAi đó\t1.1\t2", "1\t1\t99\t2",
           "1\t1\t1.1\t9", "1\t1\t1.1\t", "1\t1\t1.1\t0x2"]
    before = s.head()
    lines = answers(s, "\n".join(bad) + "\n1\t1\t1.1\t2\n")
    assert len(lines) == len(bad) + 1, lines
    assert all(l.startswith("REFUSED ") and len(l) > 12 for l in lines[:-1]), lines
    ack(lines[-1])
    events = s.journal()
    assert any(e["hash"] == before for e in events)
    assert sum(e["kind"] == events[-1]["kind"] for e in events) == 1


@test
def line_ends_and_the_last_line():
    s = Session()
    lines = answers(s, "1\t1\t1.1\t2\r\n1\t1\t1.2\t1")
    assert len(lines) == 2
    for line in lines:
        ack(line)
    assert answers(s, "") == []


@test
def bytes_that_are_no_text_are_refused():
    s = Session()
    r = run("feed", s.path, stdin=b"1\t1\t1.1\t\xff\n1\t1\x00\t1.1\t2\n1\t\xc3\t1.1\t2\n" +
            b"x" * 100000 + b"\n1\t1\t1.1\t2\n")
    lines = r.out.splitlines()
    assert r.rc == 0 and len(lines) == 5, r
    assert all(l.startswith("REFUSED ") for l in lines[:4]), lines
    ack(lines[4])


@test
def an_endless_last_line_is_refused_once():
    s = Session()
    for size in (4094, 4095, 4096, 4097, 8190, 8191, 100000):
        lines = answers(s, b"y" * size)
        assert len(lines) == 1 and lines[0].startswith("REFUSED "), (size, lines)
        lines = answers(s, b"y" * size + b"\n1\t1\t1.1\t2\n")
        assert len(lines) == 2, (size, lines)
        ack(lines[1])


@test
def answers_come_line_by_line():
    s = Session()
    p = subprocess.Popen([HOIDONG, "feed", s.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for label in ("1", "2", "3"):
        os.write(p.stdin.fileno(), f"1\t1\t1.1\t{label}".encode())
        os.write(p.stdin.fileno(), b"\n")
        line = os.read(p.stdout.fileno(), 4096).decode()
        seq, start = ack(line.rstrip("\n"))
        assert line.endswith("\n") and line.count("\n") == 1
        assert s.journal()[seq - 1]["hash"].startswith(start)
    p.stdin.close()
    assert p.wait() == 0


@test
def many_lines_in_one_write():
    s = Session()
    rows = s.ballot_rows(1, [80, 80, 80], 4)
    lines = answers(s, "".join("\t".join(map(str, r)) + "\n" for r in rows))
    assert len(lines) == len(rows)
    seqs = [ack(l)[0] for l in lines]
    assert seqs == sorted(set(seqs))
    assert s.tally(1)["ballots"]["closed"] == 0, "feed never closes a ballot"
    for member in (1, 2, 3):
        ok("ballot", "close", s.path, "1", member)
    assert s.tally(1)["sum"] == 240
    assert answers(s, "\t".join(map(str, rows[0])) + "\n")[0] == lines[0]
    label = "1" if rows[0][3] != "1" else "2"
    assert answers(s, f"1\t1\t{rows[0][2]}\t{label}\n")[0].startswith("REFUSED ")


@test
def a_reader_that_leaves_ends_the_feed():
    s = Session()
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([HOIDONG, "feed", s.path], input=b"1\t1\t1.1\t2\n1\t1\t1.1\t3\n",
                          stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert done.returncode == 3 and done.stderr.count(b"\n") == 1, done


@test
def a_signed_off_session_refuses_every_mark():
    s = Session()
    s.score(1, [80, 80, 80], 4)
    ok("signoff", s.path)
    before = s.head()
    assert answers(s, "1\t1\t1.1\t1\n")[0].startswith("REFUSED ")
    assert s.head() == before


@test
def every_refusal_has_its_own_reason():
    s = Session()
    told = answers(s, "9\t1\t1.1\t2\n1\tai đó\t1.1\t2\n8\t1\t1.1\t2\n1\t1\t77.1\t2\n"
                      "1\tngười khác\t1.1\t2\n")
    for line, of in zip(told, ('"9"', '"ai đó"', '"8"', "77.1", '"người khác"'), strict=True):
        assert line.startswith("REFUSED ") and of in line, told


@test
def refusals_are_translated():
    s = Session()
    vi = run("feed", s.path, stdin="9\t1\t1.1\t2\n").out
    en = run("feed", s.path, "--lang", "en", stdin="9\t1\t1.1\t2\n").out
    assert vi != en and vi.startswith("REFUSED ") and en.startswith("REFUSED ")


main()
