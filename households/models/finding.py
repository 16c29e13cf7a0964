"""What belongs to one user at finding: searches, saved filters, columns, pace, and lists taken along."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from foundation.sealed.fields import SealedField
from households.querysets import OwnRowQuerySet


def new_key() -> str:
    return secrets.token_urlsafe(24)


class KeptSearch(models.Model):
    """A search by names or numbers, kept so that an address can lead back to it without naming anybody."""

    key = models.CharField("标识", max_length=40, primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+", verbose_name="账号")
    # What was asked is about people: sealed like a number.
    criteria = SealedField("查找内容", kind="search")
    kept_at = models.DateTimeField("时间", auto_now_add=True)

    objects = OwnRowQuerySet["KeptSearch"].as_manager()

    class Meta:
        verbose_name = "查找"

    def __str__(self) -> str:
        return f"search {self.kept_at:%Y-%m-%d %H:%M}"


class SavedFilter(models.Model):
    """A list somebody comes back to: the filters as they stand in the address, under a name of her own."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+", verbose_name="账号")
    name = models.CharField("名称", max_length=30)
    query = models.CharField("条件", max_length=600)
    saved_at = models.DateTimeField("保存时间", auto_now_add=True)

    objects = OwnRowQuerySet["SavedFilter"].as_manager()

    class Meta:
        verbose_name = "常用筛选"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_filter_name_once"),
            models.CheckConstraint(name="saved_filter_has_name", condition=~Q(name="")),
            models.CheckConstraint(name="saved_filter_has_query", condition=~Q(query="")),
        ]

    def __str__(self) -> str:
        return self.name


class ListLayout(models.Model):
    """The columns that somebody wants to see in lists and files."""

    user = models.OneToOneField("accounts.User", models.CASCADE, primary_key=True, related_name="+")
    columns = ArrayField(models.CharField(max_length=30), verbose_name="列")

    objects = OwnRowQuerySet["ListLayout"].as_manager()

    class Meta:
        verbose_name = "名单列设置"
        constraints: ClassVar = [
            models.CheckConstraint(name="list_layout_has_columns", condition=Q(columns__len__gte=1)),
        ]

    def __str__(self) -> str:
        return ",".join(self.columns)


class SearchPace(models.Model):
    """How many searches somebody has made in the present minute: one row a user, for all processes."""

    user = models.OneToOneField("accounts.User", models.CASCADE, primary_key=True, related_name="+")
    began_at = models.DateTimeField("起")
    count = models.PositiveIntegerField("次数")

    objects = OwnRowQuerySet["SearchPace"].as_manager()

    class Meta:
        verbose_name = "查找频次"

    def __str__(self) -> str:
        return f"{self.count}"


class ListExport(models.Model):
    """A list made in the background for its asker; handed out only while the rows are still hers to list."""

    class Format(models.TextChoices):
        XLSX = "xlsx", "工作簿（xlsx）"
        CSV = "csv", "文本（csv）"

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="导出人")
    run = models.OneToOneField(
        "jobs.Run", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="任务"
    )
    area_code = models.BigIntegerField("任职区域")
    role = models.CharField("角色", max_length=30)
    format = models.CharField("格式", max_length=4, choices=Format)
    query = models.CharField("条件", max_length=600, blank=True)
    criteria = SealedField("查找内容", kind="search", null=True, blank=True)
    columns = ArrayField(models.CharField(max_length=30), verbose_name="列")
    asked_at = models.DateTimeField("发起时间", auto_now_add=True)
    made_at = models.DateTimeField("生成时间", null=True, blank=True)
    household_ids = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name="所含户")
    stored_as = models.CharField("存放名", max_length=64, blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    size_bytes = models.BigIntegerField("大小", default=0)

    objects = OwnRowQuerySet["ListExport"].as_manager()

    class Meta:
        verbose_name = "导出的名单"
        constraints: ClassVar = [
            models.CheckConstraint(name="list_export_format_known", condition=Q(format__in=["xlsx", "csv"])),
            models.CheckConstraint(
                name="list_export_made_has_digest", condition=Q(made_at=None) | ~Q(sha256="")
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="list_export_by_area")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def rows(self) -> int:
        return len(self.household_ids)
