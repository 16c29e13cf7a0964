"""Shares of a station or base given to households, ended, and what they paid in a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from actions.activities.kinds import WITH_SHARES
from actions.models import Activity, Share, SharePayment
from foundation.accounts.models import User
from foundation.areas.codes import code_range
from households.models import Household


class UnableToShare(Exception):
    """Why shares or their payment cannot be kept, in words for the clerk."""


@transaction.atomic
def give_shares(
    *,
    activity: Activity,
    holdings: Sequence[tuple[Household, Decimal]],
    starts_on: date,
    by: User,
    on: date,
) -> int:
    """From that day each of the households holds its shares; one holding at a time."""
    if activity.kind not in WITH_SHARES:
        raise UnableToShare("只有电站和基地可以折股到户。")
    if not holdings:
        raise UnableToShare("请选择农户并填写份额。")
    for household, shares in holdings:
        _check_household(activity, household, by=by, on=on)
        if shares <= 0:
            raise UnableToShare(f"{household.head_name}户的份额要大于0。")
        share = Share(
            activity=activity, household=household, area_code=household.area_code, shares=shares,
            starts_on=starts_on, created_by=by,
        )  # fmt: skip
        try:
            with transaction.atomic():
                share.save()
        except IntegrityError as error:
            raise UnableToShare(
                f"{household.head_name}户自该日起已有“{activity.name}”的份额；要变更请先终止原份额。"
            ) from error
    return len(holdings)


@transaction.atomic
def end_share(*, share: Share, ends_on: date, by: User, on: date) -> Share:
    kept: Share = Share.objects.select_for_update().get(pk=share.pk)
    if kept.ends_on is not None:
        raise UnableToShare("该份额已终止。")
    if ends_on <= kept.starts_on:
        raise UnableToShare(f"终止日期要晚于起始日期{kept.starts_on:%Y-%m-%d}。")
    kept.ends_on = ends_on
    kept.save()
    return kept


@transaction.atomic
def pay_shares(
    *,
    activity: Activity,
    year: int,
    paid_on: date,
    document: str,
    amounts: Mapping[Share, Decimal],
    by: User,
    on: date,
) -> int:
    """What each holding paid for the year; entered again it is corrected, never doubled."""
    if paid_on > on:
        raise UnableToShare("发放日期不能晚于今天。")
    if year > on.year:
        raise UnableToShare("还没有到该分配年度。")
    for share, yuan in amounts.items():
        if share.activity_id != activity.pk:
            raise UnableToShare("所选份额不属于该电站或基地。")
        if yuan < 0:
            raise UnableToShare("收益不能为负数。")
        ended = share.ends_on is not None and share.ends_on <= date(year, 1, 1)
        if ended or share.starts_on > date(year, 12, 31):
            raise UnableToShare(f"{year}年没有持有该份额。")
    rows = [
        SharePayment(
            share=share, household_id=share.household_id, area_code=share.area_code, year=year, yuan=yuan,
            paid_on=paid_on, document=document, created_by=by,
        )
        for share, yuan in amounts.items()
    ]  # fmt: skip
    SharePayment.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["share", "year"],
        update_fields=["yuan", "paid_on", "document", "updated_at"],
    )
    return len(rows)


def _check_household(activity: Activity, household: Household, *, by: User, on: date) -> None:
    appointment = by.appointment_on(on)
    if appointment is None or household.area_code not in appointment.area.range:
        raise UnableToShare(f"{household.head_name}户不在您负责的区域内。")
    if household.area_code not in code_range(activity.area_code):
        raise UnableToShare(f"{household.head_name}户不在“{activity.name}”的区域内。")
    if household.left_on is not None:
        raise UnableToShare(f"{household.head_name}户已退出登记，不能再折股。")
