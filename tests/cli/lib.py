# SPDX-License-Identifier: MIT
"""Helpers for the tests of the command line.

A test is a function marked @test; main() runs them in a folder of their own each and ends with
"N passed, N failed".  Run by itself this file tests its own ballot maker."""

import csv
import ctypes
import functools
import hashlib
import html
import io
import json
import os
import subprocess
import sys
import tempfile
import traceback
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOIDONG = os.environ.get("HOIDONG") or os.path.join(ROOT, "build", "hoidong")
PATIENCE = 300  # seconds after which a call is taken to hang; how long one takes is for make bench
VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")

tests = []


def test(function):
    tests.append(function)
    return function


def main():
    passed = failed = 0
    for function in tests:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                function()
                passed += 1
            except Exception:
                failed += 1
                print(f"FAILED {function.__name__}")
                traceback.print_exc(file=sys.stdout)
            os.chdir(ROOT)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


class Result:
    """What a call left: exit status, stdout, stderr."""

    def __init__(self, done):
        self.rc, self.bytes = done.returncode, done.stdout
        self.out, self.err = done.stdout.decode(), done.stderr.decode()

    def __repr__(self):
        return f"exit {self.rc}\nstdout: {self.out[:2000]}\nstderr: {self.err[:2000]}"

    @property
    def json(self):
        return json.loads(self.out)


def run(*args, stdin=b"", **more):
    """Run the program; stdin is bytes or text."""
    if isinstance(stdin, str):
        stdin = stdin.encode()
    more.setdefault("timeout", PATIENCE)
    return Result(subprocess.run([HOIDONG, *map(str, args)], input=stdin, capture_output=True,
                                 **more))


def ok(*args, **more):
    """Run and insist on exit status 0."""
    return fails(0, *args, **more)


def fails(rc, *args, **more):
    """Run and insist on this exit status; a complaint is one or more whole lines."""
    r = run(*args, **more)
    assert r.rc == rc, f"hoidong {args}: want exit {rc}, {r!r}"
    assert not r.err or r.err.endswith("\n"), r
    if rc == 2:
        assert r.out == "" and r.err.count("\n") == 1, r
    if rc != 0 and "check" not in args:
        assert r.err, r
    return r


def heed_permissions():
    """For preexec_fn.  Root may write everywhere: what it starts from here on may not."""
    drop_from_bounding_set, dac_override = 24, 1
    if os.getuid() == 0:
        ctypes.CDLL(None).prctl(drop_from_bounding_set, dac_override, 0, 0, 0)


def is_vietnamese(text):
    return any(c in VIETNAMESE for c in text.lower())


# ---- criteria and ballots -----------------------------------------------------------------------


@functools.lru_cache(None)
def leaves(criteria_set):
    """The leaves of a set as criteria show --json has them, in the law's order."""
    shown = ok("criteria", "show", criteria_set, "--json").json
    return tuple(n for n in shown["nodes"] if n["kind"] == "criterion")


def make_ballot(criteria_set, total, star=0, exact=None):
    """{criterion: (label, points)} that sums to total and meets the minimums of star.

    exact: {criterion: points} fixes some criteria, whatever they miss."""
    exact = exact or {}
    at, room = {}, total
    for leaf in leaves(criteria_set):
        asked = leaf["minimums"][str(star)] if star else None
        levels = [l for l in leaf["levels"] if l["label"][0] != "b"]
        i = next(i for i, l in enumerate(levels) if l["points"] >= (asked or 0))
        if leaf["code"] in exact:
            i = next(i for i, l in enumerate(levels) if l["points"] == exact[leaf["code"]])
        at[leaf["code"]] = [levels, i]
        room -= levels[i]["points"]
    rose = True
    while room > 0 and rose:
        rose = False
        for code, (levels, i) in at.items():
            if code in exact or i + 1 == len(levels):
                continue
            step = levels[i + 1]["points"] - levels[i]["points"]
            if step <= room:
                at[code][1] += 1
                room -= step
                rose = True
    assert room == 0, f"{criteria_set}: {total} points cannot be reached with star {star}"
    return {code: (levels[i]["label"], levels[i]["points"]) for code, (levels, i) in at.items()}


def write_list(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter="\t" if path.endswith(".tsv") else ",",
                           lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)
    return path


# ---- the journal, as db/FORMAT.md has it --------------------------------------------------------

JOURNAL_VERIFIER = os.path.join(ROOT, "tests", "verify_journal.py")


def independent(path, closing=None):
    """Exit status and words of the verifier that shares no code with the program."""
    done = subprocess.run([sys.executable, JOURNAL_VERIFIER, path] + ([closing] if closing else []),
                          capture_output=True, text=True)
    return done.returncode, done.stdout.strip()


def digest(prev, row):
    """The hash of an event as db/FORMAT.md has it; row is seq .. body."""
    pieces = [prev] + [str(v).encode() for v in row[:6]]
    raw, at = row[6].encode(), 0
    while at < len(raw):
        name_end = raw.index(b" ", at)
        size_end = raw.index(b" ", name_end + 1)
        end = size_end + 1 + int(raw[name_end + 1:size_end])
        pieces += [raw[at:name_end], raw[size_end + 1:end]]
        at = end + 1
    h = hashlib.sha256(b"HOIDONG-EVENT-1\0")
    for p in pieces + [b""]:
        h.update(len(p).to_bytes(4, "big") + p)
    return h.digest()


def recompute(db):
    """What a forger would do last: chain every event anew."""
    prev = bytes(32)
    db.execute("pragma synchronous = off")
    db.execute("begin")
    for row in db.execute("select seq, time, mono, boot, actor, kind, body from event "
                          "order by seq").fetchall():
        h = digest(prev, row)
        db.execute("update event set prev = ?, hash = ? where seq = ?", (prev, h, row[0]))
        prev = h
    db.execute("commit")
    return prev.hex()


# ---- a file in the shape of the Decision, of our own words ----------------------------------------

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def included_sets():
    return [s["id"] for s in ok("criteria", "list", "--json").json["sets"] if s["included"]]


def sheet_rows(criteria_set):
    """The sheet as (text, points) rows: names and points of ours, words made up."""
    shown = ok("criteria", "show", criteria_set, "--json").json
    yield "Các tiêu chí", "Thang điểm"
    nodes = shown["nodes"]
    for node, after in zip(nodes, nodes[1:] + [{"code": None}]):
        if node["kind"] == "part":
            yield f"Phần {node['code']}: {node['name']} ({node['max']} Điểm)", node["max"]
        elif node["code"] != after["code"]:
            yield f"{node['code']}. {node['name']}", node["max"]
        if node["kind"] != "criterion" or any(l["text"] in ("Có", "Không") for l in node["levels"]):
            continue
        case = ""
        for level in node["levels"]:
            if level["label"][0] in "ab" and level["label"][0] != case:
                case = level["label"][0]
                yield f"{case}. Trường hợp: {node['cases'][case == 'b']}", ""
            yield f"□ In: {level['text']}{'*' * (level['star'] or 0)}", level["points"]
    yield "TỔNG CỘNG", 100


def sheet_head(criteria_set):
    shown = ok("criteria", "show", criteria_set, "--json").json
    return [f"{shown['no']}. Bộ sản phẩm: {shown['name']}", "Hồ sơ bị loại khi: Bịa hồ sơ"]


def decision_page(change=lambda s, r: r):
    out = ["<!DOCTYPE html><html><body><p>Số: 26/2026/QĐ-TTg</p>"]
    for s in included_sets():
        out += [f"<p>{html.escape(p)}</p>" for p in sheet_head(s)]
        cells = [f"<tr><td><p>{html.escape(t)}</p></td><td><p>{p}</p></td></tr>"
                 for t, p in change(s, list(sheet_rows(s)))]
        out += ["<table>", *cells, "</table>"]
    return "\n".join(out + ["</body></html>"])


def decision_document(change=lambda s, r: r):
    def p(text):
        return f'<w:p><w:r><w:t xml:space="preserve">{html.escape(str(text))}</w:t></w:r></w:p>'
    out = [f"<w:document {WORD}><w:body>", p("Số: 26/2026/QĐ-TTg")]
    for s in included_sets():
        out += [p(t) for t in sheet_head(s)] + ["<w:tbl>"]
        out += [f"<w:tr><w:tc>{p(t)}</w:tc><w:tc>{p(n)}</w:tc></w:tr>"
                for t, n in change(s, list(sheet_rows(s)))]
        out.append("</w:tbl>")
    return "".join(out + ["</w:body></w:document>"])


def docx(text):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", text)
    return file.getvalue()


def write_file(name, data):
    with open(name, "wb") as out:
        out.write(data.encode() if isinstance(data, str) else data)
    return name


def own_home():
    return {"env": {**os.environ, "XDG_DATA_HOME": os.path.abspath("data")}}


# ---- sessions ------------------------------------------------------------------------------------


class Session:
    """A session made through the command line, with a council of n named "Thành viên 1" ..."""

    def __init__(self, path="phien.ocop", members=3, products=1, criteria_set="8", **settings):
        self.path = path
        self.members = [f"Thành viên {i + 1}" for i in range(members)]
        args = []
        for key, value in settings.items():
            args += ["--set", f"{key.replace('__', '.')}={value}"]
        ok("new", path, *args)
        roles = ["chủ tịch"] + ["ủy viên"] * (members - 1)
        self.load("members", ["stt", "ho_ten", "vai_tro"],
                  [[i + 1, n, r] for i, (n, r) in enumerate(zip(self.members, roles))])
        if products:
            self.load("products", ["stt", "ten_san_pham", "chu_the", "bo_san_pham"],
                      [[i + 1, f"Mắm tôm {i + 1}", f"Cơ sở {i + 1}", criteria_set]
                       for i in range(products)])

    def list(self, kind, header, rows):
        return write_list(f"{self.path}.{kind}.csv", header, rows)

    def load(self, kind, header, rows, rc=0, *options):
        return fails(rc, "import", self.path, kind, self.list(kind, header, rows), *options)

    def ballot_rows(self, product, totals, star=0, exact=None, criteria_set="8"):
        """Rows of one product, member by member; exact: {member index: {criterion: points}}."""
        rows = []
        for i, total in enumerate(totals):
            if total is None:
                continue
            ballot = make_ballot(criteria_set, total, star, (exact or {}).get(i))
            rows += [[product, self.members[i], code, label]
                     for code, (label, _) in ballot.items()]
        return rows

    def score(self, product, totals, star=0, exact=None, criteria_set="8"):
        return self.load("ballots", ["san_pham", "thanh_vien", "tieu_chi", "muc"],
                         self.ballot_rows(product, totals, star, exact, criteria_set))

    def find(self, rows, rc=0):
        """Conclusions: product, kind, criterion, star, member, verdict, votes, reason."""
        return self.load("findings", ["san_pham", "loai", "tieu_chi", "sao", "thanh_vien",
                                      "ket_luan", "bieu_quyet", "ly_do"], rows, rc)

    def tally(self, no=None):
        told = ok("tally", self.path, "--json").json
        return told if no is None else next(p for p in told["products"] if p["no"] == no)

    def journal(self):
        return ok("journal", self.path, "--json").json["events"]

    def head(self):
        return self.tally()["session"]["hash"]

    def unchanged(self, *args, rc, **more):
        """The call fails with rc and the record is byte for byte what it was."""
        with open(self.path, "rb") as f:
            before = f.read()
        r = fails(rc, *args, **more)
        with open(self.path, "rb") as f:
            assert f.read() == before, f"hoidong {args} changed the record"
        return r


@test
def the_ballot_maker_reaches_its_totals():
    for total, star in ((100, 5), (92, 5), (70, 4), (82, 4), (50, 3), (45, 0)):
        ballot = make_ballot("8", total, star)
        assert sum(points for _, points in ballot.values()) == total
        for leaf in leaves("8"):
            asked = leaf["minimums"][str(star)] if star else None
            assert ballot[leaf["code"]][1] >= (asked or 0)


@test
def the_ballot_maker_keeps_what_is_fixed():
    ballot = make_ballot("8", 75, 4, {"5.1": 3})
    assert ballot["5.1"][1] == 3
    assert sum(points for _, points in ballot.values()) == 75


if __name__ == "__main__":
    main()
