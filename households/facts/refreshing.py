"""Refreshing the narrow rows that rules are judged on: of one household, the touched ones, or all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction

from households.facts import sql as facts_sql

# (household ids or None, on) → rows written: what an upper floor keeps beside these rows.
Refresher = Callable[[list[int] | None, date | None], int]

_beside: list[Refresher] = []


class Refreshed(NamedTuple):
    """Rows of facts that changed."""

    persons: int
    households: int
    others: int = 0


def register_refresher(refresher: Refresher) -> None:
    """Called from an upper floor's ``AppConfig.ready``: its facts are refreshed along."""
    if refresher not in _beside:
        _beside.append(refresher)


@dataclass(frozen=True)
class PersonOnDay:
    """What follows for a member from the family as it was on the day; ``None``: unknown."""

    person_id: int
    name: str
    disabled: bool
    child_of_disabled: bool | None
    minor: bool | None
    supported_by_parents: bool | None
    may_be_single_household: bool | None


@dataclass(frozen=True)
class HouseholdOnDay:
    household_id: int
    people: int
    n_disabled: int
    lost_labour: bool | None
    old_supports_disabled: bool | None
    members: list[PersonOnDay]

    @property
    def several_disabled(self) -> bool:
        return self.n_disabled >= 2

    @property
    def single_person(self) -> bool:
        return self.people == 1


def facts_on(household_ids: Sequence[int], *, on: date) -> list[HouseholdOnDay]:
    """The facts as they hold on any day, by the SELECTs of the refresh; nothing is written."""
    given: dict[str, Any] = {"ids": sorted(set(household_ids)), "on": on}
    members: dict[int, list[PersonOnDay]] = {}
    with connection.cursor() as cursor:
        cursor.execute(facts_sql.PERSONS_ON_A_DAY, given)
        for household_id, *row in cursor.fetchall():
            members.setdefault(household_id, []).append(PersonOnDay(*row))
        cursor.execute(facts_sql.HOUSEHOLDS_ON_A_DAY, given)
        return [
            HouseholdOnDay(pk, people, disabled, lost, old, members.get(pk, []))
            for pk, people, disabled, lost, old in cursor.fetchall()
        ]


@transaction.atomic
def refresh(household_ids: Sequence[int] | None = None, *, on: date | None = None) -> Refreshed:
    """Bring the facts of these households (``None``: of all that are visible) to what holds on ``on``.

    One statement to a table, in the scope of whoever asks. Without a date, that of the database.
    """
    ids = None if household_ids is None else sorted(set(household_ids))
    if ids == []:
        return Refreshed(0, 0)
    with connection.cursor() as cursor:
        cursor.execute(facts_sql.PERSONS, {"ids": ids, "on": on})
        persons = cursor.rowcount
        cursor.execute(facts_sql.HOUSEHOLDS, {"ids": ids, "on": on})
        households = cursor.rowcount
    return Refreshed(persons, households, sum(refresher(ids, on) for refresher in _beside))
