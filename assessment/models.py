"""What officials read and decide from: alerts of fall-back detection, and frozen ledgers."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from assessment.querysets import AlertQuerySet, ItemTaskQuerySet, LedgerQuerySet
from foundation.recorded import Recorded, tracked
from households.models import HouseholdFacts, PersonFacts
from households.models.linked import HouseholdLinked
from households.querysets import LinkedQuerySet


class AlertState(models.TextChoices):
    OPEN = "open", "待核实"
    VERIFIED = "verified", "已核实"
    CLOSED = "closed", "已办结"


class Verdict(models.TextChoices):
    NO_RISK = "no_risk", "核实无风险"
    SUPPORTED = "supported", "已落实帮扶"
    FALLEN_BACK = "fallen_back", "认定返贫"


@tracked()
class RiskAlert(HouseholdLinked, Recorded):
    """One reason to look at a household (返贫监测预警): one open alert for a household and rule."""

    rule = models.SlugField("规则")
    as_of = models.DateField("监测日期")
    sentence = models.CharField("预警说明", max_length=300)
    figures = models.JSONField("数值", default=dict)
    state = models.CharField("状态", max_length=10, choices=AlertState, default=AlertState.OPEN)
    verified_on = models.DateField("核实日期", null=True, blank=True)
    verified_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    verification = models.CharField("核实情况", max_length=300, blank=True)
    verdict = models.CharField("结论", max_length=12, choices=Verdict, blank=True)
    conclusion = models.CharField("办结说明", max_length=300, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = "返贫预警"
        verbose_name_plural = "返贫预警"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["household", "rule"],
                condition=Q(state__in=["open", "verified"]),
                name="one_open_alert_a_rule",
            ),
            # A handled alert is not raised again for the same day's figures.
            models.UniqueConstraint(fields=["household", "rule", "as_of"], name="one_alert_a_rule_and_day"),
            models.CheckConstraint(name="alert_state_known", condition=Q(state__in=AlertState.values)),
            models.CheckConstraint(
                name="alert_closed_with_verdict",
                condition=Q(state__in=["open", "verified"])
                | (Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(verdict="")),
            ),
            models.CheckConstraint(
                name="alert_verified_by_somebody",
                condition=Q(state="open") | Q(verified_on__isnull=False, verified_by__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="alert_by_area"),
            models.Index(fields=["area_code", "state", "id"], name="alert_by_state"),
        ]

    def __str__(self) -> str:
        return self.sentence


class Ledger(Recorded):
    """A ledger of an area (脱贫台账): file, SHA-256, what it counted, with which rules.

    Its run collects the entries first and then writes the file from them; with the
    file it is frozen, and from then on the database refuses every change.
    """

    area_code = models.BigIntegerField("区域")
    period = models.CharField("期间", max_length=7)
    as_of = models.DateField("截止日期")
    file_name = models.CharField("文件名", max_length=120)
    stored_as = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size_bytes = models.PositiveBigIntegerField("大小（字节）", default=0)
    counts = models.JSONField("行数和合计", default=dict)
    catalogue_version = models.CharField("政策目录版本", max_length=64)
    frozen_at = models.DateTimeField("生成时间", null=True, blank=True)
    run = models.OneToOneField("jobs.Run", models.PROTECT, related_name="ledger", null=True, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = "脱贫台账"
        verbose_name_plural = "脱贫台账"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ledger_period_is_month_or_year",
                condition=Q(period__regex=r"^\d{4}(-(0[1-9]|1[0-2]))?$"),
            ),
            models.CheckConstraint(
                name="ledger_frozen_with_its_file",
                condition=Q(frozen_at=None) | (~Q(stored_as="") & ~Q(sha256="")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="ledger_by_area")]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="ledger_stays_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__frozen_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.file_name}"


class LedgerEntry(HouseholdLinked):
    """The row of a household as the ledger counted it: two ledgers are compared row by row."""

    ledger = models.ForeignKey(Ledger, models.CASCADE, related_name="entries")
    row = models.PositiveIntegerField("行")
    content = models.JSONField("内容")

    objects = LinkedQuerySet["LedgerEntry"].as_manager()

    class Meta:
        verbose_name = "台账行"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ledger", "household"], name="household_once_in_a_ledger")
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="ledger_entry_by_area"),
            models.Index(fields=["ledger", "row"], name="ledger_entry_by_row"),
        ]
        # The area still follows a recode; what was counted does not change.
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="entry_stays_as_counted",
                operation=pgtrigger.UpdateOf("ledger_id", "row", "content"),  # type: ignore[no-untyped-call]
            )
        ]

    def __str__(self) -> str:
        return f"{self.ledger_id}:{self.row}"


class GivenTo(models.TextChoices):
    CADRE = "cadre", "帮扶责任人"
    TOWNSHIP = "township", "乡镇"


@tracked()
class ItemTask(HouseholdLinked, Recorded):
    """Somebody on an item's list, handed out as work: to the household's own cadre or its township.

    A cadre's task follows the pairing: whoever is paired today has it. ``recorded``: closed by itself
    when the record of the item appeared.
    """

    class State(models.TextChoices):
        OPEN = "open", "待办理"
        DONE = "done", "已办结"
        UNABLE = "unable", "不能办理"
        RECORDED = "recorded", "已有记录"

    kind = models.CharField("类别", max_length=10)
    item = models.SlugField("事项")
    # The version whose list it stood on.
    item_version = models.ForeignKey("policy.PolicyItem", models.PROTECT, related_name="+")
    person = models.ForeignKey("households.Person", models.PROTECT, null=True, related_name="+")
    given_to = models.CharField("交给", max_length=8, choices=GivenTo)
    handed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="交办人")
    handed_on = models.DateField("交办日期")
    due_on = models.DateField("办理期限")
    state = models.CharField("状态", max_length=8, choices=State, default=State.OPEN)
    note = models.CharField("办理情况", max_length=200, blank=True, default="")
    closed_on = models.DateField("办结日期", null=True)
    closed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    objects = ItemTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "任务"
        verbose_name_plural = "任务"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "item", "household", "person"],
                condition=Q(state="open"),
                nulls_distinct=False,
                name="one_open_task_an_item",
            ),
            models.CheckConstraint(
                name="item_task_given_to_known", condition=Q(given_to__in=["cadre", "township"])
            ),
            models.CheckConstraint(
                name="item_task_due_after_handed", condition=Q(due_on__gte=F("handed_on"))
            ),
            models.CheckConstraint(
                name="item_task_closed_as_its_state_says",
                condition=Q(state="open", closed_on=None, closed_by=None, note="")
                | Q(state="recorded", closed_on__isnull=False, closed_by=None)
                | Q(state="done", closed_on__isnull=False, closed_by__isnull=False)
                | (Q(state="unable", closed_on__isnull=False, closed_by__isnull=False) & ~Q(note="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="item_task_by_area"),
            models.Index(fields=["state", "due_on", "id"], name="item_task_by_due"),
            models.Index(fields=["household"], condition=Q(state="open"), name="item_task_open"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_state_display()}"


class HeldByPerson(models.Model):
    """No table: one of the common table expressions that counting begins with (entitlements/tally.py)."""

    person = models.OneToOneField(
        PersonFacts, models.DO_NOTHING, primary_key=True, related_name="held", db_constraint=False
    )
    words = ArrayField(models.BigIntegerField())

    class Meta:
        managed = False
        db_table = "held_by_person"
        default_permissions = ()


class HeldByHousehold(models.Model):
    """No table either."""

    household = models.OneToOneField(
        HouseholdFacts, models.DO_NOTHING, primary_key=True, related_name="held", db_constraint=False
    )
    words = ArrayField(models.BigIntegerField())

    class Meta:
        managed = False
        db_table = "held_by_household"
        default_permissions = ()
