# SPDX-License-Identifier: MIT
"""Who reads stops nobody who writes, and is told one state of the session."""

import fcntl
import os
import re
import subprocess
import threading

from lib import HOIDONG, Session, main, ok, run, test

SMALL_PIPE = 4096


def marks(s, label, n=20):
    """Answers of feed to n marks."""
    rows = s.ballot_rows(1, [80, 80, 80], 4)[:n]
    return ok("feed", s.path, stdin="".join(f"1\t{m}\t{code}\t{label}\n"
                                            for _, m, code, _ in rows)).out.splitlines()


def unread(*args):
    """The call, begun to print into a pipe that takes little and that nobody reads on."""
    p = subprocess.Popen([HOIDONG, *args], stdout=subprocess.PIPE)
    fcntl.fcntl(p.stdout.fileno(), fcntl.F_SETPIPE_SZ, SMALL_PIPE)
    first = os.read(p.stdout.fileno(), 1)
    assert first, args
    return p, first


@test
def a_reader_who_waits_stops_no_mark():
    s = Session(products=4)
    for product in (2, 3, 4):
        s.score(product, [80, 80, 80], 4)
    for label, args in ((1, ["journal"]), (2, ["journal", "--json"])):
        whole = run(args[0], s.path, *args[1:]).bytes
        assert len(whole) > SMALL_PIPE, args
        p, first = unread(args[0], s.path, *args[1:])
        answers = marks(s, label)
        assert len(answers) == 20 and all(a.startswith("ACK ") for a in answers), answers
        assert first + p.stdout.read() == whole, args
        assert p.wait() == 0
        p.stdout.close()


def told(s, *args):
    r = run(args[0], s.path, *args[1:])
    assert r.rc in (0, 1) and not r.err, (args, r)
    return r.out


@test
def an_answer_is_one_state():
    s = Session(minimum__rule="conclude", minimum__missed="fail")
    s.score(1, [82, 82, 82], 4, {0: {"7": 1}})
    lists = []
    for verdict in ("đạt", "không đạt"):
        lists.append(os.path.abspath(f"{verdict}.csv"))
        s.find([[1, "minimum", "7", 4, "", verdict, "", ""]])
        os.rename(f"{s.path}.findings.csv", lists[-1])
    calls = [("tally", "--json"), ("check", "--json"), ("explain", "1", "--json")]

    def state(call):
        """But for what tells how often it was said."""
        return re.sub(r'"(seq|events|hash)": ("[^"]*"|\d+)', r'"\1"', told(s, *call))

    want = {}
    for path in lists:
        ok("import", s.path, "findings", path)
        for call in calls:
            want.setdefault(call, []).append(state(call))
    assert all(a != b for a, b in want.values()), want
    stop = threading.Event()

    def sway():
        while not stop.is_set():
            for path in lists:
                ok("import", s.path, "findings", path)
    writer = threading.Thread(target=sway)
    writer.start()
    try:
        for call in calls:
            seen = set()
            while len(seen) < 2:
                got = state(call)
                assert got in want[call], call
                seen.add(got)
    finally:
        stop.set()
        writer.join()


main()
