# SPDX-License-Identifier: MIT
"""What a paper is checked for before it may be signed: figures and their words, communes that are
there, the day a certificate ends; and that every paper tells a decision alike."""

import csv
import datetime
import io
import json
import os
import re
import zipfile
from xml.etree import ElementTree

from council import random_council
from lib import Session, fails, main, ok, run, test
from workbook import Book

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split()


def in_words(n):
    """Below 1,000, as offices write them."""
    hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
    words = [DIGITS[hundreds], "trăm"] if hundreds else []
    if tens == 0:
        words += ["linh"] if hundreds and ones else []
    else:
        words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if ones or n == 0:
        special = {1: "mốt", 4: "tư"} if tens > 1 else {}
        words.append("lăm" if ones == 5 and tens else special.get(ones, DIGITS[ones]))
    return " ".join(words)


def texts(paths):
    """Everything that was written as words: text files and Word files."""
    for path in paths:
        if path.endswith(".txt"):
            with open(path, encoding="utf-8") as f:
                yield path, re.sub(r"\s+", " ", f.read())
        elif path.endswith(".docx"):
            with zipfile.ZipFile(path) as z:
                body = ElementTree.fromstring(z.read("word/document.xml"))
            yield path, re.sub(r"\s+", " ", " ".join(t.text or "" for t in body.iter(W + "t")))


def members(n):
    return [f"Thành viên {i + 1}" for i in range(n)]


# ---- g: figures, words, counts ------------------------------------------------------------------------


@test
def numbers_are_written_as_offices_write_them():
    assert [in_words(n) for n in (5, 15, 21, 24, 35, 101, 110)] == \
        ["năm", "mười lăm", "hai mươi mốt", "hai mươi tư", "ba mươi lăm", "một trăm linh một",
         "một trăm mười"]


@test
def figures_are_their_words_and_the_counts():
    """Minutes, notices and the sheet: each "37 (ba mươi bảy)" is that number, and those of the
    conclusion are the tally's."""
    for seed, products in ((1, 9), (2, 26)):
        c = random_council(f"{seed}.ocop", products, 4, seed)
        paths = ok("export", c.path, "--minutes", "--notices").out.split("\n")[:-1]
        book = Book(paths[0])
        said = dict(texts(paths))
        said["sheet"] = re.sub(r"\s+", " ", book.text("Biên bản"))
        n = 0
        for where, text in said.items():
            for figure, words in re.findall(r"(\d+) \(([^()\d]+)\) sản phẩm", text):
                assert in_words(int(figure)) == words, (where, figure, words)
                assert len(figure) > 1, "05, not 5"
                n += 1
        assert n > 10, n
        told = c.tally()["products"]
        groups = {"4 sao": [p for p in told if p["status"] == "proposed" and p["star"] == 4],
                  "3 sao": [p for p in told if p["status"] == "proposed" and p["star"] == 3]}
        minutes = next(t for w, t in said.items() if "bien-ban" in w and w.endswith(".txt"))
        assert f"Hội đồng xem xét {products:02} ({in_words(products)}) sản phẩm" in minutes
        split = re.search(r"Hội đồng xem xét .*? sản phẩm, trong đó: (.*?)\. ", minutes + " . ")[1]
        counts = [(int(a), [int(x) for x in b.split(", ")]) for a, b in
                  re.findall(r"(\d+) \([^()]+\) sản phẩm \(số ([\d, ]+)\)", split)]
        assert sum(a for a, _ in counts) == products, (split, counts)
        assert all(a == len(b) for a, b in counts), counts
        assert sorted(x for _, b in counts for x in b) == list(range(1, products + 1))
        for label, group in groups.items():
            if group:
                assert [p["no"] for p in group] in [b for _, b in counts], (label, counts)
        check_annex(book, groups)
        for where, text in said.items():
            if "thong-bao" in where:
                whole = sum(int(x) for x in re.findall(r"(\d+) \([^()\d]+\) sản phẩm", text))
                assert whole == products or "chu-the" not in where, (where, whole)


def check_annex(book, groups):
    """Subtotals of the annex stand under as many rows, and are those of the statistics."""
    t = book.table("Phụ lục QĐ")
    found = {t.sheet.cell(r, 3).value: t.sheet.cell(r, t.at["Hạng sao"]).value for r in t.rows}
    stars = [row["Hạng sao"] for row in t.dicts()]
    for star in (3, 4):
        n = len(groups[f"{star} sao"])
        assert stars.count("★" * star) == n
        assert found.get(f"Cộng sản phẩm {star} sao", 0) == n
        stats = book.table("Thống kê")
        sums = [stats.cell(r, f"{star} sao") for r in stats.rows
                if stats.sheet.cell(r, 3).value == "Cộng"]
        assert sums == [n] * 5, (star, sums)


# ---- h, i: codes, names, communes ---------------------------------------------------------------------

PRODUCTS = ["stt", "ma_san_pham", "ten_san_pham", "chu_the", "dia_chi", "xa_phuong", "huyen",
            "bo_san_pham"]


def rows(*communes):
    return [[i + 1, f"96-31900-{i + 1}-2026", "Tôm khô", f"Cơ sở {i + 1}",
             f"Ấp {i + 1}, xã Tân Duyệt cũ, huyện Đầm Dơi cũ", commune, "Đầm Dơi", "8"]
            for i, commune in enumerate(communes)]


@test
def a_commune_that_is_none_of_the_province_s_is_named():
    s = Session("a.ocop", products=0, province="Cà Mau")
    good = ["xã Đất Mũi", "Đất Mũi", "X. Đất Mũi", "PHƯỜNG AN XUYÊN", "P.An Xuyên", "An Xuyên",
            "xã Hoà Bình", "xã Đất Mũi, huyện Ngọc Hiển cũ", ""]
    bad = ["xã Tân Duyệt", "phường Đất Mũi", "thị trấn Năm Căn", "xã Bến Tre", "xã Tân Duyệt"]
    r = s.load("products", PRODUCTS, rows(*good, *bad))
    lines = [l for l in r.err.splitlines() if "64 xã, phường" in l]
    assert len(lines) == len(bad) == r.err.count("\n"), r
    for i, (line, name) in enumerate(zip(lines, bad)):
        assert f":{len(good) + i + 2}" in line or f"F{len(good) + i + 2}" in line, line
        assert f'"{name}"' in line and "Cà Mau" in line and "cảnh báo" in line, line
    told = run("check", s.path, "--json").json["warnings"]
    told = [w for w in told if w["code"] == "commune-unknown"]
    assert [(w["product"], w["text"].split(":")[0]) for w in told] == \
        [(10, "SP 10, 14"), (11, "SP 11"), (12, "SP 12"), (13, "SP 13")], told
    assert not [b for b in run("check", s.path, "--json").json["blockers"]
                if "commune" in b["code"]], "the list may be older than the law"


@test
def a_long_list_is_named_whole():
    """What is to be looked at stands in the sentence, however many products it is about; and chốt
    says what check says."""
    s = Session("dai.ocop", products=0, province="Cà Mau")
    s.load("products", PRODUCTS, rows(*["xã Tân Duyệt"] * 60))
    check = run("check", s.path, "--json").json
    told = [w["text"] for w in check["warnings"] if w["code"] == "commune-unknown"]
    whole = "SP " + ", ".join(str(i + 1) for i in range(60)) + ": "
    assert len(told) == 1 and told[0].startswith(whole), told
    said = fails(1, "signoff", s.path).err
    for text in [b["text"] for b in check["blockers"]] + told:
        assert text in said, (text, said)


@test
def other_provinces_have_their_own_and_some_are_not_known():
    for province, count in (("tỉnh Lâm Đồng", 124), ("Thành phố Huế", 40), ("Cao Bằng", 56)):
        s = Session(f"{count}.ocop", products=0, province=province)
        r = s.load("products", PRODUCTS, rows("xã Đất Mũi"))
        assert f"{count} xã, phường" in r.err, (province, r)
    for province in ("Bạc Liêu", "Cà Mao"):
        s = Session(f"{province}.ocop", products=0, province=province)
        assert not s.load("products", PRODUCTS, rows("xã Đất Mũi")).err
    s = Session("khong.ocop", products=0)
    assert not s.load("products", PRODUCTS, rows("xã nào đó")).err
    ok("set", s.path, "province=Cà Mau")
    assert "xã nào đó" in run("check", s.path).out, "what comes later is asked, too"


@test
def the_old_address_is_kept_beside_the_new_commune():
    s = Session("a.ocop", products=0, province="Cà Mau")
    s.load("products", PRODUCTS, rows("xã Tân Thuận", "xã Tạ An Khương"))
    s.score(1, [60, 61, 62], 3)
    book = Book(ok("export", s.path).out.strip())
    told = ok("products", s.path, "--json").json["products"]
    for i, commune in enumerate(("xã Tân Thuận", "xã Tạ An Khương")):
        old = f"Ấp {i + 1}, xã Tân Duyệt cũ, huyện Đầm Dơi cũ"
        assert (told[i]["address"], told[i]["commune"], told[i]["district"]) == \
            (old, commune, "Đầm Dơi")
        sheet = ("Phụ lục QĐ", "Hoãn")[i]
        assert book.table(sheet).dicts()[0]["Địa chỉ"] == f"{old}, {commune}"


@test
def codes_are_unique_and_names_need_not_be():
    s = Session("a.ocop", products=0, province="Cà Mau")
    twice = rows("xã Đất Mũi", "xã Đất Mũi")
    assert not s.load("products", PRODUCTS, twice).err  # one name, two owners
    twice[1][1] = twice[0][1]
    fresh = Session("b.ocop", products=0, province="Cà Mau")
    r = fresh.load("products", PRODUCTS, twice, 1)
    assert twice[0][1] in r.err and ok("products", fresh.path, "--json").json["products"] == []


# ---- j: the decision, and the day a certificate ends -----------------------------------------------------


def decided_council(path="phien.ocop"):
    """4 stars, 3 stars, two for the Ministry, one below."""
    s = Session(path, members=3, products=5, province="Cà Mau", round=2, year=2026,
                date="2026-08-05")
    for no, totals, star in ((1, [82, 79, 85], 4), (2, [60, 61, 62], 3), (3, [92, 91, 90], 5),
                             (4, [93, 91, 92], 5), (5, [45, 44, 46], 0)):
        s.score(no, totals, star)
    ok("signoff", s.path)
    return s


class Written:
    """Every paper that tells of a decision, in a folder of its own."""

    def __init__(self, s):
        folder = f"ra-{len(os.listdir())}"
        paths = ok("export", s.path, "--all", "-o", folder).out.split("\n")[:-1]
        self.at = {re.sub(r".*phien-|-v\d", "", p): p for p in paths}
        self.book = Book(self.at["ketqua.xlsx"])
        self.rows = self.book.table("Giấy chứng nhận").dicts()
        with open(self.at["bang.json"], encoding="utf-8") as f:
            self.tables = {t["id"]: t["rows"] for t in json.load(f)["tables"]}
        with open(self.at["giay-chung-nhan.csv"], encoding="utf-8", newline="") as f:
            self.csv = list(csv.DictReader(io.StringIO(f.read())))
        self.said = dict(texts(paths))
        self.owners = self.said[self.at["thong-bao-chu-the.txt"]]
        assert run("verify", self.at["ketqua.xlsx"], "--against", s.path).rc == 0

    def listed(self, sheet):
        return [row["Tên sản phẩm"] for row in self.book.table(sheet).dicts()]


def long_day(iso):
    y, m, d = (int(x) for x in iso.split("-"))
    return f"ngày {d:02} tháng {m:02} năm {y}" if m < 3 else f"ngày {d:02} tháng {m} năm {y}"


@test
def a_certificate_ends_36_months_from_its_day():
    s = decided_council()
    w = Written(s)
    assert [r["Có hiệu lực đến"] for r in w.rows] == [None, None]
    assert [r["hieu_luc_den"] for r in w.tables["giay-chung-nhan"]] == [None, None]
    assert "có giá trị đến" not in w.owners
    told = ok("decide", s.path, "--json").json["recognised"]
    assert told == {"number": None, "date": None, "issued": None, "expires": None, "version": None,
                    "not_applied": []}
    ok("decide", s.path, "--list", "recognised", "--number", "12/QĐ-UBND")
    assert Written(s).rows[0]["Có hiệu lực đến"] is None, "a number is no day"
    for day, ends in (("2026-08-31", "2029-08-31"), ("2026-11-30", "2029-11-30"),
                      ("2028-02-29", "2031-02-28"), ("2025-03-01", "2028-03-01"),
                      ("2026-12-31", "2029-12-31"), ("2025-02-28", "2028-02-28")):
        ok("decide", s.path, "--list", "recognised", "--date", day)
        told = ok("decide", s.path, "--json").json["recognised"]
        assert told["expires"] == ends, (day, told)
    for issued, ends in (("2028-02-29", "2031-02-28"), ("2026-11-30", "2029-11-30")):
        ok("decide", s.path, "--list", "recognised", "--date", "2026-08-31", "--issued", issued)
        w = Written(s)
        for row, of_json, of_csv in zip(w.rows, w.tables["giay-chung-nhan"], w.csv):
            date = lambda iso: datetime.datetime.fromisoformat(iso)
            assert row["Số quyết định"] == of_json["so_quyet_dinh"] == "12/QĐ-UBND"
            assert row["Ngày quyết định"] == date("2026-08-31") and row["Ngày cấp"] == date(issued)
            assert row["Có hiệu lực đến"] == date(ends), (row["Có hiệu lực đến"], ends)
            assert (of_json["ngay_cap"], of_json["hieu_luc_den"]) == (issued, ends)
            assert (of_csv["ngay_quyet_dinh"], of_csv["hieu_luc_den"]) == ("2026-08-31", ends)
        assert f"Giấy chứng nhận có giá trị đến {long_day(ends)}" in w.owners, (ends, w.owners)
        assert f"Quyết định số 12/QĐ-UBND {long_day('2026-08-31')}" in w.book.text("Phụ lục QĐ")
        cell = w.book.formulas["Giấy chứng nhận"].cell(2, w.book.table("Giấy chứng nhận")
                                                       .at["Có hiệu lực đến"])
        assert cell.number_format == "dd/mm/yyyy" and cell.is_date


@test
def every_paper_tells_a_decision_alike():
    """What the decision left out stands in no list that goes with it, and everywhere says why."""
    s = decided_council()
    ok("decide", s.path, "--list", "recognised", "--number", "12/QĐ-UBND", "--date", "2026-08-31")
    ok("decide", s.path, "--list", "forwarded", "--number", "13/QĐ-UBND", "--date", "2026-09-01")
    ok("decide", s.path, "--left-out", "1", "--reason", "chờ xác minh")
    ok("decide", s.path, "--left-out", "4", "--reason", "chủ thể giải thể")
    ok("decide", s.path, "--central", "3=4", "--central-number", "99/QĐ-BNNMT", "--central-date",
       "2026-12-15")
    w = Written(s)
    assert w.listed("Phụ lục QĐ") == ["Mắm tôm 2"] and w.listed("Tiềm năng 5 sao") == ["Mắm tôm 3"]
    assert w.listed("Giấy chứng nhận") == ["Mắm tôm 2"] and w.listed("Không đạt") == ["Mắm tôm 5"]
    assert w.listed("Hoãn") == ["Mắm tôm 1", "Mắm tôm 4"], "all lists add up to the agenda"
    notes = [r["Ghi chú"] for r in w.book.table("Hoãn").dicts()]
    assert notes == ["Quyết định không ghi: chờ xác minh", "Quyết định không ghi: chủ thể giải thể"]
    assert w.book.table("Tiềm năng 5 sao").dicts()[0]["Ghi chú"] == "Bộ đã đánh giá: 4 sao"
    for name, sheet in (("phu-luc", "Phụ lục QĐ"), ("trinh-bo", "Tiềm năng 5 sao"),
                        ("hoan", "Hoãn"), ("giay-chung-nhan", "Giấy chứng nhận")):
        assert [r["ten_san_pham"] for r in w.tables[name]] == w.listed(sheet), name
    notices = re.split(r"Kính gửi: ", w.owners)[1:]
    for no, words in ((1, "không công nhận, lý do: chờ xác minh"),
                      (2, "công nhận, phân hạng 3 sao theo Quyết định số 12/QĐ-UBND"),
                      (3, "Bộ Nông nghiệp và Môi trường công nhận, phân hạng 4 sao"),
                      (4, "chủ thể giải thể")):
        mine = next(n for n in notices if f"Mắm tôm {no}" in n)
        assert words in mine, (no, mine)
        assert ("có giá trị đến" in mine) == (no == 2), mine
    journal = [r["Việc"] for r in w.book.table("Nhật ký", "Số").dicts()][-5:]
    assert journal == ["Ghi quyết định"] * 2 + ["Ghi theo quyết định"] * 3, journal
    t = w.book.table("Phụ lục QĐ")
    sums = {t.sheet.cell(r, 3).value: t.sheet.cell(r, t.at["Hạng sao"]).value for r in t.rows}
    assert sums["Tổng cộng"] == 1 and w.book.check_formulas() > 10
    ok("decide", s.path, "--left-in", "1")
    assert Written(s).listed("Phụ lục QĐ") == ["Mắm tôm 1", "Mắm tôm 2"]
    ok("decide", s.path, "--central", "3=0")
    assert "Bộ đánh giá không đạt" in ok("decide", s.path).out
    ok("verify", s.path)


@test
def a_decision_belongs_to_the_version_it_was_made_on():
    """After another chốt it holds only for results that are what they were; no paper prints it for
    the others."""
    s = decided_council()
    first = ["--list", "recognised", "--number", "77/QĐ-UBND", "--date", "2026-08-31"]
    ok("decide", s.path, *first)
    ok("decide", s.path, "--left-out", "2", "--reason", "chờ xác minh")
    ok("decide", s.path, "--central", "3=5", "--central-number", "99/QĐ-BNNMT")
    ok("decide", s.path, "--central", "4=5", "--central-number", "98/QĐ-BNNMT")
    ok("reopen", s.path, "--reason", "Chấm lại")
    r = ok("decide", s.path)
    assert "77/QĐ-UBND" in r.out and "phiên bản 1; phiên nay là phiên bản 2" in r.out
    assert "không áp dụng" not in r.out, "nothing has changed yet"
    for no in (2, 3, 5):
        for m in (1, 2, 3):
            ok("ballot", "reopen", s.path, str(no), str(m), "--reason", "Chấm lại")
    for no, totals, star in ((2, [63, 64, 65], 3), (3, [63, 64, 65], 3), (5, [55, 56, 57], 3)):
        s.score(no, totals, star)
    ok("signoff", s.path)
    told = ok("decide", s.path, "--json").json
    assert told["recognised"]["version"] == 1 and told["recognised"]["not_applied"] == [2, 3, 5]
    assert [(p["no"], p["version"], p["applies"]) for p in told["products"]] == [
        (2, 1, False), (3, 1, False), (4, 1, True)]
    r = ok("decide", s.path)
    for no in (2, 3, 5):
        assert (f"SP {no} Mắm tôm {no}: quyết định ghi cho phiên bản 1; kết quả nay khác: "
                "không áp dụng.") in r.out, r.out
    assert "SP 4 Mắm tôm 4: quyết định ghi" not in r.out
    w = Written(s)
    certificates = {"Mắm tôm 1": "77/QĐ-UBND", "Mắm tôm 2": "", "Mắm tôm 3": "", "Mắm tôm 5": ""}
    assert {row["ten_san_pham"]: row["so_quyet_dinh"] for row in w.csv} == certificates
    assert {r["Tên sản phẩm"]: r["Số quyết định"] or "" for r in w.rows} == certificates
    assert {row["hieu_luc_den"] for row in w.csv} == {"2029-08-31", ""}
    assert "77/QĐ-UBND" not in w.book.text("Phụ lục QĐ"), "the annex is another one"
    notices = re.split(r"Kính gửi: ", w.owners)[1:]
    for no in (1, 2, 3, 5):
        mine = next(n for n in notices if f"Mắm tôm {no}" in n)
        assert ("77/QĐ-UBND" in mine) == (no == 1) and "BNNMT" not in mine, (no, mine)
        assert "chờ xác minh" not in mine and ("có giá trị đến" in mine) == (no == 1)
    assert "98/QĐ-BNNMT" in next(n for n in notices if "Mắm tôm 4" in n)
    events = len(s.journal())
    ok("decide", s.path, *first)
    assert len(s.journal()) == events + 1, "said again, it is of this version"
    s.unchanged("decide", s.path, *first, rc=0)
    told = ok("decide", s.path, "--json").json
    assert told["recognised"]["version"] == 2 and told["recognised"]["not_applied"] == []
    assert {row["so_quyet_dinh"] for row in Written(s).csv} == {"77/QĐ-UBND"}
    ok("decide", s.path, "--left-out", "2", "--reason", "chờ xác minh")
    assert ok("decide", s.path, "--json").json["products"][0] == {
        "no": 2, "left_out": True, "reason": "chờ xác minh", "central": None,
        "central_number": None, "central_date": None, "version": 2, "applies": True}
    ok("correct", s.path, "1", "phone=0900000001", "--reason", "Gõ sai")
    told = ok("decide", s.path, "--json").json
    assert told["recognised"] == {**told["recognised"], "version": 2, "not_applied": []}
    assert {row["so_quyet_dinh"] for row in Written(s).csv} == {"77/QĐ-UBND"}
    ok("verify", s.path)


@test
def decide_says_what_is_wrong():
    s = decided_council()
    for rc, words, *args in (
            (1, "2026-02-30", "--list", "recognised", "--date", "2026-02-30"),
            (1, "05/08/2026", "--list", "recognised", "--date", "05/08/2026"),
            (1, "2026-8-5", "--list", "forwarded", "--date", "2026-8-5"),
            (1, "", "--left-out", "5", "--reason", "x"), (1, "", "--central", "2=5"),
            (2, "--reason", "--left-out", "1"), (2, "--left-out", "--reason", "x"),
            (2, "recognized", "--list", "recognized"), (2, "", "--central", "3=-1"),
            (2, "", "--central", "3=5.0"), (2, "", "--list", "recognised", "--left-in", "1"),
            (1, "", "--list", "recognised", "--number", "x" * 101)):
        r = s.unchanged("decide", s.path, *args, rc=rc)
        assert words in r.err and not r.out, (args, r)
    fails(3, "decide", "khong-co.ocop", "--list", "recognised", "--number", "1")
    ok("decide", s.path, "--list", "recognised", "--number", "1", "--date", "2026-08-31")
    s.unchanged("decide", s.path, "--list", "recognised", "--issued", "2026-08-30", rc=1)
    s.unchanged("decide", s.path, "--list", "recognised", "--number", "1", "--date", "2026-08-31",
                rc=0)
    ok("decide", s.path, "--list", "recognised", "--number", "", "--date", "")
    assert ok("decide", s.path, "--json").json["recognised"]["number"] is None


if __name__ == "__main__":
    main()
