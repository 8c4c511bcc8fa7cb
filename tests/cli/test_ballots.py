# SPDX-License-Identifier: MIT
"""The workbook of ballots read back by another program: every tick and sum against the journal."""

import os
import re
import zipfile

import openpyxl

from lib import (Session, decision_page, fails, leaves, main, make_ballot, ok, own_home, test,
                 write_file)

TITLE = "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP"
MARKS = ["san_pham", "thanh_vien", "tieu_chi", "muc"]
SETS = {1: "8", 2: "26", 3: "8", 4: "8"}


def council(**settings):
    """Product 1 closed by all; 2 with both cases of its criteria; 3 begun by one; 4 by nobody."""
    s = Session("Phiên thử.ocop", members=3, products=0, province="Cà Mau", round=2, year=2026,
                date="2026-08-05", quorum="1/2", **settings)
    s.load("products", ["stt", "ma_san_pham", "ten_san_pham", "chu_the", "dien_thoai", "dia_chi",
                        "bo_san_pham"],
           [[no, f"96-3100{no}-{no}-2026", f"Sản phẩm {no}", f"Cơ sở {no}", f"0290 000 {no}",
             f"Ấp {no}", criteria_set] for no, criteria_set in SETS.items()])
    s.score(1, [82, 79, 91], 4)
    rows = []
    for i, member in enumerate(s.members[:2]):
        for code, (label, _) in make_ballot("26", 60 + i).items():
            both = label.startswith("a") and i == 1
            rows.append([2, member, code, "b" + label[1:] if both else label])
    rows += [[3, s.members[2], "1.1", "0"], [3, s.members[2], "1.2", "3"]]
    s.load("ballots", MARKS, rows)
    return s


def exported(s, *options):
    paths = ok("export", s.path, "--ballots", *options).out.split("\n")[:-1]
    assert len(paths) == 2 and all(map(os.path.isfile, paths)), paths
    return paths


def recorded(s):
    """{(product, member): {criterion: (label, points)}} as the journal has it."""
    found = {}
    for e in s.journal():
        at = {f["name"]: f["value"] for f in e["fields"]}
        if e["kind"] == "mark":
            ballot = found.setdefault((int(at["product"]), int(at["member"])), {})
            ballot[at["criterion"]] = at["level"]
    return found


def ballots_of(sheet):
    """[(product, rows)] of a sheet: the cells A, B, C of each row between two titles."""
    found = []
    for cells in sheet.iter_rows(max_col=3):
        row = [c.value for c in cells]
        if row[0] == TITLE:
            found.append((cells[0].row, []))
        if found:
            found[-1][1].append(row)
    return [(first, int(re.search(r"Sản phẩm số (\d+)\.", "\n".join(str(r[0]) for r in rows))[1]),
             rows) for first, rows in found]


def read_levels(leaf, rows):
    """The label that is ticked in the rows below a criterion's, after checking them all."""
    wanted = [(l["label"], l["text"] + (" " + "*" * l["star"] if l["star"] else ""), l["points"])
              for l in leaf["levels"]]
    cases = [f"Trường hợp {c}: {name}" for c, name in zip("ab", leaf["cases"])]
    notes = [n["text"] for n in leaf["notes"]]
    ticked = []
    for text, points, given in rows:
        if text in notes or (cases and text == cases[0]):
            (notes if text in notes else cases).remove(text)
            continue
        if text[:2] not in ("☑ ", "☐ "):
            break
        if not wanted: # the law prints no such row: only where it was chosen
            assert leaf["none"] and text == "☑ Không đạt mức nào (0 điểm)" and points == 0, text
            ticked.append("0")
            continue
        label, name, worth = wanted.pop(0)
        assert (text[2:], points, given) == (name, worth, None), (text, points, name, worth)
        if text[0] == "☑":
            ticked.append(label)
    assert not wanted and not cases and not notes, (leaf["code"], wanted, cases, notes)
    assert len(ticked) < 2
    return ticked[0] if ticked else None


def all_text(rows):
    return "\n".join(str(v) for row in rows for v in row if v is not None)


def pages_hold_together(sheet):
    """Every ballot begins a page, says how many it has, and tears neither criterion nor signature;
    what stands between two breaks fits on A4.  Returns the number of pages."""
    rows = [[c.value for c in r] for r in sheet.iter_rows(max_col=3)]
    begins = [0] + [b.id for b in sheet.row_breaks.brk]
    starts = [i for i, r in enumerate(rows) if r[0] == TITLE]
    assert set(starts) <= set(begins), sheet.title
    room = (297 - 40) / 25.4 * 72 * 100 / sheet.page_setup.scale
    for n, (first, after) in enumerate(zip(begins, begins[1:] + [len(rows)])):
        high = sum(sheet.row_dimensions[i + 1].height or 15 for i in range(first, after))
        assert high <= room, (sheet.title, first, high, room)
        own = max(i for i in starts if i <= first)
        if first == own:
            pages = int(re.search(r"Phiếu có (\d+) trang", str(rows[first:first + 8]))[1])
            last = next((i for i in starts if i > first), len(rows))
            assert pages == sum(first <= b < last for b in begins), (sheet.title, first)
            page = 1
            continue
        page += 1
        assert f"Trang {page}/{pages} của phiếu" in rows[first][0], rows[first]
        body = rows[first + 1:after]
        if body[0][0] == "Các tiêu chí":
            assert re.match(r"(PHẦN [ABC]|\d+(\.\d+)*)\. ", body[1][0]), body[1]
        else:
            assert body[0][0].startswith(("Ý kiến", "- Tiêu chí")), body[0]
    for i, r in enumerate(rows):
        if r[0] == "Người đánh giá":
            assert not [b for b in begins if i - 1 < b <= i + 5], (sheet.title, i)
    return len(begins)


@test
def every_tick_is_the_record():
    s = council()
    book = openpyxl.load_workbook(exported(s)[1])
    assert book.sheetnames == [f"{i + 1}. {m}" for i, m in enumerate(s.members)]
    want, ticks = recorded(s), 0
    for i, sheet in enumerate(book):
        for _, product, rows in ballots_of(sheet):
            marks = want.pop((product, i + 1))
            total = 0
            for leaf in leaves(SETS[product]):
                name = f"{leaf['code']}. {leaf['name']}"
                at = [n for n, row in enumerate(rows) if row[:2] == [name, leaf["max"]]]
                assert len(at) == 1, (name, at)
                label = read_levels(leaf, rows[at[0] + 1:])
                assert label == marks.get(leaf["code"]), (product, leaf["code"], label)
                points = {l["label"]: l["points"] for l in leaf["levels"]} | {"0": 0, None: None}
                assert rows[at[0]][2] == points[label], (product, leaf["code"])
                total += points[label] or 0
                ticks += label is not None
            assert ["TỔNG CỘNG", 100, total] in rows
            parts = [r for r in rows if str(r[0]).startswith("PHẦN ")]
            assert [r[1] for r in parts] == [40, 25, 35] and sum(r[2] for r in parts) == total
    assert not want, want.keys()
    assert ticks == 3 * len(leaves("8")) + 2 * len(leaves("26")) + 2


@test
def totals_are_those_of_the_tally():
    s = council()
    book = openpyxl.load_workbook(exported(s)[1])
    told = s.tally(1)
    sums = {"TỔNG CỘNG": [], "PHẦN A": [], "PHẦN B": [], "PHẦN C": []}
    for sheet in book:
        for name, _, points in ballots_of(sheet)[0][2]:
            for key in sums:
                if str(name).startswith(key):
                    sums[key].append(points)
    totals = sums.pop("TỔNG CỘNG")
    assert totals == [82, 79, 91] and sum(totals) == told["sum"]
    assert (max(totals), min(totals)) == (told["spread"]["max"], told["spread"]["min"])
    for key, points in sums.items():
        assert [sum(points), len(points)] == told["parts"][key[-1]], key


@test
def a_ballot_has_the_fields_of_the_law():
    s = council()
    ok("correct", s.path, "1", "owner=Cơ sở Bảy Háp", "--reason", "ghi nhầm")
    book = openpyxl.load_workbook(exported(s)[1])
    text = all_text(ballots_of(book.worksheets[0])[0][2])
    show = ok("criteria", "show", "8", "--json").json
    for part in ("Tên sản phẩm: Sản phẩm 1", "Mã số sản phẩm: 96-31001-1-2026",
                 "Tên chủ thể sản xuất: Cơ sở Bảy Háp", "Số điện thoại: 0290 000 1",
                 "Địa chỉ: Ấp 1", "Hồ sơ bị loại khi:", "Bộ số 08: " + show["name"], show["group"],
                 "Ý kiến của người đánh giá", "Người đánh giá", "(Ký và ghi rõ họ tên)",
                 ", ngày …… tháng …… năm ……", "Thành viên 1", "DỰ THẢO",
                 "nguyên văn theo Phụ lục II Quyết định 26/2026/QĐ-TTg", "***** (5 sao)",
                 s.tally()["session"]["id"], *("- " + d for d in show["disqualifiers"])):
        assert part in text, part


@test
def only_a_ballot_not_submitted_says_so():
    s = council()
    book = openpyxl.load_workbook(exported(s)[1])
    for sheet in book:
        for _, product, rows in ballots_of(sheet):
            assert ("CHƯA NỘP" in all_text(rows)) == (product == 3), (sheet.title, product)
    rows = ballots_of(book.worksheets[2])[1][2]
    assert f"còn {len(leaves('8')) - 2} tiêu chí chưa chấm" in all_text(rows)


@test
def each_ballot_begins_on_a_new_page():
    s = council()
    for sheet in openpyxl.load_workbook(exported(s)[1]):
        pages_hold_together(sheet)
        m = sheet.page_margins
        assert [round(x * 25.4) for x in (m.left, m.right, m.top, m.bottom)] == [30, 15, 20, 20]
        assert sheet.page_setup.orientation != "landscape"
        assert sheet.page_setup.paperSize in (9, "9")
        assert not (sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
        fonts = {c.font.name for row in sheet.iter_rows() for c in row if c.value is not None}
        assert fonts == {"Times New Roman"}, fonts


@test
def signed_off_ballots_carry_the_hash():
    s = Session("a.ocop", members=3, rehearsal="yes", quorum="1/2")
    s.score(1, [82, 79, 83], 4)
    assert [os.path.basename(p) for p in exported(s)] == ["a-ketqua-duthao.xlsx",
                                                          "a-phieu-duthao.xlsx"]
    ok("signoff", s.path)
    paths = exported(s)
    assert [os.path.basename(p) for p in paths] == ["a-ketqua-v1.xlsx", "a-phieu-v1.xlsx"]
    with open(paths[1], "rb") as f:
        before = f.read()
    assert exported(s) == paths
    with open(paths[1], "rb") as f:
        assert f.read() == before
    told = s.tally()["session"]
    for sheet in openpyxl.load_workbook(paths[1]):
        footer, header = sheet.oddFooter.center.text, sheet.oddHeader.center.text
        assert told["id"] in footer and told["closing_hash"] in footer.replace(" ", ""), footer
        assert "DIỄN TẬP" in header and "ĐÃ CHỐT" in header
        assert "DỰ THẢO" not in all_text(ballots_of(sheet)[0][2])


@test
def nothing_outside_the_record_is_in_the_file():
    s = council()
    path, last = exported(s)[1], s.journal()[-1]["time"][:19]
    with zipfile.ZipFile(path) as z:
        core = z.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", core)) == {last}
        assert {i.date_time[0] for i in z.infolist()} == {1980}


@test
def a_workbook_of_ballots_is_not_one_of_results():
    s = council()
    fails(3, "verify", exported(s)[1], "--against", s.path)


@test
def a_session_without_ballots_says_so():
    s = Session("b.ocop", members=2)
    book = openpyxl.load_workbook(exported(s)[1])
    assert len(book.sheetnames) == 1
    assert "chưa có phiếu nào" in all_text([[c.value for c in r] for r in book.active.iter_rows()])
    r = fails(3, "export", s.path, "-o", "khong-co/sau-nua", "--ballots")
    assert "khong-co" in r.err, r


# ---- the law's own words, and blank paper ---------------------------------------------------


def with_law():
    """The environment of a user who has the Decision: here words of our own in its shape."""
    more = own_home()
    ok("criteria", "official", write_file("qd.html", decision_page()), **more)
    return more


@test
def ballots_speak_the_law_where_they_can():
    s = council()
    ours = openpyxl.load_workbook(exported(s)[1])
    more = with_law()
    path = ok("export", s.path, "--ballots", "-o", ".", **more).out.split("\n")[1]
    law = openpyxl.load_workbook(path)
    for a, b in zip(ours, law):
        pages_hold_together(b)
        mine, theirs = all_text(ballots_of(a)[0][2]), all_text(ballots_of(b)[0][2])
        assert "cách ghi ngắn của chương trình" in mine and "☑ In: " not in mine
        assert "nguyên văn Phụ lục II Quyết định 26/2026/QĐ-TTg, đọc từ tệp qd.html" in theirs
        assert "Hồ sơ bị loại khi: Bịa hồ sơ" in theirs and "☑ In: " in theirs
        assert mine.count("☑") == theirs.count("☑") and mine.count("☐") == theirs.count("☐")
    before = open(path, "rb").read()
    ok("export", s.path, "--ballots", "-o", ".", **more)
    assert open(path, "rb").read() == before


@test
def a_long_level_of_the_law_is_one_cell():
    s = council()
    more, words = own_home(), "Dài " + "lời của luật " * 60 + "hết"
    def change(criteria_set, rows):
        at = next(i for i, (t, _) in enumerate(rows) if t.startswith("1.1. "))
        rows[at + 1] = ("□ " + rows[at + 1][0][2:].replace("In: ", words + " ", 1), rows[at + 1][1])
        return rows
    ok("criteria", "official", write_file("qd.html", decision_page(change)), **more)
    book = openpyxl.load_workbook(ok("export", s.path, "--ballots", **more).out.split("\n")[1])
    for sheet in book:
        cells = [str(r[0].value) for r in sheet.iter_rows(max_col=1)]
        assert sum(c[2:].startswith(words) for c in cells) == len(ballots_of(sheet))
        pages_hold_together(sheet)


@test
def a_level_that_the_file_lacks_is_ours_and_said():
    s = council()
    more = own_home()
    def change(criteria_set, rows):
        at = next(i for i, (t, _) in enumerate(rows) if t.startswith("1.1. "))
        return rows[:at + 1] + rows[at + 2:] if criteria_set == "qd26-2026/08" else rows
    ok("criteria", "official", write_file("qd.html", decision_page(change)), **more)
    book = openpyxl.load_workbook(ok("export", s.path, "--ballots", **more).out.split("\n")[1])
    text = all_text(ballots_of(book.worksheets[0])[0][2])
    assert "riêng 1 mức không có trong tệp" in text, text
    assert leaves("8")[0]["levels"][0]["text"] in text


@test
def blank_ballots_are_a_file_for_each_member():
    s = council(spread__max=100)
    s.load("products", ["stt", "ten_san_pham", "chu_the"], [[5, "Chưa có bộ", "Cơ sở 5"]])
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai", "ly_do"],
           [[3, "Thành viên 1", "khong_tham_gia", "người nhà"]])
    r = ok("export", s.path, "--ballots", "--blank", "-o", "giay")
    *paths, told = r.out.split("\n")[:-1]
    assert [os.path.basename(p) for p in paths] == [
        f"phien-thu-phieutrang-0{i}-thanh-vien-{i}.xlsx" for i in (1, 2, 3)], paths
    assert "SP 5 (Chưa có bộ)" in r.err, r
    pages = 0
    for i, path in enumerate(paths):
        book = openpyxl.load_workbook(path)
        assert book.sheetnames == [f"{i + 1}. Thành viên {i + 1}"]
        pages += pages_hold_together(book.active)
        found = ballots_of(book.active)
        # 1 and 2 are handed in by those who gave marks, 3 is refused by the first
        assert [no for _, no, _ in found] == ([4], [3, 4], [2, 3, 4])[i], (i, found)
        for _, no, rows in found:
            text = all_text(rows)
            assert "☑" not in text and "CHƯA NỘP" not in text, text
            assert text.count("☐") == 1 + sum(len(l["levels"]) for l in leaves(SETS[no]))
            assert f"Tên sản phẩm: Sản phẩm {no}" in text and f"Thành viên {i + 1}" in text
            assert all(r[2] is None for r in rows if r[2] != "Điểm chấm"), no
    assert f"{len(paths)} thành viên, {pages} trang" in told, (told, pages)
    assert not [n for n in os.listdir("giay") if n not in map(os.path.basename, paths)]


@test
def blank_ballots_need_somebody_to_ask():
    s = Session("c.ocop", members=2, products=0)
    r = fails(1, "export", s.path, "--ballots", "--blank", "-o", "giay")
    assert "phiếu trắng" in r.err and not os.path.exists("giay"), r
    fails(2, "export", s.path, "--blank")


if __name__ == "__main__":
    main()
