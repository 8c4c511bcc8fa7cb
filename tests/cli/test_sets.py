# SPDX-License-Identifier: MIT
"""move: products under another criteria set; sets that this program does not know."""

import sqlite3

from lib import Session, fails, independent, main, ok, recompute, run, test


def holds(path):
    """Both verifiers agree: ours, and the one that shares no code with it."""
    ok("verify", path)
    status, said = independent(path)
    assert status == 0, said


@test
def move_voids_what_was_scored_and_asks_why():
    s = Session(products=2)
    s.score(1, [80, 82, 81], 4)
    s.score(2, [75, 76, 75], 4)
    s.find([[1, "knockout", "1.1", "", "", "loại", "", "Giả mạo"]])
    r = s.unchanged("move", s.path, "26", "1", rc=1)
    assert "3 phiếu" in r.err and "1 kết luận" in r.err and "lý do" in r.err, r
    s.unchanged("move", s.path, "26", "1", "--reason", " ", rc=1)
    s.unchanged("move", s.path, "27", "1", "--reason", "Nhầm", rc=1)
    s.unchanged("move", s.path, "26", "9", "--reason", "Nhầm", rc=1)
    r = ok("move", s.path, "26", "1", "--reason", "Nộp nhầm bộ")
    assert "3 phiếu" in r.out, r
    p = s.tally(1)
    assert p["set"] == "qd26-2026/26" and p["ballots"]["closed"] == 0 and p["knockout"] is None
    assert s.tally(2)["sum"] == 226
    holds(s.path)
    s.score(1, [80, 82, 81], 4, criteria_set="26")
    ok("signoff", s.path)
    holds(s.path)
    assert s.tally(1)["sum"] == 243
    s.unchanged("move", s.path, "8", "1", "--reason", "Nhầm", rc=1)
    ok("reopen", s.path, "--reason", "Chuyển lại")
    ok("move", s.path, "8", "1", "2", "--reason", "Nộp nhầm bộ")  # 2 has it already
    assert s.tally(1)["sum"] == 0 and s.tally(2)["sum"] == 226
    holds(s.path)


@test
def a_list_says_where_to_move():
    s = Session()
    ok("move", s.path, "26", "1")
    ok("move", s.path, "8", "1")
    s.score(1, [80, 82, 81], 4)
    r = s.unchanged("import", s.path, "products",
                    s.list("products", ["stt", "ten_san_pham", "chu_the", "bo_san_pham"],
                           [[1, "Mắm tôm 1", "Cơ sở 1", "26"]]), rc=1)
    assert "move" in r.err, r
    fails(2, "move", s.path, "26")


@test
def a_set_of_a_newer_program_is_listed_and_not_scored():
    s = Session(products=2)
    db = sqlite3.connect(s.path, isolation_level=None)
    db.execute("update event set body = replace(body, 'qd26-2026/08', 'qd31-2031/08') "
               "where kind = 'product' and body like '%Mắm tôm 1%'")
    db.execute("update product set set_id = 'qd31-2031/08' where no = 1")
    recompute(db)
    db.close()
    holds(s.path)
    p, other = ok("products", s.path, "--json").json["products"]
    assert (p["state"], p["set"]) == ("set-missing", "qd31-2031/08") and other["state"] == "ready"
    assert "chưa có tiêu chí" in ok("products", s.path).out
    r = run("feed", s.path, stdin="1\tThành viên 1\t1.1\t1\n2\tThành viên 1\t1.1\t1\n")
    assert "REFUSED" in r.out.splitlines()[0] and "qd31-2031/08" in r.out, r
    assert "ACK" in r.out.splitlines()[1], r
    told = fails(1, "check", s.path, "--json").json
    assert any(b["code"] == "set-not-here" and b["product"] == 1 for b in told["blockers"]), told
    fails(1, "criteria", "show", "qd31-2031/08")
    s.unchanged("import", s.path, "ballots",
                s.list("ballots", ["san_pham", "thanh_vien", "tieu_chi", "muc"],
                       [[1, "Thành viên 1", "1.1", 1]]), rc=1)
    ok("move", s.path, "8", "1")
    assert s.tally(1)["set"] == "qd26-2026/08"


def own(set_id, name="rieng.yaml", *changes):
    """A file with a copy of set 08 under an id of its own."""
    text = ok("criteria", "show", "8", "--yaml").out.replace("id: qd26-2026/08", "id: " + set_id)
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    with open(name, "w", encoding="utf-8") as f:
        f.write(text)
    return name


@test
def a_set_of_ones_own_is_scored_in_its_session():
    s = Session(products=2)
    s.unchanged("criteria", "add", s.path, own("qd26-2026/08"), rc=1)
    s.unchanged("criteria", "add", s.path, own("ca-mau-2026/08", "bad.yaml", ("max: 40", "max: 41")),
                rc=1)
    s.unchanged("criteria", "add", s.path, "missing.yaml", rc=3)
    assert "Đã thêm" in ok("criteria", "add", s.path, own("ca-mau-2026/08")).out
    s.unchanged("criteria", "add", s.path, "rieng.yaml", rc=0)
    no_mark = (", star: 3", "")
    r = ok("criteria", "add", s.path, own("ca-mau-2026/08", "nhe.yaml", no_mark))
    assert "Đã thay" in r.out and "cảnh báo" in r.err, r
    told = ok("criteria", "show", "ca-mau-2026/08", s.path, "--json").json
    leaf = next(n for n in told["nodes"] if n["kind"] == "criterion" and n["code"] == "1.1")
    assert leaf["minimums"]["3"] is None and leaf["minimums"]["4"] is None
    fails(1, "criteria", "show", "ca-mau-2026/08")  # of the session alone
    s.load("products", ["stt", "ten_san_pham", "chu_the", "bo_san_pham"],
           [[1, "Mắm tôm 1", "Cơ sở 1", "Ca-mau-2026/08"], [3, "Khô", "Cơ sở 3", "8"]])
    assert [p["set"] for p in ok("products", s.path, "--json").json["products"]] == [
        "ca-mau-2026/08", "qd26-2026/08", "qd26-2026/08"]
    r = s.unchanged("import", s.path, "products",
                    s.list("products", ["stt", "ten_san_pham", "chu_the", "bo_san_pham"],
                           [[2, "Mắm tôm 2", "Cơ sở 2", told["name"]]]), rc=1)
    assert "hai bộ cùng tên" in r.err, r
    ok("move", s.path, "8", "2", "3")
    s.score(1, [80, 82, 81], 4)
    s.score(2, [75, 76, 75], 4)
    s.score(3, [75, 76, 75], 4)
    r = s.unchanged("criteria", "add", s.path, "rieng.yaml", rc=1)
    assert "mã mới" in r.err, r
    ok("signoff", s.path)
    holds(s.path)
    p = s.tally(1)
    assert p["set"] == "ca-mau-2026/08" and p["star"] == 4
    assert ok("explain", s.path, "1").out and ok("export", s.path, "--ballots").out
    s.unchanged("criteria", "add", s.path, own("ca-mau-2027/08"), rc=1)


@test
def a_set_in_use_is_replaced_by_a_new_one():
    s = Session()
    ok("criteria", "add", s.path, own("ca-mau-2026/08"))
    ok("move", s.path, "ca-mau-2026/08", "1")
    s.score(1, [80, 82, 81], 4)
    ok("criteria", "add", s.path, own("ca-mau-2027/08", "moi.yaml", (", star: 4", "")))
    ok("move", s.path, "ca-mau-2027/08", "1", "--reason", "Tỉnh sửa bộ tiêu chí")
    s.score(1, [80, 82, 81], 4)
    ok("signoff", s.path)
    holds(s.path)
    assert s.tally(1)["set"] == "ca-mau-2027/08"


if __name__ == "__main__":
    main()
