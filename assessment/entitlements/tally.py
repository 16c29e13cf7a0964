"""Many items counted in one pass over the rows of facts.

A list asks the records of its item, row by row; a hundred items counted that way read the same people a
hundred times. Here the records are read first and leave marks, one bit for every set of records that
counts for some item; then all items are judged side by side on each row. The conditions are those of the
lists (``conditions_on``), only the way to ask for a record differs, so a figure and its list agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import GreaterThan

from assessment.entitlements import tally_sql
from assessment.entitlements.having import by_records, names_person
from assessment.entitlements.lists import FLAGS, LISTS, conditions_on, subjects_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.models import PolicyItem

Counts = dict[str, int]
Bits = tuple[int, int]  # a mask of flags, and how those must stand
SUBJECTS = ("person", "household", "area")

_NOBODY = Q(pk__in=())


def count_items(items: Iterable[PolicyItem], *, scope: Scope, area: Area, on: date) -> dict[int, Counts]:
    """``ItemLists.counts`` of each item, by its key: one statement each for persons, households, areas."""
    wanted = list(items)
    found: dict[int, Counts] = {}
    for per in SUBJECTS:
        group = [item for item in wanted if item.per == per]
        if group:
            found |= _counted(group, subjects_of(per, scope=scope, area=area), area, on)
    return found


def make_room() -> None:
    """For the rest of the transaction: the marks of a whole province stay in memory."""
    with connection.cursor() as cursor:
        cursor.execute(tally_sql.WITH_ROOM)


class Marks:
    """Each set of records gets a place, and with it a bit in the words of whoever holds such a record."""

    def __init__(self, area: Area) -> None:
        self._area = area
        self._places: dict[tuple[str, tuple[Any, ...]], int] = {}

    def holds(self, rows: QuerySet[Any], per: str) -> Q:
        """As ``having.by_records``, by the marks. Divisions are few: they ask the records."""
        if per == "area":
            return by_records(rows, per)
        try:
            query, parameters = self._whose(rows).query.sql_with_params()
        except EmptyResultSet:
            return _NOBODY
        place = self._places.setdefault((query, tuple(parameters)), len(self._places))
        word, bit = divmod(place, tally_sql.BITS_A_WORD)
        held = Coalesce(F(f"held__words__{word}"), Value(0), output_field=BigIntegerField())
        return Q(GreaterThan(held.bitand(1 << bit), Value(0)))

    def _whose(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Household and person (null: the whole household) of each record in the area."""
        bounds = self._area.range
        within = rows.filter(area_code__gte=bounds.lo, area_code__lte=bounds.hi).order_by()
        person = F("person_id") if names_person(rows) else Cast(Value(None), BigIntegerField())
        held: QuerySet[Any] = within.annotate(whose=person).values_list("household_id", "whose")
        return held

    def sql_with_params(self) -> tuple[str, list[Any]]:
        """What ``HeldByPerson`` and ``HeldByHousehold`` stand for in the statement that follows."""
        queries = [query for query, _ in self._places]
        parameters = [value for _, given in self._places for value in given]
        return tally_sql.held_tables(queries), [*parameters, self._area.range.lo, self._area.range.hi]


def tally(
    rows: QuerySet[Any], packed: dict[str, Any], lists: list[Bits], marks: Marks
) -> tuple[int, dict[str, list[int]]]:
    """How many rows there are; for each number of flags, how many rows stand on each list."""
    judged = rows.order_by().annotate(**packed).values_list(*packed)
    inner, inner_parameters = judged.query.sql_with_params()
    held, parameters = marks.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(tally_sql.counted(held, inner, list(packed), lists), [*parameters, *inner_parameters])
        everybody, *counts = cursor.fetchall()[0]
    of_each = iter(counts)
    return everybody, {name: [next(of_each) for _ in lists] for name in packed}


def bits_of(flags: tuple[str, ...], wanted: dict[str, bool]) -> Bits:
    """Which flags a list asks for, and how they must stand."""
    bit = {flag: 1 << place for place, flag in enumerate(flags)}
    return sum(bit[flag] for flag in wanted), sum(bit[flag] for flag, holds in wanted.items() if holds)


def flag(condition: Q, bit: int) -> Case:
    return Case(When(condition, then=bit), default=0, output_field=IntegerField())


def _counted(items: list[PolicyItem], rows: QuerySet[Any], area: Area, on: date) -> dict[int, Counts]:
    marks = Marks(area)
    packed = {f"item_{item.pk}": _packed(item, on, marks) for item in items}
    lists = [bits_of(FLAGS, wanted) for wanted in LISTS.values()]
    everybody, counts = tally(rows, packed, lists, marks)
    return {
        item.pk: {**dict(zip(LISTS, counts[f"item_{item.pk}"], strict=True)), "all": everybody}
        for item in items
    }


def _packed(item: PolicyItem, on: date, marks: Marks) -> Any:
    """The item's flags as the bits of one number."""
    conditions = conditions_on(item, on=on, holds=marks.holds)
    bit = {name: 1 << place for place, name in enumerate(FLAGS)}
    # Nobody is both; most are ruled out, and then nothing more is asked.
    ruled_out, entitled = (When(conditions[name], then=bit[name]) for name in ("ruled_out", "entitled"))
    packed: Any = Case(ruled_out, entitled, default=0, output_field=IntegerField())
    return packed + flag(conditions["has"], bit["has"]) + flag(conditions["chose_other"], bit["chose_other"])
