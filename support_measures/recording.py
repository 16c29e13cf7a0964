"""Benefit records: granted, paid, made void. One record, or one for each of a list."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.fields import BigIntegerField

from foundation.accounts.models import User
from foundation.areas.codes import code_range
from foundation.policy.models import Nature, PolicyItem
from foundation.policy.periods import Period, current_period, in_words, runs_by_school_year
from foundation.policy.plans import items_of
from households.facts.refreshing import refresh
from households.models import Household, Person
from support_measures import sql
from support_measures.models import BenefitRecord, Status


class UnableToRecord(Exception):
    """Why a benefit cannot be recorded, in words for the clerk."""


@dataclass(frozen=True)
class Granted:
    """What was granted or got: from when to when (exclusive), how much, from which funds."""

    starts_on: date
    ends_on: date | None = None
    status: str = Status.APPROVED
    amount_yuan: Decimal | None = None
    fund_source: str = ""
    paid_on: date | None = None
    details: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_benefit(
    *,
    item: PolicyItem,
    household: Household,
    person: Person | None,
    by: User,
    on: date,
    starts_on: date,
    ends_on: date | None = None,
    status: str = Status.APPROVED,
    amount_yuan: Decimal | None = None,
    fund_source: str = "",
    paid_on: date | None = None,
    details: dict[str, Any] | None = None,
) -> BenefitRecord:
    """One record of ``item`` for the person, or for the household where the item is the household's."""
    granted = Granted(starts_on, ends_on, status, amount_yuan, fund_source, paid_on, details or {})
    check_item(item, by=by, area_code=household.area_code, on=on)
    _check_subject(item, household, person)
    check_granted(granted, on=on)
    # Two clerks at once: the second waits here and then sees the first one's record.
    Household.objects.select_for_update().get(pk=household.pk)
    subject = BenefitRecord.objects.exclude(status=Status.VOID).filter(household=household)
    _check_not_yet(item, subject.filter(person=person), granted)
    _check_no_conflict(item, subject.filter(Q(person=person) | Q(person=None)), granted)
    record = _saved(item, household, person, granted, by=by)
    refresh([household.pk], on=on)
    return record


@transaction.atomic
def record_benefits_for_many(
    *,
    item: PolicyItem,
    subjects: QuerySet[Any],
    by: User,
    on: date,
    granted: Granted,
) -> dict[str, int]:
    """The same record for everybody in ``subjects`` (rows of facts, such as a missed list): one statement.

    Who already has a record in the period, in any state but void, is left as they are. The
    records carry one ``batch``, by which ``support_measures.batches`` takes them back.
    """
    appointment = by.appointment_on(on)
    if appointment is None:
        raise UnableToRecord("您目前没有任职，不能登记。")
    check_item(item, by=by, area_code=appointment.area.code, on=on)
    check_granted(granted, on=on)
    asked = subjects.count()
    period = _period(item, granted.starts_on)
    touched = sql.record_many(
        _chosen(item, subjects),
        item=item.slug,
        version_id=item.pk,
        period=period,
        open_ended_count=item.recurrence in ("month", "standing"),
        status=granted.status,
        starts_on=granted.starts_on,
        ends_on=granted.ends_on,
        amount_yuan=granted.amount_yuan,
        fund_source=granted.fund_source,
        paid_on=_paid_on(granted, on),
        details=granted.details,
        batch=uuid.uuid4(),
        by_id=by.pk,
    )
    refresh(sorted(set(touched)), on=on)
    return {"asked": asked, "recorded": len(touched), "already": asked - len(touched)}


@transaction.atomic
def advance_benefit(
    *,
    record: BenefitRecord,
    to: str,
    by: User,
    on: date,
    paid_on: date | None = None,
    details: dict[str, Any] | None = None,
) -> BenefitRecord:
    """Draft → submitted → approved → paid, never back; further details may be added with it."""
    order = [Status.DRAFT, Status.SUBMITTED, Status.APPROVED, Status.PAID]
    kept: BenefitRecord = BenefitRecord.objects.select_for_update().get(pk=record.pk)
    if kept.status == Status.VOID:
        raise UnableToRecord("该记录已作废，不能再办理。")
    if to not in order or order.index(Status(to)) < order.index(Status(kept.status)):
        raise UnableToRecord(f"该记录已是“{kept.get_status_display()}”，不能退回。")
    if paid_on and paid_on > on:
        raise UnableToRecord("发放日期不能晚于今天。")
    kept.status = to
    kept.paid_on = (paid_on or kept.paid_on or on) if to == Status.PAID else kept.paid_on
    kept.details = {**kept.details, **(details or {})}
    kept.save()
    refresh([kept.household_id], on=on)
    return kept


@transaction.atomic
def void_benefit(*, record: BenefitRecord, by: User, on: date, reason: str) -> BenefitRecord:
    """The record stays and is marked void, with the reason; it counts nowhere any more."""
    if not reason.strip():
        raise UnableToRecord("请填写作废原因。")
    kept: BenefitRecord = BenefitRecord.objects.select_for_update().get(pk=record.pk)
    if kept.status == Status.VOID:
        raise UnableToRecord("该记录已作废。")
    kept.status = Status.VOID
    kept.details = {**kept.details, "void_reason": reason.strip(), "void_on": on.isoformat()}
    kept.save()
    refresh([kept.household_id], on=on)
    return kept


def check_item(item: PolicyItem, *, by: User, area_code: int, on: date, area_item: bool = False) -> None:
    if item.kind != PolicyItem.Kind.BENEFIT:
        raise UnableToRecord(f"“{item.name}”不是待遇项目，请到相应行动中登记。")
    if item.nature == Nature.AREA and not area_item:
        raise UnableToRecord(f"“{item.name}”按县登记，不登记到人到户。")
    sources = {entry["record"] for entry in item.satisfied_by}
    if sources and not sources & {"benefit_record", "area_support"}:
        raise UnableToRecord(f"“{item.name}”以结对、走访或台账为准，不在此登记。")
    appointment = by.appointment_on(on)
    if appointment is None or area_code not in appointment.area.range:
        raise UnableToRecord("该对象不在您负责的区域内。")
    plan_area = item.plan.area_id
    if plan_area is not None and area_code not in code_range(plan_area):
        raise UnableToRecord(f"“{item.plan}”不适用于该区域。")


def _check_subject(item: PolicyItem, household: Household, person: Person | None) -> None:
    if household.left_on is not None:
        raise UnableToRecord("该户已退出登记，不能再登记待遇。")
    if item.per == "person" and person is None:
        raise UnableToRecord(f"“{item.name}”登记到人，请选择家庭成员。")
    if item.per == "household" and person is not None:
        raise UnableToRecord(f"“{item.name}”登记到户，不登记到个人。")
    if person is not None and (person.household_id != household.pk or person.left_on is not None):
        raise UnableToRecord("该成员现不在此户。")


def check_granted(granted: Granted, *, on: date) -> None:
    if granted.amount_yuan is not None and granted.amount_yuan < 0:
        raise UnableToRecord("金额不能为负数。")
    if granted.ends_on is not None and granted.ends_on <= granted.starts_on:
        raise UnableToRecord("终止日期不能早于起始日期。")
    if granted.paid_on is not None and granted.paid_on > on:
        raise UnableToRecord("发放日期不能晚于今天。")
    if granted.status not in Status.values or granted.status == Status.VOID:
        raise UnableToRecord("请选择办理状态。")


def _check_not_yet(item: PolicyItem, own: QuerySet[BenefitRecord], granted: Granted) -> None:
    """An entitlement is recorded once a period; services may come again, but not from the same day."""
    own = own.filter(item=item.slug)
    if item.nature == Nature.ENTITLEMENT or item.recurrence in ("month", "standing"):
        found = _reaching_into(own, item, _covering(item, granted)).first()
    else:
        found = own.filter(starts_on=granted.starts_on).first()
    if found is not None:
        period = in_words(item.recurrence, _period(item, granted.starts_on))
        raise UnableToRecord(
            f"“{item.name}”本期（{period}）已登记，起始日期{found.starts_on:%Y-%m-%d}，"
            f"状态为{found.get_status_display()}，不能重复登记。"
        )


def _check_no_conflict(item: PolicyItem, theirs: QuerySet[BenefitRecord], granted: Granted) -> None:
    others = theirs.filter(item__in=item.conflicts_with, status__in=(Status.APPROVED, Status.PAID))
    found = _reaching_into(others, item, _covering(item, granted)).first()
    if found is not None:
        raise UnableToRecord(
            f"该对象本期已享受“{name_of(item, found.item)}”，按规定不能同时享受“{item.name}”。"
        )


def name_of(item: PolicyItem, slug: str) -> str:
    """The name of another benefit, an item of the plan or one of other departments."""
    for other in item.plan.other_benefits:
        if other["slug"] == slug:
            return str(other["name"])
    named = items_of(item.plan, PolicyItem.Kind.BENEFIT).filter(slug=slug).first()
    return named.name if named else slug


def _period(item: PolicyItem, day: date) -> Period:
    return current_period(item.recurrence, day, school_year=runs_by_school_year(item.record_fields))


def _covering(item: PolicyItem, granted: Granted) -> Period:
    """The item's period at the start, stretched to the record's own end."""
    period = _period(item, granted.starts_on)
    if item.recurrence not in ("month", "standing"):
        return period
    return Period(period.starts, max(period.ends, granted.ends_on or date.max))


def _reaching_into(
    records: QuerySet[BenefitRecord], item: PolicyItem, period: Period
) -> QuerySet[BenefitRecord]:
    open_ended = Q(ends_on=None) if item.recurrence in ("month", "standing") else Q(pk__in=())
    return records.filter(
        Q(starts_on__gte=period.starts) | Q(ends_on__gt=period.starts) | open_ended, starts_on__lt=period.ends
    )


def _paid_on(granted: Granted, on: date) -> date | None:
    return (granted.paid_on or on) if granted.status == Status.PAID else granted.paid_on


def _chosen(item: PolicyItem, subjects: QuerySet[Any]) -> QuerySet[Any]:
    """A household's record names no person."""
    rows = subjects.order_by()
    if item.per == "person":
        return rows.values("household_id", "area_code", "person_id")
    return rows.values("household_id", "area_code", person_id=Value(None, BigIntegerField(null=True)))


def _saved(
    item: PolicyItem, household: Household, person: Person | None, granted: Granted, *, by: User
) -> BenefitRecord:
    try:
        with transaction.atomic():
            return BenefitRecord.objects.create(
                item=item.slug,
                item_version=item,
                household=household,
                area_code=household.area_code,
                person=person,
                status=granted.status,
                starts_on=granted.starts_on,
                ends_on=granted.ends_on,
                amount_yuan=granted.amount_yuan,
                fund_source=granted.fund_source,
                paid_on=granted.paid_on or (granted.starts_on if granted.status == Status.PAID else None),
                details=granted.details,
                created_by=by,
            )
    except IntegrityError as error:
        raise UnableToRecord(f"“{item.name}”自该日起已有记录，不能重复登记。") from error
