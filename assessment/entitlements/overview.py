"""All actions and measures of a plan with their counts: one query an item, however many people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessment.entitlements.lists import UNITS, label_of, lists_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import items_of


@dataclass(frozen=True)
class Line:
    """An item with its counts; ``share`` of the entitled who have it, in per cent."""

    item: PolicyItem
    counts: dict[str, int]
    missed_label: str
    unit: str

    @property
    def share(self) -> str:
        entitled = self.counts["entitled"]
        served = entitled - self.counts["missed"]
        return f"{100 * served / entitled:.1f}%" if entitled else "—"


@dataclass(frozen=True)
class Group:
    """An action or a measure: its own line where it has a rule, else those of its items."""

    item: PolicyItem
    lines: list[Line]


def overview(plan: PolicyPlan, *, scope: Scope, area: Area, on: date) -> dict[str, list[Group]]:
    """Actions and measures in the order of the document. Each item is counted once."""
    benefits = {item.slug: item for item in items_of(plan, PolicyItem.Kind.BENEFIT)}
    counted: dict[tuple[str, str], Line] = {}

    def line(item: PolicyItem) -> Line:
        key = (item.kind, item.slug)
        if key not in counted:
            counts = lists_of(item, scope=scope, area=area, on=on).counts()
            counted[key] = Line(item, counts, label_of("missed", item), UNITS[item.per])
        return counted[key]

    def group(item: PolicyItem) -> Group:
        named = [benefits[slug] for slug in item.benefit_slugs if slug in benefits]
        judged = ([item] if item.nature else []) + named
        return Group(item, [line(one) for one in judged])

    return {
        "actions": [group(item) for item in items_of(plan, PolicyItem.Kind.ACTION)],
        "measures": [group(item) for item in items_of(plan, PolicyItem.Kind.MEASURE)],
    }


def counties_concerned(area: Area) -> bool:
    """Whether the area holds whole counties: items of an area are counted by county."""
    return area.level in (Area.Level.PROVINCE, Area.Level.PREFECTURE, Area.Level.COUNTY)
