"""Reads of comparisons and their tasks that have a name in the trade."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from households.querysets import AreaRowQuerySet

if TYPE_CHECKING:
    from households.models import Household


class ComparisonRowQuerySet(AreaRowQuerySet[Any]):
    def with_outcome(self, outcome: str) -> Self:
        return self.filter(outcome=outcome)

    def of_two(self) -> Self:
        """With an entry on either side."""
        return self.filter(Q(person__isnull=False) | Q(other_row__isnull=False), list_row__isnull=False)


class IdentityWordQuerySet(AreaRowQuerySet[Any]):
    def in_force(self) -> Self:
        """Not replaced by a later word."""
        return self.filter(replaced_by=None)


class TaskQuerySet(AreaRowQuerySet[Any]):
    def to_settle(self) -> Self:
        return self.filter(state="open")

    def overdue(self, on: date) -> Self:
        return self.filter(state="open", due_on__lt=on)

    def soonest_due(self) -> Self:
        """The overdue come first by themselves."""
        return self.order_by("due_on", "pk")

    def due_after(self, day: date, pk: int) -> Self:
        """Behind that row in the order of the list."""
        return self.filter(due_on__gte=day).filter(Q(due_on__gt=day) | Q(pk__gt=pk))

    def of_unit(self, code: int) -> Self:
        return self.filter(owner_code=code)

    def of_household(self, household: Household) -> Self:
        return self.filter(household_id=household.pk)
