"""Refreshing the narrow rows that rules are judged on: of one household, the touched ones, or all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from households import facts_sql

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
