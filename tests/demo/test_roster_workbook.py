"""The roster workbook of an invented county."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from config.demo.roster_workbook import COLUMNS, write_roster
from config.demo.world import County
from foundation.areas.models import Area
from foundation.sealed.numbers import IdNumber, MalformedNumber
from households.roster.checking import check_tables
from households.roster.reading import read_sheets
from households.roster.tables import table_in
from households.roster.villages import Places
from tests import world as w


def test_all_members_stand_in_the_sheet_of_their_township(county: County, tmp_path: Path) -> None:
    written = write_roster(tmp_path / "roster.xlsx", county)

    book = openpyxl.load_workbook(written.path)
    numbers = []
    for sheet in book:
        assert sheet.cell(1, 1).value == "六枝特区建档立卡贫困残疾人花名册"
        rows = list(sheet.iter_rows(min_row=5, values_only=True))
        assert "填表人" in rows[-1][0]
        assert {row[1] for row in rows[:-1] if row[1]} == {sheet.title}
        numbers += [row[COLUMNS.index("身份证号")] for row in rows[:-1]]
    assert book.sheetnames == ["岩脚镇", "木岗镇"]
    assert sorted(numbers) == sorted(m.id_number for home in county.homes for m in home.members)
    assert written.mistakes == []


def test_headers_and_household_cells_are_merged(county: County, tmp_path: Path) -> None:
    written = write_roster(tmp_path / "roster.xlsx", county)

    sheet = openpyxl.load_workbook(written.path)["岩脚镇"]
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    first = next(home for home in county.homes if len(home.members) > 1)
    row = next(r for r in range(5, 400) if sheet.cell(r, 5).value == first.number)
    assert {"A1:AC1", "A2:AC2", "A3:A4", "H3:Q3", "V3:Z3"} <= merged
    assert f"E{row}:E{row + len(first.members) - 1}" in merged


def test_same_county_gives_the_same_bytes(county: County, tmp_path: Path) -> None:
    first = write_roster(tmp_path / "first.xlsx", county, mistakes=True)
    again = write_roster(tmp_path / "again.xlsx", county, mistakes=True)

    assert first.path.read_bytes() == again.path.read_bytes()
    assert first.mistakes == again.mistakes


def test_twelve_mistakes_stand_where_the_summary_says(county: County, tmp_path: Path) -> None:
    good = write_roster(tmp_path / "good.xlsx", county)
    written = write_roster(tmp_path / "roster.xlsx", county, mistakes=True)

    assert len(written.mistakes) == 12
    assert written.rows == good.rows
    before, after = (openpyxl.load_workbook(w.path) for w in (good, written))
    for mistake in written.mistakes:
        column = COLUMNS.index(mistake.column) + 1
        was, became = (b[mistake.sheet].cell(mistake.row, column).value for b in (before, after))
        assert was != became, mistake
    assert len({mistake.household_number for mistake in written.mistakes}) == 12


def test_importer_finds_these_mistakes_and_no_others(county: County, tmp_path: Path) -> None:
    written = write_roster(tmp_path / "roster.xlsx", county, mistakes=True)
    area = Area.objects.get(code=w.COUNTY)

    sheets = read_sheets(written.path.read_bytes())
    tables = [table for table in map(table_in, sheets) if table]
    checked = check_tables(tables, Places.of(area), date(2018, 7, 1))

    refused = {
        (each.table.sheet, each.table.numbers[place])
        for each in checked
        for place, why in each.reasons.items()
        if why
    }
    found = sum(len(findings) for each in checked for findings in each.findings.values())
    told = {(mistake.sheet, mistake.row) for mistake in written.mistakes if mistake.refused}
    doubled = sum(mistake.kind == "同一人重复" for mistake in written.mistakes)
    assert sum(len(each.table.rows) for each in checked) == written.rows
    assert told <= refused
    assert len(refused - told) == doubled  # the other of the two
    assert found == 2


def test_a_wrong_check_digit_is_one_that_the_registry_refuses(county: County, tmp_path: Path) -> None:
    written = write_roster(tmp_path / "roster.xlsx", county, mistakes=True)

    book = openpyxl.load_workbook(written.path)
    wrong = next(m for m in written.mistakes if m.kind == "身份证号校验位不符")
    number = book[wrong.sheet].cell(wrong.row, COLUMNS.index("身份证号") + 1).value
    with pytest.raises(MalformedNumber, match="校验位不符"):
        IdNumber.read(number)
