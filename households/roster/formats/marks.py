"""What the workbook reader does not tell: hidden rows and columns, formulas without a result, error values.

Read from the sheets' XML by patterns, a few milliseconds a megabyte; where a file is no .xlsx or its
XML is written in another way, nothing is told, and nothing is lost either.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from households.roster.formats.binary_marks import ERROR, MAX_TOLD, xls_sheets, xlsb_sheets
from households.roster.formats.handing import Around
from households.roster.formats.ods_marks import ods_sheets
from households.roster.guarding import MAX_SPREAD, OLE, SAVE_AS, Refused, too_far, too_wide

NO_RESULT = "公式没有结果"
_SHEET = re.compile(r'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_HIDDEN_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb"<col\b[^>]*?\bhidden=\"(?:1|true)\"[^>]*>")
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"[^>]*><f\b(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*?\bt="e"')
_FAR_CELL = re.compile(rb'<c r="(?:G[S-Z]|[H-Z][A-Z]|[A-Z]{3})(\d+)"[^>]*?[^/]>\s*<(?:v>|is>|f)')


# No program lets a cell have more than 32,767 letters; one text may be shown in every cell.
_LONG_TEXT = re.compile(rb">[^<]{100000}")


@dataclass
class Marks:
    """The sheets of one workbook by their names."""

    sheets: dict[str, Around] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes, names: list[str]) -> Marks:
        """``names``: all sheets in the book's order; a binary workbook's parts are known by that."""
        if content.startswith(OLE):
            return cls._in_order(names, xls_sheets(content))
        if not content.startswith(b"PK"):
            return cls()
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return cls._of_archive(archive, names)
        except (KeyError, zipfile.BadZipFile, EOFError, OSError) as broken:
            raise Refused(f"文件已损坏，打不开；{SAVE_AS}") from broken

    @classmethod
    def _of_archive(cls, archive: zipfile.ZipFile, names: list[str]) -> Marks:
        parts = set(archive.namelist())
        if "content.xml" in parts:
            return cls(ods_sheets(archive.read("content.xml")))
        if "xl/workbook.bin" in parts:
            targets = _targets(archive.read("xl/_rels/workbook.bin.rels"))
            return cls._in_order(names, xlsb_sheets(archive, parts, targets))
        if "xl/workbook.xml" not in parts:
            return cls()
        if "xl/sharedStrings.xml" in parts and _LONG_TEXT.search(archive.read("xl/sharedStrings.xml")):
            raise Refused("文件里有一格的文字过长（超过三万字）；请删除该格内容后上传")
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        targets = _targets(archive.read("xl/_rels/workbook.xml.rels"))
        since_1904 = re.search(r'\bdate1904="(1|true)"', book) is not None
        found = {}
        for name, relation in _SHEET.findall(book):
            path = targets.get(relation, "")
            if path in parts:
                found[_unescaped(name)] = _around(archive.read(path), since_1904)
        return cls(found)

    @classmethod
    def _in_order(cls, names: list[str], sheets: list[Around]) -> Marks:
        return cls(dict(zip(names, sheets, strict=True)) if len(names) == len(sheets) else {})

    def around(self, name: str) -> Around:
        return self.sheets.get(name) or Around()


def _targets(relations: bytes) -> dict[str, str]:
    return dict(map(_relation, _RELATION.findall(relations.decode("utf-8", "replace"))))


def _relation(tag: str) -> tuple[str, str]:
    key, target = re.search(r'\bId="([^"]*)"', tag), re.search(r'\bTarget="([^"]*)"', tag)
    path = target[1] if target else ""
    return (key[1] if key else "", path.removeprefix("/") if path.startswith("/") else f"xl/{path}")


def _unescaped(text: str) -> str:
    for sign, written in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&apos;"), ("&", "&amp;")):
        text = text.replace(written, sign)
    return text


def _around(xml: bytes, since_1904: bool) -> Around:
    around = Around(since_1904=since_1904)
    if far := _FAR_CELL.search(xml):
        raise Refused(too_wide(int(far[1])))
    _check_spread(xml)
    if b'hidden="' in xml:
        around.hidden_rows = [int(row) for row in _HIDDEN_ROW.findall(xml)][:MAX_TOLD]
        for tag in _HIDDEN_COLUMN.findall(xml):
            around.hidden_columns += _columns(tag)
    if b"<f" in xml:
        around.unusable += [(int(row), place(col), NO_RESULT) for col, row in _NO_VALUE.findall(xml)]
    if b't="e"' in xml:
        around.unusable += [(int(row), place(col), ERROR) for col, row in _ERROR.findall(xml)]
    return around


def _check_spread(xml: bytes) -> None:
    """Formatted cells don't count, a forgotten sign at the sheet's last row does."""
    last = max(xml.rfind(b"</v>"), xml.rfind(b"</is>"))
    row = xml.rfind(b"<row ", 0, last) if last > 0 else -1
    number = re.match(rb'<row [^>]*?\br="(\d{1,7})"', xml[row : row + 400]) if row >= 0 else None
    if number and int(number[1]) * 200 > MAX_SPREAD:
        letters = set(re.findall(rb'<c r="([A-Z]+)\d+"[^>]*[^>/]>', xml))
        if int(number[1]) * (max(map(place, letters), default=0) + 1) > MAX_SPREAD:
            raise Refused(too_far(int(number[1])))


def _columns(tag: bytes) -> list[int]:
    low, high = re.search(rb'\bmin="(\d+)"', tag), re.search(rb'\bmax="(\d+)"', tag)
    if not low or not high:
        return []
    return list(range(int(low[1]) - 1, min(int(high[1]), 200)))


def place(letters: bytes) -> int:
    """A → 0, AA → 26."""
    number = 0
    for sign in letters:
        number = number * 26 + sign - 64
    return number - 1
