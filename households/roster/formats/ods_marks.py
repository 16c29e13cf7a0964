"""Merged cells and hidden rows of an .ods, which the workbook reader does not tell."""

from __future__ import annotations

import re

from households.roster.formats.handing import Around

MAX_MERGES = 400_000
_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table-column|table)(?=[ />])([^>]*)>")
_SPANS = re.compile(rb'table:number-(columns|rows)-(spanned|repeated)="(\d{1,7})"')
_NAME = re.compile(rb'table:name="([^"]*)"')
_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')


def ods_sheets(xml: bytes) -> dict[str, Around]:
    """Counts rows and columns through the file's repeats."""
    sheets: dict[str, Around] = {}
    around, row, column, next_row, head_column = Around(), -1, 0, 0, 0
    for tag in _TAG.finditer(xml):
        kind, words = tag[1], tag[2]
        if kind == b"table":
            around, row, next_row, head_column = Around(), -1, 0, 0
            name = _NAME.search(words)
            sheets[name[1].decode("utf-8", "replace") if name else ""] = around
            continue
        spans = {(what, how): int(count) for what, how, count in _SPANS.findall(words)}
        if kind == b"table-column":
            width = spans.get((b"columns", b"repeated"), 1)
            if _HIDDEN.search(words):
                around.hidden_columns += range(head_column, min(head_column + width, 200))
            head_column += width
        elif kind == b"table-row":
            row, column = next_row, 0
            repeats = spans.get((b"rows", b"repeated"), 1)
            next_row += repeats
            if repeats < 1_000 and _HIDDEN.search(words) and len(around.hidden_rows) < 5_000:
                around.hidden_rows += range(row + 1, row + repeats + 1)
        else:
            across = spans.get((b"columns", b"spanned"), 1)
            down = spans.get((b"rows", b"spanned"), 1)
            if (across > 1 or down > 1) and len(around.merges) < MAX_MERGES:
                around.merges.append([row, column, row + down - 1, column + across - 1])
            column += spans.get((b"columns", b"repeated"), 1)
    return sheets
