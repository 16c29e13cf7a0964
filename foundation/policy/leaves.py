"""One leaf of a rule as the pair (surely yes, surely no) of conditions on a row of facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from foundation.areas.models import AreaFlag
from foundation.policy.facts import Fact, Holds, Subject, statement

_NOBODY = Q(pk__in=())
_OPPOSITE = {"gte": "lt", "lt": "gte", "lte": "gt", "gt": "lte"}


def leaf_pair(
    fact: Fact,
    op: str,
    value: Any,
    *,
    on: date,
    subject: Subject,
    items: tuple[str, ...],
    holds: Holds | None = None,
) -> tuple[Q, Q]:
    """Neither of the two holds for a row where the fact is null."""
    if fact.judged:
        yes = Q(statement(subject, fact, items, True, on, holds))
        no = Q(statement(subject, fact, items, False, on, holds))
        return _sided(op, value, yes, no)
    if fact.exists is not None:
        condition = fact.exists(subject, on)
        return _sided(op, value, Q(condition), Q(~condition))
    if subject == "area" and fact.of == "area":
        flag = _flag(fact.key)
        return _sided(op, value, Q(Exact(flag, Value(True))), Q(Exact(flag, Value(False))))
    path = fact.path_from(subject)
    if not path:
        return _NOBODY, _NOBODY
    if fact.type == "age":
        return _age(path, op, value, on)
    if fact.type == "bool":
        return _sided(op, value, *_boolean(fact, path, subject, on))
    return _column(path, op, value)


def _sided(op: str, value: Any, yes: Q, no: Q) -> tuple[Q, Q]:
    return (yes, no) if bool(value) == (op != "ne") else (no, yes)


def _boolean(fact: Fact, path: str, subject: Subject, on: date) -> tuple[Q, Q]:
    yes, no = Q(**{path: True}), Q(**{path: False})
    if not fact.until:
        return yes, no
    until = path.removesuffix(fact.path) + fact.until
    expired = Q(**{f"{until}__lt": on})
    lasting = Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": on})
    return yes & lasting, no | (yes & expired)


def _column(path: str, op: str, value: Any) -> tuple[Q, Q]:
    known = Q(**{f"{path}__isnull": False})
    if op in ("is", "eq"):
        return Q(**{path: value}), known & ~Q(**{path: value})
    if op == "ne":
        return known & ~Q(**{path: value}), Q(**{path: value})
    if op == "in":
        return Q(**{f"{path}__in": value}), known & ~Q(**{f"{path}__in": value})
    if op == "contains":
        return Q(**{f"{path}__contains": [value]}), known & ~Q(**{f"{path}__contains": [value]})
    return Q(**{f"{path}__{op}": value}), Q(**{f"{path}__{_OPPOSITE[op]}": value})


def years_before(on: date, years: int) -> date:
    """Born on this day or earlier: at least ``years`` old on ``on`` (born on 29 February: from 1 March)."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def _age(path: str, op: str, value: Any, on: date) -> tuple[Q, Q]:
    if op in ("eq", "is", "ne"):
        at_least, below = _age(path, "gte", value, on)
        at_most, above = _age(path, "lte", value, on)
        same, other = at_least & at_most, below | above
        return (other, same) if op == "ne" else (same, other)
    if op == "in":
        pairs = [_age(path, "eq", one, on) for one in value]
        found = _NOBODY
        for yes, _ in pairs:
            found |= yes
        return found, Q(*(no for _, no in pairs), **{f"{path}__isnull": False})
    # 「≤ v」 is 「not ≥ v + 1」.
    years = value + 1 if op in ("lte", "gt") else value
    born = years_before(on, years)
    old_enough, too_young = Q(**{f"{path}__lte": born}), Q(**{f"{path}__gt": born})
    return (old_enough, too_young) if op in ("gte", "gt") else (too_young, old_enough)


def _flag(key: str) -> Any:
    """The flag of an area: the nearest one at or above it; null where none was entered."""
    code = OuterRef("code")
    at_or_above = Q(area_id=code)
    for step in (10**3, 10**6, 10**8, 10**10):
        at_or_above |= Q(area_id=code / step * step)
    nearest = AreaFlag.objects.filter(at_or_above, flag=key).order_by("-area_id").values("holds")[:1]
    flag = Subquery(nearest, output_field=BooleanField(null=True))
    if key not in ("area_key_county", "area_contiguous"):
        return flag
    # 重点县 and 片区县 are both among the poor counties: who is none of these is neither.
    ruled_out = Case(
        When(Exact(_flag("area_poor_county"), Value(False)), then=Value(False)), output_field=BooleanField()
    )
    return Coalesce(flag, ruled_out)
