"""A proposal held against the file as it stands now: a page of the entry form, or one family change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.shortcuts import get_object_or_404
from django.urls import ResolverMatch, resolve

from foundation.accounts.models import User
from foundation.areas.codes import code_range, county_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from households.entry import drafts
from households.entry.forms import EntryForms
from households.entry.parts import part_of_file
from households.families import works
from households.families.changing import UnableToChange
from households.families.forms import ArrivalForm
from households.families.works import Work
from households.models import Household, Person, Proposal
from households.places import full_place_name
from households.proposals.lines import Group, Line, groups_of, lines_of_somebody_new
from households.proposals.proposing import UnableToDecide
from households.proposals.taking import write_chosen


class Reading(Protocol):
    @property
    def fits(self) -> bool:
        """Whether what was typed can still be taken."""

    @property
    def problems(self) -> dict[str, Any]:
        """Where it does not fit: ``forms`` of the entry page, or the ``unfit`` form of a change."""

    def groups(self, changed: Sequence[str]) -> list[Group]: ...

    def write(self, keys: frozenset[str], *, by: User, on: date) -> Household:
        """Through the registry's own verbs."""


@dataclass(frozen=True)
class OfTheFile:
    forms: EntryForms

    @property
    def fits(self) -> bool:
        return self.forms.is_valid()

    @property
    def problems(self) -> dict[str, Any]:
        return {} if self.fits else {"forms": self.forms}

    def groups(self, changed: Sequence[str]) -> list[Group]:
        self.forms.is_valid()
        return groups_of(self.forms, changed)

    def write(self, keys: frozenset[str], *, by: User, on: date) -> Household:
        return write_chosen(self.forms, keys, by=by, on=on)


CHANGE = "change"


@dataclass(frozen=True)
class OfTheFamily:
    """Taken as a whole or not at all."""

    household: Household
    work: Work
    scope: Scope

    @property
    def fits(self) -> bool:
        return bool(self.work.complete and self.work.form.is_valid())

    @property
    def problems(self) -> dict[str, Any]:
        return {} if self.fits else {"unfit": self.work.form}

    def groups(self, changed: Sequence[str]) -> list[Group]:
        self.work.form.is_valid()
        return [Group(self.work.heading, self._lines(frozenset(changed)), CHANGE)]

    def _lines(self, changed: frozenset[str]) -> list[Line]:
        form, lines = self.work.form, []
        if self.work.joining is not None:
            lines.append(Line("", "并入的另一户", "—", str(self.work.joining)))
        if isinstance(form, ArrivalForm):
            own = {"kind", "happened_on", "change_reason"}
            return [*_told(form, own & changed, {}), *lines_of_somebody_new(form, changed - own)]
        return [*lines, *_told(form, changed, self.work.now)]

    def write(self, keys: frozenset[str], *, by: User, on: date) -> Household:
        village, bounds = self.work.form.cleaned_data.get("village"), self.scope.range
        if isinstance(village, Area) and bounds is not None and village.code not in bounds:
            raise UnableToDecide(f"{full_place_name(village.code)}不在您负责的区域内，请由县残联审核。")
        try:
            self.work.carry_out(by=by, on=on)
        except UnableToChange as refused:
            raise UnableToDecide(str(refused)) from refused
        self.household.refresh_from_db()
        return self.household


def _told(form: Any, changed: frozenset[str] | set[str], now: dict[str, str] | Any) -> list[Line]:
    return [
        Line("", str(form.fields[name].label), now.get(name) or "—", _words(form, name))
        for name in form.fields
        if name in changed and name in form.cleaned_data
    ]


def _words(form: Any, name: str) -> str:
    value = form.cleaned_data[name]
    if isinstance(value, Area):
        return full_place_name(value.code)
    if isinstance(value, bool):
        return "是" if value else "否"
    labels = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, list):
        return "、".join(str(labels.get(one, one)) for one in value)
    return str(labels.get(value, value))


def reading_of(kept: Proposal, *, scope: Scope) -> Reading:
    """``body`` is there: it has not been decided on."""
    assert kept.body is not None
    typed, place = drafts.typed_in(kept.body), resolve(kept.page)
    page = place.url_name or ""
    if page in works.PAGES:
        assert kept.household is not None
        # The reviewer answers for the version that she has before her; the writer's is of his day.
        typed["version"] = str(kept.household.version)
        asked = works.Asked(
            scope=scope,
            household=kept.household,
            within=code_range(county_of(kept.household.area_code)),
            typed=typed,
            person=_person(kept, place, scope),
        )
        return OfTheFamily(kept.household, works.work_of(page, asked), scope)
    told = typed.get("survey_year") or ""
    year = int(told) if told.isdigit() else place.kwargs.get("year", scope.today.year)
    part = part_of_file(scope, page, kept.household, year=year, person_pk=place.kwargs.get("person_pk"))
    return OfTheFile(EntryForms(part, data=typed))


def _person(kept: Proposal, place: ResolverMatch, scope: Scope) -> Person | None:
    """Whom it is about, living here or left since: of who has left, the verb says so."""
    key = place.kwargs.get("person_pk")
    if key is None:
        return None
    people = scope.rows(Person).filter(household=kept.household).select_related("household")
    found: Person = get_object_or_404(people, pk=key)
    return found
