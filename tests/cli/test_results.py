# SPDX-License-Identifier: MIT
"""tally, check, explain: every outcome the law and the council's rules know."""

from lib import Session, fails, main, ok, test


def status(s, no=1):
    p = s.tally(no)
    return p["star"], p["status"]


@test
def the_shape_of_a_tally():
    s = Session(members=9, products=2)
    s.score(1, [82, 83, 84, 83, 82, 84, 83, 83, 83], 4)
    told = s.tally()
    assert set(told) == {"session", "products"}
    assert {"criteria", "state", "version", "rehearsal", "mode", "province", "council", "round",
            "year", "place", "date", "decision", "regulation", "id", "events", "hash",
            "closing_hash"} <= set(told["session"])
    p = told["products"][0]
    assert list(p)[:17] == ["no", "code", "name", "owner", "set", "ballots", "sum", "mean",
                            "mean_exact", "parts", "band", "minimums", "spread", "knockout",
                            "star", "status", "quorum"]
    assert p["no"] == 1 and p["code"] is None and p["set"] == "qd26-2026/08"
    assert p["ballots"] == {"expected": 9, "closed": 9}
    assert p["sum"] == 747 and p["mean"] == "83,00" and p["mean_exact"] == [747, 9]
    assert [n for _, n in p["parts"].values()] == [9, 9, 9]
    assert sum(total for total, _ in p["parts"].values()) == 747
    assert p["band"] == 4 and p["knockout"] is None and (p["star"], p["status"]) == (4, "proposed")
    assert set(p["minimums"]) == {"3", "4", "5"}
    assert all(set(m) == {"met", "missed", "divided"} for m in p["minimums"].values())
    assert p["minimums"]["3"] == {"met": True, "missed": [], "divided": []}
    assert p["minimums"]["4"]["met"] is True
    assert p["spread"] == {"max": 84, "min": 82, "exceeds": False, "settled": False}


@test
def without_a_ballot_nothing_is_known():
    s = Session()
    p = s.tally(1)
    assert p["ballots"] == {"expected": 3, "closed": 0} and p["sum"] == 0
    assert p["mean"] is None and p["mean_exact"] == [0, 0] and p["band"] is None
    assert p["parts"] == {"A": [0, 0], "B": [0, 0], "C": [0, 0]}
    assert p["minimums"] == {k: {"met": None, "missed": [], "divided": []} for k in "345"}
    assert p["spread"]["max"] is None and p["spread"]["min"] is None
    assert p["spread"]["exceeds"] is False
    assert (p["star"], p["status"]) == (None, "waiting")


@test
def bands_are_exact():
    s = Session(products=6)
    for no, totals in enumerate(([90, 90, 90], [90, 90, 89], [70, 70, 70], [70, 70, 69],
                                 [50, 50, 49], [30, 30, 29]), 1):
        s.score(no, totals, 5 if no < 3 else 4 if no < 5 else 3 if no < 6 else 0)
    assert [s.tally(no)["band"] for no in range(1, 7)] == [5, 4, 4, 3, 2, 1]
    assert [status(s, no) for no in (1, 2, 3)] == [(5, "forward"), (4, "proposed"), (4, "proposed")]
    assert [status(s, no) for no in (5, 6)] == [(2, "below"), (1, "below")]
    assert s.tally(2)["mean"] == "89,67" and s.tally(4)["mean"] == "69,67"


@test
def a_divided_minimum_waits_for_the_council():
    s = Session()
    s.score(1, [80, 80, 80], 4, {0: {"5.1": 3}})
    p = s.tally(1)
    assert p["minimums"]["4"] == {"met": None, "missed": [], "divided": ["5.1"]}, p["minimums"]
    assert status(s) == (None, "undecided")
    fails(1, "check", s.path)
    s.find([[1, "minimum", "5.1", 4, "", "đạt", "2/3", "Xem hồ sơ"]])
    assert status(s) == (4, "proposed")
    s.find([[1, "minimum", "5.1", 4, "", "không đạt", "3/3", "Xem lại"]])
    assert s.tally(1)["minimums"]["4"] == {"met": False, "missed": ["5.1"], "divided": []}
    assert status(s) == (3, "proposed")


@test
def a_missed_minimum_lowers_or_fails():
    s = Session()
    s.score(1, [80, 80, 80], 4, {i: {"5.1": 3} for i in range(3)})
    assert s.tally(1)["minimums"]["4"]["missed"] == ["5.1"] and status(s) == (3, "proposed")
    ok("set", s.path, "minimum.missed=fail", "--reason", "Điều 9 Quy chế")
    assert status(s) == (0, "failed")


@test
def the_council_s_rule_decides():
    s = Session()
    s.score(1, [80, 80, 80], 4, {0: {"5.1": 3}})
    for rule, met in (("majority", True), ("all", False), ("mean", False), ("conclude", None)):
        ok("set", s.path, f"minimum.rule={rule}", "--reason", "thử")
        assert s.tally(1)["minimums"]["4"]["met"] is met, rule


@test
def ninety_without_the_minimums_asks_whether_to_forward():
    s = Session()
    s.score(1, [91, 91, 91], 5, {i: {"1.5": 2} for i in range(3)})
    assert status(s) == (None, "undecided")
    codes = [b["code"] for b in fails(1, "check", s.path, "--json").json["blockers"]]
    assert "forward-open" in codes, codes
    s.find([[1, "forward", "", "", "", "trình", "3/3", ""]])
    assert status(s) == (5, "forward")
    s.find([[1, "forward", "", "", "", "không trình", "3/3", ""]])
    assert status(s) == (4, "proposed")


@test
def too_wide_a_spread_blocks_until_settled():
    s = Session()
    s.score(1, [70, 75, 81], 4)
    assert s.tally(1)["spread"] == {"max": 81, "min": 70, "exceeds": True, "settled": False}
    assert "spread" in [b["code"] for b in fails(1, "check", s.path, "--json").json["blockers"]]
    s.find([[1, "spread", "", "", "", "giữ nguyên", "3/3", "Đã thảo luận"]])
    assert s.tally(1)["spread"]["settled"] is True
    ok("check", s.path)


@test
def exactly_the_spread_is_a_rule_of_its_own():
    s = Session()
    s.score(1, [70, 75, 80], 4)
    assert s.tally(1)["spread"]["exceeds"] is False
    ok("set", s.path, "spread.equal=refused", "--reason", "Điều 8")
    assert s.tally(1)["spread"]["exceeds"] is True


@test
def out_of_the_running():
    s = Session(products=3)
    for no in (1, 2, 3):
        s.score(no, [80, 80, 80], 4)
    s.find([[1, "knockout", "1.1", "", "", "loại", "3/3", "Không rõ nguồn gốc"],
            [2, "postponed", "", "", "", "có", "", "Chờ hồ sơ"],
            [3, "withdrawn", "", "", "", "có", "", "Chủ thể xin rút"]])
    assert status(s, 1) == (0, "knocked-out")
    assert s.tally(1)["knockout"] == {"criterion": "1.1", "reason": "Không rõ nguồn gốc"}
    assert status(s, 2) == (None, "postponed") and status(s, 3) == (None, "withdrawn")
    listed = ok("tally", s.path).out
    for words in ("bị loại", "hoãn", "rút"):
        assert words in listed, listed


@test
def the_table_says_it_in_the_law_s_words():
    s = Session(products=4)
    s.score(1, [82, 82, 82], 4)
    s.score(2, [92, 92, 92], 5)
    s.score(3, [40, 40, 40])
    listed = ok("tally", s.path).out
    for words in ("DỰ THẢO", "đề nghị phân hạng 4 sao", "trình Bộ", "dưới 3 sao: 2 sao", "chưa chấm",
                  "82,00", "3/3", "0/3"):
        assert words in listed, (words, listed)
    assert listed.splitlines()[-1].endswith("4"), listed
    english = ok("tally", s.path, "--lang", "en").out
    assert "DRAFT" in english and "sao" not in english, english


@test
def json_is_the_same_in_every_language():
    s = Session(products=2)
    s.score(1, [80, 80, 80], 4, {0: {"5.1": 3}})
    for args in (["tally", s.path], ["products", s.path], ["explain", s.path, "1"],
                 ["journal", s.path], ["criteria", "list"], ["criteria", "show", "8"]):
        assert ok(*args, "--json").bytes == ok(*args, "--json", "--lang", "en").bytes, args
    assert (fails(1, "check", s.path, "--json").bytes ==
            fails(1, "check", s.path, "--json", "--lang", "en").bytes)


@test
def check_says_what_stands_in_the_way():
    s = Session(products=2)
    s.score(1, [80, 80, None], 4)
    r = fails(1, "check", s.path, "--json")
    told = r.json
    assert told["ready"] is False and set(told) == {"ready", "blockers", "warnings"}
    for b in told["blockers"] + told["warnings"]:
        assert {"code", "product", "member", "text"} <= set(b), b
    missing = [b for b in told["blockers"] if b["product"] == 1]
    assert [(b["code"], b["member"]) for b in missing] == [("ballot-missing", "Thành viên 3")]
    assert "SP 1" in missing[0]["text"]
    shown = fails(1, "check", s.path).out
    assert "PHẢI XỬ LÝ" in shown and missing[0]["text"] in shown
    s.score(1, [80, 80, 80], 4)
    s.score(2, [80, 80, 80], 4)
    told = ok("check", s.path, "--json").json
    assert told["ready"] is True and told["blockers"] == []
    assert {"no-code"} <= {b["code"] for b in told["warnings"]}
    assert "CẦN XEM" in ok("check", s.path).out


@test
def check_is_about_the_session_too():
    ok("new", "a.ocop")
    blockers = fails(1, "check", "a.ocop", "--json").json["blockers"]
    assert {b["code"] for b in blockers} >= {"no-members", "no-products"}
    assert all(b["product"] is None and b["member"] is None for b in blockers)


@test
def a_conclusion_imported_before_its_ballots_is_stale():
    s = Session()
    s.load("findings", ["san_pham", "loai", "ket_luan", "ly_do"], [[1, "spread", "giữ nguyên", "x"]])
    s.score(1, [60, 80, 80], 4)
    codes = [b["code"] for b in fails(1, "check", s.path, "--json").json["blockers"]]
    assert "finding-stale" in codes and "spread" in codes, codes


@test
def the_quorum_is_counted():
    s = Session(members=4)
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai"],
           [["*", "Thành viên 3", "vang"], ["*", "Thành viên 4", "vang"]])
    s.score(1, [80, 80, None, None], 4)
    p = s.tally(1)
    assert p["quorum"] == {"present": 2, "base": 4, "needed": 3, "held": False}
    assert fails(1, "check", s.path, "--json").json["blockers"][0]["code"].startswith("quorum")
    ok("set", s.path, "quorum=1/2", "--reason", "Điều 4")
    assert s.tally(1)["quorum"]["held"] is True
    ok("check", s.path)


@test
def blockers_quote_their_rule():
    said = lambda s: " ".join(b["text"] for b in fails(1, "check", s.path, "--json").json["blockers"])
    s = Session(products=3, spread__max__cite="Điều 8 Quy chế")
    s.score(1, [70, 81, 76], 4, {0: {"5.1": 3}})
    s.score(2, [80, 80, None], 4)
    text = said(s)
    for words in ("chênh 11, mức cho phép 10 (Điều 8 Quy chế)",
                  "5.1 (Phụ lục II, ghi chú về dấu sao; chưa ghi căn cứ trong Quy chế)",
                  "chưa có phiếu nào được tính (Điều 3.3)"):
        assert words in text, (words, text)
    ok("set", s.path, "ballots.missing.cite=Điều 6", "minimum.rule.cite=Điều 9", "quorum=1/1",
       "quorum.cite=Khoản 2 Điều 4", "--reason", "thử")
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai"], [[3, "Thành viên 3", "vang"]])
    text = said(s) + fails(1, "signoff", s.path).err
    for words in ("dấu sao; Điều 9)", "(Khoản 2 Điều 4)", "(Điều 8 Quy chế)"):
        assert text.count(words) == 2, (words, text)


@test
def explain_goes_step_by_step():
    s = Session(minimum__rule__cite="Điều 9 Quy chế")
    s.score(1, [80, 81, 79], 4, {0: {"5.1": 3}})
    text = ok("explain", s.path, "1").out
    for words in ("3/3", "240/3 = 80,00", "Điều 3.3", "Phụ lục II", "Điều 9 Quy chế", "5.1",
                  "2 phiếu đạt, 1 phiếu không đạt", "chờ kết luận", "cao 81, thấp 79", "4 sao"):
        assert words in text, (words, text)
    told = ok("explain", s.path, "1", "--json").json
    assert told["sum"] == 240 and told["mean_exact"] == [240, 3] and told["status"] == "undecided"
    gate = next(g for g in told["minimums"]["4"]["criteria"] if g["criterion"] == "5.1")
    assert (gate["for"], gate["against"], gate["met"], gate["divided"]) == (2, 1, None, True)
    assert told["minimums"]["cite"] == "Điều 9 Quy chế"
    assert told["next"]["star"] == 4 and told["next"]["minimums"] == ["5.1"]
    assert told["next"]["points"] == 0
    assert [b["total"] for b in told["ballots"]["counted"]] == [80, 81, 79]


@test
def explain_counts_what_is_missing_to_the_next_star():
    s = Session(products=3)
    s.score(1, [82, 82, 82], 4)
    s.score(2, [92, 92, 92], 5)
    told = ok("explain", s.path, "1", "--json").json["next"]
    assert told["star"] == 5 and told["needed"] == 270 and told["points"] == 24
    assert ok("explain", s.path, "2", "--json").json["next"] is None
    assert ok("explain", s.path, "3", "--json").json["next"] is None
    assert "24" in ok("explain", s.path, "1").out
    fails(1, "explain", s.path, "9")
    english = ok("explain", s.path, "1", "--lang", "en").out
    assert "phiếu" not in english, english


@test
def every_step_of_an_explanation_has_its_ground():
    s = Session(minimum__rule__cite="Điều 9 Quy chế", spread__max__cite="Điều 8 Quy chế")
    s.score(1, [80, 81, 79], 4, {0: {"5.1": 3}})
    s.find([[1, "minimum", "5.1", 4, "", "không đạt", "2/3", "Chưa có website"]])
    steps = ok("explain", s.path, "1", "--json").json["steps"]
    assert [x["text"] for x in steps if not (x["article"] or x["rule"])] == []
    assert {x["rule"] for x in steps} == {None, "minimum.rule", "minimum.missed", "spread.max"}
    for x in steps:
        cite = {"minimum.rule": "Điều 9 Quy chế", "spread.max": "Điều 8 Quy chế"}.get(x["rule"])
        assert x["cite"] == cite, x
    text = ok("explain", s.path, "1").out
    for words in ("Chênh lệch giữa các thành viên: cao 81, thấp 79, chênh 2 (Điều 8 Quy chế)",
                  "5.1: không đạt mức của 4 sao, biểu quyết 2/3: Chưa có website",
                  "đủ yêu cầu (chưa ghi căn cứ trong Quy chế)"):
        assert words in text, (words, text)


@test
def the_next_star_and_the_edge_are_told():
    s = Session(products=2)
    s.score(1, [69, 70, 70], 4)
    s.score(2, [80, 80, 80], 4)
    told = ok("explain", s.path, "1", "--json").json
    step, = told["next"]["steps"]
    assert told["next"]["enough"] and told["next"]["gained"] >= told["next"]["points"] == 1
    assert step["gain"] == step["level_points"] * 3 - step["sum"] and not step["minimum"]
    edge = told["edge"]
    assert (edge["up"], edge["down"], edge["up_mean"]) == (1, 59, "0,33"), edge
    assert edge["one_level"] == {"changes": True, "open": True, "low": 3, "high": 4}, edge
    assert edge["one_ballot_less"]["changes"] and edge["one_ballot_less"]["high"] == 4, edge
    assert "Sát mốc" in ok("explain", s.path, "1").out
    assert "Sát mốc" not in ok("explain", s.path, "2").out
    warned = ok("check", s.path, "--json").json["warnings"]
    assert [b["product"] for b in warned if b["code"] == "edge"] == [1], warned


@test
def the_page_for_the_producer_names_nobody():
    s = Session()
    s.score(1, [81, 84, 79], 4)
    text = ok("explain", s.path, "1", "--producer").out
    assert "Thành viên" not in text and "DỰ THẢO" in text and "Để được 5 sao" in text, text
    for own in ("81 điểm", "84 điểm", "79 điểm", "phiếu đạt"):
        assert own not in text, text
    assert text.split() == " ".join(
        ok("explain", s.path, "1", "--json").json["producer"]).split(), text


main()
