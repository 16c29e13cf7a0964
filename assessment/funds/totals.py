"""Sums of the streams: by item and source, by part of the area, of a household; and what areas were given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Sum

from actions.models import Activity
from assessment.funds.streams import STREAMS, Stream, Twins
from foundation.areas.models import Area
from foundation.areas.parts import has_parts, part_of
from foundation.areas.scope import Scope
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import items_of
from households.models import Household
from support_measures.models import AreaSupport


@dataclass(frozen=True)
class FundLine:
    """What one stream spent on one item from one source: ``count`` records, ``yuan`` in all."""

    stream: Stream
    what: str
    source: str
    count: int
    households: int
    yuan: Decimal


@dataclass(frozen=True)
class Funds:
    """The money of one area and year."""

    scope: Scope
    area: Area
    plan: PolicyPlan
    year: int

    def rows(self, stream: Stream) -> Any:
        """The records behind a sum: the same queryset that is summed."""
        return stream.rows(self.scope, twins_of(self.plan)).in_area(self.area).filter(spent_in=self.year)

    def lines(self) -> list[FundLine]:
        """Largest sum first: one query a stream."""
        found = []
        for stream in STREAMS.values():
            groups = self.rows(stream).order_by().values_list("what", "source")
            counted = groups.annotate(
                n=Count("pk"), homes=Count("household_id", distinct=True), total=Sum("yuan")
            )
            # A stream of one item and source is summed without groups: nothing is then a row of nothing.
            found += [FundLine(stream, *group) for group in counted.filter(n__gt=0)]
        return sorted(found, key=lambda line: -line.yuan)

    def by_part(self) -> dict[int, Decimal]:
        """The sum of each area of the next level below, by its code; a village has none."""
        parts: dict[int, Decimal] = {}
        if not has_parts(self.area):
            return parts
        for stream in STREAMS.values():
            grouped = self.rows(stream).order_by().annotate(part=part_of(self.area)).values_list("part")
            for code, yuan in grouped.annotate(total=Sum("yuan")):
                parts[code] = parts.get(code, Decimal(0)) + yuan
        return parts

    def given_to_areas(self) -> Any:
        """Area support of the year by item and source: shown apart, never added to what households got."""
        rows = self.scope.rows(AreaSupport).in_area(self.area).filter(starts_on__year=self.year)
        granted = rows.filter(status__in=("approved", "paid")).order_by()
        return granted.values("item", "fund_source").annotate(n=Count("pk"), yuan=Sum("amount_yuan"))

    def spent_on_activities(self) -> Any:
        """Funds of the activities begun in the year, by action and source: beside area support."""
        rows = self.scope.rows(Activity).in_area(self.area).filter(starts_on__year=self.year, fund_yuan__gt=0)
        grouped = rows.order_by().annotate(of=F("action")).values("of", "fund_source")
        return [
            {"item": group["of"], **group} for group in grouped.annotate(n=Count("pk"), yuan=Sum("fund_yuan"))
        ]


def twins_of(plan: PolicyPlan) -> Twins:
    """Actions whose taking part may be recorded as a benefit as well."""
    return {
        action.slug: items
        for action in items_of(plan, PolicyItem.Kind.ACTION)
        if (items := [slug for entry in action.satisfied_by for slug in entry.get("of", ())])
    }


def of_household(scope: Scope, household: Household, plan: PolicyPlan) -> list[dict[str, Any]]:
    """A household's money by year, newest first, with the part of each stream."""
    years: dict[int, dict[str, Any]] = {}
    for stream in STREAMS.values():
        rows = stream.rows(scope, twins_of(plan)).of_household(household).order_by()
        for year, yuan in rows.values_list("spent_in").annotate(total=Sum("yuan")):
            line = years.setdefault(year, {"year": year, "parts": [], "yuan": Decimal(0)})
            line["parts"].append((stream.label, yuan))
            line["yuan"] += yuan
    return [years[year] for year in sorted(years, reverse=True)]
