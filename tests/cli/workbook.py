# SPDX-License-Identifier: MIT
"""Reading a workbook of results by other means than the program: openpyxl for cells, plain XML for
parts, and a little calculator for its formulas.  Run by itself it tests the calculator."""

import re
import unicodedata
import xml.etree.ElementTree
import zipfile

import openpyxl

from lib import main, test

REF = re.compile(r"(\"[^\"]*\")|(?:'([^']+)'!)?\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")


class Row(dict):
    """A row by the titles of its columns, which takes note of what is asked for."""

    def __init__(self, seen, number, cells):
        super().__init__(cells)
        self.seen, self.number = seen, number

    def __getitem__(self, title):
        self.seen.add((self.number, title))
        return super().__getitem__(title)


class Table:
    """The rows under the header row that begins with first; columns by their titles."""

    def __init__(self, book, sheet, first="TT"):
        self.sheet = book.values[sheet]
        self.seen = book.seen.setdefault(sheet, set())
        self.head = next(r for r in range(1, self.sheet.max_row + 1)
                         if self.sheet.cell(r, 1).value == first)
        titles = [c.value for c in self.sheet[self.head]]
        self.at = {t: i + 1 for i, t in reversed(list(enumerate(titles))) if t}
        self.rows = range(self.head + 1, self.sheet.max_row + 1)

    def cell(self, row, title):
        return self.sheet.cell(row, self.at[title]).value

    def numbered(self):
        """Rows whose first cell is a number, until the first empty row."""
        for row in self.rows:
            if all(c.value is None for c in self.sheet[row]):
                return
            if isinstance(self.sheet.cell(row, 1).value, int):
                yield row

    def dicts(self):
        return [Row(self.seen, r, {t: self.cell(r, t) for t in self.at}) for r in self.numbered()]

    def unseen(self):
        """Cells of the numbered rows that hold something which nobody asked for."""
        return [(r, t, self.cell(r, t)) for r in self.numbered() for t in self.at
                if self.cell(r, t) is not None and (r, t) not in self.seen]


class Book:
    """values: results as saved; formulas: what they were calculated from."""

    def __init__(self, path):
        self.path = path
        self.seen = {}  # by sheet: what was compared
        self.values = openpyxl.load_workbook(path, data_only=True)
        self.formulas = openpyxl.load_workbook(path)

    def table(self, sheet, first="TT"):
        return Table(self, sheet, first)

    def text(self, sheet):
        return "\n".join(str(c.value) for row in self.values[sheet].iter_rows() for c in row
                         if c.value is not None)

    # ---- formulas ----

    def area(self, sheet, a, b):
        return [c.value for row in self.values[sheet][f"{a}:{b}"] for c in row]

    def calculate(self, sheet, formula):
        """The value of a formula, from the saved values of what it points to."""
        def replace(m):
            if m[1] is not None:
                return m[1]
            where = m[2] or sheet
            if m[5]:
                return f"area({where!r}, '{m[3]}{m[4]}', '{m[5]}{m[6]}')"
            return f"one({where!r}, '{m[3]}{m[4]}')"

        def numbers(xs):
            return [x for x in xs if isinstance(x, (int, float))]

        def countif(xs, what):
            test = re.fullmatch(r"([<>]=?)?(.*?)(\*)?", what)
            assert test and not test[1]
            return sum(str(x or "").startswith(test[2]) if test[3] else x == test[2] for x in xs)

        return eval(REF.sub(replace, formula[1:]), {
            "__builtins__": {}, "area": self.area,
            "one": lambda where, at: self.values[where][at].value or 0,
            "SUM": lambda xs: sum(numbers(xs)), "COUNT": lambda xs: len(numbers(xs)),
            "COUNTA": lambda xs: sum(x is not None for x in xs),
            "AVERAGE": lambda xs: sum(numbers(xs)) / len(numbers(xs)),
            "MAX": lambda xs: max(numbers(xs)), "MIN": lambda xs: min(numbers(xs)),
            "ROUND": round, "REPT": lambda text, n: text * n, "COUNTIF": countif})

    def check_formulas(self):
        """Every formula gives the value that was saved with it; how many there are."""
        n = 0
        for sheet in self.formulas:
            for row in sheet.iter_rows():
                for c in row:
                    if c.data_type != "f":
                        continue
                    saved = self.values[sheet.title][c.coordinate].value
                    value = self.calculate(sheet.title, c.value)
                    same = value == saved if isinstance(value, str) else \
                        isinstance(saved, (int, float)) and abs(value - saved) < 1e-9
                    assert same, f"{sheet.title}!{c.coordinate} {c.value} = {value}, saved {saved}"
                    n += 1
        return n

    # ---- bytes ----

    def check_parts(self):
        """Every part is XML, every text NFC and without what XML forbids."""
        with zipfile.ZipFile(self.path) as z:
            assert z.testzip() is None
            for name in z.namelist():
                data = z.read(name)
                if name.endswith((".xml", ".rels")):
                    xml.etree.ElementTree.fromstring(data)
                    text = data.decode()
                    assert unicodedata.is_normalized("NFC", text), name
                    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text), name
        for sheet in self.formulas:
            assert len(sheet.title) <= 31 and sheet.sheet_state == "visible"

    def check_types(self):
        """Codes are text; nothing that is said is a formula unless we wrote it."""
        ours = re.compile(r"=(SUM|COUNT|COUNTA|AVERAGE|MAX|MIN|ROUND|REPT|COUNTIF|[A-Z]+\d+)\b")
        for sheet in self.formulas:
            for row in sheet.iter_rows():
                for c in row:
                    if c.data_type == "f":
                        assert ours.match(c.value), f"{sheet.title}!{c.coordinate}: {c.value}"
                    assert c.data_type != "e", f"{sheet.title}!{c.coordinate}"


@test
def the_calculator_calculates():
    wb = openpyxl.Workbook()
    wb.active.title = "Một hai"
    for row in ([1, 2, None], ["★ b", "b", 4.5]):
        wb.active.append(row)
    wb.save("a.xlsx")
    b = Book("a.xlsx")
    for formula, value in (("=SUM(A1:C2)", 7.5), ("=COUNT(A1:C1)", 2), ("=REPT(\"★\",3)", "★★★"),
                           ("=AVERAGE('Một hai'!A1:B1)", 1.5), ("=ROUND(A1-B1/3,2)", 0.33),
                           ("=COUNTIF(A2:B2,\"★*\")", 1), ("=MAX(A1:B1)-MIN(A1:B1)+C2", 5.5)):
        assert b.calculate("Một hai", formula) == value, formula


if __name__ == "__main__":
    main()
