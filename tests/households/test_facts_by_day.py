"""Rows of facts that were refreshed on one day still answer rightly for a later one."""

from __future__ import annotations

from datetime import date

import pytest

from foundation.policy.rules import compile_rule
from households.facts.refreshing import refresh
from households.models import DisabilityCertificate, Household, PersonFacts
from tests.world import World, add_member, household, person

ON = date(2018, 6, 30)


def _judged(home: Household, key: str, on: date) -> bool | None:
    pair = compile_rule({"fact": key, "op": "is", "value": True}, on=on, subject="person")
    rows = PersonFacts.objects.filter(household=home)
    yes, no = rows.filter(pair.yes).exists(), rows.filter(pair.no).exists()
    assert not (yes and no)
    return yes if yes or no else None


@pytest.mark.parametrize("key", ["has_certificate", "disabled"])
def test_certificate_counts_to_its_last_day(world: World, key: str) -> None:
    home, without_end = household(), household()
    DisabilityCertificate.objects.filter(household=home).update(valid_until=date(2018, 12, 31))
    refresh(on=ON)
    assert [_judged(home, key, day) for day in (ON, date(2018, 12, 31), date(2019, 1, 1))] == [
        True,
        True,
        False,
    ]
    assert _judged(without_end, key, date(2019, 1, 1)) is True


@pytest.mark.parametrize(
    ("born_on", "last_day", "birthday"),
    [
        (date(2001, 3, 10), date(2019, 3, 9), date(2019, 3, 10)),
        (date(2004, 2, 29), date(2022, 2, 28), date(2022, 3, 1)),
    ],
)
def test_diagnosed_child_counts_as_disabled_until_the_18th_birthday(
    world: World, born_on: date, last_day: date, birthday: date
) -> None:
    home = household(members=[person(born_on=born_on, diagnosed_kinds=["mental"])])
    refresh(on=ON)
    assert _judged(home, "has_certificate", ON) is False
    assert [_judged(home, "disabled", day) for day in (ON, last_day, birthday)] == [True, True, False]
    # A refresh on the day itself says the same.
    for day, expected in ((last_day, True), (birthday, False)):
        refresh(on=day)
        assert _judged(home, "disabled", day) is expected


def test_multiple_disability_without_components_leaves_the_kind_unknown(world: World) -> None:
    home = household(members=[person(level=2, category=7)])
    add_member(home, level=2, category=7, components=["mental", "visual"], relation="son")
    refresh(on=ON)
    head, son = PersonFacts.objects.order_by("pk")
    assert (head.kinds, head.disability_level) == (None, 2)
    pair = compile_rule({"fact": "disability", "op": "contains", "value": "mental"}, on=ON, subject="person")
    assert list(PersonFacts.objects.filter(pair.yes)) == [son]
    assert not PersonFacts.objects.filter(pair.no).exists()
