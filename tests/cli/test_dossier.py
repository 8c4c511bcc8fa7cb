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
                                  "issued": "2026-12-31", "expires": "2029-12-31"}
    assert told["forwarded"] == {"number": None, "date": None, "issued": None, "expires": None}
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
         "central_number": None, "central_date": None},
        {"no": 2, "left_out": False, "reason": None, "central": 5,
         "central_number": "34/QĐ-BNNMT", "central_date": "2027-03-01"}]
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
