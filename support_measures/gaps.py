"""Gaps in the file that hold up money already granted, or the judging of a subsidy."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from foundation.policy.models import PolicyItem
from households.models import DisabilityCertificate, FactStatement
from households.quality.kinds import Gap, register_gap
from support_measures.models import BenefitRecord

SEVERE = 2  # the first and second level are the severe ones (重度), as the certificate's standard has it


def _granted_without_account(on: date) -> Q:
    """Granted month by month, and neither the grant nor the household names an account."""
    monthly = PolicyItem.objects.filter(kind="benefit", recurrence="month").order_by().values("slug")
    granted = BenefitRecord.objects.in_force(on).filter(
        household=OuterRef("pk"), item__in=monthly, account_key=None
    )
    return Q(bank_account_key=None) & Q(Exists(granted.order_by()))


def _care_not_stated(on: date) -> Q:
    severe = DisabilityCertificate.objects.filter(
        person=OuterRef("pk"), state="valid", level__lte=SEVERE
    ).order_by()
    stated = FactStatement.objects.filter(
        Q(holds_to=None) | Q(holds_to__gt=on),
        person=OuterRef("pk"), fact="need_long_term_care", holds_from__lte=on,
    )  # fmt: skip
    return Q(Exists(severe)) & ~Q(Exists(stated.order_by()))


GAPS = (
    Gap(
        "granted-no-account",
        "已批准按月发放的待遇没有收款账号",
        "household",
        _granted_without_account,
        "更正户信息登记银行账号，或在待遇记录中登记一卡通账号",
        "已批准待遇的按月发放",
        5,
    ),
    Gap(
        "care-not-stated",
        "重度残疾人未认定是否需要长期照护",
        "person",
        _care_not_stated,
        "评估后登记认定结论",
        "重度残疾人护理补贴（无法判断）",
        55,
    ),
)


def declare() -> None:
    """Called from ``SupportMeasuresConfig.ready``."""
    for gap in GAPS:
        register_gap(gap)
