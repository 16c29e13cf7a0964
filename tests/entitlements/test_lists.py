"""The five lists of every item: counts and lists agree, unknown is nobody's miss, neighbours stay outside."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.entitlements.lists import LISTS, ItemLists, lists_of
from assessment.entitlements.overview import overview
from assessment.entitlements.tally import count_items
from foundation.areas.models import Area
from foundation.policy.models import PolicyItem
from households.facts.refreshing import refresh
from households.models import FactStatement, Person
from support_measures.models import BenefitRecord
from tests import world as w
from tests.world import World, add_member, household, pair, person

DAY = date(2018, 6, 30)


def lists(
    world: World, catalogue: dict[str, Any], slug: str, kind: str = "benefit", **given: Any
) -> ItemLists:
    plan = catalogue[given.get("plan", "gz-2017")]
    item = PolicyItem.objects.get(plan=plan, kind=kind, slug=slug)
    user = given.get("by", world.clerk)
    return lists_of(
        item, scope=world.scope(user, DAY), area=user.appointment_on(DAY).area, on=given.get("on", DAY)
    )


def names(found: ItemLists, name: str) -> set[str]:
    return {row.person.name for row in found.told(name)}


def judged(member: Person, fact: str, value: bool = True, **given: Any) -> None:
    FactStatement.objects.create(
        household=member.household,
        area_code=member.area_code,
        person=member,
        fact=fact,
        value=value,
        holds_from=date(2018, 1, 1),
        basis="乡镇评估",
        **given,
    )


def got(member: Person, item: str, starts_on: date = date(2018, 6, 1), **given: Any) -> BenefitRecord:
    return BenefitRecord.objects.create(
        household=member.household,
        area_code=member.area_code,
        person=member,
        item=item,
        starts_on=starts_on,
        **given,
    )


@pytest.fixture
def severe(world: World, catalogue: dict[str, Any]) -> dict[str, Person]:
    """Five with a certificate of the first or second level, in need of care; one light; one next door."""
    home = household(members=[person(name="户主", level=4)])
    cast = {
        name: add_member(home, name=name, level=level)
        for name, level in (
            ("已领", 1),
            ("漏领", 2),
            ("三级", 3),
            ("未评估", 1),
            ("不需照护", 1),
            ("特困", 1),
        )
    }
    cast["邻县"] = add_member(household(w.NEXT_VILLAGE, members=[]), name="邻县", level=1)
    for name in ("已领", "漏领", "三级", "特困", "邻县"):
        judged(cast[name], "need_long_term_care")
    judged(cast["不需照护"], "need_long_term_care", value=False)
    got(cast["已领"], "nursing-allowance")
    got(cast["特困"], "tekun", date(2017, 1, 1))
    refresh(on=DAY)
    return cast


def test_severely_disabled_person_without_the_allowance_is_missed(
    world: World, catalogue: dict[str, Any], severe: dict[str, Person]
) -> None:
    found = lists(world, catalogue, "nursing-allowance")

    assert names(found, "entitled") == {"已领", "漏领"}
    assert names(found, "has") == {"已领"}
    assert names(found, "missed") == {"漏领"}


def test_who_was_not_assessed_cannot_be_judged_and_is_not_missed(
    world: World, catalogue: dict[str, Any], severe: dict[str, Person]
) -> None:
    rows = {
        row.person.name: row.missing
        for row in lists(world, catalogue, "nursing-allowance").told("cannot_judge")
    }

    assert rows == {"未评估": ["need_long_term_care"]}


def test_who_is_kept_as_tekun_is_not_entitled_to_the_nursing_allowance(
    world: World, catalogue: dict[str, Any], severe: dict[str, Person]
) -> None:
    got(severe["特困"], "nursing-allowance")

    found = lists(world, catalogue, "nursing-allowance")

    assert names(found, "has_without") == {"特困"}
    assert "特困" not in names(found, "entitled") | names(found, "missed") | names(found, "cannot_judge")


def test_who_chose_the_higher_allowance_is_neither_missed_nor_wrong(
    world: World, catalogue: dict[str, Any], severe: dict[str, Person]
) -> None:
    got(severe["漏领"], "other-nursing-allowance")
    got(severe["三级"], "other-nursing-allowance")
    got(severe["三级"], "nursing-allowance")

    found = lists(world, catalogue, "nursing-allowance")

    assert names(found, "missed") == set()
    assert names(found, "has_without") == set()


def test_who_has_the_allowance_without_meeting_the_condition_is_listed(
    world: World, catalogue: dict[str, Any], severe: dict[str, Person]
) -> None:
    got(severe["三级"], "nursing-allowance")

    assert names(lists(world, catalogue, "nursing-allowance"), "has_without") == {"三级"}


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ({"starts_on": date(2018, 6, 1), "ends_on": date(2018, 7, 1)}, True),
        ({"starts_on": date(2017, 3, 1)}, True),
        ({"starts_on": date(2018, 5, 1), "ends_on": date(2018, 6, 1)}, False),
        ({"starts_on": date(2018, 7, 1)}, False),
        ({"status": "paid"}, True),
        ({"status": "submitted"}, False),
        ({"status": "void"}, False),
    ],
)
def test_monthly_allowance_counts_for_the_months_it_was_granted(
    world: World, catalogue: dict[str, Any], severe: dict[str, Person], given: dict[str, Any], counts: bool
) -> None:
    got(severe["漏领"], "nursing-allowance", **given)

    found = lists(world, catalogue, "nursing-allowance")

    assert ("漏领" in names(found, "has")) is counts
    assert ("漏领" in names(found, "missed")) is not counts


def test_application_is_shown_as_under_way_beside_the_missed(
    world: World, catalogue: dict[str, Any], severe: dict[str, Person]
) -> None:
    got(severe["漏领"], "nursing-allowance", status="submitted")

    rows = list(lists(world, catalogue, "nursing-allowance").told("missed"))

    assert [(row.person.name, row.under_way) for row in rows] == [("漏领", True)]


def test_who_left_the_household_is_in_no_list(
    world: World, catalogue: dict[str, Any], severe: dict[str, Person]
) -> None:
    Person.objects.filter(pk=severe["漏领"].pk).update(left_on=date(2018, 5, 1), left_reason="死亡")

    found = lists(world, catalogue, "nursing-allowance")

    assert "漏领" not in set().union(*(names(found, name) for name in LISTS))


@pytest.mark.parametrize("who", ["clerk", "clerk_next_door", "province_officer"])
@pytest.mark.parametrize("plan", ["cn-2016", "gz-2017"])
def test_every_count_equals_its_list(
    world: World, catalogue: dict[str, Any], severe: dict[str, Person], plan: str, who: str
) -> None:
    user = world.users[who]
    scope, area = world.scope(user, DAY), user.appointment_on(DAY).area  # type: ignore[union-attr]
    items = list(PolicyItem.objects.filter(plan=catalogue[plan]).exclude(nature=""))
    at_once = count_items(items, scope=scope, area=area, on=DAY)
    for item in items:
        found = lists_of(item, scope=scope, area=area, on=DAY)
        counts = found.counts()
        assert at_once[item.pk] == counts, item.slug
        assert {name: len(found.told(name)) for name in LISTS} == {name: counts[name] for name in LISTS}, (
            item.slug
        )
        assert counts["missed"] <= counts["entitled"] <= counts["all"], item.slug
        assert sum(counts[name] for name in ("entitled", "cannot_judge")) <= counts["all"], item.slug


def test_neighbours_persons_are_in_nobody_elses_lists(
    world: World, catalogue: dict[str, Any], severe: dict[str, Person]
) -> None:
    own = lists(world, catalogue, "nursing-allowance")
    next_door = lists(world, catalogue, "nursing-allowance", by=world.clerk_next_door)

    assert "邻县" not in set().union(*(names(own, name) for name in LISTS))
    assert names(next_door, "missed") == {"邻县"}
    assert set().union(*(names(next_door, name) for name in LISTS)) == {"邻县"}


def test_second_wall_alone_keeps_the_lists_apart(
    world: World, catalogue: dict[str, Any], severe: dict[str, Person]
) -> None:
    with world.seen_by(world.clerk_next_door, DAY):
        found = lists(world, catalogue, "nursing-allowance", by=world.province_officer)
        assert names(found, "missed") == {"邻县"}


def test_overview_asks_as_often_for_fifty_people_as_for_one(
    world: World, catalogue: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    def queries() -> int:
        with world.seen_by(world.clerk, DAY) as scope, CaptureQueriesContext(connection) as asked:
            overview(catalogue["gz-2017"], scope=scope, area=Area.objects.get(code=w.COUNTY), on=DAY)
        return len(asked)

    first = household(members=[person(level=1)])
    refresh(on=DAY)
    one = queries()
    for _ in range(50):
        pair(household(members=[person(level=2)]), world.cadre)
    refresh(on=DAY)

    assert queries() == one <= 10
    assert first.area_code == w.VILLAGE
