#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The plan of the house, read from the compiled objects (nm) and the includes: which room needs
which, rings of sources that need each other, and names that are public though one source uses them.

    tests/rings.py [BUILD]             judge, one breach a line: --arrows between the rooms of db/
                                       that are not allowed, --rings above RING; without either, both
    tests/rings.py [BUILD] --list      say what there is: rings, symbols, arrows; --none, --home,
                                       --arrow FROM TO have the names
"""
import os
import re
import subprocess
import sys
from collections import defaultdict

RING = 5  # sources that may need each other
# The rooms of db/ and those each may need: base <- record <- the subjects, all of them <- db.c;
# sheet, criteria, official <- import, which nothing calls.
SUBJECTS = {"db/council", "db/agenda", "db/meeting", "db/result"}
BELOW = {"db/base", "db/record", "db/criteria"} | SUBJECTS
ALLOWED = {
    "db/base": set(),
    "db/record": {"db/base"},
    "db/sheet": {"db/base"},
    "db/criteria": {"db/base", "db/sheet"},
    "db/official": {"db/base", "db/record", "db/sheet", "db/criteria"},
    "db/import": BELOW | {"db/sheet", "db/official", "db"},
    "db": BELOW,
    **{room: BELOW - {room} for room in SUBJECTS},
}
build = next((a for a in sys.argv[1:] if not a.startswith("-")), os.environ.get("BUILD", "build"))


def objects():
    for top in ("db", "export", "tui"):
        for folder, _, names in os.walk(os.path.join(build, top)):
            for n in names:
                path = os.path.join(folder, n)
                source = os.path.relpath(path, build)[:-2] + ".c"
                if n.endswith(".o") and os.path.exists(source):
                    yield source, path


def symbols():
    """Who defines a name, and who asks for it."""
    owner, wants = {}, defaultdict(set)
    paths = dict((p, s) for s, p in objects())
    out = subprocess.run(["nm", "-A", "-P", *sorted(paths)], capture_output=True, text=True,
                         check=True).stdout
    for line in out.splitlines():
        path, rest = line.split(": ", 1)
        name, kind = rest.split()[:2]
        if kind == "U":
            wants[paths[path]].add(name)
        elif kind in "TDBRVC":
            owner[name] = paths[path]
    return owner, wants


def rings(edges, nodes):
    """Tarjan: the strongly connected components of more than one node, the largest first."""
    index, low, on, stack, out = {}, {}, set(), [], []
    sys.setrecursionlimit(10000)

    def visit(v):
        index[v] = low[v] = len(index)
        stack.append(v)
        on.add(v)
        for w in sorted(edges[v]):
            if w not in index:
                visit(w)
                low[v] = min(low[v], low[w])
            elif w in on:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            ring = []
            while True:
                w = stack.pop()
                on.discard(w)
                ring.append(w)
                if w == v:
                    break
            if len(ring) > 1:
                out.append(sorted(ring))

    for v in sorted(nodes):
        if v not in index:
            visit(v)
    return sorted(out, key=len, reverse=True)


def family(source):
    """a/b/name_part.c belongs to a/b/name.c where there is one."""
    folder, name = os.path.split(source[:-2])
    parts = name.split("_")
    for n in range(1, len(parts) + 1):
        if os.path.exists(os.path.join(folder, "_".join(parts[:n]) + ".c")):
            return os.path.join(folder, "_".join(parts[:n]))
    return os.path.join(folder, name)


def includes():
    """(source, file it includes) in db/.  What stands at the top of db/ beside db.h is for all of
    its rooms, and db.h, the door, shows import/ to other layers."""
    for folder, _, names in os.walk("db"):
        for n in sorted(names):
            if n.endswith((".c", ".h")):
                source = os.path.join(folder, n)
                with open(source, encoding="utf-8") as text:
                    for to in re.findall(r'^#include "(db/[^"]+)"', text.read(), re.M):
                        top = os.path.dirname(to) == "db" and to != "db/db.h"
                        if not top and source != "db/db.h":
                            yield source, to


def breaches(owner, wants):
    """Arrows from one room of db/ to another that is not below it."""
    needs = {(s, owner[n], f"calls {n} of") for s in wants for n in wants[s] if n in owner}
    needs |= {(s, to, "includes") for s, to in includes()}
    for source, to, how in sorted(needs):
        room, other = os.path.dirname(source), os.path.dirname(to)
        if room.split("/")[0] == "db" and other not in ALLOWED.get(room, set()) | {room}:
            yield f"{source} {how} {to}"


def main():
    owner, wants = symbols()
    edges, users = defaultdict(set), defaultdict(set)
    for source, names in wants.items():
        for n in names:
            if n in owner and owner[n] != source:
                edges[source].add(owner[n])
                users[n].add(source)
    nodes = set(wants) | set(owner.values())
    found = rings(edges, nodes)
    if "--list" in sys.argv:
        one = [n for n in owner if len(users[n]) == 1]
        home = [n for n in owner if users[n] and
                {family(u) for u in users[n]} == {family(owner[n])}]
        none = [n for n in owner if not users[n]]
        print(f"{len(nodes)} sources, {len(owner)} public symbols: {len(one)} used by one source, "
              f"{len(home)} inside one family, {len(none)} by none")
        if "--none" in sys.argv:
            print("\n".join(f"  {owner[n]}: {n}" for n in sorted(none, key=owner.get)))
        if "--home" in sys.argv:
            print("\n".join(f"  {owner[n]}: {n}" for n in sorted(home, key=owner.get)))
        for r in found:
            print(f"ring of {len(r)}: {' '.join(r)}")
        arrows = defaultdict(set)
        for a in edges:
            for b in edges[a]:
                if os.path.dirname(a) != os.path.dirname(b):
                    arrows[os.path.dirname(a)].add(os.path.dirname(b))
        for a in sorted(arrows):
            print(f"{a} -> {' '.join(sorted(arrows[a]))}")
        if "--arrow" in sys.argv:
            a0, b0 = sys.argv[sys.argv.index("--arrow") + 1:][:2]
            for s in sorted(wants):
                for n in sorted(wants[s]):
                    if os.path.dirname(s) == a0 and n in owner and os.path.dirname(owner[n]) == b0:
                        print(f"  {s} {n} ({owner[n]})")
        return 0
    both = not {"--arrows", "--rings"} & set(sys.argv)
    bad = list(breaches(owner, wants)) if both or "--arrows" in sys.argv else []
    if both or "--rings" in sys.argv:
        bad += [f"ring of {len(r)}: {' '.join(r)}" for r in found if len(r) > RING]
    print("".join(line + "\n" for line in bad), end="")
    return 1 if bad else 0


sys.exit(main())
