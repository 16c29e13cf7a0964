"""Changing policy: a new version of an item from a day, with the reason; in a draft the row itself.

The province changes its own plan only. What held before a change stays readable, and
records keep the version they were made under.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.roles import extent_of
from foundation.policy.loading import ITEM_FIELDS, same
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import items_of
from foundation.policy.validating import UnableToUse, validate


class UnableToChange(Exception):
    """Why policy cannot be changed so, in words for the officer."""


def why_not_editable(plan: PolicyPlan, *, by: User, on: date) -> str:
    """Empty where this user may change the plan on the day."""
    appointment = by.appointment_on(on)
    if appointment is None or extent_of(appointment.role, "edit_policy") != "yes":
        return "您的角色不能修改政策方案。"
    if plan.area_id is None:
        return "全国方案不能修改。请复制为本省方案后修改。"
    if plan.area_id != appointment.area.code:
        return "这是其他地区的方案，只能查看。"
    return ""


@transaction.atomic
def change_item(
    *, item: PolicyItem, values: Mapping[str, Any], holds_from: date, reason: str, by: User, on: date
) -> PolicyItem:
    """``values`` hold from the day; the version before them ends there. Returns the new one."""
    _check_editor(item.plan, reason, by=by, on=on)
    newest = _newest(item)
    changed = with_values(newest, values)
    if same(changed, newest):
        raise UnableToChange("内容没有改动。")
    check_rule(changed)
    if item.plan.is_draft:
        changed.pk = newest.pk
        return _kept(changed, newest.holds_from, newest.holds_to, reason, by)
    _check_day(newest, holds_from, on=on)
    if newest.holds_from is not None and on < newest.holds_from and holds_from <= newest.holds_from:
        return _corrected(changed, newest, holds_from, reason, by)
    PolicyItem.objects.filter(pk=newest.pk).update(holds_to=holds_from)
    return _kept(changed, holds_from, None, reason, by)


@transaction.atomic
def add_benefit(
    *,
    holder: PolicyItem,
    slug: str,
    values: Mapping[str, Any],
    holds_from: date,
    reason: str,
    by: User,
    on: date,
) -> PolicyItem:
    """A new benefit item under an action or measure, from the day."""
    plan = holder.plan
    _check_editor(plan, reason, by=by, on=on)
    if holder.kind == PolicyItem.Kind.BENEFIT:
        raise UnableToChange("待遇项目只能加在重点行动或保障措施下。")
    if plan.items.filter(kind=PolicyItem.Kind.BENEFIT, slug=slug).exists():
        raise UnableToChange(f"本方案已有标识为“{slug}”的待遇项目。")
    fresh = with_values(PolicyItem(plan=plan, kind=PolicyItem.Kind.BENEFIT, slug=slug), values)
    check_rule(fresh)
    slugs = [*_newest(holder).benefit_slugs, slug]
    change_item(
        item=holder, values={"benefit_slugs": slugs}, holds_from=holds_from, reason=reason, by=by, on=on
    )
    return _kept(fresh, None if plan.is_draft else holds_from, None, reason, by)


@transaction.atomic
def remove_benefit(
    *, holder: PolicyItem, item: PolicyItem, holds_from: date, reason: str, by: User, on: date
) -> None:
    """Out of the holder's list from the day; the item itself ends where no other holder lists it."""
    slugs = [slug for slug in _newest(holder).benefit_slugs if slug != item.slug]
    change_item(
        item=holder, values={"benefit_slugs": slugs}, holds_from=holds_from, reason=reason, by=by, on=on
    )
    others = items_of(item.plan, "action", holds_from) | items_of(item.plan, "measure", holds_from)
    if others.filter(benefit_slugs__contains=[item.slug]).exists():
        return
    newest = _newest(item)
    day = on if item.plan.is_draft else holds_from
    if newest.holds_from is not None and newest.holds_from >= day:
        raise UnableToChange(f"“{item.name}”自{newest.holds_from}起才施行，不能在此前取消。")
    PolicyItem.objects.filter(pk=newest.pk).update(holds_to=day)


def with_values(item: PolicyItem, values: Mapping[str, Any]) -> PolicyItem:
    """An unsaved row that says what ``item`` says, but for these values."""
    if unknown := set(values) - {field.name for field in ITEM_FIELDS}:
        raise KeyError(f"Not an item's to say: {sorted(unknown)}")
    said = {field.name: getattr(item, field.attname) for field in ITEM_FIELDS}
    return PolicyItem(plan=item.plan, kind=item.kind, slug=item.slug, **{**said, **values})


def check_rule(item: PolicyItem) -> None:
    if not item.nature:
        return
    try:
        validate(item.rule or {"always": True}, subject=item.per)  # type: ignore[arg-type]
    except UnableToUse as error:
        raise UnableToChange(str(error)) from error


def _check_editor(plan: PolicyPlan, reason: str, *, by: User, on: date) -> None:
    refusal = why_not_editable(plan, by=by, on=on)
    if refusal:
        raise UnableToChange(refusal)
    if not reason.strip():
        raise UnableToChange("请填写修改原因。")


def _check_day(newest: PolicyItem, holds_from: date, *, on: date) -> None:
    if holds_from < on:
        raise UnableToChange("施行日期不能早于今天。")
    if newest.holds_to is not None:
        raise UnableToChange(f"“{newest.name}”到{newest.holds_to}为止，不能再修改。")
    begun = newest.holds_from is not None and newest.holds_from <= on
    if begun and newest.holds_from is not None and holds_from <= newest.holds_from:
        raise UnableToChange(f"现行版本自{newest.holds_from}起施行，新版本须晚于该日。")


def _corrected(
    changed: PolicyItem, newest: PolicyItem, holds_from: date, reason: str, by: User
) -> PolicyItem:
    """A version that has not begun is corrected itself, and may begin earlier."""
    versions = PolicyItem.objects.filter(plan=newest.plan, kind=newest.kind, slug=newest.slug)
    before = versions.filter(holds_to=newest.holds_from).first()
    if before is not None and before.holds_from is not None and before.holds_from >= holds_from:
        raise UnableToChange(f"已有自{before.holds_from}起的版本，施行日期须晚于该日。")
    if before is not None:
        versions.filter(pk=before.pk).update(holds_to=holds_from)
    changed.pk = newest.pk
    return _kept(changed, holds_from, None, reason, by)


def _newest(item: PolicyItem) -> PolicyItem:
    """Locked: of two officers at once the second one waits, and changes what the first one left."""
    versions = PolicyItem.objects.filter(plan=item.plan, kind=item.kind, slug=item.slug)
    newest: PolicyItem = versions.select_for_update().newest_first()[0]
    return newest


def _kept(
    item: PolicyItem, holds_from: date | None, holds_to: date | None, reason: str, by: User
) -> PolicyItem:
    item.holds_from, item.holds_to, item.reason = holds_from, holds_to, reason.strip()
    item.made_by, item.made_at = by, timezone.now()
    item.save()
    return item
