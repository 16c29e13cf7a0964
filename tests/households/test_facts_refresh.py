"""The rows of facts against what the registry says, worked out slowly in plain Python."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from foundation.areas.models import AreaFlag
from households.facts.refreshing import Refreshed, refresh
from households.models import (
    DisabilityCertificate,
    Household,
    HouseholdFacts,
    LoadedList,
    Person,
    PersonFacts,
)
from tests import world as w
from tests.world import World, add_member, household, person

ON = date(2018, 6, 30)
VILLAGES = [w.VILLAGE, w.OTHER_VILLAGE, w.NEXT_VILLAGE]
KINDS = ["visual", "hearing", "speech", "physical", "intellectual", "mental"]


def _age(born: date) -> int:
    return ON.year - born.year - ((ON.month, ON.day) < (born.month, born.day))


def _random_home(dice: random.Random) -> Household:
    home = household(
        dice.choice(VILLAGES),
        members=[],
        poverty_status=dice.choice(["none", "identified", "fallen_back", "removed"]),
        house_grade=dice.choice(["", "B", "D"]),
        need_accessibility=dice.choice([None, True, False]),
    )
    relations = [
        "head",
        "spouse",
        "son",
        "daughter",
        "daughter_in_law",
        "grandchild",
        "parent",
        "parent_in_law",
    ]
    for relation in ["head", *dice.sample(relations[1:], dice.randint(0, 4))]:
        born = date(
            dice.choice([1940, 1957, 1970, 1990, 2001, 2010, 2016]), dice.randint(1, 12), dice.randint(1, 28)
        )
        category = dice.randint(1, 7)
        member = add_member(
            home,
            relation=relation,
            born_on=born,
            level=dice.choice([None, None, 1, 3]),
            category=category,
            components=dice.choice([[], ["visual", "mental"]]) if category == 7 else [],
            education=dice.choice(["", "illiterate", "primary"]),
            school_stage=dice.choice(["", "none", "primary", "college"]),
            labour_ability=dice.choice(["", "ordinary", "lost"]),
            dropped_out_for_poverty=dice.choice([None, None, True]),
            need_rehab=dice.choice([None, True, False]),
            diagnosed_kinds=dice.choice([[], ["mental"]]),
        )
        if dice.random() < 0.2:
            Person.objects.filter(pk=member.pk).update(left_on=date(2018, 1, 1), left_reason="死亡")
        member.certificates.update(valid_until=dice.choice([None, ON, date(2018, 6, 29), date(2020, 1, 1)]))
    return home


def _facts_of(member: Person) -> dict[str, Any]:
    born, here = member.birth_date, member.left_on is None
    assert born is not None
    certificate = next(
        (c for c in member.certificates.all() if c.valid_until is None or c.valid_until >= ON), None
    )
    child = bool(member.diagnosed_kinds) and _age(born) < 18
    disabled = here and (certificate is not None or child)
    kinds = None
    if here and certificate:
        kinds = (
            [KINDS[certificate.category - 1]] if certificate.category < 7 else certificate.components or None
        )
    elif disabled:
        kinds = member.diagnosed_kinds
    stage = member.school_stage or ("none" if _age(born) < 3 or _age(born) > 30 else None)
    dropped = member.dropped_out_for_poverty
    if dropped is None and (stage not in (None, "none") or not 6 <= _age(born) <= 17):
        dropped = False
    return {
        "has_certificate": here and certificate is not None,
        "disabled": disabled,
        "kinds": kinds,
        "disability_level": certificate.level if here and certificate else None,
        "illiterate": {"": None, "illiterate": True}.get(member.education, False),
        "school_stage": stage,
        "dropped_out_for_poverty": dropped,
        "labour_ability": member.labour_ability or None,
        "need_rehab": member.need_rehab,
        "area_code": member.area_code,
    }


def _home_facts(home: Household) -> dict[str, Any]:
    members = [member for member in home.persons.all() if member.left_on is None]
    facts = [(_facts_of(member), _age(member.birth_date)) for member in members]
    disabled = [one for one, _ in facts if one["disabled"]]
    carers = [age for one, age in facts if not one["disabled"] and age >= 18]
    registered = home.poverty_status in ("identified", "lifted", "fallen_back")
    abilities = {one["labour_ability"] for one in disabled}
    stages = {one["school_stage"] for one, _ in facts}
    workers = [one["labour_ability"] for one, age in facts if 16 <= age <= 59]
    lost = "lost" in abilities or (None if None in abilities else False)
    return {
        "registered": registered,
        "n_disabled": len(disabled),
        "hh_has_disabled": registered and bool(disabled),
        "hh_lost_labour": lost if registered and disabled else False,
        "hh_labour": None if None in workers else workers.count("ordinary"),
        "old_supports_disabled": bool(disabled and carers) and all(age >= 60 for age in carers),
        "has_student_college": True if "college" in stages else None if None in stages else False,
        "house_grade": home.house_grade or None,
        "need_accessibility": home.need_accessibility,
        "area_poor_county": home.area_code // 10**6 == w.COUNTY // 10**6,
        "area_key_county": None if home.area_code // 10**6 == w.COUNTY // 10**6 else False,
        "area_old_base": None,
    }


def test_facts_are_what_the_registry_says(world: World) -> None:
    AreaFlag.objects.create(area_id=w.PROVINCE, flag="area_poor_county", holds=False)
    AreaFlag.objects.create(area_id=w.COUNTY, flag="area_poor_county", holds=True)
    dice = random.Random(20180630)
    homes = [_random_home(dice) for _ in range(60)]

    refreshed = refresh(on=ON)

    assert refreshed[:2] == (Person.objects.count(), len(homes))
    for member in Person.objects.prefetch_related("certificates"):
        stored = PersonFacts.objects.get(pk=member.pk)
        expected = _facts_of(member)
        assert {name: getattr(stored, name) for name in expected} == expected, member.birth_date
    for home in Household.objects.prefetch_related("persons__certificates"):
        facts = HouseholdFacts.objects.get(pk=home.pk)
        wanted = _home_facts(home)
        assert {name: getattr(facts, name) for name in wanted} == wanted


def test_second_refresh_writes_nothing_and_a_change_only_its_household(world: World) -> None:
    changed, neighbour = household(), household()
    refresh(on=ON)
    assert refresh(on=ON) == Refreshed(0, 0, 0)
    before = PersonFacts.objects.filter(household=neighbour).values().get()

    Person.objects.update(education="illiterate")
    assert refresh([changed.pk], on=ON).persons == 1
    assert PersonFacts.objects.get(household=changed).illiterate is True
    assert PersonFacts.objects.filter(household=neighbour).values().get() == before
    assert refresh([], on=ON) == Refreshed(0, 0)


def test_clerk_refreshes_her_county_and_nothing_next_door(world: World) -> None:
    own, next_door = household(), household(w.NEXT_VILLAGE)
    with world.seen_by(world.clerk):
        assert refresh(on=ON)[:2] == (1, 1)
        assert refresh([own.pk, next_door.pk], on=ON)[:2] == (0, 0)
    assert HouseholdFacts.objects.filter(household=own).exists()
    assert not HouseholdFacts.objects.filter(household=next_door).exists()


def test_facts_of_a_lapsed_certificate_change_with_the_day(world: World) -> None:
    home = household(members=[person(level=1)])
    DisabilityCertificate.objects.update(valid_until=date(2018, 12, 31))
    refresh(on=ON)
    assert HouseholdFacts.objects.get(household=home).n_disabled == 1
    refresh(on=date(2019, 1, 1))
    assert HouseholdFacts.objects.get(household=home).n_disabled == 0


def test_absence_from_a_loaded_list_is_no_and_else_unknown(world: World) -> None:
    home, next_door = household(), household(w.NEXT_VILLAGE)
    LoadedList.objects.create(area_code=w.COUNTY, list_name="残疾人服务状况和需求动态更新名单", period="2018")
    refresh(on=ON)
    assert PersonFacts.objects.get(household=home).need_rehab is False
    assert PersonFacts.objects.get(household=next_door).need_rehab is None
    refresh(on=date(2019, 1, 1))
    assert PersonFacts.objects.get(household=home).need_rehab is None


def test_list_loaded_by_the_province_counts_for_the_clerk(world: World) -> None:
    household()
    LoadedList.objects.create(area_code=w.PROVINCE, list_name="基本医保参保名单", period="2018")
    with world.seen_by(world.clerk):
        refresh(on=ON)
    assert PersonFacts.objects.get().medical_insured is False


@pytest.mark.parametrize(
    ("relation", "father_disabled", "expected"),
    [("son", True, True), ("son", False, False), ("grandchild", True, False), ("other", True, None)],
)
def test_child_of_a_disabled_head_is_known_by_the_relation(
    world: World, relation: str, father_disabled: bool, expected: bool | None
) -> None:
    home = household(members=[person(level=2 if father_disabled else None)])
    child = add_member(home, relation=relation, born_on=date(2008, 1, 1))
    refresh(on=ON)
    assert PersonFacts.objects.get(person=child).child_of_disabled is expected
