"""Policy as data: plans with their actions, measures and benefit items; figures with their sources."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable
from django.utils import timezone

from foundation.areas.models import Area
from foundation.policy.querysets import FigureQuerySet, PolicyItemQuerySet, PolicyPlanQuerySet
from foundation.recorded import tracked


class InForce(Func):
    """The days from ``holds_from`` to ``holds_to`` (not included); open where null."""

    function = "daterange"
    output_field = DateRangeField()


def _one_at_a_time(column: str) -> list[tuple[str | Combinable, str]]:
    same: list[tuple[str | Combinable, str]] = [
        (name, RangeOperators.EQUAL) for name in ("plan", "kind", column)
    ]
    return [*same, (InForce("holds_from", "holds_to"), RangeOperators.OVERLAPS)]


class PolicyPlan(models.Model):
    """A document: the national plan of 2016, a province's own. An area follows the nearest plan above it."""

    slug = models.SlugField("标识", unique=True)
    title = models.CharField("文件名称", max_length=120)
    document_number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, verbose_name="适用区域（空为全国）")
    goal = models.TextField("总体目标", blank=True)
    main_tasks = models.TextField("主要任务", blank=True)
    issued_by = models.CharField("印发单位", max_length=120, blank=True)
    # Part five: {"demands": [...], "records": [...]}; what those in charge are asked for, and how it is kept.
    implementation = models.JSONField("组织领导", default=dict, blank=True)
    # A plan that a province is still writing holds nowhere; a plan without a day holds since ever.
    is_draft = models.BooleanField("起草中", default=False)
    holds_from = models.DateField("施行日期", null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="复制自"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="录入人",
    )
    reason = models.CharField("施行依据", max_length=300, blank=True)
    # Benefits of other departments, named only in conflicts_with and higher_of: slug, name, list.
    other_benefits = models.JSONField("其他部门待遇", default=list, blank=True)

    objects = PolicyPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "政策方案"
        verbose_name_plural = "政策方案"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="plan_draft_has_no_day", condition=Q(is_draft=False) | Q(holds_from=None)
            ),
            models.CheckConstraint(name="plan_day_has_reason", condition=Q(holds_from=None) | ~Q(reason="")),
            models.CheckConstraint(
                name="plan_draft_is_a_provinces", condition=Q(is_draft=False) | Q(area__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def items_by_slug(self) -> dict[str, PolicyItem]:
        """What is had and recorded, the newest version of each: for names and labels."""
        rows = self.items.exclude(nature="").defer("policy_text", "annex_text").newest_first()
        return {row.slug: row for row in reversed(rows)}

    @property
    def tasks(self) -> list[str]:
        return self.main_tasks.splitlines()


class Nature(models.TextChoices):
    ENTITLEMENT = "entitlement", "应享（缺了算应享未享）"
    NEED = "need", "应服务（有需求未服务算应服务未服务）"
    PRIORITY = "priority", "优先（排队名单，不算漏）"
    AREA = "area", "按区域办理"


class PolicyItem(models.Model):
    """An action, a measure or a benefit item as one plan has it, with its rule and what its records hold.

    A row is one version: it holds from a day to a day, and a changed item is a new row. Read
    them with ``in_force(on)``; records keep the row they were made under. Rows of two plans
    are joined by ``kind`` and ``slug``, never by number. Differences between plans are
    already resolved: each row says what its own plan says.
    """

    class Kind(models.TextChoices):
        ACTION = "action", "重点行动"
        MEASURE = "measure", "保障措施"
        BENEFIT = "benefit", "待遇项目"

    plan = models.ForeignKey(PolicyPlan, models.CASCADE, related_name="items", verbose_name="方案")
    kind = models.CharField("类别", max_length=10, choices=Kind)
    slug = models.SlugField("标识")
    number = models.PositiveSmallIntegerField("序号", null=True, blank=True)
    name = models.CharField("名称", max_length=80)
    article = models.CharField("条款", max_length=60, blank=True)
    policy_text = models.TextField("政策原文", blank=True)
    annex_text = models.TextField("附件原文", blank=True)
    units = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name="责任单位")
    units_inferred = models.BooleanField("责任单位为推定", default=False)
    targets = models.JSONField("目标", default=list, blank=True)
    # The target that can be measured, where the text names one: a share of the entitled, by a day or at once.
    target_share = models.PositiveSmallIntegerField("目标落实率（%）", null=True, blank=True)
    target_by = models.DateField("目标期限", null=True, blank=True)
    # Slugs of the benefit items under a measure (and under an action that holds several promises).
    benefit_slugs = ArrayField(models.SlugField(), default=list, blank=True, verbose_name="待遇项目")
    per = models.CharField("对象级别", max_length=10, blank=True)
    nature = models.CharField("性质", max_length=12, choices=Nature, blank=True)
    who = models.CharField("对象说明", max_length=300, blank=True)
    outside = models.CharField("文件未载明的部分", max_length=300, blank=True)
    rule = models.JSONField("条件", default=dict, blank=True)
    first = models.JSONField("优先次序", default=dict, blank=True)
    satisfied_by = models.JSONField("何为已享", default=list, blank=True)
    recurrence = models.CharField("周期", max_length=10, blank=True)
    conflicts_with = ArrayField(models.SlugField(), default=list, blank=True, verbose_name="不得同享")
    higher_of = ArrayField(models.SlugField(), default=list, blank=True, verbose_name="择高享受")
    record_fields = models.JSONField("记录字段", default=list, blank=True)
    holds_from = models.DateField("自", null=True, blank=True)
    holds_to = models.DateField("至（不含）", null=True, blank=True)
    reason = models.CharField("修改原因", max_length=300, blank=True)
    made_at = models.DateTimeField("录入时间", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="录入人",
    )
    # Loading compares a file with what the last file said, not with what a province changed since.
    from_file = models.BooleanField("由文件载入", default=False)

    objects = PolicyItemQuerySet.as_manager()

    class Meta:
        verbose_name = "政策项目"
        verbose_name_plural = "政策项目"
        constraints: ClassVar = [
            ExclusionConstraint(name="item_one_version_at_a_time", expressions=_one_at_a_time("slug")),
            ExclusionConstraint(
                name="item_number_once_at_a_time",
                expressions=_one_at_a_time("number"),
                condition=Q(number__isnull=False),
            ),
            # What records refer to: a version together with the item it is a version of.
            models.UniqueConstraint(fields=["id", "slug"], name="item_version_with_its_slug"),
            models.CheckConstraint(
                name="item_version_ends_after_start",
                condition=Q(holds_from=None) | Q(holds_to=None) | Q(holds_to__gt=F("holds_from")),
            ),
            models.CheckConstraint(
                name="item_change_has_reason", condition=Q(holds_from=None) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="item_target_is_a_share",
                condition=Q(target_share=None) | Q(target_share__range=(1, 100)),
            ),
            models.CheckConstraint(name="item_nature_known", condition=Q(nature__in=["", *Nature.values])),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Figure(models.Model):
    """A figure with its source: poverty lines, monitoring lines, subsidy standards, thresholds.

    The one for an area and year is that of the nearest area above and the latest year not after.
    Never deleted; the events keep what stood before a correction.
    """

    kind = models.CharField("种类", max_length=40)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, verbose_name="区域（空为全国）")
    year = models.PositiveSmallIntegerField("年度")
    value = models.DecimalField("数值", max_digits=14, decimal_places=4)
    unit = models.CharField("单位", max_length=20, default="元")
    source = models.CharField("依据", max_length=300)
    verified = models.BooleanField("已核对原件", default=False)
    made_at = models.DateTimeField("录入时间", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="录入人",
    )
    # As for items: a file that is loaded again leaves alone what a province entered or corrected.
    from_file = models.BooleanField("由文件载入", default=False)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = "标准数值"
        verbose_name_plural = "标准数值"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "area", "year"], name="figure_once", nulls_distinct=False
            ),
            models.CheckConstraint(name="figure_has_source", condition=~Q(source="")),
            models.CheckConstraint(name="figure_not_negative", condition=Q(value__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.value}"
