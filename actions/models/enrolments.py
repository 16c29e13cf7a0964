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


class Job(models.TextChoices):
    """What somebody does for a living after taking part."""

    EMPLOYED = "employed", "单位就业"
    POST = "post", "公益岗位"
    HOME = "home", "居家就业"
    OWN = "own", "自主创业"
    FARM = "farm", "种养业"
    NONE = "none", "未就业"


# What makes a model person's story public: it needs the person's consent on record.
PUBLISHED = ("published_date", "link_or_copy")


@tracked()
class Enrolment(HouseholdLinked, Recorded):
    """Taking part in an action, stage by stage; ``item`` names the promise where the action holds several."""

    # The indexes of action, item and person are those of several columns below.
    action = models.SlugField("行动", db_index=False)
    # The version of the action it was made under; null where a list or an older entry does not tell.
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
    item = models.SlugField("项目", blank=True, db_index=False)
    person = models.ForeignKey(
        "households.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name="参加人",
        db_index=False,
    )
    stage = models.CharField("阶段", max_length=12, choices=Stage, default=Stage.ENROLLED)
    starts_on = models.DateField("起始日期")
    ends_on = models.DateField("终止日期（不含）", null=True, blank=True)
    left_reason = models.CharField("退出原因", max_length=60, blank=True)
    fund_yuan = models.DecimalField("资金（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    details = models.JSONField("详情", default=dict, blank=True)
    # The outcome, told when it is over. Defaults of the database: lists are enrolled by plain SQL.
    skill = models.CharField("掌握技能", max_length=60, blank=True, db_default="")
    job = models.CharField("就业去向", max_length=10, choices=Job, blank=True, db_default="")
    income_gained_yuan = models.DecimalField(
        "年增收（元）", max_digits=12, decimal_places=2, null=True, blank=True
    )

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
            models.CheckConstraint(name="enrolment_job_known", condition=Q(job__in=["", *Job.values])),
            models.CheckConstraint(
                name="enrolment_income_gained_not_negative",
                condition=Q(income_gained_yuan=None) | Q(income_gained_yuan__gte=0),
            ),
            models.CheckConstraint(
                name="enrolment_outcome_at_the_end",
                condition=Q(stage__in=("done", "left")) | Q(skill="", job="", income_gained_yuan=None),
            ),
            models.CheckConstraint(
                name="enrolment_published_with_consent",
                condition=~Q(action="model-cases")
                | ~Q(details__has_any_keys=list(PUBLISHED))
                | Q(details__contains={"consent": True}),
            ),
            models.CheckConstraint(
                name="enrolment_fund_not_negative", condition=Q(fund_yuan=None) | Q(fund_yuan__gte=0)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="enrolment_by_area"),
            models.Index(fields=["action", "area_code"], name="enrolment_by_action"),
            models.Index(fields=["item", "area_code"], name="enrolment_by_item"),
            models.Index(fields=["person", "action"], name="enrolment_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.get_stage_display()}"
