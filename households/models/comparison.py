"""Comparison of lists (数据动态比对): what was compared, what came out, which tasks it left, who is whom."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from foundation.recorded import tracked
from households.comparison.querysets import ComparisonRowQuerySet, IdentityWordQuerySet, TaskQuerySet
from households.models.linked import HouseholdLinked
from households.models.lists import ListName
from households.querysets import AreaRowQuerySet

_PERIOD = r"^20\d\d(-(0[1-9]|1[0-2]))?$"


class Comparison(models.Model):
    """A list of a period against the registry (``right_list`` empty) or against another list, on a day."""

    area_code = models.BigIntegerField("比对区域")
    left_list = models.CharField("名单", max_length=40, choices=ListName)
    left_period = models.CharField("期间", max_length=7)
    right_list = models.CharField("对照名单", max_length=40, choices=ListName, blank=True, default="")
    right_period = models.CharField("对照期间", max_length=7, blank=True, default="")
    compared_on = models.DateField("比对日期")
    days = models.PositiveSmallIntegerField("办理期限（日）")
    days_urgent = models.PositiveSmallIntegerField("紧急的办理期限（日）")
    # Sizes of the outcome sets and what became of the tasks; empty until the run has ended.
    counts = models.JSONField("结果", default=dict, blank=True)
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="发起人")
    asked_at = models.DateTimeField("发起时间", auto_now_add=True)
    run = models.OneToOneField("jobs.Run", models.PROTECT, null=True, related_name="comparison")

    objects = AreaRowQuerySet["Comparison"].as_manager()

    class Meta:
        verbose_name = "数据比对"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="comparison_of_known_lists",
                condition=Q(left_list__in=ListName.values) & Q(right_list__in=["", *ListName.values]),
            ),
            models.CheckConstraint(
                name="comparison_periods_are_years_or_months",
                condition=Q(left_period__regex=_PERIOD)
                & (Q(right_list="", right_period="") | (~Q(right_list="") & Q(right_period__regex=_PERIOD))),
            ),
            models.CheckConstraint(
                name="comparison_of_two_sides",
                condition=~Q(left_list=F("right_list"), left_period=F("right_period")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="comparison_by_area")]

    def __str__(self) -> str:
        return f"{self.left}与{self.right}"

    @property
    def left(self) -> str:
        return f"{self.left_list}（{self.left_period}）"

    @property
    def right(self) -> str:
        return f"{self.right_list}（{self.right_period}）" if self.right_list else "户档登记"


class Outcome(models.TextChoices):
    BOTH = "both", "两边都有，一致"
    DIFFERENT = "different", "同一人，登记不同"
    GONE = "gone", "名单上有，户档已减少"
    DOUBTFUL = "doubtful", "疑似同一人，待认定"
    ONLY_LEFT = "only_left", "只在名单上"
    ONLY_RIGHT = "only_right", "只在对照方"
    REPEATED = "repeated", "名单内重复"


class ComparisonRow(models.Model):
    """One person of a comparison: each row of a list and each person of the registry stands in it once."""

    class How(models.TextChoices):
        # A certificate's number holds the ID number: a list gives either, both are one key.
        NUMBER = "number", "身份证号（残疾人证号）"
        WORD = "word", "人工认定"
        NAME = "name", "姓名、出生日期、村"

    comparison = models.ForeignKey(Comparison, models.PROTECT, related_name="rows")
    area_code = models.BigIntegerField("区域")
    outcome = models.CharField("结果", max_length=10, choices=Outcome)
    how = models.CharField("认定依据", max_length=6, choices=How, blank=True, default="")
    score = models.PositiveSmallIntegerField("相似程度", null=True)
    name = models.CharField("姓名", max_length=50)
    list_row = models.ForeignKey("households.ListRow", models.PROTECT, null=True, related_name="compared")
    other_row: Any = models.ForeignKey(
        "households.ListRow", models.PROTECT, null=True, related_name="compared_with"
    )
    person: Any = models.ForeignKey("households.Person", models.PROTECT, null=True, related_name="+")
    household: Any = models.ForeignKey("households.Household", models.PROTECT, null=True, related_name="+")
    # {"label": [theirs, ours]}: codes and words, never numbers of people.
    differences = models.JSONField("不同之处", default=dict)

    objects = ComparisonRowQuerySet.as_manager()

    class Meta:
        verbose_name = "比对结果"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comparison", "list_row"], name="list_row_compared_once"),
            models.UniqueConstraint(fields=["comparison", "person"], name="person_compared_once"),
            models.UniqueConstraint(fields=["comparison", "other_row"], name="other_row_compared_once"),
            models.CheckConstraint(name="comparison_outcome_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="comparison_outcome_with_its_sides",
                condition=(
                    Q(outcome__in=["both", "different", "gone", "doubtful"], list_row__isnull=False)
                    & (Q(person__isnull=False, other_row=None) | Q(person=None, other_row__isnull=False))
                )
                | Q(
                    outcome__in=["only_left", "repeated"], list_row__isnull=False, person=None, other_row=None
                )
                | (
                    Q(outcome__in=["only_right", "repeated"], list_row=None)
                    & (Q(person__isnull=False, other_row=None) | Q(person=None, other_row__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="comparison_score_of_hundred", condition=Q(score=None) | Q(score__range=(1, 100))
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["comparison", "outcome", "area_code", "id"], name="comparison_row_by_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.get_outcome_display()}"


class IdentityWord(models.Model):
    """A human's word on two entries: the same person, or not. Nobody changes it afterwards.

    A wrong word is corrected by a further one, the contrary, that replaces it: both stay.
    """

    area_code = models.BigIntegerField("区域")
    county_code = models.BigIntegerField("县")
    # ``p:`` a person's key, ``l:`` a list's lookup key of the ID number, ``n:`` name, birth date and village.
    key_a = models.CharField(max_length=66)
    key_b = models.CharField(max_length=66)
    same = models.BooleanField("是同一人")
    reason = models.CharField("核实情况", max_length=200)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="认定人")
    decided_at = models.DateTimeField("认定时间", auto_now_add=True)
    # Said of a row of an imported file: which.
    source = models.CharField("出处", max_length=200, blank=True, default="", db_default="")
    # Said in a comparison: the row; what both sides told is shown from there.
    row = models.ForeignKey(ComparisonRow, models.PROTECT, null=True, related_name="words")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="更正前的认定"
    )

    objects = IdentityWordQuerySet.as_manager()

    class Meta:
        verbose_name = "身份认定"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county_code", "key_a", "key_b"],
                condition=Q(replaces=None),
                name="identity_word_once",
            ),
            models.CheckConstraint(
                name="identity_word_replaces_another", condition=Q(replaces=None) | ~Q(replaces=F("pk"))
            ),
            models.CheckConstraint(name="identity_word_of_two_in_order", condition=Q(key_a__lt=F("key_b"))),
            models.CheckConstraint(name="identity_word_with_reason", condition=~Q(reason="")),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="identity_word_by_area")]

    def __str__(self) -> str:
        return "同一人" if self.same else "不是同一人"


class TaskOutcome(models.TextChoices):
    CORRECTED = "corrected", "户档已更正"
    TOLD = "told", "已告知对方部门更正"
    APPLIED = "applied", "已帮助申请办理"
    RIGHT = "right", "核实无误，不需更正"
    OTHER_PERSON = "other_person", "不是同一人"


@tracked()
class ComparisonTask(HouseholdLinked):
    """A difference that somebody has to settle: once for each kind of difference, list and person.

    ``facts`` is what the difference stood on: the next comparison leaves a settled task alone as long as
    it is the same. ``gone``: a later comparison did not find the difference any more.
    """

    class State(models.TextChoices):
        OPEN = "open", "待办理"
        SETTLED = "settled", "已办结"
        GONE = "gone", "差异已消除"

    county_code = models.BigIntegerField("县")
    kind = models.CharField("差异", max_length=40)
    list_name = models.CharField("名单", max_length=40, choices=ListName)
    person_key = models.CharField(max_length=66)
    # Of the comparison that saw it last: below the county nobody sees that row itself.
    period = models.CharField("期间", max_length=7)
    name = models.CharField("姓名", max_length=50)
    household: Any = models.ForeignKey(
        "households.Household",
        models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="comparison_tasks",
    )
    person: Any = models.ForeignKey("households.Person", models.PROTECT, null=True, related_name="+")
    list_row = models.ForeignKey("households.ListRow", models.PROTECT, null=True, related_name="tasks")
    sentence = models.CharField("情况", max_length=200)
    facts = models.CharField(max_length=200)
    owner_code = models.BigIntegerField("责任单位")
    # Given to a unit or person by hand: later comparisons leave it with them.
    assigned_on = models.DateField("交办日期", null=True)
    assigned_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="承办人"
    )
    found_on = models.DateField("发现日期")
    seen_on = models.DateField("最近比对日期")
    due_on = models.DateField("办理期限")
    times_reopened = models.PositiveSmallIntegerField("重新提出次数", default=0)
    state = models.CharField("状态", max_length=8, choices=State, default=State.OPEN)
    outcome = models.CharField("办理结果", max_length=12, choices=TaskOutcome, blank=True, default="")
    note = models.CharField("办理情况", max_length=200, blank=True, default="")
    settled_on = models.DateField("办结日期", null=True)
    settled_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    comparison = models.ForeignKey(Comparison, models.PROTECT, related_name="tasks", verbose_name="最近比对")

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "比对差异"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county_code", "kind", "list_name", "person_key"], name="difference_once"
            ),
            models.CheckConstraint(
                name="task_state_known", condition=Q(state__in=["open", "settled", "gone"])
            ),
            models.CheckConstraint(
                name="task_settled_by_somebody",
                condition=~Q(state="settled")
                | (
                    Q(outcome__in=TaskOutcome.values, settled_on__isnull=False, settled_by__isnull=False)
                    & ~Q(note="")
                ),
            ),
            models.CheckConstraint(
                name="task_open_without_outcome",
                condition=Q(state="settled") | Q(outcome="", settled_on=None, settled_by=None),
            ),
            models.CheckConstraint(
                name="task_assigned_by_somebody",
                condition=Q(assigned_on=None, assigned_by=None)
                | Q(assigned_on__isnull=False, assigned_by__isnull=False),
            ),
            models.CheckConstraint(name="task_due_after_found", condition=Q(due_on__gte=F("found_on"))),
            models.CheckConstraint(name="task_of_a_known_list", condition=Q(list_name__in=ListName.values)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="task_by_area"),
            models.Index(fields=["state", "due_on", "id"], name="task_by_due"),
            models.Index(fields=["household"], name="task_by_household"),
        ]

    def __str__(self) -> str:
        return self.sentence
