"""A household's file as it stood at an earlier moment, put together from the events and the present rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from foundation.areas.scope import Scope
from households.history.reading import events_of, of_household
from households.models import Cadre, DisabilityCertificate, Household, HouseholdYear, Pairing, Person
from households.places import full_place_name
from households.words import told_fields, words_of

Told = list[tuple[str, str]]


@dataclass(frozen=True)
class Stood:
    """Titles with what was on record under each; numbers masked. Nothing before it was entered."""

    at: datetime
    household: Told
    members: list[tuple[str, Told]]
    certificates: list[tuple[str, Told]]
    surveys: list[tuple[str, Told]]
    pairings: list[tuple[str, Told]]


def as_on(household: Household, at: datetime, scope: Scope) -> Stood | None:
    homes = _rows_at(Household, household, at, scope)
    if not homes:
        return None
    home = homes[0]
    people = _rows_at(Person, household, at, scope)
    names = {_key(person): person.name for person in people}
    pairings = _rows_at(Pairing, household, at, scope)
    cadres = scope.rows(Cadre).in_bulk([one.cadre_id for one in pairings])
    return Stood(
        at=at,
        household=[("村（社区）", full_place_name(home.area_code)), *_told(Household, home, {"area_code"})],
        members=[(one.name, _told(Person, one, {"name"})) for one in people],
        certificates=[
            (names.get(one.person_id, "—"), _told(DisabilityCertificate, one))
            for one in _rows_at(DisabilityCertificate, household, at, scope)
        ],
        surveys=[
            (f"{one.year}年", _told(HouseholdYear, one, {"year"}))
            for one in sorted(_rows_at(HouseholdYear, household, at, scope), key=lambda one: -one.year)
        ],
        pairings=[(str(cadres.get(one.cadre_id, "帮扶干部")), _told(Pairing, one)) for one in pairings],
    )


def _key(row: Any) -> int:
    """Of a present row or of an event that holds the old one."""
    return int(getattr(row, "pgh_obj_id", None) or row.pk)


def _rows_at(model: type[models.Model], household: Household, at: datetime, scope: Scope) -> list[Any]:
    """The first event after that moment holds the row as it was then; without one, the present row does.

    A row that lay in another household then is not shown here.
    """
    present = {row.pk: row for row in scope.rows(model).filter(**of_household(model, household))}
    events = events_of(model)
    own = events.filter(**of_household(model, household, events=True), pgh_created_at__gt=at)
    keys = set(present) | set(own.values_list("pgh_obj_id", flat=True))
    later = events.filter(pgh_obj_id__in=keys, pgh_created_at__gt=at)
    state = dict(present)
    for event in later.order_by("pgh_obj_id", "pgh_id").distinct("pgh_obj_id"):
        state[event.pgh_obj_id] = event
    here = [
        row
        for row in state.values()
        if row.created_at <= at and (model is Household or row.household_id == household.pk)
    ]
    return sorted(here, key=_key)


def _told(model: type[models.Model], row: Any, without: set[str] | None = None) -> Told:
    return [
        (str(one.verbose_name), words_of(one, value))
        for one in told_fields(model)
        if one.name not in (without or set()) and (value := getattr(row, one.attname)) not in (None, "", [])
    ]
