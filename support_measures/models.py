"""Benefit records (待遇记录) of the seventeen support measures, and support given to an area."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from foundation.policy.funding import FundSource as FundSource
from foundation.recorded import Recorded, tracked
from foundation.sealed.fields import LookupKeyField, SealedField
from households.models.linked import HouseholdLinked
from households.querysets import FactsQuerySet
from support_measures.querysets import AreaSupportQuerySet, BenefitRecordQuerySet, PaymentQuerySet


class Status(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已申请"
    APPROVED = "approved", "已批准"
    PAID = "paid", "已发放（落实）"
    VOID = "void", "作废"


@tracked()
class BenefitRecord(HouseholdLinked, Recorded):
    """What a person or household was granted or got, of which item, for which period, from which funds.

    The period runs from ``starts_on`` to ``ends_on`` (exclusive; open when null).
    ``person`` is empty where the item is the household's.
    """

    # Its index and the person's are those of several columns below.
    item = models.SlugField("待遇项目", db_index=False)
    # The version it was made under; null where a list or an older entry does not tell.
    item_version = models.ForeignKey(
        "policy.PolicyItem",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        editable=False,
        verbose_name="依据的政策版本",
    )
    person = models.ForeignKey(
        "households.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="benefits",
        verbose_name="享受人",
        db_index=False,
    )
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.APPROVED)
    starts_on = models.DateField("起始日期")
    ends_on = models.DateField("终止日期（不含）", null=True, blank=True)
    amount_yuan = models.DecimalField("金额（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    fund_source = models.CharField("资金来源", max_length=12, choices=FundSource, blank=True)
    paid_on = models.DateField("发放日期", null=True, blank=True)
    # Where it is paid to; often a parent's account (the holder stands among the details).
    account = SealedField("一卡通账号", kind="account", null=True, blank=True)
    account_key = LookupKeyField(of="account", null=True, blank=True)
    details = models.JSONField("详情", default=dict, blank=True)
    # Joins the records that one list made, so that the list can be taken back whole.
    batch = models.UUIDField("批次", null=True, blank=True, editable=False)

    objects = BenefitRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "待遇记录"
        verbose_name_plural = "待遇记录"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "household", "person", "starts_on"],
                condition=~Q(status="void"),
                nulls_distinct=False,
                name="benefit_once_a_period",
            ),
            models.CheckConstraint(name="benefit_status_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="benefit_account_with_key",
                condition=Q(account=None, account_key=None)
                | Q(account__isnull=False, account_key__isnull=False),
            ),
            models.CheckConstraint(
                name="benefit_ends_after_start", condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="benefit_amount_not_negative", condition=Q(amount_yuan=None) | Q(amount_yuan__gte=0)
            ),
            models.CheckConstraint(
                name="benefit_fund_source_known", condition=Q(fund_source__in=["", *FundSource.values])
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="benefit_by_area"),
            models.Index(fields=["item", "area_code"], name="benefit_by_item"),
            models.Index(fields=["person", "item"], name="benefit_by_person"),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="benefit_by_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.starts_on}"


@tracked()
class AreaSupport(Recorded):
    """What an area was given or did (资金投入, 托养机构, 培训班 …), with its document."""

    area_code = models.BigIntegerField("区域")
    item = models.SlugField("项目")
    # The version it was made under; null where an older entry does not tell.
    item_version = models.ForeignKey(
        "policy.PolicyItem",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        editable=False,
        verbose_name="依据的政策版本",
    )
    document = models.CharField("依据文件（文号）", max_length=100, blank=True, default="")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.APPROVED)
    starts_on = models.DateField("日期")
    ends_on = models.DateField("终止日期（不含）", null=True, blank=True)
    amount_yuan = models.DecimalField("金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    fund_source = models.CharField("资金来源", max_length=12, choices=FundSource, blank=True)
    details = models.JSONField("详情", default=dict, blank=True)

    objects = AreaSupportQuerySet.as_manager()

    class Meta:
        verbose_name = "区域支持记录"
        constraints: ClassVar = [
            models.CheckConstraint(name="area_support_status_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="area_support_amount_not_negative", condition=Q(amount_yuan=None) | Q(amount_yuan__gte=0)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="area_support_by_area")]

    def __str__(self) -> str:
        return f"{self.item} {self.starts_on}"


@tracked()
class Payment(HouseholdLinked, Recorded):
    """Money that was paid out on a benefit record: for a month of a monthly benefit, else an instalment.

    A payment is never deleted: a wrong one is taken back, with the reason. ``batch`` joins the
    payments that one list made, so that the list can be taken back whole.
    """

    record = models.ForeignKey(
        BenefitRecord, models.PROTECT, related_name="payments", verbose_name="待遇记录"
    )
    month = models.DateField("所属月份", null=True, blank=True)
    amount_yuan = models.DecimalField("金额（元）", max_digits=12, decimal_places=2)
    paid_on = models.DateField("发放日期")
    fund_source = models.CharField("资金来源", max_length=12, choices=FundSource, blank=True)
    document = models.CharField("凭证或批次", max_length=60, blank=True)
    batch = models.UUIDField("批次", null=True, blank=True, editable=False)
    taken_back_on = models.DateField("撤回日期", null=True, blank=True)
    taken_back_reason = models.CharField("撤回原因", max_length=100, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = "发放记录"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "month"],
                condition=Q(taken_back_on=None, month__isnull=False),
                name="payment_once_a_month",
            ),
            models.UniqueConstraint(
                fields=["record", "paid_on"],
                condition=Q(taken_back_on=None, month=None),
                name="payment_once_a_day",
            ),
            models.CheckConstraint(name="payment_of_something", condition=Q(amount_yuan__gt=0)),
            models.CheckConstraint(
                name="payment_month_is_its_first", condition=Q(month=None) | Q(month__day=1)
            ),
            models.CheckConstraint(
                name="payment_taken_back_with_reason",
                condition=Q(taken_back_on=None, taken_back_reason="")
                | (Q(taken_back_on__isnull=False) & ~Q(taken_back_reason="")),
            ),
            models.CheckConstraint(
                name="payment_fund_source_known", condition=Q(fund_source__in=["", *FundSource.values])
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="payment_by_area"),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="payment_by_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount_yuan}元"


class PersonBenefitFacts(HouseholdLinked):
    """What rules ask of a person's benefits: null is unknown. Written only by ``support_measures.facts``."""

    person = models.OneToOneField(
        "households.Person",
        models.PROTECT,
        primary_key=True,
        related_name="benefit_facts",
        db_constraint=False,
    )
    in_dibao_family = models.BooleanField(null=True)
    in_tekun = models.BooleanField(null=True)

    objects = FactsQuerySet["PersonBenefitFacts"].as_manager()

    class Meta:
        verbose_name = "人员待遇事实"

    def __str__(self) -> str:
        return f"benefit facts of person {self.pk}"


class HouseholdBenefitFacts(models.Model):
    """What rules ask of a household's benefits."""

    household = models.OneToOneField(
        "households.Household",
        models.PROTECT,
        primary_key=True,
        related_name="benefit_facts",
        db_constraint=False,
    )
    area_code = models.BigIntegerField(editable=False)
    trained = models.BooleanField(default=False)
    relocated = models.BooleanField(default=False)

    objects = FactsQuerySet["HouseholdBenefitFacts"].as_manager()

    class Meta:
        verbose_name = "户待遇事实"

    def __str__(self) -> str:
        return f"benefit facts of household {self.pk}"
