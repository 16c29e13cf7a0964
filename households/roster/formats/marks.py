"""What the workbook reader does not tell: hidden rows and columns, formulas without a result, error values.

Read from the sheets' XML by patterns, a few milliseconds a megabyte; where a file is no .xlsx or its
XML is written in another way, nothing is told, and nothing is lost either.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from households.roster.formats.handing import Around
from households.roster.formats.ods_marks import ods_sheets
from households.roster.guarding import SAVE_AS, Refused

MAX_TOLD = 5_000
NO_RESULT, ERROR = "公式没有结果", "公式出错"
_SHEET = re.compile(r'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_HIDDEN_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb"<col\b[^>]*?\bhidden=\"(?:1|true)\"[^>]*>")
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"[^>]*><f\b(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*?\bt="e"')
_FAR_CELL = re.compile(rb'<c r="(?:G[S-Z]|[H-Z][A-Z]|[A-Z]{3})(\d+)"[^>]*?[^/]>\s*<(?:v>|is>|f)')


@dataclass
class Marks:
    """The sheets of one workbook by their names."""

    sheets: dict[str, Around] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes) -> Marks:
        if not content.startswith(b"PK"):
            return cls()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            try:
                if "content.xml" in names:
                    return cls(ods_sheets(archive.read("content.xml")))
                if "xl/workbook.xml" not in names:
                    return cls()
                book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
                relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
                targets = dict(map(_relation, _RELATION.findall(relations)))
                since_1904 = re.search(r'\bdate1904="(1|true)"', book) is not None
                found = {}
                for name, relation in _SHEET.findall(book):
                    path = targets.get(relation, "")
                    if path in names:
                        found[_unescaped(name)] = _around(archive.read(path), since_1904)
            except (KeyError, zipfile.BadZipFile, EOFError, OSError) as broken:
                raise Refused(f"文件已损坏,打不开;{SAVE_AS}") from broken
            return cls(found)

    def around(self, name: str) -> Around:
        return self.sheets.get(name) or Around()


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
        raise Refused(f"第{int(far[1])}行超过200列;请删除多余的列后上传")
    if b'hidden="' in xml:
        around.hidden_rows = [int(row) for row in _HIDDEN_ROW.findall(xml)][:MAX_TOLD]
        for tag in _HIDDEN_COLUMN.findall(xml):
            around.hidden_columns += _columns(tag)
    if b"<f" in xml:
        around.unusable += [(int(row), place(col), NO_RESULT) for col, row in _NO_VALUE.findall(xml)]
    if b't="e"' in xml:
        around.unusable += [(int(row), place(col), ERROR) for col, row in _ERROR.findall(xml)]
    return around


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
