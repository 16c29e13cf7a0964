"""A province's own plan: copied from another as a draft, changed there, and put in force from a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from foundation.accounts.models import User
from foundation.accounts.roles import extent_of
from foundation.policy.history import Difference, differences
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import plan_for_area
from foundation.policy.versions import UnableToChange, why_not_editable, with_values

# Words that stand in the addresses of other pages.
_TAKEN = ("compare", "figures")
_COPIED = ("goal", "main_tasks", "implementation", "other_benefits")


@transaction.atomic
def copy_plan(
    *,
    source: PolicyPlan,
    slug: str,
    title: str,
    by: User,
    on: date,
    document_number: str = "",
    issued_on: date | None = None,
    issued_by: str = "",
) -> PolicyPlan:
    """A draft of the officer's province with every item that ``source`` has on the day."""
    appointment = by.appointment_on(on)
    if appointment is None or extent_of(appointment.role, "edit_policy") != "yes":
        raise UnableToChange("您的角色不能修改政策方案。")
    if slug in _TAKEN or PolicyPlan.objects.filter(slug=slug).exists():
        raise UnableToChange(f"标识“{slug}”已使用，请换一个。")
    plan = PolicyPlan.objects.create(
        slug=slug,
        title=title,
        document_number=document_number,
        issued_on=issued_on,
        issued_by=issued_by,
        area=appointment.area,
        is_draft=True,
        copied_from=source,
        made_by=by,
        **{name: getattr(source, name) for name in _COPIED},
    )
    copies = [with_values(item, {}) for item in source.items.all().in_force(on)]
    for copy in copies:
        copy.plan, copy.made_by = plan, by
    PolicyItem.objects.bulk_create(copies)
    return plan


@transaction.atomic
def put_in_force(*, plan: PolicyPlan, holds_from: date, reason: str, by: User, on: date) -> PolicyPlan:
    """From the day on the province follows this plan; the one before it stays readable."""
    kept: PolicyPlan = PolicyPlan.objects.select_for_update().get(pk=plan.pk)
    refusal = why_not_editable(kept, by=by, on=on)
    if refusal:
        raise UnableToChange(refusal)
    if not kept.is_draft:
        raise UnableToChange("该方案已经施行，请直接修改其中的项目。")
    if holds_from < on:
        raise UnableToChange("施行日期不能早于今天。")
    if not reason.strip():
        raise UnableToChange("请填写施行依据。")
    if PolicyPlan.objects.filter(area=kept.area, holds_from=holds_from).exists():
        raise UnableToChange("本省已有自该日起施行的方案，请另选日期。")
    kept.is_draft, kept.holds_from, kept.reason, kept.made_by = False, holds_from, reason.strip(), by
    kept.save(update_fields=["is_draft", "holds_from", "reason", "made_by"])
    return kept


@dataclass(frozen=True)
class Pairing:
    """An item in one plan, in the other, or in both, with what they say differently."""

    kind: str
    one: PolicyItem | None
    other: PolicyItem | None
    changes: list[Difference]

    @property
    def item(self) -> PolicyItem:
        found = self.one or self.other
        assert found is not None
        return found

    @property
    def state(self) -> str:
        """``same``, ``changed``, ``one`` or ``other``: where it is."""
        if self.one is None or self.other is None:
            return "one" if self.one else "other"
        return "changed" if self.changes else "same"


def side_by_side(one: PolicyPlan, other: PolicyPlan, *, on: date) -> list[Pairing]:
    """All items of both plans, joined by kind and slug; in the order of the first."""
    left, right = (
        {
            (item.kind, item.slug): item
            for item in plan.items.all().in_force(on).order_by("kind", "number", "slug")
        }
        for plan in (one, other)
    )
    return [
        Pairing(key[0], left.get(key), right.get(key), _changes(left.get(key), right.get(key)))
        for key in dict.fromkeys([*left, *right])
    ]


def _changes(one: PolicyItem | None, other: PolicyItem | None) -> list[Difference]:
    return differences(one, other) if one and other else []


def plan_before(plan: PolicyPlan, *, on: date) -> PolicyPlan:
    """The plan whose place a province's draft takes."""
    assert plan.area_id is not None
    return plan_for_area(plan.area_id, on)
