"""A list as a workbook or CSV: text stays text whatever it begins with, numbers stay numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from households.finding.columns import Cell

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_BOM = "\ufeff"
# What a spreadsheet would take for a formula at the beginning of a CSV cell.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠|%")


def written(
    kind: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str = "残疾人贫困户"
) -> bytes:
    return _workbook(headings, rows, sheet) if kind == "xlsx" else _csv(headings, rows)


def _workbook(headings: Sequence[str], rows: Iterable[Sequence[Cell]], title: str) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(title)
    heading = book.add_format({"bold": True, "border": 1})
    sheet.freeze_panes(1, 0)
    for place, words in enumerate(headings):
        sheet.set_column(place, place, max(10, 2 * len(words) + 2))
        sheet.write_string(0, place, words, heading)
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(line, place, cell)
            elif cell is not None:
                sheet.write_number(line, place, cell)
    book.close()
    return buffer.getvalue()


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return (_BOM + buffer.getvalue()).encode()


def _harmless(cell: Cell) -> Cell:
    """A CSV has no types: an apostrophe in front keeps a spreadsheet from reckoning."""
    if isinstance(cell, str) and cell.lstrip(" \ufeff\u3000").startswith(_FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell
