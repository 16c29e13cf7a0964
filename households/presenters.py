"""What the registry's pages show, in words and in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from households.models import Person
from households.words import words_of


@dataclass(frozen=True)
class Conflict:
    """One value that two people saw differently."""

    label: str
    yours: str
    kept: str


def conflicts(model: type[Any], kept: Any, yours: Mapping[str, Any]) -> list[Conflict]:
    """Value by value, what the second saver sent against what stands in the file now."""
    found = []
    for name, value in yours.items():
        field = model._meta.get_field(name)
        if value != getattr(kept, name):
            label = str(field.verbose_name)
            found.append(Conflict(label, words_of(field, value), words_of(field, getattr(kept, name))))
    return found


SHOWING: dict[str, Callable[[Person], str]] = {
    "id": lambda person: person.id_number.open(),
    "phone": lambda person: person.phone.open(),
    "certificate": lambda person: _certificate_number(person),
}


def _certificate_number(person: Person) -> str:
    certificate: Any = person.certificate
    suffix = f"B{certificate.reissue}" if certificate.reissue else ""
    return f"{person.id_number.open()}{certificate.category}{certificate.level}{suffix}"
