"""Payments on benefit records: one, a whole month's list, and taken back again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from foundation.accounts.models import User
from foundation.policy.models import PolicyItem
from support_measures.models import BenefitRecord, Payment, Status
from support_measures.payments import sql
from support_measures.querysets import BenefitRecordQuerySet


class UnableToPay(Exception):
    """Why money cannot be recorded as paid, in words for the clerk."""


@dataclass(frozen=True)
class Paid:
    """When, from which funds, on which document (the bank's batch, the voucher)."""

    paid_on: date
    fund_source: str = ""
    document: str = ""


@transaction.atomic
def pay(
    *, record: BenefitRecord, month: date | None, amount_yuan: Decimal, paid: Paid, by: User, on: date
) -> Payment:
    """One payment: of ``month`` (its first day) where the benefit is monthly, else an instalment."""
    kept: BenefitRecord = BenefitRecord.objects.select_for_update().get(pk=record.pk)
    if kept.status not in (Status.APPROVED, Status.PAID):
        raise UnableToPay(f"该记录是“{kept.get_status_display()}”，批准后才能登记发放。")
    _check_paid(paid, on=on)
    if amount_yuan <= 0:
        raise UnableToPay("发放金额应大于0元；退回的款项请撤回原发放记录。")
    if month is not None and not _covers(kept, month):
        raise UnableToPay(f"{month:%Y年%-m月}不在该待遇的起止期内，请核对月份。")
    try:
        with transaction.atomic():
            return Payment.objects.create(
                record=kept,
                household_id=kept.household_id,
                area_code=kept.area_code,
                month=month,
                amount_yuan=amount_yuan,
                created_by=by,
                **vars(paid),
            )
    except IntegrityError as error:
        period = f"{month:%Y年%-m月}" if month else f"{paid.paid_on:%Y-%m-%d}"
        raise UnableToPay(f"{period}已登记发放，不能重复登记；确有补发请改用另一日期或先撤回。") from error


@transaction.atomic
def pay_month(
    *, item: PolicyItem, records: BenefitRecordQuerySet, month: date, paid: Paid, by: User, on: date
) -> dict[str, Any]:
    """The month's list: each due record of ``records`` gets its monthly standard, in one statement.

    Records without a standard are left and counted. Run twice, the second pays nobody.
    Returns ``batch``, ``due``, ``paid``, ``yuan`` and ``without_standard``.
    """
    if item.recurrence != "month":
        raise UnableToPay(f"“{item.name}”不按月发放，请逐笔登记。")
    if month.day != 1 or month > on:
        raise UnableToPay("只能登记本月及以前月份的发放。")
    _check_paid(paid, on=on)
    batch = uuid.uuid4()
    due = records.of_item(item.slug).due_for_month(month).with_monthly_standard()
    found: int = due.count()
    count, yuan = sql.pay_due(
        due.filter(standard_yuan__gt=0), month=month, batch=batch, by_id=by.pk, **vars(paid)
    )
    if not count:
        raise UnableToPay(
            f"{month:%Y年%-m月}没有可发放的对象：在享{found}条记录未登记月标准。"
            if found
            else f"{month:%Y年%-m月}的“{item.name}”已全部登记发放，没有待发放对象。"
        )
    return {"batch": batch, "due": found, "paid": count, "yuan": yuan, "without_standard": found - count}


@transaction.atomic
def take_back(*, payments: QuerySet[Any], reason: str, on: date) -> int:
    """The payments stay on record, marked as taken back; they count nowhere any more."""
    if not reason.strip():
        raise UnableToPay("请填写撤回原因，例如“退票”或“重复登记”。")
    done: int = payments.filter(taken_back_on=None).update(taken_back_on=on, taken_back_reason=reason.strip())
    if not done:
        raise UnableToPay("这些发放记录已经撤回。")
    return done


def _covers(record: BenefitRecord, month: date) -> bool:
    first = record.starts_on.replace(day=1)
    return month.day == 1 and month >= first and (record.ends_on is None or month < record.ends_on)


def _check_paid(paid: Paid, *, on: date) -> None:
    if paid.paid_on > on:
        raise UnableToPay("发放日期不能晚于今天。")
