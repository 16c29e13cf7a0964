"""What the registry's pages show, in words and in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from households.models import Person

SHOWING: dict[str, Callable[[Person], str]] = {
    "id": lambda person: person.id_number.open(),
    "phone": lambda person: person.phone.open(),
    "certificate": lambda person: _certificate_number(person),
}


def _certificate_number(person: Person) -> str:
    certificate: Any = person.certificate
    suffix = f"B{certificate.reissue}" if certificate.reissue else ""
    return f"{person.id_number.open()}{certificate.category}{certificate.level}{suffix}"
