"""The yearly list of services and needs (动态更新): needs in bulk, and who is not on it has none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from households.facts.refreshing import refresh
from households.models import Household, LoadedList, Person, PersonFacts, RosterRow
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.lists import Heading, department_list
from tests.households.roster.test_undoing import registered_long_ago, undone
from tests.households.roster.workbooks import number
from tests.world import World, household, person

HEADINGS: list[Heading] = [
    "序号", "乡镇", "村", "姓名", "残疾人证号", "残疾类别", "残疾等级",
    ("需求", ["需要康复服务", "需要辅助器具", "需要托养服务", "需要无障碍改造"]),
    "未就业主要原因（R19）", "备注",
]  # fmt: skip


def line(key: int, name: str, **cells: Any) -> dict[str, Any]:
    return {"姓名": name, "残疾人证号": f"{number(key)}42", "残疾类别": "肢体", "残疾等级": "二级"} | cells


def needs(*rows: dict[str, Any]) -> bytes:
    return department_list("六枝特区2018年残疾人基本服务状况和需求动态更新名单", HEADINGS, list(rows))


@pytest.fixture
def people(world: World) -> dict[str, Person]:
    for key, name in ((1, "张三"), (2, "李四"), (3, "王五")):
        household(w.VILLAGE, [person(id_number=number(key), name=name, level=2)])
    household(w.NEXT_VILLAGE, [person(id_number=number(4), name="赵六", level=2)])
    refresh()
    return {one.name: one for one in Person.objects.all()}


ROWS = (
    line(1, "张三", **{"需求.需要康复服务": "是", "需求.需要辅助器具": "否", "需求.需要无障碍改造": "√"}),
    line(2, "李四", **{"需求.需要托养服务": "是"}),
)


def test_needs_are_filled_in_and_absence_is_no_need(
    send: Send, people: dict[str, Person], world: World
) -> None:
    roster = send(needs(*ROWS), kind="needs", options={"year": 2018}, merge=True)

    assert (roster.counts["changed"], roster.counts["rejected"]) == (2, 0)
    first, second = Person.objects.get(name="张三"), Person.objects.get(name="李四")
    assert (first.need_rehab, first.need_device, first.need_care) == (True, False, None)
    assert (second.need_rehab, second.need_care) == (None, True)
    assert Household.objects.get(head_name="张三").need_accessibility is True
    assert Household.objects.get(head_name="张三").version == 2
    row = RosterRow.objects.get(roster=roster, person=second)
    assert row.changes == {"need_care": [None, True]}
    loaded = LoadedList.objects.get()
    assert (loaded.list_name, loaded.period) == ("残疾人服务状况和需求动态更新名单", "2018")
    refresh(on=date(2018, 12, 1))
    assert PersonFacts.objects.get(person=people["王五"]).need_rehab is False
    assert PersonFacts.objects.get(person=people["赵六"]).need_rehab is None
    again = send(needs(*ROWS), kind="needs", options={"year": 2018}, merge=True, name="二.xlsx")
    assert (again.counts["changed"], again.counts["unchanged"]) == (0, 2)


def test_list_with_rows_left_out_says_nothing_of_who_is_absent(send: Send, people: dict[str, Person]) -> None:
    roster = send(needs(*ROWS, line(4, "赵六"), line(9, "生人")), kind="needs", merge=True)

    assert (roster.counts["elsewhere"], roster.counts["unknown"]) == (1, 1)
    assert roster.merge_run is not None
    assert "暂不按“无需求”认定" in roster.merge_run.sentence
    assert not LoadedList.objects.exists()
    assert Person.objects.get(name="赵六").need_rehab is None


def test_taken_back_the_needs_are_as_before(send: Send, people: dict[str, Person], world: World) -> None:
    registered_long_ago()
    roster = send(needs(*ROWS), kind="needs", options={"year": 2018}, merge=True)

    undone(world, roster)

    assert Person.objects.get(name="张三").need_rehab is None
    assert Household.objects.get(head_name="张三").need_accessibility is None
    assert not LoadedList.objects.exists()
