"""What the registry's pages show, in words and in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from foundation.areas.scope import Scope
from households.history import words_of
from households.models import (
    DisabilityCertificate,
    Finding,
    Household,
    HouseholdYear,
    Pairing,
    Person,
    StatusStep,
    Visit,
)
from households.places import full_place_name, place_names
from households.querysets import HouseholdQuerySet

PAGE = 50
COUNT_CAP = 1000
STATUS_LEVELS = {
    "identified": "attention",
    "lifted": "ok",
    "fallen_back": "danger",
    "removed": "quiet",
    "none": "quiet",
}
NEEDS = (
    ("need_rehab", "康复"),
    ("need_device", "辅具"),
    ("need_care", "托养照料"),
)


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


def file_page(household: Household, scope: Scope) -> dict[str, Any]:
    """Everything on the file page that belongs to the registry itself."""

    def own(model: type[Any]) -> Any:
        return scope.rows(model).filter(household=household)

    valid = scope.rows(DisabilityCertificate).filter(state="valid")
    people = own(Person).living_here().order_by("pk").prefetch_related(Prefetch("certificates", valid))
    members = list(people)
    for member in members:
        member.needs = [word for name, word in NEEDS if getattr(member, name)]
    pairings = list(own(Pairing).select_related("cadre").order_by("-starts_on"))
    return {
        "household": household,
        "place": full_place_name(household.area_code),
        "level": STATUS_LEVELS[household.poverty_status],
        "members": members,
        "surveys": list(own(HouseholdYear).order_by("-year")),
        "steps": list(own(StatusStep).order_by("-decided_on", "-pk")),
        "pairings": pairings,
        "lead": next((one for one in pairings if one.is_lead and holds(one, scope)), None),
        "visits": list(own(Visit).select_related("created_by").order_by("-visited_on", "-pk")[:20]),
        "findings": list(own(Finding).filter(settled_at=None).select_related("person").order_by("pk")),
        "household_values": _values_in_words(household),
    }


def holds(pairing: Pairing, scope: Scope) -> bool:
    """Whether the pairing is in force on the scope's day."""
    return pairing.starts_on <= scope.today and (pairing.ends_on is None or pairing.ends_on > scope.today)


_SHOWN = (
    "attribute", "identified_on", "main_cause", "house_grade", "house_area_sqm", "only_house", "safe_water",
    "farmland_mu", "need_accessibility", "startup_household", "has_contract_land_or_house",
    "collective_member", "note",
)  # fmt: skip


def _values_in_words(household: Household) -> list[tuple[str, str]]:
    fields = [Household._meta.get_field(name) for name in _SHOWN]
    return [(str(field.verbose_name), words_of(field, getattr(household, field.name))) for field in fields]  # type: ignore[union-attr]


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
