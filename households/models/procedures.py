"""A procedure (识别、退出、返贫认定、退出登记) with its dated steps."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from foundation.recorded import Recorded, tracked
from households.models.linked import HouseholdLinked
from households.querysets import LinkedQuerySet, ProcedureQuerySet


class StepKind(models.TextChoices):
    APPLICATION = "application", "农户申请"
    REVIEW = "review", "民主评议"
    CHECK = "check", "核实"
    AGREED = "agreed", "拟退出户认可"
    FIRST_NOTICE = "first_notice", "第一次公示"
    TOWNSHIP_REVIEW = "township_review", "乡镇审核"
    SECOND_NOTICE = "second_notice", "第二次公示"
    COUNTY_REVIEW = "county_review", "县复审"
    ANNOUNCED = "announced", "公告"


NOTICES = ("first_notice", "second_notice")


@tracked()
class Procedure(HouseholdLinked, Recorded):
    """One case. It has its effect on the household when the county's lead confirms it, and not before.

    ``needs`` are the steps it must have, in their order, as the rule was when it was opened.
    The database confirms none without them (trigger ``procedure_complete``) and keeps the
    order of the steps' dates (trigger ``procedure_steps_in_order``).
    """

    class Kind(models.TextChoices):
        IDENTIFY = "identify", "识别纳入"
        LIFT = "lift", "脱贫退出"
        FALL_BACK = "fall_back", "返贫认定"
        LEAVE = "leave", "退出登记"

    class Leaving(models.TextChoices):
        DIED = "died", "全户死亡"
        MOVED = "moved", "整户迁出"
        ERROR = "error", "识别不准"
        CLOSED = "closed", "自然销户"

    class State(models.TextChoices):
        RUNNING = "running", "办理中"
        CONFIRMED = "confirmed", "已确认"
        ENDED = "ended", "已终止"
        REVOKED = "revoked", "已撤销"

    kind = models.CharField("事项", max_length=10, choices=Kind)
    leaving = models.CharField("退出登记原因", max_length=10, choices=Leaving, blank=True)
    year = models.PositiveSmallIntegerField("脱贫年度", null=True, blank=True)
    reason = models.CharField("事由", max_length=200, blank=True)
    needs = ArrayField(models.CharField(max_length=16, choices=StepKind), verbose_name="必经步骤")
    opened_on = models.DateField("启动日期")
    state = models.CharField("状态", max_length=10, choices=State, default=State.RUNNING)
    decided_on = models.DateField("生效日期", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="确认人"
    )
    closed_on = models.DateField("终止或撤销日期", null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="终止或撤销人"
    )
    closing_reason = models.CharField("终止或撤销原因", max_length=200, blank=True)
    # What a revocation brings back.
    lifted_year_before = models.PositiveSmallIntegerField("原脱贫年度", null=True, blank=True, editable=False)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = "程序"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="procedure_kind_known", condition=Q(kind__in=["identify", "lift", "fall_back", "leave"])
            ),
            models.CheckConstraint(
                name="procedure_state_known",
                condition=Q(state__in=["running", "confirmed", "ended", "revoked"]),
            ),
            models.CheckConstraint(
                name="procedure_year_of_lifting",
                condition=Q(kind="lift", year__range=(2014, 2100)) | (~Q(kind="lift") & Q(year=None)),
            ),
            models.CheckConstraint(
                name="procedure_reason_of_leaving",
                condition=Q(kind="leave", leaving__in=["died", "moved", "error", "closed"])
                | (~Q(kind="leave") & Q(leaving="")),
            ),
            models.CheckConstraint(
                name="procedure_confirmed_by_somebody",
                condition=Q(
                    state__in=["confirmed", "revoked"], decided_on__isnull=False, confirmed_by__isnull=False
                )
                | Q(state__in=["running", "ended"], decided_on=None, confirmed_by=None),
            ),
            models.CheckConstraint(
                name="procedure_closed_with_reason",
                condition=(
                    Q(state__in=["ended", "revoked"], closed_on__isnull=False, closed_by__isnull=False)
                    & ~Q(closing_reason="")
                )
                | Q(state__in=["running", "confirmed"], closed_on=None, closed_by=None, closing_reason=""),
            ),
            models.UniqueConstraint(
                fields=["household"], condition=Q(state="running"), name="one_running_procedure"
            ),
            models.UniqueConstraint(
                fields=["id", "household", "area_code"], name="procedure_with_household_and_area"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["area_code", "id"], condition=Q(state="running"), name="procedure_running_by_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.get_state_display()}）"


@tracked()
class ProcedureStep(HouseholdLinked, Recorded):
    """One step as it was done: when, by whom, on which paper. A wrong one is taken back, never deleted."""

    procedure = models.ForeignKey(
        Procedure, models.PROTECT, related_name="steps", db_constraint=False, verbose_name="程序"
    )
    kind = models.CharField("步骤", max_length=16, choices=StepKind)
    position = models.PositiveSmallIntegerField("次序", editable=False)
    held_on = models.DateField("日期")
    until = models.DateField("公示截止日期", null=True, blank=True)
    # The minimum that held when the notice was recorded (a Figure of the area and year).
    minimum_days = models.PositiveSmallIntegerField("公示最短天数", null=True, blank=True, editable=False)
    responsible = models.CharField("负责人", max_length=60)
    document = models.CharField("文书名称或文号", max_length=120)
    note = models.CharField("结果和说明", max_length=200, blank=True)
    taken_back_on = models.DateField("收回日期", null=True, blank=True)
    taken_back_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收回人"
    )
    taken_back_reason = models.CharField("收回原因", max_length=200, blank=True)

    objects = LinkedQuerySet["ProcedureStep"].as_manager()

    class Meta:
        verbose_name = "程序步骤"
        constraints: ClassVar = [
            models.CheckConstraint(name="procedure_step_known", condition=Q(kind__in=StepKind.values)),
            models.CheckConstraint(
                name="procedure_notice_has_its_days",
                condition=Q(kind__in=NOTICES, until__isnull=False, minimum_days__isnull=False)
                | (~Q(kind__in=NOTICES) & Q(until=None, minimum_days=None)),
            ),
            models.CheckConstraint(
                name="procedure_notice_long_enough",
                condition=Q(until=None) | Q(until__gte=F("held_on") + F("minimum_days") - 1),
            ),
            models.CheckConstraint(
                name="procedure_step_taken_back_with_reason",
                condition=(Q(taken_back_on__isnull=False, taken_back_by__isnull=False))
                & ~Q(taken_back_reason="")
                | Q(taken_back_on=None, taken_back_by=None, taken_back_reason=""),
            ),
            models.CheckConstraint(name="procedure_step_has_responsible", condition=~Q(responsible="")),
            models.CheckConstraint(name="procedure_step_has_its_paper", condition=~Q(document="")),
            models.UniqueConstraint(
                fields=["procedure", "kind"],
                condition=Q(taken_back_on=None),
                name="procedure_step_stands_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["procedure", "position"], name="procedure_step_in_order")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"

    @property
    def ends_on(self) -> object:
        """The last day of the step: of a notice its last day."""
        return self.until or self.held_on
