# SPDX-License-Identifier: MIT
"""The workbook read back by another program, cell by cell, against what the record says."""

import datetime
import glob
import os
import re
import zipfile

import openpyxl

from council import Council, random_council
from lib import Session, fails, main, ok, test

SHEETS = ["Phụ lục QĐ", "Tiềm năng 5 sao", "Không đạt", "Hoãn", "Tổng hợp điểm",
          "Chi tiết tiêu chí", "Yêu cầu sao", "Chấm lại", "Thành viên", "Biên bản", "Thống kê",
          "Biểu đồ", "Giấy chứng nhận", "Nhật ký"]
SCORES, DETAIL, GATES, RESCORED, MEMBERS, MINUTES, STATS, CHARTS, CERTIFICATES, JOURNAL = SHEETS[4:]
SCORED = [82, 79, 85, 83]


def council(**settings):
    """Four members and five products; one absent, one recused, one knocked out, one postponed."""
    s = Session("Phiên thử.ocop", members=4, products=5, province="Cà Mau", round=2, year=2026,
                date="2026-08-05", quorum="1/2", **settings)
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai", "ly_do"],
           [[2, s.members[1], "khong_tham_gia", "người nhà"],
            [3, s.members[3], "vang", "bận việc"]])
    s.score(1, SCORED, 4)
    s.score(2, [92, None, 91, 90], 5)
    s.score(3, [55, 56, 57, None], 3)
    s.score(4, [60, 61, 62, 63], 3)
    s.find([[4, "knockout", "", "", "", "loại", "4/4", "giả mạo hồ sơ"],
            [5, "postponed", "", "", "", "có", "", "thiếu phiếu kiểm nghiệm"]])
    return s


def exported(s, *options):
    path = ok("export", s.path, *options).out.strip()
    assert os.path.isfile(path), path
    return path


def closed(**settings):
    s = council(**settings)
    ok("signoff", s.path)
    return s, exported(s)


def sheet_rows(path, name, values=True):
    """{row: {column: value}} of the cells that hold something."""
    book = openpyxl.load_workbook(path, data_only=values)
    found = {}
    for cells in book[name].iter_rows():
        for c in cells:
            if c.value is not None:
                found.setdefault(c.row, {})[c.column] = c.value
    return found


def head_row(rows, first):
    return next(r for r, cells in rows.items() if cells.get(1) == first)


def named_columns(cells):
    return {text: column for column, text in cells.items()}


def all_text(path, name):
    return "\n".join(str(v) for cells in sheet_rows(path, name).values() for v in cells.values())


# ---- every number, against --json --------------------------------------------------------------


@test
def the_table_of_scores_is_the_tally():
    s, path = closed()
    rows = sheet_rows(path, SCORES)
    head = head_row(rows, "TT")
    at = named_columns(rows[head])
    products = {p["no"]: p for p in ok("products", s.path, "--json").json["products"]}
    proposals = {"proposed": lambda p: f"Đề nghị phân hạng {p['star']} sao",
                 "forward": lambda p: "Trình Bộ", "knocked-out": lambda p: "Loại hồ sơ",
                 "postponed": lambda p: "Hoãn"}
    tally = s.tally()["products"]
    assert len(tally) == 5
    for i, p in enumerate(tally):
        row = rows[head + 1 + i]
        cell = lambda name: row.get(at[name])
        assert cell("TT") == p["no"] and cell("Tên sản phẩm") == p["name"]
        assert cell("Mã số") == p["code"] and cell("Chủ thể") == p["owner"]
        assert products[p["no"]]["name"] == cell("Tên sản phẩm")
        assert "qd26-2026/" + cell("Bộ") == p["set"]
        assert cell("Hạng đề nghị") == proposals[p["status"]](p), (p, row)
        total, n = p["mean_exact"]
        if n == 0:
            assert all(cell(x) is None for x in ("Tổng điểm trung bình", "Cao nhất", "Số phiếu"))
            continue
        assert abs(cell("Tổng điểm trung bình") - total / n) < 1e-12
        for part in "ABC":
            assert abs(cell(f"TB phần {part}") - p["parts"][part][0] / n) < 1e-12
        assert cell("Cao nhất") == p["spread"]["max"] and cell("Thấp nhất") == p["spread"]["min"]
        assert cell("Chênh lệch") == p["spread"]["max"] - p["spread"]["min"]
        assert cell("Số phiếu") == n == p["ballots"]["closed"]
        assert cell("Hạng theo điểm") == p["band"]
        assert cell("Tổng điểm các phiếu") == total and cell("Kiểm tra (phải là 0)") == 0
        points = [row.get(at[m]) for m in s.members]
        assert sum(x for x in points if x is not None) == total
    first = rows[head + 1]
    assert [first[at[m]] for m in s.members] == SCORED
    assert at[s.members[1]] not in rows[head + 2], "recused: blank, never 0"
    assert at[s.members[3]] not in rows[head + 3], "absent: blank, never 0"
    assert "Không tham gia chấm: Thành viên 2" in rows[head + 2][at["Ghi chú"]]
    assert "Vắng: Thành viên 4" in rows[head + 3][at["Ghi chú"]]
    assert "giả mạo hồ sơ" in rows[head + 4][at["Ghi chú"]]


@test
def means_are_live_formulas_with_their_values():
    s, path = closed()
    live, rows = sheet_rows(path, SCORES, values=False), sheet_rows(path, SCORES)
    head = head_row(rows, "TT")
    at = named_columns(rows[head])
    for name in ("Tổng điểm trung bình", "TB phần A", "TB phần B", "TB phần C"):
        assert str(live[head + 1][at[name]]).startswith("=AVERAGE("), name
    book = openpyxl.load_workbook(path)
    for name in SHEETS:
        for cells in book[name].iter_rows():
            for c in cells:
                if isinstance(c.value, str) and c.value.startswith("="):
                    assert c.data_type == "f", c.coordinate
                    assert re.fullmatch(r"=[-+!/A-Za-z0-9():,*\"'. À-ỹ★]+", c.value), c.value
    mean = book[SCORES].cell(head + 1, at["Tổng điểm trung bình"])
    assert mean.number_format == "0.00"


@test
def the_detail_has_every_mark():
    s, path = closed()
    rows = sheet_rows(path, DETAIL)
    head = head_row(rows, "Sản phẩm số")
    at = named_columns(rows[head])
    marks = sum(e["kind"] == "mark" for e in s.journal())
    found = {}
    for r in sorted(rows):
        no, code = rows[r].get(1), rows[r].get(2)
        if r > head and isinstance(no, int) and code and re.fullmatch(r"[0-9.]+", str(code)):
            found.setdefault((no, code), rows[r])
    show = ok("criteria", "show", "8", "--json").json
    leaves = [n for n in show["nodes"] if n["kind"] == "criterion"]
    n = 0
    for no, totals in ((1, SCORED), (2, [92, None, 91, 90]), (3, [55, 56, 57, None])):
        sums = [0] * 4
        for leaf in leaves:
            row = found[no, leaf["code"]]
            assert row[at["Điểm tối đa"]] == leaf["max"] and row[at["Tiêu chí"]] == leaf["name"]
            points = [row.get(at[m]) for m in s.members]
            given = [x for x in points if x is not None]
            assert abs(row[at["Trung bình"]] - sum(given) / len(given)) < 1e-12
            for i, x in enumerate(points):
                assert (x is None) == (totals[i] is None)
                sums[i] += x or 0
                n += x is not None
        assert sums == [t or 0 for t in totals]
    assert n == 10 * len(leaves)
    assert marks == n + 4 * len(leaves)  # and those of the product that was knocked out
    total = [rows[r] for r in sorted(rows) if rows[r].get(3) == "TỔNG CỘNG"]
    assert [total[0].get(at[m]) for m in s.members] == SCORED


@test
def the_journal_is_the_journal():
    s, path = closed()
    rows = sheet_rows(path, JOURNAL)
    head = head_row(rows, "Số")
    events = s.journal()
    for i, e in enumerate(events):
        row = rows[head + 1 + i]
        assert row[1] == e["seq"] and row[6] == e["hash"][:16]
        at = datetime.datetime.fromisoformat(e["time"].rstrip("Z")[:19])
        at += datetime.timedelta(hours=7)
        assert abs((row[2] - at).total_seconds()) < 1, (row[2], at)
        assert row[4] and row[3]
    assert not isinstance(rows.get(head + 1 + len(events), {}).get(1), int)


@test
def members_and_minutes_tell_the_facts():
    s, path = closed()
    members, minutes = all_text(path, MEMBERS), all_text(path, MINUTES)
    for name in s.members:
        assert name in members and name in minutes
    assert "SP 2 (người nhà)" in members and "Vắng: SP 3 (bận việc)" in members
    assert "05 (năm) sản phẩm" in minutes
    assert "Thành viên 2 không tham gia chấm sản phẩm số 2 (người nhà)" in minutes
    assert "LOẠI hồ sơ, biểu quyết 4/4, lý do: giả mạo hồ sơ" in minutes
    assert "Căn cứ Quyết định số 26/2026/QĐ-TTg" in minutes
    for p in s.tally()["products"]:
        assert p["name"] in minutes and (p["mean"] is None or p["mean"] in minutes)
    closing = s.tally()["session"]["closing_hash"]
    grouped = " ".join(closing[i:i + 8] for i in range(0, 64, 8))
    assert f"Mã chốt hồ sơ: {grouped}" in minutes and grouped in all_text(path, JOURNAL)


# ---- state and page ------------------------------------------------------------------------------


@test
def every_sheet_shows_its_state():
    s = council()
    draft = exported(s)
    assert os.path.basename(draft) == "phien-thu-ketqua-duthao.xlsx", draft
    ok("signoff", s.path)
    final = exported(s)
    assert os.path.basename(final) == "phien-thu-ketqua-v1.xlsx", final
    for path, state, other in ((draft, "DỰ THẢO", "ĐÃ CHỐT"), (final, "ĐÃ CHỐT (chờ ký)", "DỰ THẢO")):
        book = openpyxl.load_workbook(path)
        assert book.sheetnames == SHEETS
        for sheet in book:
            text = all_text(path, sheet.title)
            assert state in text and other not in text, sheet.title
            assert state in sheet.oddHeader.center.text
            assert "Trang &P/&N" in sheet.oddFooter.center.text
            assert sheet.sheet_state == "visible"


@test
def a_rehearsal_shows_on_every_sheet():
    s = council(rehearsal="yes")
    path = exported(s)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        assert "DIỄN TẬP" in all_text(path, sheet.title)
        assert "DIỄN TẬP" in sheet.oddHeader.center.text


def fits_the_page(sheet):
    """Whether the columns that are printed fit beside one another, by the wider of two ways to
    measure a digit (5.25 or 5.57 points)."""
    area = sheet.print_area
    area = (area[0] if isinstance(area, list) else area or "").split(":")[-1].replace("$", "")
    last = openpyxl.utils.cell.coordinate_from_string(area)[0] if area else None
    most = openpyxl.utils.column_index_from_string(last) if last else sheet.max_column
    width = sum(d.width * (d.max - d.min + 1) for d in sheet.column_dimensions.values()
                if d.min <= most) * 5.57
    paper = 297 if sheet.page_setup.orientation == "landscape" else 210
    return width * sheet.page_setup.scale / 100 <= (paper - 45) * 72 / 25.4


@test
def pages_are_those_of_the_decree():
    path = exported(council())
    for sheet in openpyxl.load_workbook(path):
        m = sheet.page_margins
        assert [round(x * 25.4) for x in (m.left, m.right, m.top, m.bottom)] == [30, 15, 20, 20]
        assert sheet.page_setup.paperSize in (9, "9")
        assert sheet.page_setup.orientation == (
            "portrait" if sheet.title in (MINUTES, CHARTS, DETAIL) else "landscape")
        assert fits_the_page(sheet), sheet.title
        fonts = {c.font.name for row in sheet.iter_rows() for c in row if c.value is not None}
        assert fonts == {"Times New Roman"}, fonts
        if sheet.title not in (MINUTES, CHARTS):
            assert sheet.freeze_panes and sheet.print_title_rows


def pages_of(sheet):
    """[(first row, last row)] that hold something, by the page breaks."""
    begins = [1] + [b.id + 1 for b in sheet.row_breaks.brk] + [sheet.max_row + 1]
    return [(a, b - 1) for a, b in zip(begins, begins[1:])]


def height_of(sheet, first, last):
    return sum(sheet.row_dimensions[r].height or 15 for r in range(first, last + 1))


def said(sheet, row):
    return [c for c in sheet[row] if c.value is not None]


def check_signed(sheet):
    """The page that is signed begins with a row of the table (or of the text that is signed)."""
    signed = [r for r in range(1, sheet.max_row + 1)
              if any(c.value == "(Ký, ghi rõ họ tên)" for c in said(sheet, r))]
    for row in signed:
        first, last = next(p for p in pages_of(sheet) if p[0] <= row <= p[1])
        names = [r for r in range(row + 1, last + 1) if said(sheet, r)]
        assert names, f"{sheet.title}: signed on another page"
        plain = len(said(sheet, first)) == 1 and not sheet.print_title_rows
        assert first == 1 or plain or sheet.cell(first, 1).border.left.style, \
            f"{sheet.title}: nothing above them"


def check_headings(sheet):
    for first, last in pages_of(sheet)[:-1]:
        end = said(sheet, max(r for r in range(first, last + 1) if said(sheet, r)))
        text = str(end[-1].value)
        assert not end[0].font.b and not text.endswith(":"), f"{sheet.title}: {text} ends a page"


def check_whole(sheet):
    """No product that a page can hold is on two, but the first (below the heading of the sheet)
    and the last, whose end goes with the signatures."""
    head = next(r for r in range(1, 30) if sheet.cell(r, 1).value == "Sản phẩm số")
    room = (297 - 40) * 72 / 25.4 * .98 * 100 / sheet.page_setup.scale
    where = {}
    for row in range(head + 1, sheet.max_row + 1):
        if isinstance(sheet.cell(row, 1).value, int):
            where.setdefault(sheet.cell(row, 1).value, []).append(row)
    torn = 0
    for no, rows in where.items():
        over = [p for p in pages_of(sheet) if p[0] <= rows[-1] and rows[0] <= p[1]]
        whole = height_of(sheet, rows[0], rows[-1]) + height_of(sheet, head, head) <= room
        assert no in (1, len(where)) or len(over) == 1 or not whole, f"product {no} is on {len(over)} pages"
        torn += len(over) > 1
    assert torn < len(where) / 2


@test
def a_deputy_signs_for_the_chair():
    c = Council("phó.ocop", 2, 5)
    c.people[0][6] = "đi công tác"
    c.load_members()
    book = openpyxl.load_workbook(exported(c))
    for sheet in book:
        signs = [r for r in range(1, sheet.max_row + 1)
                 if sum(c.value == "(Ký, ghi rõ họ tên)" for c in said(sheet, r)) > 1]
        for row in signs:
            over, title = (str(said(sheet, r)[-1].value) for r in (row - 2, row - 1))
            assert over == "TM. HỘI ĐỒNG, KT. CHỦ TỊCH", (sheet.title, over)
            assert title.startswith("PHÓ CHỦ TỊCH"), (sheet.title, title)


@test
def no_page_tears_what_belongs_together():
    for n, members in ((5, 3), (8, 5), (13, 6), (15, 11)):
        c = random_council(f"{n}.ocop", n, members, seed=n)
        book = openpyxl.load_workbook(exported(c))
        for sheet in book:
            check_signed(sheet)
        check_headings(book[MINUTES])
        check_whole(book[DETAIL])


@test
def nothing_outside_the_record_is_in_the_file():
    s, path = closed()
    assert exported(s) == path and len(glob.glob("*.xlsx")) == 1
    last = s.journal()[-1]["time"][:19]
    with zipfile.ZipFile(path) as z:
        core = z.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", core)) == {last}
        assert {i.date_time[0] for i in z.infolist()} == {1980}
        assert not [n for n in z.namelist() if "external" in n.lower() or n.endswith(".bin")]


# ---- names of data are text ------------------------------------------------------------------------


@test
def text_that_looks_like_a_formula_stays_text():
    s = Session(products=0)
    names = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "00123", "Mắm & <tôm> \"A\"", "x" * 131,
             "Bánh phồng tôm " * 8]
    s.load("products", ["stt", "ma_san_pham", "ten_san_pham", "chu_the", "bo_san_pham"],
           [[i + 1, f"00{i}", n, n, "8"] for i, n in enumerate(names)])
    path = exported(s)
    book = openpyxl.load_workbook(path)
    found = {c.value: c.data_type for row in book[SCORES].iter_rows() for c in row if c.value}
    for n in names:
        assert found[n.strip()] == "s", n
    assert found["001"] == "s"
    ok("verify", path, "--against", s.path)


# ---- verify WORKBOOK --against FILE -------------------------------------------------------------------


def rewrite(path, new, change):
    """A copy in which change(part name, bytes) has had its way."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as to:
        for i in old.infolist():
            to.writestr(i, change(i.filename, old.read(i.filename)))
    return new


@test
def a_workbook_is_held_against_its_record():
    s, path = closed()
    ok("verify", path, "--against", s.path)
    mean = r'(<c r="[A-Z]+9"[^>]*><f>AVERAGE\([A-Z0-9]+:[A-Z0-9]+\)</f><v>)82\.25'

    def raise_mean(name, data):
        if name != f"xl/worksheets/sheet{SHEETS.index(SCORES) + 1}.xml":
            return data
        text, n = re.subn(mean, r"\g<1>92.25", data.decode())
        assert n == 1
        return text.encode()

    r = fails(1, "verify", rewrite(path, "a.xlsx", raise_mean), "--against", s.path)
    assert r.err.count("\n") == 1 and "92.25" in r.err and "82.25" in r.err, r
    assert f"{SCORES}!" in r.err, r

    def rename(name, data):
        return data.replace("Mắm tôm 3".encode(), "Mắm tôm Ba".encode())

    r = fails(1, "verify", rewrite(path, "b.xlsx", rename), "--against", s.path)
    assert r.err.count("Mắm tôm Ba") == r.err.count("\n") >= 2, r

    def fill_in(name, data):
        data = data.replace("Số: ……/BB-HĐ".encode(), "Số: 12/BB-HĐ".encode())
        return data.replace("2. Địa điểm: ……".encode(), "2. Địa điểm: Hội trường A".encode())

    ok("verify", rewrite(path, "c.xlsx", fill_in), "--against", s.path)


@test
def an_old_workbook_is_not_the_new_record():
    s, path = closed()
    ok("reopen", s.path, "--reason", "sửa điểm")
    r = fails(1, "verify", path, "--against", s.path)
    assert "DỰ THẢO" in r.err and "ĐÃ CHỐT" in r.err, r


@test
def strange_workbooks_are_refused():
    s = council()
    with open("x.xlsx", "w") as f:
        f.write("không phải bảng tính")
    fails(3, "verify", "x.xlsx", "--against", s.path)
    fails(3, "verify", "khong-co.xlsx", "--against", s.path)
    book = openpyxl.Workbook()
    book.active["A1"] = "Tổng hợp"
    book.save("y.xlsx")
    fails(3, "verify", "y.xlsx", "--against", s.path)
    other = Session("khac.ocop", members=3)
    r = fails(1, "verify", exported(other), "--against", s.path)
    assert other.tally()["session"]["id"] in r.err, r


@test
def export_says_where_it_cannot_write():
    s = council()
    r = fails(3, "export", s.path, "-o", "khong-co/sau-nua")
    assert "khong-co" in r.err and not os.path.exists("khong-co"), r
    ok("export", s.path, "-o", "chua-co")
    assert os.listdir("chua-co"), "a folder that was not there is made"
    os.mkdir("ra")
    path = exported(s, "-o", "ra")
    assert os.path.dirname(path) == "ra" and os.listdir("ra") == [os.path.basename(path)]


if __name__ == "__main__":
    main()
