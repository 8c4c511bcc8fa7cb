# SPDX-License-Identifier: MIT
"""Two sessions whose files are called alike, in one folder: neither loses its papers."""

import hashlib
import os
import shutil

from lib import Session, fails, main, ok, test

PAPERS = ("--minutes", "--notices", "--ballots", "--csv", "--json")


def papers(folder):
    told = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as f:
            told[name] = hashlib.sha256(f.read()).hexdigest()
    return told


def two():
    """Two sessions of one name, in folders of their own."""
    found = []
    for folder in ("mot", "hai"):
        os.mkdir(folder)
        s = Session(f"{folder}/dot.ocop")
        s.score(1, [80, 80, 80], 4)
        found.append(s.path)
    return found


def refused(path, *options):
    before = papers("out")
    r = fails(1, "export", path, "-o", "out", *options)
    assert r.err.count("\n") == 1 and "out/dot-" in r.err and "thư mục khác" in r.err, r
    assert papers("out") == before, "something was written"


@test
def names_that_become_one():
    ok("new", "Đợt 1.ocop", "--set", "province=Cà Mau")
    ok("new", "dot-1.ocop", "--set", "province=Huế")
    ok("export", "Đợt 1.ocop")
    before = papers(".")
    r = fails(1, "export", "dot-1.ocop")
    assert "dot-1-ketqua-duthao.xlsx" in r.err and papers(".") == before, r
    ok("verify", "dot-1-ketqua-duthao.xlsx", "--against", "Đợt 1.ocop")
    ok("export", "dot-1.ocop", "-o", "hue")


@test
def every_kind_of_paper_stays():
    one, other = two()
    ok("export", one, "-o", "out", *PAPERS)
    refused(other)
    for option in PAPERS:
        refused(other, option)
    ok("export", one, "-o", "out", *PAPERS)
    # Minutes and tables do not say whose they are; what lies beside them does.
    for name in os.listdir("out"):
        if name not in ("dot-nhat-ky-duthao.csv", "dot-phu-luc-duthao.csv"):
            os.remove(os.path.join("out", name))
    refused(other, "--csv")
    ok("export", other, "-o", "other", *PAPERS)


@test
def blank_ballots_stay():
    one, other = (Session(f"{n}/dot.ocop") for n in ("mot", "hai") if not os.mkdir(n))
    ok("export", one.path, "-o", "out", "--ballots", "--blank")
    refused(other.path, "--ballots", "--blank")
    ok("export", one.path, "-o", "out", "--ballots", "--blank")


@test
def a_copy_of_the_session_is_the_session():
    one, _ = two()
    ok("export", one, "-o", "out", *PAPERS)
    shutil.copy(one, "dot.ocop")
    ok("set", "dot.ocop", "place=x")
    ok("export", "dot.ocop", "-o", "out", *PAPERS)


@test
def what_nobody_says_whose_it_is_is_replaced():
    one, other = two()
    os.mkdir("out")
    with open("out/dot-ketqua-duthao.xlsx", "w") as f:
        f.write("x")
    ok("export", one, "-o", "out")
    refused(other)


if __name__ == "__main__":
    main()
