"""Rows of departments' lists (民政、医保、教育、住建、卫健 …), kept to be compared, never merged."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from foundation.sealed.fields import LookupKeyField, SealedField
from households.querysets import AreaRowQuerySet


class ListName(models.TextChoices):
    """The lists, by the names that facts and ``LoadedList`` know them by."""

    DIBAO = "低保对象名单", "低保对象名单（民政）"
    TEKUN = "特困人员名单", "特困人员名单（民政）"
    ALLOWANCES = "残疾人两项补贴名单", "残疾人两项补贴发放名单（民政）"
    REGISTERED_POOR = "建档立卡名单", "建档立卡（脱贫、监测）名单（扶贫、乡村振兴）"
    MEDICAL = "基本医保参保名单", "基本医保参保名单（医保）"
    PENSION = "城乡居民养老保险参保名单", "城乡居民养老保险参保名单（人社）"
    PUPILS = "学籍比对名单", "学籍、资助名单（教育）"
    HOUSING = "农村危房存量名单", "农村危房、改造名单（住建）"
    HEALTH = "健康服务名单", "签约服务、康复救治名单（卫健）"
    DEATHS = "死亡人员名单", "死亡、火化人员名单（卫健、民政、公安）"
    CERTIFICATES = "残疾人证名单", "残疾人证名单（残联证件系统）"
    OTHER = "其他名单", "其他部门名单"


class ListRowQuerySet(AreaRowQuerySet["ListRow"]):
    def of_list(self, list_name: str, period: str) -> ListRowQuerySet:
        """One department's list of a period (YYYY or YYYY-MM)."""
        return self.filter(list_name=list_name, period=period)


class ListRow(models.Model):
    """A person on a department's list of a period.

    Found by ``id_number_key``, then by ``certificate_key``, then by name, birth date and
    ``village_code``; ``area_code`` is the area for which the list was sent in.
    """

    roster = models.ForeignKey(
        "households.RosterFile", models.PROTECT, related_name="list_rows", verbose_name="来自文件"
    )
    area_code = models.BigIntegerField("名单区域")
    list_name = models.CharField("名单", max_length=40, choices=ListName)
    period = models.CharField("期间", max_length=7)
    sheet = models.CharField("工作表", max_length=60)
    row_number = models.PositiveIntegerField("行号")
    name = models.CharField("姓名", max_length=50)
    birth_date = models.DateField("出生日期", null=True)
    village_code = models.BigIntegerField("村（社区）", null=True)
    id_number = SealedField("身份证号", kind="id", null=True)
    id_number_key = LookupKeyField(of="id_number", null=True)
    certificate_key = models.BinaryField("残疾人证号", null=True, editable=False)
    category = models.PositiveSmallIntegerField("残疾类别", null=True)
    level = models.PositiveSmallIntegerField("残疾等级", null=True)
    household_number = models.CharField("户编号", max_length=24, blank=True, default="")
    head_name = models.CharField("户主姓名", max_length=50, blank=True, default="")
    covered = models.PositiveSmallIntegerField("保障人口", null=True)
    grade = models.CharField("类别或档次", max_length=40, blank=True, default="")
    status = models.CharField("状态", max_length=40, blank=True, default="")
    standard_yuan = models.DecimalField("标准（元）", max_digits=12, decimal_places=2, null=True)
    amount_yuan = models.DecimalField("金额（元）", max_digits=12, decimal_places=2, null=True)
    since = models.DateField("享受或参加时间", null=True)
    died_on = models.DateField("死亡日期", null=True)
    school = models.CharField("学校", max_length=80, blank=True, default="")
    stage = models.CharField("学段或年级", max_length=40, blank=True, default="")
    note = models.CharField("备注", max_length=200, blank=True, default="")

    objects = ListRowQuerySet.as_manager()

    class Meta:
        verbose_name = "部门名单行"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area_code", "list_name", "period", "id_number_key"],
                condition=Q(id_number_key__isnull=False),
                name="list_row_once_by_number",
            ),
            models.UniqueConstraint(
                fields=["area_code", "list_name", "period", "name", "birth_date", "village_code"],
                condition=Q(id_number_key=None),
                nulls_distinct=False,
                name="list_row_once_by_name",
            ),
            models.CheckConstraint(
                name="list_row_of_a_known_list", condition=Q(list_name__in=ListName.values)
            ),
            models.CheckConstraint(
                name="list_row_period_is_a_year_or_month",
                condition=Q(period__regex=r"^20\d\d(-(0[1-9]|1[0-2]))?$"),
            ),
            models.CheckConstraint(
                name="list_row_number_with_key",
                condition=Q(id_number=None, id_number_key=None)
                | Q(id_number__isnull=False, id_number_key__isnull=False),
            ),
            models.CheckConstraint(
                name="list_row_money_not_negative",
                condition=(Q(standard_yuan=None) | Q(standard_yuan__gte=0))
                & (Q(amount_yuan=None) | Q(amount_yuan__gte=0)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id_number_key"], name="list_row_by_number"),
            models.Index(fields=["name"], condition=Q(id_number_key=None), name="list_row_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.list_name} {self.period}"
