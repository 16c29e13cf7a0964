"""A whole household leaves the registry, and comes back when that is revoked. Called by the procedures."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from foundation.accounts.models import User
from households.models import DisabilityCertificate, FamilyChange, Household, Person, Procedure
from households.pairing import end_pairings


def leave_registry(household: Household, procedure: Procedure, *, by: User) -> None:
    """The household and whoever still lives there leave on the day of the decision; nothing is deleted."""
    day, words = procedure.decided_on, procedure.get_leaving_display()
    assert day is not None
    now = timezone.now()
    people = list(Person.objects.filter(household=household, left_on=None).order_by("pk"))
    kept = [person.pk for person in people]
    died = procedure.leaving == Procedure.Leaving.DIED
    Household.objects.filter(pk=household.pk).update(left_on=day, left_reason=words, updated_at=now)
    Person.objects.filter(pk__in=kept).update(
        left_on=day, left_reason="死亡" if died else words, updated_at=now
    )
    if died:
        DisabilityCertificate.objects.filter(person__in=kept, state="valid").update(
            state="cancelled", cancel_reason="died", updated_at=now
        )
    _told(household, people, FamilyChange.Kind.LEFT, day, procedure, by=by)
    end_pairings(household, ends_on=day, reason=words)


def bring_back(household: Household, procedure: Procedure, *, by: User, on: date) -> None:
    """Those who left with this case return. Certificates and pairings are renewed by their own verbs."""
    changes = FamilyChange.objects.filter(procedure=procedure, kind=FamilyChange.Kind.LEFT)
    people = list(Person.objects.filter(changes__in=changes, household=household).order_by("pk"))
    Person.objects.filter(pk__in=[person.pk for person in people]).update(
        left_on=None, left_reason="", updated_at=timezone.now()
    )
    _told(household, people, FamilyChange.Kind.BACK, on, procedure, by=by)


def _told(
    household: Household, people: list[Person], kind: str, day: date, procedure: Procedure, *, by: User
) -> None:
    FamilyChange.objects.bulk_create(
        FamilyChange(
            household=household,
            area_code=household.area_code,
            person=person,
            kind=kind,
            happened_on=day,
            reason=procedure.get_leaving_display(),
            procedure=procedure,
            created_by=by,
        )
        for person in people
    )
