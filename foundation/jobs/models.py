"""Background runs: the truth of a run is its row here; the queue only rings the doorbell."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from foundation.areas.querysets import ScopedQuerySet


class RunQuerySet(ScopedQuerySet["Run"]):
    household_path = "pk"  # a cadre is paired with households, never with runs

    def live(self) -> RunQuerySet:
        return self.filter(state__in=Run.LIVE)

    def of_kind(self, kind: str) -> RunQuerySet:
        return self.filter(kind=kind)

    def newest_first(self) -> RunQuerySet:
        return self.order_by("-asked_at", "-pk")


class Run(models.Model):
    """One run of a kind (import, detection, ledger) for an area, asked for by somebody.

    ``key`` says what makes it the same work (a file, a period): one live run per
    kind, area and key. ``cursor`` is the checkpoint: whatever the kind needs to go on.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "等待中"
        RUNNING = "running", "进行中"
        STOPPED = "stopped", "已停止"
        DONE = "done", "已完成"
        FAILED = "failed", "失败"

    LIVE = (State.QUEUED, State.RUNNING)

    kind = models.CharField("类别", max_length=40)
    area_code = models.BigIntegerField("区域")
    key = models.CharField("标识", max_length=120, blank=True)
    parameters = models.JSONField("参数", default=dict, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.QUEUED)
    stop_requested = models.BooleanField("要求停止", default=False)
    done = models.BigIntegerField("已完成数", default=0)
    total = models.BigIntegerField("总数", default=0)
    sentence = models.CharField("进度说明", max_length=300, blank=True)
    cursor = models.JSONField("断点", default=dict, blank=True)
    result = models.JSONField("结果", default=dict, blank=True)
    error = models.TextField("失败原因", blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发起人"
    )
    asked_at = models.DateTimeField("发起时间", auto_now_add=True)
    heartbeat_at = models.DateTimeField("心跳", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("接手次数", default=0)
    worker = models.UUIDField("当前执行者", null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = "后台任务"
        verbose_name_plural = "后台任务"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "area_code", "key"],
                condition=Q(state__in=["queued", "running"]),
                name="one_live_run_of_the_same_work",
            ),
            models.CheckConstraint(
                name="run_state_known",
                condition=Q(state__in=["queued", "running", "stopped", "done", "failed"]),
            ),
            models.CheckConstraint(
                name="run_finished_has_its_time",
                condition=Q(state__in=["queued", "running"]) | Q(finished_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="run_by_area"),
            models.Index(fields=["state"], condition=Q(state__in=["queued", "running"]), name="run_live"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.pk}"

    @property
    def label(self) -> str:
        from foundation.jobs.kinds import kind_of

        return kind_of(self.kind).label

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    @property
    def is_stoppable(self) -> bool:
        return self.is_live and not self.stop_requested

    @property
    def percent(self) -> int:
        if self.state == self.State.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0

    @property
    def result_url(self) -> str:
        """Where the result is looked at, once there is one."""
        from foundation.jobs.kinds import kind_of

        kind = kind_of(self.kind)
        if not kind.result_view or self.state != self.State.DONE:
            return ""
        return reverse(kind.result_view, args=[self.result.get("object_id", self.pk)])

    @property
    def result_label(self) -> str:
        from foundation.jobs.kinds import kind_of

        return kind_of(self.kind).result_label

    def is_worked_by(self, worker: uuid.UUID) -> bool:
        return self.worker == worker and self.state == self.State.RUNNING

    def counts(self) -> dict[str, Any]:
        """The figures of the result, for commands and for the list of runs."""
        return {key: value for key, value in self.result.items() if isinstance(value, int | str)}
