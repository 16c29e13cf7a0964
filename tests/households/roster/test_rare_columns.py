"""Fields that few rosters have: read, checked, shown old → new and merged like any other; else untouched."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse

from households.models import Household, Person, RosterRow
from households.roster.layout import REGISTRY
from households.roster.layout_rare import HOUSEHOLD_RARE, PERSON_RARE
from tests.households.roster.conftest import Send
from tests.households.roster.workbooks import flat, number, official, two_families
from tests.world import World

HEADS = [
    "乡镇", "行政村", "户编号", "户主姓名", "与户主关系", "姓名", "身份证号", "识别标准", "军烈属",
    "房屋主要结构", "住房面积（平方米）", "建房年份", "入户路类型", "林地面积（亩）", "政治面貌", "婚姻状况",
    "务工地点", "大病保险", "康复需求",
]  # fmt: skip


def line(sequence: int, name: str, relation: str, *more: Any) -> list[Any]:
    home = ["岩脚镇", "太和村", "5202031022000001", "张三"]
    return [*home, relation, name, number(sequence), *more]


HEAD = line(1, "张三", "户主", "国定", "是", "砖混结构", "86.5平方米", "1998年", "硬化路", "3.25", "党员",
            "已婚", "省外", "√", "否")  # fmt: skip
WIFE = line(2, "刘芳", "配偶", *[""] * 7, "群众", "已婚", "", "", "")


def test_whole_sheet_is_kept_and_known_again(send: Send, world: World) -> None:
    roster = send(flat(HEADS, [HEAD, WIFE]), merge=True)

    assert (roster.counts["new"], roster.counts["rejected"]) == (2, 0)
    home, head = Household.objects.get(), Person.objects.get(name="张三")
    assert (home.identification_standard, home.martyr_family) == ("national", True)
    assert (home.house_structure, home.house_built_year) == ("brick_concrete", 1998)
    assert (home.house_area_sqm, home.road, home.forest_mu) == (Decimal("86.5"), "cement", Decimal("3.25"))
    assert (head.political_status, head.marriage, head.work_place) == ("party", "married", "outside")
    assert (head.serious_illness_insured, head.need_rehab) == (True, False)
    wife = Person.objects.get(name="刘芳")
    assert (wife.political_status, wife.work_place, wife.serious_illness_insured) == ("masses", "", None)

    again = send(flat(HEADS, [HEAD, WIFE]), merge=True, name="二.xlsx")
    assert (again.counts["changed"], again.counts["unchanged"]) == (0, 2)


def test_change_is_shown_in_words_and_blanks_wipe_nothing(send: Send, world: World) -> None:
    send(flat(HEADS, [HEAD, WIFE]), merge=True)
    bystander = Person.objects.get(name="刘芳").updated_at
    changed = [*HEAD]
    changed[HEADS.index("入户路类型")], changed[HEADS.index("林地面积（亩）")] = "柏油路", ""
    changed[HEADS.index("务工地点")] = "县内"

    roster = send(flat(HEADS, [changed, WIFE]), merge=True, name="二.xlsx")

    row = RosterRow.objects.get(roster=roster, verdict="changed")
    assert row.changes == {"road": ["cement", "asphalt"], "work_place": ["outside", "county"]}
    page = (
        world.signed_in(world.clerk)
        .get(reverse("rosters:detail", args=[roster.pk]) + "?verdict=changed")
        .content.decode()
    )
    assert "入户路类型：水泥路 → 沥青路" in page
    home = Household.objects.get()
    assert (home.road, home.forest_mu, home.version) == ("asphalt", Decimal("3.25"), 2)
    assert [event.road for event in home.events.all()] == ["cement"]
    assert Person.objects.get(name="刘芳").updated_at == bystander


def test_usual_roster_leaves_them_as_they_are(send: Send, world: World) -> None:
    send(flat(HEADS, [HEAD, WIFE]), merge=True)
    families = two_families()

    send(official(families), merge=True, name="二.xlsx")

    home = Household.objects.get(head_name="张三")
    assert (home.house_structure, home.martyr_family) == ("brick_concrete", True)
    assert Person.objects.get(name="张三").marriage == "married"


def test_help_towards_work_may_name_several(send: Send, world: World) -> None:
    heads = [*HEADS, "就业扶贫帮扶"]
    head, wife = [*HEAD, "资金信贷、技能培训"], [*WIFE, ""]
    send(flat(heads, [head, wife]), merge=True)

    assert Person.objects.get(name="张三").work_help == ["training", "funds"]
    assert Person.objects.get(name="刘芳").work_help == []
    again = send(flat(heads, [[*HEAD, "职业技能培训，资金信贷扶持"], wife]), merge=True, name="二.xlsx")
    assert (again.counts["changed"], again.counts["unchanged"]) == (0, 2)

    roster = send(flat(heads, [[*HEAD, "职业介绍"], [*WIFE, "发钱"]]), merge=False, name="三.xlsx")
    told = [reason["reason"] for row in RosterRow.objects.filter(roster=roster) for reason in row.reasons]
    assert any("不认识“发钱”" in reason for reason in told)
    send(flat(heads, [[*HEAD, "职业介绍"], wife]), merge=True, name="四.xlsx")
    assert Person.objects.get(name="张三").work_help == ["introduction"]
    row = RosterRow.objects.get(roster__file_name="四.xlsx", verdict="changed")
    assert row.changes == {"work_help": [["training", "funds"], ["introduction"]]}


def test_what_cannot_be_is_told(send: Send, world: World) -> None:
    spoiled = {"房屋主要结构": "金砖", "建房年份": "98", "政治面貌": "皇亲", "住房面积（平方米）": "865000"}
    rows = []
    for place, (head, text) in enumerate(spoiled.items()):
        row = line(place + 1, f"王{'甲乙丙丁'[place]}", "户主", *[""] * 12)
        row[2], row[3], row[HEADS.index(head)] = f"520203102200001{place}", row[5], text
        rows.append(row)

    roster = send(flat(HEADS, rows))

    told = {
        reason["column"]: reason["reason"]
        for row in RosterRow.objects.filter(roster=roster)
        for reason in row.reasons
    }
    assert roster.counts["wrong"] == 3
    assert "已按“其他”登记" in told["房屋主要结构"]
    assert "1800到2100" in told["建房年份"]
    assert "不认识“皇亲”" in told["政治面貌"]
    assert "太大" in told["住房面积（平方米）"]


def test_each_is_a_column_of_the_model_under_its_own_title() -> None:
    for model, columns in ((Household, HOUSEHOLD_RARE), (Person, PERSON_RARE)):
        for column in columns:
            assert model._meta.get_field(column.key).column == column.key
            assert REGISTRY.column_for([column.title])[0] == column.key
