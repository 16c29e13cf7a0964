"""Cadres, who they are paired with (结对帮扶), and what they did on a visit (走访)."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from foundation.recorded import Recorded, tracked
from foundation.sealed.fields import LookupKeyField, SealedField
from households.models.linked import HouseholdLinked
from households.querysets import CadreQuerySet, LinkedQuerySet, PairingQuerySet


@tracked()
class Cadre(Recorded):
    """A helper (帮扶责任人): named by rosters before they have an account, and with one afterwards."""

    area_code = models.BigIntegerField("所在县")
    name = models.CharField("姓名", max_length=50)
    unit = models.CharField("单位", max_length=80, blank=True)
    post = models.CharField("职务", max_length=50, blank=True)
    phone = SealedField("联系电话", kind="phone", null=True, blank=True)
    phone_key = LookupKeyField(of="phone", null=True, blank=True)
    user = models.OneToOneField(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="cadre", verbose_name="账号"
    )

    objects = CadreQuerySet.as_manager()

    class Meta:
        verbose_name = "帮扶干部"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area_code", "name", "unit"], name="cadre_once_in_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.unit}）" if self.unit else self.name


class _Period(Func):
    function = "daterange"
    output_field = DateRangeField()


@tracked()
class Pairing(HouseholdLinked, Recorded):
    """A household and its cadre, from a day to a day (exclusive); the database allows one lead at a time."""

    class FundSource(models.TextChoices):
        FISCAL = "fiscal", "财政资金"
        UNIT = "unit", "单位自筹"
        SOCIAL = "social", "社会捐助"
        PERSONAL = "personal", "个人"

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="pairings", verbose_name="帮扶责任人")
    is_lead = models.BooleanField("第一责任人", default=True)
    starts_on = models.DateField("结对日期")
    ends_on = models.DateField("解除日期（不含）", null=True, blank=True)
    end_reason = models.CharField("解除原因", max_length=60, blank=True)
    measures = models.CharField("帮扶措施", max_length=300, blank=True)
    fund_yuan = models.DecimalField("帮扶资金（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    fund_source = models.CharField("资金来源", max_length=10, choices=FundSource, blank=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = "结对帮扶"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_lead_cadre_at_a_time",
                expressions=[
                    (F("household"), RangeOperators.EQUAL),
                    (_Period(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_lead=True),
            ),
            models.CheckConstraint(
                name="pairing_ends_after_start", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="pairing_fund_not_negative", condition=Q(fund_yuan=None) | Q(fund_yuan__gte=0)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="pairing_by_area")]

    def __str__(self) -> str:
        return f"{self.cadre} {self.starts_on}"


@tracked()
class Visit(HouseholdLinked, Recorded):
    """One visit. The phone makes the ``client_key``: a visit that is sent again is the same visit."""

    class Way(models.TextChoices):
        AT_HOME = "at_home", "入户"
        BY_PHONE = "by_phone", "电话"
        OTHER = "other", "其他"

    class Outcome(models.TextChoices):
        SOLVED = "solved", "已解决"
        UNDER_WAY = "under_way", "正在办理"
        REPORTED = "reported", "已上报"
        NOTHING = "nothing", "无诉求"

    client_key = models.UUIDField("记录标识", unique=True, default=uuid.uuid4)
    visited_on = models.DateField("走访日期")
    way = models.CharField("走访方式", max_length=10, choices=Way, default=Way.AT_HOME)
    done = models.TextField("走访内容", max_length=1000)
    needs_heard = models.TextField("群众诉求", max_length=1000, blank=True)
    outcome = models.CharField("解决情况", max_length=10, choices=Outcome, default=Outcome.NOTHING)
    goods_yuan = models.DecimalField("物资折款（元）", max_digits=10, decimal_places=2, default=Decimal(0))
    money_yuan = models.DecimalField("资金（元）", max_digits=10, decimal_places=2, default=Decimal(0))

    objects = LinkedQuerySet["Visit"].as_manager()

    class Meta:
        verbose_name = "走访记录"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="visit_money_not_negative", condition=Q(goods_yuan__gte=0, money_yuan__gte=0)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="visit_by_area")]

    def __str__(self) -> str:
        return f"{self.visited_on} {self.get_way_display()}"
