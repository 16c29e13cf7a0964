"""The departments and what a difference between their lists and ours means: each declared once.

``when``, ``says`` and ``facts`` are SQL over the row of the comparison ``x``, their list's row ``l``, the
other list's row ``r``, our person ``p``, household ``h`` and valid certificate ``c``. An upper floor that
knows more of a person (benefits) registers its differences from ``AppConfig.ready``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from households.models.comparison import Outcome
from households.models.lists import ListName

MATCHED = (Outcome.BOTH.value, Outcome.DIFFERENT.value)


@dataclass(frozen=True)
class Department:
    """Who sends which lists; ``compared``: further fields of both sides, label → (theirs, ours) as SQL."""

    name: str
    lists: tuple[str, ...]
    compared: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """One thing that can differ: what it means, on what it stands, who settles it and how."""

    kind: str
    title: str
    lists: tuple[str, ...]
    outcomes: tuple[str, ...]
    says: str
    todo: str
    when: str = "true"
    # While these stay the same, a settled task stays settled.
    facts: str = "''"
    owner: Literal["county", "township", "village"] = "township"
    urgent: bool = False
    # The other list, where the comparison is one of two lists.
    against: str = ""


_DEPARTMENTS: dict[str, Department] = {}
_DIFFERENCES: dict[str, Difference] = {}


def register_department(department: Department) -> None:
    for name in department.lists:
        if _DEPARTMENTS.get(name, department) != department:
            raise ValueError(f"The list {name} belongs to two departments.")
        _DEPARTMENTS[name] = department


def register_difference(difference: Difference) -> None:
    if _DIFFERENCES.get(difference.kind, difference) != difference:
        raise ValueError(f"The difference {difference.kind} is registered twice.")
    unknown = set(difference.lists) - set(ListName.values)
    if unknown:
        raise ValueError(f"The difference {difference.kind} names unknown lists: {unknown}.")
    _DIFFERENCES[difference.kind] = difference


def department_of(list_name: str) -> str:
    found = _DEPARTMENTS.get(list_name)
    return found.name if found else "其他部门"


def compared_fields(list_name: str) -> dict[str, tuple[str, str]]:
    found = _DEPARTMENTS.get(list_name)
    return dict(found.compared.get(list_name, {})) if found else {}


def differences_of(list_name: str, against: str = "") -> list[Difference]:
    return [one for one in _DIFFERENCES.values() if list_name in one.lists and one.against == against]


def all_differences() -> list[Difference]:
    return list(_DIFFERENCES.values())


def difference_named(kind: str) -> Difference | None:
    return _DIFFERENCES.get(kind)
