"""Lists in text: the coding and the separator are found out from the content."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from households.roster.formats.handing import Around, Handing
from households.roster.guarding import Refused, two_byte_coding

_SEPARATORS = ",\t;|"
_AS_FORMULA = re.compile(r'="([^"]*)"')
_AS_TEXT_SIGN = re.compile(r"['‘’`](?=[\dXx\s]+$)")


def hand_over_text(content: bytes, handing: Handing, name: str, source: str = "") -> None:
    text = decoded(content)
    said = re.match(r"sep=(.)\r?\n", text)
    text = text[said.end() :] if said else text
    mark = said[1] if said else separator_of(text)
    handing.sheet(name, source=source, around=Around(knows_merges=False))
    csv.field_size_limit(100_000)
    try:
        handing.rows(_records(text, mark))
    except csv.Error as broken:
        raise Refused("文本文件分不出列；请用 WPS 或 Excel 打开后另存为 .xlsx 再上传") from broken


def _records(text: str, mark: str) -> Iterator[list[str]]:
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
        yield [_cell(cell) for cell in record]


def _cell(cell: str) -> str:
    """How people keep a table from making a number of an ID: ="520…", '520…."""
    if cell[:1] == "=" and (inner := _AS_FORMULA.fullmatch(cell)):
        return inner[1]
    return cell[1:] if cell[:1] in "'‘’`" and _AS_TEXT_SIGN.match(cell) else cell


def separator_of(text: str) -> str:
    """The sign that cuts most of the first records into equally many cells."""
    best, best_score = ",", 0.0
    head = text[:60_000]
    for mark in _SEPARATORS:
        try:
            records = csv.reader(io.StringIO(head, newline=""), delimiter=mark)
            widths = Counter(len(record) for record in records)
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] - 1), pair[0]))
        if (score := count * (width - 1)) > best_score:
            best, best_score = mark, score
    return best


def decoded(content: bytes) -> str:
    """Strict: bytes that cannot be read are refused, never turned into question marks."""
    codings = ["utf-8-sig", "gb18030"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings = ["utf-16"]
    elif coding := two_byte_coding(content):
        codings = [coding]
    for coding in codings:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise Refused("文本文件的编码无法识别；请用 WPS 或 Excel 打开后另存为 .xlsx 再上传")
