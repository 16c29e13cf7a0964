"""Other files in which a part of this household's history stands: merged, joined, divided off."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from foundation.areas.scope import Scope
from households.models import FamilyChange, Household, Merge


@dataclass(frozen=True)
class OtherFile:
    household: Household
    why: str


def other_files(household: Household, scope: Scope) -> list[OtherFile]:
    """Each once, with the reason; only what the asker may open."""
    why: dict[int, str] = {}
    merges = scope.rows(Merge).filter(undone_at=None)
    ours = Q(kept_household=household) | Q(dropped_household=household)
    for made in merges.filter(ours).order_by("-pk"):
        if made.kept_household_id == household.pk:
            why.setdefault(made.dropped_household_id, f"{made.created_at:%Y-%m-%d}重复合并，并入本户")
        else:
            why.setdefault(made.kept_household_id, f"{made.created_at:%Y-%m-%d}重复合并，本户并入该户")
    kinds = (FamilyChange.Kind.JOINED, FamilyChange.Kind.DIVIDED)
    changes = scope.rows(FamilyChange).filter(household=household, kind__in=kinds, counterpart__isnull=False)
    for change in changes.order_by("-pk"):
        why.setdefault(change.counterpart_id, f"{change.happened_on}{change.get_kind_display()}")
    why.pop(household.pk, None)
    rows = scope.rows(Household).filter(pk__in=why).order_by("pk")
    return [OtherFile(home, why[home.pk]) for home in rows]
