#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""tests/papers.py [PRODUCTSxMEMBERS]... - the papers as pictures, to be looked at (make papers).

Builds random sessions of these sizes, exports them, has LibreOffice print the workbook as PDF,
and leaves a picture of every page in build/papers/.  Prints the pages of each sheet, and fails
when a page has a heading but no rows, or when the copy that LibreOffice saved again no longer
agrees with its record."""

import glob
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
from council import random_council  # noqa: E402
from lib import ROOT, ok, run  # noqa: E402

OUT = os.path.join(os.path.abspath(os.environ.get("BUILD", os.path.join(ROOT, "build"))), "papers")
SIZES = ["10x3", "37x11", "71x11", "80x15"]
NEEDED = ["soffice", "pdftotext", "pdftoppm"]
FIRST = ("CỘNG HÒA XÃ HỘI", "Số giấy")


def office(kind, path, folder):
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{OUT}/profile",
                    "--convert-to", kind, "--outdir", folder, path], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    return glob.glob(os.path.join(folder, "*." + kind.split(":")[0]))[0]


def pages_of(pdf):
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True,
                          check=True).stdout
    return text.split("\f")[:-1]


def by_sheet(pages, names):
    """[(sheet, [text of its pages])]: each sheet but the merge rows begins with its heading."""
    found = []
    for text in pages:
        merge = FIRST[1] in text and FIRST[0] not in text
        if FIRST[0] in text or (merge and len(found) < len(names) and
                                names[len(found)] == "Giấy chứng nhận"):
            found.append([])
        found[-1].append(text)
    return list(zip(names, found, strict=True))


def check_copy(path, session, folder):
    """LibreOffice's own save of the workbook still agrees with the record."""
    os.makedirs(folder)
    return run("verify", office("xlsx", path, folder), "--against", session)


def one(size):
    products, members = map(int, size.split("x"))
    folder = os.path.join(OUT, size)
    os.makedirs(folder)
    os.chdir(folder)
    c = random_council("phien.ocop", products, members, seed=products)
    path = os.path.abspath(ok("export", c.path).out.strip())
    pages = pages_of(office("pdf", path, folder))
    subprocess.run(["pdftoppm", "-r", "60", "-png", "phien-ketqua-duthao.pdf", "p"], check=True)
    told = by_sheet(pages, openpyxl.load_workbook(path, read_only=True).sheetnames)
    print(f"{size}: {len(pages)} pages: " +
          ", ".join(f"{name} {len(texts)}" for name, texts in told))
    poor = [(name, i + 1) for name, texts in told for i, text in enumerate(texts)
            if len(re.findall(r"\S+", text)) < 25]
    for name, page in poor:
        print(f"  nearly empty: {name}, page {page}")
    r = check_copy(path, c.path, "again")
    if r.rc != 0:
        print(f"  saved again by LibreOffice: exit {r.rc}\n{r.err[:600]}")
    return not poor and r.rc == 0


def main():
    missing = [n for n in NEEDED if not shutil.which(n)]
    if missing:
        print(f"papers: {', '.join(missing)} not found: install libreoffice-calc-nogui and "
              "poppler-utils to print and look at the papers.")
        return 0
    shutil.rmtree(OUT, ignore_errors=True)
    os.makedirs(OUT)
    good = [one(size) for size in sys.argv[1:] or SIZES]
    shutil.rmtree(os.path.join(OUT, "profile"), ignore_errors=True)
    print(f"pictures: {OUT}")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
