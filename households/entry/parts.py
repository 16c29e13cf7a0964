"""Which part of a file each entry page shows: the whole of it, its members, one member, one year's survey."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from foundation.areas.scope import Scope
from households.entry.forms import OnFile
from households.models import DisabilityCertificate, Household, HouseholdYear, Person

SHOWS = {
    "register": frozenset({"household", "members", "survey"}),
    "correct": frozenset({"household", "members", "survey"}),
    "add_person": frozenset({"members"}),
    "correct_person": frozenset({"members"}),
    "survey": frozenset({"survey"}),
    "correct_survey": frozenset({"survey"}),
}
ABOUT = {
    "register": "登记新户",
    "correct": "更正户信息",
    "add_person": "增加家庭成员",
    "correct_person": "更正家庭成员",
    "survey": "年度收支",
    "correct_survey": "年度收支",
}


def part_of_file(
    scope: Scope, page: str, household: Household | None, *, year: int, person_pk: int | None = None
) -> OnFile:
    """What the page of that name has of the household as it stands now; without one, an empty file."""
    adds = page in {"register", "add_person"}
    if household is None:
        return OnFile(within=scope.range, today=scope.today, year=year, shows=SHOWS[page], adds=adds)
    rows = scope.rows(HouseholdYear).filter(household=household, year__in=(year, year - 1))
    surveys = {one.year: one for one in rows}
    people = [] if page == "add_person" else people_of(scope, household)
    if person_pk is not None:
        people = [person for person in people if person.pk == person_pk]
    return OnFile(
        within=scope.range, today=scope.today, year=year, household=household, people=people,
        survey=surveys.get(year), last=surveys.get(year - 1), shows=SHOWS[page], adds=adds,
    )  # fmt: skip


def people_of(scope: Scope, household: Household) -> list[Any]:
    """The present members with their valid certificates."""
    valid = scope.rows(DisabilityCertificate).filter(state="valid")
    people = scope.rows(Person).living_here().of_household(household)
    return list(people.order_by("pk").prefetch_related(Prefetch("certificates", valid)))
