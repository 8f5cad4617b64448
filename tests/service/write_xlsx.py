"""Writes workbooks as spreadsheets write them, and as somebody hostile would: write_xlsx.py KIND OUT [CSV]."""

import csv
import datetime
import re
import sys
import zipfile

from openpyxl import Workbook, load_workbook

kind, out = sys.argv[1:3]


def typed(text):
    day = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    if day:
        return datetime.date(int(day[3]), int(day[2]), int(day[1]))
    clock = re.fullmatch(r"(\d{1,2})\.(\d{2})", text)
    if clock:
        return datetime.time(int(clock[1]), int(clock[2]))
    return int(text) if re.fullmatch(r"\d+", text) else text or None


def from_csv(book):
    sheet = book.active
    with open(sys.argv[3], encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            sheet.append([typed(cell) for cell in row])


def many_rows(book, count):
    sheet = book.create_sheet()
    sheet.append(["Otsikko", "Pvm"])
    for _ in range(count):
        sheet.append(["Info", "1.12.2026"])


def replace_part(path, part, content):
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


if kind == "csv":
    book = Workbook()
    from_csv(book)
    book.save(out)
elif kind == "title":
    book = Workbook()
    book.active.title = "Tyhjä"
    sheet = book.create_sheet("Ohjelma")
    sheet["A1"] = "Syksyn ohjelma 2026"
    sheet.append([])
    sheet.append(["Tapahtuma", "Ajankohta", "Klo", "Missä", "Tunteja"])
    sheet.append(["Infotilaisuus", datetime.datetime(2026, 12, 1, 15, 0), "15–17", "Mimosa", "=1+1"])
    sheet.append(["Kahvila", datetime.date(2026, 12, 2), datetime.time(9, 30), "Mimosa", "=A1"])
    sheet["B5"].number_format = 'ddd d"."m"."yyyy'
    hidden = book.create_sheet("Piilossa", 0)
    hidden["A1"] = "salainen"
    hidden.sheet_state = "hidden"
    book.save(out)
elif kind == "rows":
    book = Workbook(write_only=True)
    many_rows(book, 100_000)
    book.save(out)
elif kind == "bomb":
    Workbook().save(out)
    sheet = b'<?xml version="1.0"?><worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>'
    replace_part(out, "xl/worksheets/sheet1.xml", sheet + b"a" * (300 * 1024 * 1024))
elif kind == "entities":
    Workbook().save(out)
    lol = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % ((i,) + (i - 1,) * 8) for i in range(98, 110)) + b"]>"
    replace_part(out, "xl/worksheets/sheet1.xml",
                 b'<?xml version="1.0"?>' + lol + b"<worksheet><sheetData><row><c t='inlineStr'><is><t>&m;</t></is></c>"
                 b"</row></sheetData></worksheet>")
elif kind == "deep":
    Workbook().save(out)
    replace_part(out, "xl/worksheets/sheet1.xml", b"<a>" * 100_000)
elif kind == "shared":
    Workbook().save(out)
    cells = b"".join(b'<row>' + b'<c t="s"><v>0</v></c>' * 100 + b"</row>" for _ in range(5000))
    replace_part(out, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>")
    replace_part(out, "xl/sharedStrings.xml", b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>")
    with zipfile.ZipFile(out) as old:
        relationships = old.read("xl/_rels/workbook.xml.rels")
    if b"sharedStrings" not in relationships:
        replace_part(out, "xl/_rels/workbook.xml.rels", relationships.replace(
            b"</Relationships>", b'<Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'))
elif kind in ("sheets", "relationships", "strings", "formats", "styles"):
    Workbook().save(out)
    strings = b'<Relationship Id="s1" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
    part, end, more = {
        "sheets": ("xl/workbook.xml", b"</sheets>", b'<sheet name="a" id="none"/>' * 300),
        "relationships": ("xl/_rels/workbook.xml.rels", b"</Relationships>", b'<Relationship Id="a" Type="b"/>' * 3000),
        "strings": ("xl/_rels/workbook.xml.rels", b"</Relationships>", strings),
        "formats": ("xl/styles.xml", b"</styleSheet>",
                    b"".join(b'<numFmt numFmtId="%d" formatCode="0"/>' % i for i in range(5000))),
        "styles": ("xl/styles.xml", b"</styleSheet>", b"<cellXfs>" + b"<xf/>" * 70_000 + b"</cellXfs>"),
    }[kind]
    with zipfile.ZipFile(out) as old:
        content = old.read(part)
    replace_part(out, part, content.replace(end, more + end))
    if kind == "strings":
        replace_part(out, "xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 250_000 + b"</sst>")
elif kind == "wide":
    Workbook().save(out)
    replace_part(out, "xl/worksheets/sheet1.xml",
                 b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>Otsikko</v></c></row><row r="2"><c r="A2" t="str">'
                 b'<v>a</v></c><c r="XFD2" t="str"><v>b</v></c></row><row r="3"><c r="ZZZZ3" t="str"><v>c</v></c></row>'
                 b"</sheetData></worksheet>")
