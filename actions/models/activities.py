"""Activities of the key actions (a course, a station, a base, a market …) and who attended them."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from actions.querysets import ActivityQuerySet, AttendanceQuerySet
from foundation.policy.funding import FundSource
from foundation.recorded import Recorded, tracked
from households.models.linked import HouseholdLinked


class ActivityKind(models.TextChoices):
    COURSE = "course", "培训班"
    SERVICE = "service", "入户服务"
    STATION = "station", "电站"
    BASE = "base", "基地、孵化园"
    SHOP = "shop", "网店、服务站"
    MARKET = "market", "展销推介"
    VOLUNTEERS = "volunteers", "志愿服务"
    PUBLICITY = "publicity", "宣传表彰"


@tracked()
class Activity(Recorded):
    """What was held or built for people of an area; known by name throughout the county.

    ``hours`` is what one person can attend. What else there is to say stands in the details:
    the fields of the action (or of its item) that fit the kind.
    """

    area_code = models.BigIntegerField("举办区域")
    action = models.SlugField("行动")
    item = models.SlugField("项目", blank=True)
    kind = models.CharField("类别", max_length=12, choices=ActivityKind)
    name = models.CharField("名称", max_length=80)
    organiser = models.CharField("举办单位", max_length=80, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    starts_on = models.DateField("开始日期")
    last_on = models.DateField("结束日期", null=True, blank=True)
    hours = models.DecimalField("时长（小时）", max_digits=6, decimal_places=1, default=Decimal(0))
    places = models.PositiveIntegerField("名额", null=True, blank=True)
    fund_yuan = models.DecimalField("经费（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    fund_source = models.CharField("经费来源", max_length=12, choices=FundSource, blank=True)
    document = models.CharField("文件或凭证", max_length=80, blank=True)
    details = models.JSONField("详情", default=dict, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "行动活动"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area_code", "action", "item", "kind", "name", "starts_on"], name="activity_once"
            ),
            # Attendance carries the hours of its activity by this key, so the database compares them.
            models.UniqueConstraint(fields=["id", "hours"], name="activity_with_its_hours"),
            models.CheckConstraint(name="activity_kind_known", condition=Q(kind__in=ActivityKind.values)),
            models.CheckConstraint(name="activity_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="activity_ends_not_before_start",
                condition=Q(last_on=None) | Q(last_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="activity_hours_not_negative", condition=Q(hours__gte=0)),
            models.CheckConstraint(
                name="activity_funds_not_negative", condition=Q(fund_yuan=None) | Q(fund_yuan__gte=0)
            ),
            models.CheckConstraint(
                name="activity_fund_source_known", condition=Q(fund_source__in=["", *FundSource.values])
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="activity_by_area"),
            models.Index(fields=["action", "area_code"], name="activity_by_action"),
        ]

    def __str__(self) -> str:
        return self.name


class Result(models.TextChoices):
    PASSED = "passed", "合格"
    NOT_PASSED = "not_passed", "未合格"


@tracked()
class Attendance(HouseholdLinked, Recorded):
    """A member of a household at an activity, once, for no more hours than the activity has."""

    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="attendances", db_constraint=False, verbose_name="活动"
    )
    person = models.ForeignKey(
        "households.Person", models.PROTECT, related_name="attendances", verbose_name="参加人"
    )
    hours = models.DecimalField("参加时长（小时）", max_digits=6, decimal_places=1, default=Decimal(0))
    # The activity's own, kept equal by the foreign key (activity, hours) with ON UPDATE CASCADE.
    activity_hours = models.DecimalField(max_digits=6, decimal_places=1, editable=False)
    result = models.CharField("结果", max_length=12, choices=Result, blank=True)
    # Taken off the list again; nothing is deleted.
    withdrawn = models.BooleanField("已划去", default=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "参加活动"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "person"], name="attendance_once"),
            models.CheckConstraint(
                name="attendance_within_the_hours",
                condition=Q(hours__gte=0) & Q(hours__lte=F("activity_hours")),
            ),
            models.CheckConstraint(
                name="attendance_result_known", condition=Q(result__in=["", *Result.values])
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="attendance_by_area")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.hours}小时"
