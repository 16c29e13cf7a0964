"""The yearly survey: income, costs, and the two worries and three guarantees (两不愁三保障)."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from operator import and_
from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from foundation.recorded import Recorded, tracked
from households.models.linked import HouseholdLinked
from households.querysets import HouseholdYearQuerySet

MONEY = {"max_digits": 12, "decimal_places": 2}
PART = {**MONEY, "null": True, "blank": True}
TRANSFERS = (
    "family_planning_yuan", "dibao_yuan", "tekun_yuan", "pension_yuan", "ecology_yuan", "other_transfer_yuan",
)  # fmt: skip
COSTS = ("education_cost_yuan", "medical_cost_yuan", "living_cost_yuan", "other_cost_yuan")


def _transfers_sum_up() -> Q:
    """Either no part is told, or the parts told make up the total: the commonest error on forms."""
    total, *others = (Coalesce(F(name), Value(Decimal(0))) for name in TRANSFERS)
    for part in others:
        total = total + part  # type: ignore[assignment]
    return Q(**dict.fromkeys(TRANSFERS)) | Q(transfer_yuan=total)


@tracked()
class HouseholdYear(HouseholdLinked, Recorded):
    """Income of a calendar year in yuan; per head is computed by the database from its parts."""

    year = models.PositiveSmallIntegerField("年度")
    members = models.PositiveSmallIntegerField("家庭人口")
    wage_yuan = models.DecimalField("工资性收入（元）", **MONEY, default=Decimal(0))  # type: ignore[arg-type]
    business_yuan = models.DecimalField("生产经营性收入（元）", **MONEY, default=Decimal(0))  # type: ignore[arg-type]
    property_yuan = models.DecimalField("财产性收入（元）", **MONEY, default=Decimal(0))  # type: ignore[arg-type]
    transfer_yuan = models.DecimalField("转移性收入（元）", **MONEY, default=Decimal(0))  # type: ignore[arg-type]
    business_cost_yuan = models.DecimalField("生产经营性支出（元）", **MONEY, default=Decimal(0))  # type: ignore[arg-type]
    income_per_head_yuan = models.GeneratedField(
        expression=(
            F("wage_yuan")
            + F("business_yuan")
            + F("property_yuan")
            + F("transfer_yuan")
            - F("business_cost_yuan")
        )
        / F("members"),
        output_field=models.DecimalField(**MONEY),  # type: ignore[arg-type]
        db_persist=True,
        verbose_name="人均纯收入（元）",
    )
    family_planning_yuan = models.DecimalField("其中：计划生育金（元）", **PART)  # type: ignore[arg-type]
    dibao_yuan = models.DecimalField("其中：低保金（元）", **PART)  # type: ignore[arg-type]
    tekun_yuan = models.DecimalField("其中：特困（五保）供养金（元）", **PART)  # type: ignore[arg-type]
    pension_yuan = models.DecimalField("其中：养老保险金（元）", **PART)  # type: ignore[arg-type]
    ecology_yuan = models.DecimalField("其中：生态补偿金（元）", **PART)  # type: ignore[arg-type]
    other_transfer_yuan = models.DecimalField("其中：其他转移性收入（元）", **PART)  # type: ignore[arg-type]
    living_cost_yuan = models.DecimalField("生活消费支出（元）", **PART)  # type: ignore[arg-type]
    education_cost_yuan = models.DecimalField("教育支出（元）", **PART)  # type: ignore[arg-type]
    medical_cost_yuan = models.DecimalField("医疗总支出（元）", **PART)  # type: ignore[arg-type]
    other_cost_yuan = models.DecimalField("其他支出（元）", **PART)  # type: ignore[arg-type]
    medical_out_of_pocket_yuan = models.DecimalField("自付医疗支出（元）", **MONEY, null=True, blank=True)  # type: ignore[arg-type]
    food_ok = models.BooleanField("不愁吃", null=True, blank=True)
    clothing_ok = models.BooleanField("不愁穿", null=True, blank=True)
    water_ok = models.BooleanField("饮水安全", null=True, blank=True)
    education_ok = models.BooleanField("义务教育有保障", null=True, blank=True)
    medical_ok = models.BooleanField("基本医疗有保障", null=True, blank=True)
    housing_ok = models.BooleanField("住房安全有保障", null=True, blank=True)
    evidence = models.CharField("核实依据", max_length=200, blank=True)
    surveyed_on = models.DateField("调查日期", null=True, blank=True)
    # Rises by itself with every change of the row, whoever makes it (a trigger).
    version = models.PositiveIntegerField("版本", default=1, db_default=1, editable=False)

    objects = HouseholdYearQuerySet.as_manager()

    GUARANTEES = ("food_ok", "clothing_ok", "water_ok", "education_ok", "medical_ok", "housing_ok")

    class Meta:
        verbose_name = "年度收支"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["household", "year"], name="one_survey_a_year"),
            models.CheckConstraint(name="survey_has_members", condition=Q(members__gte=1)),
            models.CheckConstraint(name="survey_year_plausible", condition=Q(year__range=(2010, 2100))),
            models.CheckConstraint(
                name="survey_money_not_negative",
                condition=Q(
                    wage_yuan__gte=0,
                    business_yuan__gte=0,
                    property_yuan__gte=0,
                    transfer_yuan__gte=0,
                    business_cost_yuan__gte=0,
                )
                & (Q(medical_out_of_pocket_yuan=None) | Q(medical_out_of_pocket_yuan__gte=0)),
            ),
            models.CheckConstraint(
                name="survey_parts_not_negative",
                condition=reduce(
                    and_, (Q(**{name: None}) | Q(**{f"{name}__gte": 0}) for name in (*TRANSFERS, *COSTS))
                ),
            ),
            models.CheckConstraint(name="survey_transfers_sum_up", condition=_transfers_sum_up()),
            models.CheckConstraint(
                name="survey_own_share_within_medical_cost",
                condition=Q(medical_cost_yuan=None)
                | Q(medical_out_of_pocket_yuan=None)
                | Q(medical_out_of_pocket_yuan__lte=F("medical_cost_yuan")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "year"], name="survey_by_area")]

    def __str__(self) -> str:
        return f"{self.year}年"

    @property
    def missing_guarantees(self) -> list[str]:
        """Names of the guarantees that are not met or not known."""
        return [
            str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in self.GUARANTEES
            if getattr(self, name) is not True
        ]
