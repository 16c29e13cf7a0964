"""An area's support as a line of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foundation.areas.models import Area
from support_measures.models import AreaSupport, Status
from support_measures.panels import LEVELS

MOST_FROM_ABOVE = 50


def lines(rows: Iterable[AreaSupport], items: dict[str, str], *, own: int | None) -> list[dict[str, Any]]:
    """``own``: the code of the area whose records the reader may change."""
    shown = list(rows)
    places = Area.objects.filter(code__in={row.area_code for row in shown}).names()
    return [
        {
            "record": row,
            "item": items.get(row.item, row.item),
            "place": places.get(row.area_code, ""),
            "days": f"{row.starts_on}至{row.ends_on}" if row.ends_on else f"{row.starts_on}",
            "level": LEVELS[Status(row.status)],
            "open": row.area_code == own and row.status != Status.VOID,
        }
        for row in shown
    ]


def from_above(area: Area, items: dict[str, str]) -> list[dict[str, Any]]:
    """The newest of the areas that this one lies in: to read, as theirs."""
    rows = AreaSupport.objects.above(area.code).exclude(status=Status.VOID)
    return lines(rows.order_by("-starts_on", "-pk")[:MOST_FROM_ABOVE], items, own=None)
