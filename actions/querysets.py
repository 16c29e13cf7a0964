"""Reads of enrolments, activities and shares that have a name in the trade."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, Q

from households.querysets import AreaRowQuerySet, LinkedQuerySet

if TYPE_CHECKING:
    from foundation.areas.scope import Scope


class EnrolmentQuerySet(LinkedQuerySet[Any]):
    def of_action(self, *slugs: str) -> Self:
        return self.filter(action__in=slugs)

    def under_way_or_done(self) -> Self:
        return self.filter(stage__in=("taking_part", "done"))

    def running_in(self, year: int) -> Self:
        """Begun by the end of the year and not over before it."""
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gt=date(year, 1, 1)), starts_on__lt=date(year + 1, 1, 1)
        )

    def stages_of_actions(self) -> dict[tuple[str, str], int]:
        """How many stand at each stage of each action: one query."""
        groups = self.order_by().values("action", "stage").annotate(n=Count("pk"))
        return {(group["action"], group["stage"]): group["n"] for group in groups}


class ActivityQuerySet(AreaRowQuerySet[Any]):
    """A county's activities are known by name in all its townships and villages (wall 2 says the same)."""

    def visible_q(self, scope: Scope) -> Q:
        if scope.role == "sees_areas" and scope.range is not None:
            county = scope.range.lo // 1_000_000 * 1_000_000
            return Q(area_code__gte=county, area_code__lte=scope.range.hi)
        return super().visible_q(scope)

    def of_action(self, *slugs: str) -> Self:
        return self.filter(action__in=slugs)

    def held_in(self, year: int) -> Self:
        """At least one day of it lies in the year; what names no end is of its first day's year."""
        first, end = date(year, 1, 1), date(year + 1, 1, 1)
        return self.filter(Q(last_on__gte=first) | Q(last_on=None, starts_on__gte=first), starts_on__lt=end)

    def standing_in(self, year: int) -> Self:
        """Stations and bases: begun by the end of the year and not closed before it."""
        return self.filter(
            Q(last_on=None) | Q(last_on__gte=date(year, 1, 1)), starts_on__lt=date(year + 1, 1, 1)
        )


class AttendanceQuerySet(LinkedQuerySet[Any]):
    def standing(self) -> Self:
        """Not taken off the list again."""
        return self.filter(withdrawn=False)

    def of_action(self, *slugs: str) -> Self:
        return self.filter(activity__action__in=slugs)


class ShareQuerySet(LinkedQuerySet[Any]):
    def held_in(self, year: int) -> Self:
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gt=date(year, 1, 1)), starts_on__lt=date(year + 1, 1, 1)
        )


class SharePaymentQuerySet(LinkedQuerySet[Any]):
    def for_year(self, year: int) -> Self:
        return self.filter(year=year)
