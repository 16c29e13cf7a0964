"""The household: the unit of the registry (贫困户登记, 一户一档)."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from foundation.recorded import Recorded, tracked
from foundation.sealed.fields import LookupKeyField, SealedField
from households.models.codes import Fuel, HouseStructure, Road, Standard
from households.models.linked import HouseholdLinked
from households.querysets import HouseholdQuerySet, LinkedQuerySet


class PovertyStatus(models.TextChoices):
    NONE = "none", "非建档立卡户"
    IDENTIFIED = "identified", "未脱贫"
    LIFTED = "lifted", "已脱贫"
    FALLEN_BACK = "fallen_back", "返贫"
    REMOVED = "removed", "已退出（识别不准或销户）"


MU = {"max_digits": 8, "decimal_places": 2, "null": True, "blank": True}
LAND = (
    "farmland_mu", "irrigated_mu", "forest_mu", "returned_forest_mu", "orchard_mu", "pasture_mu", "water_mu",
)  # fmt: skip


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
    A = "A", "A级（安全）"
    B = "B", "B级（基本安全）"
    C = "C", "C级（局部危险）"
    D = "D", "D级（整幢危险）"


@tracked()
class Household(Recorded):
    """A household that lives and spends together. Its status changes only by a procedure (StatusStep)."""

    number = models.CharField("户编号", max_length=24, unique=True)
    area_code = models.BigIntegerField("村（社区）")
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
    identification_standard = models.CharField(
        "识别标准", max_length=10, choices=Standard, blank=True, default="", db_default=""
    )
    main_cause = models.CharField("主要致贫原因", max_length=12, choices=Cause, blank=True)
    other_causes = ArrayField(
        models.CharField(max_length=12, choices=Cause),
        default=list,
        blank=True,
        verbose_name="其他致贫原因（至多两项）",
    )
    family_planning = models.BooleanField("计划生育户", null=True, blank=True)
    martyr_family = models.BooleanField("军烈属", null=True, blank=True)
    only_child = models.BooleanField("独生子女户", null=True, blank=True)
    two_daughters = models.BooleanField("双女户", null=True, blank=True)
    bank_name = models.CharField("开户银行", max_length=60, blank=True, default="", db_default="")
    bank_account = SealedField("银行账号", kind="account", null=True, blank=True)
    bank_account_key = LookupKeyField(of="bank_account", null=True, blank=True)
    house_grade = models.CharField("住房安全等级", max_length=1, choices=HouseGrade, blank=True)
    house_area_sqm = models.DecimalField(
        "住房面积（平方米）", max_digits=7, decimal_places=2, null=True, blank=True
    )
    house_structure = models.CharField(
        "房屋主要结构", max_length=16, choices=HouseStructure, blank=True, default="", db_default=""
    )
    house_built_year = models.PositiveSmallIntegerField("建房年份", null=True, blank=True)
    unsafe_house = models.BooleanField("危房户", null=True, blank=True)
    only_house = models.BooleanField("唯一住房", null=True, blank=True)
    safe_water = models.BooleanField("饮水安全", null=True, blank=True)
    water_difficult = models.BooleanField("饮水困难", null=True, blank=True)
    living_power = models.BooleanField("通生活用电", null=True, blank=True)
    production_power = models.BooleanField("通生产用电", null=True, blank=True)
    sanitary_toilet = models.BooleanField("有卫生厕所", null=True, blank=True)
    fuel = models.CharField(
        "主要燃料类型", max_length=10, choices=Fuel, blank=True, default="", db_default=""
    )
    road = models.CharField("入户路类型", max_length=10, choices=Road, blank=True, default="", db_default="")
    road_distance_km = models.DecimalField(
        "与村主干路距离（公里）", max_digits=5, decimal_places=2, null=True, blank=True
    )
    farmland_mu = models.DecimalField("耕地面积（亩）", max_digits=7, decimal_places=2, null=True, blank=True)
    irrigated_mu = models.DecimalField("有效灌溉面积（亩）", **MU)  # type: ignore[arg-type]
    forest_mu = models.DecimalField("林地面积（亩）", **MU)  # type: ignore[arg-type]
    returned_forest_mu = models.DecimalField("退耕还林面积（亩）", **MU)  # type: ignore[arg-type]
    orchard_mu = models.DecimalField("林果面积（亩）", **MU)  # type: ignore[arg-type]
    pasture_mu = models.DecimalField("牧草地面积（亩）", **MU)  # type: ignore[arg-type]
    water_mu = models.DecimalField("水面面积（亩）", **MU)  # type: ignore[arg-type]
    cooperative_member = models.BooleanField("加入农民专业合作社", null=True, blank=True)
    relocated = models.BooleanField("易地扶贫搬迁户", null=True, blank=True)
    relocated_on = models.DateField("搬迁入住日期", null=True, blank=True)
    relocation_old_address = models.CharField(
        "搬迁前住址", max_length=120, blank=True, default="", db_default=""
    )
    relocation_new_address = models.CharField(
        "安置点住址", max_length=120, blank=True, default="", db_default=""
    )
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
            models.CheckConstraint(
                name="household_land_not_negative",
                condition=reduce(and_, (Q(**{name: None}) | Q(**{f"{name}__gte": 0}) for name in LAND[1:])),
            ),
            models.CheckConstraint(
                name="household_road_distance_not_negative",
                condition=Q(road_distance_km=None) | Q(road_distance_km__gte=0),
            ),
            models.CheckConstraint(
                name="household_codes_known",
                condition=Q(identification_standard__in=["", *Standard.values])
                & Q(house_structure__in=["", *HouseStructure.values])
                & Q(fuel__in=["", *Fuel.values])
                & Q(road__in=["", *Road.values]),
            ),
            models.CheckConstraint(
                name="household_two_other_causes_known",
                condition=Q(other_causes__len__lte=2, other_causes__contained_by=Cause.values),
            ),
            models.CheckConstraint(
                name="household_other_causes_are_others",
                condition=~Q(other_causes__contains=[F("main_cause")]),
            ),
            models.CheckConstraint(
                name="household_one_child_or_two_daughters",
                condition=Q(only_child=None)
                | Q(two_daughters=None)
                | ~Q(only_child=True, two_daughters=True),
            ),
            models.CheckConstraint(
                name="household_built_in_a_plausible_year",
                condition=Q(house_built_year=None) | Q(house_built_year__range=(1800, 2100)),
            ),
            models.CheckConstraint(
                name="household_account_with_key",
                condition=Q(bank_account=None, bank_account_key=None)
                | Q(bank_account__isnull=False, bank_account_key__isnull=False),
            ),
            models.CheckConstraint(
                name="household_relocation_belongs_to_the_relocated",
                condition=Q(relocated=True, relocated__isnull=False)
                | Q(relocated_on=None, relocation_old_address="", relocation_new_address=""),
            ),
        ]
        indexes: ClassVar = [
            # With the day of leaving: lists are counted from the index alone.
            models.Index(fields=["area_code", "id"], include=["left_on"], name="household_by_area"),
            models.Index(fields=["phone_key"], name="household_by_phone"),
            models.Index(fields=["head_initials", "id"], name="household_by_head"),
        ]

    def __str__(self) -> str:
        return f"{self.head_name}户（{self.number}）"

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
    # The case that led here; older steps came with a roster and have their dates alone.
    procedure = models.ForeignKey(
        "households.Procedure", models.PROTECT, null=True, blank=True, related_name="status_steps"
    )

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
