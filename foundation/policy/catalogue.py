"""What the pages of a plan and of an item show, worded."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from foundation.policy.explaining import explain
from foundation.policy.history import versions_of
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import items_of
from foundation.policy.rules import facts_in
from foundation.policy.wording import LEVELS, RECURRENCES, names_of, record_rows, what_counts


def url_of(item: PolicyItem, plan: PolicyPlan) -> str:
    return reverse("policy:item", args=[plan.slug, item.kind, item.slug])


def plan_page(plan: PolicyPlan) -> dict[str, Any]:
    actions, measures = (list(items_of(plan, kind)) for kind in ("action", "measure"))
    return {
        "plan": plan,
        "actions": [_row(item, plan) for item in actions],
        "measures": [_row(item, plan) for item in measures],
        "demands": plan.implementation.get("demands", []),
    }


def _row(item: PolicyItem, plan: PolicyPlan) -> dict[str, Any]:
    return {"item": item, "url": url_of(item, plan), "count": len(item.benefit_slugs)}


def item_page(item: PolicyItem) -> dict[str, Any]:
    """An item with the items under it, those that hold it, and everything in words."""
    plan = item.plan
    others = list(plan.items.all().in_force().order_by("number", "slug"))
    # An action and a benefit item may share a slug (literacy-class stands under the action literacy).
    by_slug = {one.slug: one for one in sorted(others, key=lambda one: one.kind == item.kind)}
    benefits = {one.slug: one for one in others if one.kind == PolicyItem.Kind.BENEFIT}
    under = [benefits[slug] for slug in item.benefit_slugs if slug in benefits]
    return {
        "plan": plan,
        "item": item,
        "under": [{"item": one, "url": url_of(one, plan)} for one in under],
        "stands_in": [
            {"item": one, "url": url_of(one, plan)}
            for one in others
            if item.kind == PolicyItem.Kind.BENEFIT and item.slug in one.benefit_slugs
        ],
        "condition": explain(item.rule) if item.nature else "",
        "facts": facts_in(item.rule) if item.nature else [],
        "first": item.first.get("words", ""),
        "level": LEVELS.get(item.per, ""),
        "counts": what_counts(item, by_slug),
        "recurrence": RECURRENCES.get(item.recurrence, ""),
        "conflicts": names_of(item.conflicts_with, plan, by_slug),
        "higher": names_of(item.higher_of, plan, by_slug),
        "versions": versions_of(item),
        "record_columns": ["记录内容", "填写", "可选值或单位"],
        "record_rows": record_rows(item),
    }
