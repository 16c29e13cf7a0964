"""Reads of policy: the plan of an area, the figure of an area and year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import F, Func, Q

from foundation.areas.codes import CodeRange, county_of, prefecture_of, township_of


class UnknownFigure(LookupError):
    """No figure of that kind is on record for the area and year."""


def lineage(area_code: int) -> list[int]:
    """The area's code and every code above it."""
    province = area_code // 10_000_000_000 * 10_000_000_000
    return [area_code, township_of(area_code), county_of(area_code), prefecture_of(area_code), province]


class ScopeDay(Func):
    """The day of the opened scope; outside of one, that of the database."""

    template = "coalesce(nullif(current_setting('scope.today', true), '')::date, current_date)"
    output_field = models.DateField()


class PolicyPlanQuerySet(models.QuerySet[Any]):
    def in_force(self, on: date | None = None) -> Self:
        """No draft, and its day has come; without a day, that of the scope."""
        begun = Q(holds_from=None) | Q(holds_from__lte=on or ScopeDay())
        return self.filter(begun, is_draft=False)


class FigureQuerySet(models.QuerySet[Any]):
    def in_force(self, kind: str, *, area_code: int, year: int) -> Any:
        """The row itself, with its source: of the nearest area above, of the latest year not after."""
        return (
            self.filter(Q(area=None) | Q(area_id__in=lineage(area_code)), kind=kind, year__lte=year)
            .order_by(F("area_id").desc(nulls_last=True), "-year")
            .first()
        )

    def of_kind_for(self, kind: str, above: list[int], within: CodeRange) -> Self:
        """Those of a kind that concern an area: its own, those above it and those below."""
        concerned = Q(area=None) | Q(area_id__in=above) | Q(area_id__gte=within.lo, area_id__lte=within.hi)
        rows = self.filter(concerned, kind=kind).select_related("area", "made_by")
        return rows.order_by("-year", F("area_id").asc(nulls_first=True))

    def of(self, kind: str, *, area_code: int, year: int) -> Decimal:
        """The figure in force; raises :class:`UnknownFigure` when none is on record."""
        figure = self.in_force(kind, area_code=area_code, year=year)
        if figure is None:
            raise UnknownFigure(f"没有{year}年适用的“{kind}”标准，请先由省残联录入。")
        value: Decimal = figure.value
        return value


class PolicyItemQuerySet(models.QuerySet[Any]):
    def in_force(self, on: date | None = None) -> Self:
        """The version of each item that holds on the day; without one, on that of the scope."""
        day = on or ScopeDay()
        return self.filter(
            Q(holds_from=None) | Q(holds_from__lte=day), Q(holds_to=None) | Q(holds_to__gt=day)
        )

    def newest_first(self) -> Self:
        return self.order_by(F("holds_from").desc(nulls_last=True))

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind).order_by("number", "slug")
