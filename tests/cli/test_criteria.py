# SPDX-License-Identifier: MIT
"""criteria list, show, check."""

import os

from lib import ROOT, fails, is_vietnamese, main, ok, test

SETS = os.path.join(ROOT, "db", "criteria")


@test
def all_26_sets_are_named():
    told = ok("criteria", "list", "--json").json
    assert [e["no"] for e in told["sets"]] == list(range(1, 27))
    assert [e["id"] for e in told["sets"]] == [f"qd26-2026/{n:02}" for n in range(1, 27)]
    assert all(e["included"] for e in told["sets"])
    assert {e["id"].replace("/", "-") + ".yaml" for e in told["sets"]} == {
        f for f in os.listdir(SETS) if f.endswith(".yaml")}
    assert len(told["expired"]) == 2
    text = ok("criteria", "list").out
    assert "148/QĐ-TTg" in text and "1048/QĐ-TTg" in text and "hết hiệu lực" in text
    assert all(e["name"] in text for e in told["sets"])


@test
def a_set_is_found_by_any_of_its_names():
    want = ok("criteria", "show", "qd26-2026/08", "--json").bytes
    for name in ("8", "08", "Bộ 8"):
        assert ok("criteria", "show", name, "--json").bytes == want, name
    for name in ("0", "27", "qd148-2023/08", "x"):
        fails(1, "criteria", "show", name)


@test
def set_08_is_the_law_s():
    told = ok("criteria", "show", "8", "--json").json
    leaves = [n for n in told["nodes"] if n["kind"] == "criterion"]
    parts = {n["code"]: n["max"] for n in told["nodes"] if n["kind"] == "part"}
    assert parts == {"A": 40, "B": 25, "C": 35}
    assert sum(n["max"] for n in leaves) == 100
    for n in leaves:
        assert max(l["points"] for l in n["levels"]) == n["max"], n["code"]
    asked = {star: {n["code"]: n["minimums"][star] for n in leaves
                    if n["minimums"][star] is not None} for star in "345"}
    assert len(asked["3"]) == 8 and len(asked["4"]) == len(asked["5"]) == 18
    assert asked["4"]["5.1"] == 5 and asked["5"]["1.5"] == 3 and asked["3"]["2.2"] == 2


@test
def show_prints_stars_and_minimums():
    text = ok("criteria", "show", "8").out
    assert "★★★★" in text and "5.1" in text and "Hồ sơ bị loại khi" in text
    assert text.count("Yêu cầu tối thiểu của") == 3
    cases = ok("criteria", "show", "26").out
    assert "a)" in cases and "b)" in cases


@test
def check_accepts_our_own_sets():
    for name in os.listdir(SETS):
        if name.endswith(".yaml"):
            assert "đúng" in ok("criteria", "check", os.path.join(SETS, name)).out


@test
def check_names_line_and_column():
    with open(os.path.join(SETS, "qd26-2026-08.yaml"), encoding="utf-8") as f:
        lines = f.read().splitlines(keepends=True)
    at = next(i for i, l in enumerate(lines) if "points: 3" in l)
    lines[at] = lines[at].replace("points: 3", "points: many")
    with open("bad.yaml", "w", encoding="utf-8") as f:
        f.writelines(lines)
    r = fails(1, "criteria", "check", "bad.yaml")
    assert r.err.startswith(f"bad.yaml:{at + 1}:"), r
    english = fails(1, "criteria", "check", "bad.yaml", "--lang", "en")
    assert english.err.startswith(f"bad.yaml:{at + 1}:") and not is_vietnamese(
        english.err.splitlines()[0]), english


@test
def check_of_what_cannot_be_read_is_exit_3():
    fails(3, "criteria", "check", "missing.yaml")
    fails(3, "criteria", "check", ".")
    open("empty.yaml", "w").close()
    fails(1, "criteria", "check", "empty.yaml")
    with open("noise.yaml", "wb") as f:
        f.write(bytes(range(256)) * 10)
    fails(1, "criteria", "check", "noise.yaml")


main()
