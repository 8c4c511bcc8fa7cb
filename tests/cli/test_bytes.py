# SPDX-License-Identifier: MIT
"""The bytes of the papers: the same for the same record wherever they are written, sound whatever
the record holds, and all of them or none when something goes wrong."""

import csv
import os
import re
import resource
import shutil
import signal
import subprocess
import unicodedata
import zipfile
from xml.etree import ElementTree

import openpyxl

from council import LONGEST, random_council
from lib import HOIDONG, PATIENCE, Session, fails, heed_permissions, main, ok, run, test

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def content(folder):
    found = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as f:
            found[name] = f.read()
    return found


# ---- one record, one file ----------------------------------------------------------------------------


@test
def equal_records_give_equal_bytes_everywhere():
    c = random_council("phien.ocop", 8, 4, 3)
    ok("signoff", c.path)
    path, first = os.path.abspath(c.path), None
    places = [{"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8"},
              {"TZ": "America/St_Johns", "LC_ALL": "vi_VN.UTF-8", "LANG": "vi_VN"},
              {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANGUAGE": "de"},
              {"LC_NUMERIC": "de_DE.UTF-8", "LC_TIME": "fr_FR.UTF-8"}]
    for i, place in enumerate(places):
        os.makedirs(f"cho {i}/ra", exist_ok=True)
        os.chmod(f"cho {i}/ra", 0o700)
        env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ"))}
        ok("export", path if i % 2 else os.path.relpath(path, f"cho {i}"), "--all", "-o", "ra",
           *(["--lang", "en"] if i == 2 else []), cwd=f"cho {i}", env={**env, **place},
           preexec_fn=lambda: os.umask((0o022, 0o077, 0, 0o027)[i]))
        found = content(f"cho {i}/ra")
        first = first or found
        assert found.keys() == first.keys() and len(found) > 15
        for name in found:
            assert found[name] == first[name], (name, place)


# ---- whatever the record holds ------------------------------------------------------------------------


TAKEN = ["a&b<c>\"d\"'", "😀 mắm", "𠀀𪚥", "=1+1", "+84", "-1", "@SUM(A1)", "]]>", "&amp;", "_x0041_",
         "<!-- -->", "{{tinh}}", "{{@lap ket_qua}}", "%s%n", "\\", "x" * 500, LONGEST, "'", '"', ";,",
         unicodedata.normalize("NFD", "Mắm tôm Bạc Liêu"), "e\u0301\u0302\u0309"]
REFUSED = ["x\0y", "x\x07y", "x\x0by", "x\x1by", "x\ufffey", "x\uffffy", "x\x85y", "x\u2028y",
           "a\u200fb", "\u202eabc", "\u2066abc", "y" * 501, "z" * 40000]
COLUMNS = ["stt", "ma_san_pham", "ten_san_pham", "chu_the", "dia_chi", "xa_phuong", "bo_san_pham"]


@test
def strange_texts_make_sound_files():
    s = Session("phien.ocop", products=0, province="Cà Mau", place="Hội trường <A> & \"B\"")
    s.load("products", COLUMNS, [[i + 1, f"0{i}", t, t, t, "xã Đất Mũi", "8"]
                                 for i, t in enumerate(TAKEN)])
    s.score(1, [60, 61, 62], 3)
    s.find([[i + 1, "postponed", "", "", "", "có", "", t] for i, t in enumerate(TAKEN) if i])
    paths = ok("export", s.path, "--all").out.split("\n")[:-1]
    for path in paths:
        check_sound(path)
    names = [" ".join(unicodedata.normalize("NFC", t).split()) for t in TAKEN]
    assert [p["name"] for p in s.tally()["products"]] == names
    book = next(p for p in paths if "ketqua" in p)
    cells = {c.value: c for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows()
             for c in row if c.value is not None}
    for name in names:
        if "_x0041_" not in name and len(name) < 200:  # which openpyxl takes for an escape
            assert cells[name].data_type == "s", name
    with open(next(p for p in paths if "tong-hop-diem" in p), encoding="utf-8", newline="") as f:
        told = [row["ten_san_pham"] for row in csv.DictReader(f)]
    assert told == ["'" + n if n[0] in "=+-@" else n for n in names]
    ok("verify", book, "--against", s.path)


def check_sound(path):
    with open(path, "rb") as f:
        data = f.read()
    texts = [data]
    if path.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(path) as z:
            assert z.testzip() is None and len(set(z.namelist())) == len(z.namelist())
            texts = [z.read(n) for n in z.namelist()]
            for text in texts:
                ElementTree.fromstring(text)
    for text in texts:
        text = text.decode("utf-8")
        if path.endswith(".txt"):
            text = text.replace("\f", "")  # a new page
        assert unicodedata.is_normalized("NFC", text) and not FORBIDDEN.search(text), path


@test
def texts_that_no_file_can_hold_are_refused_at_the_door():
    for i, text in enumerate(REFUSED):
        s = Session(f"{i}.ocop", members=1, products=0)
        for column in (2, 4):
            row = [1, "c1", "Tên", "Chủ", "Nơi", "", "8"]
            row[column] = text
            s.unchanged("import", s.path, "products", s.list("products", COLUMNS, [row]), rc=1)
    s = Session("phien.ocop", members=1)
    for text in (t for t in REFUSED if "\0" not in t and len(t) < 501):
        s.unchanged("correct", s.path, 1, f"name={text}", "--reason", "x", rc=1)


# ---- all of them or none ----------------------------------------------------------------------------------


def small_files(most):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    return limit


@test
def a_disk_that_fills_up_changes_nothing():
    c = random_council("phien.ocop", 8, 4, 5)
    os.mkdir("ra")
    ok("export", c.path, "--all", "-o", "ra")
    ok("set", c.path, "place=nơi khác")
    before, full = content("ra"), 0
    for most in (0, 1, 500, 4000, 20000, 60000, 200000):
        r = run("export", c.path, "--all", "-o", "ra", preexec_fn=small_files(most))
        if r.rc == 0:
            break
        assert r.rc == 3 and r.err and not r.out and content("ra") == before, (most, r)
        full += 1
        r = run("export", c.path, "--all", "-o", "moi", preexec_fn=small_files(most))
        assert r.rc == 3 and not os.path.exists("moi"), (most, r)
    assert full > 4


@test
def a_folder_that_goes_away_is_said():
    c = random_council("phien.ocop", 8, 4, 5)
    os.mkdir("ra")
    os.mkdir("ra/phien-ketqua-duthao.xlsx")  # somebody's folder has the name
    r = fails(3, "export", c.path, "-o", "ra")
    assert "phien-ketqua-duthao.xlsx" in r.err and os.listdir("ra") == ["phien-ketqua-duthao.xlsx"]
    os.symlink("/nowhere", "mat")
    fails(3, "export", c.path, "-o", "mat")
    p = begin(c.path, "di")
    while p.poll() is None and not os.path.isdir("di"):
        pass
    # It stands still meanwhile: a file of its own in the way would keep the folder there.
    p.send_signal(signal.SIGSTOP)
    if p.returncode is None:
        os.waitid(os.P_PID, p.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    had = sorted(os.listdir("di"))
    shutil.rmtree("di")
    p.send_signal(signal.SIGCONT)
    out, err = p.communicate(timeout=PATIENCE)
    faster = p.returncode == 0 and had == sorted(map(os.path.basename, out.decode().splitlines()))
    assert faster or (p.returncode == 3 and not out and err), (p.returncode, out, err)


@test
def a_folder_that_may_not_be_written_is_said():
    s = Session("phien.ocop", province="Cà Mau")
    os.mkdir("ra")
    path = ok("export", s.path, "-o", "ra").out.strip()
    before = content("ra")
    os.chmod("ra", 0o555)
    r = run("export", s.path, "-o", "ra", preexec_fn=heed_permissions)
    os.chmod("ra", 0o755)
    assert r.rc == 3 and "không có quyền" in r.err and content("ra") == before, r
    ok("verify", path, "--against", s.path)


@test
def what_is_open_elsewhere_is_replaced_whole():
    """A reader keeps what it opened; the name has the new file."""
    s = Session("phien.ocop", province="Cà Mau")
    path = ok("export", s.path).out.strip()
    with open(path, "rb") as reader:
        begin_of_it = reader.read(100)
        ok("set", s.path, "place=nơi khác")
        assert ok("export", s.path).out.strip() == path
        rest = reader.read()
    with open("cu.xlsx", "wb") as f:
        f.write(begin_of_it + rest)
    check_sound("cu.xlsx")
    check_sound(path)
    fails(1, "verify", "cu.xlsx", "--against", s.path)


def begin(session, out, *args):
    os.makedirs("tam", exist_ok=True)
    return subprocess.Popen([HOIDONG, "export", session, "--all", "-o", out, *args],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            env={**os.environ, "TMPDIR": os.path.abspath("tam")})


def size(folder):
    try:
        return sum(e.stat().st_size for e in os.scandir(folder))
    except FileNotFoundError:
        return -1


@test
def an_interrupted_export_leaves_nothing_behind():
    """At many moments, told by how much is written: all files, or none, and it is said."""
    c = random_council("phien.ocop", 24, 8, 7)
    ok("export", c.path, "--all", "-o", "ra")
    whole, stopped = sorted(os.listdir("ra")), 0
    steps = [0, 1] + [size("ra") * k // 12 for k in range(1, 12)]
    for i, most in enumerate(steps):
        number = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[i % 3]
        p = begin(c.path, f"ra{i}")
        while p.poll() is None and size(f"ra{i}") < most:
            pass
        p.send_signal(number)
        out, err = p.communicate(timeout=PATIENCE)
        assert os.listdir("tam") == [], os.listdir("tam")
        left = sorted(os.listdir(f"ra{i}")) if os.path.exists(f"ra{i}") else []
        if p.returncode == 0 or left == whole:  # it was faster
            assert left == whole, left
            continue
        stopped += 1
        assert not out and (p.returncode == -number or p.returncode == 1), (p.returncode, out, err)
        assert "Đã dừng" in err.decode() or most < 1, err
        assert left == [], left
    assert stopped > 3, stopped


@test
def an_interrupted_verify_leaves_nothing_behind():
    c = random_council("phien.ocop", 12, 5, 7)
    path = ok("export", c.path).out.strip()
    for number in (signal.SIGINT, signal.SIGTERM):
        os.makedirs("tam", exist_ok=True)
        p = subprocess.Popen([HOIDONG, "verify", path, "--against", c.path],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env={**os.environ, "TMPDIR": os.path.abspath("tam")})
        while p.poll() is None and not os.listdir("tam"):
            pass
        p.send_signal(number)
        p.communicate(timeout=PATIENCE)
        assert p.returncode in (-number, 0) and os.listdir("tam") == [], p.returncode


if __name__ == "__main__":
    main()
