# SPDX-License-Identifier: MIT
"""criteria official: a file of our own words in the shape of the Decision, as .html and .docx."""

import html
import io
import os
import zipfile

from lib import fails, leaves, main, ok, run, test

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STORE = "data/hoidong/qd26-2026.official"


def sets():
    return [s["id"] for s in ok("criteria", "list", "--json").json["sets"] if s["included"]]


def rows(criteria_set):
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


def head(criteria_set):
    shown = ok("criteria", "show", criteria_set, "--json").json
    return [f"{shown['no']}. Bộ sản phẩm: {shown['name']}", "Hồ sơ bị loại khi: Bịa hồ sơ"]


def page(change=lambda s, r: r):
    out = ["<!DOCTYPE html><html><body><p>Số: 26/2026/QĐ-TTg</p>"]
    for s in sets():
        out += [f"<p>{html.escape(p)}</p>" for p in head(s)]
        cells = [f"<tr><td><p>{html.escape(t)}</p></td><td><p>{p}</p></td></tr>"
                 for t, p in change(s, list(rows(s)))]
        out += ["<table>", *cells, "</table>"]
    return "\n".join(out + ["</body></html>"])


def document(change=lambda s, r: r):
    def p(text):
        return f'<w:p><w:r><w:t xml:space="preserve">{html.escape(str(text))}</w:t></w:r></w:p>'
    out = [f"<w:document {NS}><w:body>", p("Số: 26/2026/QĐ-TTg")]
    for s in sets():
        out += [p(t) for t in head(s)] + ["<w:tbl>"]
        out += [f"<w:tr><w:tc>{p(t)}</w:tc><w:tc>{p(n)}</w:tc></w:tr>"
                for t, n in change(s, list(rows(s)))]
        out.append("</w:tbl>")
    return "".join(out + ["</w:body></w:document>"])


def docx(text):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", text)
    return file.getvalue()


def write(name, data):
    with open(name, "wb") as out:
        out.write(data.encode() if isinstance(data, str) else data)
    return name


def home():
    return {"env": {**os.environ, "XDG_DATA_HOME": os.path.abspath("data")}}


def levels():
    return sum(len(n["levels"]) for s in sets() for n in leaves(s))


@test
def both_kinds_of_file_match_whole():
    for name, data in (("qd.html", page()), ("qd.docx", docx(document()))):
        told = ok("criteria", "official", write(name, data), "--json", **home()).json
        assert told["stored"] and told["found"] == told["sets"] == len(sets()), told
        assert told["matched"] == told["levels"] == levels(), told
        assert told["unmatched"] == [] and told["others"] == [], told
        with open(STORE, encoding="utf-8") as f:
            first = f.read()
        assert first.startswith("hoidong-official\t1\nsource\t" + name)
        assert os.listdir("data/hoidong") == ["qd26-2026.official"]


@test
def the_words_are_shown():
    r = fails(1, "criteria", "show", "8", "--official", **home())
    assert "hoidong criteria official" in r.err, r
    ok("criteria", "official", write("qd.html", page()), **home())
    r = ok("criteria", "show", "8", "--official", **home())
    assert "Hồ sơ bị loại khi: Bịa hồ sơ" in r.out, r
    assert r.out.count("In: ") > 80, r
    assert "có" in ok("criteria", "list", **home()).out


@test
def every_mismatch_is_named():
    def change(s, r):
        if s != "qd26-2026/08":
            return r
        at = {t.split()[0]: i for i, (t, _) in enumerate(r) if t[0].isdigit()}
        r[at["1.1."] + 2] = (r[at["1.1."] + 2][0], 9)
        r[at["3.3."] + 1] = (r[at["3.3."] + 1][0], "")
        r.insert(at["7."] + 1, ("□ Mức lạ", 8))
        del r[at["6.5."] + 1 if at["6.5."] < at["7."] else 0]
        return r
    r = ok("criteria", "official", write("qd.html", page(change)), **home())
    assert f"{levels() - 2}/{levels()}" in r.out, r
    told = ok("criteria", "official", "qd.html", "--json", **home()).json
    lost = [(u["code"], u["criterion"], u["level"], u["found"]) for u in told["unmatched"]]
    assert len(lost) == 2 and all(u["set"] == "qd26-2026/08" for u in told["unmatched"]), told
    assert lost[0][:3] == ("official-level-points", "1.1", "2") and lost[0][3].startswith("9: In"), lost
    assert lost[1] == ("official-level-missing", "6.5", "1", None), lost
    assert [o["code"] for o in told["others"]] == ["official-printed", "official-level-extra"], told
    for criterion, level in (("1.1", "2"), ("6.5", "1")):
        assert f"qd26-2026/08, tiêu chí {criterion}, mức {level}: " in r.err, r


@test
def what_is_not_the_decision_leaves_the_store():
    ok("criteria", "official", write("qd.html", page()), **home())
    with open(STORE, "rb") as f:
        before = f.read()
    some = page(lambda s, r: r[:10])
    for name, data in (("a.html", "<p>Chào</p>"), ("b.html", some),
                       ("c.docx", docx(f"<w:document {NS}/>"))):
        r = fails(1, "criteria", "official", write(name, data), **home())
        assert r.err.count("\n") == 1 and r.out == "", r
        told = run("criteria", "official", name, "--json", **home())
        assert told.rc == 1 and told.json["stored"] is False, told
    with open(STORE, "rb") as f:
        assert f.read() == before


@test
def hostile_files_are_refused_with_one_sentence():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("word/document.xml", b"<w:p>" + b" " * (120 << 20))
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">' + "".join(
        f'<!ENTITY b{i} "{"&a;" * 50}">' for i in range(20)) + "]>"
    bad = {
        "bomb.docx": bomb.getvalue(),
        "entities.docx": docx(f"{entities}<w:document {NS}>&b1;</w:document>"),
        "deep.docx": docx(f"<w:document {NS}>" + "<w:tbl>" * 5000),
        "cut.docx": docx(document())[:-40],
        "other.docx": docx("")[:60],
        "deep.html": "<div>" * 200000,
        "cell.html": "<table><tr><td>" + "x " * 100000,
        "big.html": "<p>" + "x " * (9 << 20),
        "old.doc": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "a.pdf": "%PDF-1.7",
        "empty.html": "",
        "nul.html": b"<p>\0</p>",
    }
    for name, data in bad.items():
        r = fails(3, "criteria", "official", write(name, data), **home())
        assert r.err.count("\n") == 1 and r.out == "" and name in r.err, (name, r)
    for name in ("none.docx", "."):
        fails(3, "criteria", "official", name, **home())
    assert not os.path.exists(STORE)


@test
def a_damaged_store_is_told_and_not_used():
    ok("criteria", "official", write("qd.html", page()), **home())
    with open(STORE, "r+b") as f:
        f.seek(500)
        f.write(b"X")
    r = fails(1, "criteria", "show", "8", "--official", **home())
    assert "hỏng" in r.err, r
    ok("criteria", "show", "8", **home())


@test
def a_folder_that_cannot_be_written_is_said():
    write("data", "một tệp")
    r = fails(3, "criteria", "official", write("qd.html", page()), **home())
    assert "Không ghi được" in r.err, r


if __name__ == "__main__":
    main()
