"""The process that opens strange files: limits on itself, then plain rows on standard output.

Readers abort, swallow gigabytes or loop on files that exist in the wild; whatever
happens here, the worker lives. Started by reading.py; the file comes on standard input.

Output, one JSON object a line: ``{"sheet": name, "merges": [...]}``, then
``{"rows": [[row number, [cells]], ...]}``, at the end ``{"end": true}``; or ``{"refused": message}``.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from households.roster.guarding import MAX_COLUMNS, MAX_ROWS, Refused, kind_of_file

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 120
# Marks a cell that held a number of 15 and more digits: its last digits may be lost.
BROKEN_NUMBER = "\x01"
_BATCH = 2_000


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        content = sys.stdin.buffer.read()
        if kind_of_file(content, sys.argv[1]) == "text":
            _hand_over_text(content)
        else:
            _hand_over_workbook(content)
        _say({"end": True})
    except Refused as reason:
        _say({"refused": str(reason)})
    except MemoryError:
        _say({"refused": "文件展开后过大;请删除多余的空行、图片和格式后另存,再上传"})


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")


def _hand_over_workbook(content: bytes) -> None:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError as locked:
        raise Refused("文件设有打开密码;请用 WPS 或 Excel 打开、取消密码后另存,再上传") from locked
    except Exception as broken:
        raise Refused("文件已损坏,打不开;请用 WPS 或 Excel 打开后另存为 .xlsx 再上传") from broken
    left = MAX_ROWS
    for sheet in book.sheets_metadata:
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            _say({"sheet": sheet.name, "hidden": True, "merges": []})
            continue
        left -= _hand_over_sheet(book.get_sheet_by_name(sheet.name), left)


def _hand_over_sheet(sheet: Any, left: int) -> int:
    start = sheet.start or (0, 0)
    merges = [[*first, *last] for first, last in sheet.merged_cell_ranges or []]
    _say({"sheet": sheet.name, "merges": merges})
    rows = sheet.iter_rows() if sheet.height else iter(())
    return _hand_over_rows(rows, start[1], left)


def _hand_over_text(content: bytes) -> None:
    text = _decoded(content)
    first = text[: text.find("\n", 400) if "\n" in text[400:] else 4_000]
    mark = max(",\t;", key=first.count)
    _say({"sheet": "数据", "merges": []})
    csv.field_size_limit(100_000)
    try:
        _hand_over_rows(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 0, MAX_ROWS)
    except csv.Error as broken:
        raise Refused("文本文件分不出列;请用 WPS 或 Excel 打开后另存为 .xlsx 再上传") from broken


def _decoded(content: bytes) -> str:
    """Strict: bytes that cannot be read are refused, never turned into question marks."""
    codings = ["utf-8-sig", "gb18030"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings = ["utf-16"]
    for coding in codings:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise Refused("文本文件的编码无法识别;请用 WPS 或 Excel 打开后另存为 .xlsx 再上传")


def _hand_over_rows(rows: Iterable[Any], shift: int, left: int) -> int:
    """Rows with content, in batches; blank ones are known by the gaps in the numbers."""
    count, batch = 0, []
    for number, cells in _filled(rows, shift):
        count += 1
        if count > left:
            raise Refused(f"文件超过{MAX_ROWS}行;请按乡镇分成几个文件上传")
        if len(cells) > MAX_COLUMNS:
            raise Refused(f"第{number}行超过{MAX_COLUMNS}列;请删除多余的列后上传")
        batch.append([number, cells])
        if len(batch) == _BATCH:
            _say({"rows": batch})
            batch = []
    if batch:
        _say({"rows": batch})
    return count


def _filled(rows: Iterable[Any], shift: int) -> Iterator[tuple[int, list[str]]]:
    lead = [""] * shift
    for number, row in enumerate(rows, 1):
        cells = lead + [cell.strip() if type(cell) is str else _as_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        if abs(cell) >= 1e14:
            return f"{BROKEN_NUMBER}{cell:.0f}"
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


if __name__ == "__main__":
    main()
