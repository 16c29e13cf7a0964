"""Departments' lists as they send them: a title, headers of one or two rows, rows, a signature."""

from __future__ import annotations

from typing import Any

import openpyxl

from tests.households.roster.workbooks import saved

Heading = str | tuple[str, list[str]]


def department_list(
    title: str, headings: list[Heading], rows: list[dict[str, Any]], *, merges: list[str] | None = None
) -> bytes:
    """``headings``: a column, or (over, [columns under it]); cells are named by their lower heading."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append([title])
    two = any(not isinstance(heading, str) for heading in headings)
    upper, lower, names = [], [], []
    for heading in headings:
        over, below = (heading, [""]) if isinstance(heading, str) else heading
        upper += [over, *[""] * (len(below) - 1)]
        lower += below
        names += [over] if below == [""] else [f"{over}.{name}" for name in below]
    sheet.append(upper)
    if two:
        sheet.append(lower)
    place = 1
    for heading in headings:
        width = 1 if isinstance(heading, str) else len(heading[1])
        if width > 1:
            sheet.merge_cells(start_row=2, end_row=2, start_column=place, end_column=place + width - 1)
        place += width
    for row in rows:
        sheet.append([row.get(name, "") for name in names])
    for merged in merges or ():
        sheet.merge_cells(merged)
    sheet.append(["填表人：          审核人："])
    return saved(book)
