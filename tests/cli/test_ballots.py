# SPDX-License-Identifier: MIT
"""The workbook of ballots read back by another program: every tick and sum against the journal."""

import os
import re
import zipfile

import openpyxl

from lib import (Session, decision_page, fails, leaves, main, make_ballot, ok, own_home, test,
                 write_file)

TITLE = "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP"
HEAD = "Các tiêu chí"
MARKS = ["san_pham", "thanh_vien", "tieu_chi", "muc"]
SETS = {1: "8", 2: "26", 3: "8", 4: "8"}
TOLD_ONCE = ("guidance", "evidence")  # for each set, not on every ballot


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


def pages_of(sheet):
    """[(first row, texts across the page, left panel, right panel)] of a sheet, from 0; a panel is
    [(row, text, points)], its own head left out."""
    rows = [[c.value for c in r] for r in sheet.iter_rows(max_col=5)]
    begins = [0] + [b.id for b in sheet.row_breaks.brk]
    found = []
    for first, after in zip(begins, begins[1:] + [len(rows)]):
        heads = [i for i in range(first, after) if HEAD in (rows[i][0], rows[i][3])]
        below = heads[0] if heads else first + 1
        wide = [str(v) for row in rows[first:below] for v in (row[0], row[3]) if v is not None]
        panels = [[(i, rows[i][c], rows[i][c + 1]) for i in range(below, after)
                   if rows[i][c] is not None and rows[i][c] != HEAD] for c in (0, 3)]
        found.append((first, wide, *panels))
    return found


def ballots_of(sheet):
    """[(first row, product, [(text, points)])] of a sheet, in the order in which it is read."""
    found = []
    for first, wide, left, right in pages_of(sheet):
        if TITLE in wide:
            no = int(re.match(r"Sản phẩm số (\d+):", wide[0])[1])
            found.append((first, no, [(t, None) for t in wide]))
        elif wide[0].startswith("Chú giải"):  # after the last ballot
            break
        found[-1][2].extend((text, points) for _, text, points in left + right)
    return found


def read_levels(leaf, rows):
    """The label that is ticked in the rows below a criterion's, after checking them all."""
    wanted = [(l["label"], l["text"] + (" " + "*" * l["star"] if l["star"] else ""), l["points"])
              for l in leaf["levels"]]
    cases = [f"Trường hợp {c}: {name}" for c, name in zip("ab", leaf["cases"])]
    notes = [n["text"] for n in leaf["notes"] if n["kind"] not in TOLD_ONCE]
    ticked = []
    for text, points in rows:
        if text in notes or (cases and text == cases[0]):
            (notes if text in notes else cases).remove(text)
            continue
        if text[:2] not in ("☑ ", "☐ "):
            break
        if not wanted: # the law prints no such row: only where it was chosen
            assert leaf["none"] and text == "☑ Không đạt mức nào" and points == 0, text
            ticked.append("0")
            continue
        label, name, worth = wanted.pop(0)
        assert (text[2:], points) == (name, worth), (text, points, name, worth)
        if text[0] == "☑":
            ticked.append(label)
    assert not wanted and not cases and not notes, (leaf["code"], wanted, cases, notes)
    assert len(ticked) < 2
    return ticked[0] if ticked else None


def all_text(rows):
    return "\n".join(str(text) for text, *_ in rows)


def given(rows):
    """{"A": .., "B": .., "C": .., "": total}: the points given, below the law's last row."""
    return {(t[15:] if t.startswith("Điểm chấm phần ") else ""): n for t, n in rows
            if t.startswith(("Điểm chấm phần ", "TỔNG ĐIỂM CHẤM"))}


def pages_hold_together(sheet):
    """Every ballot begins a page and takes two, says so, and tears neither criterion nor signature;
    what stands between two breaks fits on A4.  Returns the number of pages."""
    room = (297 - 40) / 25.4 * 72 * 100 / sheet.page_setup.scale
    pages, at = pages_of(sheet), 0
    ends = [first for first, *_ in pages[1:]] + [sheet.max_row]
    for n, (first, wide, left, right) in enumerate(pages):
        high = sum(sheet.row_dimensions[i + 1].height for i in range(first, ends[n]))
        assert high <= room, (sheet.title, first, high, room)
        at = 1 if ". Trang 1/" in wide[0] else at + 1
        said = re.search(r"\. Trang (\d+)/(\d+)\. Mã phiên: ", wide[0])
        assert int(said[1]) == at and (TITLE in wide) == (at == 1 and "Sản phẩm số" in wide[0]), wide
        last = n + 1 == len(pages) or f"Trang {at + 1}/" not in pages[n + 1][1][0]
        assert (said[1] == said[2]) == last, wide
        assert said[2] == "2" or not wide[0].startswith("Sản phẩm"), wide
        for panel in left, right:
            if panel and wide[0].startswith("Sản phẩm"):
                assert re.match(r"(PHẦN [ABC]|\d+(\.\d+)*)\. |Ý kiến|- Tiêu chí|TỔNG", panel[0][1]), panel
            texts = [t for _, t, _ in panel]
            if "Người đánh giá" in texts:
                signed = texts.index("Người đánh giá")
                assert ", ngày …… tháng" in texts[signed - 1], texts
                assert texts[signed + 1:] == ["(Ký và ghi rõ họ tên)", texts[-1]], texts
    merged = sorted((r.min_col, r.min_row, r.max_row) for r in sheet.merged_cells.ranges)
    for (c, _, low), (d, high, _) in zip(merged, merged[1:]):
        assert c != d or low < high, (sheet.title, c, low, high)
    return len(pages)


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
                at = [n for n, row in enumerate(rows) if row == (name, leaf["max"])]
                assert len(at) == 1, (name, at)
                label = read_levels(leaf, rows[at[0] + 1:])
                assert label == marks.get(leaf["code"]), (product, leaf["code"], label)
                points = {l["label"]: l["points"] for l in leaf["levels"]} | {"0": 0, None: None}
                total += points[label] or 0
                ticks += label is not None
            assert ("TỔNG CỘNG", 100) in rows
            assert [n for t, n in rows if t.startswith("PHẦN ")] == [40, 25, 35]
            sums = given(rows)
            assert sums.pop("") == total == sum(sums.values()) and list(sums) == ["A", "B", "C"]
    assert not want, want.keys()
    assert ticks == 3 * len(leaves("8")) + 2 * len(leaves("26")) + 2


@test
def totals_are_those_of_the_tally():
    s = council()
    book = openpyxl.load_workbook(exported(s)[1])
    told = s.tally(1)
    sums = {key: [given(ballots_of(sheet)[0][2])[key] for sheet in book] for key in ("", *"ABC")}
    totals = sums.pop("")
    assert totals == [82, 79, 91] and sum(totals) == told["sum"]
    assert (max(totals), min(totals)) == (told["spread"]["max"], told["spread"]["min"])
    for key, points in sums.items():
        assert [sum(points), len(points)] == told["parts"][key], key


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
                 s.tally()["session"]["id"], "; ".join(show["disqualifiers"])):
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
def a_ballot_of_any_set_is_one_sheet_of_paper():
    """Also where nothing is reached: that takes a row more at each criterion."""
    s = Session("d.ocop", members=1, products=0, quorum="1/2")
    owner = "Hợp tác xã Nông nghiệp - Dịch vụ - Thương mại và Du lịch cộng đồng Tân Phát Đạt"
    s.load("products", ["stt", "ten_san_pham", "chu_the", "dia_chi", "bo_san_pham"],
           [[no, "Tên dài " * 16, owner, "Ấp Tân Bình, xã Tân Hưng, tỉnh Cà Mau", no]
            for no in range(1, 27)])
    blank = ok("export", s.path, "--ballots", "--blank", "-o", ".").out.split("\n")[0]
    low = [[no, s.members[0], leaf["code"], "0" if leaf["none"] else leaf["levels"][0]["label"]]
           for no in range(1, 27) for leaf in leaves(str(no))]
    s.load("ballots", MARKS, low)
    for path in blank, exported(s)[1]:
        sheet = openpyxl.load_workbook(path).active
        assert pages_hold_together(sheet) >= 2 * 26
        assert [no for _, no, _ in ballots_of(sheet)] == list(range(1, 27))
        assert sheet.page_setup.scale >= 75, sheet.page_setup.scale


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
    assert "chưa có phiếu nào" in all_text(book.active.iter_rows(max_col=1, values_only=True))
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
        cells = [t for _, _, rows in ballots_of(sheet) for t, _ in rows]
        assert sum(t[2:].startswith(words) for t in cells) == len(ballots_of(sheet))
        pages_hold_together(sheet)


@test
def an_endless_level_goes_on_in_the_next_cell():
    """Its points stand once, beside its beginning."""
    s = council()
    more, words = own_home(), "Dài " + "lời của luật " * 400 + "hết"
    def change(criteria_set, rows):
        at = next(i for i, (t, _) in enumerate(rows) if t.startswith("1.1. "))
        rows[at + 1] = ("□ " + rows[at + 1][0][2:].replace("In: ", words + " ", 1), rows[at + 1][1])
        return rows
    ok("criteria", "official", write_file("qd.html", decision_page(change)), **more)
    book = openpyxl.load_workbook(ok("export", s.path, "--ballots", **more).out.split("\n")[1])
    for _, _, rows in ballots_of(book.worksheets[0]):
        first = next(i for i, (t, _) in enumerate(rows) if t[2:].startswith("Dài lời"))
        said, at = rows[first][0], first + 1
        while words not in said:
            assert rows[at][1] is None and len(rows[at][0]) <= 2000, rows[at]
            said, at = f"{said} {rows[at][0]}", at + 1
        assert rows[first][1] is not None and at > first + 1


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
            assert given(rows) == {"": None}, no
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
