"""Taking part in the ten key actions: enrolled, taking part, done; or left, with the reason."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.fields import BigIntegerField
from django.db.models.functions import Now

from actions import sql
from actions.models import Enrolment, Stage
from actions.models.enrolments import PUBLISHED
from foundation.accounts.models import User
from foundation.areas.codes import code_range
from foundation.policy.models import PolicyItem
from foundation.policy.periods import Period, current_period, in_words, runs_by_school_year
from foundation.policy.plans import items_of
from households.facts.refreshing import refresh
from households.models import Household, Person

ORDER = [Stage.WILLING, Stage.ENROLLED, Stage.TAKING_PART, Stage.DONE]


class UnableToEnrol(Exception):
    """Why somebody cannot be enrolled or moved on, in words for the clerk."""


@transaction.atomic
def enrol(
    *,
    action: PolicyItem,
    household: Household,
    person: Person | None,
    by: User,
    on: date,
    starts_on: date,
    item: str = "",
    stage: str = Stage.ENROLLED,
    ends_on: date | None = None,
    fund_yuan: Decimal | None = None,
    details: dict[str, Any] | None = None,
) -> Enrolment:
    """One person or household into ``action``; ``item`` names the promise where the action holds several."""
    _check_action(action, item=item, by=by, area_code=household.area_code, on=on)
    promise = promise_of(action, item)
    _check_subject(promise, household, person)
    _check_given(stage, starts_on, ends_on, fund_yuan)
    _check_consent(action.slug, details or {})
    # Two clerks at once: the second waits here and then sees the first one's record.
    Household.objects.select_for_update().get(pk=household.pk)
    _check_not_yet(action, promise, household, person, starts_on)
    enrolment = Enrolment(
        action=action.slug,
        item_version=action,
        item=item,
        household=household,
        area_code=household.area_code,
        person=person,
        stage=stage,
        starts_on=starts_on,
        ends_on=ends_on,
        fund_yuan=fund_yuan,
        details=details or {},
        created_by=by,
    )
    try:
        with transaction.atomic():
            enrolment.save()
    except IntegrityError as error:
        raise UnableToEnrol(f"“{action.name}”自该日起已有记录，不能重复登记。") from error
    refresh([household.pk], on=on)
    return enrolment


@transaction.atomic
def enrol_many(
    *,
    action: PolicyItem,
    subjects: QuerySet[Any],
    by: User,
    on: date,
    starts_on: date,
    item: str = "",
    stage: str = Stage.ENROLLED,
    fund_yuan: Decimal | None = None,
    details: dict[str, Any] | None = None,
) -> dict[str, int]:
    """Everybody in ``subjects`` (rows of facts, such as a missed list): one statement.

    Who takes part already, or is on the way in, is left as they are.
    """
    appointment = by.appointment_on(on)
    if appointment is None:
        raise UnableToEnrol("您目前没有任职，不能登记。")
    _check_action(action, item=item, by=by, area_code=appointment.area.code, on=on)
    _check_given(stage, starts_on, None, fund_yuan)
    _check_consent(action.slug, details or {})
    asked = subjects.count()
    touched = sql.enrol_many(
        _chosen(action, subjects),
        action=action.slug,
        version_id=action.pk,
        item=item,
        since=_period(action, starts_on).starts,
        stage=stage,
        starts_on=starts_on,
        fund_yuan=fund_yuan,
        details=details or {},
        by_id=by.pk,
    )
    refresh(sorted(set(touched)), on=on)
    return {"asked": asked, "recorded": len(touched), "already": asked - len(touched)}


@dataclass(frozen=True)
class Outcome:
    """What came of it, told when it is over."""

    skill: str = ""
    job: str = ""
    income_gained_yuan: Decimal | None = None


@transaction.atomic
def move_stage(
    *,
    enrolment: Enrolment,
    to: str,
    by: User,
    on: date,
    reason: str = "",
    details: dict[str, Any] | None = None,
    outcome: Outcome | None = None,
) -> Enrolment:
    """Onward only: willing → enrolled → taking part → done; out of any but done, with the reason."""
    now, outcome = Stage(enrolment.stage), outcome or Outcome()
    _check_move(now, to, reason)
    if to not in (Stage.DONE, Stage.LEFT) and outcome != Outcome():
        raise UnableToEnrol("成效（技能、就业、增收）在完成或退出时登记。")
    if outcome.income_gained_yuan is not None and outcome.income_gained_yuan < 0:
        raise UnableToEnrol("年增收不能为负数。")
    known = {**enrolment.details, **(details or {})}
    _check_consent(enrolment.action, known)
    values: dict[str, Any] = {"stage": to, "details": known, "updated_at": Now(), **asdict(outcome)}
    if to == Stage.LEFT:
        values["left_reason"] = reason.strip()[:60]
        if enrolment.ends_on is None and on > enrolment.starts_on:
            values["ends_on"] = on
    # Guarded: whoever moved it since it was read comes first, and this one is told.
    moved = Enrolment.objects.filter(
        pk=enrolment.pk, stage=enrolment.stage, details=enrolment.details
    ).update(**values)
    if not moved:
        raise UnableToEnrol("这条记录刚被他人更新，请重新打开再办理。")
    refresh([enrolment.household_id], on=on)
    enrolment.refresh_from_db()
    return enrolment


def _check_move(now: Stage, to: str, reason: str) -> None:
    if now == Stage.LEFT:
        raise UnableToEnrol("已退出的不能再变更；重新参加请另行登记。")
    if to == Stage.LEFT:
        if now == Stage.DONE:
            raise UnableToEnrol("已完成的不能登记退出。")
        if not reason.strip():
            raise UnableToEnrol("请填写退出原因。")
    elif to not in Stage.values or ORDER.index(Stage(to)) <= ORDER.index(now):
        raise UnableToEnrol(f"现在是“{now.label}”，只能往后办理，不能退回。")


def _check_consent(action: str, details: dict[str, Any]) -> None:
    """A model person's story is published only with the person's consent."""
    published = any(key in details for key in PUBLISHED)
    if action == "model-cases" and published and details.get("consent") is not True:
        raise UnableToEnrol("刊播事迹前须本人同意：请先在“本人同意宣传”选“是”。")


def _check_action(action: PolicyItem, *, item: str, by: User, area_code: int, on: date) -> None:
    if action.kind != PolicyItem.Kind.ACTION:
        raise UnableToEnrol(f"“{action.name}”不是重点行动。")
    if item and item not in action.benefit_slugs:
        raise UnableToEnrol(f"“{action.name}”没有这个项目。")
    if action.benefit_slugs and not item:
        raise UnableToEnrol(f"“{action.name}”包含几个项目，请从其中一个项目登记。")
    if any(entry["record"] == "pairing" for entry in action.satisfied_by):
        raise UnableToEnrol(f"“{action.name}”以结对为准，请在结对中登记。")
    appointment = by.appointment_on(on)
    if appointment is None or area_code not in appointment.area.range:
        raise UnableToEnrol("该对象不在您负责的区域内。")
    plan_area = action.plan.area_id
    if plan_area is not None and area_code not in code_range(plan_area):
        raise UnableToEnrol(f"“{action.plan}”不适用于该区域。")


def _check_subject(action: PolicyItem, household: Household, person: Person | None) -> None:
    if household.left_on is not None:
        raise UnableToEnrol("该户已退出登记，不能再登记。")
    if action.per == "person" and person is None:
        raise UnableToEnrol(f"“{action.name}”登记到人，请选择家庭成员。")
    if action.per == "household" and person is not None:
        raise UnableToEnrol(f"“{action.name}”登记到户，不登记到个人。")
    if person is not None and (person.household_id != household.pk or person.left_on is not None):
        raise UnableToEnrol("该成员现不在此户。")


def _check_given(stage: str, starts_on: date, ends_on: date | None, fund_yuan: Decimal | None) -> None:
    if stage not in ORDER:
        raise UnableToEnrol("请选择阶段：有意愿、已报名、参加中或已完成。")
    if fund_yuan is not None and fund_yuan < 0:
        raise UnableToEnrol("资金不能为负数。")
    if ends_on is not None and ends_on <= starts_on:
        raise UnableToEnrol("终止日期不能早于起始日期。")


def _check_not_yet(
    action: PolicyItem, promise: PolicyItem, household: Household, person: Person | None, starts_on: date
) -> None:
    """One enrolment at a time: a new one in the period needs the earlier one done or left."""
    live = Enrolment.objects.exclude(stage__in=(Stage.LEFT, Stage.DONE)).filter(
        Q(ends_on=None) | Q(ends_on__gt=starts_on),
        action=action.slug,
        item="" if promise.pk == action.pk else promise.slug,
        household=household,
        person=person,
    )
    period = _period(promise, starts_on)
    done = Enrolment.objects.filter(
        action=action.slug,
        item="" if promise.pk == action.pk else promise.slug,
        household=household,
        person=person,
        stage=Stage.DONE,
        starts_on__gte=period.starts,
        starts_on__lt=period.ends,
    )
    found = live.first() or done.first()
    if found is not None:
        raise UnableToEnrol(
            f"“{promise.name}”本期（{in_words(promise.recurrence, period)}）已登记，起始日期"
            f"{found.starts_on:%Y-%m-%d}，阶段为{found.get_stage_display()}，不能重复登记。"
        )


def promise_of(action: PolicyItem, item: str) -> PolicyItem:
    """What is enrolled in: the action, or its item where it holds several."""
    if not item:
        return action
    found: PolicyItem | None = items_of(action.plan, PolicyItem.Kind.BENEFIT).filter(slug=item).first()
    if found is None:
        raise UnableToEnrol(f"“{action.name}”没有这个项目。")
    return found


def _period(action: PolicyItem, day: date) -> Period:
    return current_period(action.recurrence, day, school_year=runs_by_school_year(action.record_fields))


def _chosen(action: PolicyItem, subjects: QuerySet[Any]) -> QuerySet[Any]:
    """A household's enrolment names no person."""
    rows = subjects.order_by()
    if action.per == "person":
        return rows.values("household_id", "area_code", "person_id")
    return rows.values("household_id", "area_code", person_id=Value(None, BigIntegerField(null=True)))
