# SPDX-License-Identifier: MIT
"""Sessions made by earlier programs, kept in tests/fixtures/sessions: each still opens, verifies
with its hash, answers the same and gives the same papers; the same acts append the same journal.

Beside NAME.ocop.gz, NAME.txt holds every answer (acts.txt: what acts append), whole where people
would read on, as a SHA-256 where it is long.  Text, CSV and JSON files are compared byte by byte.
Of Word files and workbooks the content is, since their bytes also depend on the versions of zlib
and libxlsxwriter: of a Word file every part, unpacked; of a workbook the text, number, formula and
look of each cell, joined cells, sizes, what is set for printing, and charts.

FROZEN=update writes NAME.txt anew.  That is right only after a change that people are meant to see
(another word in a paper, a field more in --json), and the difference then belongs into its commit.
It is never right in a refactoring, nor for a hash: the session files are not made again."""

import difflib
import functools
import gzip
import hashlib
import os
import posixpath
import re
import sqlite3
import xml.etree.ElementTree as ET
import zipfile

from lib import ROOT, independent, main, make_ballot, run, test, write_list

SESSIONS = os.path.join(ROOT, "tests", "fixtures", "sessions")
M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def sha(data):
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def read(path):
    with open(path, "rb") as f:
        return f.read()


def fixture(file):
    return os.path.join(SESSIONS, file)


def format_of(path):
    db = sqlite3.connect(path)
    version = db.execute("pragma user_version").fetchone()[0]
    db.close()
    return version


def call(*args, **more):
    """Nothing of this user's own: the law's words that were read change the ballots."""
    env = {**os.environ, "XDG_DATA_HOME": os.path.abspath("none"), "TZ": "Asia/Ho_Chi_Minh"}
    return run(*args, env=env, **more)


# ---- what a file says ----------------------------------------------------------------------------


def plain(element):
    return ET.canonicalize(ET.tostring(element, encoding="unicode"))


class Workbook:
    """The lines that stand for each sheet, read from its XML."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.book = self.part("xl/workbook.xml")
        self.strings = []
        if "xl/sharedStrings.xml" in self.zip.namelist():
            self.strings = ["".join(t.text or "" for t in s.iter(M + "t"))
                            for s in self.part("xl/sharedStrings.xml")]
        styles = self.part("xl/styles.xml")
        formats = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter(M + "numFmt")}
        piles = {k: [plain(e) for e in styles.find(M + k)] for k in ("fonts", "fills", "borders")}
        self.looks = ["|".join([formats.get(x.get("numFmtId"), x.get("numFmtId"))] +
                               [piles[k + "s"][int(x.get(k + "Id"))]
                                for k in ("font", "fill", "border")] + [plain(e) for e in x])
                      for x in styles.find(M + "cellXfs")]
        core = self.part("docProps/core.xml")
        self.lines = {"": [e.text or "" for e in core] +
                          [f"{n.get('name')} {n.get('localSheetId')} {n.text}"
                           for n in self.book.iter(M + "definedName")]}
        at = self.relations("xl/workbook.xml")
        for tab in self.book.find(M + "sheets"):
            self.lines[tab.get("name")] = [tab.get("state") or "visible",
                                           *self.sheet(at[tab.get(R + "id")])]

    def part(self, name):
        return ET.fromstring(self.zip.read(name))

    def relations(self, name):
        folder, base = posixpath.split(name)
        rels = f"{folder}/_rels/{base}.rels"
        if rels not in self.zip.namelist():
            return {}
        return {r.get("Id"): posixpath.normpath(posixpath.join(folder, r.get("Target")))
                for r in self.part(rels)}

    def sheet(self, name):
        at = self.relations(name)
        for e in self.part(name):
            if e.tag == M + "sheetData":
                for row in e:
                    yield " ".join(f"{k}={row.get(k)}" for k in ("r", "ht", "hidden"))
                    yield from (self.cell(c) for c in row)
            elif e.tag == M + "drawing":
                yield from self.charts(at[e.get(R + "id")])
            else:
                yield plain(e)

    def cell(self, c):
        f, v = c.find(M + "f"), c.find(M + "v")
        text = "".join(t.text or "" for t in c.iter(M + "t")) if v is None else v.text
        if c.get("t") == "s":
            text = self.strings[int(v.text)]
        formula = None if f is None else f.text
        return f"{c.get('r')} {c.get('t')} {formula} {text!r} {self.looks[int(c.get('s', 0))]}"

    def charts(self, drawing):
        for name in self.relations(drawing).values():
            for e in self.part(name).iter():
                tag = e.tag.rsplit("}", 1)[1]
                if tag in ("f", "v", "t") or tag.endswith("Chart"):
                    yield f"{tag} {e.text or ''}"


def content(path):
    """[(what, hash)] of a file: the name alone, or a workbook and each of its sheets."""
    name = os.path.basename(path)
    if name.endswith(".xlsx"):
        return [(f"{name} {sheet}".rstrip(), sha("\n".join(lines)))
                for sheet, lines in Workbook(path).lines.items()]
    if name.endswith(".docx"):
        with zipfile.ZipFile(path) as z:
            return [(name, sha(b"".join(p.encode() + b"\0" + z.read(p) + b"\0"
                                        for p in z.namelist())))]
    return [(name, sha(read(path)))]


# ---- what the program says of a session ----------------------------------------------------------


class Told:
    """The text that NAME.txt holds, as it grows."""

    def __init__(self, path):
        self.path, self.lines = path, []

    def ask(self, name, *args, whole=False):
        r = call(name, self.path, *args)
        said = r.out + r.err
        self.lines.append(f"== {name} {' '.join(map(str, args))}".rstrip() + f": exit {r.rc}" +
                          ("" if whole else f", {sha(said)}"))
        if whole:
            self.lines += said.splitlines()
        return r

    def papers(self, *args):
        folder = "-".join(a.strip("-") for a in args) or "export"
        r = self.ask("export", *args, "-o", folder, whole=True)
        for path in r.out.splitlines():
            if os.path.exists(path):
                self.lines += [f"{h} {what}" for what, h in content(path)]

    def tables(self):
        """Every table that is folded from the journal."""
        self.lines.append(f"== tables of format {format_of(self.path)}")
        db = sqlite3.connect(self.path)
        names = [n for n, in db.execute("select name from sqlite_schema where type = 'table' and "
                                        "name <> 'event' order by name")]
        for name in names:
            rows = db.execute(f"select * from {name}").fetchall()
            self.lines.append(f"{sha(repr(sorted(rows, key=repr)))} {name} {len(rows)}")
        db.close()


def told(name):
    t = Told(f"{name}.ocop")
    head = call("journal", t.path, "--json").json["events"][-1]["hash"]
    session = call("tally", t.path, "--json").json
    closing = session["session"]["closing_hash"]
    t.lines.append(f"== last hash {head}, closing hash {closing}")
    t.ask("verify", *(["--hash", closing] if closing else []), whole=True)
    for name in ("tally", "check", "decide", "products"):
        t.ask(name, "--json", whole=True)
    t.ask("journal", "--json")
    for name in ("tally", "check", "decide", "products", "journal"):
        t.ask(name)
        t.ask(name, "--lang", "en")
    for p in session["products"]:
        for args in (["explain"], ["explain", "--json"], ["explain", "--producer"],
                     ["explain", "--lang", "en"], ["dossier"], ["dossier", "--json"]):
            t.ask(args[0], p["no"], *args[1:])
    t.papers("--all")
    t.papers("--csv", "--bom")
    t.papers("--points", "--json")
    t.papers("--ballots", "--blank")
    t.ask("export", "--fields")
    return t


def compare(name, text):
    """With NAME.txt, or with FROZEN=update into it."""
    path = fixture(f"{name}.txt")
    if os.environ.get("FROZEN") == "update":
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
    want = read(path).decode()
    if text != want:
        lines = list(difflib.unified_diff(want.splitlines(), text.splitlines(), f"{name}.txt",
                                          "now", lineterm="", n=1))
        print("\n".join(line[:300] for line in lines[:60]))
        raise AssertionError(f"{name}: {len(lines)} lines of difference")


def unpack(name):
    """A copy to work on; the hash of the file in the tree."""
    path = fixture(f"{name}.ocop.gz")
    with gzip.open(path) as old, open(f"{name}.ocop", "wb") as new:
        new.write(old.read())
    os.chmod(f"{name}.ocop", 0o600)
    return sha(read(path))


TODAY = 3
WILL = "sẽ không mở được tệp này nữa"


def brought_over(path):
    """Opened to write, with nothing written: an older file is of today's format from then on."""
    version = format_of(path)
    r = call("feed", path)
    assert r.rc == 0 and not r.out and (WILL in r.err) == (version < TODAY), r
    assert r.err.count("\n") == (version < TODAY) and format_of(path) == TODAY, r
    assert WILL not in call("feed", path).err


def stands(name):
    """It is told as ever, first without a change of a byte, then brought over to today's format."""
    path = f"{name}.ocop"
    before = unpack(name)
    file = read(path)
    assert independent(path)[0] == 0
    looked = told(name)
    assert read(path) == file, "changed by looking"
    text = list(looked.lines)
    looked.tables()
    journal = call("journal", path, "--json").out
    brought_over(path)
    assert independent(path)[0] == 0 and call("journal", path, "--json").out == journal
    again = told(name)
    assert again.lines == text, list(difflib.unified_diff(text, again.lines, lineterm="", n=0))
    if looked.lines[len(text)] != f"== tables of format {TODAY}":
        again.tables()
        looked.lines += again.lines[len(text):]
    compare(name, "\n".join(looked.lines) + "\n")
    assert sha(read(fixture(f"{name}.ocop.gz"))) == before


NAMES = sorted(f[:-8] for f in os.listdir(SESSIONS) if f.endswith(".ocop.gz"))
for each in NAMES:
    one = functools.partial(stands, each)
    one.__name__ = "stands_" + each.replace("-", "_")
    test(one)


@test
def all_kinds_of_sessions_are_kept():
    assert set(NAMES) >= {"open", "signed", "again", "rehearsal", "written", "empty",
                          "format-1-open", "format-1-signed", "format-1-again",
                          "stale", "decided"}, NAMES


@test
def a_workbook_of_then_is_still_that_of_its_session():
    """Printed, signed, and brought back years later."""
    unpack("signed")
    book = fixture("signed-ketqua-v1.xlsx")
    before = sha(read(book))
    r = call("verify", book, "--against", "signed.ocop")
    assert r.rc == 0 and not r.err and sha(read(book)) == before, r
    call("export", "signed.ocop")
    assert content(book) == content("signed-ketqua-v1.xlsx")


# ---- the same acts, the same journal -------------------------------------------------------------

PEOPLE = ["stt", "danh_xung", "ho_ten", "chuc_vu", "co_quan", "vai_tro", "cham_diem", "co_mat"]
GOODS = ["stt", "ma_san_pham", "ten_san_pham", "chu_the", "xa_phuong", "bo_san_pham", "het_han"]
PANEL = ["san_pham", "thanh_vien", "trang_thai", "ly_do"]
MARKS = ["san_pham", "thanh_vien", "tieu_chi", "muc", "ghi_chu"]
FOUND = ["san_pham", "loai", "tieu_chi", "sao", "thanh_vien", "ket_luan", "bieu_quyet", "ly_do",
         "can_cu"]
SCORES = ["san_pham", "nguon", "tieu_chi", "muc", "diem", "ghi_chu"]
PAPERS = ["san_pham", "so_mau", "kiem_nghiem", "cong_bo", "ghi_chu"]
WHY = ("--reason", "Hội đồng thống nhất")


def ballot(product, member, criteria_set, total):
    return [[product, member, code, level, ""]
            for code, (level, _) in make_ballot(criteria_set, total).items()]


def meeting():
    """What may be done from the command line, in the open session: (call, rows or input)."""
    yield ("feed",), "3\t3\t1.1\t2\n3\t3\t1.3\t1\n3\t9\t1.3\t1\n3\t3\t1.3\t8\nxyz\n"
    yield ("set", "place=Hội trường B", "paper.copies=5", "quorum=2/5"), None
    yield ("set", "quorum=2/5", "quorum.cite=khoản 2 Điều 4 Quy chế", *WHY), None
    yield ("import", "members"), [PEOPLE, [7, "Ông", "Đinh Ân", "", "Sở Công an", "ủy viên", "", "ốm"],
                                  [5, "", "Hồ Út", "Phó phòng", "", "", "", ""]]
    yield ("import", "members"), [PEOPLE, [8, "", "", "", "", "trưởng đoàn", "", ""]]
    yield ("import", "products"), [GOODS, [12, "", "Cốm dừa", "HTX Thới Bình", "", "12", "1/2/2027"],
                                   [9, "", "Tôm khô chưa có bộ", "HTX Tân Phú", "", 1, ""]]
    yield ("import", "products"), [GOODS, [13, "", "", "HTX", "", "99", "31/2/2027"]]
    yield ("import", "panel"), [PANEL, [12, 4, "phieu_gui", "ở xa"], ["*", 7, "vang", "ốm"]]
    yield ("import", "ballots"), [MARKS, *ballot(12, 1, "12", 71), [12, 3, "1.1", 1, "Ít"]]
    yield ("import", "ballots"), [MARKS, [12, 1, "1.1", 1, ""], [12, 3, "", "", "Nhãn mờ"]]
    yield ("ballot", "close", 2, 3), None
    yield ("ballot", "close", 12, 3), None
    yield ("ballot", "reopen", 2, 3, *WHY), None
    yield ("ballot", "close", 2, 3), None
    yield ("import", "dossier"), [PAPERS, [12, 4, "30/6/2026", "có", "Bản sao"]]
    yield ("import", "scores"), [SCORES, [12, "tự chấm", "1.1", 2, "", "Có ảnh"],
                                 [12, "tổ tư vấn", "1.1", "", 1, ""]]
    yield ("correct", 12, "name=Cốm dừa Thới Bình", "phone=0290 111", *WHY), None
    yield ("move", "8", 12), None
    yield ("move", "8", 12, *WHY), None
    yield ("import", "findings"), [
        FOUND, [12, "withdrawn", "", "", "", "có", "", "Xin rút", ""],
        [12, "withdrawn", "", "", "", "không", "", "Xin ở lại", ""],
        [12, "postponed", "", "", "", "có", "5/5", "Thiếu mẫu", ""],
        [5, "minimum", "1.1", 4, "", "đạt", "4/5", "Có hợp đồng", ""],
        [5, "minimum", "3.1", 4, "", "không đạt", "2/5", "", ""],
        [5, "spread", "", "", "", "giữ nguyên", "", "Đã bàn", ""],
        [5, "difference", "3.1", "", "", "có", "", "Phiếu mới", ""],
        [11, "knockout", "", "", "", "không loại", "5/5", "Ngày đúng", "Giả mạo hồ sơ"],
        [11, "claim", "", "", 3, "đề nghị", "", "Nhãn nhái", "Giả mạo hồ sơ"],
        [11, "claim", "", "", 3, "rút đề nghị", "", "", ""],
        [11, "forward", "", "", "", "trình", "5/5", "", ""],
        [3, "ballot", "", "", 3, "bỏ qua", "", "Về sớm", ""],
        [8, "knockout", "", "", "", "loại", "4/5", "Hồ sơ giả", "Giả mạo hồ sơ"]]
    yield ("import", "findings"), [FOUND, [5, "minimum", "9.9", 4, "", "đạt", "9/5", "", ""],
                                   [5, "minimum", "1.1", 3, "", "có lẽ", "", "", ""]]
    yield ("check",), None
    yield ("import", "findings"), [  # of the time before `judged`, and a ballot came after it
        FOUND, [2, "spread", "", "", "", "giữ nguyên", "3/3", "Đã thảo luận", ""]]
    yield ("signoff",), None
    yield ("set", "place=Hội trường C"), None
    yield ("reopen", *WHY), None
    yield ("signoff",), None
    yield ("correct", 4, "owner=Công ty Đất Mũi", "--reason", "Đổi tên"), None
    yield ("set", "paper.end=12:00", "paper.order=2,1,3"), None
    yield ("decide", "--list", "recognised", "--number", "9/QĐ-UBND", "--date", "2026-09-01"), None
    yield ("decide", "--left-out", "1", "--reason", "Có đơn"), None
    yield ("decide", "--left-in", "1"), None
    yield ("decide", "--central", "4=0", "--central-number", "3/QĐ", "--central-date",
           "2026-12-01"), None
    yield ("decide", "--central", "9=4"), None


# Hashes, which cover the time, and a clock that is behind that of the session.
VARIES = re.compile(r"\b[0-9a-f]{64}\b|\b([0-9a-f]{8} ){7}[0-9a-f]{8}\b|(?<=ACK )\d+ [0-9a-f]{16}|"
                    r"(?<= lùi )\d+ lần")


def acted(path):
    lines = []
    for n, ((name, *args), given) in enumerate(meeting()):
        stdin = given if isinstance(given, str) else ""
        if isinstance(given, list):
            args.append(write_list(f"{n}.csv", given[0], given[1:]))
        to = [args[0], path, *args[1:]] if name == "ballot" else [path, *args]
        r = call(name, *to, stdin=stdin)
        lines.append(f"== {name} {' '.join(map(str, args))}".rstrip() + f": exit {r.rc}")
        lines += [line for line in VARIES.sub("...", r.out + r.err).splitlines()
                  if "nhảy tới hơn một năm" not in line]  # since the session was made
    return lines


@test
def the_same_acts_append_the_same_events():
    unpack("open")
    db = sqlite3.connect("open.ocop")
    last = db.execute("select max(seq) from event").fetchone()[0]
    lines = acted("open.ocop") + ["== what they appended"]
    for seq, actor, kind, body in db.execute("select seq, actor, kind, body from event where "
                                             "seq > ? order by seq", (last,)):
        told = sha(body) if len(body) > 1000 else repr(body)
        lines.append(f"{seq} {actor} {kind} {told}")
    db.close()
    compare("acts", "\n".join(lines) + "\n")
    assert independent("open.ocop")[0] == 0 and call("verify", "open.ocop").rc == 0


if __name__ == "__main__":
    main()
