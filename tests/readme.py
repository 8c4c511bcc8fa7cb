#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the READMEs name is there.  Prints each breach, one a line.

A word in backticks with the ending of a source is a file, seen from the top of the project or from
the README's own folder; "*" stands for anything.  A word with an underscore is a name: behind a
file in the same cell it must stand in that file, else in some source.  And the newest entry of
the Changes is the Makefile's VERSION."""
import glob
import os
import re

ENDINGS = ("c", "h", "def", "sql", "md", "py", "sh", "yaml", "txt", "po", "in", "tsv")
FILE = re.compile(r"[a-zA-Z0-9_./*-]+\.(%s)$" % "|".join(ENDINGS))
NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$")
PLACEHOLDER = re.compile(r"NAME|schema-N|Q_x")


def read(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        return f.read()


def sources():
    for top in ("db", "export", "tui", "tests"):
        for folder, _, names in os.walk(top):
            for n in names:
                if n == "Makefile" or (FILE.match(n) and not n.endswith(".md")):
                    yield os.path.join(folder, n)


def stands_in(name, text):
    return re.search(r"(?<![A-Za-z0-9_])%s(?![A-Za-z0-9_])" % re.escape(name), text)


def words(cell):
    """What stands in backticks."""
    return [w for w in re.findall(r"`([^`\n]+)`", cell) if not PLACEHOLDER.search(w)]


def judge(readme, everything):
    here = os.path.dirname(readme)
    text = re.sub(r"^```.*?^```$", "", read(readme), flags=re.M | re.S)
    for line in text.split("\n"):
        for cell in line.split("|") if line.startswith("|") else [line]:
            file = None
            for w in words(cell):
                if FILE.match(w):
                    found = [p for base in ("", here) for p in glob.glob(os.path.join(base, w))]
                    file = found[0] if found else None
                    if not found:
                        yield f"{readme}: no file {w}"
                elif NAME.match(w):
                    in_cell = file and line.startswith("|")
                    if not stands_in(w, read(file) if in_cell else everything):
                        yield f"{readme}: {w} is not in {file if in_cell else 'any source'}"


def changes():
    version = re.search(r"^VERSION = (\S+)$", read("Makefile"), re.M).group(1)
    told = re.search(r"^## Changes\n+### (\S+)", read("README.md"), re.M)
    if not told or told.group(1) != version:
        yield f"README.md: Changes begin with {told.group(1) if told else 'nothing'}, VERSION is {version}"


os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
everything = read("Makefile") + "".join(read(p) for p in sources())
readmes = ["README.md", *sorted(glob.glob("*/README.md") + glob.glob("*/*/README.md") +
                                glob.glob("*/*/*/README.md"))]
for breach in [b for r in readmes if not r.startswith("build") for b in judge(r, everything)]:
    print(breach)
for breach in changes():
    print(breach)
