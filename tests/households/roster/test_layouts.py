"""Layouts as senders make them: every column recognised without help, or asked for."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from foundation.areas.models import Area
from households.roster.formats.handing import Around
from households.roster.headers import Choices, header_of, sheet_signature
from households.roster.layout import REGISTRY
from households.roster.reading import Sheet
from households.roster.tables import Table, table_in
from households.roster.villages import Places
from tests.households.roster.workbooks import number

PEOPLE = [(number(n), n) for n in range(1, 7)]
CERTIFICATES = [f"{who}4{n % 4 + 1}" for who, n in PEOPLE]


def places() -> Places:
    found = Places(Area(code=520203000000, name="六枝特区"))
    found.townships = defaultdict(set, {"岩脚镇": {520203102000}, "岩脚": {520203102000}})
    found.villages = defaultdict(
        set, {"太和村": {520203102201}, "太和": {520203102201}, "新华村": {520203102202}}
    )
    return found


def sheet(
    header: list[list[str]],
    columns: dict[str, list[str]] | list[list[str]],
    *,
    above: tuple[str, ...] = (),
    merges: tuple[tuple[int, int, int, int], ...] = (),
    name: str = "Sheet1",
    **around: Any,
) -> Sheet:
    body = [list(row) for row in zip(*columns, strict=True)] if isinstance(columns, list) else []
    rows = [[text] for text in above] + header + body
    numbered = [(at, cells) for at, cells in enumerate(rows, 1) if any(cells)]
    return Sheet(name, list(merges), numbered, around=Around(**around))


IDS = [who for who, _ in PEOPLE]
NAMES = ["张三", "李四", "王五", "赵六", "孙七", "周八"]
VILLAGES = ["太和村", "太和村", "新华村", "新华村", "太和", "太和村"]
RELATIONS = ["户主", "配偶", "户主", "之子", "户主", "之女"]
BASIC = [VILLAGES, NAMES, IDS, CERTIFICATES, RELATIONS]
FOUND = ["village", "name", "id_number", "certificate", "relation"]

# Each: the sheet, and the key of each column from left to right ("" for one that is not taken).
LAYOUTS: dict[str, tuple[Sheet, list[str]]] = {
    "one header row": (sheet([["村", "姓名", "身份证号", "残疾证号", "与户主关系"]], BASIC), FOUND),
    "blanks, line breaks, stars, colons and numbering in headers": (
        sheet([["*村  名", "2.姓　名", "身份证\n号码：", "残 疾\n证号", "与户主的关系（必填）"]], BASIC),
        FOUND,
    ),
    "three title rows above": (
        sheet(
            [["行政村", "姓名", "身份证号", "残疾人证号", "家庭关系"]],
            BASIC,
            above=("××县花名册", "单位：人", "填报时间：2018年6月"),
        ),
        FOUND,
    ),
    "parents over two rows, merged": (
        sheet(
            [["村", "残疾人基本情况", "", "", ""], ["", "姓名", "身份证号", "残疾人证号", "与户主关系"]],
            BASIC,
            merges=((0, 0, 1, 0), (0, 1, 0, 4)),
        ),
        FOUND,
    ),
    "parents over two rows, merges lost in a CSV": (
        sheet(
            [["村", "组", "残疾人", "", "", "帮扶责任人", "", "备注"],
             ["", "", "姓名", "身份证号", "残疾人证号", "姓名", "联系电话", ""]],
            [VILLAGES, ["一组"] * 6, NAMES, IDS, CERTIFICATES, ["王干部"] * 6, ["139"] * 6, ["x"] * 6],
        ),
        ["village", "group_name", "name", "id_number", "certificate", "helper", "", "note"],
    ),
    "the household head's own numbers stand first": (
        sheet(
            [["村", "户主", "", "残疾人", ""], ["", "姓名", "身份证号", "姓名", "身份证号"]],
            [VILLAGES, NAMES[::-1], IDS[::-1], NAMES, IDS],
            merges=((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)),
        ),
        ["village", "head_name", "", "name", "id_number"],
    ),
    "the two numbers' headers are swapped": (
        sheet([["村", "姓名", "残疾人证号", "身份证号", "与户主关系"]], BASIC), FOUND
    ),
    "the ID stands under 证号": (
        sheet([["村", "姓名", "证号", "与户主关系"]], [VILLAGES, NAMES, IDS, RELATIONS]),
        ["village", "name", "id_number", "relation"],
    ),
    "numbers and village under headers that nobody knows": (
        sheet([["驻地", "姓名", "号码一", "号码二", "与户主关系"]], BASIC), FOUND
    ),
    "a column without any header": (
        sheet([["村", "姓名", "", "残疾人证号", "与户主关系"]], BASIC), FOUND
    ),
    "data wider than the header": (
        sheet([["村", "姓名", "身份证号"]], [VILLAGES, NAMES, IDS, CERTIFICATES]),
        ["village", "name", "id_number", "certificate"],
    ),
    "no header at all": (sheet([], BASIC), FOUND),
    "unknown columns in between": (
        sheet(
            [["村", "是否党员", "姓名", "身份证号", "鞋码", "与户主关系"]],
            [VILLAGES, ["否"] * 6, NAMES, IDS, ["42"] * 6, RELATIONS],
        ),
        ["village", "", "name", "id_number", "", "relation"],
    ),
    "the same header twice": (
        sheet([["村", "姓名", "身份证号", "备注", "备注", "关系"]],
              [VILLAGES, NAMES, IDS, ["甲"] * 6, ["乙"] * 6, RELATIONS]),
        ["village", "name", "id_number", "note", "", "relation"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_is_recognised_without_help(layout: str) -> None:
    given, keys = LAYOUTS[layout]

    table = table_in(given, layout=REGISTRY, places=places())

    assert table is not None
    assert [column.key for column in table.columns if column.how != "name"] == keys
    assert len(table.rows) == 6, table.set_aside


def of(given: Sheet, choices: Choices | None = None) -> Table:
    table = table_in(given, layout=REGISTRY, places=places(), choices=choices)
    assert table is not None
    return table


def test_row_of_column_numbers_and_totals_and_printed_headers_are_no_people() -> None:
    header = ["村", "姓名", "身份证号", "关系"]
    given = sheet([header, ["1", "2", "3", "4"]], [VILLAGES, NAMES, IDS, RELATIONS])
    given.rows += [(9, ["小计", "", "", "6"]), (10, header), (11, ["审核人：", "", ""])]

    table = of(given)

    assert len(table.rows) == 6
    assert dict(table.set_aside) == {2: "列号行", 9: "小计或合计行", 10: "重复的表头", 11: "说明或签字行"}


def test_sheet_called_after_the_township_or_village_says_the_place() -> None:
    given = sheet([["姓名", "身份证号", "残疾人证号", "关系"]], BASIC[1:], name="岩脚镇太和村2018")

    table = of(given)

    assert table.texts("township") == ["岩脚镇"] * 6
    assert table.texts("village") == ["太和村"] * 6


def test_what_was_chosen_last_time_holds_for_the_next_quarters_list() -> None:
    header = [["村居住地", "称呼", "号码", "户内身份"]]
    columns = [["不详"] * 6, NAMES, IDS, RELATIONS]
    first = sheet(header, columns, above=("2018年第一季度",))
    next_one = sheet(header, columns, above=("2018年第二季度",))
    columns_said = {"columns": {"0": "village", "1": "name", "2": "id_number", "3": "relation"}}
    assert sheet_signature(first) == sheet_signature(next_one)

    told_header = Choices({sheet_signature(first): {"header": [2, 2]}})
    found = header_of(first, REGISTRY, places(), told_header)
    assert found is not None
    taught = Choices({**told_header.by_signature, found.signature: columns_said})

    assert [c.key for c in of(next_one, taught).columns] == ["village", "name", "id_number", "relation"]


def test_formula_without_result_is_no_blank_cell() -> None:
    given = sheet(
        [["村", "姓名", "身份证号", "关系"]],
        [VILLAGES, NAMES, IDS, RELATIONS],
        unusable=[(2, 2, "公式没有结果")],
    )

    assert of(given).rows[0][2] == "\x03公式没有结果"


def test_days_of_a_1904_workbook_are_counted_from_there() -> None:
    given = sheet(
        [["村", "姓名", "身份证号", "关系", "识别时间"]],
        [VILLAGES, NAMES, IDS, RELATIONS, ["41029"] * 6],
        since_1904=True,
    )

    assert of(given).texts("identified_on") == ["42491"] * 6
