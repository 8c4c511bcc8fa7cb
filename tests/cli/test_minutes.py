# SPDX-License-Identifier: MIT
"""The minutes as files: read back by other programs, worded by a province."""

import io
import os
import re
import unicodedata
import zipfile
from xml.etree import ElementTree

from lib import Session, fails, main, ok, test, write_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def council(**settings):
    """Four members and four products; one absent, one recused, one knocked out, one put off."""
    s = Session("Phiên thử.ocop", members=4, products=4, province="Cà Mau", round=2, year=2026,
                date="2026-08-05", quorum="1/2", **settings)
    s.load("panel", ["san_pham", "thanh_vien", "trang_thai", "ly_do"],
           [[2, s.members[1], "khong_tham_gia", "người nhà & <bạn>"],
            [3, s.members[3], "vang", "bận việc"]])
    s.score(1, [82, 79, 85, 83], 4)
    s.score(2, [92, None, 91, 90], 5)
    s.score(3, [60, 61, 62, None], 3)
    s.find([[3, "knockout", "", "", "", "loại", "4/4", "giả mạo hồ sơ"],
            [4, "postponed", "", "", "", "có", "", "thiếu phiếu kiểm nghiệm"]])
    return s


def exported(s, *options):
    """{ending: path} of what was written."""
    paths = ok("export", s.path, *options).out.splitlines()
    assert all(os.path.isfile(p) for p in paths), paths
    return {os.path.basename(p).split("-", 1)[1]: p for p in paths}


def parts(path):
    """Every part of a .docx, its XML read by another program."""
    with zipfile.ZipFile(path) as z:
        assert z.testzip() is None
        assert len(set(z.namelist())) == len(z.namelist())
        assert all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in z.infolist())
        return {n: ElementTree.fromstring(z.read(n)) for n in z.namelist()}


def texts(root):
    """Paragraph by paragraph."""
    out = []
    for p in root.iter(W + "p"):
        out.append("".join("\n" if r.tag == W + "br" else r.text or ""
                           for r in p.iter() if r.tag in (W + "t", W + "br")))
    return out


def squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


def change(path, to, part, what, by):
    """A copy of a .docx with @what in @part replaced, as an office worker would."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == part:
                text = data.decode()
                assert what in text, (part, what)
                data = text.replace(what, by).encode()
            new.writestr(item, data)
    return to


# ---- ours ---------------------------------------------------------------------------------------


@test
def the_word_file_says_what_the_text_says():
    for close in (False, True):
        s = council()
        if close:
            ok("signoff", s.path)
        at = exported(s, "--minutes")
        state = "v1" if close else "duthao"
        with open(at[f"thu-bien-ban-{state}.txt"], "rb") as f:
            raw = f.read()
        assert b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf")
        text = raw.decode()
        assert unicodedata.is_normalized("NFC", text)
        word = parts(at[f"thu-bien-ban-{state}.docx"])
        plain = squeezed(text)
        for part in ("word/document.xml", "word/footer1.xml", "word/footer2.xml"):
            for said in texts(word[part]):
                assert "{{" not in said, said
        for said in texts(word["word/document.xml"]):
            words = squeezed(said)
            # Two columns wrap side by side in the text.
            if words not in plain:
                assert all(w in plain for w in words.split(" ")), words
        for fact in ("Cơ sở 1", "Mắm tôm 2", "82,25", "người nhà & <bạn>", "giả mạo hồ sơ",
                     "thiếu phiếu kiểm nghiệm", "04 (bốn) sản phẩm"):
            assert fact in plain, fact
            assert any(fact in t for t in texts(word["word/document.xml"])), fact
        os.remove(s.path)


@test
def every_page_carries_the_check_code_and_the_state():
    s = council()
    word = parts(exported(s, "--minutes")["thu-bien-ban-duthao.docx"])
    for part in ("word/footer1.xml", "word/footer2.xml"):
        assert texts(word[part]) == [
            f"DỰ THẢO - kết quả chưa chốt ({s.tally()['session']['events']} sự kiện)"], part
    code = re.search(r"[0-9a-f]{64}", ok("signoff", s.path).out)[0][:10]
    word = parts(exported(s, "--minutes")["thu-bien-ban-v1.docx"])
    for part in ("word/footer1.xml", "word/footer2.xml"):
        assert texts(word[part]) == [f"ĐÃ CHỐT (chờ ký). Phiên bản 1. Mã kiểm tra {code}"], part
    section = word["word/document.xml"].find(f"{W}body/{W}sectPr")
    assert section.find(W + "titlePg") is not None
    size, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
    assert (size.get(W + "w"), size.get(W + "h")) == ("11906", "16838")
    # Nghị định 30/2020: 20 mm above and below, 30 left, 15 right.
    mm = {side: int(margin.get(W + side)) / 1440 * 25.4 for side in
          ("top", "bottom", "left", "right")}
    assert {k: round(v) for k, v in mm.items()} == {"top": 20, "bottom": 20, "left": 30,
                                                    "right": 15}


@test
def the_results_are_a_table_whose_head_repeats():
    s = council()
    word = parts(exported(s, "--minutes")["thu-bien-ban-duthao.docx"])
    tables = list(word["word/document.xml"].iter(W + "tbl"))
    assert len(tables) == 3  # heads, results, signatures
    rows = tables[1].findall(W + "tr")
    cells = [[squeezed(" ".join(texts(c))) for c in r.findall(W + "tc")] for r in rows]
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in rows)
    assert [c[1] for c in cells] == ["Tên sản phẩm"] + [f"Mắm tôm {i}" for i in range(1, 5)]
    assert cells[1][3:] == ["82,25", "4/4", "Đề nghị phân hạng 4 sao"]


@test
def a_rehearsal_says_so():
    s = council(rehearsal="yes")
    at = exported(s, "--minutes")
    word = parts(at["thu-bien-ban-duthao.docx"])
    assert "KHÔNG DÙNG ĐỂ CÔNG NHẬN" in texts(word["word/document.xml"])
    assert all("DIỄN TẬP" in texts(word[f"word/footer{i}.xml"])[0] for i in (1, 2))


@test
def what_was_signed_off_is_kept():
    s = council()
    ok("signoff", s.path)
    first = exported(s, "--minutes")
    assert exported(s, "--minutes") == first
    with open(first["thu-bien-ban-v1.txt"], "a", encoding="utf-8") as f:
        f.write("sửa tay\n")
    assert "thu-bien-ban-v1-2.txt" in exported(s, "--minutes")


# ---- a province's ----------------------------------------------------------------------------------


@test
def a_province_words_its_own():
    s = council()
    ok("template", "bien-ban", "--docx", "mau.docx", "--txt", "mau.txt")
    # A heading in other words, the field torn over two runs as Word does it.
    change("mau.docx", "tinh.docx", "word/document.xml",
           '<w:t xml:space="preserve">2. Địa điểm: {{dia_diem}}.</w:t></w:r>',
           '<w:t>2. Nơi họp của </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{{ti</w:t></w:r>'
           '<w:r><w:t>nh}}</w:t></w:r>')
    at = exported(s, "--template", "tinh.docx")
    word = parts(at["thu-bien-ban-duthao.docx"])
    assert "2. Nơi họp của Cà Mau" in texts(word["word/document.xml"])
    with open(at["thu-bien-ban-duthao.txt"], encoding="utf-8") as f:
        assert "2. Địa điểm: " in f.read()  # a Word template words the Word file
    with open("mau.txt", encoding="utf-8") as f:
        text = f.read()
    write_file("tinh.txt", text.replace("2. Địa điểm:", "2. Nơi họp:").replace("\n", "\r\n"))
    at = exported(s, "--template", "tinh.txt")
    word = parts(at["thu-bien-ban-duthao.docx"])
    assert any(t.startswith("2. Nơi họp: ") for t in texts(word["word/document.xml"]))
    with open(at["thu-bien-ban-duthao.txt"], encoding="utf-8") as f:
        assert "\n2. Nơi họp: " in f.read()


@test
def faults_of_a_template_are_told_where_they_are():
    s = council()
    ok("template", "bien-ban", "--docx", "mau.docx")
    change("mau.docx", "sai.docx", "word/document.xml", "{{dia_diem}}", "{{dia_diem_hop}}")
    r = fails(3, "export", s.path, "--template", "sai.docx")
    assert re.search(r"sai\.docx: đoạn \d+: Không có trường \"dia_diem_hop\"", r.err), r
    write_file("sai.txt", "{{tinh}}\n{{@lap co_mat}}\n{{ho}}\n")
    r = fails(3, "export", s.path, "--template", "sai.txt")
    assert "sai.txt:2: " in r.err, r
    for name, what in (("khong.docx", "khong.docx"), ("mau.odt", "mau.odt")):
        assert what in fails(3, "export", s.path, "--template", name).err
    assert not [f for f in os.listdir() if f.startswith("phien-thu")]
    write_file("bom.docx", "không phải zip")
    fails(3, "export", s.path, "--template", "bom.docx")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("word/document.xml", b" " * (200 << 20))
    write_file("bom.docx", buffer.getvalue())
    assert "quá lớn" in fails(3, "export", s.path, "--template", "bom.docx").err


@test
def templates_and_fields_are_listed():
    s = council()
    names = [line.split()[0] for line in ok("template").out.splitlines()]
    assert names[:2] == ["bien-ban", "bao-cao-y-kien"]
    for name in names:
        assert "{{" in ok("template", name).out
        ok("template", name, "--docx", f"{name}.docx")
        parts(f"{name}.docx")
        before = open(f"{name}.docx", "rb").read()
        fails(3, "template", name, "--docx", f"{name}.docx")  # never over somebody's work
        assert open(f"{name}.docx", "rb").read() == before
    fails(2, "template", "khong-co")
    fails(2, "template", "--docx", "x.docx")
    fields = ok("export", s.path, "--fields").out
    assert "{{tinh}}  Cà Mau\n" in fields and "{{@lap ket_qua}}\n    {{tt}}  1\n" in fields
    # What nobody is in just now is named too.
    assert re.search(r"\{\{@lap cham_lai\}\}\n    \{\{noi_dung\}\}\n", fields), fields
    assert not [f for f in os.listdir() if f.startswith("phien-thu")]


if __name__ == "__main__":
    main()
