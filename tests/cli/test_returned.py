# SPDX-License-Identifier: MIT
"""verify WORKBOOK --against FILE: whatever was changed in a workbook that came back is named, sheet
and cell and both contents, and nothing else; as we wrote it and as other programs saved it again.

EDITS=2000 makes so many instead of some hundreds; SEED=7 begins there."""

import os
import random
import shutil
import subprocess
import zipfile

import openpyxl
from openpyxl.utils import get_column_letter

from council import random_council
from edit import M, R, Edited, nfd, split
from lib import HOIDONG, PATIENCE, Result, main, ok, test

FILL = "……"  # stands where people write
CERTIFICATES = "Giấy chứng nhận"


class Work:
    """One copy being changed, and what is to be said of it."""

    def __init__(self, path, r):
        self.e, self.r, self.said, self.moved = Edited(path), r, [], False
        self.names = list(self.e.of)
        self.used = set()

    def sheet(self, but=()):
        return self.r.choice([s for s in self.names if s not in self.used and s not in but])

    def pick(self, good, but=()):
        """A cell that nobody may fill in, of a sheet that no other change is in."""
        for _ in range(200):
            sheet = self.sheet(but)
            cells = [(ref, c) for ref, c in self.e.filled(sheet).items()
                     if good(c) and FILL not in (self.e.value(c) or "")]
            if cells:
                self.used.add(sheet)
                ref, c = self.r.choice(cells)
                return sheet, ref, c, self.e.value(c)
        raise AssertionError("no such cell")

    def says(self, *words):
        self.said.append(words)


def is_number(c):
    return c.get("t", "n") == "n" and c.find(M + "f") is None


def is_text(c):
    return c.get("t") in ("s", "inlineStr")


def is_formula(c):
    return c.find(M + "f") is not None and c.find(M + "v") is not None


def number(w):
    sheet, ref, c, old = w.pick(is_number)
    w.e.put(c, number=float(old) + w.r.choice([1, -1, .01, 10]))
    w.says(f"{sheet}!{ref}:")


def text(w):
    sheet, ref, c, old = w.pick(is_text)
    new = w.r.choice(["khác", old + "x", old.replace(old[0], "?", 1), old.upper() + "!", "=1+1", "5"])
    w.e.put(c, text=new)
    w.says(f"{sheet}!{ref}:", new[:30], old[:30])


def number_as_text(w):
    sheet, ref, c, old = w.pick(lambda c: is_number(c) and w.e.value(c).isdigit() and
                                len(w.e.value(c)) < 5)
    w.e.put(c, text=old)
    w.says(f"{sheet}!{ref}:", old, "dạng chữ")


def text_as_number(w):
    sheet, ref, c, old = w.pick(is_text)
    w.e.put(c, number=7)
    w.says(f"{sheet}!{ref}:", "7")


def written_over(w):
    sheet, ref, c, old = w.pick(is_formula)
    formula = w.e.formula(c)
    w.e.put(c, **({"text": old} if c.get("t") == "str" else {"number": old}))
    w.says(f"{sheet}!{ref}:", formula[:4], "công thức")


def other_formula(w):
    sheet, ref, c, old = w.pick(lambda c: is_formula(c) and "(" in w.e.formula(c))
    f = c.find(M + "f")
    f.text = f.text.replace("(", "(0+", 1) if w.moved or w.r.random() < .5 else \
        f.text.replace("REPT(\"★\"", "REPT(\"*\"").replace(":", ":A", 1).replace("MAX", "MIN") \
        .replace("COUNT(", "COUNTA(") if ":" in f.text or "★" in f.text else f.text + "+0"
    w.says(f"{sheet}!{ref}:", f.text, "công thức")


def own_formula(w):
    sheet, ref, c, old = w.pick(is_number)
    w.e.put(c, formula=f"{old}+0", number=old)
    w.says(f"{sheet}!{ref}:", f"={old}+0", "công thức")


def other_form(w):
    sheet, ref, c, old = w.pick(lambda c: is_text(c) and nfd(w.e.value(c)) != w.e.value(c))
    w.e.put(c, text=nfd(old))
    w.says(f"{sheet}!{ref}:", old[:20], "ký tự khác")


def blanks(w):
    sheet, ref, c, old = w.pick(is_text)
    w.e.put(c, text=w.r.choice([old + " ", " " + old, old + "\u00a0", old[:1] + "\u00ad" + old[1:]]))
    w.says(f"{sheet}!{ref}:", "ký tự khác")


def emptied(w):
    sheet, ref, c, old = w.pick(lambda c: True)
    w.e.put(c)
    w.says(f"{sheet}!{ref}:", "để trống")


def added(w):
    sheet = w.sheet((CERTIFICATES,))
    w.used.add(sheet)
    row = w.r.choice([r for r in w.e.rows(sheet) if len(r) > 2])
    empty = [c for c in row if not len(c)]
    ref = empty[0].get("r") if empty else f"{get_column_letter(split(row[-1].get('r'))[0] + 2)}" \
        f"{row.get('r')}"
    w.e.put(w.e.cell(sheet, ref), text="thêm")
    w.says(f"{sheet}!{ref}:", "thêm", "để trống")


def table_rows(w, sheet):
    """Rows of a table: many cells, none of them joined."""
    joined = {n for m in w.e.merged(sheet) for n in range(split(m.get("ref").split(":")[0])[1],
                                                          split(m.get("ref").split(":")[1])[1] + 1)}
    return [int(r.get("r")) for r in w.e.rows(sheet) if int(r.get("r")) not in joined and
            sum(w.e.value(c) not in (None, "") for c in r) >= 4]


def table(w, least=3):
    while True:
        sheet = w.sheet()
        if len(table_rows(w, sheet)) >= least:
            w.used.add(sheet)
            return sheet, table_rows(w, sheet)


def deleted(w):
    sheet, rows = table(w)
    w.e.delete_row(sheet, w.r.choice(rows))
    w.moved = True
    w.says(f"{sheet}:", "thiếu 1 hàng")


def inserted(w):
    sheet, rows = table(w)
    at = w.r.choice(rows)
    w.e.insert_row(sheet, at, "hàng của tôi")
    w.moved = True
    w.says(f"{sheet}:", "thêm 1 hàng", f"từ hàng {at}", "hàng của tôi")


def swapped(w):
    sheet, rows = table(w)
    a, b = w.r.sample(rows[1:], 2)
    w.e.swap_rows(sheet, a, b)
    w.said.append(("swap", sheet, a, b))


def sheet_removed(w):
    sheet = w.sheet()
    w.used.add(sheet)
    w.e.tabs.remove(next(s for s in w.e.tabs if s.get("name") == sheet))
    w.says("Thiếu trang", f'"{sheet}"')


def sheet_renamed(w):
    sheet = w.sheet()
    w.used.add(sheet)
    next(s for s in w.e.tabs if s.get("name") == sheet).set("name", sheet + " 2")
    w.says("Thiếu trang", f'"{sheet}"')
    w.says("thêm trang", f'"{sheet} 2"')


def sheet_added(w):
    """A second tab of the same part, which readers take for a sheet of its own."""
    tab = next(iter(w.e.tabs))
    new = tab.makeelement(M + "sheet", {"name": "Nháp", "sheetId": "99", R + "id": tab.get(R + "id")})
    w.e.tabs.append(new)
    w.says("thêm trang", '"Nháp"')


def sheet_hidden(w):
    sheet = w.sheet()
    w.used.add(sheet)
    next(s for s in w.e.tabs if s.get("name") == sheet).set("state", "hidden")
    w.says(f'"{sheet}"', "bị ẩn")


def row_hidden(w):
    sheet, rows = table(w)
    row = w.e.row(sheet, w.r.choice(rows))
    row.attrib.update(w.r.choice([{"hidden": "1"}, {"ht": "0", "customHeight": "1"}]))
    w.says(f"{sheet}:", f"{row.get('r')}:{row.get('r')}", "bị ẩn")


def column_hidden(w):
    sheet, rows = table(w)
    ref = w.r.choice([c.get("r") for c in w.e.row(sheet, rows[1]) if w.e.value(c)])
    w.e.hide_column(sheet, split(ref)[0], **w.r.choice([{"hidden": "1"}, {"width": "0"}]))
    letters = get_column_letter(split(ref)[0])
    w.says(f"{sheet}:", f"{letters}:{letters}", "bị ẩn")


def format_hides(w):
    sheet, ref, c, old = w.pick(lambda c: True)
    w.e.format(c, ";;;")
    w.says(f"{sheet}!{ref}:")  # a time that is shown as none is told as the number it is kept as


def format_misleads(w):
    sheet, ref, c, old = w.pick(lambda c: (is_number(c) or is_formula(c)) and c.get("t") != "str")
    code = w.r.choice(['"95"', '0"5"', "0.0", "0%", "[Red]-0", "0.000"])
    w.e.format(c, code)
    w.says(f"{sheet}!{ref}:")


def joined(w):
    sheet, rows = table(w)
    ref = f"B{rows[1]}:C{rows[1]}"
    w.e.merge(sheet, ref)
    w.says(f"{sheet}!{ref}:", "gộp")


def parted(w):
    sheet = w.sheet((CERTIFICATES,))
    w.used.add(sheet)
    m = w.r.choice(w.e.merged(sheet))
    w.e.sheet(sheet).find(M + "mergeCells").remove(m)
    w.says(f"{sheet}!{m.get('ref')}:", "tách")


def chart_removed(w):
    sheet = "Biểu đồ"
    if sheet in w.used:
        return number(w)
    w.used.add(sheet)
    drawing = w.e.sheet(sheet).find(M + "drawing")
    part = w.e.of[sheet]
    folder, name = part.rsplit("/", 1)
    rel = next(r for r in w.e.part(f"{folder}/_rels/{name}.rels") if r.get("Id") ==
               drawing.get(R + "id"))
    target = os.path.normpath(os.path.join(folder, rel.get("Target"))) \
        if not rel.get("Target").startswith("/") else rel.get("Target")[1:]
    anchors = w.e.part(target)
    anchors.remove(w.r.choice(list(anchors)))
    w.says(f"{sheet}:", "2 biểu đồ", "hồ sơ có 3")


ONE = [number, text, number_as_text, text_as_number, written_over, other_formula, own_formula,
       other_form, blanks, emptied, added, deleted, inserted, swapped, sheet_removed, sheet_renamed,
       sheet_added, sheet_hidden, row_hidden, column_hidden, format_hides, format_misleads, joined,
       parted, chart_removed]
LONE = (deleted, inserted, swapped)  # what they do to formulas is not told apart


def check_said(w, lines, what):
    """Every thing is said once, and nothing else."""
    left = [line for line in lines if "cảnh báo" not in line]
    for words in w.said:
        if words[0] == "swap":
            _, sheet, a, b = words
            mine = [l for l in left if any(f" {sheet}!{get_column_letter(c)}{r}:" in l
                                           for c in range(1, 60) for r in (a, b))]
            # Rows of other lengths may read as rows put in and taken out.
            if any(f" {sheet}: " in l and " hàng" in l for l in left):
                mine = [l for l in left if f" {sheet}: " in l or f" {sheet}!" in l]
            mine += [l for l in left if f" {sheet}: còn " in l and l not in mine]
            assert mine, (what, words, lines)
            left = [l for l in left if l not in mine]
            continue
        found = [l for l in left if all(x in l for x in words)]
        assert len(found) == 1, (what, words, lines)
        left.remove(found[0])
    assert not left, (what, w.said, left)


def verify(path, session):
    return Result(subprocess.run([HOIDONG, "verify", path, "--against", session],
                                 capture_output=True, timeout=PATIENCE))


def try_edits(path, session, r, changes):
    w = Work(path, r)
    for change in changes:
        change(w)
    told = verify(w.e.save("edited.xlsx"), session)
    what = [c.__name__ for c in changes]
    assert told.rc == 1, (what, w.said, told)
    check_said(w, told.err.splitlines(), what)


def hand_in(n, path, session, seed):
    """n changes: some of every kind alone, the rest three at a time."""
    r = random.Random(seed)
    for change in ONE:
        try_edits(path, session, r, [change])
    for _ in range((n - len(ONE)) // 3):
        try_edits(path, session, r, [c for c in r.sample([c for c in ONE if c not in LONE], 3)])


def fill_in(path, session):
    """Where people may write, they may."""
    e = Edited(path)
    n = 0
    for sheet in e.of:
        for ref, c in e.filled(sheet).items():
            if e.value(c) == FILL or (FILL in (e.value(c) or "") and "Số: " in e.value(c)):
                e.put(c, text=e.value(c).replace(FILL, f"của tôi {n}"))
                n += 1
    head = next(r for r in e.rows(CERTIFICATES))
    fill = [c.get("r")[:-1] for c in head if e.value(c) in ("Số giấy chứng nhận", "Số quyết định",
                                                            "Người ký")]
    for letters in fill if e.row(CERTIFICATES, 2) is not None else []:
        e.put(e.cell(CERTIFICATES, f"{letters}2"), text=f"số {n}")
        n += 1
    told = verify(e.save("filled.xlsx"), session)
    warned = [l for l in told.err.splitlines() if "đã điền" in l]
    assert told.rc == 0 and len(warned) == n == len(told.err.splitlines()), (n, told)


def session_and_workbook(seed):
    c = random_council("phien.ocop", 7, 3, seed)
    ok("signoff", c.path)
    return c.path, ok("export", c.path).out.strip()


EDITS = int(os.environ.get("EDITS", 150))
SEED = int(os.environ.get("SEED", 1))


@test
def what_was_changed_in_ours_is_named():
    session, path = session_and_workbook(SEED)
    assert verify(path, session).rc == 0
    fill_in(path, session)
    hand_in(EDITS, path, session, SEED)


@test
def what_was_changed_in_a_copy_saved_again_is_named():
    """By openpyxl, which keeps no results of formulas and writes everything in its own way."""
    session, path = session_and_workbook(SEED + 1)
    openpyxl.load_workbook(path).save("again.xlsx")
    told = verify("again.xlsx", session)
    assert told.rc == 0 and not told.err, told
    fill_in("again.xlsx", session)
    r = random.Random(SEED)
    for change in ONE:
        if change not in (written_over, other_formula):  # results are asked for
            try_edits("again.xlsx", session, r, [change])


def saved_again(path):
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{os.getcwd()}/profile",
                    "--convert-to", "xlsx", "--outdir", "lo", path], check=True, timeout=PATIENCE,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.path.join("lo", os.path.basename(path))


@test
def what_was_changed_in_a_copy_of_libreoffice_is_named():
    if not shutil.which("soffice"):
        return
    session, path = session_and_workbook(SEED + 2)
    openpyxl.load_workbook(path).save("khong-ket-qua.xlsx")  # so that it must calculate itself
    told = verify(saved_again("khong-ket-qua.xlsx"), session)
    assert told.rc == 0 and not told.err, told
    again = saved_again(path)
    told = verify(again, session)
    assert told.rc == 0 and not told.err, told
    fill_in(again, session)
    hand_in(EDITS // 4, again, session, SEED)


@test
def formulas_that_cells_share_are_read():
    """As Excel saves a column of alike formulas: the text once, its group in the others."""
    session, path = session_and_workbook(SEED + 3)

    def share(change):
        e = Edited(path)
        first = {}
        for ref, c in e.filled("Tổng hợp điểm").items():
            f = c.find(M + "f")
            if f is None or not f.text.startswith(("MAX", "MIN", "COUNT(", "AVERAGE(F")):
                continue
            column = split(ref)[0]
            f.set("t", "shared")
            f.set("si", str(column))
            if first.setdefault(column, f) is not f:
                f.text = None
        change(first)
        return verify(e.save("shared.xlsx"), session)

    told = share(lambda first: None)
    assert told.rc == 0 and not told.err, told

    def move(first):
        f = next(iter(first.values()))
        f.text = f.text.replace("F", "G")

    told = share(move)
    assert told.rc == 1 and told.err.count("công thức") == told.err.count("\n") > 1, told


if __name__ == "__main__":
    main()
