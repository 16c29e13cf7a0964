"""The registry roster (建档立卡贫困残疾人花名册) of a generated county, as a county office would send it.

One sheet a township, two title rows, two header rows, household cells merged over the
members, a last row to sign. All members stand in it, disabled or not. The same county
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from config.demo.roster_mistakes import Mistake, Row, with_mistakes
from config.demo.world import REFERENCE, County, Home, Member
from config.demo.world.people import Disability
from households.models.certificates import Category, Level
from households.models.households import Attribute, Cause
from households.models.persons import DisabilityKind, Education, LabourAbility, Relation

# A header cell, or a parent header over several.
HEADERS: tuple[str | tuple[str, tuple[str, ...]], ...] = (
    "序号",
    "乡（镇）",
    "行政村",
    "组",
    "户编号",
    "户主姓名",
    "家庭人口",
    (
        "残疾人基本情况",
        (
            "姓名",
            "性别",
            "民族",
            "身份证号",
            "残疾人证号",
            "残疾类别",
            "残疾等级",
            "与户主关系",
            "文化程度",
            "劳动能力",
        ),
    ),
    "户属性",
    "主要致贫原因",
    "是否脱贫",
    "脱贫年度",
    ("享受政策", ("低保", "生活补贴", "护理补贴", "医保", "养老")),
    "帮扶责任人",
    "联系电话",
    "备注",
)
COLUMNS = tuple(name for header in HEADERS for name in ((header,) if isinstance(header, str) else header[1]))
OF_HOUSEHOLD = (
    *COLUMNS[:7],
    "户属性",
    "主要致贫原因",
    "是否脱贫",
    "脱贫年度",
    "帮扶责任人",
)
WIDTHS = {
    "身份证号": 20,
    "残疾人证号": 23,
    "户编号": 22,
    "行政村": 16,
    "备注": 14,
    "联系电话": 13,
    "主要致贫原因": 14,
}
FIRST_ROW = 4  # from 0: below two title rows and two header rows
ATTRIBUTES = {
    Attribute.GENERAL: "一般贫困户",
    Attribute.DIBAO: "低保贫困户",
    Attribute.TEKUN: "特困供养贫困户",
}


@dataclass(frozen=True)
class Written:
    """What the workbook holds: good and wrong rows, and where each mistake stands."""

    path: Path
    sheets: int
    rows: int
    households: int
    mistakes: list[Mistake]


def write_roster(path: Path, county: County, *, mistakes: bool = False) -> Written:
    """Write the roster of ``county`` to ``path``; ``mistakes=True`` puts a dozen wrong rows into it."""
    rows = [row for home in county.homes for row in _rows(home)]
    made: list[Mistake] = with_mistakes(rows) if mistakes else []
    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    book.set_properties({"title": _title(county), "created": datetime(2018, 6, 30, tzinfo=UTC)})
    sheets = 0
    for township, of_township in groupby(rows, key=lambda row: row.home.village.township):
        _write_sheet(book, county, township, list(of_township))
        sheets += 1
    book.close()
    return Written(path, sheets, len(rows), len(county.homes), made)


def _title(county: County) -> str:
    return f"{county.places.name}建档立卡贫困残疾人花名册"


def _rows(home: Home) -> Iterator[Row]:
    for member in home.members:
        yield Row(home, member, _household_cells(home) | _member_cells(home, member))


def _household_cells(home: Home) -> dict[str, Any]:
    pairing = home.pairings[-1] if home.pairings and home.pairings[-1].ends_on is None else None
    lifted = {"lifted": "是", "fallen_back": "返贫"}.get(home.poverty_status, "否")
    return {
        "乡（镇）": home.village.township,
        "行政村": home.village.name.replace("村民委员会", "").replace("社区居民委员会", "社区"),
        "组": home.group_name,
        "户编号": home.number,
        "户主姓名": home.head.name,
        "家庭人口": len(home.members),
        "户属性": ATTRIBUTES[Attribute(home.attribute)],
        "主要致贫原因": Cause(home.main_cause).label,
        "是否脱贫": lifted,
        "脱贫年度": home.lifted_year or "",
        "帮扶责任人": pairing.cadre.name if pairing else "",
    }


def _member_cells(home: Home, member: Member) -> dict[str, Any]:
    disability = member.disability
    return {
        "姓名": member.name,
        "性别": "女" if member.female else "男",
        "民族": member.ethnicity,
        "身份证号": member.id_number,
        "残疾人证号": disability.certificate_number(member.id_number) if disability else "",
        "残疾类别": _category(disability) if disability else "",
        "残疾等级": Level(disability.level).label if disability else "",
        "与户主关系": Relation(member.relation).label,
        "文化程度": Education(member.education).label if member.education else "",
        "劳动能力": LabourAbility(member.labour_ability).label,
        "低保": _yes(home.has_benefit("dibao")),
        "生活补贴": _yes(home.has_benefit("living-allowance", member)),
        "护理补贴": _yes(home.has_benefit("nursing-allowance", member)),
        "医保": _yes(member.medical_insured),
        "养老": _yes(bool(member.pension_insured)),
        "联系电话": home.phone if member is home.head else "",
        "备注": "",
    }


def _category(disability: Disability) -> str:
    """肢体, or 多重(肢体、智力): the number hides the components."""
    word = Category(disability.category).label[:2]
    kinds = "、".join(DisabilityKind(kind).label for kind in disability.components)
    return f"{word}（{kinds}）" if kinds else word


def _yes(has: bool) -> str:
    return "是" if has else "否"


def _write_sheet(book: Any, county: County, township: str, rows: list[Row]) -> None:
    sheet = book.add_worksheet(township[:31])
    cell = book.add_format({"border": 1, "align": "center", "valign": "vcenter"})
    head = book.add_format(
        {"border": 1, "align": "center", "valign": "vcenter", "bold": True, "text_wrap": True}
    )
    title = book.add_format({"align": "center", "bold": True, "font_size": 16})
    last = len(COLUMNS) - 1
    sheet.merge_range(0, 0, 0, last, _title(county), title)
    under = (
        f"填报单位（盖章）：{county.places.name}残联    "
        f"填报时间：{REFERENCE.year}年{REFERENCE.month}月  日    单位：人、元"
    )
    sheet.merge_range(1, 0, 1, last, under)
    _write_headers(sheet, head)
    at = FIRST_ROW
    for serial, (_, of_home) in enumerate(groupby(rows, key=lambda row: row.family), start=1):
        members = list(of_home)
        _write_home(sheet, cell, at, serial, members)
        at += len(members)
    sheet.write(at, 0, "填表人：              审核人：              联系电话：")
    sheet.freeze_panes(FIRST_ROW, 6)
    for place, name in enumerate(COLUMNS):
        sheet.set_column(place, place, WIDTHS.get(name, 9))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(2, 3)


def _write_headers(sheet: Any, head: Any) -> None:
    place = 0
    for header in HEADERS:
        if isinstance(header, str):
            sheet.merge_range(2, place, 3, place, header, head)
            place += 1
            continue
        parent, names = header
        sheet.merge_range(2, place, 2, place + len(names) - 1, parent, head)
        for name in names:
            sheet.write(3, place, name, head)
            place += 1


def _write_home(sheet: Any, cell: Any, at: int, serial: int, members: list[Row]) -> None:
    for place, name in enumerate(COLUMNS):
        if name in OF_HOUSEHOLD:
            value = serial if name == "序号" else members[0].cells[name]
            if len(members) > 1:
                sheet.merge_range(at, place, at + len(members) - 1, place, "", cell)
            _write(sheet, at, place, value, cell)
            continue
        for shift, row in enumerate(members):
            _write(sheet, at + shift, place, row.cells[name], cell)


def _write(sheet: Any, row: int, column: int, value: Any, cell: Any) -> None:
    """Numbers of people are text: as numbers a workbook would lose their last digits."""
    if isinstance(value, int):
        sheet.write_number(row, column, value, cell)
    elif value == "":
        sheet.write_blank(row, column, None, cell)
    else:
        sheet.write_string(row, column, value, cell)
