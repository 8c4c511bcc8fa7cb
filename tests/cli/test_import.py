# SPDX-License-Identifier: MIT
"""import and products: lists in, whole or not at all."""

import os

import openpyxl

from lib import Session, fails, main, ok, test, write_list

BALLOTS = ["san_pham", "thanh_vien", "tieu_chi", "muc"]


@test
def products_carry_every_field():
    s = Session(products=0)
    s.load("products",
           ["stt", "ma_san_pham", "ten_san_pham", "chu_the", "nguoi_dai_dien", "loai_hinh",
            "dia_chi", "dien_thoai", "email", "xa_phuong", "huyen", "nhom", "bo_san_pham",
            "lan_dang_ky", "sao_hien_tai", "het_han"],
           [[1, "96-31825-1-2026", "Mắm ba khía", "HTX A", "Bà B", "Hợp tác xã", "Ấp 1", "0291",
             "a@b.vn", "Xã C", "Huyện D", "Thực phẩm", "8", "nâng hạng", "3", "2026-12-31"],
            [2, "", "Khô cá", "", "", "", "", "", "", "", "", "", "", "", "", ""]][:1])
    told = ok("products", s.path, "--json").json
    assert list(told) == ["products"]
    p = told["products"][0]
    want = {"no": 1, "code": "96-31825-1-2026", "name": "Mắm ba khía", "owner": "HTX A",
            "representative": "Bà B", "business": "Hợp tác xã", "address": "Ấp 1", "phone": "0291",
            "email": "a@b.vn", "commune": "Xã C", "district": "Huyện D", "group": "Thực phẩm",
            "set": "qd26-2026/08", "kind": "upgrade", "star_now": 3, "expires": "2026-12-31",
            "state": "ready"}
    assert {k: p[k] for k in want} == want, p


@test
def missing_fields_are_null():
    s = Session(products=0)
    r = s.load("products", ["ten_san_pham", "chu_the"], [["Khô cá", ""]])
    assert "cảnh báo: " in r.err, r
    p = ok("products", s.path, "--json").json["products"][0]
    for key in ("code", "owner", "set", "kind", "phone", "star_now", "expires", "group"):
        assert p[key] is None, key
    assert p["state"] == "no-set" and p["ballots"] == {"expected": p["ballots"]["expected"],
                                                       "closed": 0, "begun": 0}


@test
def states_of_a_product():
    s = Session(products=4)
    s.load("products", ["stt", "ten_san_pham", "chu_the", "bo_san_pham"],
           [[5, "Trà", "A", "1"], [6, "Rượu", "B", ""]])
    s.score(1, [80, 80, 80], 4)
    s.score(2, [80, None, None], 4)
    s.find([[3, "withdrawn", "", "", "", "có", "", "Chủ thể xin rút"],
            [4, "postponed", "", "", "", "có", "", "Chờ hồ sơ"]])
    state = {p["no"]: p["state"] for p in ok("products", s.path, "--json").json["products"]}
    assert state[1] == "scored" and state[2] == "scoring" and state[3] == "withdrawn"
    assert state[4] == "postponed" and state[6] == "no-set"
    s.find([[1, "knockout", "1.1", "", "", "loại", "", "Không rõ nguồn gốc"]])
    assert ok("products", s.path, "--json").json["products"][0]["state"] == "knocked-out"
    listed = ok("products", s.path).out.splitlines()
    assert len(listed) == 7 and "bị loại" in listed[1], listed


@test
def the_same_list_again_changes_nothing():
    s = Session(products=3)
    s.score(1, [80, 80, 80], 4)
    for kind in ("members", "products", "ballots"):
        s.unchanged("import", s.path, kind, f"{s.path}.{kind}.csv", rc=0)


@test
def a_dry_run_reports_and_writes_nothing():
    s = Session(products=0)
    path = s.list("products", ["ten_san_pham", "chu_the"], [["Khô cá", "A"], ["Mắm", "B"]])
    r = s.unchanged("import", s.path, "products", path, "--dry-run", rc=0)
    assert "hạy thử" in r.out and "2" in r.out, r
    real = ok("import", s.path, "products", path)
    assert real.out.strip() in r.out, (r, real)


@test
def refused_lists_change_nothing_and_name_every_fault():
    s = Session()
    cases = [
        ("members", ["stt"], [[1]]),
        ("members", ["ho_ten"], []),
        ("members", ["ho_ten", "ho_ten"], [["A", "B"]]),
        ("members", ["stt", "ho_ten"], [[1, "A"], [1, "B"]]),
        ("products", ["ten_san_pham"], [["x"]]),
        ("products", ["ma_san_pham", "ten_san_pham", "chu_the"], [["1", "x", "a"], ["1", "y", "b"]]),
        ("products", ["ma_san_pham", "ten_san_pham", "chu_the"], [["1", "x", "a"], ["", "y", "b"]]),
        ("products", ["stt", "ten_san_pham", "chu_the"], [[1, "", "a"]]),
        ("panel", ["san_pham", "thanh_vien", "trang_thai"], [[1, "Thành viên 1", "ngủ"]]),
        ("panel", ["san_pham", "thanh_vien", "trang_thai"], [[9, "Thành viên 1", "vang"]]),
        ("ballots", BALLOTS, [[1, "Thành viên 1", "1.1", "9"]]),
        ("ballots", BALLOTS, [[1, "Thành viên 1", "99", "1"]]),
        ("ballots", BALLOTS, [[1, "Ai đó", "1.1", "1"]]),
        ("ballots", BALLOTS, [[7, "Thành viên 1", "1.1", "1"]]),
        ("findings", ["san_pham", "loai", "ket_luan"], [[1, "luck", "có"]]),
        ("findings", ["san_pham", "loai", "ket_luan"], [[1, "postponed", "đạt"]]),
    ]
    for kind, header, rows in cases:
        path = s.list(kind, header, rows)
        r = s.unchanged("import", s.path, kind, path, rc=1)
        assert r.out == "" and path in r.err, (kind, rows, r)
    path = s.list("ballots", BALLOTS, [[1, "Thành viên 1", "1.1", "9"], [1, "Ai đó", "1.1", "1"]])
    r = s.unchanged("import", s.path, "ballots", path, rc=1)
    assert len(r.err.splitlines()) == 2 and "dòng 2" in r.err and "dòng 3" in r.err, r
    english = s.unchanged("--lang", "en", "import", s.path, "ballots", path, rc=1)
    assert "dòng" not in english.err, english


@test
def a_list_without_codes_never_keeps_another_code():
    s = Session(products=0)
    s.load("products", ["stt", "ma_san_pham", "ten_san_pham", "chu_the"],
           [[1, "T-1", "Mắm", "HTX A"], [2, "T-2", "Trà", "HTX B"]])
    before = ok("products", s.path, "--json").json
    path = write_list("khac.csv", ["stt", "ten_san_pham", "chu_the"],
                      [[1, "Mắm", "HTX A"], [2, "Gạo", "HTX C"]])
    r = fails(1, "import", s.path, "products", path)
    assert "khac.csv" in r.err and "dòng 3" in r.err and "T-2" in r.err, r
    assert "ma_san_pham" in r.err, r
    assert ok("products", s.path, "--json").json == before


@test
def a_list_that_cannot_be_read_is_exit_3():
    s = Session()
    for kind in ("members", "ballots"):
        s.unchanged("import", s.path, kind, "missing.csv", rc=3)


@test
def ballots_close_themselves_when_whole():
    s = Session()
    rows = s.ballot_rows(1, [80, 80], 4)
    r = s.load("ballots", BALLOTS, rows[:-1])
    assert s.tally(1)["ballots"] == {"expected": 3, "closed": 1}, r
    assert r.out.splitlines()[1].count("1") == 2, r
    s.load("ballots", BALLOTS, rows[-1:])
    assert s.tally(1)["ballots"]["closed"] == 2
    wrong = [rows[0][:3] + ["2" if rows[0][3] != "2" else "1"]]
    path = s.list("ballots", BALLOTS, wrong)
    s.unchanged("import", s.path, "ballots", path, rc=1)


@test
def a_workbook_is_read_by_its_sheet():
    s = Session(products=0)
    book = openpyxl.Workbook()
    book.active.append(["Họ và tên"])
    book.active.append(["Không phải sản phẩm"])
    sheet = book.create_sheet("Sản phẩm")
    sheet.append(["DANH SÁCH"])
    sheet.append(["TT", "Tên sản phẩm", "Tên chủ thể", "Bộ", "Màu"])
    sheet.append([None, "I. Xã A"])
    sheet.append([1, "Mắm ba khía", "HTX A", 8, "đỏ"])
    book.save("ds.xlsx")
    s.unchanged("import", s.path, "products", "ds.xlsx", rc=1)
    r = ok("import", s.path, "products", "ds.xlsx", "--sheet", "Sản phẩm")
    assert "Màu" in r.err and "cảnh báo: " in r.err, r
    assert ok("products", s.path, "--json").json["products"][0]["set"] == "qd26-2026/08"
    assert s.unchanged("import", s.path, "products", "ds.xlsx", "--sheet", "Không có", rc=1).err


@test
def another_encoding_only_when_named():
    s = Session(products=0)
    with open("ds.csv", "wb") as f:
        f.write("ten_san_pham,chu_the\nKhô cá,Cơ sở A\n".encode("cp1258", "replace"))
    s.unchanged("import", s.path, "products", "ds.csv", rc=1)
    ok("import", s.path, "products", "ds.csv", "--encoding", "windows-1258")
    fails_with = s.unchanged("import", s.path, "products", "ds.csv", "--encoding", "klingon",
                             rc=1)
    assert fails_with.err


@test
def a_recused_or_absent_member_refuses_the_list():
    s = Session(products=2)
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai", "ly_do"],
           [[1, "Thành viên 2", "khong_tham_gia", "Người nhà"], ["*", "Thành viên 3", "vang", ""]])
    assert s.tally(1)["ballots"]["expected"] == 1 and s.tally(2)["ballots"]["expected"] == 2
    for product, member in ((1, 2), (1, 3), (2, 3)):
        path = s.list("ballots", BALLOTS, [[product, f"Thành viên {member}", "1.1", "1"]])
        s.unchanged("import", s.path, "ballots", path, rc=1)


@test
def nothing_is_left_beside_the_record():
    s = Session()
    s.score(1, [80, 80, 80], 4)
    assert not [f for f in os.listdir(".") if f.startswith(s.path + "-")]


main()
