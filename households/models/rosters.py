"""A roster that was sent in, and what became of each of its rows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from foundation.recorded import Recorded
from households.querysets import AreaRowQuerySet

# The verdicts of rows that are not merged as they stand.
REJECTED = ("wrong", "held", "ambiguous", "unknown", "elsewhere")


class RosterFile(Recorded):
    """An uploaded roster (花名册). The file is kept encrypted for a set time, its hash for good."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "已上传"
        CHECKED = "checked", "已核对，待确认"
        MERGED = "merged", "已入库"
        REFUSED = "refused", "已退回"
        DISCARDED = "discarded", "已放弃"
        UNDONE = "undone", "已撤销"

    area_code = models.BigIntegerField("导入区域")
    kind = models.CharField("种类", max_length=20, default="registry")
    # What was chosen at the upload for this kind: item, period, department …
    options = models.JSONField("选项", default=dict, blank=True)
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size_bytes = models.PositiveBigIntegerField("大小（字节）")
    stored_as = models.CharField(max_length=80)
    mapping = models.JSONField("列对应", default=dict, blank=True)
    counts = models.JSONField("统计", default=dict, blank=True)
    problem = models.TextField("问题", blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.UPLOADED)
    check_run = models.ForeignKey("jobs.Run", models.PROTECT, null=True, blank=True, related_name="+")
    merge_run = models.ForeignKey("jobs.Run", models.PROTECT, null=True, blank=True, related_name="+")
    undo_run = models.ForeignKey("jobs.Run", models.PROTECT, null=True, blank=True, related_name="+")
    # The workbook of wrong rows for the sender, kept encrypted like the file itself.
    return_run = models.ForeignKey("jobs.Run", models.PROTECT, null=True, blank=True, related_name="+")
    returned_as = models.CharField(max_length=80, blank=True)
    returned_rows = models.PositiveIntegerField("待改行数", default=0)
    forgotten_on = models.DateField("文件删除日期", null=True, blank=True)

    objects = AreaRowQuerySet["RosterFile"].as_manager()

    class Meta:
        verbose_name = "花名册"
        constraints: ClassVar = [
            # Two who send in one file at the same moment: one is refused.
            models.UniqueConstraint(
                fields=["area_code", "kind", "sha256"],
                condition=Q(state__in=["uploaded", "checked"]),
                name="roster_open_once",
            ),
            models.CheckConstraint(
                name="roster_state_known",
                condition=Q(
                    state__in=["uploaded", "checked", "merged", "refused", "discarded", "undone"],
                ),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="roster_by_area")]

    def __str__(self) -> str:
        return self.file_name


class RosterRow(models.Model):
    """One row of a roster with its verdict; the cells lie sealed until the file is merged or discarded."""

    class Verdict(models.TextChoices):
        NEW = "new", "新增"
        CHANGED = "changed", "变更"
        UNCHANGED = "unchanged", "无变化"
        WRONG = "wrong", "有误"
        HELD = "held", "同户待改"
        AMBIGUOUS = "ambiguous", "待确认"
        UNKNOWN = "unknown", "未登记"
        ELSEWHERE = "elsewhere", "在他县登记"
        SKIPPED = "skipped", "按要求跳过"
        BLANK = "blank", "空行或非人员行"

    class TakenBack(models.TextChoices):
        UNDONE = "undone", "已撤销"
        KEPT = "kept", "之后有改动，保留"

    # Each index is paid for twice by an import: only those that are asked for.
    roster = models.ForeignKey(RosterFile, models.CASCADE, related_name="rows", db_index=False)
    # The row's own: of the household it is about, else of the village it names, else as the file's.
    area_code = models.BigIntegerField("所在区域")
    sheet = models.CharField("工作表", max_length=60)
    row_number = models.PositiveIntegerField("行号")
    family = models.PositiveIntegerField("家庭序号", null=True)
    verdict = models.CharField("结果", max_length=10, choices=Verdict)
    # [{"column": 列名, "cell": "F12", "value": masked, "reason": 原因和改法}], never whole numbers.
    reasons = models.JSONField("原因", default=list)
    # {"field": [old, new]} for changed rows, masked likewise; with a third word where the
    # list's value is not taken: "ours" (kept as registered) or "finding" (waits to be verified).
    changes = models.JSONField("变更", default=dict)
    sealed_cells = models.BinaryField(null=True, editable=False)
    village_code = models.BigIntegerField(null=True)
    household = models.ForeignKey(
        "households.Household",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    person = models.ForeignKey(
        "households.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    # The household's version when it was checked: a change in between is told, not overwritten.
    household_version = models.PositiveIntegerField(null=True)
    merged = models.BooleanField("已入库", default=False)
    merged_at = models.DateTimeField("入库时间", null=True)
    # What a skipped row was, for when it is taken up again.
    before_skipped = models.CharField(max_length=10, blank=True, db_default="", default="", editable=False)
    taken_back = models.CharField("撤销结果", max_length=6, choices=TakenBack, blank=True, db_default="")

    objects = AreaRowQuerySet["RosterRow"].as_manager()

    class Meta:
        verbose_name = "花名册行"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roster", "sheet", "row_number"], name="roster_row_once"),
            models.CheckConstraint(
                name="roster_row_wrong_has_reason",
                condition=~Q(verdict__in=["wrong", "held", "ambiguous", "unknown", "elsewhere"])
                | ~Q(reasons=[]),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["roster", "verdict", "id"], name="roster_row_by_verdict"),
            models.Index(fields=["roster", "family"], name="roster_row_by_family"),
            models.Index(fields=["household"], name="roster_row_by_household"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row_number}"


class RosterPart(models.Model):
    """What of a merged roster concerns one village: whoever looks after it knows the file by this.

    The file itself belongs to the area that it was imported for; a township sees its part of the county's.
    """

    roster = models.ForeignKey(RosterFile, models.CASCADE, related_name="parts")
    area_code = models.BigIntegerField("村（社区）")
    imported_for = models.BigIntegerField("导入区域")
    file_name = models.CharField("文件名", max_length=200)
    kind = models.CharField("种类", max_length=20)
    options = models.JSONField("选项", default=dict)
    merged_on = models.DateField("入库日期")
    # Rows by verdict; titles of the columns that were taken in, by sheet.
    counts = models.JSONField("统计", default=dict)
    columns = models.JSONField("各列", default=dict)

    objects = AreaRowQuerySet["RosterPart"].as_manager()

    class Meta:
        verbose_name = "花名册所涉村"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roster", "area_code"], name="roster_part_once"),
            models.CheckConstraint(
                name="roster_part_of_a_place_below", condition=~Q(area_code=models.F("imported_for"))
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="roster_part_by_area")]

    def __str__(self) -> str:
        return f"{self.file_name} {self.area_code}"


class RosterDecision(Recorded):
    """What the clerk decides about a roster: for all of it, for a kind of finding, or for one row.

    The nearest holds: a row's word over the kind's, the kind's over the file's.
    """

    class Answer(models.TextChoices):
        THEIRS = "theirs", "取名单"
        OURS = "ours", "保留登记"
        FINDING = "finding", "记入待核实"
        SKIP = "skip", "跳过此行"
        SAME = "same", "是同一人"
        OTHER = "other", "是另一人"

    roster = models.ForeignKey(RosterFile, models.CASCADE, related_name="decisions")
    area_code = models.BigIntegerField("导入区域")
    # The key of a column; empty for the whole row or file.
    about = models.CharField("事项", max_length=80, blank=True)
    sheet = models.CharField("工作表", max_length=60, blank=True)
    row_number = models.PositiveIntegerField("行号", null=True, blank=True)
    answer = models.CharField("处理", max_length=8, choices=Answer)
    # Of "the same": the key of the registered person (of a household's row: of the household).
    target = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = AreaRowQuerySet["RosterDecision"].as_manager()

    class Meta:
        verbose_name = "花名册处理意见"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["roster", "about", "sheet", "row_number"],
                nulls_distinct=False,
                name="roster_decided_once",
            ),
            models.CheckConstraint(
                name="roster_decision_known",
                condition=Q(answer__in=["theirs", "ours", "finding", "skip", "same", "other"]),
            ),
            models.CheckConstraint(
                name="roster_decision_same_as_whom",
                condition=Q(answer="same", target__isnull=False) | (~Q(answer="same") & Q(target=None)),
            ),
            models.CheckConstraint(
                name="roster_decision_about_one_row",
                condition=~Q(answer__in=["skip", "same", "other"]) | Q(row_number__isnull=False, about=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about or '全部'}：{self.get_answer_display()}"


class ImportLimits(Recorded):
    """What a county has set for its imports; without a row the defaults hold."""

    area_code = models.BigIntegerField("县", unique=True)
    max_wrong_percent = models.PositiveSmallIntegerField("有误行最多占（%）", default=50)
    undo_days = models.PositiveSmallIntegerField("可撤销天数", default=30)
    keep_days = models.PositiveSmallIntegerField("文件保存天数", default=180)

    objects = AreaRowQuerySet["ImportLimits"].as_manager()

    class Meta:
        verbose_name = "导入限度"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="import_limits_in_reason",
                condition=Q(max_wrong_percent__range=(1, 100))
                & Q(undo_days__lte=366)
                & Q(keep_days__range=(1, 3660)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code}"
