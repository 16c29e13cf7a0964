"""Lists follow the rule of their day; a record keeps the version it was made under."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from actions.enrolling import enrol, enrol_many
from assessment.entitlements.lists import lists_of, subjects_of
from assessment.entitlements.overview import overview
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import items_of
from foundation.policy.versions import change_item
from households.facts.refreshing import refresh
from support_measures.models import BenefitRecord
from support_measures.recording import Granted, record_benefit, record_benefits_for_many
from tests import world as w
from tests.world import World, household, person

TODAY, JULY = date(2018, 6, 30), date(2018, 7, 1)


@pytest.fixture
def plan(world: World, catalogue: dict[str, PolicyPlan]) -> PolicyPlan:
    for name, level, village in (
        ("一级的", 1, w.VILLAGE),
        ("三级的", 3, w.VILLAGE),
        ("邻县的", 3, w.NEXT_VILLAGE),
    ):
        household(village, members=[person(name=name, level=level)])
    refresh(on=TODAY)
    return catalogue["gz-2017"]


def from_july(world: World, plan: PolicyPlan, kind: str, slug: str, level: int) -> PolicyItem:
    return change_item(
        item=items_of(plan, kind, TODAY).get(slug=slug),
        values={"rule": {"fact": "disability_level", "op": "lte", "value": level}, "per": "person"},
        holds_from=JULY,
        reason="测试",
        by=world.province_officer,
        on=TODAY,
    )


def entitled(world: World, plan: PolicyPlan, slug: str, day: date) -> set[str]:
    item = items_of(plan, "benefit", day).get(slug=slug)
    lists = lists_of(item, scope=world.scope(world.clerk, day), area=world.county, on=day)
    return {row.person.name for row in lists.told("entitled")}


def test_lists_of_the_day_before_and_of_the_day(world: World, plan: PolicyPlan) -> None:
    before = entitled(world, plan, "nursing-allowance", TODAY)
    from_july(world, plan, "benefit", "nursing-allowance", 3)
    assert entitled(world, plan, "nursing-allowance", TODAY) == before
    assert entitled(world, plan, "nursing-allowance", JULY) == {"一级的", "三级的"}

    counted = {}
    for day in (TODAY, JULY):
        scope = world.scope(world.clerk, day)
        for group in overview(plan, scope=scope, area=world.county, on=day)["measures"]:
            for line in group.lines:
                if line.item.slug == "nursing-allowance" and line.counts:
                    counted[day] = line.counts["entitled"]
    assert counted == {TODAY: len(before), JULY: 2}


def test_records_keep_the_version_of_their_day_one_by_one_and_in_bulk(world: World, plan: PolicyPlan) -> None:
    old = items_of(plan, "benefit", TODAY).get(slug="nursing-allowance")
    new = from_july(world, plan, "benefit", "nursing-allowance", 3)
    people = subjects_of("person", scope=world.scope(world.clerk, TODAY), area=world.county)
    member = people.get(person__name="一级的").person
    given: dict[str, Any] = {"item": old, "household": member.household, "person": member}
    first = record_benefit(**given, by=world.clerk, on=TODAY, starts_on=date(2018, 6, 1))
    assert first.item_version_id == old.pk
    with world.seen_by(world.clerk, JULY):
        granted = Granted(JULY, date(2018, 8, 1))
        record_benefits_for_many(item=new, subjects=people, by=world.clerk, on=JULY, granted=granted)
    kept = BenefitRecord.objects.order_by("starts_on").values_list("person__name", "item_version_id")
    assert next(iter(kept)) == ("一级的", old.pk)
    assert set(list(kept)[1:]) <= {("一级的", new.pk), ("三级的", new.pk)}
    assert ("三级的", new.pk) in kept

    action = items_of(plan, "action", TODAY).get(slug="precise-rehab")
    enrolled = enrol(
        action=action, household=member.household, person=member, by=world.clerk, on=TODAY, starts_on=TODAY
    )
    assert enrolled.item_version_id == action.pk
    others = people.filter(person__name="三级的")
    enrol_many(action=action, subjects=others, by=world.clerk, on=TODAY, starts_on=TODAY)
    assert set(others.get().person.enrolments.values_list("item_version_id", flat=True)) == {action.pk}


def test_a_record_is_not_made_under_the_version_of_another_item(world: World, plan: PolicyPlan) -> None:
    item = items_of(plan, "benefit", TODAY).get(slug="nursing-allowance")
    home = household()
    record = record_benefit(
        item=item, household=home, person=home.persons.get(), by=world.clerk, on=TODAY, starts_on=TODAY
    )
    other = items_of(plan, "benefit", TODAY).get(slug="dibao")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "update support_measures_benefitrecord set item_version_id = %s where id = %s",
            [other.pk, record.pk],
        )
