"""户表 and 人表 apart: joined by 户编号, else by head and village; every row of both is accounted for."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl

from households.models import Household, Person, RosterFile, RosterRow
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.workbooks import flat, number, saved
from tests.world import World, household, person

HOME_HEADS = [
    "序号",
    "乡镇",
    "行政村",
    "户编号",
    "户主姓名",
    "户主身份证号",
    "主要致贫原因",
    "是否脱贫",
    "房屋主要结构",
]
HEADS = ["序号", "户编号", "姓名", "与户主关系", "身份证号", "文化程度"]


def home(sequence: int, head: str, **given: Any) -> list[Any]:
    own = {"户编号": f"A{sequence}", "村": "太和村", "原因": "因残", "脱贫": "否"} | given
    return [
        sequence,
        "岩脚镇",
        own["村"],
        own["户编号"],
        head,
        number(sequence),
        own["原因"],
        own["脱贫"],
        "砖混",
    ]


def member(home_number: str, sequence: int, name: str, relation: str = "户主") -> list[Any]:
    return [sequence, home_number, name, relation, number(sequence), "小学"]


HOMES = [home(1, "张三"), home(2, "李四", 村="新华村", 原因="因病")]
MEMBERS = [member("A1", 1, "张三"), member("A1", 3, "刘芳", "配偶"), member("A2", 2, "李四")]


def book(homes: list[list[Any]], members: list[list[Any]], heads: list[str] = HEADS) -> bytes:
    made = openpyxl.Workbook()
    first: Any = made.active
    first.title = "户表"
    second = made.create_sheet("人表")
    for sheet, rows in ((first, [HOME_HEADS, *homes]), (second, [heads, *members])):
        for row in rows:
            sheet.append(row)
    return saved(made)


def registered() -> list[tuple[Any, ...]]:
    rows = Person.objects.order_by("name")
    return list(
        rows.values_list("name", "household__number", "household__area_code", "household__main_cause")
    )


WHOLE = [
    ("刘芳", "A1", w.VILLAGE, "disability"),
    ("张三", "A1", w.VILLAGE, "disability"),
    ("李四", "A2", w.OTHER_VILLAGE, "illness"),
]


def reasons(roster: RosterFile, sheet: str, row: int) -> str:
    found = RosterRow.objects.get(roster=roster, sheet=sheet, row_number=row)
    return f"{found.verdict}:{found.reasons}"


def test_two_sheets_make_whole_households(send: Send, world: World) -> None:
    neighbour = household(w.NEXT_VILLAGE, [person(name="赵六")], number="A9")

    roster = send(book(HOMES, MEMBERS), merge=True)

    counts = roster.counts
    assert (counts["new"], counts["blank"], counts["rejected"], counts["rows"]) == (3, 2, 0, 5)
    assert [row for row in registered() if row[1] != "A9"] == WHOLE
    first = Household.objects.get(number="A1")
    assert (first.head_name, first.house_structure) == ("张三", "brick_concrete")
    assert "与“人表”表第2行起的成员合为一户" in reasons(roster, "户表", 2)
    neighbour.refresh_from_db()
    assert neighbour.version == 1

    again = send(book(HOMES, MEMBERS), merge=True, name="二.xlsx")
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 3)
    changed = [home(1, "张三", 原因="因学"), HOMES[1]]
    third = send(book(changed, MEMBERS), merge=True, name="三.xlsx")
    assert RosterRow.objects.get(roster=third, verdict="changed").changes == {
        "main_cause": ["disability", "schooling"]
    }


def test_two_files_of_a_zip_are_joined_too(send: Send, world: World) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        bundle.writestr("人表.xlsx", flat(HEADS, MEMBERS, name="人"))
        bundle.writestr("户表.xlsx", flat(HOME_HEADS, HOMES, name="户"))

    roster = send(packed.getvalue(), merge=True, name="一镇.zip")

    assert (roster.counts["new"], roster.counts["rejected"]) == (3, 0)
    assert registered() == WHOLE


def test_without_numbers_the_head_and_the_village_join(send: Send, world: World) -> None:
    homes = [home(1, "张三", 户编号=""), home(2, "张三", 户编号="", 村="新华村", 原因="因病")]
    heads = ["序号", "村", "户主姓名", "姓名", "与户主关系", "身份证号"]
    rows = [
        [1, "太和村", "张三", "张三", "户主", number(1)],
        [2, "太和村", "张三", "刘芳", "配偶", number(3)],
        [3, "新华村", "张三", "张三", "户主", number(2)],
    ]

    roster = send(book(homes, rows, heads), merge=True)

    assert (roster.counts["new"], roster.counts["rejected"]) == (3, 0), roster.counts
    causes = Household.objects.order_by("area_code").values_list("area_code", "main_cause", "head_name")
    assert sorted(causes) == sorted([(w.VILLAGE, "disability", "张三"), (w.OTHER_VILLAGE, "illness", "张三")])


def test_members_without_a_household_and_the_reverse_are_told(send: Send, world: World) -> None:
    homes = [*HOMES, home(5, "钱七")]
    members = [*MEMBERS, member("B8", 6, "孙八"), member("B8", 7, "孙妻", "配偶")]

    roster = send(book(homes, members), merge=True)

    counts = roster.counts
    assert (counts["new"], counts["wrong"], counts["held"], counts["blank"]) == (3, 2, 1, 2)
    assert counts["rows"] == 8
    assert "户表没有户编号“B8”" in reasons(roster, "人表", 5)
    assert "人表没有此户的成员" in reasons(roster, "户表", 4)
    assert registered() == WHOLE


def test_household_twice_and_what_is_wrong_in_its_row(send: Send, world: World) -> None:
    homes = [HOMES[0], HOMES[0], home(2, "李四", 原因="天灾人祸")]

    roster = send(book(homes, MEMBERS))

    assert roster.counts["accepted"] == 0
    assert "此户编号在“户表”表第3行也有" in reasons(roster, "户表", 2)
    assert "此户编号在“户表”表第2行也有" in reasons(roster, "户表", 3)
    assert "户表有2行与此户对应" in reasons(roster, "人表", 2)
    told = reasons(roster, "人表", 4)
    assert "户表“户表”表第4行：" in told
    assert "主要致贫原因" in told


def test_two_sheets_that_differ_are_told(send: Send, world: World) -> None:
    heads = [*HEADS, "户主姓名"]
    members = [[*row, "张三" if row[1] == "A1" else "李五"] for row in MEMBERS]

    roster = send(book(HOMES, members, heads))

    assert "填的是“李四”，与此处不同" in reasons(roster, "人表", 4)
    assert roster.counts["new"] == 2


def test_second_list_of_the_same_households_changes_nothing(send: Send, world: World) -> None:
    heads = [
        "乡镇",
        "行政村",
        "户编号",
        "户主姓名",
        "姓名",
        "与户主关系",
        "身份证号",
        "是否脱贫",
        "主要致贫原因",
    ]
    rows = [["岩脚镇", "太和村", "A1", "张三", "张三", "户主", number(1), "否", "因残"]]
    made = openpyxl.load_workbook(io.BytesIO(flat(heads, rows, name="花名册")))
    part = made.create_sheet("脱贫户")
    for row in (["序号", "行政村", "户编号", "户主姓名", "是否脱贫"], [1, "太和村", "Z9", "别家", "是"]):
        part.append(row)

    roster = send(saved(made), merge=True)

    assert (roster.counts["new"], roster.counts["rejected"], roster.counts["rows"]) == (1, 0, 1)
