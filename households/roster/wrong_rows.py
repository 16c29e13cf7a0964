"""The wrong rows as a workbook for the sender: marked, with reason and cure; corrected, it goes in as it is.

It holds whole ID numbers, as the sender gave them: the download is recorded by the view.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from households.models import RosterFile, RosterRow
from households.roster.reading import BROKEN_NUMBER
from households.roster.staging import opened_cells

BACK = (
    RosterRow.Verdict.WRONG,
    RosterRow.Verdict.HELD,
    RosterRow.Verdict.AMBIGUOUS,
    RosterRow.Verdict.UNKNOWN,
    RosterRow.Verdict.ELSEWHERE,
)
REASON_COLUMN = "原因和改法"
_WRONG = PatternFill("solid", fgColor="FFF2B8B5")
_HELD = PatternFill("solid", fgColor="FFF3F3F3")
_HEAD = PatternFill("solid", fgColor="FFD9E2EF")
_THIN = Side(style="thin", color="FFBFBFBF")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FORMULA_SIGNS = frozenset("=+-@\t\uff1d\uff0b\uff0d\uff20")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def wrong_rows_workbook(roster: RosterFile, rows: QuerySet[RosterRow]) -> tuple[bytes, int]:
    """The workbook, and how many rows are in it. ``rows``: those of the roster that the asker may see."""
    book = Workbook()
    _counts_sheet(book, roster)
    labels = {
        sheet["name"][:60]: sheet["labels"] for sheet in roster.mapping.get("sheets", ()) if "labels" in sheet
    }
    by_sheet: dict[str, list[RosterRow]] = defaultdict(list)
    for row in rows.filter(verdict__in=BACK, sealed_cells__isnull=False).order_by("pk"):
        by_sheet[row.sheet].append(row)
    for name, wrong in by_sheet.items():
        _rows_sheet(book, name, labels.get(name, []), wrong)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), sum(map(len, by_sheet.values()))


def _counts_sheet(book: Workbook, roster: RosterFile) -> None:
    sheet: Any = book.active
    sheet.title = "统计"
    counts = roster.counts
    lines: list[tuple[str, Any]] = [
        ("花名册待改行", ""),
        ("文件", roster.file_name),
        ("总行数", counts.get("rows", 0)),
        *((verdict.label, counts.get(verdict.value, 0)) for verdict in RosterRow.Verdict),
        (
            "怎样改",
            "后面各表是需要改的行:标红的格有误,批注和最后一列写明原因和改法;改好后原样上传此文件即可。",
        ),
        ("", "灰色的行本身无误,因同户有误一并退回,请保留。"),
        ("", "内含完整身份证号,用后请妥善保管或删除。"),
    ]
    for number, (word, value) in enumerate(lines, 1):
        _write(sheet.cell(number, 1), word).font = Font(bold=True)
        if isinstance(value, int):
            sheet.cell(number, 2).value = value
        else:
            _write(sheet.cell(number, 2), value)
        sheet.cell(number, 2).alignment = Alignment(wrap_text=True, horizontal="left", vertical="top")
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 70


def _rows_sheet(book: Workbook, name: str, labels: list[str], rows: list[RosterRow]) -> None:
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", "_", name)[:31] or "待改")
    for place, label in enumerate([*labels, REASON_COLUMN], 1):
        cell = _write(sheet.cell(1, place), label)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _LINE
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(place)].width = 12
    for number, row in enumerate(rows, 2):
        _one_row(sheet, number, row, len(labels))
    sheet.column_dimensions[get_column_letter(len(labels) + 1)].width = 60
    for place, label in enumerate(labels, 1):
        if "号" in label and label != "序号":
            sheet.column_dimensions[get_column_letter(place)].width = 23
    sheet.freeze_panes = "A2"


def _one_row(sheet: Any, number: int, row: RosterRow, width: int) -> None:
    assert row.sealed_cells is not None
    reasons = [reason for reason in row.reasons if not reason.get("note")]
    for place, text in enumerate(opened_cells(bytes(row.sealed_cells)), 1):
        if text.startswith(BROKEN_NUMBER):  # never a number again that could pass for a right one
            text = f"(末几位已丢失){text.removeprefix(BROKEN_NUMBER)}"
        cell = _write(sheet.cell(number, place), text)
        cell.border = _LINE
        if row.verdict == RosterRow.Verdict.HELD:
            cell.fill = _HELD
        about = [reason["reason"] for reason in reasons if _is_cell(reason.get("cell", ""), place)]
        if about:
            cell.fill, cell.comment = _WRONG, Comment("\n".join(about), "核对", width=320, height=120)
    said = ";".join(f"{r['column']}:{r['reason']}" if r["column"] else r["reason"] for r in reasons)
    last = _write(sheet.cell(number, width + 1), f"原第{row.row_number}行 {said}")
    last.alignment, last.border = Alignment(wrap_text=True, vertical="top"), _LINE


def _is_cell(address: str, place: int) -> bool:
    return address.rstrip("0123456789") == get_column_letter(place)


def _write(cell: Cell, text: str) -> Cell:
    """Text stays text: neither a number nor a formula, whatever it begins with."""
    cell.value = _UNPRINTABLE.sub("", text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text[:1] in _FORMULA_SIGNS
    return cell
