"""The yearly survey as a list: a row a household, by its number or its head's ID number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from households.models import Household, HouseholdFacts, HouseholdYear, RosterRow
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.lists import Heading, department_list
from tests.households.roster.workbooks import number
from tests.world import household, person

HEADINGS: list[Heading] = [
    "序号",
    "乡镇",
    "村",
    "户编号",
    "户主姓名",
    "户主身份证号",
    "家庭人口",
    ("收入（元）", ["工资性收入", "生产经营性收入", "财产性收入", "转移性收入", "年总收入"]),
    "生产经营性支出",
    "人均纯收入",
    "自付医疗",
    ("两不愁三保障", ["吃", "穿", "饮水", "义务教育", "基本医疗", "住房"]),
]
OK = dict.fromkeys(
    [f"两不愁三保障.{name}" for name in ("吃", "穿", "饮水", "义务教育", "基本医疗", "住房")], "√"
)


def line(home_number: str, **cells: Any) -> dict[str, Any]:
    return {
        "户编号": home_number,
        "户主姓名": "张三",
        "家庭人口": 2,
        "收入（元）.工资性收入": "1.2万元",
        "收入（元）.生产经营性收入": "3,000",
        "收入（元）.转移性收入": 2400,
        "生产经营性支出": 1000,
    } | OK | cells  # fmt: skip


def survey(*rows: dict[str, Any]) -> bytes:
    return department_list("六枝特区贫困残疾人家庭2018年度收支调查表", HEADINGS, list(rows))


@pytest.fixture
def homes(world: w.World) -> dict[str, Household]:
    return {
        "A1": household(w.VILLAGE, [person(id_number=number(1), name="张三")], number="A1"),
        "A2": household(w.VILLAGE, [person(id_number=number(2), name="李四")], number="A2"),
        "B1": household(w.NEXT_VILLAGE, [person(id_number=number(3), name="赵六")], number="B1"),
    }


def test_surveys_are_kept_once_and_corrected_with_history(send: Send, homes: dict[str, Household]) -> None:
    rows = (
        line("A1"),
        line("", 户主姓名="李四", 户主身份证号=number(2), 家庭人口="", **{"两不愁三保障.住房": "否"}),
        line("B1"),
        line("C9"),
    )

    roster = send(survey(*rows), kind="surveys", options={"year": 2018}, merge=True)

    counts = roster.counts
    assert (counts["new"], counts["elsewhere"], counts["unknown"], counts["rows"]) == (2, 1, 1, 5)
    kept = HouseholdYear.objects.get(household=homes["A1"])
    assert (kept.year, kept.members, kept.income_per_head_yuan) == (2018, 2, Decimal("8200.00"))
    other = HouseholdYear.objects.get(household=homes["A2"])
    assert (other.members, other.missing_guarantees) == (1, ["住房安全有保障"])
    assert kept.created_by_run_id == roster.merge_run_id
    assert HouseholdFacts.objects.filter(household=homes["A1"]).exists()
    assert not HouseholdYear.objects.filter(household=homes["B1"]).exists()
    again = send(survey(*rows), kind="surveys", options={"year": 2018}, merge=True, name="二.xlsx")
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 2)

    changed = send(
        survey(line("A1", **{"收入（元）.财产性收入": 600})),
        kind="surveys",
        options={"year": 2018},
        merge=True,
        name="三.xlsx",
    )
    row = RosterRow.objects.get(roster=changed, verdict="changed")
    assert row.changes == {"property_yuan": [0.0, 600.0]}
    kept.refresh_from_db()
    assert kept.property_yuan == 600
    assert [event.property_yuan for event in kept.events.all()] == [0]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"收入（元）.年总收入": 99999}, "四项收入合计为17400"),
        ({"人均纯收入": 1}, "计算为8200.00元"),
        ({"收入（元）.工资性收入": "50元/月×12"}, "不是金额"),
        ({"收入（元）.工资性收入": "-5"}, "不要填算式或负数"),
        ({"两不愁三保障.吃": "大概"}, "请填“是”或“否”"),
        ({"户主身份证号": number(2)}, "与填的户编号不同"),
    ],
)
def test_wrong_figures_are_told(
    send: Send, homes: dict[str, Household], cells: dict[str, Any], words: str
) -> None:
    roster = send(survey(line("A1", **cells)), kind="surveys", options={"year": 2018})

    row = RosterRow.objects.get(roster=roster, row_number=4)
    assert row.verdict == "wrong"
    assert words in row.reasons[0]["reason"]


def test_same_household_by_number_and_by_id_is_told_twice(send: Send, homes: dict[str, Household]) -> None:
    roster = send(survey(line("A1"), line("", 户主身份证号=number(1))), kind="surveys")

    rows = RosterRow.objects.filter(roster=roster, verdict="wrong").order_by("row_number")
    assert ["第5行也有" in rows[0].reasons[0]["reason"], "第4行也有" in rows[1].reasons[0]["reason"]] == [
        True,
        True,
    ]
