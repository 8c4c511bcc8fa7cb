#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""tests/papers.py [PRODUCTSxMEMBERS | NAME]... - the papers as pictures, to be looked at.

"make papers": random sessions of these sizes, and the named ones (signed and decided with a deputy
in the chair, opinions in writing, a rehearsal, a session without products) are exported;
LibreOffice prints the workbook, the minutes, the notices and the ballots of two members as PDF,
and a picture of every page is left in build/papers/.  Prints the pages of each, and fails when a
page has nearly nothing on it, ends with a heading, is signed under nothing or holds a number that
does not fit, when a paper takes more pages than it should, or when the copy of the workbook that
LibreOffice saved again no longer agrees with its record."""

import os
import re
import shutil
import subprocess
import sys

try:
    import openpyxl
except ModuleNotFoundError:  # on a developer's machine the first python3 need not have it
    if sys.executable == "/usr/bin/python3" or not os.path.exists("/usr/bin/python3"):
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "cli"))
from council import Council, random_council  # noqa: E402
from lib import ROOT, Session, ok, run  # noqa: E402

OUT = os.path.join(os.path.abspath(os.environ.get("BUILD", os.path.join(ROOT, "build"))), "papers")
SIZES = ["10x3", "37x11", "71x11", "80x15"]
NEEDED = ["soffice", "pdftotext", "pdftoppm"]
NATION, MERGE, SIGN = "CỘNG HÒA XÃ HỘI", "Số giấy", "(Ký, ghi rõ họ tên"
STATE = re.compile(r"DỰ THẢO|DIỄN TẬP|ĐÃ CHỐT")
UPRIGHT_MEMBERS = 11  # more make the sheet of criteria lie down


def office(kind, path, folder):
    """What LibreOffice makes of a file."""
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{OUT}/profile",
                    "--convert-to", kind, "--outdir", folder, path], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    stem = os.path.basename(path).rsplit(".", 1)[0]
    made = os.path.join(folder, f"{stem}.{kind}")
    assert os.path.exists(made), f"{path}: not converted; is libreoffice-writer-nogui there?"
    return made


def printed(path):
    """The text of each page; pictures of them beside the file."""
    pdf = office("pdf", path, os.path.dirname(path))
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True,
                          check=True).stdout
    subprocess.run(["pdftoppm", "-r", "60", "-png", pdf, pdf[:-4]], check=True)
    return text.split("\f")[:-1]


def by_sheet(pages, names):
    """[(sheet, [text of its pages])]: each sheet but the merge rows begins with its heading."""
    found = []
    for text in pages:
        merge = MERGE in text and NATION not in text
        if NATION in text or (merge and len(found) < len(names) and
                              names[len(found)] == "Giấy chứng nhận"):
            found.append([])
        found[-1].append(text)
    return list(zip(names, found, strict=True))


# ---- what is wrong with a page ----------------------------------------------------------------


def lines_of(text):
    """Without the running head and foot."""
    return [l.strip() for l in text.splitlines() if l.strip() and not re.fullmatch(
        r"\d+|Trang \d+/\d+|(DỰ THẢO|DIỄN TẬP|ĐÃ CHỐT|Dự thảo|Mã kiểm tra)[^:;]*", l.strip())]


def faults_of(text, first):
    lines = lines_of(text)
    if len(re.findall(r"\S+", text)) < 25:
        yield "nearly empty"
    if "###" in text:
        yield "a number that does not fit"
    if not STATE.search(text) and "Dự thảo" not in text and "Mã kiểm tra" not in text:
        yield "does not say its state"
    if lines and re.fullmatch(r"([IVX]+|\d+)\. [^.:;|]*[^.:;|\d]", lines[-1]):
        yield f"ends with a heading: {lines[-1]}"
    signed = next((i for i, l in enumerate(lines) if SIGN in l), None)
    if signed is not None and len(lines) == signed + 1:
        yield "signatures are torn"
    if signed is not None and not first and len(" ".join(lines[:signed]).split()) < 12:
        yield "signed under nothing"


def faults(name, pages):
    """Prints them; how many."""
    found = [f"{name}, page {i + 1}: {fault}" for i, text in enumerate(pages)
             for fault in faults_of(text, i == 0)]
    for f in found:
        print(f"  {f}")
    return len(found)


def too_many(name, n, most):
    if n > most:
        print(f"  {name}: {n} pages, {most} would do")
    return n > most


# ---- papers of a session ----------------------------------------------------------------------


def workbook(path, products, members):
    told = by_sheet(printed(path), openpyxl.load_workbook(path, read_only=True).sheetnames)
    print("  " + ", ".join(f"{name} {len(pages)}" for name, pages in told))
    bad = sum(faults(name, pages) for name, pages in told if name != "Biểu đồ")
    detail = len(dict(told)["Chi tiết tiêu chí"])
    if members <= UPRIGHT_MEMBERS:
        bad += too_many("Chi tiết tiêu chí", detail, products * 1.2 + 2)
    return bad


def notices(path):
    """Each begins on a new page, with a head of its own; short ones take one page."""
    pages, each = printed(path), []
    for text in pages:
        if NATION in text:
            each.append([])
        each[-1].append(text)
    print(f"  {os.path.basename(path)} {len(pages)} for {len(each)}")
    bad = sum(faults(f"{os.path.basename(path)}, {i + 1}", one) for i, one in enumerate(each))
    for i, one in enumerate(each):
        n = int(re.search(r"đối với (\d+) \(", " ".join(one[0].split()))[1])
        bad += too_many(f"{os.path.basename(path)}, {i + 1} ({n} products)", len(one), 2 + n / 4)
    return bad


def document(path):
    pages = printed(path)
    print(f"  {os.path.basename(path)} {len(pages)}")
    return faults(os.path.basename(path), pages)


def ballots():
    """Of a small session: the layout is the same for any number."""
    given = random_council("phieu.ocop", 2, 2, seed=3, plain=True)
    blank = Council("trang.ocop", 2, 2, seed=3)
    bad = 0
    for path, options in ((given.path, ()), (blank.path, ("--blank",))):
        for path in ok("export", path, "--ballots", *options).out.splitlines():
            if not path.endswith(".xlsx") or "ketqua" in path:
                continue
            pages = printed(os.path.abspath(path))
            print(f"  {os.path.basename(path)} {len(pages)}")
            bad += sum(not text.strip() for text in pages)
    return bad


def check_copy(path, session, folder):
    """LibreOffice's own save of the workbook still agrees with the record."""
    os.makedirs(folder)
    r = run("verify", office("xlsx", path, folder), "--against", session)
    if r.rc != 0:
        print(f"  saved again by LibreOffice: exit {r.rc}\n{r.err[:600]}")
    return r.rc != 0


def papers(session, products, members):
    bad = 0
    for path in map(os.path.abspath,
                    ok("export", session, "--minutes", "--notices").out.splitlines()):
        if path.endswith(".xlsx"):
            bad += workbook(path, products, members) + check_copy(path, session, "again")
        elif "thong-bao" in path and path.endswith(".docx"):
            bad += notices(path)
        elif path.endswith(".docx"):
            bad += document(path)
    return bad


# ---- sessions -----------------------------------------------------------------------------------


def decided():
    """A deputy presides; signed off, and the authority has decided."""
    c = Council("phien.ocop", 14, 9, seed=11)
    c.people[0][6] = "đi công tác nước ngoài theo quyết định của Ủy ban nhân dân tỉnh"
    c.load_members()
    c.members = c.members[1:]
    c.panel()
    c.score()
    c.put_off(2)
    c.settle()
    ok("signoff", c.path)
    for kind in ("recognised", "forwarded"):
        ok("decide", c.path, "--list", kind, "--number", f"12{len(kind)}/QĐ-UBND", "--date",
           "2026-08-31")
    return c.path, 14, 8


def written():
    c = Council("phien.ocop", 12, 7, seed=6, mode="written")
    c.score()
    c.settle()
    ok("signoff", c.path)
    return c.path, 12, 7


def rehearsal():
    return random_council("phien.ocop", 6, 5, seed=9, rehearsal="yes").path, 6, 5


def empty():
    return Session("phien.ocop", members=3, products=0, province="Cà Mau", round=1).path, 0, 3


NAMED = {"decided": decided, "written": written, "rehearsal": rehearsal, "empty": empty}


def one(name):
    folder = os.path.join(OUT, name)
    os.makedirs(folder)
    os.chdir(folder)
    print(f"{name}:")
    if name == "ballots":
        return ballots()
    if name in NAMED:
        return papers(*NAMED[name]())
    products, members = map(int, name.split("x"))
    c = random_council("phien.ocop", products, members, seed=products)
    return papers(c.path, products, members)


def main():
    missing = [n for n in NEEDED if not shutil.which(n)]
    if missing:
        print(f"papers: {', '.join(missing)} not found: install libreoffice-calc-nogui, "
              "libreoffice-writer-nogui and poppler-utils to print and look at the papers.")
        return 0
    shutil.rmtree(OUT, ignore_errors=True)
    os.makedirs(OUT)
    os.environ["XDG_DATA_HOME"] = os.path.join(OUT, "data")  # not the words stored by its user
    bad = sum([one(name) for name in sys.argv[1:] or [*SIZES, *NAMED, "ballots"]])
    shutil.rmtree(os.path.join(OUT, "profile"), ignore_errors=True)
    print(f"pictures: {OUT}; faults: {bad}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
