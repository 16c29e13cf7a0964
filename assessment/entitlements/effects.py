"""Who becomes entitled and who ceases to be when one version of an item takes the place of another."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from assessment.entitlements.lists import UNITS, subjects_of, verdicts_on
from foundation.areas.codes import township_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.effects import Effect, Named
from foundation.policy.models import PolicyItem

FIRST_PAGE = 20
_COUNTED = ("before", "after", "become", "cease", "had", "has", "unknown_before", "unknown_after")


def count_effect(
    old: PolicyItem | None, new: PolicyItem | None, scope: Scope, area: Area, on: date, with_names: bool
) -> Effect:
    """Both versions judged on the same rows and the same day, in one query; then the first names of each."""
    shown = new or old
    if shown is None or not shown.nature:
        return Effect("", **dict.fromkeys(_COUNTED, 0), becoming=[], ceasing=[])
    rows = subjects_of(shown.per, scope=scope, area=area)
    if old is not None and new is not None and old.per != new.per:
        raise ValueError("A version is judged on the same kind of rows as the one before it.")
    was, becomes = verdicts_on(old, on=on), verdicts_on(new, on=on)
    flagged = rows.annotate(was=was["entitled"], becomes=becomes["entitled"])
    become, cease = Q(was=False, becomes=True), Q(was=True, becomes=False)
    wanted = {
        "before": Q(was=True),
        "after": Q(becomes=True),
        "become": become,
        "cease": cease,
        "had": Q(has_now=True),
        "has": Q(has_then=True),
        "unknown_before": Q(was_unknown=True),
        "unknown_after": Q(will_be_unknown=True),
    }
    judged = flagged.annotate(
        has_now=was["has"],
        has_then=becomes["has"],
        was_unknown=was["unknown"],
        will_be_unknown=becomes["unknown"],
    )
    counted = judged.order_by().aggregate(
        **{name: Count("pk", filter=condition) for name, condition in wanted.items()}
    )
    names = [_named(flagged.filter(who), shown, scope) if with_names else [] for who in (become, cease)]
    return Effect(UNITS[shown.per], **counted, becoming=names[0], ceasing=names[1])


def _named(rows: QuerySet[Any], item: PolicyItem, scope: Scope) -> list[Named]:
    if item.per == "area":
        return [Named(row.name, "", "") for row in rows[:FIRST_PAGE]]
    related = ("person", "household") if item.per == "person" else ("household",)
    first = list(rows.select_related(*related)[:FIRST_PAGE])
    codes = {row.area_code for row in first}
    names = scope.rows(Area).filter(code__in=codes | {township_of(code) for code in codes}).names()
    return [
        Named(
            row.person.name if item.per == "person" else f"{row.household.head_name}户",
            f"{names.get(township_of(row.area_code), '')}{names.get(row.area_code, '')}",
            reverse("households:detail", args=[row.household_id]),
        )
        for row in first
    ]
