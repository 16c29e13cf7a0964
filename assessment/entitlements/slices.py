"""By what the people of an item are told apart: place, sex, age, level, kind of disability.

A slice is an expression on rows of facts; a table groups by it and a list filters by it, so
that a figure and its list cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Func, IntegerField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import GreaterThan

from foundation.areas.models import Area
from foundation.areas.parts import part_of
from foundation.policy.models import PolicyItem
from households.models.certificates import Level
from households.models.persons import DisabilityKind, Sex

UNKNOWN = "unknown"
# From an age on, in the words of the two plans: compulsory schooling, working age, old age.
AGES = {"60": "60岁及以上", "16": "16至59岁", "6": "6至15岁", "0": "0至5岁"}


@dataclass(frozen=True)
class Slice:
    """``part`` gives each row its group as text; ``names`` words the groups, in their order."""

    slug: str
    label: str
    part: Callable[[Area, date], Any]
    names: dict[str, str]


def _text(value: Any) -> Any:
    return Coalesce(Cast(value, CharField()), Value(UNKNOWN), output_field=CharField())


def _by_place(area: Area, on: date) -> Any:
    return _text(part_of(area))


def _by_age(area: Area, on: date) -> Any:
    bands = [When(birth_date__lte=_years_before(on, int(age)), then=Value(age)) for age in AGES]
    return Case(*bands, default=Value(UNKNOWN), output_field=CharField())


def _by_kind(area: Area, on: date) -> Any:
    """Several kinds are 多重; components that are not on record are unknown."""
    several = Func(F("kinds"), function="cardinality", output_field=IntegerField())
    first = Func(F("kinds"), template="(%(expressions)s)[1]", output_field=CharField())
    return Case(
        When(GreaterThan(several, 1), then=Value("multiple")), default=_text(first), output_field=CharField()
    )


def _years_before(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February
        return on.replace(year=on.year - years, day=28)


PLACE = Slice("area", "区域", _by_place, {})
_OF_PERSONS = (
    Slice("sex", "性别", lambda area, on: _text(F("sex")), dict(Sex.choices)),
    Slice("age", "年龄", _by_age, dict(reversed(AGES.items()))),
    Slice(
        "level", "残疾等级", lambda area, on: _text(F("disability_level")),
        {str(value): label for value, label in Level.choices},
    ),
    Slice("kind", "残疾类别", _by_kind, {**dict(DisabilityKind.choices), "multiple": "多重"}),
)  # fmt: skip


def slices_of(item: PolicyItem) -> list[Slice]:
    """Households are told apart by place only; what concerns the area not at all."""
    return {"person": [PLACE, *_OF_PERSONS], "household": [PLACE]}.get(item.per, [])
