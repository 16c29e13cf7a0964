"""Every kind of file that senders have gives the same rows, whatever its name's ending says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from households.models import Household
from households.roster.reading import Sheet, UnableToRead, read_sheets
from tests.households.roster.conftest import Send
from tests.households.roster.workbooks import COLUMNS, HOUSEHOLD, fill_official, official, saved, two_families
from tests.households.roster.xlsb import xlsb

FILES = Path(__file__).parent / "files"


def flat_rows(families: list[list[dict[str, Any]]] | None = None) -> list[list[str]]:
    """Header and rows with the household's cells in each."""
    lines = [list(COLUMNS)]
    for rows in families or two_families():
        for cells in rows:
            home = {key: rows[0][key] for key in HOUSEHOLD if key in rows[0]}
            lines.append([str((home | cells).get(column, "")) for column in COLUMNS])
    return lines


def text(separator: str, coding: str) -> bytes:
    return "\r\n".join(separator.join(row) for row in flat_rows()).encode(coding)


def html(coding: str = "gbk") -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in flat_rows())
    page = f'<html><head><meta charset="{coding}"></head><body><table border=1>{rows}</table></body></html>'
    return page.encode(coding)


def mhtml() -> bytes:
    body = html("utf-8").decode()
    return (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{body}\r\n--X--\r\n"
    ).encode()


def xml_2003() -> bytes:
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in flat_rows()
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="Sheet1"><Table>{cells}</Table></Worksheet></Workbook>'
    ).encode()


KINDS: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: official(two_families()),
    "xls of 2003": lambda: (FILES / "old.xls").read_bytes(),
    "ods": lambda: (FILES / "open.ods").read_bytes(),
    "xlsb": lambda: xlsb(flat_rows()),
    "csv in UTF-8": lambda: text(",", "utf-8"),
    "csv in UTF-8 with its mark": lambda: text(",", "utf-8-sig"),
    "csv in GBK": lambda: text(",", "gbk"),
    "semicolons in GB18030": lambda: text(";", "gb18030"),
    "tabs in UTF-16": lambda: text("\t", "utf-16"),
    "tabs in UTF-16 without its mark": lambda: text("\t", "utf-16-le"),
    "web page in GBK": html,
    "web archive": mhtml,
    "XML of 2003": xml_2003,
}


@pytest.mark.parametrize("kind", KINDS)
def test_any_kind_of_file_gives_the_same_people_under_a_name_that_lies(send: Send, kind: str) -> None:
    roster = send(KINDS[kind](), name="名单.et", merge=True)

    assert roster.counts["new"] == 4, roster.problem
    assert set(Household.objects.values_list("head_name", "group_name")) == {
        ("张三", "一组"),
        ("李四", "一组"),
    }
    assert sorted(home.persons.count() for home in Household.objects.all()) == [1, 3]


def _zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_zip_of_the_townships_is_read_file_by_file_and_what_is_no_list_is_told() -> None:
    families = two_families()
    files = {
        "各乡镇/岩脚镇.xlsx": official(families[:1]),
        "各乡镇/新华镇.csv": text(",", "gbk"),
        "各乡镇/照片.jpg": b"\xff\xd8\xff\xe0 picture",
        "__MACOSX/._岩脚镇.xlsx": b"rubbish",
        "~$岩脚镇.xlsx": b"lock",
    }

    sheets = read_sheets(_zipped(files))

    assert [(sheet.name, bool(sheet.rows), bool(sheet.problem)) for sheet in sheets] == [
        ("岩脚镇", True, False),
        ("新华镇", True, False),
        ("照片", False, True),
    ]
    assert "其实是图片" in sheets[2].problem


def test_names_in_gbk_within_a_zip_are_read() -> None:
    """Info-ZIP and Windows put the local coding's bytes there, without a flag."""
    name = "岩脚镇.csv".encode("gbk")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("x" * len(name), text(",", "utf-8"))
    packed = file.getvalue().replace(b"x" * len(name), name)

    assert [sheet.name for sheet in read_sheets(packed)] == ["岩脚镇"]


def test_zip_without_any_list_is_refused() -> None:
    with pytest.raises(UnableToRead, match="没有能读的花名册"):
        read_sheets(_zipped({"a.csv": b"\xff\xd8\xff\xe0"}))


def _sheets_of(change: Callable[[Any], None]) -> list[Sheet]:
    book = openpyxl.load_workbook(io.BytesIO(official(two_families())))
    change(book)
    return read_sheets(saved(book))


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    def hide(book: Any) -> None:
        book.active.row_dimensions[6].hidden = True
        book.active.column_dimensions["C"].hidden = True

    [sheet] = _sheets_of(hide)

    assert sheet.around.hidden_rows == [6]
    assert sheet.around.hidden_columns == [2]
    assert 6 in dict(sheet.rows)


def test_merged_cells_of_an_ods_are_known() -> None:
    [sheet] = read_sheets((FILES / "open.ods").read_bytes())

    assert (0, 0, 0, len(COLUMNS) - 1) in sheet.merges
    assert (4, 5, 6, 5) in sheet.merges


def test_formulas_without_result_and_errors_are_told_with_their_place() -> None:
    def spoil(book: Any) -> None:
        book.active["J5"] = "=A1"
        book.active["P6"] = "#REF!"
        book.active["P6"].data_type = "e"

    [sheet] = _sheets_of(spoil)

    assert sorted(map(tuple, sheet.around.unusable)) == [(5, 9, "公式没有结果"), (6, 15, "公式出错")]


def test_sheets_of_equal_names_in_a_zip_stay_apart() -> None:
    book = openpyxl.Workbook()
    fill_official(book.active, two_families())
    book.create_sheet("第二张")["A1"] = "空"
    files = {"甲/花名册.xlsx": saved(book), "乙/花名册.xlsx": saved(book)}

    names = [sheet.name for sheet in read_sheets(_zipped(files))]

    assert len(names) == len(set(names)) == 4
    assert max(map(len, names)) <= 60
