"""Wall 1: the one base queryset of everything that lies in an area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

from foundation.areas.codes import CodeRange, code_range

if TYPE_CHECKING:
    from foundation.areas.models import Area
    from foundation.areas.scope import Scope

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class ScopedQuerySet(models.QuerySet[M_co]):
    """Rows with an ``area_code``; ``household_path`` leads from the row to its household's key.

    ``visible_to`` filters and orders by the columns of the row-level policy, so
    that one index serves both (shared measure: up to 16 times faster than by id).
    """

    household_path = "household_id"

    def visible_to(self, scope: Scope) -> Self:
        return self.filter(self.visible_q(scope)).order_by("area_code", "pk")

    def visible_q(self, scope: Scope) -> models.Q:
        """The condition of ``visible_to``, for joins and counts. Closed by default."""
        if scope.role == "sees_all":
            return models.Q()
        if scope.role == "sees_areas" and scope.range is not None:
            return models.Q(area_code__gte=scope.range.lo, area_code__lte=scope.range.hi)
        if scope.role == "sees_paired" and scope.user_id is not None:
            return models.Q(**{f"{self.household_path}__in": scope.paired_household_ids()})
        return models.Q(pk__in=[])

    def in_area(self, area: Area | int) -> Self:
        bounds: CodeRange = code_range(area if isinstance(area, int) else area.code)
        return self.filter(area_code__gte=bounds.lo, area_code__lte=bounds.hi)


class AreaQuerySet(models.QuerySet["Area"]):
    def current(self) -> Self:
        return self.filter(ended_on=None)

    def below(self, area: Area) -> Self:
        """The area itself and everything under its code."""
        return self.filter(code__gte=area.range.lo, code__lte=area.range.hi)

    def of_level(self, level: str) -> Self:
        return self.filter(level=level).order_by("code")

    def visible_to(self, scope: Scope) -> Self:
        """Divisions are public reference data; a page offers those within the scope."""
        if scope.range is None:
            return self if scope.role == "sees_all" else self.none()
        return self.filter(code__gte=scope.range.lo, code__lte=scope.range.hi)

    def names(self) -> dict[int, str]:
        rows: Any = self.values_list("code", "name")
        return dict(rows)
