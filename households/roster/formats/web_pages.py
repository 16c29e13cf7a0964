"""Tables that were saved as web pages but are called .xls: HTML, MHTML, and Excel's XML of 2003."""

from __future__ import annotations

import email
import email.policy
import io
import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from households.roster.formats.handing import Around, Handing
from households.roster.formats.texts import decoded
from households.roster.guarding import MAX_COLUMNS, MAX_ROWS, SAVE_AS, Refused

_SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"


def hand_over_web_page(content: bytes, handing: Handing, name: str, source: str = "") -> None:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in content[:4_000] and b"<?xml" in content[:200]:
        _hand_over_xml(content, handing, source)
        return
    tables = _Tables()
    tables.feed(_page_text(content))
    tables.close()
    if not any(table.rows for table in tables.found):
        raise Refused(f"文件其实是网页，里面没有表格；{SAVE_AS}")
    for count, table in enumerate((table for table in tables.found if table.rows), 1):
        handing.sheet(
            name if count == 1 else f"{name}（{count}）", source=source, around=Around(merges=table.merges)
        )
        handing.rows(table.rows)


def _page_text(content: bytes) -> str:
    if content[:12].lower().startswith(b"mime-version"):
        message = email.message_from_bytes(content, policy=email.policy.default)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        longest = max((part.get_payload(decode=True) or b"" for part in pages), key=len, default=b"")
        content = bytes(longest) if isinstance(longest, bytes) else b""
    said = re.search(rb"charset=[\"']?([\w-]+)", content[:4_000], re.IGNORECASE)
    coding = said[1].decode("ascii", "replace").lower() if said else ""
    coding = "gb18030" if coding in {"gb2312", "gbk", "gb18030"} else coding
    if coding in {"gb18030", "utf-8", "big5"}:
        try:
            return content.decode("utf-8-sig" if coding == "utf-8" else coding)
        except UnicodeDecodeError:
            pass
    return decoded(content)


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merges: list[list[int]] = []
        self.taken: dict[int, int] = {}  # column → rows below that a cell above still covers


class _Tables(HTMLParser):
    """Every table of a page; cells over several columns and rows become merges."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Table] = []
        self._open: list[_Table] = []
        self._text: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Table())
            self.found.append(self._open[-1])
        elif not self._open:
            return
        elif tag == "tr":
            self._end_cell()
            self._new_row()
        elif tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self._span = (_count(given.get("colspan"), MAX_COLUMNS), _count(given.get("rowspan"), MAX_ROWS))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _new_row(self) -> None:
        table = self._open[-1]
        table.rows.append([])
        if len(table.rows) > MAX_ROWS + 100:
            raise Refused(f"文件超过{MAX_ROWS}行；请按乡镇分成几个文件上传")
        _pass_covered(table)

    def _end_cell(self) -> None:
        if self._text is None or not self._open:
            return
        table = self._open[-1]
        if not table.rows:
            table.rows.append([])
        row, (across, down) = table.rows[-1], self._span
        text = re.sub(r"[ \t\r\n]+", " ", "".join(self._text)).strip()
        top, left = len(table.rows) - 1, len(row)
        if left + across > MAX_COLUMNS:
            raise Refused(f"第{top + 1}行超过{MAX_COLUMNS}列；请删除多余的列后上传")
        row += [text] + [""] * (across - 1)
        if across > 1 or down > 1:
            table.merges.append([top, left, top + down - 1, left + across - 1])
        for column in range(left, left + across):
            if down > 1:
                table.taken[column] = down - 1
        self._text = None
        _pass_covered(table)


def _pass_covered(table: _Table) -> None:
    """Step over the places that a cell from a row above covers."""
    row = table.rows[-1]
    while left := table.taken.get(len(row), 0):
        table.taken[len(row)] = left - 1
        row.append("")


def _count(text: str | None, most: int) -> int:
    return max(1, min(int(text), most)) if text and text.strip().isdecimal() else 1


def _hand_over_xml(content: bytes, handing: Handing, source: str) -> None:
    try:
        root = ElementTree.parse(io.BytesIO(content), forbid_dtd=True).getroot()
    except DefusedXmlException as entities:
        raise Refused(f"文件里含有外部实体声明，为安全起见不读取；{SAVE_AS}") from entities
    except ElementTree.ParseError as broken:
        raise Refused(f"文件已损坏，打不开；{SAVE_AS}") from broken
    if root is None:
        return
    for sheet in root.iter(f"{_SPREADSHEET}Worksheet"):
        name = sheet.get(f"{_SPREADSHEET}Name", "") or source or "数据"
        rows, around = _xml_rows(sheet)
        handing.sheet(f"{source[-40:]}·{name}" if source else name, source=source, around=around)
        handing.rows(rows)


def _xml_rows(sheet: Element) -> tuple[list[list[str]], Around]:
    rows: list[list[str]] = []
    around = Around()
    for row in sheet.iter(f"{_SPREADSHEET}Row"):
        index = row.get(f"{_SPREADSHEET}Index")
        at = _count(index, MAX_ROWS * 6) - 1 if index else 0
        if at > MAX_ROWS * 6 - 2:
            raise Refused(f"文件超过{MAX_ROWS}行；请按乡镇分成几个文件上传")
        rows += [[] for _ in range(at - len(rows))]
        if row.get(f"{_SPREADSHEET}Hidden") == "1":
            around.hidden_rows.append(len(rows) + 1)
        cells: list[str] = []
        for cell in row.iter(f"{_SPREADSHEET}Cell"):
            _xml_cell(cell, cells, len(rows), around)
        rows.append(cells)
    return rows, around


def _xml_cell(cell: Element, cells: list[str], row: int, around: Around) -> None:
    if index := cell.get(f"{_SPREADSHEET}Index"):
        cells += [""] * (_count(index, MAX_COLUMNS + 1) - 1 - len(cells))
    data = cell.find(f"{_SPREADSHEET}Data")
    across = int(cell.get(f"{_SPREADSHEET}MergeAcross", "0") or 0)
    down = int(cell.get(f"{_SPREADSHEET}MergeDown", "0") or 0)
    text = "".join(data.itertext()) if data is not None else ""
    if data is not None and data.get(f"{_SPREADSHEET}Type") == "DateTime":
        text = text.split("T")[0]
    left = len(cells)
    if across or down:
        around.merges.append([row, left, row + down, left + min(across, MAX_COLUMNS)])
    cells += [text] + [""] * min(across, MAX_COLUMNS)
