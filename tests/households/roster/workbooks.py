"""Rosters as senders make them, for the tests: two header rows, merged families, notes below."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl

from foundation.sealed.invented import invented_id_number

GROUPED = [
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
]
POLICIES = ["低保", "生活补贴", "护理补贴", "医保", "养老"]
BEFORE = ["序号", "乡（镇）", "行政村", "组", "户编号", "户主姓名", "家庭人口"]
BETWEEN = ["户属性", "主要致贫原因", "是否脱贫", "脱贫年度"]
AFTER = ["帮扶责任人", "联系电话", "备注"]
COLUMNS = [*BEFORE, *GROUPED, *BETWEEN, *POLICIES, *AFTER]
HOUSEHOLD = {*BEFORE, *BETWEEN, "帮扶责任人"}


def number(sequence: int, *, born_on: date = date(1960, 3, 15), female: bool = False) -> str:
    return invented_id_number(
        born_on=born_on, female=female, sequence=sequence % 500, place=7000 + sequence // 500
    )


def member(sequence: int, name: str, **given: Any) -> dict[str, Any]:
    """A member's cells; ``certificate="43"`` is category and level after the ID number."""
    female = given.pop("female", False)
    id_number = given.pop("id_number", None) or number(sequence, female=female)
    ending = given.pop("certificate", "")
    cells = {
        "姓名": name,
        "性别": "女" if female else "男",
        "民族": "汉族",
        "身份证号": id_number,
        "残疾人证号": id_number + ending if ending else "",
        "残疾类别": {"4": "肢体", "5": "智力", "1": "视力", "7": "多重"}.get(ending[:1], ""),
        "残疾等级": {"1": "一级", "2": "二级", "3": "三级", "4": "四级"}.get(ending[1:2], ""),
        "文化程度": "小学",
        "劳动能力": "普通劳动力",
        "医保": "√",
        "养老": "√",
    }
    return cells | given


def family(count: int, members: list[dict[str, Any]], **given: Any) -> list[dict[str, Any]]:
    """A household's rows; its own columns stand in the first row only, as in a merged sheet."""
    home = {
        "序号": count,
        "乡（镇）": "岩脚镇",
        "行政村": "太和村",
        "组": "一组",
        "户编号": f"5202031022{count:06d}",
        "户主姓名": members[0]["姓名"],
        "家庭人口": len(members),
        "户属性": "一般贫困户",
        "主要致贫原因": "因残",
        "是否脱贫": "否",
        "脱贫年度": "",
        "帮扶责任人": "王干部",
    }
    home |= given
    members[0].setdefault("与户主关系", "户主")
    for other in members[1:]:
        other.setdefault("与户主关系", "其他")
    return [(home if place == 0 else {}) | row for place, row in enumerate(members)]


def two_families() -> list[list[dict[str, Any]]]:
    """张三 with wife and child; 李四 alone."""
    return [
        family(
            1,
            [
                member(1, "张三", certificate="42"),
                member(2, "刘芳", female=True, 与户主关系="配偶"),
                member(3, "张小三", 与户主关系="之子", certificate="51"),
            ],
        ),
        family(2, [member(4, "李四", certificate="11")], 行政村="新华", 帮扶责任人="赵干部"),
    ]


def official(families: list[list[dict[str, Any]]], *, name: str = "Sheet1", merge: bool = True) -> bytes:
    """贫困残疾人花名册: two title rows, two header rows, household cells merged, a signature row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    fill_official(sheet, families, merge=merge)
    return saved(book)


def fill_official(sheet: Any, families: list[list[dict[str, Any]]], *, merge: bool = True) -> None:
    sheet.append(["六枝特区建档立卡贫困残疾人花名册"])
    sheet.append(["填报单位（盖章）：六枝特区残联    填报时间：2018年6月  日    单位：人、元"])
    upper = [*BEFORE, "残疾人基本情况", *[""] * 9, *BETWEEN, "享受政策", *[""] * 4, *AFTER]
    lower = [*[""] * 7, *GROUPED, *[""] * 4, *POLICIES, *[""] * 3]
    sheet.append(upper)
    sheet.append(lower)
    width = len(COLUMNS)
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    for place, (top, below) in enumerate(zip(upper, lower, strict=True), 1):
        if top and not below:
            sheet.merge_cells(start_row=3, end_row=4, start_column=place, end_column=place)
    sheet.merge_cells(start_row=3, end_row=3, start_column=8, end_column=17)
    sheet.merge_cells(start_row=3, end_row=3, start_column=22, end_column=26)
    row = 5
    for rows in families:
        for cells in rows:
            for place, title in enumerate(COLUMNS, 1):
                value = cells.get(title)
                if value not in (None, ""):
                    sheet.cell(row, place, value)
            row += 1
        if merge and len(rows) > 1:
            for place, title in enumerate(COLUMNS, 1):
                if title in HOUSEHOLD:
                    sheet.merge_cells(
                        start_row=row - len(rows), end_row=row - 1, start_column=place, end_column=place
                    )
    sheet.cell(row, 1, "填表人：     审核人：     联系电话：")


def flat(header: list[str], rows: list[list[Any]], *, name: str = "Sheet1") -> bytes:
    """One header row and the rows under it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    sheet.append(header)
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
