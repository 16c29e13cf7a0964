"""Which plan an area follows, and its items."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from foundation.areas.models import Area
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.querysets import PolicyItemQuerySet, lineage


class NoPlan(LookupError):
    """No plan is loaded for the area, nor a national one."""


def plan_for_area(area: Area | int) -> PolicyPlan:
    """The nearest plan at or above the area; the national one where there is none; of several, the latest."""
    code = area if isinstance(area, int) else area.code
    plan = (
        PolicyPlan.objects.filter(Q(area=None) | Q(area_id__in=lineage(code)))
        .order_by(F("area_id").desc(nulls_last=True), F("issued_on").desc(nulls_last=True))
        .first()
    )
    if plan is None:
        raise NoPlan("尚未载入政策方案,请先由系统管理员载入基础数据。")
    return plan


def all_plans() -> QuerySet[PolicyPlan]:
    """The national plan first, then the provinces' by code."""
    return PolicyPlan.objects.select_related("area").order_by(F("area_id").asc(nulls_first=True), "issued_on")


def items_of(plan: PolicyPlan, kind: str) -> PolicyItemQuerySet:
    """``action``, ``measure`` or ``benefit``, in the order of the document."""
    items: PolicyItemQuerySet = plan.items.all().of_kind(kind)
    return items


def items_judged_with(item: PolicyItem) -> tuple[str, ...]:
    """Whose statements count: the item's own, and for an action those of the items that satisfy it."""
    named: list[str] = []
    if item.kind == PolicyItem.Kind.ACTION:
        named = [slug for entry in item.satisfied_by for slug in entry.get("of", ())]
    return tuple(dict.fromkeys([item.slug, *named]))


def plans_open_to(area: Area) -> list[PolicyPlan]:
    """The plans that hold for the area: its province's own and the national one."""
    holds = Q(area=None) | Q(area_id__in=lineage(area.code))
    return list(PolicyPlan.objects.filter(holds).order_by("issued_on", "pk"))
