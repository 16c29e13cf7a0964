"""Files that exist to break a reader, and files broken by accident: made here, none is kept."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
from collections.abc import Callable

from tests.households.roster.workbooks import official, two_families
from tests.households.roster.xls import container
from tests.households.roster.xlsb import xlsb

SHEET = "xl/worksheets/sheet1.xml"
_END_OF_ROWS = b"</sheetData>"


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The roster of two families with one of its parts changed."""
    parts = parts_of(official(two_families()))
    parts[part] = change(parts[part])
    return zipped(parts)


def with_rows(rows: bytes) -> bytes:
    return changed(SHEET, lambda xml: xml.replace(_END_OF_ROWS, rows + _END_OF_ROWS))


def a_million_formatted_rows() -> bytes:
    return with_rows(
        b"".join(
            b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (row, row)
            for row in range(20, 1_048_577)
        )
    )


def all_formatted_columns() -> bytes:
    from openpyxl.utils import get_column_letter

    cells = "".join(f'<c r="{get_column_letter(column)}20" s="1"/>' for column in range(1, 16_385))
    return with_rows(f'<row r="20">{cells}</row>'.encode())


def one_cell_at(place: str) -> bytes:
    row = int(re.sub(r"\D", "", place))
    cell = f'<c r="{place}" t="inlineStr"><is><t>x</t></is></c>'
    return with_rows(f'<row r="{row}">{cell}</row>'.encode())


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def billion_laughs(part: str, *, before: int = 0) -> bytes:
    """``before``: letters of a comment in front of the declaration."""
    kind = b'<!DOCTYPE lolz [<!ENTITY l0 "lol">' + _LAUGHS.encode() + b"]>"
    comment = b"<!--" + b"x" * before + b"-->" if before else b""

    def laughing(xml: bytes) -> bytes:
        declared = re.match(rb"<\?xml[^>]*\?>", xml)
        head = declared[0] if declared else b""
        return head + comment + kind + xml[len(head) :].replace(b"<t>", b"<t>&l9;", 1)

    return changed(part, laughing)


def macros() -> bytes:
    parts = parts_of(official(two_families()))
    parts["xl/vbaProject.bin"] = os.urandom(2_000)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    return zipped(parts)


def link_to_another_file() -> bytes:
    """The name comes from a file on a server that nobody must be asked for."""
    parts = parts_of(official(two_families()))
    linked = b'<c r="H5" t="str"><f>[1]Sheet1!A1</f><v>%s</v></c>' % "张三".encode()
    parts[SHEET] = re.sub(rb'<c r="H5".*?</c>', linked, parts[SHEET], count=1)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships><Relationship Id="rId1" Type="{office}/externalLinkPath"'
        ' Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>'
    ).encode()
    return zipped(parts)


def wrong_check_sum() -> bytes:
    content = bytearray(official(two_families()))
    at = content.find(SHEET.encode()) + len(SHEET) + 60
    content[at : at + 2] = bytes(sign ^ 0xFF for sign in content[at : at + 2])
    return bytes(content)


def one_text_five_thousand_times() -> bytes:
    """A text of a megabyte, told once in the file and shown in every cell."""
    parts = parts_of(official(two_families()))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}"><si><t>{"甲" * (1 << 20)}</t></si></sst>'.encode()
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (r, r) for r in range(50, 5_050))
    parts[SHEET] = parts[SHEET].replace(_END_OF_ROWS, rows + _END_OF_ROWS)
    return zipped(parts)


def far_cell_in_xlsb() -> bytes:
    parts = parts_of(xlsb([["姓名"], ["张三"]]))
    name = "xl/worksheets/sheet1.bin"
    parts[name] = (
        parts[name]
        .replace(struct.pack("<IIII", 0, 1, 0, 0), struct.pack("<IIII", 0, 1_048_575, 0, 16_383))
        .replace(b"\x06\x10\x00\x00\x00\x00", b"\x06\x10\xff\x3f\x00\x00", 2)
    )
    return zipped(parts)


def repeated_in_ods(rows: int, columns: int, text: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    value = f' office:value-type="string"><text:p>{text}</text:p>' if text else ">"
    body = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        '<table:table table:name="S"><table:table-row><table:table-cell office:value-type="string">'
        "<text:p>姓名</text:p></table:table-cell></table:table-row>"
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell'
        f' table:number-columns-repeated="{columns}"{value}</table:table-cell></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        b'<?xml version="1.0"?>'
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": body.encode()})


def chain_that_bites_its_tail() -> bytes:
    return container(bytes(4_096), chain=[3, 2, *range(5, 10), 0xFFFFFFFE])


def table_of_sectors_that_names_itself() -> bytes:
    content = bytearray(container(bytes(4_096), tables=(4, 0xFFFF)))
    struct.pack_into("<I", content, 5 * 512 + 508, 4)
    return bytes(content)


def blank_lines() -> bytes:
    return zipped({"名单.csv": "姓名，身份证号\n".encode() + b"\n" * (30 << 20)})
