"""Coverage (覆盖情况): of those entitled how many have it, against the target of the text and its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from assessment.entitlements.lists import UNITS, ItemLists, label_of
from assessment.entitlements.slices import UNKNOWN, Slice
from foundation.areas.models import Area
from foundation.policy.models import PolicyItem

# Both plans run from 2016 to 2020; a target without a date holds at any time.
PLAN_BEGAN = date(2016, 1, 1)


@dataclass(frozen=True)
class Course:
    """The target, and what share an even pace would have reached by the day."""

    share: int
    by: date | None
    expected: float

    def words(self, served: int, entitled: int) -> str:
        """``达标``, ``进度正常`` or ``滞后``; nothing where nobody is entitled."""
        if not entitled:
            return "—"
        reached = 100 * served / entitled
        if reached >= self.share:
            return "达标"
        return "进度正常" if self.by and reached >= self.expected else "滞后"


def course_of(item: PolicyItem, *, on: date) -> Course | None:
    """None where the text sets no share that can be measured."""
    if item.target_share is None:
        return None
    if item.target_by is None or on >= item.target_by:
        return Course(item.target_share, item.target_by, float(item.target_share))
    gone = max(0, (on - PLAN_BEGAN).days) / (item.target_by - PLAN_BEGAN).days
    return Course(item.target_share, item.target_by, item.target_share * min(1.0, gone))


def group_name(shown: Slice, part: str, places: dict[int, str] | None = None) -> str:
    if part == UNKNOWN:
        return f"{shown.label}未登记"
    if shown.slug == "area":
        names = places if places is not None else Area.objects.filter(code=int(part)).names()
        return names.get(int(part), part)
    return shown.names.get(part, part)


def coverage_chart(
    lists: ItemLists, shown: Slice, *, area: Area, places: dict[int, str], query: str
) -> dict[str, Any]:
    """Bars of those who have it and those who were missed; the table leads to each list."""
    item, on = lists.item, lists.on
    counts = lists.counts_by(shown.part(area, on))
    keys = _in_order(shown, counts, places)
    names = [group_name(shown, key, places) for key in keys]
    rows = [
        _row(item, shown, key, name, counts.get(key), query, on)
        for key, name in zip(keys, names, strict=True)
    ]
    return {
        "id": "coverage",
        "caption": f"{area.name}：{item.name}，按{shown.label}",
        "columns": _columns(item),
        "rows": [*rows, _total(item, list(counts.values()), on)],
        "option_json": {
            "tooltip": {"trigger": "axis"},
            "legend": {},
            "grid": {"containLabel": True},
            "xAxis": {"type": "value", "minInterval": 1},
            "yAxis": {"type": "category", "inverse": True, "data": names},
            "series": [
                _bars("已享受", [_served(counts.get(key)) for key in keys]),
                _bars(label_of("missed", item), [(counts.get(key) or {}).get("missed", 0) for key in keys]),
            ],
        },
    }  # fmt: skip


def _bars(name: str, data: list[int]) -> dict[str, Any]:
    return {"name": name, "type": "bar", "stack": "all", "data": data}


def _in_order(shown: Slice, counts: dict[str, Any], places: dict[int, str]) -> list[str]:
    known = [str(code) for code in sorted(places)] if shown.slug == "area" else list(shown.names)
    return [*known, *sorted(key for key in counts if key not in known)]


def _columns(item: PolicyItem) -> list[dict[str, Any]]:
    unit = UNITS[item.per]
    words = [label_of(name, item) for name in ("entitled", "has", "missed", "has_without", "cannot_judge")]
    return [
        {"label": "分组"},
        *({"label": f"{word}（{unit}）", "is_number": True} for word in words),
        {"label": "落实率", "is_number": True},
        {"label": "目标进度"},
    ]


def _row(
    item: PolicyItem, shown: Slice, key: str, name: str, counts: dict[str, int] | None, query: str, on: date
) -> list[Any]:
    found = counts or dict.fromkeys(("entitled", "has", "missed", "has_without", "cannot_judge"), 0)
    address = reverse("entitlements:item", args=[item.kind, item.slug])
    cells: list[Any] = [name]
    for which in ("entitled", "has", "missed", "has_without", "cannot_judge"):
        asked = urlencode({"by": shown.slug, "part": key, "list": which})
        count = found[which]
        cells.append({"text": f"{count}", "url": f"{address}?{query}&{asked}"} if count else {"text": "0"})
    return [*cells, *_against_target(item, found, on)]


def _total(item: PolicyItem, groups: list[dict[str, int]], on: date) -> list[Any]:
    names = ("entitled", "has", "missed", "has_without", "cannot_judge")
    found = {name: sum(group[name] for group in groups) for name in names}
    return ["合计", *({"text": f"{found[name]}"} for name in names), *_against_target(item, found, on)]


def _against_target(item: PolicyItem, found: dict[str, int], on: date) -> list[str]:
    served, entitled = _served(found), found["entitled"]
    course = course_of(item, on=on)
    share = f"{100 * served / entitled:.1f}%" if entitled else "—"
    return [share, course.words(served, entitled) if course else "—"]


def _served(counts: dict[str, int] | None) -> int:
    """Entitled and not missed: who has it, or chose the higher benefit."""
    return counts["entitled"] - counts["missed"] if counts else 0
