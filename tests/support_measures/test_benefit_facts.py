"""What rules ask of benefits: family on 低保, 特困, trained, relocated."""

from __future__ import annotations

from datetime import date
from typing import Any

from foundation.policy.rules import compile_rule
from households.facts.refreshing import refresh
from households.models import Household, HouseholdFacts, LoadedList, PersonFacts
from support_measures.models import BenefitRecord, HouseholdBenefitFacts, PersonBenefitFacts
from tests import world as w
from tests.world import World, household, person

ON = date(2018, 6, 30)


def _record(home: Household, item: str, **given: Any) -> BenefitRecord:
    return BenefitRecord.objects.create(
        household=home,
        area_code=home.area_code,
        item=item,
        **({"starts_on": date(2018, 1, 1), "status": "paid"} | given),
    )


def _in_dibao(home: Household) -> list[bool | None]:
    facts = PersonBenefitFacts.objects.filter(household=home).order_by("person_id")
    return [one.in_dibao_family for one in facts]


def test_household_on_dibao_makes_all_members_family_and_a_single_one_only_the_person(world: World) -> None:
    family, single, neighbour = (
        household(members=[person(level=1), person(relation="spouse")]) for _ in range(3)
    )
    _record(family, "dibao")
    _record(single, "dibao-single", person=single.persons.order_by("pk").first())
    _record(neighbour, "dibao", ends_on=ON)
    _record(neighbour, "dibao", status="draft", starts_on=date(2018, 2, 1))
    refresh(on=ON)
    assert _in_dibao(family) == [True, True]
    assert _in_dibao(single) == [True, None]
    assert _in_dibao(neighbour) == [None, None]


def test_absence_from_the_dibao_list_of_the_month_is_no(world: World) -> None:
    home, next_door = household(), household(w.NEXT_VILLAGE)
    LoadedList.objects.create(area_code=w.COUNTY, list_name="低保对象名单", period="2018-06")
    with world.seen_by(world.clerk):
        refresh(on=ON)
    refresh(on=ON)
    assert _in_dibao(home) == [False]
    assert _in_dibao(next_door) == [None]
    refresh(on=date(2018, 7, 1))
    assert _in_dibao(home) == [None]


def test_trained_and_relocated_are_no_without_a_record(world: World) -> None:
    home, neighbour = household(), household()
    _record(home, "practical-training")
    _record(neighbour, "practical-training", status="approved")
    _record(home, "relocation-housing", details={"moved_date": "2018-06-30"})
    _record(neighbour, "relocation-housing", details={"moved_date": "2018-07-01"})
    refresh(on=ON)
    facts = {one.household_id: (one.trained, one.relocated) for one in HouseholdBenefitFacts.objects.all()}
    assert facts == {home.pk: (True, True), neighbour.pk: (False, False)}


def test_rules_reach_benefit_facts_from_both_rows(world: World) -> None:
    home, neighbour = household(), household()
    _record(home, "dibao")
    _record(home, "practical-training")
    refresh(on=ON)
    both = {
        "all": [
            {"fact": "in_dibao_family", "op": "is", "value": True},
            {"fact": "trained", "op": "is", "value": True},
        ]
    }
    pair = compile_rule(both, on=ON, subject="person")
    assert [one.household_id for one in PersonFacts.objects.filter(pair.yes)] == [home.pk]
    assert [one.household_id for one in PersonFacts.objects.filter(pair.no)] == [neighbour.pk]
    trained = compile_rule(both["all"][1], on=ON, subject="household")
    assert [one.pk for one in HouseholdFacts.objects.filter(trained.yes)] == [home.pk]


def test_paired_is_judged_on_the_day(world: World) -> None:
    home, neighbour = household(), household()
    w.pair(home, world.cadre, starts_on=date(2018, 6, 1))
    refresh(on=ON)
    rule = {"fact": "paired", "op": "is", "value": True}
    pair = compile_rule(rule, on=ON, subject="household")
    assert [one.pk for one in HouseholdFacts.objects.filter(pair.yes)] == [home.pk]
    assert [one.pk for one in HouseholdFacts.objects.filter(pair.no)] == [neighbour.pk]
    earlier = compile_rule(rule, on=date(2018, 5, 31), subject="household")
    assert not HouseholdFacts.objects.filter(earlier.yes).exists()
