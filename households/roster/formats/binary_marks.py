"""Hidden rows and columns, error values and merged cells of the binary workbooks: .xls (and .et), .xlsb.

The workbook reader gives an error value as an empty cell there; an empty cell says nothing, an error asks.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from typing import Any

from households.roster.formats.handing import Around
from households.roster.formats.ole import Container
from households.roster.guarding import MAX_COLUMNS, MAX_SPREAD, Refused, too_far, too_wide

ERROR = "公式出错"
MAX_TOLD = 5_000
# Records of .xls.
_FORMULA, _BOOL_OR_ERROR, _ROW, _COLUMNS = 0x0006, 0x0205, 0x0208, 0x007D
_SHEET, _DATE_MODE, _BEGIN, _END = 0x0085, 0x0022, 0x0809, 0x000A
# Records of .xlsb.
_B_ROW, _B_CELLS, _B_COLUMNS, _B_MERGE, _B_SIZE = 0, frozenset({3, 11}), 60, 176, 148
_B_BOOK, _B_SHEET = 153, 156


def xls_sheets(content: bytes) -> list[Around]:
    """What stands around the cells of each sheet, in the order of the book."""
    book = Container(content).stream("Workbook", "Book")
    starts, since_1904 = [], False
    for kind, at, length in _records(book, 0):
        if kind == _SHEET and length >= 6:
            starts.append(struct.unpack_from("<I", book, at)[0])
        elif kind == _DATE_MODE and length >= 2:
            since_1904 = book[at] == 1
    return [_xls_sheet(book, start, since_1904) for start in starts]


def _records(book: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record up to the end of this part; parts within it are passed over."""
    at, depth, size, head = start, 0, len(book), struct.Struct("<HH").unpack_from
    while at + 4 <= size:
        kind, length = head(book, at)
        at += 4
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1 and at + length <= size:
            yield kind, at, length
        at += length


def _xls_sheet(book: bytes, start: int, since_1904: bool) -> Around:
    around = Around(since_1904=since_1904)
    for kind, at, length in _records(book, start):
        if kind == _FORMULA:
            # A result that is no number ends in FF FF, and begins with 2 where it is an error.
            wrong = length >= 14 and book[at + 12 : at + 14] == b"\xff\xff" and book[at + 6] == 2
        elif kind == _BOOL_OR_ERROR:
            wrong = length >= 8 and book[at + 7] == 1
        elif kind == _ROW and length >= 16:
            if book[at + 12] & 0x20 and len(around.hidden_rows) < MAX_TOLD:
                around.hidden_rows.append(struct.unpack_from("<H", book, at)[0] + 1)
            continue
        elif kind == _COLUMNS and length >= 10:
            first, last = struct.unpack_from("<HH", book, at)
            if book[at + 8] & 1:
                around.hidden_columns += range(first, min(last + 1, MAX_COLUMNS))
            continue
        else:
            continue
        if wrong and len(around.unusable) < MAX_TOLD:
            row, column = struct.unpack_from("<HH", book, at)
            around.unusable.append((row + 1, column, ERROR))
    return around


def xlsb_sheets(archive: zipfile.ZipFile, names: set[str], targets: dict[str, str]) -> list[Around]:
    """As :func:`xls_sheets`. ``targets``: the sheets' parts by their relation."""
    found, since_1904 = [], False
    book = archive.read("xl/workbook.bin")
    for kind, at, length in _b_records(book):
        if kind == _B_BOOK and length >= 4:
            since_1904 = bool(book[at] & 1)
        elif kind == _B_SHEET and length >= 12:
            (letters,) = struct.unpack_from("<I", book, at + 8)
            relation = book[at + 12 : at + 12 + 2 * min(letters, 255)].decode("utf-16-le", "replace")
            path = targets.get(relation, "")
            found.append(_xlsb_sheet(archive.read(path), since_1904) if path in names else Around())
    return found


def _b_records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind and length are little numbers of seven bits a byte."""
    at, size = 0, len(part)
    while at + 1 < size:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (part[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while at < size:
            low = part[at]
            at += 1
            length |= (low & 0x7F) << shift
            shift += 7
            if low < 0x80 or shift > 21:
                break
        if at + length <= size:
            yield kind, at, length
        at += length


def _xlsb_sheet(part: bytes, since_1904: bool) -> Around:
    around = Around(since_1904=since_1904)
    row = 0
    for kind, at, length in _b_records(part):
        if kind == _B_ROW and length >= 12:
            (row,) = struct.unpack_from("<I", part, at)
            if part[at + 11] & 0x10 and len(around.hidden_rows) < MAX_TOLD:
                around.hidden_rows.append(row + 1)
        elif kind in _B_CELLS and length >= 9:
            if len(around.unusable) < MAX_TOLD:
                around.unusable.append((row + 1, struct.unpack_from("<I", part, at)[0], ERROR))
        elif kind == _B_COLUMNS and length >= 18:
            first, last = struct.unpack_from("<II", part, at)
            if part[at + 16] & 1:
                around.hidden_columns += range(first, min(last + 1, MAX_COLUMNS))
        elif kind == _B_MERGE and length >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", part, at)
            around.merges.append([top, left, bottom, right])
        elif kind == _B_SIZE and length >= 16:
            _check_size(part, *struct.unpack_from("<IIII", part, at))
    return around


def _check_size(part: bytes, _first: int, last: int, _left: int, right: int) -> None:
    """The sheet's extent counts formatted cells too: only where it is large the filled ones are looked at."""
    if right < MAX_COLUMNS and (last + 1) * (right + 1) <= MAX_SPREAD:
        return
    row, farthest, lowest = 0, 0, 0
    for kind, at, length in _b_records(part):
        if kind == _B_ROW and length >= 4:
            (row,) = struct.unpack_from("<I", part, at)
        elif (2 <= kind <= 11 or kind == 62) and length > 8:
            column: Any = struct.unpack_from("<I", part, at)[0]
            if column >= MAX_COLUMNS:
                raise Refused(too_wide(row + 1))
            farthest, lowest = max(farthest, column), max(lowest, row)
    if (lowest + 1) * (farthest + 1) > MAX_SPREAD:
        raise Refused(too_far(lowest + 1))
