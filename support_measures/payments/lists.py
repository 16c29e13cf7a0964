"""The lists of paying out: what is due this month, what is owed, and what stands beside the rules.

Each list is one queryset of benefit records; its count and its rows cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.models import Figure, PolicyItem, PolicyPlan
from foundation.policy.plans import items_of
from foundation.policy.querysets import UnknownFigure
from support_measures.models import BenefitRecord

GRACE = "payment_grace_days"


def standard_kind(slug: str) -> str:
    """The kind of figure that holds an item's monthly standard, in yuan."""
    return f"standard_{slug}"


@dataclass(frozen=True)
class PaymentLists:
    """The lists of one area on one day, under the plan that the area follows."""

    scope: Scope
    area: Area
    plan: PolicyPlan
    on: date

    @property
    def records(self) -> Any:
        """Benefit records of households still in the registry."""
        return self.scope.rows(BenefitRecord).in_area(self.area).filter(household__left_on=None)

    @cached_property
    def monthly(self) -> list[PolicyItem]:
        """Benefits that are paid by the month: their records name a monthly standard."""
        items = items_of(self.plan, PolicyItem.Kind.BENEFIT, self.on).filter(recurrence="month")
        return [i for i in items if any(field["key"] == "standard_yuan" for field in i.record_fields)]

    @property
    def _slugs(self) -> list[str]:
        return [item.slug for item in self.monthly]

    def due(self) -> Any:
        """待发: this month's payment has not been recorded."""
        return self.records.of_item(*self._slugs).due_for_month(self.on.replace(day=1))

    def arrears(self) -> Any:
        """欠发: granted, its time is over, and it has not been paid."""
        return self.records.in_arrears(self.on, monthly=self._slugs, grace_days=self.grace_days)

    def twice(self) -> Any:
        """疑似重复: the same monthly benefit by two records over one time."""
        return self.records.granted_twice(monthly=self._slugs)

    def excluded(self) -> Any:
        """不得同享: held beside a benefit that excludes it."""
        items = items_of(self.plan, PolicyItem.Kind.BENEFIT, self.on).exclude(conflicts_with=[])
        return self.records.beside_excluded({item.slug: item.conflicts_with for item in items})

    def off_standard(self) -> Any:
        """与标准不符: the record's monthly standard is not the area's of that year."""
        return self.records.off_standard(self.on, self.standards)

    @cached_property
    def standards(self) -> dict[str, Decimal]:
        """Monthly standards on record for the area and year, by item; an item without one is not checked."""
        found = {}
        for item in self.monthly:
            try:
                found[item.slug] = self._figure(standard_kind(item.slug))
            except UnknownFigure:
                continue
        return found

    @cached_property
    def grace_days(self) -> int | None:
        """Days after which a single grant is owed; none on record: only months are judged."""
        try:
            return int(self._figure(GRACE))
        except UnknownFigure:
            return None

    def _figure(self, kind: str) -> Decimal:
        return Figure.objects.of(kind, area_code=self.area.code, year=self.on.year)


@dataclass(frozen=True)
class Tab:
    slug: str
    label: str
    rows: Callable[[PaymentLists], Any]
    hint: str


TABS: dict[str, Tab] = {
    tab.slug: tab
    for tab in (
        Tab("arrears", "欠发", PaymentLists.arrears, "已批准、应发放的时间已过、尚未登记发放。"),
        Tab("due", "本月待发", PaymentLists.due, "按月发放、本月在享、尚未登记本月发放。"),
        Tab(
            "twice", "疑似重复", PaymentLists.twice,
            "同一对象、同一项目有两条起止期重叠的记录，核实后作废一条。",
        ),
        Tab("excluded", "不得同享", PaymentLists.excluded, "按规定不能同时享受的待遇在同一时间并存。"),
        Tab(
            "off-standard", "与标准不符", PaymentLists.off_standard,
            "记录的月标准与本地当年标准不一致；本地没有录入标准的项目不作比较。",
        ),
    )
}  # fmt: skip
