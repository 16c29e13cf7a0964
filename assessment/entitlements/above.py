"""Support of the areas above that covers this one: shown as theirs, never in this area's sums."""

from __future__ import annotations

from datetime import date
from typing import Any

from foundation.areas.models import Area
from foundation.policy.models import PolicyItem
from support_measures.models import AreaSupport, Status

COLUMNS = ["登记区域", "日期", "金额（元）", "资金来源", "状态"]
_MOST = 50


def from_above(item: PolicyItem, *, area: Area, on: date) -> list[list[Any]]:
    """Begun by the day and not void, the newest first; rows of ``COLUMNS``."""
    entries = [entry for entry in item.satisfied_by if entry["record"] == "area_support"]
    if item.per != "area" or not entries:
        return []
    slugs = {slug for entry in entries for slug in entry.get("of") or [item.slug]}
    rows = AreaSupport.objects.above(area.code).filter(item__in=slugs, starts_on__lte=on)
    found = list(rows.exclude(status=Status.VOID).order_by("-starts_on", "pk")[:_MOST])
    names = Area.objects.filter(code__in={row.area_code for row in found}).names()
    return [
        [
            f"{names.get(row.area_code, '')}（上级）",
            f"{row.starts_on}至{row.ends_on}" if row.ends_on else str(row.starts_on),
            row.amount_yuan if row.amount_yuan is not None else "未登记",
            row.get_fund_source_display() or "未登记",
            row.get_status_display(),
        ]
        for row in found
    ]
