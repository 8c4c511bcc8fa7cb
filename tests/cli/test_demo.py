# SPDX-License-Identifier: MIT
"""demo, export, verify --against: from nothing to a workbook that can be checked."""

import os
import re
import zipfile

import openpyxl

from lib import Session, fails, main, ok, test


def demo(folder):
    r = ok("demo", "--dir", folder)
    session = re.search(r"(\S+\.ocop)", r.out)[1]
    book = re.search(r"(\S+\.xlsx)", r.out)[1]
    assert os.path.exists(session) and os.path.exists(book), r
    return r, session, book


@test
def a_rehearsal_shows_every_outcome():
    r, session, _ = demo("tap/huan")
    told = ok("tally", session, "--json").json
    assert told["session"]["rehearsal"] is True and told["session"]["state"] == "closed"
    outcome = {p["no"]: (p["star"], p["status"]) for p in told["products"]}
    assert outcome == {1: (4, "proposed"), 2: (3, "proposed"), 3: (4, "proposed"),
                       4: (5, "forward"), 5: (3, "proposed"), 6: (3, "proposed"),
                       7: (4, "proposed"), 8: (3, "proposed"), 9: (None, "postponed"),
                       10: (0, "knocked-out"), 11: (2, "below")}, outcome
    assert told["products"][4]["ballots"] == {"expected": 8, "closed": 8}
    assert told["products"][6]["mean"] == "70,00"
    assert "DIỄN TẬP" in r.out and "bịa" in r.out and "trình Bộ" in r.out
    assert told["session"]["closing_hash"] in r.out
    ok("verify", session, "--hash", told["session"]["closing_hash"])


@test
def a_rehearsal_is_the_same_everywhere():
    _, one, _ = demo("a")
    _, two, _ = demo("b")
    assert (ok("tally", one, "--json").json["products"] ==
            ok("tally", two, "--json").json["products"])


@test
def a_rehearsal_overwrites_nothing():
    _, one, book = demo("d")
    before = {f: open(os.path.join("d", f), "rb").read() for f in os.listdir("d")}
    _, two, _ = demo("d")
    assert one != two and os.path.basename(two) == "dien-tap-2.ocop"
    for f, data in before.items():
        assert open(os.path.join("d", f), "rb").read() == data, f


@test
def the_default_folder_is_the_user_s_own():
    env = dict(os.environ, XDG_DATA_HOME=os.path.abspath("data"))
    ok("demo", env=env)
    assert os.path.exists("data/hoidong/dien-tap/dien-tap.ocop")
    env = {k: v for k, v in os.environ.items() if k != "XDG_DATA_HOME"}
    env["HOME"] = os.path.abspath("home")
    ok("demo", env=env)
    assert os.path.exists("home/.local/share/hoidong/dien-tap/dien-tap.ocop")


@test
def a_folder_that_cannot_be_made_is_exit_3():
    open("file", "w").write("mine")
    fails(3, "demo", "--dir", "file")
    fails(3, "demo", "--dir", "file/below")
    assert open("file").read() == "mine"


@test
def a_rehearsal_leaves_no_scratch():
    os.mkdir("tmp")
    env = dict(os.environ, TMPDIR=os.path.abspath("tmp"))
    ok("demo", "--dir", "d", env=env)
    assert os.listdir("tmp") == []
    assert len(os.listdir("d")) == 2, os.listdir("d")


@test
def the_workbook_says_it_is_a_rehearsal():
    _, _, book = demo("d")
    sheets = openpyxl.load_workbook(book).worksheets
    for sheet in sheets:
        text = " ".join(str(c) for row in sheet.iter_rows(values_only=True) for c in row if c)
        assert "DIỄN TẬP" in text, sheet.title


@test
def a_draft_is_exported_beside_the_session():
    os.mkdir("x")
    s = Session("x/phien.ocop")
    s.score(1, [80, 80, 80], 4)
    r = ok("export", s.path)
    path = r.out.strip()
    assert os.path.samefile(os.path.dirname(path), "x") and "duthao" in path, r
    os.mkdir("out")
    r = ok("export", s.path, "-o", "out")
    assert os.path.dirname(r.out.strip()) == "out"
    ok("signoff", s.path)
    assert "v1" in ok("export", s.path, "--output", "out").out
    fails(3, "export", s.path, "-o", "no/such/folder")


def forge(book, forged):
    """A copy of the workbook with one mark in the table of points changed; the cell's name."""
    scores = openpyxl.load_workbook(book).sheetnames.index("Tổng hợp điểm") + 1
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(forged, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == f"xl/worksheets/sheet{scores}.xml":
                mark = re.search(rb'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?><v>8([0-9])</v>', data)
                data = data[:mark.start(3) - 1] + b"9" + data[mark.start(3):]
            new.writestr(part, data)
    return mark[1].decode()


@test
def a_workbook_is_checked_against_its_session():
    _, session, book = demo("d")
    ok("verify", book, "--against", session)
    cell = forge(book, "forged.xlsx")
    r = fails(1, "verify", "forged.xlsx", "--against", session)
    assert len(r.err.splitlines()) == 1 and f"!{cell}: " in r.err, (cell, r)
    open("junk.xlsx", "w").write("junk")
    fails(3, "verify", "junk.xlsx", "--against", session)
    fails(3, "verify", "missing.xlsx", "--against", session)
    fails(3, "verify", book, "--against", "junk.xlsx")
    fails(2, "verify", book, "--against", session, "--hash", "0" * 64)


main()
