"""What the registry's pages show, in words and in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from foundation.areas.scope import Scope
from households.models import Household, Person
from households.places import place_names
from households.querysets import HouseholdQuerySet
from households.words import words_of

PAGE = 50
COUNT_CAP = 1000
STATUS_LEVELS = {
    "identified": "attention",
    "lifted": "ok",
    "fallen_back": "danger",
    "removed": "quiet",
    "none": "quiet",
}


@dataclass(frozen=True)
class ListPage:
    """One keyset page; ``after`` goes on, empty on the last; ``count`` is capped."""

    households: list[Household]
    after: str
    count: str


def list_page(rows: HouseholdQuerySet, *, after: str, scope: Scope) -> ListPage:
    """Fifty households in the order of their area; the number of queries does not depend on how many."""
    counted = rows.order_by()[: COUNT_CAP + 1].count()
    rows = rows.with_lead_cadre(scope.today).select_related("facts")
    area, _, pk = after.partition("-")
    if area.isdigit() and pk.isdigit():
        rows = rows.beyond(int(area), int(pk))
    found: list[Any] = list(rows[: PAGE + 1])
    names = place_names(home.area_code for home in found)
    for home in found:
        home.place = names[home.area_code]
        home.level = STATUS_LEVELS[home.poverty_status]
    more = len(found) > PAGE
    last = found[PAGE - 1] if more else None
    return ListPage(
        households=found[:PAGE],
        after=f"{last.area_code}-{last.pk}" if last else "",
        count=f"{COUNT_CAP}+" if counted > COUNT_CAP else str(counted),
    )


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
