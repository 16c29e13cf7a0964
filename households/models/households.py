"""The household: the unit of the registry (贫困户登记, 一户一档)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from foundation.recorded import Recorded, tracked
from foundation.sealed.fields import LookupKeyField, SealedField
from households.models.linked import HouseholdLinked
from households.querysets import HouseholdQuerySet, LinkedQuerySet


class PovertyStatus(models.TextChoices):
    NONE = "none", "非建档立卡户"
    IDENTIFIED = "identified", "未脱贫"
    LIFTED = "lifted", "已脱贫"
    FALLEN_BACK = "fallen_back", "返贫"
    REMOVED = "removed", "已退出(识别不准或销户)"


class Attribute(models.TextChoices):
    GENERAL = "general", "一般贫困户"
    DIBAO = "dibao", "低保贫困户"
    TEKUN = "tekun", "特困供养贫困户"


class Cause(models.TextChoices):
    ILLNESS = "illness", "因病"
    DISABILITY = "disability", "因残"
    SCHOOLING = "schooling", "因学"
    DISASTER = "disaster", "因灾"
    LAND = "land", "缺土地"
    WATER = "water", "缺水"
    SKILL = "skill", "缺技术"
    LABOUR = "labour", "缺劳力"
    FUNDS = "funds", "缺资金"
    TRANSPORT = "transport", "交通条件落后"
    MOTIVATION = "motivation", "自身发展动力不足"
    OTHER = "other", "其他"


class HouseGrade(models.TextChoices):
    A = "A", "A级(安全)"
    B = "B", "B级(基本安全)"
    C = "C", "C级(局部危险)"
    D = "D", "D级(整幢危险)"


@tracked()
class Household(Recorded):
    """A household that lives and spends together. Its status changes only by a procedure (StatusStep)."""

    number = models.CharField("户编号", max_length=24, unique=True)
    area_code = models.BigIntegerField("村(社区)")
    group_name = models.CharField("村民组", max_length=30, blank=True)
    address = models.CharField("住址", max_length=120, blank=True)
    head_name = models.CharField("户主姓名", max_length=50)
    head_initials = models.CharField("户主姓名拼音首字母", max_length=50, blank=True, editable=False)
    phone = SealedField("联系电话", kind="phone", null=True, blank=True)
    phone_key = LookupKeyField(of="phone", null=True, blank=True)
    attribute = models.CharField("户属性", max_length=10, choices=Attribute, default=Attribute.GENERAL)
    poverty_status = models.CharField(
        "脱贫属性", max_length=12, choices=PovertyStatus, default=PovertyStatus.IDENTIFIED
    )
    identified_on = models.DateField("识别时间", null=True, blank=True)
    lifted_year = models.PositiveSmallIntegerField("脱贫年度", null=True, blank=True)
    main_cause = models.CharField("主要致贫原因", max_length=12, choices=Cause, blank=True)
    house_grade = models.CharField("住房安全等级", max_length=1, choices=HouseGrade, blank=True)
    house_area_sqm = models.DecimalField(
        "住房面积(平方米)", max_digits=7, decimal_places=2, null=True, blank=True
    )
    only_house = models.BooleanField("唯一住房", null=True, blank=True)
    safe_water = models.BooleanField("饮水安全", null=True, blank=True)
    farmland_mu = models.DecimalField("耕地面积(亩)", max_digits=7, decimal_places=2, null=True, blank=True)
    need_accessibility = models.BooleanField("有无障碍改造需求", null=True, blank=True)
    startup_household = models.BooleanField("创业户", null=True, blank=True)
    has_contract_land_or_house = models.BooleanField("有承包地或住房可入股", null=True, blank=True)
    collective_member = models.BooleanField("集体经济组织成员", null=True, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    left_on = models.DateField("退出登记日期", null=True, blank=True)
    left_reason = models.CharField("退出登记原因", max_length=60, blank=True)
    # Optimistic locking: the second of two savers is told.
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = "残疾人贫困户"
        verbose_name_plural = "残疾人贫困户"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "area_code"], name="household_with_its_area"),
            models.CheckConstraint(
                name="household_area_is_a_village",
                condition=Q(area_code__gte=110_000_000_000, area_code__lte=999_999_999_999),
            ),
            models.CheckConstraint(
                name="household_status_known", condition=Q(poverty_status__in=PovertyStatus.values)
            ),
            models.CheckConstraint(
                name="household_attribute_known", condition=Q(attribute__in=Attribute.values)
            ),
            models.CheckConstraint(
                name="household_cause_known", condition=Q(main_cause__in=["", *Cause.values])
            ),
            models.CheckConstraint(
                name="household_grade_known", condition=Q(house_grade__in=["", *HouseGrade.values])
            ),
            models.CheckConstraint(
                name="household_lifted_has_its_year",
                condition=~Q(poverty_status="lifted") | Q(lifted_year__isnull=False),
            ),
            models.CheckConstraint(
                name="household_left_with_reason",
                condition=Q(left_on=None, left_reason="") | (Q(left_on__isnull=False) & ~Q(left_reason="")),
            ),
            models.CheckConstraint(
                name="household_measures_not_negative",
                condition=(Q(house_area_sqm=None) | Q(house_area_sqm__gte=0))
                & (Q(farmland_mu=None) | Q(farmland_mu__gte=0)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="household_by_area"),
            models.Index(fields=["phone_key"], name="household_by_phone"),
        ]

    def __str__(self) -> str:
        return f"{self.head_name}户({self.number})"

    @property
    def is_registered(self) -> bool:
        return self.poverty_status in {"identified", "lifted", "fallen_back"}


@tracked()
class StatusStep(HouseholdLinked, Recorded):
    """A change of the poverty status with its procedure: 民主评议 → 核查 → 公示 → 公告 (厅字〔2016〕16号)."""

    from_status = models.CharField("原状态", max_length=12, choices=PovertyStatus)
    to_status = models.CharField("新状态", max_length=12, choices=PovertyStatus)
    reviewed_on = models.DateField("民主评议日期", null=True, blank=True)
    checked_on = models.DateField("核查日期", null=True, blank=True)
    notice_from = models.DateField("公示开始", null=True, blank=True)
    notice_to = models.DateField("公示结束", null=True, blank=True)
    announced_on = models.DateField("公告日期", null=True, blank=True)
    decided_on = models.DateField("生效日期")
    reason = models.CharField("原因", max_length=200, blank=True)

    objects = LinkedQuerySet["StatusStep"].as_manager()

    class Meta:
        verbose_name = "脱贫状态变更"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="status_step_notice_in_order",
                condition=Q(notice_from=None) | Q(notice_to=None) | Q(notice_to__gte=models.F("notice_from")),
            ),
            models.CheckConstraint(
                name="status_step_changes_something", condition=~Q(from_status=models.F("to_status"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_from_status_display()}→{self.get_to_status_display()}"
