"""Who is entitled to an item, who has it, who was missed: named lists that are counted by one query.

The lists have one definition (``LISTS``): which flags a row must carry. A count adds up
the groups of flags, a list filters by the same flags, so the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When

from assessment.entitlements import having
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.facts import Holds, Subject
from foundation.policy.models import Nature, PolicyItem
from foundation.policy.plans import items_judged_with
from foundation.policy.rules import compile_rule, missing_facts, unmet_conditions
from households.models import HouseholdFacts, PersonFacts

Flags = dict[str, bool]

# ``ruled_out`` is who surely does not meet the rule, or is known to hold what excludes the item:
# who cannot be judged is in neither flag, so never among the missed.
LISTS: dict[str, Flags] = {
    "entitled": {"entitled": True},
    "has": {"has": True},
    "missed": {"entitled": True, "has": False, "chose_other": False},
    "has_without": {"ruled_out": True, "has": True, "chose_other": False},
    "cannot_judge": {"entitled": False, "ruled_out": False},
    "ruled_out": {"ruled_out": True, "has": False},
}
FLAGS = ("entitled", "ruled_out", "has", "chose_other")

_MISSED: dict[str, str] = {
    Nature.ENTITLEMENT: "应享未享",
    Nature.NEED: "应服务未服务",
    Nature.PRIORITY: "排队名单",
    Nature.AREA: "尚未办理",
}
_LABELS = {
    "entitled": "符合条件",
    "has": "已享受",
    "has_without": "不应享已享",
    "cannot_judge": "无法判断",
    "ruled_out": "不符合条件",
}
_AREA_LABELS = {"has": "已办理", "has_without": "范围外已办理"}
UNITS = {"person": "人", "household": "户", "area": "个县"}


def label_of(name: str, item: PolicyItem) -> str:
    """The list's name in the words of the item's nature."""
    if name == "missed":
        return _MISSED.get(item.nature, "未享受")
    if item.nature == Nature.PRIORITY and name == "has_without":
        return "名单外已享受"
    if item.per == "area" and name in _AREA_LABELS:
        return _AREA_LABELS[name]
    return _LABELS[name]


@dataclass(frozen=True)
class ItemLists:
    """The lists of one item over the rows of one scope and area, on one day."""

    item: PolicyItem
    on: date
    rows: QuerySet[Any]

    @cached_property
    def _flagged(self) -> QuerySet[Any]:
        conditions = conditions_on(self.item, on=self.on)
        flagged: QuerySet[Any] = self.rows.annotate(
            **{flag: _flag(condition) for flag, condition in conditions.items()}
        )
        return flagged

    def of(self, name: str) -> QuerySet[Any]:
        """The rows of a list, by (area, key)."""
        rows: QuerySet[Any] = self._flagged.filter(**LISTS[name])
        return rows

    def counts(self) -> dict[str, int]:
        """Rows of every list, and ``all`` in the area: one query."""
        return _counted(self._flagged.order_by().values(*FLAGS).annotate(rows=Count("pk")))

    def counts_by(self, part: Any) -> dict[str, dict[str, int]]:
        """The same for each group of ``part``, an expression on the rows: one query."""
        groups: dict[str, list[Any]] = {}
        counted = self._flagged.annotate(part=part).order_by().values("part", *FLAGS)
        for group in counted.annotate(rows=Count("pk")):
            groups.setdefault(group["part"], []).append(group)
        return {key: _counted(rows) for key, rows in groups.items()}

    def within(self, part: Any, value: str) -> ItemLists:
        """The lists of one group of ``part``."""
        return ItemLists(self.item, self.on, self.rows.annotate(part=part).filter(part=value))

    def told(self, name: str) -> QuerySet[Any]:
        """The list with what a reader needs beside each row: what is missing, under way, who comes first."""
        item, on = self.item, self.on
        items = items_judged_with(item)
        first = Q(pk__in=())
        if item.first:
            first = compile_rule(_condition(item.first), on=on, subject=subject_of(item), item=items).yes
        rows: QuerySet[Any] = self.of(name).annotate(
            under_way=_flag(having.under_way(item, on=on)),
            comes_first=_flag(first),
            missing=missing_facts(item.rule, on=on, subject=subject_of(item), item=items),
        )
        if LISTS[name].get("ruled_out"):
            rows = rows.annotate(
                unmet=unmet_conditions(item.rule, on=on, subject=subject_of(item), item=items),
                excluded=_flag(having.holds_any(item.conflicts_with, item, on=on)),
            )
        if item.per == "person":
            rows = rows.select_related(
                "person__benefit_facts", "household__facts", "household__benefit_facts"
            )
        elif item.per == "household":
            rows = rows.select_related("household__benefit_facts")
        return rows


def _counted(groups: Iterable[Any]) -> dict[str, int]:
    """How many stand on each list, from the groups of flags."""
    found = dict.fromkeys([*LISTS, "all"], 0)
    for group in groups:
        found["all"] += group["rows"]
        for name, wanted in LISTS.items():
            if all(group[flag] == value for flag, value in wanted.items()):
                found[name] += group["rows"]
    return found


def conditions_on(item: PolicyItem, *, on: date, holds: Holds | None = None) -> dict[str, Q]:
    """``FLAGS`` of one item as conditions on its subjects' rows; ``holds``: how those ask for a record."""
    judged_with, subject = items_judged_with(item), subject_of(item)
    pair = compile_rule(item.rule, on=on, subject=subject, item=judged_with, holds=holds)
    holds = holds or having.by_records
    excluded = having.holds_any(item.conflicts_with, item, on=on, holds=holds)
    return {
        "entitled": pair.yes & ~excluded,
        "ruled_out": pair.no | excluded,
        "has": having.has_it(item, on=on, holds=holds),
        "chose_other": having.holds_any(item.higher_of, item, on=on, holds=holds),
    }


def subject_of(item: PolicyItem) -> Subject:
    """Whose rows the item's rule is judged on."""
    return cast(Subject, item.per)


def lists_of(item: PolicyItem, *, scope: Scope, area: Area, on: date) -> ItemLists:
    """The item's lists over the rows of ``area`` that ``scope`` sees."""
    return ItemLists(item, on, subjects_of(item.per, scope=scope, area=area))


def subjects_of(per: str, *, scope: Scope, area: Area) -> QuerySet[Any]:
    """Persons and households still on the registry, or the counties, within both scope and area."""
    if per == "person":
        people = scope.rows(PersonFacts).in_area(area)
        return people.filter(person__left_on=None, household__left_on=None)  # type: ignore[no-any-return]
    if per == "household":
        return scope.rows(HouseholdFacts).in_area(area).filter(household__left_on=None)  # type: ignore[no-any-return]
    return scope.rows(Area).current().below(area).of_level("county")  # type: ignore[no-any-return]


def _condition(first: dict[str, Any]) -> dict[str, Any]:
    """The order of the text stands bare or with its words beside it."""
    condition: dict[str, Any] = first.get("condition", first)
    return condition


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
