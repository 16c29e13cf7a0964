"""The process that marks the sender's own workbook: same sheets and looks, wrong cells red, with notes.

openpyxl holds a whole workbook in memory; here it dies with the process. Started by
wrong_rows.py. On standard input one line of JSON, then the workbook; on standard output
the marked one. The line: ``{"counts": [[word, value], …], "sheets": {name: [{"row", "held", "width",
"notes": {column: [text, …]}}, …]}}``; column 0 of the notes is the row itself.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._reader import WorksheetReader
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

MEMORY_BYTES = 2 << 30
CPU_SECONDS = 300
WRONG = PatternFill("solid", fgColor="FFF2B8B5")
HELD = PatternFill("solid", fgColor="FFF3F3F3")
_FORMULA_SIGNS = frozenset("=+-@\t\uff1d\uff0b\uff0d\uff20")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(cell: Any, text: str) -> Any:
    """Text stays text: neither a number nor a formula, whatever it begins with."""
    cell.value = _UNPRINTABLE.sub("", text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text[:1] in _FORMULA_SIGNS
    return cell


def note(texts: list[str]) -> Comment:
    return Comment("\n".join(texts)[:2_000], "核对", width=320, height=120)


def counts_sheet(book: Workbook, counts: list[list[Any]]) -> None:
    """The first sheet: what was found, and how to mend it."""
    title = next(name for name in ("统计", "核对统计", "核对统计1") if name not in book.sheetnames)
    sheet: Any = book.create_sheet(title, 0)
    for number, (word, value) in enumerate(counts, 1):
        write(sheet.cell(number, 1), word).font = Font(bold=True)
        cell = sheet.cell(number, 2)
        if isinstance(value, int):
            cell.value = value
        else:
            write(cell, value)
        cell.alignment = Alignment(wrap_text=True, horizontal="left", vertical="top")
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 70


def _keep_merges(reader: Any) -> None:
    """Merged ranges as they stand in the file.

    openpyxl empties their covered cells and draws their borders anew, cell by cell: two thirds of the
    time where every family is merged over a dozen columns. The covered cells carry their borders already.
    """
    if merges := reader.parser.merged_cells:
        reader.ws.merged_cells = MultiCellRange([CellRange(merge.ref) for merge in merges.mergeCell])


def marked(content: bytes, told: dict[str, Any]) -> bytes:
    WorksheetReader.bind_merged_cells = _keep_merges  # type: ignore[method-assign, assignment]
    # Values only: a formula of the sender's comes back as what it showed; macros and links stay out.
    book = load_workbook(io.BytesIO(content), data_only=True, keep_vba=False, keep_links=False)
    for name, rows in told["sheets"].items():
        _mark_sheet(book[name], rows)
    _quote(book)
    counts_sheet(book, told["counts"])
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = False
    book.active = 0
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _mark_sheet(sheet: Any, rows: list[dict[str, Any]]) -> None:
    corners = {
        place: (merge.min_row, merge.min_col)
        for merge in sheet.merged_cells.ranges
        for place in _places(merge)
    }
    for row in rows:
        number = row["row"]
        if row["held"]:
            for column in range(1, row["width"] + 1):
                sheet.cell(number, column).fill = HELD
        for column, texts in row["notes"].items():
            place = (number, max(int(column), 1))
            cell = sheet.cell(*corners.get(place, place))
            if int(column):
                cell.fill = WRONG
            before = [cell.comment.text] if cell.comment else []
            cell.comment = note([*before, *texts])


def _places(merge: Any) -> list[tuple[int, int]]:
    """The cells of one merged range, but no more than a family can have."""
    rows = range(merge.min_row, min(merge.max_row, merge.min_row + 200) + 1)
    columns = range(merge.min_col, min(merge.max_col, merge.min_col + 200) + 1)
    return [(row, column) for row in rows for column in columns]


def _quote(book: Workbook) -> None:
    """What looks like a formula is text, and says so to every program that opens it."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "s" and str(cell.value)[:1] in _FORMULA_SIGNS:
                    cell.quotePrefix = True


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    told = json.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(marked(sys.stdin.buffer.read(), told))


if __name__ == "__main__":
    main()
