"""Enrolments of persons and households in the ten key actions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from actions.querysets import EnrolmentQuerySet
from foundation.recorded import Recorded, tracked
from households.models.linked import HouseholdLinked


class Stage(models.TextChoices):
    WILLING = "willing", "有意愿"
    ENROLLED = "enrolled", "已报名"
    TAKING_PART = "taking_part", "参加中"
    DONE = "done", "已完成"
    LEFT = "left", "已退出"


@tracked()
class Enrolment(HouseholdLinked, Recorded):
    """Taking part in an action, stage by stage; ``item`` names the promise where the action holds several."""

    action = models.SlugField("行动")
    item = models.SlugField("项目", blank=True)
    person = models.ForeignKey(
        "households.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name="参加人",
    )
    stage = models.CharField("阶段", max_length=12, choices=Stage, default=Stage.ENROLLED)
    starts_on = models.DateField("起始日期")
    ends_on = models.DateField("终止日期(不含)", null=True, blank=True)
    left_reason = models.CharField("退出原因", max_length=60, blank=True)
    fund_yuan = models.DecimalField("资金(元)", max_digits=12, decimal_places=2, null=True, blank=True)
    details = models.JSONField("详情", default=dict, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "参加行动"
        verbose_name_plural = "参加行动"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["action", "item", "household", "person", "starts_on"],
                nulls_distinct=False,
                name="enrolment_once_a_start",
            ),
            models.CheckConstraint(name="enrolment_stage_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="enrolment_left_with_reason", condition=~Q(stage="left") | ~Q(left_reason="")
            ),
            models.CheckConstraint(
                name="enrolment_ends_after_start", condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="enrolment_fund_not_negative", condition=Q(fund_yuan=None) | Q(fund_yuan__gte=0)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="enrolment_by_area"),
            models.Index(fields=["action", "area_code"], name="enrolment_by_action"),
            models.Index(fields=["person", "action"], name="enrolment_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.get_stage_display()}"
