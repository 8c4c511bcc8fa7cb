# SPDX-License-Identifier: MIT
"""Every sheet of the workbook, cell by cell, against what the record says, for random councils.

What is expected is computed here from the marks that were fed in and from tally --json; no word
of the program's own exporting.  PAPERS=20 makes 20 councils instead of 3; SEED=7 begins there."""

import collections
import csv
import datetime
import io
import json
import os
import random
import re
import resource
import signal
import unicodedata
import zipfile
from xml.etree import ElementTree

import openpyxl

from council import Council, random_council
from lib import fails, leaves, main, ok, run, test
from workbook import Book

PROPOSALS = {"forward": "Trình Bộ", "knocked-out": "Loại hồ sơ", "postponed": "Hoãn",
             "withdrawn": "Rút hồ sơ", "undecided": "Chưa xác định", "waiting": "Chưa có phiếu",
             "failed": "Không đạt"}
KINDS = {"lần đầu": "Công nhận mới", "nâng hạng": "Nâng hạng", "đánh giá lại": "Công nhận lại"}
LISTS = {"Phụ lục QĐ": ("proposed",), "Tiềm năng 5 sao": ("forward",),
         "Không đạt": ("below", "failed", "knocked-out"),
         "Hoãn": ("postponed", "withdrawn", "waiting", "undecided")}


def nfc(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def proposal(p):
    if p["status"] == "proposed":
        return f"Đề nghị phân hạng {p['star']} sao"
    return f"Dưới 3 sao ({p['star']} sao)" if p["status"] == "below" else PROPOSALS[p["status"]]


class Papers:
    """A council, what the program tells of it, and its workbook."""

    def __init__(self, council):
        self.c = council
        self.path = ok("export", council.path).out.strip()
        self.book = Book(self.path)
        told = council.tally()
        self.session, self.tally = told["session"], told["products"]
        self.fed = {p["stt"]: p for p in council.products}
        self.groups = {p["bo_san_pham"]: ok("criteria", "show", p["bo_san_pham"], "--json").json
                       for p in council.products}

    def total(self, no, member, part=None):
        marks = self.c.marks.get((no, member))
        if marks is None:
            return None
        return sum(level["points"] for leaf in leaves(self.fed[no]["bo_san_pham"])
                   for level in [marks[leaf["code"]]] if part in (None, self.part(no, leaf)))

    def part(self, no, leaf):
        nodes = {(n["kind"], n["code"]): n for n in self.groups[self.fed[no]["bo_san_pham"]]["nodes"]}
        parent = leaf["parent"]
        while ("part", parent) not in nodes:
            parent = nodes["section", parent]["parent"]
        return parent

    def totals(self, no, part=None):
        all_of = [self.total(no, m, part) for m in self.c.members]
        return [t for t in all_of if t is not None]

    def place(self, no):
        fed = self.fed[no]
        return fed["dia_chi"] + (f", {fed['xa_phuong']}" if fed["xa_phuong"] else "")

    def group(self, no):
        return self.groups[self.fed[no]["bo_san_pham"]]["group"].split(". ", 1)[1]


# ---- sheet by sheet --------------------------------------------------------------------------------


def check_lists(w):
    """1, 2, 3 and Hoãn: their rows, their sums, and together exactly the agenda."""
    listed = []
    for sheet, statuses in LISTS.items():
        t = w.book.table(sheet)
        want = [p for p in w.tally if p["status"] in statuses]
        if sheet == "Phụ lục QĐ":
            want.sort(key=lambda p: -p["star"])
        rows = t.dicts()
        assert len(rows) == len(want), (sheet, len(rows), len(want))
        for i, (row, p) in enumerate(zip(rows, want)):
            fed = w.fed[p["no"]]
            assert row["TT"] == i + 1 and row["Mã số"] == fed["ma_san_pham"], (sheet, row)
            assert row["Tên sản phẩm"] == nfc(fed["ten_san_pham"]) == p["name"], (sheet, row)
            assert row["Tên chủ thể"] == fed["chu_the"] and row["Địa chỉ"] == w.place(p["no"])
            assert row["Nhóm sản phẩm"] == w.group(p["no"])
            assert row["Hình thức"] == KINDS.get(fed["lan_dang_ky"])
            if sheet in ("Phụ lục QĐ", "Tiềm năng 5 sao"):
                assert row["Hạng sao"] == "★" * p["star"], row
            if sheet in ("Tiềm năng 5 sao", "Không đạt"):
                totals = w.totals(p["no"])
                assert row["Điểm"] is None if not totals else \
                    abs(row["Điểm"] - sum(totals) / len(totals)) < 1e-9
            elif sheet == "Phụ lục QĐ":
                assert "Điểm" not in row, "points are not published"
            if sheet != "Phụ lục QĐ":
                check_list_note(w, row["Ghi chú"] or "", p)
            listed.append(row["Mã số"])
        check_sums(w, t, sheet, want)
    assert sorted(listed) == sorted(p["ma_san_pham"] for p in w.c.products)


def last_finding(w, no, kind):
    return w.c.findings.get((no, kind, "", ""))


def check_list_note(w, note, p):
    status, no = p["status"], p["no"]
    if status == "forward":
        found = last_finding(w, no, "forward")
        want = f"Hội đồng kết luận trình, biểu quyết {found[6]}" if found else ""
    elif status in ("postponed", "withdrawn"):
        what = {"postponed": "Hoãn", "withdrawn": "Rút hồ sơ"}[status]
        want = f"{what}: {last_finding(w, no, status)[7]}"
    elif status == "knocked-out":
        want = f"Bị loại; {last_finding(w, no, 'knockout')[7]}"
    else:
        want = {"waiting": "Chưa có phiếu", "undecided": "Chưa kết luận",
                "below": f"Dưới 3 sao: {p['star']} sao",
                "failed": "Không đạt yêu cầu tối thiểu của hạng theo điểm"}[status]
    assert note == want, (no, note, want)


def check_sums(w, t, sheet, want):
    sums = {t.sheet.cell(r, 3).value: t.sheet.cell(r, t.at["Hạng sao"]).value for r in t.rows
            if str(t.sheet.cell(r, 3).value or "").startswith(("Cộng", "Tổng"))}
    if not want:
        assert not sums and t.sheet.cell(t.head + 1, 2).value == "Không có sản phẩm nào", sheet
    elif sheet == "Phụ lục QĐ":
        star = collections.Counter(p["star"] for p in want)
        assert sums == {"Cộng sản phẩm 4 sao": star[4], "Cộng sản phẩm 3 sao": star[3],
                        "Tổng cộng": len(want)}, sums
    else:
        assert list(sums.values()) == [len(want)], (sheet, sums)


def check_the_check(w, row):
    """The check cell is 0, and is not when the mean is one hundredth off."""
    t = w.book.table("Tổng hợp điểm")
    at = t.sheet.cell(row, t.at["Kiểm tra (phải là 0)"])
    mean = t.sheet.cell(row, t.at["Tổng điểm trung bình"])
    formula, was = w.book.formulas[t.sheet.title][at.coordinate].value, mean.value
    for off in (.01, -.01, 1e-5):
        mean.value = was + off
        assert abs(w.book.calculate(t.sheet.title, formula)) >= abs(off) * .9, (formula, off)
    mean.value = was


def check_scores(w):
    t = w.book.table("Tổng hợp điểm")
    rows = t.dicts()
    assert len(rows) == len(w.tally) == len(w.c.products)
    for row, p in zip(rows, w.tally):
        fed, no = w.fed[p["no"]], p["no"]
        assert row["TT"] == no and row["Mã số"] == fed["ma_san_pham"]
        assert row["Tên sản phẩm"] == p["name"] and row["Chủ thể"] == fed["chu_the"]
        assert row["Bộ"] == f"{int(fed['bo_san_pham']):02}"
        for m in w.c.members:
            assert row[m] == w.total(no, m), f"{no} {m}: {row[m]}, fed {w.total(no, m)}"
        assert row["Hạng đề nghị"] == proposal(p)
        check_note(w, row["Ghi chú"] or "", p)
        totals = w.totals(no)
        if not totals:
            assert all(row[c] is None for c in ("TB phần A", "Tổng điểm trung bình", "Cao nhất",
                                                "Số phiếu", "Kiểm tra (phải là 0)"))
            continue
        n = len(totals)
        assert [sum(totals), n] == p["mean_exact"]
        assert abs(row["Tổng điểm trung bình"] - sum(totals) / n) < 1e-9
        for part in "ABC":
            assert abs(row[f"TB phần {part}"] - sum(w.totals(no, part)) / n) < 1e-9
        assert (row["Cao nhất"], row["Thấp nhất"]) == (max(totals), min(totals))
        assert row["Chênh lệch"] == max(totals) - min(totals) and row["Số phiếu"] == n
        assert row["Tổng điểm các phiếu"] == sum(totals) and row["Kiểm tra (phải là 0)"] == 0
        check_the_check(w, row.number)
        band = next(b for b, floor in ((5, 90), (4, 70), (3, 50), (2, 30), (1, 0))
                    if sum(totals) >= floor * n)
        assert row["Hạng theo điểm"] == band == p["band"]
        check_minimum(row["Đạt yêu cầu tối thiểu của hạng"], band, p)
    kinds = collections.Counter(proposal(p) for p in w.tally)
    found = {t.sheet.cell(r, 3).value: t.sheet.cell(r, 4).value for r in t.rows
             if r > t.head + len(rows)}
    assert found["Tổng số sản phẩm"] == len(w.tally)
    for label in list(PROPOSALS.values()) + [f"Đề nghị phân hạng {s} sao" for s in (3, 4)]:
        assert found[label] == kinds[label], label


def check_minimum(text, band, p):
    if band < 3:
        assert text == "Không xét", text
        return
    m = p["minimums"][str(band)]
    want = "Có" if m["met"] else "Không: " + ", ".join(m["missed"]) if m["met"] is False else \
        "Chưa kết luận: " + ", ".join(m["divided"])
    assert text == want, (text, want)


def check_note(w, note, p):
    no, want = p["no"], []
    if p["status"] == "knocked-out":
        want.append(f"Loại hồ sơ: {last_finding(w, no, 'knockout')[7]}.")
    if p["status"] in ("postponed", "withdrawn"):
        want.append(f"{proposal(p)}: {last_finding(w, no, p['status'])[7]}.")
    live = p["status"] not in ("postponed", "withdrawn", "knocked-out")
    if live and p["spread"]["exceeds"]:
        settled = last_finding(w, no, "spread")
        want.append("Chênh lệch quá mức, " + ("Hội đồng giữ nguyên." if settled else
                                              "chưa giải quyết."))
    states = {"vang": "Vắng", "khong_tham_gia": "Không tham gia chấm",
              "phieu_gui": "Gửi phiếu bằng văn bản"}
    away = {m: w.c.away.get((no, m), ("cham",))[0] for m in w.c.members}
    for state, label in states.items():
        names = [m + (" (không tính)" if state == "phieu_gui" and not w.c.written_count else "")
                 for m in w.c.members if away[m] == state]
        want += [f"{label}: {', '.join(names)}."] if names else []
    missing = [m for m in w.c.members if (no, m) not in w.c.marks and
               (away[m] == "cham" or (away[m] == "phieu_gui" and w.c.written_count))]
    if live and missing:
        want.append(f"Chưa nộp phiếu: {', '.join(missing)}.")
    assert note == " ".join(want), (no, note, want)


def sheet_order(w, p):
    """(code, name, maximum, node) of every line of a product, as the law prints its sheet."""
    fed = w.fed[p["no"]]
    none = "" if w.totals(p["no"]) else ". Chưa có phiếu được tính."
    yield None, f"{p['name']} ({p['code']}); chủ thể: {fed['chu_the']}{none}", None, None
    if none:
        return
    nodes = w.groups[fed["bo_san_pham"]]["nodes"]
    for node, after in zip(nodes, nodes[1:] + [{"code": None}]):
        if node["kind"] == "section" and node["code"] == after["code"]:
            continue  # a section that is one criterion
        yield node["code"], node["name"], node["max"], node
    yield None, "TỔNG CỘNG", 100, {"kind": "total"}


def check_leaf(w, row, leaf, p):
    """Where a level carries a star: what is asked for, by how many ballots, and what came of it."""
    ballots = [w.c.marks[p["no"], m][leaf["code"]]["points"] for m in w.c.members
               if (p["no"], m) in w.c.marks]
    asked, reached, before = [], [], None
    for star in (3, 4, 5):
        points, m = leaf["minimums"][str(star)], p["minimums"][str(star)]
        if points is None or points == before:
            continue
        before = points
        verdict = "chưa kết luận" if leaf["code"] in m["divided"] else \
            "không đạt" if leaf["code"] in m["missed"] else "đạt"
        asked.append(f"{'*' * star} ≥ {points}")
        reached.append(f"{'*' * star} {sum(b >= points for b in ballots)}/{len(ballots)} {verdict}")
    assert (row["Yêu cầu tối thiểu (sao ≥ điểm)"] or "") == "; ".join(asked), (row, asked)
    assert (row["Số phiếu đạt yêu cầu; kết quả"] or "") == "; ".join(reached), (dict(row), reached)


def check_detail(w):
    rows = iter(w.book.table("Chi tiết tiêu chí", "Sản phẩm số").dicts())
    for p in w.tally:
        no, part = p["no"], None
        for code, name, most, node in sheet_order(w, p):
            row = next(rows)
            assert [row[t] for t in ("Sản phẩm số", "Số tiêu chí", "Tiêu chí", "Điểm tối đa")] == \
                [no, code, name, most], (dict(row), code, name)
            if node is None or node["kind"] == "section":
                assert not any(row[m] is not None for m in w.c.members + ["Trung bình"]), row
                continue
            if node["kind"] == "criterion":
                want = [w.c.marks[no, m][code]["points"] if (no, m) in w.c.marks else None
                        for m in w.c.members]
                check_leaf(w, row, node, p)
            else:
                part = node["code"] if node["kind"] == "part" else None
                want = [w.total(no, m, part) for m in w.c.members]
            assert [row[m] for m in w.c.members] == want, (no, code, name)
            points = [x for x in want if x is not None]
            assert abs(row["Trung bình"] - sum(points) / len(points)) < 1e-9
    assert next(rows, None) is None


def conclusions(w, no):
    said = []
    for product, kind, criterion, star, _, verdict, votes, reason in w.c.findings.values():
        yes = verdict in ("đạt", "trình", "loại")
        words = {"minimum": f"{criterion} {verdict} mức {star} sao",
                 "forward": "trình Bộ" if yes else "không trình Bộ",
                 "knockout": "loại hồ sơ" if yes else "không loại"}
        if product == no and kind in words:
            said.append(words[kind] + (f" ({votes})" if votes else "") +
                        (f": {reason}" if reason else ""))
    return said or [""]


def why(w, p):
    short = "Thiếu yêu cầu tối thiểu của hạng theo điểm"
    return {"failed": f"{short}: không đạt",
            "proposed": "Đủ điểm, đủ yêu cầu tối thiểu" if p["star"] == p["band"] else short,
            "forward": "Từ 90 điểm, đủ yêu cầu tối thiểu" if p["minimums"]["5"]["met"] else
                       "Từ 90 điểm, Hội đồng kết luận trình",
            "below": "Thiếu yêu cầu tối thiểu của 3 sao" if (p["band"] or 0) >= 3 else
                     "Dưới 50 điểm",
            "knocked-out": "Hồ sơ bị loại", "undecided": "Chờ Hội đồng kết luận",
            "waiting": "Chưa có phiếu"}.get(p["status"], "")


def reached(w, no, star, code):
    """A divided criterion with the ballots that reach it."""
    leaf = next(l for l in leaves(w.fed[no]["bo_san_pham"]) if l["code"] == code)
    points = [w.c.marks[no, m][code]["points"] for m in w.c.members if (no, m) in w.c.marks]
    yes = sum(x >= leaf["minimums"][str(star)] for x in points)
    return f"{code} ({yes}/{len(points)})"


def check_gates(w):
    rows = w.book.table("Yêu cầu sao").dicts()
    assert [r["TT"] for r in rows] == [p["no"] for p in w.tally]
    for row, p in zip(rows, w.tally):
        totals = w.totals(p["no"])
        assert row["Hạng đề nghị"] == proposal(p) and row["Tên sản phẩm"] == p["name"]
        assert row["Chủ thể"] == p["owner"] and (row["Lý do"] or "") == why(w, p), (dict(row), p)
        said = (row["Kết luận của Hội đồng"] or "").split("; ")
        assert sorted(said) == sorted(conclusions(w, p["no"])), (said, conclusions(w, p["no"]))
        if not totals:
            continue
        assert abs(row["Tổng điểm TB"] - sum(totals) / len(totals)) < 1e-9
        assert row["Hạng theo điểm"] == "★" * p["band"]
        for star in (3, 4, 5):
            m = p["minimums"][str(star)]
            asked = sum(l["minimums"][str(star)] is not None
                        for l in leaves(w.fed[p["no"]]["bo_san_pham"]))
            met = asked - len(m["missed"]) - len(m["divided"])
            want = [f"{met}/{asked} đạt"]
            if m["missed"]:
                want.append("thiếu " + ", ".join(m["missed"]))
            if m["divided"]:
                want.append("chưa thống nhất " + ", ".join(reached(w, p["no"], star, code)
                                                           for code in m["divided"]))
            assert row[f"Yêu cầu {star} sao"] == "; ".join(want), (dict(row), want)


def check_rescored(w):
    rows = w.book.table("Chấm lại", "SP số").dicts()
    assert len(rows) == len(w.c.reopened)
    opened, closed = [], {}
    for e in w.c.journal():
        who = tuple(f["value"] for f in e["fields"] if f["name"] in ("product", "member"))
        if e["kind"] == "reopen-ballot":
            opened.append((who, clock(e["time"])))
        elif e["kind"] == "close-ballot" and opened and opened[-1][0] == who:
            closed[len(opened) - 1] = clock(e["time"])
    for i, (row, (no, member, before, high, low)) in enumerate(zip(rows, w.c.reopened)):
        p = w.tally[no - 1]
        assert row["SP số"] == no == p["no"] and row["Tên sản phẩm"] == p["name"]
        assert row["Thành viên"] == full_name(w, member)
        assert row["Điểm trước"] == before and row["Lý do chấm lại"] == f"Chấm lại {no}"
        assert row["Cao - thấp khi đó"] == f"{high} - {low}: {high - low}", (row, high, low)
        assert row["Điểm sau"] == w.total(no, member)
        high, low = p["spread"]["max"], p["spread"]["min"]
        assert row["Cao - thấp hiện nay"] == f"{high} - {low}: {high - low}", (row, high, low)
        assert row["Mở lại lúc"] == opened[i][1] and row["Nộp lại lúc"] == closed[i], row


def clock(utc):
    at = datetime.datetime.fromisoformat(utc[:19]) + datetime.timedelta(hours=7)
    return at.strftime("%d/%m/%Y %H:%M:%S")


def full_name(w, member):
    person = next(p for p in w.c.people if p[2] == member)
    return f"{person[1]} {member}".strip()


def check_members(w):
    rows = w.book.table("Thành viên").dicts()
    people = w.c.people
    assert len(rows) == len(people)
    for row, (no, honorific, name, title, agency, role, _) in zip(rows, people):
        assert row["TT"] == no and row["Ký tên"] == "……"
        assert row["Chấm điểm"] == ("Có" if name in w.c.members else "Không")
        assert row["Họ và tên"] == f"{honorific} {name}".strip(), row
        assert (row["Chức vụ"] or "", row["Cơ quan"]) == (title, agency)
        assert row["Vai trò"].lower() == role
        times = row["Có mặt (giờ đến, về), vắng mặt (lý do)"]
        assert times == "Có mặt" or (name == w.c.went and times.startswith("Có mặt; về lúc ")), times
        counted = sum((p["no"], name) in w.c.marks for p in w.tally)
        assert row["Số phiếu được tính"] == counted, (row, counted)
        text = row["Không tham gia chấm, vắng, gửi phiếu (theo sản phẩm)"] or ""
        mine = [f"SP {no} ({why})" for (no, m), (_, why) in w.c.away.items() if m == name]
        assert all(x in text for x in mine) and text.count("SP ") == len(mine), (text, mine)
        # Who was away for a product: since when, by the record, once for all of one minute.
        kinds = {state for (no, m), (state, _) in w.c.away.items() if m == name}
        timed = re.findall(r", ghi lúc \d\d/\d\d/\d{4} \d\d:\d\d[,.]", text)
        assert (len(timed) > 0) == bool(kinds - {"khong_tham_gia"}), (text, kinds)


def check_stats(w):
    """Every split adds up to the agenda, and the filter is printed."""
    t = w.book.table("Thống kê")
    assert f"{len(w.tally)} sản phẩm" in w.book.text("Thống kê")
    columns = {"Trình Bộ (từ 90 điểm)": ("forward",), "Không đạt, bị loại": LISTS["Không đạt"],
               "Hoãn, rút, chưa xác định": LISTS["Hoãn"]}
    keys = {"Nhóm": w.group, "Xã, phường": lambda no: w.fed[no]["xa_phuong"],
            "Lần đăng ký": lambda no: KINDS.get(w.fed[no]["lan_dang_ky"], ""),
            "Loại hình": lambda no: w.fed[no]["loai_hinh"],
            "Bộ sản phẩm": lambda no: w.groups[w.fed[no]["bo_san_pham"]]["name"]}
    seen = collections.Counter()
    for row in t.dicts():
        key = keys[row["Tiêu thức"]]
        value = row["Giá trị"] if row["Giá trị"] != "(chưa ghi)" else ""
        mine = [p for p in w.tally if key(p["no"]) == value]
        assert row["Tổng số sản phẩm"] == len(mine) > 0, (row, len(mine))
        number = 1 if row["Tiêu thức"] not in seen else number + 1
        assert row["TT"] == number
        for title, statuses in columns.items():
            assert row[title] == sum(p["status"] in statuses for p in mine), (title, row)
        for star in (3, 4):
            assert row[f"{star} sao"] == sum(p["status"] == "proposed" and p["star"] == star
                                             for p in mine)
        assert row["Số chủ thể"] == len({w.fed[p["no"]]["chu_the"] for p in mine}), row
        seen[row["Tiêu thức"]] += len(mine)
    assert set(seen) == set(keys) and set(seen.values()) == {len(w.tally)}
    sums = [r for r in t.rows if t.sheet.cell(r, 3).value == "Cộng"]
    assert len(sums) == len(keys)
    for r in sums:
        assert t.cell(r, "Tổng số sản phẩm") == len(w.tally)
        assert sum(t.cell(r, c) for c in list(columns) + ["3 sao", "4 sao"]) == len(w.tally)
        for c in list(columns):
            assert t.cell(r, c) == sum(p["status"] in columns[c] for p in w.tally)
        for star in (3, 4):
            assert t.cell(r, f"{star} sao") == sum(p["status"] == "proposed" and p["star"] == star
                                                   for p in w.tally)
        assert t.cell(r, "Số chủ thể") is None, "an owner may stand in two rows"


def check_certificates(w):
    rows = w.book.table("Giấy chứng nhận").dicts()
    want = [p for p in w.tally if p["status"] == "proposed"]
    assert [r["Tên sản phẩm"] for r in rows] == [p["name"] for p in want]
    state = "ĐÃ CHỐT (chờ ký)" if w.session["state"] == "closed" else "DỰ THẢO"
    for i, (row, p) in enumerate(zip(rows, want)):
        assert row["TT"] == i + 1 and row["Mã số sản phẩm"] == p["code"]
        assert row["Tên chủ thể"] == p["owner"] and row["Nơi cấp"] == "Cà Mau"
        assert row["Tình trạng"].startswith(state), row
        assert row["Hạng sao"] == p["star"] and row["Địa chỉ"] == w.place(p["no"])
        assert row["Hạng sao (chữ)"] == {3: "ba sao", 4: "bốn sao"}[p["star"]]
        assert row["Số giấy chứng nhận"] is None and row["Có hiệu lực đến"] is None


def check_journal(w):
    rows, events = w.book.table("Nhật ký", "Số").dicts(), w.c.journal()
    assert len(rows) == len(events)
    words = {}
    for row, e in zip(rows, events):
        assert words.setdefault(e["kind"], row["Việc"]) == row["Việc"] != e["kind"], row
        assert row["Người ghi"] == {"secretary": "Thư ký", "chair": "Chủ tọa"}[e["actor"]]
        fields = {f["name"]: f["value"] for f in e["fields"]}
        if e["kind"] == "mark":
            member = w.c.people[int(fields["member"]) - 1][2]
            assert row["Nội dung"] == f"SP {fields['product']}; thành viên: {member}; tiêu chí: " \
                f"{fields['criterion']}; mức: {fields['level']}", row
        elif e["kind"] in ("member", "product"):
            assert f"tên: {fields['name']}" in row["Nội dung"], row
        else:
            assert row["Nội dung"] and fields.get("reason", "")[:200] in row["Nội dung"], row
        at = datetime.datetime.fromisoformat(e["time"][:19]) + datetime.timedelta(hours=7)
        assert row["Số"] == e["seq"] and row["Mã băm (16 số đầu)"] == e["hash"][:16]
        assert abs((row["Thời gian (giờ Việt Nam)"] - at).total_seconds()) < 1
    assert len(set(words.values())) == len(words), words


def check_charts(w):
    """What the charts show is where it belongs, and what they remember is what stands there."""
    charts = w.book.formulas["Biểu đồ"]._charts
    if not any(w.totals(p["no"]) for p in w.tally):
        return
    scores, stats = w.book.table("Tổng hợp điểm"), w.book.table("Thống kê")
    first, last = scores.head + 1, scores.head + len(w.tally)
    groups = [r for r in stats.numbered() if stats.cell(r, "Tiêu thức") == "Nhóm"]

    def column(t, title, a, b):
        letters = openpyxl.utils.get_column_letter(t.at[title])
        return f"'{t.sheet.title}'!${letters}${a}:${letters}${b}"

    whole = lambda title: column(scores, title, first, last)
    group = lambda title: column(stats, title, groups[0], groups[-1])
    found = [[ref.f for s in chart.series for ref in references(s)] for chart in charts]
    titles = sorted(stats.at, key=stats.at.get)[4:9]  # what a group's products came to
    assert found[0][:2] == [whole("TT"), whole("Tổng điểm trung bình")], found[0]
    assert found[1] == [whole("TT"), whole("Thấp nhất"), whole("TT"), whole("Chênh lệch")], found
    assert found[2] == [f for t in titles for f in (group("Giá trị"), group(t))], found[2]
    floors = w.book.values["Biểu đồ"]
    for i, floor in enumerate((50, 70, 90)):
        assert {c.value for c in floors[found[0][3 + 2 * i].split("!")[1].replace("$", "")]
                for c in c} == {floor}
    for chart in charts:
        for ref in (r for s in chart.series for r in references(s) if remembered(r)):
            sheet, area = ref.f.rsplit("!", 1)
            area = area.replace("$", "")
            cells = [c[0].value for c in w.book.values[sheet.strip("'")][area]]
            live = [c[0].data_type == "f" for c in w.book.formulas[sheet.strip("'")][area]]
            told = {p.idx: p.v for p in remembered(ref).pt}
            for i, value in enumerate(cells):  # of formulas libxlsxwriter remembers 0
                assert value is None or live[i] or str(value) == str(told[i]) or \
                    abs(float(told[i]) - value) < 1e-9, (ref.f, i, value, told.get(i))


def references(s):
    for x in (s.xVal, s.cat, s.yVal, s.val):
        if x is not None:
            yield x.numRef or x.strRef


def remembered(ref):
    return getattr(ref, "numCache", None) or getattr(ref, "strCache", None)


def check_minutes(w):
    """The sheet says what the text for Word says."""
    os.mkdir("loi")
    path = next(p for p in ok("export", w.c.path, "--minutes", "-o", "loi").out.split()
                if p.endswith(".docx"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(path) as z:
        body = ElementTree.fromstring(z.read("word/document.xml"))
    said = ["".join(t.text or "" for t in p.iter(space + "t")) for p in body.iter(space + "p")]
    sheet = nfc(w.book.text("Biên bản").replace("\n", " "))
    word = nfc(" ".join(said))
    for text in said:
        assert nfc(text) in sheet, text
    for row in w.book.values["Biên bản"].iter_rows():
        for c in row:
            assert c.value is None or nfc(str(c.value)) in word, c.value
    for p in w.tally:
        assert p["name"] in sheet and (p["mean"] is None or p["mean"] in sheet), p


def check_headings(w):
    state = "ĐÃ CHỐT (chờ ký)" if w.session["state"] == "closed" else "DỰ THẢO"
    for sheet in w.book.values:
        text = w.book.text(sheet.title)
        assert state in text, sheet.title
        if sheet.title not in ("Giấy chứng nhận", "Biên bản"):
            for fact in ("TỈNH CÀ MAU", "đợt 2 năm 2026", "Ngày họp: 05/08/2026", "26/2026/QĐ-TTg",
                         "(bản qd26-2026)", w.session["id"], "Phiên bản 1"):
                assert fact in text, (sheet.title, fact)


FIRST = {"Chi tiết tiêu chí": "Sản phẩm số", "Chấm lại": "SP số", "Nhật ký": "Số"}


def check_everything_was_looked_at(w):
    for sheet in w.book.values.sheetnames:
        if sheet not in ("Biên bản", "Biểu đồ"):
            left = w.book.table(sheet, FIRST.get(sheet, "TT")).unseen()
            assert not left, (sheet, len(left), left[:5])


def check_all(c):
    w = Papers(c)
    w.book.check_parts()
    w.book.check_types()
    assert w.book.check_formulas() > 4 * len(w.tally)
    for check in (check_lists, check_scores, check_detail, check_gates, check_rescored,
                  check_members, check_stats, check_certificates, check_journal, check_charts,
                  check_minutes, check_headings, check_everything_was_looked_at):
        check(w)
    ok("verify", w.path, "--against", c.path)
    os.mkdir("again")
    again = ok("export", c.path, "-o", "again").out.strip()
    with open(w.path, "rb") as a, open(again, "rb") as b:
        assert a.read() == b.read(), "equal records give equal bytes"
    return w


# ---- random councils -------------------------------------------------------------------------------


@test
def random_councils_are_told_cell_by_cell():
    first = int(os.environ.get("SEED", 1))
    for seed in range(first, first + int(os.environ.get("PAPERS", 3))):
        r = random.Random(seed)
        products = r.choice([10, 12, 14]) if "PAPERS" not in os.environ else r.randint(10, 80)
        here = os.getcwd()
        os.mkdir(str(seed))
        os.chdir(str(seed))
        try:
            check_all(random_council("phien.ocop", products, r.randint(3, 15), seed,
                                     finished=r.random() < .6))
        except Exception:
            print(f"SEED={seed}")
            raise
        finally:
            os.chdir(here)


# ---- the same tables for other programs ---------------------------------------------------------------


TABLES = {"phu-luc": "Phụ lục QĐ", "trinh-bo": "Tiềm năng 5 sao", "khong-dat": "Không đạt",
          "hoan": "Hoãn", "tong-hop-diem": "Tổng hợp điểm", "chi-tiet": "Chi tiết tiêu chí",
          "yeu-cau-sao": "Yêu cầu sao", "cham-lai": "Chấm lại", "thanh-vien": "Thành viên",
          "thong-ke": "Thống kê", "giay-chung-nhan": "Giấy chứng nhận", "nhat-ky": "Nhật ký"}
HAND = ("Ký tên", "Số giấy chứng nhận", "Người ký", "Ngày quyết định", "Ngày cấp", "Số quyết định",
        "Có hiệu lực đến")


def same_as_sheet(found, cell, title):
    """Whether a value of JSON is what stands in the sheet."""
    if title in HAND:
        return found is None
    if isinstance(found, dict):
        total, n = found["exact"]
        return abs(cell - total / n) < 1e-9
    if isinstance(cell, datetime.datetime):
        at = datetime.datetime.fromisoformat(found[:19]) + datetime.timedelta(hours=7)
        return abs((cell - at).total_seconds()) < 1
    if isinstance(cell, str) and set(cell) == {"★"}:
        return found == len(cell)
    return found == cell


@test
def csv_and_json_are_the_sheets():
    c = random_council("phien.ocop", 14, 5, 11)
    ok("signoff", c.path)
    paths = ok("export", c.path, "--csv", "--json", "--points").out.split()
    book = Book(paths[0])
    assert [os.path.basename(p) for p in paths[1:]] == \
        ["phien-bang-v1.json"] + [f"phien-{name}-v1.csv" for name in TABLES]
    with open(paths[1], encoding="utf-8") as f:
        told = json.load(f)
    assert told["state"] == "closed" and told["session"] == c.tally()["session"]["id"]
    assert [t["id"] for t in told["tables"]] == list(TABLES)
    for t in told["tables"]:
        titles = {col["key"]: col["title"] for col in t["columns"]}
        sheet = book.table(TABLES[t["id"]], t["columns"][0]["title"])
        rows = [r for r in sheet.dicts() if t["id"] != "chi-tiet" or is_leaf(r)]
        assert len(rows) == len(t["rows"]), (t["id"], len(rows), len(t["rows"]))
        for want, row in zip(rows, t["rows"]):
            for key, value in row.items():
                assert same_as_sheet(value, want[titles[key]], titles[key]), (t["id"], key, value, want)
        check_csv(f"phien-{t['id']}-v1.csv", t)
    assert "Điểm" in book.table("Phụ lục QĐ").at and t
    ok("verify", paths[0], "--against", c.path)
    fails(2, "export", c.path, "--bom")


def is_leaf(row):
    """Of a product's rows: the criteria, which have been given points in other than capitals."""
    code = row["Số tiêu chí"]
    return bool(code) and code not in "ABC" and row["Trung bình"] is not None


def check_csv(name, table):
    with open(name, "rb") as f:
        data = f.read()
    assert not data.startswith(b"\xef\xbb\xbf") and b"\n" in data
    assert unicodedata.is_normalized("NFC", data.decode())
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert rows[0] == [c["key"] for c in table["columns"]] and len(rows) == len(table["rows"]) + 1
    for cells, row in zip(rows[1:], table["rows"]):
        for cell, value in zip(cells, row.values()):
            if isinstance(value, str) and value[0] in "=+-@\t":
                assert cell == "'" + value
            elif isinstance(value, dict):
                assert cell == value["mean"].replace(",", ".") and float(cell) >= 0
            else:
                assert cell == ("" if value is None else str(value)), (name, cell, value)


@test
def a_byte_order_mark_on_demand():
    c = random_council("phien.ocop", 4, 3, 12)
    for path in ok("export", c.path, "--csv", "--bom").out.split()[1:]:
        with open(path, "rb") as f:
            assert f.read(3) == b"\xef\xbb\xbf", path


@test
def members_stand_in_the_papers_order_with_their_times():
    c = random_council("phien.ocop", 4, 5, 13)
    ok("set", c.path, "paper.order=4,1")
    rows = Book(ok("export", c.path).out.strip()).table("Thành viên").dicts()
    assert [r["TT"] for r in rows] == [4, 1, 2, 3, 5, 6]
    came = [r["Có mặt (giờ đến, về), vắng mặt (lý do)"] for r in rows if c.went in r["Họ và tên"]]
    assert len(came) == 1 and came[0].startswith("Có mặt; về lúc ") and "đến lúc " in came[0], came


@test
def a_council_with_nothing_says_so():
    c = Council("trong.ocop", 0, 3)
    book = Book(ok("export", c.path).out.strip())
    for sheet in LISTS:
        assert "Không có sản phẩm nào" in book.text(sheet), sheet
    book.check_parts()


# ---- the case of the list of 52 that named 41 --------------------------------------------------------


@test
def a_total_and_its_split_come_from_one_filter():
    """52 on the agenda: 4 of 4 stars, 37 of 3 stars, and the remaining 11 are named."""
    c = Council("namhai.ocop", 52, 3, plain=True, sets=[("8", 1)])
    marks = []
    for no in range(1, 42):
        star = 4 if no <= 4 else 3
        marks += c.ballot_rows(no, [70 + no, 71 + no, 72 + no] if star == 4 else [55, 56, 57], star)
    c.load("ballots", ["san_pham", "thanh_vien", "tieu_chi", "muc"], marks)
    c.find([[no, "postponed", "", "", "", "có", "", "công nhận trước năm 2020"]
            for no in range(42, 53)])
    w = Papers(c)
    w.c.marks = {}
    t = w.book.table("Thống kê")
    splits = [r for r in t.rows if t.sheet.cell(r, 3).value == "Cộng"]
    assert len(splits) == 5
    for r in splits:
        assert [t.cell(r, x) for x in ("Tổng số sản phẩm", "4 sao", "3 sao", "Trình Bộ (từ 90 điểm)",
                                       "Không đạt, bị loại", "Hoãn, rút, chưa xác định")] == \
            [52, 4, 37, 0, 0, 11]
    check_stats(w)
    check_lists(w)
    assert len(w.book.formulas["Biểu đồ"]._charts) == 3
    assert w.book.formulas["Tổng hợp điểm"].conditional_formatting
    assert "mọi sản phẩm trong chương trình họp đợt 2 năm 2026, 52 sản phẩm" in w.book.text("Thống kê")
    put_off = w.book.table("Hoãn").dicts()
    assert [r["Mã số"] for r in put_off] == [p["ma_san_pham"] for p in c.products[41:]]
    assert all("công nhận trước năm 2020" in r["Ghi chú"] for r in put_off)
    assert len(w.book.table("Phụ lục QĐ").dicts()) == 41
    assert "41 (bốn mươi mốt) sản phẩm" in w.book.text("Biên bản")


# ---- disks and interruptions ---------------------------------------------------------------------------


def small_files():
    """Nothing may grow beyond 40 kB, as on a disk that is nearly full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000))


def content(folder):
    found = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as f:
            found[name] = f.read()
    return found


@test
def trouble_leaves_the_old_files_whole():
    c = random_council("phien.ocop", 12, 5, 5)
    os.mkdir("ra")
    ok("export", c.path, "-o", "ra")
    before = content("ra")
    r = run("export", c.path, "-o", "ra", preexec_fn=small_files)
    assert r.rc == 3 and content("ra") == before, r
    assert "phien" in r.err, r
    for folder in ("/proc", "/dev/null", "khong/co"):
        fails(3, "export", c.path, "-o", folder)
    assert content("ra") == before


# ---- a workbook that came back ---------------------------------------------------------------------------


def edited(path, name, change):
    """A copy that openpyxl saved after change(workbook), which drops the results of formulas."""
    wb = openpyxl.load_workbook(path)
    change(wb)
    wb.save(name)
    return name


@test
def changed_rows_are_named_once():
    c = random_council("phien.ocop", 10, 3, 8)
    ok("signoff", c.path)
    path = ok("export", c.path).out.strip()
    ok("verify", edited(path, "0.xlsx", lambda wb: None), "--against", c.path)

    def verify(name, change):
        return fails(1, "verify", edited(path, name, change), "--against", c.path).err.splitlines()

    sheet = "Nhật ký"
    row = Book(path).table(sheet, "Số").head + 5
    err = verify("1.xlsx", lambda wb: wb[sheet].insert_rows(row, 2))
    assert len(err) == 1 and sheet in err[0] and "2 hàng" in err[0], err
    err = verify("2.xlsx", lambda wb: wb[sheet].delete_rows(row, 3))
    assert len(err) == 1 and sheet in err[0] and "thiếu 3 hàng" in err[0], err

    def own_row(wb):
        wb[sheet].insert_rows(row)
        wb[sheet].cell(row, 3).value = "của tôi"
        wb[sheet].cell(row + 40, 5).value = "sửa"

    err = verify("3.xlsx", own_row)
    assert len(err) == 2 and "của tôi" in err[0] and f"E{row + 40}" in err[1], err

    def many(wb):
        for i in range(60):
            wb[sheet].cell(row + i, 5).value = "sửa"

    err = verify("4.xlsx", many)
    assert len(err) == 41 and "còn 20 chỗ" in err[-1], err[-2:]

    def fill(wb):
        row = Book(path).table("Giấy chứng nhận").head + 1
        wb["Giấy chứng nhận"].cell(row, 2).value = "01/GCN"

    r = ok("verify", edited(path, "5.xlsx", fill), "--against", c.path)
    assert "01/GCN" in r.err and "đã điền" in r.err, r
    err = verify("7.xlsx", lambda wb: setattr(wb["Biểu đồ"], "_charts", []))
    assert len(err) == 1 and "Biểu đồ: tệp có 0 biểu đồ" in err[0], err
    err = verify("6.xlsx", lambda wb: (wb.create_sheet("Nháp"), wb.remove(wb["Hoãn"])))
    assert len(err) == 2 and "Hoãn" in err[0] and "Nháp" in err[1], err


@test
def what_was_signed_off_is_never_overwritten():
    c = random_council("phien.ocop", 10, 3, 6)
    ok("signoff", c.path)
    path = ok("export", c.path).out.strip()
    with open(path, "ab") as f:
        f.write(b"somebody's own")
    mine = content(".")[os.path.basename(path)]
    other = ok("export", c.path).out.strip()
    assert other != path and content(".")[os.path.basename(path)] == mine
    assert ok("export", c.path).out.strip() == other, "the same bytes need no third file"


if __name__ == "__main__":
    main()
