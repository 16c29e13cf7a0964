"""认定: what has to be judged is stated one by one or for a list, each with basis and term; the test box."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from assessment.entitlements.lists import lists_of
from assessment.entitlements.trying import try_out
from foundation.accounts.models import AccessRecord
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import items_of
from households.facts.refreshing import refresh
from households.models import FactStatement, Household, Person
from households.statements.stating import Stated, UnableToState, end_statement, state
from tests import world as w
from tests.world import World, household, person

SLUG = "nursing-allowance"
CARE = "need_long_term_care"


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def people(world: World, catalogue: dict[str, PolicyPlan], today: date) -> dict[str, Person]:
    """Three of the clerk's county and one next door, all severely disabled, nobody judged yet."""
    named = {"甲": w.VILLAGE, "乙": w.VILLAGE, "丙": w.OTHER_VILLAGE, "邻": w.NEXT_VILLAGE}
    homes = {
        name: household(village, members=[person(name=name, level=1)]) for name, village in named.items()
    }
    refresh(on=today)
    return {name: home.persons.get() for name, home in homes.items()}


def listed(world: World, name: str, day: date) -> set[str]:
    item = items_of(PolicyPlan.objects.get(slug="gz-2017"), "benefit", day).get(slug=SLUG)
    lists = lists_of(item, scope=world.scope(world.clerk), area=world.county, on=day)
    return {row.person.name for row in lists.told(name)}


def stated(day: date, **words: Any) -> Stated:
    return Stated(**{"fact": CARE, "value": True, "holds_from": day, "basis": "乡镇评估表"} | words)


def test_one_statement_moves_one_person_and_its_end_moves_her_back(
    world: World, people: dict[str, Person], today: date
) -> None:
    client, home = world.signed_in(world.clerk), people["甲"].household
    assert listed(world, "cannot_judge", today) == {"甲", "乙", "丙"}
    words = {
        "whom": people["甲"].pk,
        "fact": CARE,
        "item": "",
        "value": "true",
        "holds_from": today.isoformat(),
    }
    address = reverse("households:state", args=[home.pk])
    assert client.post(address, words).status_code == 422
    version = home.version
    assert client.post(address, words | {"basis": "乡镇评估表"}).status_code == 302
    assert Household.objects.get(pk=home.pk).version == version + 1
    assert listed(world, "missed", today) == {"甲"}
    made = FactStatement.objects.get()
    assert made.created_by == world.clerk
    assert "乡镇评估表" in client.get(reverse("households:detail", args=[home.pk])).content.decode()

    tomorrow = today + timedelta(days=1)
    ending = {"ends_on": tomorrow.isoformat(), "reason": "已康复"}
    assert (
        client.post(reverse("households:end_statement", args=[home.pk, made.pk]), ending).status_code == 302
    )
    assert listed(world, "missed", today) == {"甲"}
    assert listed(world, "cannot_judge", tomorrow) == {"甲", "乙", "丙"}
    assert "已康复" in client.get(reverse("households:detail", args=[home.pk])).content.decode()


def test_list_is_stated_at_once_ticked_or_whole_and_nobody_next_door(
    world: World, people: dict[str, Person], today: date
) -> None:
    client = world.signed_in(world.clerk)
    address = reverse("entitlements:state_many", args=["benefit", SLUG])
    words: dict[str, Any] = {
        "fact": CARE, "value": "true", "basis": "集中评估", "holds_from": today.isoformat(),
        "last_day": (today + timedelta(days=30)).isoformat(),
    }  # fmt: skip
    ticked = [people["甲"].pk, people["邻"].pk]
    assert client.post(address, words | {"who": ticked}).status_code == 302
    assert listed(world, "missed", today) == {"甲"}
    assert client.post(address, words | {"everyone": "yes"}).status_code == 302
    assert listed(world, "missed", today) == {"甲", "乙", "丙"}
    assert listed(world, "missed", today + timedelta(days=31)) == set()
    assert FactStatement.objects.count() == 3
    assert not FactStatement.objects.filter(person=people["邻"]).exists()
    assert set(FactStatement.objects.values_list("holds_to", "created_by")) == {
        (today + timedelta(days=31), world.clerk.pk)
    }
    for name in ("liaison", "province_officer", "prefecture_officer"):
        assert world.signed_in(world.users[name]).get(address).status_code == 403, name


def test_contrary_judgment_ends_the_one_before_it(
    world: World, people: dict[str, Person], today: date
) -> None:
    member = people["甲"]
    given: dict[str, Any] = {"household": member.household, "person": member, "by": world.clerk, "on": today}
    first = state(stated=stated(today - timedelta(days=30)), **given)
    with pytest.raises(UnableToState, match="请先结束该认定"):
        state(stated=stated(today), **given)
    state(stated=stated(today, value=False), **given)
    first.refresh_from_db()
    assert (first.holds_to, first.end_reason) == (today, "重新认定")
    assert "甲" not in listed(world, "cannot_judge", today) | listed(world, "entitled", today)
    assert "甲" in listed(world, "entitled", today - timedelta(days=1))
    with pytest.raises(UnableToState, match="已经结束"):
        end_statement(statement=first, ends_on=today, reason="再结束", by=world.clerk, on=today)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"fact": "age"}, "由户档推算"),
        ({"fact": "dibao_conditions"}, "认定到户"),
        ({"item": SLUG}, "不分项目"),
        ({"fact": "competent_for_post"}, "请选择项目"),
        ({"basis": " "}, "认定依据"),
        ({"holds_from": date(2999, 1, 1)}, "不能晚于今天"),
    ],
)
def test_what_cannot_be_stated_is_refused_in_words(
    world: World, people: dict[str, Person], today: date, words: dict[str, Any], sentence: str
) -> None:
    member = people["甲"]
    with pytest.raises(UnableToState, match=sentence):
        state(
            household=member.household, person=member, stated=stated(today, **words), by=world.clerk, on=today
        )
    assert not FactStatement.objects.exists()


def test_the_database_refuses_an_end_reason_without_an_end(
    world: World, people: dict[str, Person], today: date
) -> None:
    member = people["甲"]
    state(household=member.household, person=member, stated=stated(today), by=world.clerk, on=today)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update households_factstatement set end_reason = '无'")


def test_box_tells_each_condition_with_its_value_and_where_that_comes_from(
    world: World, people: dict[str, Person], today: date
) -> None:
    member = people["甲"]
    item = PolicyItem.objects.get(plan__slug="gz-2017", kind="benefit", slug=SLUG)
    scope = world.scope(world.clerk)
    rows = lists_of(item, scope=scope, area=world.county, on=today).rows.filter(pk=member.pk)
    verdict, tried = try_out(item, rows, scope=scope, on=today)
    assert verdict == "无法判断"
    assert {one.words: one.verdict for one in tried}["残疾等级二级及更重"] == "符合"
    assert [one.value for one in tried if one.verdict == "资料不足"] == ["没有记载"]

    state(household=member.household, person=member, stated=stated(today), by=world.clerk, on=today)
    client, address = world.signed_in(world.clerk), reverse("entitlements:try", args=["benefit", SLUG])
    found = client.post(address, {"q": "甲"})
    assert [one["name"] for one in found.context["found"]] == ["甲"]
    judged = client.get(address, {"key": member.pk})
    assert judged.context["verdict"] == "符合条件"
    page = judged.content.decode()
    assert "残疾等级一级" in page
    assert "乡镇评估表" in page
    assert client.post(address, {"q": "邻"}).context["found"] == []
    assert client.get(address, {"key": people["邻"].pk}).status_code == 404

    number = Person.objects.get(pk=member.pk).id_number.open()
    assert client.post(address, {"q": number}).context["found"][0]["key"] == member.pk
    assert AccessRecord.objects.filter(kind="searched").count() == 1
