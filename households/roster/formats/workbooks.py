"""Workbooks of every kind that calamine reads (.xlsx, .xls, .xlsb, .ods, WPS's .et), by content."""

from __future__ import annotations

import io
from typing import Any

import python_calamine as calamine

from households.roster.formats.handing import Around, Handing
from households.roster.formats.marks import Marks
from households.roster.formats.ole import Container
from households.roster.guarding import OLE, SAVE_AS, Refused

_LOCKED = "文件设有打开密码；请用 WPS 或 Excel 打开、取消密码后另存，再上传"
_BROKEN = "文件已损坏，打不开；请用 WPS 或 Excel 打开后另存为 .xlsx 再上传"


def hand_over_workbook(content: bytes, handing: Handing, source: str = "") -> None:
    """``source``: the name of the file within a zip; its sheets are called after it."""
    try:
        if content.startswith(OLE):
            Container(content)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError as locked:
        raise Refused(_LOCKED) from locked
    except Refused:
        raise
    except Exception as broken:
        raise Refused(_BROKEN) from broken
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    marks = Marks.of(content, [sheet.name for sheet in book.sheets_metadata])
    for sheet in sheets:
        name = sheet.name
        if source:
            name = source if len(sheets) == 1 else f"{source[-40:]}·{sheet.name}"
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            handing.sheet(name, source=source, hidden=True)
            continue
        try:
            read = book.get_sheet_by_name(sheet.name)
        except Exception as broken:
            raise Refused(f"“{sheet.name[:30]}”表已损坏，读不出来；{SAVE_AS}") from broken
        _hand_over_sheet(read, handing, name, source, marks.around(sheet.name))


def _hand_over_sheet(sheet: Any, handing: Handing, name: str, source: str, around: Around) -> None:
    start = sheet.start or (0, 0)
    if sheet.merged_cell_ranges:
        around.merges = [[*first, *last] for first, last in sheet.merged_cell_ranges]
    around.knows_merges = bool(around.merges)
    handing.sheet(name, source=source, around=around)
    if sheet.height:
        handing.rows(sheet.iter_rows(), start[1])
