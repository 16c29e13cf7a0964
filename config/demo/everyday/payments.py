"""The nursing allowance month by month: June still open in two townships, one sum that is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from config.demo.everyday.desk import Desk
from foundation.areas.models import Area
from foundation.policy.models import PolicyItem
from support_measures.models import BenefitRecord
from support_measures.payments.paying import Paid, pay, pay_month

ITEM = "nursing-allowance"
MONTHS = [date(2018, month, 1) for month in range(1, 7)]


def pay_by_month(desk: Desk) -> int:
    item = PolicyItem.objects.filter(plan__slug="gz-2017", kind="benefit", slug=ITEM).latest("pk")
    records = desk.scope.rows(BenefitRecord)
    late = list(
        Area.objects.current()
        .filter(level="township", code__gt=desk.county.code, code__lte=desk.county.code + 999_999)
        .order_by("code")[3:5]
    )
    _pay_wrong_sum(desk, records.filter(item=ITEM, status="approved").earliest("pk"))
    count = 0
    for month in MONTHS:
        due = records
        if month == MONTHS[-1]:
            for township in late:
                due = due.exclude(area_code__range=(township.code, township.code + 999))
        paid = Paid(date(2018, month.month, 20), "county", f"社发〔2018〕{month.month}号批次")
        done = pay_month(item=item, records=due, month=month, paid=paid, by=desk.clerk, on=desk.on)
        count += done["paid"]
    return count


def _pay_wrong_sum(desk: Desk, record: BenefitRecord) -> None:
    """Ten times its standard for January, as a slipped key pays it."""
    paid = Paid(date(2018, 1, 20), "county", "手工补发")
    pay(record=record, month=MONTHS[0], amount_yuan=Decimal(600), paid=paid, by=desk.clerk, on=desk.on)
