#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The plan of the house, read from the compiled objects (nm): which room calls which, rings of
sources that need each other, and names that are public though one source uses them.

    tests/rings.py [BUILD]          judge: no ring above RING, every arrow between rooms allowed
    tests/rings.py [BUILD] --list   say what there is: rings, symbols, arrows
"""
import os
import subprocess
import sys
from collections import defaultdict

RING = 5  # sources that may need each other
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
    return 0


sys.exit(main())
