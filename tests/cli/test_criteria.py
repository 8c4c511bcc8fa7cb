# SPDX-License-Identifier: MIT
"""criteria list, show, check."""

import os

import openpyxl

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


# ---- a set in a workbook ------------------------------------------------------------------------

HEAD = ["mã", "tên", "tối đa", "trường hợp", "điểm", "sao", "lời", "ghi chú", "loại ghi chú",
        "dẫn chiếu", "không in mức"]


def head_rows(told):
    rows = [["Mã bộ", told["id"]], ["Số bộ", told["no"]], ["Tên bộ", told["name"]],
            ["Tên trong danh mục", told["name_in_list"]], ["Căn cứ", told["legal"]],
            ["Điều khoản", told["article"]], ["Nguồn", told["source"]],
            ["Có hiệu lực từ", told["in_force"]], ["Ngành", told["industry"]],
            ["Nhóm", told["group"]], ["Phân nhóm", told["subgroup"]],
            ["Số mẫu", told["samples"]], ["Có chú thích sao", "có" if told["star_note"] else "không"]]
    for key, values in (("Cơ quan chủ trì", told["agencies"]),
                        ("Hồ sơ bị loại khi", told["disqualifiers"])):
        rows += [[None if i else key, v] for i, v in enumerate(values)]  # blank: as above
    return rows


def node_rows(node):
    rows = [[node["code"], node["name"], node["max"]] + [None] * 8]
    for letter, name in zip("ab", node["cases"]):
        rows.append([None] * 3 + [letter, None, None, name] + [None] * 4)
    for note in node["notes"]:
        rows.append([None] * 7 + [note["text"], note["kind"], note["ref"], None])
    case = None
    for level in node.get("levels", []):
        first = level["case"] != case
        case = level["case"]
        rows.append([None] * 3 + [case if first else None, level["points"],
                                  "*" * (level["star"] or 0) or None, level["text"]] + [None] * 4)
    if node.get("implied"):
        rows[0][10] = "x"
    return rows


def tree_rows(told):
    """The rows of a set; of a section that is scored as one, its own row is enough."""
    rows, last = [HEAD], None
    for node in told["nodes"]:
        some = node_rows(node)
        if last and last["kind"] == "section" and last["code"] == node["code"] \
                and last["max"] == node["max"] and last["name"] == node["name"]:
            rows[-1][10] = some[0][10]
            some = some[1:]
        rows += some
        last = node
    return rows


def workbook(told, path="bo.xlsx", edit=None):
    book = openpyxl.Workbook()
    head, tree, fixes = book.active, book.create_sheet("Tiêu chí"), book.create_sheet("Đính chính")
    head.title = "Bộ"
    for row in head_rows(told):
        head.append(row)
    for row in tree_rows(told):
        tree.append(row)
    fixes.append(["Tiêu chí", "Mức", "Chỗ", "In", "Dùng", "Loại", "Vì"])
    for c in told["corrections"]:
        fixes.append([c[k] for k in ("criterion", "level", "field", "printed", "used", "kind", "why")])
    if not told["corrections"]:
        book.remove(fixes)
    if edit:
        edit(book)
    book.save(path)
    return path


@test
def a_workbook_says_the_same_as_yaml():
    for no in range(1, 27):
        told = ok("criteria", "show", no, "--json").json
        with open("bo.yaml", "w", encoding="utf-8") as f:
            f.write(ok("criteria", "show", no, "--yaml").out)
        want = ok("criteria", "check", "bo.yaml", "--yaml")
        have = ok("criteria", "check", workbook(told), "--yaml")
        assert have.out == want.out, no
        assert have.err.count("\n") == want.err.count("\n"), (have.err, want.err)
        with open("again.yaml", "w", encoding="utf-8") as f:
            f.write(have.out)
        assert ok("criteria", "check", "again.yaml", "--yaml").out == have.out
    assert "đúng (qd26-2026/26" in ok("criteria", "check", "bo.xlsx").out


@test
def a_workbook_is_refused_with_every_fault_at_its_cell():
    told = ok("criteria", "show", "7", "--json").json

    def at(sheet, column, value, skip=0):
        """The cell of the row that has this value in a column."""
        return [c for c in sheet[column] if str(c.value) == value][skip].row

    places = {}

    def spoil(book):
        head, tree = book["Bộ"], book["Tiêu chí"]
        head["A2"] = "Số hiệu"
        head.cell(at(head, "A", "Có hiệu lực từ"), 2).value = "22/5/2026"
        row = at(tree, "A", "1.1")
        tree.cell(row, 3).value = "ba"
        tree.cell(row + 2, 6).value = "******"  # below the note
        tree.cell(row + 3, 5).value = 1
        row = at(tree, "A", "2.1")
        tree.cell(row, 1).value = "2.x"
        places["2.1"] = row
        row = at(tree, "A", "4.2")
        tree.cell(row, 3).value = 4
        places["4.2"] = row
        places["4"] = at(tree, "A", "4")
        places["1.1"] = at(tree, "A", "1.1")
        places["date"] = at(head, "A", "Có hiệu lực từ")

    r = fails(1, "criteria", "check", workbook(told, edit=spoil))
    lines = [l for l in r.err.splitlines() if "cảnh báo" not in l]
    row = places["1.1"]
    for place in ("Bộ!A2", f"Bộ!B{places['date']}", f"Tiêu chí!C{row}", f"Tiêu chí!F{row + 2}",
                  f"Tiêu chí!E{row + 3}", f"Tiêu chí!A{places['2.1']}",
                  f"Tiêu chí!C{places['4.2']}", f"Tiêu chí!C{places['4']}"):
        assert any(l.startswith(f"bo.xlsx: {place}: ") for l in lines), (place, r)
    assert len(lines) == 9, r  # and the number of the set is missing
    order = [l.split("!")[1].split(":")[0] for l in lines if "Tiêu chí!" in l]
    assert [int(o[1:]) for o in order] == sorted(int(o[1:]) for o in order), r
    assert "warning" in fails(1, "criteria", "check", "bo.xlsx", "--lang", "en").err


@test
def a_workbook_that_is_none():
    book = openpyxl.Workbook()
    book.active.append(["stt", "tên"])
    book.save("khac.xlsx")
    r = fails(1, "criteria", "check", "khac.xlsx")
    assert "\"Bộ\"" in r.err and "\"Tiêu chí\"" in r.err and r.err.count("\n") == 2, r
    told = ok("criteria", "show", "8", "--json").json

    def no_points(book):
        book["Tiêu chí"]["E1"] = "gì đó"

    r = fails(1, "criteria", "check", workbook(told, edit=no_points))
    assert "Thiếu cột \"điểm\"" in r.err and "gì đó" in r.err, r

    def no_sections(book):
        book["Tiêu chí"].delete_rows(2, 2)

    r = fails(1, "criteria", "check", workbook(told, edit=no_sections))
    assert "Tiêu chí!A2" in r.err and "1.1" in r.err.splitlines()[0], r
    with open("bo.xlsx", "r+b") as f:
        f.truncate(300)
    fails(1, "criteria", "check", "bo.xlsx")


@test
def warnings_never_fail_a_check():
    text = ok("criteria", "show", "8", "--yaml").out
    assert text.startswith("#") and ok("criteria", "check", os.path.join(SETS, "qd26-2026-08.yaml"))
    own = text.replace("id: qd26-2026/08", "id: ca-mau-2026/08")
    lost = own.replace(", star: 4", "", 1)
    for name, body, marks in (("own", own, 0), ("lost", lost, 1),
                              ("none", own.replace(", star: 5", ""), 6)):
        with open(f"{name}.yaml", "w", encoding="utf-8") as f:
            f.write(body)
        r = ok("criteria", "check", f"{name}.yaml")
        assert "đúng (ca-mau-2026/08" in r.out, r
        told = [l for l in r.err.splitlines() if "qd26-2026/08" in l]
        assert len(told) == marks and all("cảnh báo" in l for l in told), r
        assert ("Không mức nào có dấu 5 sao" in r.err) == (name == "none"), r
    assert "đáng ngờ" in ok("criteria", "check", os.path.join(SETS, "qd26-2026-10.yaml")).err


if __name__ == "__main__":
    main()
