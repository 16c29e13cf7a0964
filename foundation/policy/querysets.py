"""Reads of policy: the plan of an area, the figure of an area and year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from foundation.areas.codes import county_of, prefecture_of, township_of


class UnknownFigure(LookupError):
    """No figure of that kind is on record for the area and year."""


def lineage(area_code: int) -> list[int]:
    """The area's code and every code above it."""
    province = area_code // 10_000_000_000 * 10_000_000_000
    return [area_code, township_of(area_code), county_of(area_code), prefecture_of(area_code), province]


class FigureQuerySet(models.QuerySet[Any]):
    def in_force(self, kind: str, *, area_code: int, year: int) -> Any:
        """The row itself, with its source: of the nearest area above, of the latest year not after."""
        return (
            self.filter(Q(area=None) | Q(area_id__in=lineage(area_code)), kind=kind, year__lte=year)
            .order_by(F("area_id").desc(nulls_last=True), "-year")
            .first()
        )

    def of(self, kind: str, *, area_code: int, year: int) -> Decimal:
        """The figure in force; raises :class:`UnknownFigure` when none is on record."""
        figure = self.in_force(kind, area_code=area_code, year=year)
        if figure is None:
            raise UnknownFigure(f"没有{year}年适用的“{kind}”标准,请先由省残联录入。")
        value: Decimal = figure.value
        return value


class PolicyItemQuerySet(models.QuerySet[Any]):
    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind).order_by("number", "slug")
