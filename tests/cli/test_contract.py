# SPDX-License-Identifier: MIT
"""The sentences of the contract, one by one, as an outside reader would try them."""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import unicodedata

import openpyxl

from lib import HOIDONG, PATIENCE, Session, fails, leaves, main, ok, run, test

BALLOTS = ["san_pham", "thanh_vien", "tieu_chi", "muc"]
FINDINGS = ["san_pham", "loai", "tieu_chi", "sao", "thanh_vien", "ket_luan", "bieu_quyet", "ly_do"]


def outcome(s, no=1):
    p = s.tally(no)
    return p["star"], p["status"]


def refuses(s, kind, header, rows, *faulty):
    """The list is refused whole; every faulty row is named, and nothing else."""
    path = s.list(kind, header, rows)
    r = s.unchanged("import", s.path, kind, path, rc=1)
    assert r.out == "" and all(l.startswith(path) for l in r.err.splitlines()), r
    named = {int(n) for l in r.err.splitlines() if "cảnh báo: " not in l
             for n in re.findall(r"dòng (\d+)", l)[:1]}
    assert named >= set(faulty), (kind, rows, faulty, r)
    dry = s.unchanged("import", s.path, kind, path, "--dry-run", rc=1)
    assert dry.err == r.err, (r, dry)
    return r


def takes(s, kind, header, rows, warns=None):
    """A dry run changes nothing, the real one goes through, the same again makes no event."""
    path = s.list(kind, header, rows)
    s.unchanged("import", s.path, kind, path, "--dry-run", rc=0)
    r = ok("import", s.path, kind, path)
    if warns is not None:
        assert r.err.count("cảnh báo: ") == r.err.count("\n") and (warns in r.err), r
    s.unchanged("import", s.path, kind, path, rc=0)
    return r


# ---- lists ---------------------------------------------------------------------------------------


@test
def headers_match_without_regard_to_dress():
    s = Session(products=0)
    for n, header in enumerate((["TÊN SẢN PHẨM", "Tên chủ thể"], ["ten_san_pham", "chu_the"],
                                ["Ten san-pham:", "OWNER"], ["tên  Sản.Phẩm", "Chủ_Thể"],
                                ["name", "owner"], ["Tên sản phẩm", "chu the"])):
        path = s.list("products", header, [[f"Mắm số {n}", "Cơ sở A"]])
        ok("import", s.path, "products", path)
    assert len(s.tally()["products"]) == 6
    s = Session("b.ocop", members=1, products=0)
    s.path = "c.ocop"
    ok("new", s.path)
    takes(s, "members", ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Vai trò", "Chấm điểm", "Có mặt"],
          [[1, "Lê A", "PCT", "UBND", "Chủ tịch", "có", "có"],
           [2, "Trần B", "", "", "phó chủ tịch", "", ""],
           [3, "Phạm C", "", "", "ủy viên kiêm thư ký", "", "Bận họp"],
           [4, "Võ D", "", "", "tổ tư vấn", "không", "có"]])


@test
def the_header_is_found_in_the_first_20_rows():
    s = Session(products=0)
    for before, rc in ((0, 0), (5, 0), (19, 0), (20, 1)):
        path = f"h{before}.csv"
        with open(path, "w") as f:
            f.write("Danh sách,\n" * before + f"ten_san_pham,chu_the\nMắm {before},A\n")
        if rc:
            s.unchanged("import", s.path, "products", path, rc=1)
        else:
            ok("import", s.path, "products", path)


@test
def every_reason_to_refuse_a_list():
    s = Session(products=2)
    products = ["stt", "ma_san_pham", "ten_san_pham", "chu_the"]
    refuses(s, "members", ["stt", "vai_tro"], [[1, "chủ tịch"]])
    refuses(s, "products", ["ten_san_pham"], [["x"]])
    refuses(s, "panel", ["san_pham", "thanh_vien"], [[1, 1]])
    refuses(s, "ballots", ["san_pham", "thanh_vien", "tieu_chi"], [[1, 1, "1.1"]])
    refuses(s, "findings", ["san_pham", "loai"], [[1, "postponed"]])
    refuses(s, "members", ["ho_ten", "Họ và tên"], [["A", "B"]])
    refuses(s, "members", ["ho_ten", "stt", "STT"], [["A", 1, 2]])
    for kind, header in (("members", ["ho_ten"]), ("products", ["ten_san_pham", "chu_the"]),
                         ("ballots", BALLOTS), ("findings", FINDINGS)):
        refuses(s, kind, header, [])
    refuses(s, "products", products, [[1, "a", "x", "o"], [2, "b", "y"], [3, "c", "z", "o", "more"]],
            3, 4)
    refuses(s, "products", products, [[1, "a", "", "o"], [2, "b", "y", "o"], [3, "c", " ", "o"]],
            2, 4)
    refuses(s, "products", products, [[1, "a", "x", "o"], [2, "", "y", "o"], [3, "a", "z", "o"]],
            3, 4)
    refuses(s, "products", products, [[1, "", "x", "o"], [1, "", "y", "o"], [1, "", "z", "o"]], 3, 4)
    refuses(s, "members", ["stt", "ho_ten"], [[1, "A"], [2, ""], [2, "C"], ["x", "D"]], 3, 4, 5)
    refuses(s, "members", ["ho_ten", "vai_tro", "cham_diem"],
            [["A", "vua", ""], ["B", "", "chắc"], ["C", "chủ tịch", "có"]], 2, 3)
    refuses(s, "products", ["ten_san_pham", "chu_the", "bo_san_pham", "lan_dang_ky",
                            "sao_hien_tai", "het_han"],
            [["a", "o", "99", "", "", ""], ["b", "o", "", "lần ba", "", ""],
             ["c", "o", "", "", "7", ""], ["d", "o", "", "", "", "2026-02-30"]], 2, 3, 4, 5)
    refuses(s, "panel", ["san_pham", "thanh_vien", "trang_thai"],
            [[1, "Thành viên 1", "ngu"], [9, "Thành viên 1", "vang"], [1, "Ai", "vang"],
             ["", "Thành viên 1", "vang"], [1, "Thành viên 1", "vang"]], 2, 3, 4, 5)
    refuses(s, "ballots", BALLOTS,
            [[1, "Thành viên 1", "1.1", "9"], [1, "Thành viên 1", "99", "1"], [1, "Ai", "1.1", "1"],
             [7, "Thành viên 1", "1.1", "1"], [1, "", "1.1", "1"], [1, "Thành viên 1", "", "1"],
             [1, "Thành viên 1", "1.1", "-1"], [1, "Thành viên 1", "1.1", "1.0x"],
             [1, "Thành viên 1", "1.2", "1"]], 2, 3, 4, 5, 6, 7, 8, 9)
    refuses(s, "findings", FINDINGS,
            [[1, "luck", "", "", "", "có", "", ""], [1, "postponed", "", "", "", "đạt", "", ""],
             [1, "minimum", "", 4, "", "đạt", "", ""], [1, "minimum", "5.1", "", "", "đạt", "", ""],
             [1, "minimum", "5.1", 9, "", "đạt", "", ""], [1, "minimum", "99", 4, "", "đạt", "", ""],
             [1, "ballot", "", "", "", "bỏ qua", "", ""], [1, "ballot", "", "", "Ai", "bỏ qua", "", ""],
             [1, "forward", "", "", "", "trình", "9/7", ""], [1, "forward", "", "", "", "trình", "x", ""],
             [8, "forward", "", "", "", "trình", "", ""], [1, "spread", "", "", "", "", "", ""]],
            2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)


@test
def limits_of_lists():
    s = Session(products=0)
    refuses(s, "members", ["ho_ten"], [[f"Người {i}"] for i in range(201)])
    refuses(s, "products", ["ten_san_pham", "chu_the"], [[f"Mắm {i}", "A"] for i in range(5001)])
    ok("new", "m.ocop")
    s.path = "m.ocop"
    takes(s, "members", ["stt", "ho_ten"], [[i + 1, f"Người {i}"] for i in range(200)])
    refuses(s, "members", ["stt", "ho_ten"], [[201, "Người thừa"]])


@test
def group_rows_are_skipped_and_reported():
    s = Session(products=0)
    r = takes(s, "products", ["stt", "ten_san_pham", "chu_the"],
              [["", "I. Xã Vĩnh Hậu", ""], [1, "Mắm", "A"], [2, "Khô", "B"], ["", "II. Xã C", ""],
               [3, "Trà", "C"], ["", "Tổng cộng", ""]], "I. Xã Vĩnh Hậu")
    assert "II. Xã C" in r.err and "Tổng cộng" in r.err and r.err.count("\n") == 3, r
    assert [p["name"] for p in s.tally()["products"]] == ["Mắm", "Khô", "Trà"]


@test
def unknown_columns_are_reported_and_left_out():
    s = Session(products=0)
    r = takes(s, "products", ["ten_san_pham", "màu", "chu_the", "ghi chú nội bộ"],
              [["Mắm", "đỏ", "A", "x"]], "màu")
    assert "ghi chú nội bộ" in r.err, r


@test
def lists_in_every_form():
    s = Session(products=0)
    text = "ten_san_pham\tchu_the\nMắm ba khía\tCơ sở Ánh\n"
    for n, (name, data) in enumerate((
            ("a.tsv", text.encode()), ("b.csv", text.replace("\t", ",").encode()),
            ("bom.csv", b"\xef\xbb\xbf" + text.replace("\t", ";").encode()),
            ("u16.txt", text.encode("utf-16")), ("u16be.txt", b"\xfe\xff" + text.encode("utf-16-be")),
            ("crlf.csv", text.replace("\t", ",").replace("\n", "\r\n").encode()),
            ("odd.xlsx", text.replace("\t", ",").encode()),
            ("nfd.csv", unicodedata.normalize("NFD", text).replace("\t", ",").encode()),
            ("quoted.csv", '"ten_san_pham","chu_the"\n"Mắm ba khía","Cơ sở Ánh"\n'.encode()))):
        path = f"s{n}.ocop"
        ok("new", path)
        with open(name, "wb") as f:
            f.write(data)
        ok("import", path, "products", name)
        p = ok("tally", path, "--json").json["products"]
        assert [(x["name"], x["owner"]) for x in p] == [("Mắm ba khía", "Cơ sở Ánh")], (name, p)
    for name, data in (("latin.csv", "tên,chủ thể\nkhô cá,a\n".encode("cp1258", "replace")),
                       ("bad.csv", b"ten_san_pham,chu_the\n\xff\xfe,a\n"),
                       ("cut.csv", b"ten_san_pham,chu_the\nM\xe1\xba,a\n"),
                       ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)),
                       ("empty.csv", b""), ("bad.xlsx", b"PK\3\4" + bytes(500))):
        with open(name, "wb") as f:
            f.write(data)
        r = s.unchanged("import", s.path, "products", name, rc=1)
        assert r.err.startswith(name), r


@test
def names_match_on_nfc_case_and_blanks():
    s = Session(products=1)
    nfd = unicodedata.normalize("NFD", "thành   VIÊN 2")
    takes(s, "panel", ["san_pham", "thanh_vien", "trang_thai"], [[1, nfd, "vang"]])
    assert s.tally(1)["ballots"]["expected"] == 2
    # Accents tell people apart: they are never dropped.
    refuses(s, "panel", ["san_pham", "thanh_vien", "trang_thai"], [[1, "Thanh vien 2", "cham"]], 2)


@test
def a_product_row_is_an_earlier_one_again():
    s = Session(products=0)
    header = ["stt", "ma_san_pham", "ten_san_pham", "chu_the"]
    takes(s, "products", header, [[1, "C1", "Mắm", "A"], [2, "C2", "Khô", "B"]])
    takes(s, "products", header, [[1, "C1", "Mắm mới", "A"], [2, "C2", "Khô", "B"]])
    assert [p["name"] for p in s.tally()["products"]] == ["Mắm mới", "Khô"]
    s = Session("b.ocop", products=0)
    takes(s, "products", ["stt", "ten_san_pham", "chu_the"], [[5, "Mắm", "A"], [6, "Khô", "B"]])
    takes(s, "products", ["stt", "ten_san_pham", "chu_the"], [[6, "Khô ngon", "B"]])
    assert {p["no"]: p["name"] for p in s.tally()["products"]} == {5: "Mắm", 6: "Khô ngon"}
    s = Session("c.ocop", products=0)
    r = takes(s, "products", ["ten_san_pham", "chu_the", "dia_chi"],
              [["Mắm", "A", "1"], ["Mắm", "A", "2"], ["Khô", "B", ""]], "Mắm")
    takes(s, "products", ["ten_san_pham", "chu_the", "dia_chi"],
          [["Mắm", "A", "1"], ["Mắm", "A", "3"], ["Khô", "B", ""]])
    told = ok("products", s.path, "--json").json["products"]
    assert [(p["name"], p["address"]) for p in told] == [("Mắm", "1"), ("Mắm", "3"), ("Khô", None)]


@test
def a_marked_product_is_not_changed_by_a_list():
    s = Session(products=2)
    s.score(1, [80, None, None], 4)
    header = ["stt", "ten_san_pham", "chu_the", "bo_san_pham"]
    refuses(s, "products", header, [[1, "Mắm khác", "Cơ sở 1", 8], [2, "Khô", "Cơ sở 2", 8]], 2)
    refuses(s, "products", header, [[1, "Mắm tôm 1", "Cơ sở 1", 1]], 2)
    takes(s, "products", header, [[1, "Mắm tôm 1", "Cơ sở 1", 8], [2, "Khô", "Cơ sở 2", 8]])
    assert s.tally(2)["name"] == "Khô"


# ---- ballots -------------------------------------------------------------------------------------


@test
def ballots_by_level_by_points_or_both():
    s = Session(members=1)
    alone = [l for l in leaves("8") if len({x["points"] for x in l["levels"]}) == len(l["levels"])]
    code = alone[0]["code"]
    level = alone[0]["levels"][1]
    head = ["san_pham", "thanh_vien", "tieu_chi", "diem"]
    takes(s, "ballots", head, [[1, 1, code, level["points"]]])
    e = s.journal()[-1]
    assert {f["name"]: f["value"] for f in e["fields"]}["level"] == level["label"], e
    refuses(s, "ballots", head, [[1, 1, code, 99]], 2)
    both = ["san_pham", "thanh_vien", "tieu_chi", "muc", "diem"]
    takes(s, "ballots", both, [[1, 1, code, level["label"], level["points"]]])
    refuses(s, "ballots", both, [[1, 1, code, level["label"], level["points"] + 1]], 2)
    # A blank clears nothing, and is no fault.
    head_before = s.head()
    path = s.list("ballots", both, [[1, 1, code, "", ""]])
    r = run("import", s.path, "ballots", path)
    assert r.rc in (0, 1) and s.head() == head_before, r
    assert r.rc == 0, f"a blank cell clears nothing: {r!r}"
    twice = [l for l in leaves("8") if len({x["points"] for x in l["levels"]}) < len(l["levels"])]
    for l in twice[:1]:
        same = next(x["points"] for i, x in enumerate(l["levels"])
                    if x["points"] in [y["points"] for y in l["levels"][:i]])
        refuses(s, "ballots", head, [[1, 1, l["code"], same]], 2)


@test
def level_zero_only_where_none_is_printed():
    s = Session(members=1)
    printed = next(l for l in leaves("8") if any(x["points"] == 0 for x in l["levels"]))
    bare = next((l for l in leaves("8") if all(x["points"] for x in l["levels"])), None)
    refuses(s, "ballots", BALLOTS, [[1, 1, printed["code"], 0]], 2)
    if bare:
        takes(s, "ballots", BALLOTS, [[1, 1, bare["code"], 0]])


@test
def a_criterion_of_two_cases():
    cases = [l for l in leaves("26") if any(x["label"][0] == "b" for x in l["levels"])]
    assert cases
    s = Session(members=1, criteria_set="26")
    code = cases[0]["code"]
    takes(s, "ballots", BALLOTS, [[1, 1, code, "a1"]])
    takes(s, "ballots", BALLOTS, [[1, 1, code, "b2"]])
    refuses(s, "ballots", BALLOTS, [[1, 1, code, "1"]], 2)
    refuses(s, "ballots", BALLOTS, [[1, 1, code, "c1"]], 2)


@test
def open_ballots_are_replaced_closed_ones_are_not():
    s = Session(members=2)
    rows = s.ballot_rows(1, [80, 80], 4)
    n = len(leaves("8"))
    s.load("ballots", BALLOTS, rows[:n - 1])
    other = "1" if rows[0][3] != "1" else "2"
    takes(s, "ballots", BALLOTS, [rows[0][:3] + [other]])
    s.load("ballots", BALLOTS, rows)
    assert s.tally(1)["ballots"]["closed"] == 2
    refuses(s, "ballots", BALLOTS, [rows[0][:3] + [other]], 2)
    takes(s, "ballots", BALLOTS, rows)
    ok("ballot", "reopen", s.path, "1", "1", "--reason", "Nhầm")
    takes(s, "ballots", BALLOTS, [rows[0][:3] + [other]])
    closes = [e for e in s.journal() if e["kind"] == "close-ballot"]
    assert s.tally(1)["ballots"]["closed"] == 2 and len(closes) == 3


@test
def who_may_not_score_refuses_the_list():
    s = Session(members=3, products=2)
    s.load("members", ["stt", "ho_ten", "vai_tro", "cham_diem", "co_mat"],
           [[4, "Thư ký", "thư ký", "", ""], [5, "Khách", "khách mời", "", ""],
            [6, "Vắng", "ủy viên", "", "không"], [7, "Bận", "ủy viên", "", "Công tác"],
            [8, "Không chấm", "ủy viên", "không", ""]])
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai"],
           [[1, "Thành viên 2", "khong_tham_gia"], ["*", "Thành viên 3", "phieu_gui"]])
    assert s.tally(1)["ballots"]["expected"] == 1 and s.tally(2)["ballots"]["expected"] == 2
    rows = [[1, m, "1.1", 1] for m in (2, 3, 4, 5, 6, 7, 8)]
    refuses(s, "ballots", BALLOTS, rows + [[1, 1, "1.1", 1]], *range(2, 9))
    for m in (2, 3, 4, 5, 6, 7, 8):
        r = ok("feed", s.path, stdin=f"1\t{m}\t1.1\t1\n")
        assert r.out.startswith("REFUSED "), (m, r)
    ok("set", s.path, "absent.ballots=counted")
    assert s.tally(1)["ballots"]["expected"] == 2
    takes(s, "ballots", BALLOTS, [[1, 3, "1.1", 1]])


@test
def panel_words_and_every_product():
    s = Session(members=3, products=2)
    header = ["san_pham", "thanh_vien", "trang_thai", "ly_do"]
    takes(s, "panel", header, [["*", "Thành viên 2", "vang", "Ốm"]])
    assert [p["ballots"]["expected"] for p in s.tally()["products"]] == [2, 2]
    takes(s, "panel", header, [[1, "Thành viên 2", "cham", ""]])
    assert [p["ballots"]["expected"] for p in s.tally()["products"]] == [3, 2]
    takes(s, "panel", header, [["*", "Thành viên 2", "cham", ""]])
    assert [p["ballots"]["expected"] for p in s.tally()["products"]] == [3, 3]
    takes(s, "panel", header, [[2, "Thành viên 1", "khong_tham_gia", "Người nhà"]])
    assert [p["ballots"]["expected"] for p in s.tally()["products"]] == [3, 2]


# ---- rules ---------------------------------------------------------------------------------------


@test
def rules_have_their_defaults_and_a_citation():
    s = Session(products=0)
    values = {"quorum": ["2/3", "1/1"], "quorum.of": ["scoring", "members"],
              "quorum.chair": ["no", "yes"], "spread.max": ["0", "100"],
              "spread.equal": ["refused", "allowed"], "absent.ballots": ["counted", "refused"],
              "ballots.missing": ["ignore", "block"],
              "minimum.rule": ["majority", "all", "mean", "conclude"],
              "minimum.missed": ["fail", "lower"]}
    for key, good in values.items():
        for v in good:
            ok("set", s.path, f"{key}={v}")
        for v in ("", "x", "-1", "1.5", "4/3", "0/3", "1/0", "yes no"):
            s.unchanged("set", s.path, f"{key}={v}", rc=2)
        ok("set", s.path, f"{key}.cite=Điều 5 khoản 2 Quy chế")
    for key in ("province", "council", "round", "place", "decision", "regulation"):
        ok("set", s.path, f"{key}=Chữ có dấu: ắ")
    for pair in ("date=2026-11-23", "year=2026", "mode=written", "mode=meeting", "rehearsal=yes"):
        ok("set", s.path, pair)
    for bad in ("date=23/11/2026", "year=mười", "mode=x", "criteria=x", "rehearsal=x", "=x", "x",
                "quorum.cite.cite=x", "place.cite=x"):
        s.unchanged("set", s.path, bad, rc=2)
    ok("new", "whole.ocop", *[a for k, g in values.items() for a in ("--set", f"{k}={g[0]}")])


@test
def a_set_that_is_wrong_leaves_no_file():
    for bad in ("x=1", "quorum=9", "mode=x", "date=x"):
        fails(2, "new", "a.ocop", "--set", "place=A", "--set", bad)
        assert os.listdir(".") == []
    fails(3, "new", "no/a.ocop")
    ok("new", "a.ocop")
    before = open("a.ocop", "rb").read()
    fails(1, "new", "a.ocop")
    os.symlink("b.ocop", "l.ocop")
    fails(1, "new", "l.ocop")
    assert open("a.ocop", "rb").read() == before and not os.path.exists("b.ocop")


@test
def rules_after_the_first_mark():
    s = Session()
    ok("feed", s.path, stdin="1\t1\t1.1\t1\n")
    for pair in ("quorum=1/2", "spread.max=5", "minimum.rule=all", "ballots.missing=ignore"):
        s.unchanged("set", s.path, pair, rc=1)
        s.unchanged("set", s.path, pair, "--reason", "", rc=1)
        ok("set", s.path, pair, "--reason", "Hội đồng thống nhất")
        e = s.journal()[-1]
        assert {"name": "reason", "value": "Hội đồng thống nhất"} in e["fields"], e
    for pair in ("place=B", "date=2026-01-02", "decision=QĐ 1"):
        ok("set", s.path, pair)


@test
def a_minimum_under_every_rule():
    # 5.1 asks 5 points of star 4 in set 8.
    table = {  # ballots that reach it of three: met under each rule
        0: {"conclude": False, "majority": False, "all": False},
        1: {"conclude": None, "majority": False, "all": False},
        2: {"conclude": None, "majority": True, "all": False},
        3: {"conclude": True, "majority": True, "all": True}}
    s = Session(products=4)
    for yes in table:
        s.score(yes + 1, [80] * 3, 4, {i: {"5.1": 3} for i in range(3 - yes)})
    for rule in ("conclude", "majority", "all", "mean"):
        ok("set", s.path, f"minimum.rule={rule}", "--reason", "thử")
        for yes in table:
            p = s.tally(yes + 1)
            want = yes == 3 if rule == "mean" else table[yes][rule]
            e = p["minimums"]["4"]
            assert e["met"] is want, (rule, yes, e)
            assert ("5.1" in e["missed"]) is (want is False), (rule, yes, e)
            assert ("5.1" in e["divided"]) is (want is None), (rule, yes, e)
            assert p["minimums"]["3"]["met"] is True, (rule, yes, p)
            star = {True: 4, False: 3, None: None}[want]
            assert p["star"] == star, (rule, yes, p["star"])
    # Four ballots, two of which reach it: not more than half.
    s = Session("four.ocop", members=4, minimum__rule="majority")
    s.score(1, [80] * 4, 4, {0: {"5.1": 3}, 1: {"5.1": 3}})
    assert s.tally(1)["minimums"]["4"]["met"] is False


@test
def mean_points_reach_the_minimum():
    s = Session(minimum__rule="mean")
    top = max(x["points"] for l in leaves("8") if l["code"] == "5.1" for x in l["levels"])
    asked = next(l for l in leaves("8") if l["code"] == "5.1")["minimums"]["4"]
    s.score(1, [80] * 3, 4, {0: {"5.1": 3}, 1: {"5.1": asked}, 2: {"5.1": top}})
    want = 3 + asked + top >= 3 * asked
    assert s.tally(1)["minimums"]["4"]["met"] is want


@test
def missed_is_lower_or_fail():
    s = Session(products=3)
    s.score(1, [80] * 3, 4, {i: {"5.1": 3} for i in range(3)})      # star 4 missed, 3 holds
    s.score(2, [92] * 3, 4, {i: {"1.5": 2} for i in range(3)})      # star 5 missed, 4 holds
    s.score(3, [60] * 3, 3)
    assert outcome(s, 1) == (3, "proposed") and outcome(s, 2) == (None, "undecided")
    s.find([[2, "forward", "", "", "", "không trình", "", ""]])
    assert outcome(s, 2) == (4, "proposed")
    ok("set", s.path, "minimum.missed=fail", "--reason", "x")
    assert outcome(s, 1) == (0, "failed") and outcome(s, 2) == (0, "failed")
    assert outcome(s, 3) == (3, "proposed")
    s.find([[2, "forward", "", "", "", "trình", "", ""]])
    assert outcome(s, 2) == (5, "forward")


@test
def findings_settle_lower_and_higher_stars():
    """A criterion that stars 4 and 5 both ask, divided at both."""
    asked = [l for l in leaves("8") if l["minimums"]["4"] and l["minimums"]["5"]
             and l["levels"][0]["points"] < l["minimums"]["4"]]
    code = asked[0]["code"]
    low = asked[0]["levels"][0]["points"]
    s = Session()
    s.score(1, [80, 80, 80], 0, {0: {code: low}, 1: {code: asked[0]["max"]}, 2: {code: asked[0]["max"]}})

    def stands(star):
        e = s.tally(1)["minimums"][str(star)]
        return True if code not in e["missed"] + e["divided"] else False if code in e["missed"] else None

    assert (stands(4), stands(5)) == (None, None)
    s.find([[1, "minimum", code, 5, "", "đạt", "3/3", ""]])
    assert (stands(4), stands(5)) == (True, True)
    s.find([[1, "minimum", code, 4, "", "không đạt", "3/3", ""]])
    assert (stands(4), stands(5)) == (False, False)
    s.find([[1, "minimum", code, 4, "", "đạt", "3/3", ""]])
    assert stands(4) is True
    s.find([[1, "minimum", code, 5, "", "không đạt", "3/3", ""]])
    assert (stands(4), stands(5)) == (True, False)
    # Where all agree a finding changes nothing.
    t = Session("t.ocop")
    t.score(1, [80] * 3, 4, {i: {"5.1": 3} for i in range(3)})
    t.find([[1, "minimum", "5.1", 4, "", "đạt", "3/3", ""]])
    assert t.tally(1)["minimums"]["4"]["missed"] == ["5.1"]
    # Under another rule neither.
    ok("set", s.path, "minimum.rule=all", "--reason", "x")
    assert (stands(4), stands(5)) == (False, False)
    assert len([e for e in s.journal() if e["kind"] == "finding"]) == 4


@test
def spread_at_exactly_the_maximum():
    s = Session(products=3)
    s.score(1, [70, 75, 80], 4)
    s.score(2, [70, 75, 81], 4)
    s.score(3, [80, 80, 80], 4)
    ex = lambda: [p["spread"]["exceeds"] for p in s.tally()["products"]]
    assert ex() == [False, True, False]
    ok("set", s.path, "spread.equal=refused", "--reason", "x")
    assert ex() == [True, True, False]
    ok("set", s.path, "spread.max=0", "spread.equal=allowed", "--reason", "x")
    assert ex() == [True, True, False]
    s.unchanged("signoff", s.path, rc=1)
    s.find([[n, "spread", "", "", "", "giữ nguyên", "", "Đã bàn"] for n in (1, 2)])
    assert ex() == [True, True, False]
    ok("signoff", s.path)


@test
def quorum_is_what_its_rules_say():
    s = Session(members=4)
    s.load("members", ["stt", "ho_ten", "vai_tro"],
           [[5, "Phó", "phó chủ tịch"], [6, "Thư ký", "thư ký"], [7, "Tư vấn", "tổ tư vấn"]])
    q = lambda: s.tally(1)["quorum"]
    assert (q()["present"], q()["base"], q()["needed"], q()["held"]) == (6, 6, 5, True), q()
    panel = ["san_pham", "thanh_vien", "trang_thai"]
    s.load("panel", panel, [["*", "Thành viên 2", "vang"]])
    assert (q()["present"], q()["held"]) == (5, True)
    s.load("panel", panel, [["*", "Thành viên 3", "khong_tham_gia"]])
    assert (q()["present"], q()["held"]) == (5, True), "whoever is recused is still present"
    s.load("panel", panel, [["*", "Thành viên 4", "phieu_gui"]])
    assert (q()["present"], q()["held"]) == (4, False)
    ok("set", s.path, "quorum=2/3")
    assert (q()["needed"], q()["held"]) == (4, True)
    ok("set", s.path, "quorum=4/5")
    assert (q()["needed"], q()["held"]) == (5, False)
    ok("set", s.path, "quorum=3/4", "quorum.of=scoring")
    assert (q()["base"], q()["present"], q()["needed"]) == (5, 3, 4)
    ok("set", s.path, "quorum=1/2", "quorum.of=members")
    s.load("panel", panel, [["*", "Thành viên 1", "vang"]])
    assert q()["held"] is True, "the vice-chair presides"
    s.load("panel", panel, [["*", "Phó", "vang"], ["*", "Thành viên 2", "cham"]])
    assert q()["held"] is False
    ok("set", s.path, "quorum.chair=no")
    assert q()["held"] is True
    ok("set", s.path, "quorum=1/1")
    assert q()["held"] is False
    ok("set", s.path, "mode=written")
    assert q()["held"] is True


@test
def written_mode_asks_no_presence():
    s = Session(mode="written")
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai"],
           [["*", f"Thành viên {n}", "phieu_gui"] for n in (1, 2, 3)])
    assert s.tally()["session"]["mode"] == "written"
    assert s.tally(1)["ballots"]["expected"] == 3
    s.score(1, [80] * 3, 4)
    ok("check", s.path)
    ok("signoff", s.path)


@test
def missing_ballots_block_or_are_ignored():
    s = Session()
    s.score(1, [80, 80, None], 4)
    told = fails(1, "check", s.path, "--json").json
    assert told["ready"] is False and [b["code"] for b in told["blockers"]] == ["ballot-missing"]
    s.unchanged("signoff", s.path, rc=1)
    shutil.copy(s.path, "b.ocop")
    s.find([[1, "ballot", "", "", "Thành viên 3", "bỏ qua", "", "Bận"]])
    assert ok("check", s.path, "--json").json["blockers"] == []
    ok("signoff", s.path)
    s.path = "b.ocop"
    ok("set", s.path, "ballots.missing=ignore", "--reason", "x")
    ok("signoff", s.path)
    assert s.tally(1)["sum"] == 160


@test
def only_closed_and_expected_ballots_count():
    s = Session()
    rows = s.ballot_rows(1, [80, 70, 60], 3)
    s.load("ballots", BALLOTS, rows)
    assert s.tally(1)["sum"] == 210
    ok("ballot", "reopen", s.path, "1", "2", "--reason", "x")
    p = s.tally(1)
    assert (p["sum"], p["ballots"], p["mean"]) == (140, {"expected": 3, "closed": 2}, "70,00")
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai"], [[1, "Thành viên 2", "vang"]])
    p = s.tally(1)
    assert (p["sum"], p["ballots"]) == (140, {"expected": 2, "closed": 2})


@test
def a_ballot_handed_in_goes_on_counting():
    """Neither absence, recusal, a list nor a rule takes it out: it is reopened, or stays."""
    s = Session(members=3, products=2, absent__ballots="counted")
    panel = ["san_pham", "thanh_vien", "trang_thai"]
    s.load("panel", panel, [[2, "Thành viên 1", "phieu_gui"]])
    s.score(1, [80, 80, None], 4)
    s.score(2, [80, None, None], 4)
    told = "ballot reopen"
    for state in "vang", "khong_tham_gia":
        refuses(s, "panel", panel, [[1, "Thành viên 2", state]], 2)
        refuses(s, "panel", panel, [["*", "Thành viên 2", state]], 2)
    refuses(s, "panel", panel, [["*", "Thành viên 3", "vang"], ["*", "Thành viên 1", "vang"],
                                [2, "Thành viên 1", "phieu_gui"], [1, "Thành viên 2", "vang"]], 3, 5)
    assert told in s.load("panel", panel, [[1, "Thành viên 2", "vang"]], 1).err
    people = ["stt", "ho_ten", "cham_diem", "co_mat"]
    for row in [2, "Thành viên 2", "", "không"], [2, "Thành viên 2", "không", ""]:
        refuses(s, "members", people, [[3, "Thành viên 3", "", ""], row], 3)
        assert told in s.load("members", people, [row], 1).err
    assert told in s.unchanged("set", s.path, "absent.ballots=refused", "--reason", "x", rc=1).err
    # What leaves every closed ballot counting is heard: "*" with the product given back.
    takes(s, "panel", panel, [["*", "Thành viên 2", "vang"], [1, "Thành viên 2", "cham"]])
    takes(s, "members", people, [[2, "Thành viên 2", "", "về sớm"]])
    takes(s, "members", people, [[3, "Thành viên 3", "không", "không"]])
    assert s.tally(1)["sum"] == 160
    # The way that the sentence names.
    ok("ballot", "reopen", s.path, "1", "2", "--reason", "ghi nhầm")
    s.find([[1, "ballot", "", "", "Thành viên 2", "bỏ qua", "", "Về sớm"]])
    takes(s, "panel", panel, [[1, "Thành viên 2", "vang"]])
    assert s.tally(1)["sum"] == 80


@test
def statuses_in_their_order():
    s = Session(products=3)
    s.score(1, [92] * 3, 5)
    assert outcome(s) == (5, "forward")
    s.find([[1, "knockout", "1.1", "", "", "loại", "", "Nhái"]])
    assert outcome(s) == (0, "knocked-out")
    assert s.tally(1)["knockout"] == {"criterion": "1.1", "reason": "Nhái"}
    s.find([[1, "postponed", "", "", "", "có", "", ""]])
    assert outcome(s) == (None, "postponed")
    s.find([[1, "withdrawn", "", "", "", "có", "", ""]])
    assert outcome(s) == (None, "withdrawn")
    s.find([[1, "withdrawn", "", "", "", "không", "", ""],
            [1, "postponed", "", "", "", "không", "", ""]])
    assert outcome(s) == (0, "knocked-out")
    s.find([[1, "knockout", "1.1", "", "", "không loại", "", ""]])
    assert outcome(s) == (5, "forward") and s.tally(1)["knockout"] is None
    assert len([e for e in s.journal() if e["kind"] == "finding"]) == 6
    assert outcome(s, 2) == (None, "waiting")
    s.find([[2, "knockout", "", "", "", "loại", "", "x"]])
    assert outcome(s, 2) == (0, "knocked-out")


@test
def a_conclusion_said_anew_by_list_is_an_event():
    s = Session(products=2)
    s.score(1, [80] * 3, 4, {0: {"1.5": 2}})
    count = lambda: sum(e["kind"] == "finding" for e in s.journal())
    met = [1, "knockout", "1.1", "", "", "loại", "", "x"]
    lifted = [1, "knockout", "", "", "", "không loại", "", "x"]
    for n, row in enumerate((met, lifted, met), 1):
        s.find([row])
        assert count() == n, row
    assert s.tally(1)["status"] == "knocked-out"
    s.find([met])
    assert count() == 3
    # A list whose later row answers an earlier one says nothing new the second time.
    both = [[2, "claim", "1.1", "", "Thành viên 2", "đề nghị", "", "x"],
            [2, "knockout", "1.1", "", "", "loại", "", "x"]]
    s.find(both)
    assert count() == 5
    s.find(both)
    assert count() == 5
    s.find(both[:1])
    assert count() == 6, "claimed anew"
    s.find(both)
    assert count() == 7, "the answer to it is given anew"
    before = count()
    s.find(both)
    assert count() == before


@test
def band_five_waits_for_the_council_only_when_missed():
    s = Session(products=2)
    s.score(1, [90] * 3, 5)
    assert outcome(s) == (5, "forward")
    s.score(2, [91] * 3, 4, {0: {"1.5": 2}})
    p = s.tally(2)
    assert p["minimums"]["5"]["met"] is None and outcome(s, 2) == (None, "undecided")
    s.find([[2, "forward", "", "", "", "trình", "", ""]])
    assert outcome(s, 2) == (None, "undecided"), "a divided entry is concluded first"
    s.find([[2, "minimum", "1.5", 5, "", "không đạt", "", ""]])
    assert outcome(s, 2) == (None, "undecided"), "trình was said of an entry that was open"
    s.find([[2, "forward", "", "", "", "trình", "", ""]])
    assert outcome(s, 2) == (5, "forward")


@test
def means_are_exact():
    s = Session(members=7, products=1)
    s.score(1, [69, 70, 70, 70, 70, 70, 70], 4)
    p = s.tally(1)
    assert p["band"] == 3 and p["mean"] == "69,86" and p["mean_exact"] == [489, 7]
    s = Session("b.ocop", members=200)
    s.score(1, [70] * 199 + [69], 4)
    p = s.tally(1)
    assert p["band"] == 3 and p["mean"] == "69,99" and p["mean_exact"] == [13999, 200], p["mean"]


# ---- after sign-off ------------------------------------------------------------------------------


def signed():
    s = Session(members=3, products=2)
    for no in (1, 2):
        s.score(no, [80] * 3, 4)
    r = ok("signoff", s.path)
    return s, re.search("[0-9a-f]{64}", r.out)[0]


@test
def sign_off_freezes_everything_but_corrections():
    s, code = signed()
    s.list("panel", ["san_pham", "thanh_vien", "trang_thai"], [[1, 1, "vang"]])
    s.list("findings", FINDINGS, [[1, "postponed", "", "", "", "có", "", ""]])
    for args in (["set", s.path, "place=x"], ["set", s.path, "quorum=1/2", "--reason", "x"],
                 ["signoff", s.path], ["ballot", "close", s.path, "1", "1"],
                 ["ballot", "reopen", s.path, "1", "1", "--reason", "x"],
                 ["import", s.path, "panel", s.path + ".panel.csv"],
                 ["import", s.path, "findings", s.path + ".findings.csv"]):
        s.unchanged(*args, rc=1)
    assert ok("feed", s.path, stdin="1\t1\t1.1\t1\n").out.startswith("REFUSED ")
    ok("backup", s.path, "copy.ocop")
    ok("verify", "copy.ocop", "--hash", code)
    assert s.tally()["session"]["closing_hash"] == code
    ok("correct", s.path, "1", "name=Mới", "code=C-1", "--reason", "Sai")
    told = s.tally()["session"]
    assert told["version"] == 2 and told["state"] == "closed" and told["closing_hash"] != code
    events = s.journal()
    old = [f["value"] for e in events if e["kind"] == "correct" for f in e["fields"]
           if f["name"] == "old"]
    assert "Mắm tôm 1" in old
    ok("reopen", s.path, "--reason", "Xem lại")
    told = s.tally()
    assert told["session"]["version"] == 3 and told["session"]["state"] == "open"
    assert [p["ballots"]["closed"] for p in told["products"]] == [3, 3]
    assert any(e["hash"] == code for e in s.journal()), "the old closing stays in the journal"
    ok("signoff", s.path)
    ok("verify", s.path)


@test
def a_warning_is_said_once():
    s = Session(products=2)
    for no in (1, 2):
        s.score(no, [80] * 3, 4)
    r = ok("signoff", s.path)
    lines = r.err.splitlines()
    assert len(lines) == 2 and len(set(lines)) == 2 and all("cảnh báo: " in l for l in lines), r
    r = ok("correct", s.path, "1", "phone=091", "--reason", "Thiếu")
    assert len(r.err.splitlines()) == len(set(r.err.splitlines())), r


@test
def a_knocked_out_product_needs_nothing_more():
    s = Session(products=1)
    s.score(1, [80] * 3, 4)
    s.load("products", ["stt", "ten_san_pham", "chu_the"], [[2, "Hồ sơ nhái", "Cơ sở B"]])
    s.find([[2, "knockout", "", "", "", "loại", "3/3", "Hồ sơ giả"]])
    assert outcome(s, 2) == (0, "knocked-out")
    ok("check", s.path)
    ok("signoff", s.path)


@test
def verify_asks_for_the_hash_on_a_terminal_only():
    s, code = signed()
    assert "?" not in ok("verify", s.path, stdin=code + "\n").err

    def on_terminal(typed):
        pid, fd = pty.fork()
        if pid == 0:
            os.execv(HOIDONG, [HOIDONG, "verify", s.path])
        seen, sent = b"", False
        while select.select([fd], [], [], PATIENCE)[0]:
            try:
                more = os.read(fd, 4096)
            except OSError:
                break
            if not more:
                break
            seen += more
            if not sent and "Mã chốt in trên".encode() in seen:
                os.write(fd, typed.encode() + b"\n")
                sent = True
        _, status = os.waitpid(pid, 0)
        os.close(fd)
        assert sent, seen.decode()
        return os.waitstatus_to_exitcode(status)

    assert on_terminal(code) == 0
    assert on_terminal(" ".join(re.findall("........", code))) == 0
    assert on_terminal("") == 0
    assert on_terminal("0" * 64) == 1


@test
def verify_names_every_cell_that_differs():
    s, _ = signed()
    ok("export", s.path, "-o", ".")
    book = next(f for f in os.listdir(".") if f.endswith(".xlsx"))
    ok("verify", book, "--against", s.path)
    wb = openpyxl.load_workbook(book)
    changed = []
    for sheet in wb.worksheets:
        cells = [c for row in sheet.iter_rows() for c in row
                 if isinstance(c.value, (int, float)) and not isinstance(c.value, bool)]
        for c in cells[:2]:
            c.value += 1
            changed.append((sheet.title, c.coordinate))
        texts = [c for row in sheet.iter_rows() for c in row if isinstance(c.value, str)
                 and c.value[0] != "="]
        for c in texts[-1:]:
            c.value += "x"
            changed.append((sheet.title, c.coordinate))
    wb.save("forged.xlsx")
    r = fails(1, "verify", "forged.xlsx", "--against", s.path)
    assert len(changed) >= 4
    for title, at in changed:
        assert any(at in l and title in l for l in r.err.splitlines()), (title, at, r)
    assert r.err.count("\n") == len(changed), (changed, r)


# ---- statuses and forms --------------------------------------------------------------------------


@test
def json_is_one_object_with_nulls():
    s = Session(products=2)
    s.score(1, [80, 80, None], 4)
    for args, rc in ((["tally", s.path], 0), (["products", s.path], 0), (["check", s.path], 1),
                     (["journal", s.path], 0), (["explain", s.path, "1"], 0),
                     (["explain", s.path, "2"], 0), (["criteria", "list"], 0),
                     (["criteria", "show", "qd26-2026/07"], 0)):
        r = run(*args, "--json")
        assert r.rc == rc, (args, r)
        assert isinstance(json.loads(r.out), dict), args
        assert '""' not in r.out or args[0] in ("journal", "criteria"), (args, "an empty text")
        assert "nan" not in r.out.lower().split('"')[::2], args
    told = s.tally(2)
    for key in ("code", "mean", "band", "knockout", "star"):
        assert told[key] is None, key
    p = ok("products", s.path, "--json").json["products"][0]
    assert {"no", "code", "name", "owner", "address", "phone", "commune", "district", "group", "set",
            "kind", "state"} <= set(p)


@test
def exit_statuses():
    s = Session(products=1)
    with open("x", "w") as f:
        f.write("x")
    for rc, args in ((0, ["tally", s.path]), (1, ["check", s.path]), (1, ["signoff", s.path]),
                     (1, ["explain", s.path, "99"]), (1, ["new", s.path]), (2, ["tally"]),
                     (2, ["set", s.path, "x=y"]), (2, ["import", s.path, "x", "x"]),
                     (2, ["nothing"]), (2, ["verify", s.path, "--hash", "12"]),
                     (3, ["tally", "x"]), (3, ["tally", "missing"]), (3, ["verify", "x"]),
                     (3, ["import", s.path, "members", "missing"]), (3, ["backup", "x", "y"]),
                     (3, ["feed", "x"]), (3, ["criteria", "check", "missing"]),
                     (1, ["criteria", "check", "x"]), (1, ["criteria", "show", "77"])):
        r = fails(rc, *args)
        assert rc == 0 or r.err.endswith("\n") or args[0] == "check", r
    assert ok("feed", s.path, stdin="nonsense\n").out.startswith("REFUSED ")


@test
def by_code_by_number_by_name():
    s = Session(products=0)
    s.load("products", ["stt", "ma_san_pham", "ten_san_pham", "chu_the", "bo_san_pham"],
           [[3, "96-1-1", "Mắm", "A", "Bộ 8"], [4, "96-1-2", "Khô", "B", "qd26-2026/08"]])
    for key in ("3", "96-1-1"):
        assert ok("explain", s.path, key, "--json").json["no"] == 3
        assert ok("feed", s.path, stdin=f"{key}\tThành viên 1\t1.1\t1\n").out.startswith("ACK ")
    assert [p["set"] for p in s.tally()["products"]] == ["qd26-2026/08"] * 2
    takes(s, "panel", ["san_pham", "thanh_vien", "trang_thai"], [["96-1-2", "Thành viên 2", "vang"]])


@test
def a_code_that_is_another_s_number():
    s = Session(products=2)
    if run("correct", s.path, "2", "code=1", "--reason", "x").rc != 0:
        return  # then "1" is still product 1 and nothing else
    before = s.head()
    r = ok("feed", s.path, stdin="1\t1\t1.1\t1\n")
    assert r.out.startswith("REFUSED "), f"one of two products was taken: {r!r}"
    fails(1, "explain", s.path, "1")
    fails(1, "ballot", "close", s.path, "1", "1")
    fails(1, "correct", s.path, "1", "name=x", "--reason", "x")
    assert s.head() == before
    ok("correct", s.path, "2", "code=C-2", "--reason", "x")
    ok("explain", s.path, "1")


@test
def feed_is_the_secretary_and_closes_nothing():
    s = Session(members=1)
    rows = s.ballot_rows(1, [80], 4)
    out = ok("feed", s.path, stdin="".join("\t".join(map(str, r)) + "\n" for r in rows)).out
    assert out.count("ACK ") == len(rows)
    assert s.tally(1)["ballots"] == {"expected": 1, "closed": 0}
    fails(1, "check", s.path)
    ok("ballot", "close", s.path, "1", "1")
    ok("check", s.path)


@test
def rehearsal_is_for_ever_and_everywhere():
    s = Session(rehearsal="yes")
    s.score(1, [80] * 3, 4)
    s.unchanged("set", s.path, "rehearsal=no", rc=1)
    ok("signoff", s.path)
    assert "DIỄN TẬP" in ok("tally", s.path).out
    r = ok("export", s.path)
    for sheet in openpyxl.load_workbook(r.out.strip()).worksheets:
        text = " ".join(str(c) for row in sheet.iter_rows(values_only=True) for c in row if c)
        assert "DIỄN TẬP" in text, sheet.title
    t = Session("real.ocop")
    t.score(1, [80] * 3, 4)
    assert "DIỄN TẬP" not in ok("tally", t.path).out


@test
def help_of_every_call_names_its_options():
    for call, options in (("import", ["--dry-run", "--sheet", "--encoding"]), ("new", ["--set"]),
                          ("set", ["--reason"]), ("tally", ["--json"]), ("check", ["--json"]),
                          ("verify", ["--hash", "--against"]), ("export", ["-o", "--ballots"]),
                          ("correct", ["--reason"]), ("reopen", ["--reason"]),
                          ("explain", ["--json"]), ("journal", ["--json"]), ("demo", ["--dir"])):
        text = ok(call, "--help").out
        for o in options + ["--lang", "--help"]:
            assert o in text, (call, o)


if __name__ == "__main__":
    main()
