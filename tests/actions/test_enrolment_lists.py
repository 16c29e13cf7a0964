"""The roster of an action: who takes part, at which stage, with the item's own fields."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from actions.models import Enrolment
from households.models import Household, RosterFile, RosterRow
from tests import world as w
from tests.households.roster.conftest import Send, send  # noqa: F401
from tests.households.roster.lists import Heading, department_list
from tests.households.roster.test_undoing import registered_long_ago, undone
from tests.households.roster.workbooks import number
from tests.world import household, person

HEADINGS: list[Heading] = [
    "序号",
    "姓名",
    "身份证号",
    "阶段",
    "开始日期",
    "退出原因",
    "服务项目",
    "总费用（元）",
    "入户适配",
    "适配日期",
]


def line(sequence: int, name: str, stage: str = "参加中", **cells: Any) -> dict[str, Any]:
    own = {"姓名": name, "身份证号": number(sequence), "阶段": stage, "开始日期": "2018-05-01"}
    return own | {"服务项目": "运动疗法"} | cells


def rehab(*rows: dict[str, Any]) -> bytes:
    return department_list("六枝特区残疾人精准康复名册", HEADINGS, list(rows))


@pytest.fixture
def homes(world: w.World, catalogue: Any) -> dict[str, Household]:
    names = {"张三": (1, w.VILLAGE), "李四": (2, w.VILLAGE), "赵六": (3, w.NEXT_VILLAGE)}
    return {
        name: household(village, [person(id_number=number(sequence), name=name, level=1)])
        for name, (sequence, village) in names.items()
    }


@pytest.fixture
def sent(send: Send) -> Any:  # noqa: F811
    def once(*rows: dict[str, Any], name: str = "康复.xlsx", merge: bool = True) -> RosterFile:
        options = {"item": "precise-rehab"}
        return send(rehab(*rows), kind="enrolments", options=options, merge=merge, name=name)

    return once


def test_enrolled_with_typed_fields_then_moved_on(sent: Any, homes: dict[str, Household]) -> None:
    rows = (
        line(1, "张三", **{"总费用（元）": "1,200", "入户适配": "是", "适配日期": "2018.6.1"}),
        line(2, "李四", "已报名"),
        line(3, "赵六"),
        line(4, "陌生人"),
    )

    roster = sent(*rows)

    counts = roster.counts
    assert (counts["new"], counts["elsewhere"], counts["unknown"], counts["rows"]) == (2, 1, 1, 5)
    kept = Enrolment.objects.get(household=homes["张三"])
    assert (kept.action, kept.stage, str(kept.starts_on)) == ("precise-rehab", "taking_part", "2018-05-01")
    assert kept.details["service"] == "运动疗法"
    assert Decimal(kept.details["cost_yuan"]) == 1200
    assert (kept.details["home_delivery"], kept.details["fitted_date"]) == (True, "2018-06-01")
    assert not Enrolment.objects.filter(household=homes["赵六"]).exists()
    again = sent(*rows, name="二.xlsx")
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 2)

    moved = sent(line(2, "李四", "已完成"), name="三.xlsx")
    row = RosterRow.objects.get(roster=moved, verdict="changed")
    assert row.changes == {"stage": ["enrolled", "done"]}
    enrolment = Enrolment.objects.get(household=homes["李四"])
    assert [event.stage for event in enrolment.events.all()] == ["enrolled"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"阶段": "已报名"}, "只能往后办理"),
        ({"阶段": "已退出"}, "要填退出原因"),
        ({"入户适配": "大概"}, "请填“是”或“否”"),
        ({"阶段": "飞升"}, "不认识“飞升”"),
    ],
)
def test_what_cannot_be_is_told(
    sent: Any, homes: dict[str, Household], cells: dict[str, Any], words: str
) -> None:
    sent(line(1, "张三"))

    roster = sent(line(1, "张三", **cells), name="二.xlsx", merge=False)

    assert words in str(RosterRow.objects.get(roster=roster, row_number=3).reasons)


def test_undone_list_leaves_nobody_enrolled_and_a_moved_one_as_before(
    sent: Any, world: w.World, homes: dict[str, Household]
) -> None:
    registered_long_ago()
    sent(line(2, "李四", "已报名"))
    roster = sent(line(1, "张三"), line(2, "李四", "已完成"), name="二.xlsx")

    undone(world, roster)

    stages = dict(Enrolment.objects.values_list("person__name", "stage"))
    assert stages == {"张三": "left", "李四": "enrolled"}
    assert Enrolment.objects.get(person__name="张三").left_reason == "撤销导入"
    again = sent(line(1, "张三"), name="三.xlsx")
    assert (again.counts["changed"], again.counts["rejected"]) == (1, 0)
    back = Enrolment.objects.get(person__name="张三")
    assert (back.stage, back.left_reason) == ("taking_part", "")
