"""Derived facts at every date: the birthday, the day of a death, of a divorce, of a wedding."""

from __future__ import annotations

from datetime import date

from households.facts.refreshing import HouseholdOnDay, PersonOnDay, facts_on, refresh
from households.families.changing import record_departure
from households.models import FamilyChange, Household, Person
from tests.world import World, household, person

ON = date(2018, 6, 30)
EVE, DAY = date(2018, 6, 19), date(2018, 6, 20)


def seen(world: World, home: Household, on: date) -> HouseholdOnDay:
    with world.seen_by(world.clerk, ON):
        return facts_on([home.pk], on=on)[0]


def of(found: HouseholdOnDay, name: str) -> PersonOnDay:
    return next(one for one in found.members if one.name == name)


def leaves(world: World, home: Household, name: str, kind: str) -> None:
    home.refresh_from_db()
    with world.seen_by(world.clerk, ON):
        record_departure(
            person=Person.objects.get(name=name), version=home.version, kind=kind, happened_on=DAY,
            reason="证明", by=world.clerk, on=ON,
        )  # fmt: skip


def test_old_couple_supports_from_the_60th_birthday_of_the_younger(world: World) -> None:
    home = household(
        members=[
            person(name="老王", born_on=date(1950, 1, 1)),
            person(name="老李", relation="spouse", female=True, born_on=date(1958, 6, 20)),
            person(name="小王", relation="son", level=1, born_on=date(1990, 1, 1)),
        ]
    )
    assert [seen(world, home, day).old_supports_disabled for day in (EVE, DAY)] == [False, True]


def test_day_of_a_death_changes_what_follows_and_the_eve_stays_as_it_was(world: World) -> None:
    home, bystander = household(members=[
        person(name="父", level=2), person(name="子", relation="son", level=1, born_on=date(2005, 1, 1)),
    ]), household()  # fmt: skip
    refresh(on=ON)

    leaves(world, home, "子", "death")

    eve, day = seen(world, home, EVE), seen(world, home, DAY)
    assert (eve.people, eve.n_disabled, eve.several_disabled, eve.single_person) == (2, 2, True, False)
    assert (day.people, day.n_disabled, day.several_disabled, day.single_person) == (1, 1, False, True)
    assert of(eve, "子").child_of_disabled is True
    assert seen(world, bystander, DAY).n_disabled == 1


def test_day_of_a_divorce_ends_being_supported_by_the_younger_wife(world: World) -> None:
    home = household(
        members=[
            person(name="病夫", level=1),
            person(name="妻", relation="spouse", female=True, born_on=date(1970, 1, 1)),
            person(name="老母", relation="parent", female=True, born_on=date(1940, 1, 1)),
        ]
    )
    leaves(world, home, "妻", "divorced")

    assert [seen(world, home, day).old_supports_disabled for day in (EVE, DAY)] == [False, True]


def test_child_is_a_minor_until_the_18th_birthday_and_then_supported(world: World) -> None:
    home = household(
        members=[
            person(name="父"),
            person(
                name="子", relation="son", level=1, born_on=date(2000, 6, 20), employed=False,
                family_supported=True,
            ),
        ]
    )  # fmt: skip
    eve, day = of(seen(world, home, EVE), "子"), of(seen(world, home, DAY), "子")
    assert (eve.minor, eve.supported_by_parents, eve.may_be_single_household) == (True, False, False)
    assert (day.minor, day.supported_by_parents, day.may_be_single_household) == (False, True, True)


def test_what_is_not_on_record_is_unknown(world: World) -> None:
    home = household(
        members=[person(name="父"), person(name="子", relation="son", level=1, born_on=date(1990, 1, 1))]
    )
    son = of(seen(world, home, ON), "子")
    assert (son.supported_by_parents, son.may_be_single_household) == (None, None)
    assert of(seen(world, home, ON), "父").may_be_single_household is False


def test_bride_counts_from_the_wedding_and_a_child_from_its_birth(world: World) -> None:
    home = household(
        members=[
            person(name="夫"),
            person(name="新娘", relation="spouse", female=True, level=2),
            person(name="婴儿", relation="son", born_on=DAY),
        ]
    )
    bride = Person.objects.get(name="新娘")
    FamilyChange.objects.create(
        household=home, area_code=home.area_code, person=bride, kind="married_in", happened_on=DAY,
        reason="结婚证",
    )  # fmt: skip
    eve, day = seen(world, home, EVE), seen(world, home, DAY)
    assert (eve.people, eve.n_disabled, day.people, day.n_disabled) == (1, 0, 3, 1)
