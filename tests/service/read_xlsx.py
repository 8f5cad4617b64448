"""Reads a spreadsheet with openpyxl and prints a line a row: each cell's type and value, and how the sheet is set up."""

import sys

from openpyxl import load_workbook

book = load_workbook(sys.argv[1])
sheet = book.active
print("sheet", len(book.worksheets), "frozen", sheet.freeze_panes, "rtl", bool(sheet.sheet_view.rightToLeft),
      "filter", sheet.auto_filter.ref, "title", book.properties.title)
for row in sheet.iter_rows():
    cells = []
    for cell in row:
        kind = "formula" if cell.data_type == "f" else type(cell.value).__name__
        cells.append(f"{kind}:{cell.value}")
    print(" | ".join(cells).replace("\n", "\\n"))
