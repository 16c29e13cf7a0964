"""A department's list that was imported answers facts: named is yes, absent no, not loaded unknown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from households.facts.refreshing import refresh
from households.models import Household, HouseholdFacts, ListRow, LoadedList, PersonFacts, RosterFile
from households.roster.rows.lists import held_for
from support_measures.models import PersonBenefitFacts
from tests import world as w
from tests.households.roster.conftest import TODAY, Send
from tests.households.roster.lists import department_list
from tests.households.roster.test_undoing import undone
from tests.households.roster.workbooks import number
from tests.world import World, household, pair, person

MONTH = f"{TODAY:%Y-%m}"


@pytest.fixture
def homes(world: World) -> dict[str, Household]:
    homes = {
        "张三": household(w.VILLAGE, [person(id_number=number(1), name="张三"),
                                     person(id_number=number(5), name="张妻", relation="spouse")]),
        "李四": household(w.VILLAGE, [person(id_number=number(2), name="李四")]),
        "赵六": household(w.NEXT_VILLAGE, [person(id_number=number(3), name="赵六")]),
    }  # fmt: skip
    refresh(on=TODAY)
    return homes


def sent(
    send: Send, list_name: str, *rows: dict[str, Any], period: str = MONTH, name: str = "1.xlsx"
) -> RosterFile:
    heads = ["序号", "姓名", "身份证号", "保障人口", "学段", "类别", "参保状态"]
    heads[5] = "危房等级"
    options = {"list_name": list_name, "period": period}
    return send(
        department_list("名单", list(heads), list(rows)), kind="lists", options=options, merge=True, name=name
    )


def line(sequence: int, name: str, **cells: Any) -> dict[str, Any]:
    return {"姓名": name, "身份证号": number(sequence)} | cells


def insured() -> dict[str, bool | None]:
    return {f.person.name: f.medical_insured for f in PersonFacts.objects.select_related("person")}


def dibao() -> dict[str, bool | None]:
    return {f.person.name: f.in_dibao_family for f in PersonBenefitFacts.objects.select_related("person")}


def test_named_is_yes_absent_is_no_and_next_door_unknown(send: Send, world: World, homes: Any) -> None:
    assert set(insured().values()) == {None}

    sent(send, "基本医保参保名单", line(1, "张三"))

    assert insured() == {"张三": True, "张妻": False, "李四": False, "赵六": None}
    kept = LoadedList.objects.get()
    assert (kept.area_code, kept.list_name, kept.period) == (w.COUNTY, "基本医保参保名单", f"{TODAY:%Y}")
    assert kept.loaded_by == world.clerk
    refresh(on=date(2027, 1, 1))
    assert set(insured().values()) == {None}


def test_list_with_wrong_rows_names_people_but_says_no_of_nobody(
    send: Send, world: World, homes: Any
) -> None:
    rows = line(1, "张三"), line(2, "李四", 身份证号=number(2)[:-2])

    sent(send, "基本医保参保名单", *rows)

    assert insured() == {"张三": True, "张妻": None, "李四": None, "赵六": None}
    assert not LoadedList.objects.exists()
    sent(send, "基本医保参保名单", line(1, "张三"), line(2, "李四"), name="2.xlsx")
    assert insured() == {"张三": True, "张妻": False, "李四": True, "赵六": None}


def test_who_stopped_is_not_on_the_list(send: Send, world: World, homes: Any) -> None:
    sent(send, "基本医保参保名单", line(1, "张三", 参保状态="正常参保"), line(2, "李四", 参保状态="暂停参保"))

    assert insured() == {"张三": True, "张妻": False, "李四": False, "赵六": None}


def test_one_without_a_number_is_known_by_birth_date_and_village_else_unknown(
    send: Send, world: World, homes: Any
) -> None:
    sent(send, "基本医保参保名单", line(1, "张三"), line(2, "李四", 身份证号=""))

    assert insured() == {"张三": True, "张妻": False, "李四": None, "赵六": None}


def test_dibao_for_the_whole_home_for_one_and_for_who_is_left_open(
    send: Send, world: World, homes: Any
) -> None:
    sent(send, "低保对象名单", line(1, "张三", 保障人口=2))
    assert dibao() == {"张三": True, "张妻": True, "李四": False, "赵六": None}

    ListRow.objects.update(covered=1)
    refresh(on=TODAY)
    assert dibao() == {"张三": True, "张妻": False, "李四": False, "赵六": None}

    ListRow.objects.update(covered=None)
    refresh(on=TODAY)
    assert dibao() == {"张三": True, "张妻": None, "李四": False, "赵六": None}


def test_school_stage_and_house_grade_come_from_their_lists(send: Send, world: World, homes: Any) -> None:
    sent(send, "学籍比对名单", line(1, "张三", 学段="初中二年级"), period="2026-10")
    sent(send, "农村危房存量名单", line(2, "李四", 危房等级="D级"), name="2.xlsx")

    assert PersonFacts.objects.get(person__name="张三").school_stage == "junior"
    grades = dict(HouseholdFacts.objects.values_list("household__head_name", "house_grade"))
    assert [grades[homes[name].head_name] for name in ("李四",)] == ["D"]
    assert HouseholdFacts.objects.get(household=homes["张三"]).house_grade == "-"
    assert HouseholdFacts.objects.get(household=homes["赵六"]).house_grade is None


@pytest.mark.parametrize(
    ("list_name", "period", "held"),
    [
        ("低保对象名单", "2018-06", "2018-06"),
        ("基本医保参保名单", "2018-06", "2018"),
        ("学籍比对名单", "2018-06", "2017"),
        ("学籍比对名单", "2018-09", "2018"),
        ("学籍比对名单", "2018", "2018"),
    ],
)
def test_list_holds_for_its_month_year_or_school_year(list_name: str, period: str, held: str) -> None:
    assert held_for(list_name, period) == held


def test_list_of_the_county_answers_the_townships_clerk_who_may_not_read_it(
    send: Send, world: World, homes: Any
) -> None:
    sent(send, "基本医保参保名单", line(1, "张三"), line(3, "赵六"))

    with world.seen_by(world.township_clerk) as scope:
        assert not scope.rows(ListRow).exists()
        refresh(on=TODAY)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from on_department_lists(null, %s)", [TODAY])
            assert cursor.fetchone() == (1,)
    assert insured()["张三"] is True


def test_cadre_learns_of_her_own_households_only(send: Send, world: World, homes: Any) -> None:
    pair(homes["李四"], world.cadre)
    sent(send, "基本医保参保名单", line(1, "张三"), line(2, "李四"))

    with world.seen_by(world.cadre), connection.cursor() as cursor:
        cursor.execute("select distinct household_id from on_department_lists(null, %s)", [TODAY])
        assert cursor.fetchall() == [(homes["李四"].pk,)]


def test_list_taken_back_leaves_no_trace_in_facts(send: Send, world: World, homes: Any) -> None:
    first = sent(send, "基本医保参保名单", line(1, "张三", 参保状态="参保"), line(2, "李四"))
    second = sent(send, "基本医保参保名单", line(1, "张三", 参保状态="停保"), line(5, "张妻"), name="2.xlsx")
    assert insured() == {"张三": False, "张妻": True, "李四": True, "赵六": None}

    second = undone(world, second)

    assert (second.counts["rows_undone"], second.counts["rows_kept"]) == (2, 0)
    assert insured() == {"张三": True, "张妻": False, "李四": True, "赵六": None}
    undone(world, first)
    assert [row.name for row in ListRow.objects.all()] == ["张三"]
    kept = first.rows.get(taken_back="kept")
    assert "之后的名单又改动了此人" in str(kept.reasons)
