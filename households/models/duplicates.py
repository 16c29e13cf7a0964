"""Files that may be of one person or one family, what somebody decided of them, and merges that were made."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from foundation.recorded import Recorded
from foundation.sealed.fields import SealedField
from households.querysets import DuplicateQuerySet, MergeQuerySet


class Duplicate(models.Model):
    """Two persons, or two households, that may be one. Found by ``households.duplicates.finding``.

    ``area_code`` is the smallest area that holds both, so that whoever sees both sees the row.
    What a human decided stays: the finding writes only rows that are open or gone.
    """

    class Kind(models.TextChoices):
        NUMBER = "number", "同一身份证号"
        CERTIFICATE = "certificate", "残疾人证在另一份档案"
        BIRTH = "birth", "同名同生日同乡镇"
        RENUMBERED = "renumbered", "证号变更（15位升18位等）"
        PHONE = "phone", "同名同电话"
        FAMILY = "family", "两户成员相同"

    class State(models.TextChoices):
        OPEN = "open", "待核实"
        APART = "apart", "不是同一人（户）"
        MERGED = "merged", "已合并"
        GONE = "gone", "更正后已不重复"

    area_code = models.BigIntegerField("区域", editable=False)
    kind = models.CharField("类型", max_length=12, choices=Kind)
    score = models.PositiveSmallIntegerField("相似程度")
    reasons = ArrayField(models.CharField(max_length=60), default=list, verbose_name="理由")
    household_a: Any = models.ForeignKey("households.Household", models.PROTECT, related_name="+")
    household_b: Any = models.ForeignKey("households.Household", models.PROTECT, related_name="+")
    person_a: Any = models.ForeignKey("households.Person", models.PROTECT, null=True, related_name="+")
    person_b: Any = models.ForeignKey("households.Person", models.PROTECT, null=True, related_name="+")
    state = models.CharField("状态", max_length=8, choices=State, default=State.OPEN)
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.CharField("核实情况", max_length=200, blank=True)
    found_at = models.DateTimeField("发现时间", auto_now_add=True)

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = "疑似重复"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person_a", "person_b"], condition=Q(person_a__isnull=False), name="two_persons_once"
            ),
            models.UniqueConstraint(
                fields=["household_a", "household_b"], condition=Q(person_a=None), name="two_households_once"
            ),
            models.CheckConstraint(
                name="duplicate_of_two_in_order",
                condition=Q(person_a=None, person_b=None, household_a__lt=F("household_b"))
                | Q(person_a__isnull=False, person_b__isnull=False, person_a__lt=F("person_b")),
            ),
            models.CheckConstraint(
                name="duplicate_state_known", condition=Q(state__in=["open", "apart", "merged", "gone"])
            ),
            models.CheckConstraint(
                name="duplicate_kind_known",
                condition=Q(kind__in=["number", "certificate", "birth", "renumbered", "phone", "family"]),
            ),
            models.CheckConstraint(name="duplicate_score_of_hundred", condition=Q(score__range=(1, 100))),
            models.CheckConstraint(
                name="duplicate_decided_by_somebody",
                condition=~Q(state__in=["apart", "merged"])
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="duplicate_by_area"),
            models.Index(fields=["state", "-score", "id"], name="duplicate_by_score"),
            models.Index(fields=["household_b"], name="duplicate_by_second_household"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.score}"

    @property
    def of_persons(self) -> bool:
        return self.person_a_id is not None


class Merge(Recorded):
    """One merge as it was made: what moved, what could not, which values were taken; undone from here."""

    area_code = models.BigIntegerField("区域", editable=False)
    duplicate = models.ForeignKey(Duplicate, models.PROTECT, related_name="merges")
    kept_household: Any = models.ForeignKey("households.Household", models.PROTECT, related_name="+")
    dropped_household: Any = models.ForeignKey("households.Household", models.PROTECT, related_name="+")
    kept_person: Any = models.ForeignKey("households.Person", models.PROTECT, null=True, related_name="+")
    dropped_person: Any = models.ForeignKey("households.Person", models.PROTECT, null=True, related_name="+")
    # Everybody whose file ended here: they are no candidates any more.
    dropped_people = ArrayField(models.BigIntegerField(), default=list)
    # [{"table", "id", "from": {column: key}, "to": {column: key}}]: keys only.
    moved = models.JSONField("转移的记录", default=list)
    # [{"table", "id", "words", "why"}]: rows that stay, the kept file having the same.
    clashes = models.JSONField("两边重复的记录", default=list)
    # [{"table", "id", "field", "label", "old", "new"}]: in words, numbers masked.
    taken = models.JSONField("采用的值", default=list)
    # The values before, whole, for undoing: JSON text, sealed.
    before = SealedField("合并前的值", kind="merge")
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    undone_reason = models.CharField("撤销原因", max_length=200, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = "合并"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="merge_of_two",
                condition=~Q(kept_household=F("dropped_household")) | Q(kept_person__isnull=False),
            ),
            models.CheckConstraint(
                name="merge_of_two_persons",
                condition=Q(kept_person=None, dropped_person=None)
                | Q(kept_person__isnull=False, dropped_person__isnull=False)
                & ~Q(kept_person=F("dropped_person")),
            ),
            models.CheckConstraint(
                name="merge_undone_by_somebody",
                condition=Q(undone_at=None, undone_by=None, undone_reason="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="merge_by_area"),
            models.Index(fields=["kept_household"], name="merge_by_kept"),
            models.Index(fields=["dropped_household"], name="merge_by_dropped"),
        ]

    def __str__(self) -> str:
        return f"{self.dropped_household}并入{self.kept_household}"
