"""All actions and measures of a plan with their counts: one query an item, however many people.

A county is counted whole (some 70 short queries). Above the county one action or measure
is counted at a time, when it is asked for; all of them by a run in the background (counting.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessment.entitlements.counting import Counts
from assessment.entitlements.lists import UNITS, label_of, lists_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import items_of


@dataclass(frozen=True)
class Line:
    """An item with its counts; ``share`` of the entitled who have it, in per cent."""

    item: PolicyItem
    counts: dict[str, int] | None
    missed_label: str
    unit: str

    @property
    def share(self) -> str:
        counts = self.counts or {"entitled": 0, "missed": 0}
        entitled = counts["entitled"]
        served = entitled - counts["missed"]
        return f"{100 * served / entitled:.1f}%" if entitled else "—"


@dataclass(frozen=True)
class Group:
    """An action or a measure: its own line where it has a rule, else those of its items."""

    item: PolicyItem
    lines: list[Line]

    @property
    def key(self) -> str:
        return f"{self.item.kind}-{self.item.slug}"

    @property
    def is_counted(self) -> bool:
        return all(line.counts is not None for line in self.lines)


def overview(
    plan: PolicyPlan,
    *,
    scope: Scope,
    area: Area,
    on: date,
    only: str | None = None,
    kept: Counts | None = None,
) -> dict[str, list[Group]]:
    """Actions and measures in the order of the document. Each item is counted once.

    ``only`` names the one group (``measure-relocation``) to count; ``None`` counts all.
    What is not counted now is shown as ``kept`` has it.
    """
    benefits = {item.slug: item for item in items_of(plan, PolicyItem.Kind.BENEFIT, on)}
    counted: dict[tuple[str, str], Line] = {}

    def line(item: PolicyItem, wanted: bool) -> Line:
        key = (item.kind, item.slug)
        if not wanted:
            return Line(item, (kept or {}).get(str(item.pk)), label_of("missed", item), UNITS[item.per])
        if key not in counted:
            counts = lists_of(item, scope=scope, area=area, on=on).counts()
            counted[key] = Line(item, counts, label_of("missed", item), UNITS[item.per])
        return counted[key]

    def group(item: PolicyItem) -> Group:
        named = [benefits[slug] for slug in item.benefit_slugs if slug in benefits]
        judged = ([item] if item.nature else []) + named
        wanted = only is None or only == f"{item.kind}-{item.slug}"
        return Group(item, [line(one, wanted) for one in judged])

    return {
        "actions": [group(item) for item in items_of(plan, PolicyItem.Kind.ACTION, on)],
        "measures": [group(item) for item in items_of(plan, PolicyItem.Kind.MEASURE, on)],
    }


def counted_whole(area: Area) -> bool:
    """Counties and what lies below are counted at once; more people one group at a time."""
    return area.level not in (Area.Level.PROVINCE, Area.Level.PREFECTURE)


def counties_concerned(area: Area) -> bool:
    """Whether the area holds whole counties: items of an area are counted by county."""
    return area.level in (Area.Level.PROVINCE, Area.Level.PREFECTURE, Area.Level.COUNTY)
