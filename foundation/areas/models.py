"""Administrative divisions with their flags."""

from typing import ClassVar

from django.db import models

from foundation.areas.codes import CodeRange, code_range
from foundation.areas.querysets import AreaQuerySet


class Area(models.Model):
    """A division (行政区划). Its code is never changed: a recoded one ends and names its successor."""

    class Level(models.TextChoices):
        PROVINCE = "province", "省"
        PREFECTURE = "prefecture", "市（州）"
        COUNTY = "county", "县（市、区）"
        TOWNSHIP = "township", "乡镇（街道）"
        VILLAGE = "village", "村（社区）"

    code = models.BigIntegerField("区划代码", primary_key=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    # 威宁 and 仁怀 report to the province while their codes lie under 毕节 and 遵义.
    reports_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reporting", verbose_name="报送上级"
    )
    ended_on = models.DateField("停用日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="接续区划"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "行政区划"
        verbose_name_plural = "行政区划"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="area_code_has_twelve_digits",
                condition=models.Q(code__gte=110_000_000_000, code__lte=999_999_999_999),
            ),
            models.CheckConstraint(
                name="area_successor_only_when_ended",
                condition=models.Q(successor=None) | models.Q(ended_on__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["name"], name="area_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def range(self) -> CodeRange:
        return code_range(self.code)


class AreaAlias(models.Model):
    """An older or shorter name that rosters still use (盘县 for 盘州市)."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="aliases", verbose_name="区划")
    name = models.CharField("曾用名", max_length=60)
    source = models.CharField("来源", max_length=200, blank=True)

    objects = models.Manager["AreaAlias"]()

    class Meta:
        verbose_name = "区划曾用名"
        constraints: ClassVar = [models.UniqueConstraint(fields=["area", "name"], name="area_alias_once")]

    def __str__(self) -> str:
        return self.name


class AreaFlag(models.Model):
    """A flag that holds for the area and everything below it (贫困县, 民族自治地方 …), with its source."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="flags", verbose_name="区划")
    flag = models.CharField("标志", max_length=40)
    holds = models.BooleanField("是否", default=True)
    source = models.CharField("来源", max_length=300, blank=True)

    objects = models.Manager["AreaFlag"]()

    class Meta:
        verbose_name = "区划标志"
        constraints: ClassVar = [models.UniqueConstraint(fields=["area", "flag"], name="area_flag_once")]

    def __str__(self) -> str:
        return f"{self.area_id} {self.flag}"
