"""Which plan an area follows, and its items."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q

from foundation.accounts.models import User
from foundation.accounts.roles import extent_of
from foundation.areas.models import Area
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.querysets import PolicyItemQuerySet, PolicyPlanQuerySet, lineage


class NoPlan(LookupError):
    """No plan is loaded for the area, nor a national one."""


def plan_for_area(area: Area | int, on: date | None = None) -> PolicyPlan:
    """The nearest plan at or above the area; the national one where there is none; of several, the latest.

    In force on the day; without one, on that of the scope.
    """
    code = area if isinstance(area, int) else area.code
    latest = [F(name).desc(nulls_last=True) for name in ("area_id", "holds_from", "issued_on")]
    plans = PolicyPlan.objects.in_force(on).filter(Q(area=None) | Q(area_id__in=lineage(code)))
    plan: PolicyPlan | None = plans.order_by(*latest).first()
    if plan is None:
        raise NoPlan("尚未载入政策方案，请先由系统管理员载入基础数据。")
    return plan


def all_plans() -> PolicyPlanQuerySet:
    """The national plan first, then the provinces' by code; drafts too."""
    plans = PolicyPlan.objects.select_related("area", "copied_from")
    return plans.order_by(F("area_id").asc(nulls_first=True), "issued_on", "pk")


def plans_in_force(on: date | None = None) -> PolicyPlanQuerySet:
    return all_plans().in_force(on)


def plans_shown_to(user: User, on: date) -> PolicyPlanQuerySet:
    """All but the drafts of others: a draft is seen by those who may write it."""
    appointment = user.appointment_on(on)
    writes = appointment is not None and extent_of(appointment.role, "edit_policy") == "yes"
    own = Q(area_id=appointment.area.code) if appointment and writes else Q(pk__in=())
    return all_plans().filter(Q(is_draft=False) | own)


def items_of(plan: PolicyPlan, kind: str, on: date | None = None) -> PolicyItemQuerySet:
    """``action``, ``measure`` or ``benefit`` as in force on the day, in the order of the document."""
    items: PolicyItemQuerySet = plan.items.all().in_force(on).of_kind(kind)
    return items


def shown_version(plan: PolicyPlan, kind: str, slug: str) -> PolicyItem | None:
    """The version in force today; of an item that is yet to come, or that is over, the newest."""
    versions = plan.items.filter(kind=kind, slug=slug)
    found: PolicyItem | None = versions.in_force().first() or versions.newest_first().first()
    return found


def items_judged_with(item: PolicyItem) -> tuple[str, ...]:
    """Whose statements count: the item's own, and for an action those of the items that satisfy it."""
    named: list[str] = []
    if item.kind == PolicyItem.Kind.ACTION:
        named = [slug for entry in item.satisfied_by for slug in entry.get("of", ())]
    return tuple(dict.fromkeys([item.slug, *named]))


def plans_open_to(area: Area) -> list[PolicyPlan]:
    """The plans that hold for the area: its province's own and the national one."""
    holds = Q(area=None) | Q(area_id__in=lineage(area.code))
    return list(PolicyPlan.objects.in_force().filter(holds).order_by("issued_on", "pk"))
