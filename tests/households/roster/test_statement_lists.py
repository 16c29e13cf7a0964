"""A list of judgments: each with answer, basis and term; a contrary one ends the former; all taken back."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.entitlements.lists import lists_of
from foundation.policy.models import PolicyItem
from households.models import FactStatement, Household, RosterFile, RosterRow
from tests import world as w
from tests.households.roster.conftest import TODAY, Send
from tests.households.roster.lists import Heading, department_list
from tests.households.roster.test_undoing import registered_long_ago, undone
from tests.households.roster.workbooks import number
from tests.world import World, household, person

HEADINGS: list[Heading] = ["序号", "姓名", "身份证号", "认定结果", "依据", "自", "至"]


def line(sequence: int, name: str, result: str = "是", **cells: Any) -> dict[str, Any]:
    own = {"姓名": name, "身份证号": number(sequence), "认定结果": result, "依据": "县医保局6月结算清单"}
    return own | {"自": "2026-06-03"} | cells


@pytest.fixture
def homes(world: World, catalogue: Any) -> dict[str, Household]:
    names = {"张三": (1, w.VILLAGE), "李四": (2, w.VILLAGE), "赵六": (3, w.NEXT_VILLAGE)}
    return {
        name: household(village, [person(id_number=number(sequence), name=name, level=1)])
        for name, (sequence, village) in names.items()
    }


@pytest.fixture
def sent(send: Send) -> Any:
    def once(*rows: dict[str, Any], fact: str = "inpatient_in_county", **more: Any) -> RosterFile:
        given = {"kind": "statements", "options": {"fact": fact}, "merge": True} | more
        name = given.pop("name", "认定.xlsx")
        return send(department_list("六枝特区认定名单", HEADINGS, list(rows)), name=name, **given)

    return once


def kept(home: Household) -> list[tuple[Any, ...]]:
    rows = FactStatement.objects.filter(household=home).order_by("holds_from")
    return [(one.fact, one.item, one.value, str(one.holds_from), str(one.holds_to or "")) for one in rows]


def test_bills_make_their_patients_judgeable(sent: Any, world: World, homes: dict[str, Household]) -> None:
    item = PolicyItem.objects.get(plan__slug="gz-2017", kind="benefit", slug="pay-after-treatment")

    def on_list(name: str) -> set[str]:
        lists = lists_of(item, scope=world.scope(world.clerk, TODAY), area=world.county, on=TODAY)
        return {row.person.name for row in lists.told(name)}

    roster = sent(line(1, "张三", 至="2026-12-31"), line(2, "李四", "否"), line(3, "赵六"), line(4, "陌生人"))

    counts = roster.counts
    assert (counts["new"], counts["elsewhere"], counts["unknown"]) == (2, 1, 1)
    assert kept(homes["张三"]) == [("inpatient_in_county", "", True, "2026-06-03", "2027-01-01")]
    assert kept(homes["赵六"]) == []
    assert on_list("missed") == {"张三"}
    assert "李四" in on_list("ruled_out")
    statement = FactStatement.objects.get(household=homes["张三"])
    assert (statement.basis, statement.created_by) == ("县医保局6月结算清单", world.clerk)
    assert statement.created_by_run is not None
    again = sent(line(1, "张三", 至="2026-12-31"), line(2, "李四", "否"), name="二.xlsx")
    assert (again.counts["new"], again.counts["unchanged"]) == (0, 2)


def test_contrary_one_ends_the_former_and_comes_back_when_the_list_is_taken_back(
    sent: Any, world: World, homes: dict[str, Household]
) -> None:
    registered_long_ago()
    sent(line(1, "张三", "否"))
    roster = sent(line(1, "张三", 自="2026-09-01"), line(2, "李四"), name="二.xlsx")

    row = RosterRow.objects.get(roster=roster, verdict="changed")
    assert row.changes == {"value": [False, True]}
    assert [one[2:] for one in kept(homes["张三"])] == [
        (False, "2026-06-03", "2026-09-01"),
        (True, "2026-09-01", ""),
    ]
    undone(world, roster)
    assert [one[2:] for one in kept(homes["张三"])] == [(False, "2026-06-03", "")]
    assert kept(homes["李四"]) == []


def test_household_is_judged_for_an_item(sent: Any, homes: dict[str, Household]) -> None:
    sent(line(1, "张三"), fact="loan_eligible:micro-credit")

    statement = FactStatement.objects.get(household=homes["张三"])
    assert (statement.person, statement.item) == (None, "micro-credit")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"认定结果": ""}, "没有填认定结果"),
        ({"认定结果": "大概"}, "请填“是”或“否”"),
        ({"依据": ""}, "没有填依据"),
        ({"自": "2027-01-01"}, "晚于今天"),
        ({"至": "2026-06-01"}, "终止日期早于起始日期"),
        ({"认定结果": "否", "自": "2026-06-01"}, "时间重叠"),
    ],
)
def test_what_cannot_be_is_told(
    sent: Any, homes: dict[str, Household], cells: dict[str, Any], words: str
) -> None:
    sent(line(1, "张三"))

    roster = sent(line(1, "张三", **cells), name="二.xlsx", merge=False)

    assert words in str(RosterRow.objects.get(roster=roster, row_number=3).reasons)


def test_upload_offers_facts_by_whose_they_are_and_by_item(world: World, homes: dict[str, Household]) -> None:
    page = world.signed_in(world.clerk).get("/rosters/?kind=statements").content.decode()

    assert "需要长期照护" in page
    assert "符合贷款条件（扶贫小额信贷/特惠贷）" in page
