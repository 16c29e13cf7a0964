"""Counting the gaps of a county or a part of it: three statements, however many kinds and villages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q
from django.http import QueryDict

from foundation.areas.models import Area
from foundation.areas.paging import Page, page_of
from foundation.areas.parts import has_parts, part_of
from foundation.areas.scope import Scope
from households.places import place_names
from households.quality.kinds import Gap, Of, all_gaps, everything

# Above the county one chooses a county first.
_COUNTED = ("county", "township", "village")
_TABLES: tuple[Of, ...] = ("person", "household", "finding")


@dataclass(frozen=True)
class Part:
    """A village or township: how many rows, how many of them whole, and its gaps by kind."""

    area: Area
    counts: dict[str, int]
    total: int
    whole: int

    @property
    def share(self) -> str:
        """Share of persons and households in whose file nothing is missing."""
        return f"{self.whole * 100 / self.total:.1f}%" if self.total else "—"

    @property
    def blocking(self) -> int:
        return sum(self.counts.get(gap.name, 0) for gap in all_gaps() if gap.blocks)

    @property
    def others(self) -> int:
        return sum(self.counts.get(gap.name, 0) for gap in all_gaps() if not gap.blocks)


def gap_page(gap: Gap, area: Area, query: QueryDict, *, scope: Scope, on: date) -> Page:
    """One page of the rows of one figure, each with its ``place``."""
    rows = gap.rows(scope, on).in_area(area)
    if gap.of != "household":
        rows = rows.select_related("household", *(("person",) if gap.of == "finding" else ()))
    page = page_of(rows, query)
    names = place_names(one.area_code for one in page.rows)
    for one in page.rows:
        one.place = names[one.area_code]
    return page


def countable(area: Area) -> bool:
    return area.level in _COUNTED


def quality_of(area: Area, *, scope: Scope, on: date) -> tuple[Part, list[Part]]:
    """The area as a whole, and its parts of the next level below."""
    parts: dict[int, dict[str, int]] = {}
    for of in _TABLES:
        for row in _counted(of, area, scope, on):
            counts = parts.setdefault(row.pop("part"), {})
            for name, count in row.items():
                counts[name] = counts.get(name, 0) + count
    names = {child.code: child for child in Area.objects.filter(code__in=parts)}
    total: dict[str, int] = {}
    for counts in parts.values():
        for name, count in counts.items():
            total[name] = total.get(name, 0) + count
    children = [_part(names[code], counts) for code, counts in sorted(parts.items()) if code in names]
    return _part(area, total), children if has_parts(area) else []


def _counted(of: Of, area: Area, scope: Scope, on: date) -> Any:
    gaps: list[Gap] = [gap for gap in all_gaps() if gap.of == of]
    conditions = {gap.name: gap.condition(on) for gap in gaps}
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items() if condition}
    plain = [name for name, condition in conditions.items() if not condition]
    if of != "finding" and counts:
        counts["_gap"] = Count("pk", filter=reduce(or_, (one for one in conditions.values() if one), Q()))
        counts["_total"] = Count("pk")
    counts |= {name: Count("pk") for name in plain}
    rows = everything(of, scope).in_area(area).order_by()
    return [dict(row) for row in rows.annotate(part=part_of(area)).values("part").annotate(**counts)]


def _part(area: Area, counts: dict[str, int]) -> Part:
    total = counts.get("_total", 0)
    return Part(area, counts, total, total - counts.get("_gap", 0))
