"""A workbook in Excel's binary format, just large enough for a roster: no library here writes one."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable

_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"""
_RELS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
 Target="{target}"/></Relationships>"""


def xlsb(
    rows: list[list[str]],
    *,
    name: str = "Sheet1",
    errors: Iterable[tuple[int, int]] = (),
    merges: Iterable[tuple[int, int, int, int]] = (),
    hidden_row: int | None = None,
) -> bytes:
    """``errors``: (row, column) from 0; ``merges``: (first row, last row, first column, last column)."""
    width = max(map(len, rows))
    sheet = _record(129) + _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)) + _record(145)
    for number, cells in enumerate(rows):
        sheet += _record(
            0,
            struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 * (number == hidden_row), 0, 1)
            + struct.pack("<II", 0, width - 1),
        )
        for place, text in enumerate(cells):
            if text:
                sheet += _record(6, struct.pack("<II", place, 0) + _text(text))
        for place in [column for row, column in errors if row == number]:  # #N/A
            sheet += _record(3, struct.pack("<IIB", place, 0, 0x2A))
    sheet += _record(146)
    for merge in merges:
        sheet += _record(176, struct.pack("<IIII", *merge))
    sheet += _record(130)
    book = _record(131) + _record(153, struct.pack("<III", 0, 0, 0)) + _record(143)
    book += _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text(name)) + _record(144) + _record(132)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS.format(kind="officeDocument", target="xl/workbook.bin"))
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels", _RELS.format(kind="worksheet", target="worksheets/sheet1.bin")
        )
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return file.getvalue()


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    """Kind and length are little numbers of seven bits a byte."""
    return _sevens(kind, two=kind >= 128) + _sevens(len(content)) + content


def _sevens(number: int, *, two: bool = False) -> bytes:
    if two:
        return bytes((number & 0x7F | 0x80, number >> 7))
    out = b""
    while True:
        number, low = number >> 7, number & 0x7F
        out += bytes((low | (0x80 if number else 0),))
        if not number:
            return out
