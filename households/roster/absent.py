"""Who is in the registry of the roster's villages and not on the roster: shown, never deleted."""

from __future__ import annotations

from typing import Any

from households.models import RosterFile, RosterRow


def absent_households(roster: RosterFile, households: Any) -> Any:
    """Of ``households`` (scoped by the caller): registered in a village of the roster, no row names them."""
    rows = RosterRow.objects.filter(roster=roster)
    return (
        households.in_area(roster.area_code)
        .registered()
        .filter(area_code__in=rows.values("village_code"))
        .exclude(pk__in=rows.filter(household__isnull=False).values("household_id"))
    )


def absent_members(roster: RosterFile, persons: Any) -> Any:
    """Of ``persons`` (scoped by the caller): their household is on the roster, they are not."""
    rows = RosterRow.objects.filter(roster=roster)
    return (
        persons.living_here()
        .filter(household_id__in=rows.filter(household__isnull=False).values("household_id"))
        .exclude(pk__in=rows.filter(person__isnull=False).values("person_id"))
    )
