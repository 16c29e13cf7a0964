"""All actions and measures of a plan with their counts: three queries, however many items and people.

A county is counted whole. Above the county one action or measure is counted at a time,
when it is asked for; all of them by a run in the background (counting.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain

from assessment.entitlements.counting import Kept
from assessment.entitlements.lists import UNITS, label_of
from assessment.entitlements.tally import count_items
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
    kept: Kept | None = None,
) -> dict[str, list[Group]]:
    """Actions and measures in the order of the document. Each item is counted once.

    ``only`` names the one group (``measure-relocation``) to count; ``None`` counts all.
    What is not counted now is shown as ``kept`` has it.
    """
    benefits = {item.slug: item for item in items_of(plan, PolicyItem.Kind.BENEFIT, on)}

    def judged_in(item: PolicyItem) -> list[PolicyItem]:
        named = [benefits[slug] for slug in item.benefit_slugs if slug in benefits]
        return ([item] if item.nature else []) + named

    groups = {
        kind: [(item, judged_in(item)) for item in items_of(plan, kind, on)]
        for kind in (PolicyItem.Kind.ACTION, PolicyItem.Kind.MEASURE)
    }
    wanted = {
        one.pk: one
        for item, judged in chain.from_iterable(groups.values())
        if only is None or only == f"{item.kind}-{item.slug}"
        for one in judged
    }
    counted = count_items(wanted.values(), scope=scope, area=area, on=on)

    def line(item: PolicyItem) -> Line:
        counts = counted.get(item.pk) or (kept or {}).get(str(item.pk))
        return Line(item, counts, label_of("missed", item), UNITS[item.per])

    actions, measures = (
        [Group(item, [line(one) for one in judged]) for item, judged in of_kind]
        for of_kind in groups.values()
    )
    return {"actions": actions, "measures": measures}


def counted_whole(area: Area) -> bool:
    """Counties and what lies below are counted at once; more people one group at a time."""
    return area.level not in (Area.Level.PROVINCE, Area.Level.PREFECTURE)


def counties_concerned(area: Area) -> bool:
    """Whether the area holds whole counties: items of an area are counted by county."""
    return area.level in (Area.Level.PROVINCE, Area.Level.PREFECTURE, Area.Level.COUNTY)
