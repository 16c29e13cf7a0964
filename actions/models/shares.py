"""A household's shares of a station or base, and what they paid in each year."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from actions.models.activities import Activity
from actions.querysets import SharePaymentQuerySet, ShareQuerySet
from foundation.recorded import Recorded, tracked
from households.models.linked import HouseholdLinked


class _Period(Func):
    function = "daterange"
    output_field = DateRangeField()


@tracked()
class Share(HouseholdLinked, Recorded):
    """Shares of a station or base, from a day to a day (exclusive): one holding at a time."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="shares", verbose_name="电站或基地")
    shares = models.DecimalField("份额", max_digits=12, decimal_places=4)
    starts_on = models.DateField("起始日期")
    ends_on = models.DateField("终止日期（不含）", null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = "折股份额"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="share_one_holding_at_a_time",
                expressions=[
                    (F("activity"), RangeOperators.EQUAL),
                    (F("household"), RangeOperators.EQUAL),
                    (_Period(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="share_of_something", condition=Q(shares__gt=0)),
            models.CheckConstraint(
                name="share_ends_after_start", condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on"))
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="share_by_area")]

    def __str__(self) -> str:
        return f"{self.shares}份"


@tracked()
class SharePayment(HouseholdLinked, Recorded):
    """What a household's shares paid for one year."""

    share = models.ForeignKey(Share, models.PROTECT, related_name="payments", verbose_name="份额")
    year = models.PositiveSmallIntegerField("分配年度")
    yuan = models.DecimalField("收益（元）", max_digits=12, decimal_places=2)
    paid_on = models.DateField("发放日期")
    document = models.CharField("凭证", max_length=60, blank=True)

    objects = SharePaymentQuerySet.as_manager()

    class Meta:
        verbose_name = "份额收益"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["share", "year"], name="share_payment_once_a_year"),
            models.CheckConstraint(name="share_payment_not_negative", condition=Q(yuan__gte=0)),
            models.CheckConstraint(
                name="share_payment_year_known", condition=Q(year__gte=2000) & Q(year__lte=2100)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="share_payment_by_area")]

    def __str__(self) -> str:
        return f"{self.year}年 {self.yuan}元"
