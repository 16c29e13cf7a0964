"""Reads of alerts and ledgers that have a name in the trade."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from households.querysets import AreaRowQuerySet, LinkedQuerySet

if TYPE_CHECKING:
    from foundation.areas.scope import Scope

UNFINISHED = ("open", "verified")


class AlertQuerySet(LinkedQuerySet[Any]):
    def unfinished(self) -> Self:
        """To be verified, or verified and not yet closed."""
        return self.filter(state__in=UNFINISHED)

    def of_rule(self, slug: str) -> Self:
        return self.filter(rule=slug)

    def in_state(self, state: str) -> Self:
        return self.filter(state=state)


class LedgerQuerySet(AreaRowQuerySet[Any]):
    def frozen(self) -> Self:
        """Finished: with its file. Until then a ledger is only its run's business."""
        return self.filter(frozen_at__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-frozen_at", "-pk")


class ItemTaskQuerySet(LinkedQuerySet[Any]):
    """A cadre sees of his paired households what was given to cadres."""

    def visible_q(self, scope: Scope) -> Q:
        found = super().visible_q(scope)
        return found & Q(given_to="cadre") if scope.role == "sees_paired" else found

    def unfinished(self) -> Self:
        return self.filter(state="open")

    def overdue(self, on: date) -> Self:
        return self.filter(state="open", due_on__lt=on)

    def soonest_due(self) -> Self:
        """The overdue come first by themselves."""
        return self.order_by("due_on", "pk")

    def due_after(self, day: date, pk: int) -> Self:
        """Behind that row in the order of the list."""
        return self.filter(due_on__gte=day).filter(Q(due_on__gt=day) | Q(pk__gt=pk))
