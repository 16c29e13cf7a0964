"""Progress by area: one row for each part of an area, and its total. Totals follow the division code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from assessment.progress.figures import IN_TABLE, Figure
from foundation.areas.models import Area
from foundation.areas.parts import has_parts, part_of
from foundation.areas.scope import Scope


@dataclass(frozen=True)
class AreaProgress:
    """An area's figures, by slug."""

    area: Area
    counts: dict[str, int]

    @property
    def reports_elsewhere(self) -> bool:
        """威宁 and 仁怀: the code lies under a prefecture, the reports go to the province."""
        return self.area.reports_to_id is not None


@dataclass(frozen=True)
class Progress:
    area: Area
    on: date
    parts: list[AreaProgress]
    total: AreaProgress
    # Divisions below that report past the area their code lies in.
    reporting_elsewhere: list[Area]


def progress_of(area: Area, *, scope: Scope, on: date) -> Progress:
    """The area's parts of the next level below, with their figures. A village has none."""
    parts: dict[int, dict[str, int]] = {}
    total: dict[str, int] = {}
    for figure in IN_TABLE:
        counts = _by_part(figure, area, scope, on)
        total[figure.slug] = sum(counts.values())
        for code, count in counts.items():
            parts.setdefault(code, {})[figure.slug] = count
    children = _children(area, scope, set(parts)) if has_parts(area) else []
    rows = [AreaProgress(child, _filled(parts.get(child.code, {}))) for child in children]
    return Progress(area, on, rows, AreaProgress(area, total), _reporting_elsewhere(area, scope))


def rows_behind(figure: Figure, area: Area, *, scope: Scope, on: date) -> Any:
    """What the figure of this area counted: the drill-down's list."""
    return figure.rows(scope, on).in_area(area)


def _by_part(figure: Figure, area: Area, scope: Scope, on: date) -> dict[int, int]:
    rows = rows_behind(figure, area, scope=scope, on=on).order_by().annotate(part=part_of(area))
    return dict(rows.values_list("part").annotate(n=Count("pk")))


def _children(area: Area, scope: Scope, counted: set[int]) -> list[Area]:
    """Today's divisions, and those ended ones that still hold rows: the total stays their sum."""
    below = scope.rows(Area).below(area).exclude(pk=area.pk).select_related("reports_to")
    own = [child for child in below.filter(parent=area).order_by("code") if child.ended_on is None]
    missing = counted - {child.code for child in own}
    return sorted([*own, *below.filter(pk__in=missing)], key=lambda child: child.code)


def _reporting_elsewhere(area: Area, scope: Scope) -> list[Area]:
    below = scope.rows(Area).current().below(area).exclude(pk=area.pk).exclude(reports_to=None)
    return list(below.select_related("parent").order_by("code"))


def _filled(counts: dict[str, int]) -> dict[str, int]:
    return {figure.slug: counts.get(figure.slug, 0) for figure in IN_TABLE}
