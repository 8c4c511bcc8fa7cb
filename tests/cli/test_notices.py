# SPDX-License-Identifier: MIT
"""Notices to communes and owners: each of its own products only, and of no member's ballot."""

import os
import re
import zipfile
from xml.etree import ElementTree

from lib import Session, ok, main, test, write_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMMUNES, OWNERS = "thong-bao-xa", "thong-bao-chu-the"


def council(**settings):
    """Products 1, 2 of one owner, 3 of another in the same commune, 4, 5 elsewhere."""
    s = Session("Phiên thử.ocop", members=3, products=0, province="Cà Mau", round=2, year=2026,
                date="2026-08-05", **settings)
    s.load("products", ["stt", "ten_san_pham", "chu_the", "xa", "ma_san_pham", "bo_san_pham"],
           [[1, "Mắm tôm", "HTX Một", "xã Năm Căn", "96-31001-1-2026", 8],
            [2, "Mắm cá", "HTX Một", "xã Năm Căn", "96-31001-3-2026", 8],
            [3, "Khô cá & <khô> tôm", "Cơ sở Hai", "xã Năm Căn", "96-31001-2-2026", 8],
            [4, "Ba khía", "Cơ sở Ba", "phường An Xuyên", "96-31002-1-2026", 8],
            [5, "Tôm khô", "Cơ sở Bốn", "phường An Xuyên", "96-31002-2-2026", 8]])
    s.score(1, [82, 79, 85], 4)
    s.score(2, [92, 91, 90], 5)
    s.score(3, [45, 44, 46], 0)
    s.score(4, [60, 61, 62], 3)
    s.find([[4, "knockout", "", "", "", "loại", "3/3", "giả mạo hồ sơ"],
            [5, "postponed", "", "", "", "có", "", "thiếu phiếu kiểm nghiệm"]])
    return s


def notices(s, name, state="v1"):
    """The notices of one kind as text, and the paragraphs of the Word file section by section."""
    out = f"ra-{len(os.listdir())}"  # a folder of its own: what was signed off is never replaced
    paths = {os.path.basename(p): p
             for p in ok("export", s.path, "--notices", "-o", out).out.splitlines()}
    with open(paths[f"phien-thu-{name}-{state}.txt"], encoding="utf-8") as f:
        text = f.read().split("\f")
    with zipfile.ZipFile(paths[f"phien-thu-{name}-{state}.docx"]) as z:
        for part in z.namelist():
            ElementTree.fromstring(z.read(part))
        body = ElementTree.fromstring(z.read("word/document.xml")).find(W + "body")
    sections, said = [], []
    for block in body:
        said += ["".join(t.text or "" for t in p.iter(W + "t")) for p in block.iter(W + "p")]
        if block.tag == W + "sectPr" or block.find(f"{W}pPr/{W}sectPr") is not None:
            sections.append("\n".join(said))
            said = []
    assert not any(said)
    return [re.sub(r"\s+", " ", t) for t in text], sections


@test
def each_is_told_of_its_own():
    s = council()
    ok("signoff", s.path)
    for kind, own in ((COMMUNES, [["Mắm tôm", "Mắm cá", "Khô cá & <khô> tôm"],
                                  ["Ba khía", "Tôm khô"]]),
                      (OWNERS, [["Mắm tôm", "Mắm cá"], ["Khô cá & <khô> tôm"], ["Ba khía"],
                                ["Tôm khô"]])):
        text, word = notices(s, kind)
        assert len(text) == len(word) == len(own)
        for said in zip(text, word):
            i = (text.index(said[0]))
            for one in said:
                assert "THÔNG BÁO" in one and "/TB-" in one and "TL. CHỦ TỊCH" in one
                for k, names in enumerate(own):
                    for name in names:
                        assert (name in one) == (k == i), (kind, i, name)
                for member in s.members:
                    assert member not in one, member
    text, _ = notices(s, OWNERS)
    assert "Kính gửi: HTX Một" in text[0] and "02 (hai) sản phẩm" in text[0]
    assert "Hội đồng đề nghị phân hạng 4 sao; Quyết định số …… ngày …… tháng" in text[0]
    assert "Để được 5 sao trong lần đánh giá sau" in text[0]
    assert "tổng điểm trung bình cần thêm ít nhất 8,00 điểm" in text[0]
    assert "trình Bộ Nông nghiệp và Môi trường" in text[0]
    assert "từ 30 đến dưới 50 điểm (khoản 3 Điều 3)" in text[1]
    assert "hồ sơ bị loại. Lý do: giả mạo hồ sơ" in text[2] and "Để được" not in text[2]
    assert "hoãn, chưa đánh giá trong đợt này. Lý do: thiếu phiếu kiểm nghiệm" in text[3]
    assert "giấy chứng nhận có giá trị" not in " ".join(text).lower()


@test
def what_was_decided_is_told_when_it_is_known():
    s = council()
    ok("signoff", s.path)
    ok("decide", s.path, "--list", "recognised", "--number", "12/QĐ-UBND", "--date", "2026-08-31")
    ok("decide", s.path, "--list", "forwarded", "--number", "13/QĐ-UBND", "--date", "2026-09-01")
    text, _ = notices(s, OWNERS)
    assert ("công nhận, phân hạng 4 sao theo Quyết định số 12/QĐ-UBND ngày 31 tháng 8 năm 2026"
            in text[0])
    assert "Giấy chứng nhận có giá trị đến ngày 31 tháng 8 năm 2029" in text[0]
    assert "phê duyệt kết quả tại Quyết định số 13/QĐ-UBND ngày 01 tháng 9 năm 2026" in text[0]
    text, word = notices(s, COMMUNES)
    for one in (text[0], re.sub(r"\s+", " ", word[0])):
        assert one.count("Quyết định số 12/QĐ-UBND ngày 31 tháng 8 năm 2026") == 1
        assert one.count("Quyết định số 13/QĐ-UBND ngày 01 tháng 9 năm 2026") == 1
        assert one.count("có giá trị đến ngày 31 tháng 8 năm 2029 (36 tháng") == 1
        assert "công nhận, phân hạng 4 sao" in one and "chờ ký" not in one
    assert "12/QĐ-UBND" not in text[1] and "có giá trị" not in text[1]
    ok("decide", s.path, "--left-out", "1", "--reason", "chờ xác minh")
    ok("decide", s.path, "--central", "2=5", "--central-number", "99/QĐ-BNNMT",
       "--central-date", "2026-12-15")
    text, _ = notices(s, OWNERS)
    assert "không công nhận, lý do: chờ xác minh" in text[0]
    assert "có giá trị" not in text[0]
    assert ("Bộ Nông nghiệp và Môi trường công nhận, phân hạng 5 sao theo Quyết định số "
            "99/QĐ-BNNMT ngày 15 tháng 12 năm 2026" in text[0])
    ok("decide", s.path, "--central", "2=0")
    assert "đánh giá không đạt 5 sao" in notices(s, OWNERS)[0][0]


@test
def drafts_and_rehearsals_say_so():
    s = council()
    for kind in (COMMUNES, OWNERS):
        for said in zip(*notices(s, kind, "duthao")):
            assert all("DỰ THẢO" in one and "Không gửi bản này" in one for one in said)
    os.remove(s.path)
    s = council(rehearsal="yes")
    ok("signoff", s.path)
    for said in zip(*notices(s, OWNERS)):
        assert all("DIỄN TẬP - KHÔNG DÙNG" in one for one in said)


@test
def there_is_none_to_be_written_to_without_products():
    s = Session("a.ocop", members=3, products=0)
    paths = ok("export", s.path, "--all", "-o", "ra").out.splitlines()
    assert sorted(os.path.basename(p) for p in paths) == sorted(os.listdir("ra"))
    assert any("bien-ban" in p for p in paths) and not [p for p in paths if "thong-bao" in p]


@test
def one_call_writes_everything():
    s = council()
    paths = [os.path.basename(p) for p in ok("export", s.path, "--all", "-o", "ra").out.split("\n")]
    for name in ("ketqua", "phieu", "bien-ban", COMMUNES, OWNERS, "bang", "phu-luc"):
        assert any(p.startswith(f"phien-thu-{name}-duthao.") for p in paths), (name, paths)
    assert sorted(p for p in paths if p) == sorted(os.listdir("ra"))


@test
def a_folder_of_templates_words_them():
    s = council()
    os.mkdir("mau")
    ok("template", OWNERS, "--docx", f"mau/{OWNERS}.docx")
    text = ok("template", COMMUNES).out
    write_file(f"mau/{COMMUNES}.txt", text.replace("= THÔNG BÁO", "= TIN CHO XÃ"))
    paths = ok("export", s.path, "--notices", "--template", "mau").out
    assert "bien-ban-duthao.docx" in paths and "thong-bao-xa-duthao.docx" in paths
    with open(f"phien-thu-{COMMUNES}-duthao.txt", encoding="utf-8") as f:
        assert "TIN CHO XÃ" in f.read()
    with zipfile.ZipFile(f"phien-thu-{COMMUNES}-duthao.docx") as z:
        assert "TIN CHO XÃ" in z.read("word/document.xml").decode()


if __name__ == "__main__":
    main()
