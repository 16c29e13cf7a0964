"""How the child process hands rows over: text cells by row, within the limits of one upload.

A message is one line of JSON. ``{"sheet": name, …}`` opens a sheet and tells what stands around its
cells (:class:`Around`); ``{"rows": n}`` is followed by n bytes: rows between ROW signs, each its
number and its cells between CELL signs; ``{"end": true}`` or ``{"refused": message}`` is the last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO

from households.roster.guarding import MAX_COLUMNS, MAX_ROWS, Refused, too_wide

# Marks a cell that held a number of 15 and more digits: its last digits may be lost.
BROKEN_NUMBER = "\x01"
# Marks a number like 2016.1: as a date it may have been 2016.10 before the table stored it as a number.
CUT_NUMBER = "\x02"
# Separators that are printable, so that a clean batch is known by one fast question.
CELL, ROW = "\u241f", "\u241e"
MAX_LETTERS = 120_000_000
# As many as the largest sheet of any workbook has, blank ones with them.
MOST_LINES = 1_048_576
_BATCH = 2_000
_ODD = re.compile(r"[\x00\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff␞␟]")
_OUTER_BLANKS = " \t\r\n\xa0\u3000"


@dataclass
class Around:
    """What stands around a sheet's cells. Rows count from 1 as people see them, columns from 0."""

    merges: list[list[int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    # (row, column, what): a formula without a stored result, an error value.
    unusable: list[tuple[int, int, str]] = field(default_factory=list)
    # Whether merges can be known at all in this kind of file.
    knows_merges: bool = True
    since_1904: bool = False


class Handing:
    """The child's mouth: counts rows and letters over all sheets of the upload."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._rows_left = MAX_ROWS
        self._letters_left = MAX_LETTERS
        self._names: set[str] = set()
        self._sheets = 0

    def sheet(self, name: str, *, source: str = "", around: Around | None = None, **told: Any) -> None:
        self._sheets += 1
        if self._sheets > 2_000:
            raise Refused("工作表超过2000张；请按乡镇分成几个文件上传")
        self._say({"sheet": self._once(name), "source": source, **asdict(around or Around()), **told})

    def _once(self, name: str) -> str:
        """Sheets of different files may be called the same; rows are found again by the sheet's name."""
        name = plain_cell(name)[:60] or "未命名"
        unique, count = name, 1
        while unique in self._names:
            count += 1
            unique = f"{name[:54]}（{count}）"
        self._names.add(unique)
        return unique

    def rows(self, rows: Iterable[Any], shift: int = 0) -> None:
        """Rows with content, in batches; blank ones are known by the gaps in the numbers."""
        batch: list[str] = []
        cells_in_batch = 0
        for number, cells in _filled(rows, shift):
            if len(cells) > MAX_COLUMNS:
                raise Refused(too_wide(number))
            batch.append(f"{number}{CELL}{CELL.join(cells)}")
            cells_in_batch += len(cells)
            if len(batch) == _BATCH:
                self._hand_over(batch, cells_in_batch)
                batch, cells_in_batch = [], 0
        if batch:
            self._hand_over(batch, cells_in_batch)

    def _hand_over(self, batch: list[str], cells: int) -> None:
        self._rows_left -= len(batch)
        if self._rows_left < 0:
            raise Refused(f"文件超过{MAX_ROWS}行；请按乡镇分成几个文件上传")
        text = ROW.join(batch)
        self._letters_left -= len(text)
        if self._letters_left < 0:
            raise Refused("文件里的文字过多，不像花名册；请删除无关的列后上传")
        if text.count(CELL) != cells or text.count(ROW) != len(batch) - 1:
            raise Refused("文件里含有不能读取的控制符号（␞、␟）；请删除后再上传")
        packed = text.encode()
        self._say({"rows": len(packed)})
        self._out.write(packed)

    def end(self) -> None:
        self._say({"end": True})

    def refuse(self, why: str) -> None:
        self._say({"refused": why})

    def _say(self, what: dict[str, Any]) -> None:
        self._out.write(json.dumps(what, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        self._out.flush()


def _filled(rows: Iterable[Any], shift: int) -> Iterator[tuple[int, list[str]]]:
    lead = [""] * shift
    for number, row in enumerate(rows, 1):
        if number > MOST_LINES:
            raise Refused(f"文件超过{MOST_LINES}行（连空行）；请删除多余的空行后上传")
        cells = [cell if type(cell) is str else as_text(cell) for cell in row]
        whole = "".join(cells)
        if not whole:
            continue
        if not whole.isprintable() or " " in whole:
            cells = [plain_cell(cell) for cell in cells]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, lead + cells if shift else cells


def plain_cell(text: str) -> str:
    """Without control, invisible and direction signs; line breaks stay, blanks around go."""
    if not text.isprintable():
        text = _ODD.sub("", text.replace("\r\n", "\n").replace("\t", " "))
    return text.strip(_OUTER_BLANKS)


def as_text(cell: object) -> str:
    """A typed cell as the text that stands for it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if abs(value) >= 1e14:
        return f"{BROKEN_NUMBER}{value:.0f}"
    if value == int(value):
        return str(int(value))
    text = repr(round(value, 9))
    return f"{CUT_NUMBER}{text}" if len(text) == 6 and text[4:] == ".1" and text[:2] in ("19", "20") else text
