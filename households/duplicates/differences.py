"""Two files side by side: field by field what differs, in words, numbers masked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from foundation.sealed.fields import SealedField
from households.models import Household, Person
from households.words import words_of

# What goes with the kept file and is no choice: who it is, where it lies, what only a procedure changes.
_OF_THE_PERSON = {
    "id", "created_at", "created_by", "created_by_run", "updated_at", "household", "area_code",
    "name_initials", "id_number", "id_number_key", "id_tail_key", "phone_key", "no_number_reason", "sex",
    "birth_date", "left_on", "left_reason",
}  # fmt: skip
_OF_THE_HOUSEHOLD = {
    "id", "created_at", "created_by", "created_by_run", "updated_at", "number", "area_code", "head_name",
    "head_initials", "phone_key", "poverty_status", "lifted_year", "left_on", "left_reason", "version",
}  # fmt: skip
_ALSO_SHOWN = {
    Person: ("id_number", "no_number_reason", "sex", "birth_date", "left_on", "left_reason"),
    Household: ("head_name", "poverty_status", "lifted_year"),
}


@dataclass(frozen=True)
class Difference:
    """One field that differs; ``name`` is empty where it goes with the kept file."""

    name: str
    label: str
    a: str
    b: str
    a_empty: bool = False
    b_empty: bool = False


def choosable(model: type[models.Model]) -> list[Any]:
    """The fields whose value may be taken from either side; new fields come in by themselves."""
    fixed = _OF_THE_PERSON if model is Person else _OF_THE_HOUSEHOLD
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in fixed
        and not field.is_relation
        and not isinstance(field, models.GeneratedField)
        and (field.editable or isinstance(field, SealedField))
    ]


def differences(a: Any, b: Any) -> list[Difference]:
    """What may be chosen; the same on both sides is left out."""
    return list(_differing(a, b, choosable(type(a)), chosen=True))


def fixed_differences(a: Any, b: Any) -> list[Difference]:
    """What goes with the kept file."""
    fields = [a._meta.get_field(name) for name in _ALSO_SHOWN[type(a)]]
    return list(_differing(a, b, fields, chosen=False))


def _differing(a: Any, b: Any, fields: list[Any], *, chosen: bool) -> Iterator[Difference]:
    for field in fields:
        one, other = getattr(a, field.name), getattr(b, field.name)
        if one != other:
            yield Difference(
                field.name if chosen else "",
                str(field.verbose_name),
                words_of(field, one),
                words_of(field, other),
                one in (None, "", []),
                other in (None, "", []),
            )
