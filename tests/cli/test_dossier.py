# SPDX-License-Identifier: MIT
"""Dossiers, scores given before the meeting, and what is decided after it."""

from lib import Session, fails, main, ok, test


def signed_off():
    """Product 1 is proposed for 4 stars, 2 is forwarded, 3 is below."""
    s = Session(products=3)
    for no, total, star in ((1, 80, 4), (2, 92, 5), (3, 45, 0)):
        s.score(no, [total] * 3, star)
    ok("signoff", s.path)
    return s


def kinds(s):
    return [e["kind"] for e in s.journal()]


@test
def a_decision_is_recorded_without_a_new_version():
    s = signed_off()
    before = s.tally()["session"]
    ok("decide", s.path, "--list", "recognised", "--number", "12/QĐ-UBND", "--date", "2026-12-20")
    s.unchanged("decide", s.path, "--list", "recognised", "--number", "12/QĐ-UBND", rc=0)
    r = ok("decide", s.path, "--list", "recognised", "--issued", "2026-12-31")
    assert "12/QĐ-UBND" in r.out and "2029-12-31" in r.out, r
    told = ok("decide", s.path, "--json").json
    assert told["recognised"] == {"number": "12/QĐ-UBND", "date": "2026-12-20",
                                  "issued": "2026-12-31", "expires": "2029-12-31",
                                  "version": 1, "not_applied": []}
    assert told["forwarded"] == {"number": None, "date": None, "issued": None, "expires": None,
                                 "version": None, "not_applied": []}
    after = s.tally()["session"]
    assert after["version"] == before["version"] == 1
    assert after["closing_hash"] == before["closing_hash"]
    ok("verify", s.path, "--hash", before["closing_hash"])


@test
def products_are_left_out_and_answered_for():
    s = signed_off()
    ok("decide", s.path, "--left-out", "1", "--reason", "Chờ kiểm nghiệm lại")
    ok("decide", s.path, "--central", "2=5", "--central-number", "34/QĐ-BNNMT", "--central-date",
       "2027-03-01")
    s.unchanged("decide", s.path, "--central", "2=5", rc=0)
    r = ok("decide", s.path)
    assert "Chờ kiểm nghiệm lại" in r.out and "34/QĐ-BNNMT" in r.out, r
    assert ok("decide", s.path, "--json").json["products"] == [
        {"no": 1, "left_out": True, "reason": "Chờ kiểm nghiệm lại", "central": None,
         "central_number": None, "central_date": None, "version": 1, "applies": True},
        {"no": 2, "left_out": False, "reason": None, "central": 5,
         "central_number": "34/QĐ-BNNMT", "central_date": "2027-03-01", "version": 1,
         "applies": True}]
    ok("decide", s.path, "--left-in", "1")
    ok("decide", s.path, "--central", "2=")
    told = ok("decide", s.path, "--json").json["products"]
    assert not told[0]["left_out"] and told[0]["reason"] is None
    assert told[1]["central"] is None and told[1]["central_number"] is None
    assert kinds(s).count("decided") == 4
    ok("verify", s.path)


@test
def decisions_that_cannot_be():
    s = signed_off()
    for rc, *args in ((1, "--left-out", "3", "--reason", "x"), (1, "--central", "1=4"),
                      (1, "--left-out", "9", "--reason", "x"), (1, "--central", "9=4"),
                      (1, "--list", "recognised", "--date", "20/12/2026"),
                      (1, "--list", "recognised", "--date", "2026-12-20", "--issued", "2026-12-01"),
                      (2, "--list", "all"), (2, "--left-out", "1"), (2, "--central", "2"),
                      (2, "--central", "2=6"), (2, "--central", "2=55"), (2, "--number", "12"),
                      (2, "--central-date", "2027-01-01"),
                      (2, "--list", "recognised", "--central", "2=5")):
        r = s.unchanged("decide", s.path, *args, rc=rc)
        assert r.out == "" and len(r.err.splitlines()) == 1, (args, r)
    fresh = Session("moi.ocop")
    r = fresh.unchanged("decide", fresh.path, "--list", "forwarded", "--number", "1", rc=1)
    assert "chưa chốt" in r.err, r


SCORES = ["san_pham", "nguon", "tieu_chi", "muc", "ghi_chu"]


@test
def a_dossier_is_told_whole():
    s = Session(products=2, date="2026-12-01")
    s.load("products", ["stt", "ma_san_pham", "ten_san_pham", "chu_the", "bo_san_pham",
                        "lan_dang_ky"],
           [[1, "96-32001-1-2026", "Mắm tôm 1", "Cơ sở 1", 8, "nâng hạng"],
            [2, "SP-2", "Mắm tôm 2", "Cơ sở 2", 8, ""]])
    s.load("dossier", ["san_pham", "so_mau", "dang_ky_kinh_doanh", "kiem_nghiem", "ghi_chu"],
           [[1, 4, "có", "30/11/2026", "Bản sao"]])
    s.load("scores", SCORES, [[1, "tự chấm", "5.1", 3, "Có ảnh"], [1, "tổ tư vấn", "5.1", 1, ""]])
    s.score(1, [80, 80, 80], 4)
    d = ok("dossier", s.path, "1", "--json").json
    assert (d["no"], d["code_form"], d["kind"], d["samples"], d["samples_asked"], d["note"],
            d["paper_day"]) == (1, "current", "upgrade", 4, 5, "Bản sao", "2026-12-01")
    assert len(d["evidence"]) == 15 and d["evidence"][11] == {
        "item": 12, "name": "Phiếu kiểm nghiệm", "state": "yes", "expires": "2026-11-30",
        "expired": True, "note": None}
    assert d["evidence"][1]["state"] is None
    assert d["self"]["marks"] == 1 and d["self"]["parts"]["B"] == d["self"]["total"]
    assert d["council"] == [240, 3] and len(d["criteria"]) == 32
    row = next(c for c in d["criteria"] if c["criterion"] == "5.1")
    assert row["self"] == {"level": "3", "points": row["self"]["points"], "note": "Có ảnh"}
    total, n = row["mean_exact"]
    assert row["difference"] == [abs(total - row["adviser"]["points"] * n), n]
    assert row["asked"] is True and row["reason"] is None
    other = next(c for c in d["criteria"] if c["criterion"] == "5.2")
    assert other["self"] is None and other["difference"] is None and other["asked"] is False
    shown = ok("dossier", s.path, "1").out
    assert "HẾT HẠN" in shown and "CẦN GHI LÝ DO" in shown and "Mẫu: 4, cần 5" in shown, shown
    s.load("findings", ["san_pham", "loai", "tieu_chi", "ket_luan", "ly_do"],
           [[1, "difference", "5.1", "có", "Đã bổ sung"]])
    assert "Đã bổ sung" in ok("dossier", s.path, "1").out
    empty = ok("dossier", s.path, "SP-2", "--json").json
    assert empty["code_form"] == "other" and empty["samples"] is None and empty["self"] is None
    fails(1, "dossier", s.path, "9")
    p = {p["no"]: p for p in ok("products", s.path, "--json").json["products"]}
    assert p[1]["samples"] == 4 and [e["item"] for e in p[1]["evidence"]] == [1, 12]
    assert p[1]["self"] == d["self"]["total"] and p[1]["adviser"] == d["adviser"]["total"]
    assert p[2]["samples"] is None and p[2]["evidence"] == [] and p[2]["adviser"] is None


@test
def thin_dossiers_warn_and_never_block():
    s = Session(products=1, date="2026-12-01", difference__ask__cite="Điều 9 Quy chế")
    s.score(1, [80, 80, 80], 4)
    ok("correct", s.path, "1", "code=SP-1", "--reason", "Chưa có mã")
    s.load("dossier", ["san_pham", "so_mau", "kiem_nghiem"], [[1, 4, "30/11/2026"]])
    s.load("scores", SCORES, [[1, "tổ tư vấn", "5.1", 1, ""]])
    told = ok("check", s.path, "--json").json
    assert told["ready"] and told["blockers"] == []
    text = {w["code"]: w["text"] for w in told["warnings"]}
    assert {"samples-short", "evidence-missing-many", "evidence-expires", "code-form",
            "difference-asked"} <= set(text), text
    assert "điểm d khoản 2 Điều 6" in text["samples-short"]
    assert "30/11/2026" in text["evidence-expires"]
    assert "5.1" in text["difference-asked"] and "Điều 9 Quy chế" in text["difference-asked"]
    ok("signoff", s.path)


@test
def the_help_of_import_names_every_column():
    told = ok("import", "--help").out
    for word in ("ho_ten*", "dossier", "so_mau", "he_thong_chat_luong", "scores", "nguon*",
                 "can_cu"):
        assert word in told, word
    columns = told[told.index("  members"):].split("\n\n")[0]
    assert all(len(line) <= 80 for line in columns.splitlines()), told


if __name__ == "__main__":
    main()
