# SPDX-License-Identifier: MIT
"""criteria official: a file of our own words in the shape of the Decision, as .html and .docx."""

import io
import os
import zipfile

from lib import (WORD, decision_document, decision_page, docx, fails, included_sets, leaves, main, ok,
                 own_home, run, test, write_file)

STORE = "data/hoidong/qd26-2026.official"


def levels():
    return sum(len(n["levels"]) for s in included_sets() for n in leaves(s))


@test
def both_kinds_of_file_match_whole():
    for name, data in (("qd.html", decision_page()), ("qd.docx", docx(decision_document()))):
        told = ok("criteria", "official", write_file(name, data), "--json", **own_home()).json
        assert told["stored"] and told["found"] == told["sets"] == len(included_sets()), told
        assert told["matched"] == told["levels"] == levels(), told
        assert told["unmatched"] == [] and told["others"] == [], told
        with open(STORE, encoding="utf-8") as f:
            first = f.read()
        assert first.startswith("hoidong-official\t1\nsource\t" + name)
        assert os.listdir("data/hoidong") == ["qd26-2026.official"]


@test
def the_words_are_shown():
    r = fails(1, "criteria", "show", "8", "--official", **own_home())
    assert "hoidong criteria official" in r.err, r
    ok("criteria", "official", write_file("qd.html", decision_page()), **own_home())
    r = ok("criteria", "show", "8", "--official", **own_home())
    assert "Hồ sơ bị loại khi: Bịa hồ sơ" in r.out, r
    assert r.out.count("In: ") > 80, r
    assert "có" in ok("criteria", "list", **own_home()).out


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
    r = ok("criteria", "official", write_file("qd.html", decision_page(change)), **own_home())
    assert f"{levels() - 2}/{levels()}" in r.out, r
    told = ok("criteria", "official", "qd.html", "--json", **own_home()).json
    lost = [(u["code"], u["criterion"], u["level"], u["found"]) for u in told["unmatched"]]
    assert len(lost) == 2 and all(u["set"] == "qd26-2026/08" for u in told["unmatched"]), told
    assert lost[0][:3] == ("official-level-points", "1.1", "2") and lost[0][3].startswith("9: In"), lost
    assert lost[1] == ("official-level-missing", "6.5", "1", None), lost
    assert [o["code"] for o in told["others"]] == ["official-printed", "official-level-extra"], told
    for criterion, level in (("1.1", "2"), ("6.5", "1")):
        assert f"qd26-2026/08, tiêu chí {criterion}, mức {level}: " in r.err, r


@test
def what_is_not_the_decision_leaves_the_store():
    ok("criteria", "official", write_file("qd.html", decision_page()), **own_home())
    with open(STORE, "rb") as f:
        before = f.read()
    some = decision_page(lambda s, r: r[:10])
    for name, data in (("a.html", "<p>Chào</p>"), ("b.html", some),
                       ("c.docx", docx(f"<w:document {WORD}/>"))):
        r = fails(1, "criteria", "official", write_file(name, data), **own_home())
        assert r.err.count("\n") == 1 and r.out == "", r
        told = run("criteria", "official", name, "--json", **own_home())
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
        "entities.docx": docx(f"{entities}<w:document {WORD}>&b1;</w:document>"),
        "deep.docx": docx(f"<w:document {WORD}>" + "<w:tbl>" * 5000),
        "cut.docx": docx(decision_document())[:-40],
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
        r = fails(3, "criteria", "official", write_file(name, data), **own_home())
        assert r.err.count("\n") == 1 and r.out == "" and name in r.err, (name, r)
    for name in ("none.docx", "."):
        fails(3, "criteria", "official", name, **own_home())
    assert not os.path.exists(STORE)


@test
def a_damaged_store_is_told_and_not_used():
    ok("criteria", "official", write_file("qd.html", decision_page()), **own_home())
    with open(STORE, "r+b") as f:
        f.seek(500)
        f.write(b"X")
    r = fails(1, "criteria", "show", "8", "--official", **own_home())
    assert "hỏng" in r.err, r
    ok("criteria", "show", "8", **own_home())


@test
def a_folder_that_cannot_be_written_is_said():
    write_file("data", "một tệp")
    r = fails(3, "criteria", "official", write_file("qd.html", decision_page()), **own_home())
    assert "Không ghi được" in r.err, r


if __name__ == "__main__":
    main()
