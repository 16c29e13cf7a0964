"""The roster of helpers: merged or 同上, found by number or by village and name; a new one takes over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from households.models import Cadre, Household, Pairing, RosterRow
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.lists import Heading, department_list
from tests.world import household, pair, person

HELPER = ["姓名", "单位", "职务", "政治面貌", "隶属关系", "联系电话"]
HEADINGS: list[Heading] = [
    "序号",
    "乡镇",
    "村",
    "贫困户户主",
    "家庭人口",
    "贫困残疾人姓名",
    "残疾类别等级",
    ("帮扶责任人", HELPER),
    "结对时间",
    ("帮扶资金", ["来源", "金额"]),
    "帮扶措施（一户一策）",
    "备注",
]


def line(head: str, helper: str, since: str = "", **cells: Any) -> dict[str, Any]:
    own = {
        "乡镇": "岩脚镇",
        "村": "太和村",
        "贫困户户主": head,
        "帮扶责任人.姓名": helper,
        "帮扶责任人.单位": "县残联" if helper != "同上" else "同上",
        "帮扶责任人.联系电话": "13900000001" if helper != "同上" else "同上",
        "结对时间": since,
    }
    return own | cells


def roster_of(*rows: dict[str, Any], **given: Any) -> bytes:
    return department_list("六枝特区结对帮扶花名册", HEADINGS, list(rows), **given)


@pytest.fixture
def homes(world: w.World) -> dict[str, Household]:
    named = {"张三": w.VILLAGE, "李四": w.VILLAGE, "王五": w.VILLAGE, "赵六": w.NEXT_VILLAGE}
    homes = {name: household(village, [person(name=name, level=1)]) for name, village in named.items()}
    pair(homes["王五"], world.cadre)
    pair(homes["赵六"], world.cadre_next_door)
    return homes


def leads(home: Household) -> list[tuple[str, str, str]]:
    rows = Pairing.objects.filter(household=home, is_lead=True).order_by("starts_on")
    return [(p.cadre.name, str(p.starts_on), str(p.ends_on or "")) for p in rows.select_related("cadre")]


def test_helpers_are_paired_handed_over_and_known_again(send: Send, homes: dict[str, Household]) -> None:
    money = {"帮扶资金.来源": "单位自筹", "帮扶资金.金额": "2000元", "帮扶措施（一户一策）": "养猪"}
    rows = (
        line("张三", "王干部", "2017.3", **money),
        line("李四", "同上", "2017.3"),
        line("李四", "赵干部", "2018-01-01"),
        line("王五", "王干部", "2018-06-01"),
        line("赵六", "王干部", "2018-06-01"),
    )

    roster = send(roster_of(*rows), kind="pairings", merge=True)

    counts = roster.counts
    assert (counts["new"], counts["changed"], counts["unknown"], counts["rows"]) == (3, 1, 1, 6)
    assert leads(homes["张三"]) == [("王干部", "2017-03-01", "")]
    assert leads(homes["李四"]) == [("王干部", "2017-03-01", "2018-01-01"), ("赵干部", "2018-01-01", "")]
    assert leads(homes["王五"]) == [("测试cadre", "2017-01-01", "2018-06-01"), ("王干部", "2018-06-01", "")]
    assert leads(homes["赵六"]) == [("测试cadre_next_door", "2017-01-01", "")]
    pairing = Pairing.objects.get(household=homes["张三"])
    assert (pairing.fund_yuan, pairing.fund_source, pairing.measures) == (2000, "unit", "养猪")
    helper = Cadre.objects.get(name="王干部")
    assert (helper.unit, str(helper.phone), helper.area_code) == ("县残联", "139****0001", w.COUNTY)

    again = send(roster_of(*rows), kind="pairings", merge=True, name="二.xlsx")
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 4)
    assert Pairing.objects.count() == 6


def test_two_disabled_of_one_household_are_one_pairing(send: Send, homes: dict[str, Household]) -> None:
    rows = [line("张三", "王干部", "2017-03-01"), line("", "", "", 贫困残疾人姓名="张小三")]

    roster = send(
        roster_of(*rows, merges=[f"{letter}4:{letter}5" for letter in "BCDHIJKLMN"]),
        kind="pairings",
        merge=True,
    )

    assert roster.counts["new"] == 2
    assert leads(homes["张三"]) == [("王干部", "2017-03-01", "")]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([line("王五", "王干部", "2017-01-01")], "自2017-01-01起由测试cadre结对"),
        ([line("张三", "")], "没有填帮扶责任人"),
        ([line("张三", "王干部", "2099-01-01")], "晚于今天"),
        ([line("张三", "王干部", "2018-01-01"), line("张三", "赵干部", "2018-01-01")], "同一天有两位"),
    ],
)
def test_contradiction_is_told(
    send: Send, homes: dict[str, Household], rows: list[dict[str, Any]], words: str
) -> None:
    roster = send(roster_of(*rows), kind="pairings")

    assert words in RosterRow.objects.get(roster=roster, row_number=4).reasons[0]["reason"]


def test_two_heads_of_one_name_wait_for_a_number(send: Send, homes: dict[str, Household]) -> None:
    household(w.VILLAGE, [person(name="张三")], head_name="张三")

    roster = send(roster_of(line("张三", "王干部", "2018-01-01")), kind="pairings")

    row = RosterRow.objects.get(roster=roster, row_number=4)
    assert (row.verdict, "本村有2户户主同名" in row.reasons[0]["reason"]) == ("ambiguous", True)


def test_second_helper_stands_beside_the_first(
    send: Send, homes: dict[str, Household], world: w.World
) -> None:
    headings = [*HEADINGS, "帮扶类别"]
    row = line("王五", "王干部", "2018-01-01", 帮扶类别="第二责任人")

    send(department_list("结对名册", headings, [row]), kind="pairings", merge=True)

    both = Pairing.objects.filter(household=homes["王五"]).in_force(date(2018, 2, 1))
    assert sorted(both.values_list("cadre__name", "is_lead")) == [("测试cadre", True), ("王干部", False)]
