"""A workbook of 1997–2003 (BIFF8 in its container), just large enough for a roster with its oddities."""

from __future__ import annotations

import struct
from collections.abc import Iterable

END = 0xFFFFFFFE
SECTOR = 512


def xls(
    rows: list[list[str]],
    *,
    errors: Iterable[tuple[int, int]] = (),
    wrong_formulas: Iterable[tuple[int, int]] = (),
    hidden_row: int | None = None,
    since_1904: bool = False,
) -> bytes:
    """Places are (row, column) from 0."""
    width = max(map(len, rows))
    sheet = _begin(0x10) + _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number, cells in enumerate(rows):
        flags = 0x20 if number == hidden_row else 0
        sheet += _record(0x208, struct.pack("<HHHHHHHH", number, 0, width, 300, 0, 0, flags, 0x0F))
        for place, text in enumerate(cells):
            if text:
                label = struct.pack("<HHHHB", number, place, 0, len(text), 1) + text.encode("utf-16-le")
                sheet += _record(0x204, label)
    for row, column in errors:  # #N/A
        sheet += _record(0x205, struct.pack("<HHHBB", row, column, 0, 0x2A, 1))
    for row, column in wrong_formulas:  # #REF! as the result of a formula
        result = b"\x02\x00\x17\x00\x00\x00\xff\xff"
        sheet += _record(0x006, struct.pack("<HHH", row, column, 0) + result + bytes(6) + b"\x02\x00\x1c\x17")
    sheet += _record(0x0A)
    name = "花名册"
    head = _begin(0x05) + _record(0x42, b"\xb0\x04") + _record(0x22, struct.pack("<H", since_1904))
    bound = struct.pack("<BBBB", 0, 0, len(name), 1) + name.encode("utf-16-le")
    at = len(head) + 4 + 4 + len(bound) + 4
    book = head + _record(0x85, struct.pack("<I", at) + bound) + _record(0x0A) + sheet
    return container(book.ljust(4096, b"\x00"))


def container(stream: bytes, *, chain: list[int] | None = None, tables: tuple[int, int] = (END, 0)) -> bytes:
    """One stream called Workbook. ``chain``: what follows each of its sectors; ``tables``: where more of
    the table of sectors stands, and in how many."""
    sectors = -(-len(stream) // SECTOR)
    table_sectors = -(-(sectors + 40) // 128)
    first = table_sectors + 1
    following = [0xFFFFFFFD] * table_sectors + [END]
    following += chain or [*range(first + 1, first + sectors), END]
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIII", 0, table_sectors, table_sectors, 0, 4096, END, 0, tables[0])
    header += struct.pack("<I", tables[1])
    header += struct.pack("<109I", *range(table_sectors), *[0xFFFFFFFF] * (109 - table_sectors))
    table = following + [0xFFFFFFFF] * (table_sectors * 128 - len(following))
    directory = _entry("Root Entry", 5, END, 0, child=1) + _entry("Workbook", 2, first, len(stream))
    return (
        header
        + struct.pack(f"<{len(table)}I", *table)
        + directory.ljust(SECTOR, b"\x00")
        + stream.ljust(sectors * SECTOR, b"\x00")
    )


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    words = name.encode("utf-16-le")
    ends = struct.pack("<HBBIII", len(words) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return words.ljust(64, b"\x00") + ends + bytes(36) + struct.pack("<III", start, size, 0)


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
