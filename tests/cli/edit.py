# SPDX-License-Identifier: MIT
"""Changing one thing in a workbook as somebody might who has it in hand, in its XML, so that all
else stays as it was; whichever program saved it.  Run by itself it tests that nothing is changed
by looking."""

import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

from openpyxl.utils import column_index_from_string, get_column_letter

from lib import main, test

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ET.register_namespace("", M[1:-1])
ET.register_namespace("r", R[1:-1])


def split(ref):
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", ref).groups()
    return column_index_from_string(letters), int(row)


class Edited:
    """A workbook in memory; parts are parsed when they are asked for."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as z:
            self.data = {i.filename: z.read(i) for i in z.infolist()}
        self.xml = {}
        relations = self.part("xl/_rels/workbook.xml.rels")
        at = {r.get("Id"): r.get("Target").lstrip("/") for r in relations}
        self.tabs = self.part("xl/workbook.xml").find(M + "sheets")
        self.of = {s.get("name"): at[s.get(R + "id")] for s in self.tabs}
        self.of = {n: p if p.startswith("xl/") else "xl/" + p for n, p in self.of.items()}
        shared = [n for n in self.data if n.lower() == "xl/sharedstrings.xml"]
        self.strings = ["".join(t.text or "" for t in si.iter(M + "t"))
                        for name in shared for si in self.part(name)]

    def part(self, name):
        if name not in self.xml:
            self.xml[name] = ET.fromstring(self.data[name])
        return self.xml[name]

    def save(self, path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            for name, data in self.data.items():
                if name in self.xml:
                    data = ET.tostring(self.xml[name], "UTF-8", xml_declaration=True)
                z.writestr(name, data)
        return path

    # ---- one sheet ----

    def sheet(self, name):
        return self.part(self.of[name])

    def rows(self, sheet):
        return list(self.sheet(sheet).find(M + "sheetData"))

    def row(self, sheet, number):
        return next((r for r in self.rows(sheet) if r.get("r") == str(number)), None)

    def cell(self, sheet, ref):
        """Made where there is none yet."""
        column, number = split(ref)
        row = self.row(sheet, number)
        at = 0
        for c in row:
            if c.get("r") == ref:
                return c
            at += split(c.get("r"))[0] < column
        new = ET.Element(M + "c", r=ref)
        row.insert(at, new)
        return new

    def value(self, c):
        """What a cell shows; None of an empty one."""
        v, inline = c.find(M + "v"), c.find(M + "is")
        if inline is not None:
            return "".join(t.text or "" for t in inline.iter(M + "t"))
        if v is None or v.text is None:
            return None
        return self.strings[int(v.text)] if c.get("t") == "s" else v.text

    def filled(self, sheet):
        """The cells that hold something: reference -> element."""
        return {c.get("r"): c for r in self.rows(sheet) for c in r if self.value(c) not in (None, "")}

    def put(self, c, text=None, number=None, formula=None):
        """A new content; an empty cell without any."""
        for child in list(c):
            c.remove(child)
        c.attrib.pop("t", None)
        if formula is not None:
            ET.SubElement(c, M + "f").text = formula
        if number is not None:
            ET.SubElement(c, M + "v").text = str(number)
        elif text is not None and formula is not None:
            c.set("t", "str")
            ET.SubElement(c, M + "v").text = text
        elif text is not None:
            c.set("t", "inlineStr")
            t = ET.SubElement(ET.SubElement(c, M + "is"), M + "t")
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            t.text = text

    def formula(self, c):
        f = c.find(M + "f")
        return None if f is None else f.text

    # ---- rows ----

    def move_rows(self, sheet, first, by):
        """Rows from first on stand lower by so many; joined cells go with them."""
        for row in self.rows(sheet):
            if int(row.get("r")) >= first:
                row.set("r", str(int(row.get("r")) + by))
                for c in row:
                    column, number = split(c.get("r"))
                    c.set("r", f"{get_column_letter(column)}{number + by}")
        for m in self.merged(sheet):
            ends = [split(x) for x in m.get("ref").split(":")]
            m.set("ref", ":".join(f"{get_column_letter(c)}{r + by if r >= first else r}"
                                  for c, r in ends))

    def delete_row(self, sheet, number):
        self.sheet(sheet).find(M + "sheetData").remove(self.row(sheet, number))
        self.move_rows(sheet, number + 1, -1)

    def insert_row(self, sheet, number, text):
        self.move_rows(sheet, number, 1)
        data = self.sheet(sheet).find(M + "sheetData")
        row = ET.Element(M + "row", r=str(number))
        data.insert(sum(int(r.get("r")) < number for r in data), row)
        self.put(ET.SubElement(row, M + "c", r=f"B{number}"), text=text)

    def swap_rows(self, sheet, a, b):
        """Contents only, as by cutting and pasting."""
        x, y = self.row(sheet, a), self.row(sheet, b)
        for row, number in ((x, b), (y, a)):
            row.set("r", str(number))
            for c in row:
                c.set("r", f"{get_column_letter(split(c.get('r'))[0])}{number}")
        data = self.sheet(sheet).find(M + "sheetData")
        data[:] = sorted(data, key=lambda r: int(r.get("r")))

    def merged(self, sheet):
        found = self.sheet(sheet).find(M + "mergeCells")
        return [] if found is None else list(found)

    def merge(self, sheet, ref):
        cells = self.sheet(sheet).find(M + "mergeCells")
        if cells is None:
            cells = ET.Element(M + "mergeCells")
            data = self.sheet(sheet)
            data.insert(list(data).index(data.find(M + "sheetData")) + 1, cells)
        ET.SubElement(cells, M + "mergeCell", ref=ref)

    def hide_column(self, sheet, number, **how):
        """A column of its own out of the run of columns that it is described with."""
        columns = self.sheet(sheet).find(M + "cols")
        for col in list(columns):
            low, high = int(col.get("min")), int(col.get("max"))
            if low <= number <= high:
                at = list(columns).index(col)
                columns.remove(col)
                for a, b in ((low, number - 1), (number, number), (number + 1, high)):
                    if a > b:
                        continue
                    new = ET.Element(M + "col", {**col.attrib, "min": str(a), "max": str(b)})
                    if a == number == b:
                        new.attrib.update(how)
                    columns.insert(at, new)
                    at += 1

    def format(self, c, code):
        """The cell's style again, with another number format."""
        styles = self.part("xl/styles.xml")
        formats, xfs = styles.find(M + "numFmts"), styles.find(M + "cellXfs")
        if formats is None:
            formats = ET.Element(M + "numFmts")
            styles.insert(0, formats)
        number = max([163, *(int(f.get("numFmtId")) for f in formats)]) + 1
        ET.SubElement(formats, M + "numFmt", numFmtId=str(number), formatCode=code)
        own = ET.fromstring(ET.tostring(xfs[int(c.get("s", 0))]))
        own.set("numFmtId", str(number))
        own.set("applyNumberFormat", "1")
        xfs.append(own)
        c.set("s", str(len(xfs) - 1))


def nfd(text):
    return unicodedata.normalize("NFD", text)


@test
def looking_changes_nothing():
    import openpyxl
    wb = openpyxl.Workbook()
    wb.active.title = "Một"
    for row in ([1, "hai", None], ["ba", "=A1+1", 4.5]):
        wb.active.append(row)
    wb.save("a.xlsx")
    e = Edited("a.xlsx")
    assert e.filled("Một").keys() == {"A1", "B1", "A2", "C2"}
    e.put(e.cell("Một", "B1"), text=" hai & <ba>")
    e.insert_row("Một", 2, "thêm")
    e.merge("Một", "A1:B1")
    e.format(e.cell("Một", "A1"), ";;;")
    sheet = openpyxl.load_workbook(e.save("b.xlsx"))["Một"]
    assert [[c.value for c in row] for row in sheet] == \
        [[1, None, None], [None, "thêm", None], ["ba", "=A1+1", 4.5]]
    assert sheet["A1"].number_format == ";;;" and str(sheet.merged_cells) == "A1:B1"


if __name__ == "__main__":
    main()
