"""Users, their appointments to a role in an area, and the record of who looked at what."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from foundation.accounts.roles import Role, scope_role
from foundation.areas.models import Area
from foundation.areas.scope import Scope


class User(AbstractUser):
    """Somebody who signs in. What they may do comes from their appointment alone."""

    full_name = models.CharField("姓名", max_length=50)
    must_change_password = models.BooleanField("须修改密码", default=False)

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """The name in one piece: Chinese names have no first and last field."""
        return self.full_name

    def appointment_on(self, day: date) -> Appointment | None:
        """The appointment in force on ``day``; none of an inactive user, none in an ended area."""
        if not self.is_active:
            return None
        return (
            Appointment.objects.filter(user=self, area__ended_on=None, starts_on__lte=day)
            .filter(Q(ends_on=None) | Q(ends_on__gt=day))
            .select_related("area")
            .first()
        )


class _Period(Func):
    function = "daterange"
    output_field = DateRangeField()


class Appointment(models.Model):
    """A role in an area, from a day to a day (exclusive). One at a time."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name="账号")
    role = models.CharField("角色", max_length=30, choices=Role)
    area = models.ForeignKey(Area, models.PROTECT, related_name="appointments", verbose_name="区域")
    starts_on = models.DateField("任职起")
    ends_on = models.DateField("任职止（不含）", null=True, blank=True)
    appointed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="任命人"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager["Appointment"]()

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="appointment_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="appointment_role_known", condition=Q(role__in=Role.values)),
            ExclusionConstraint(
                name="one_appointment_at_a_time",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (_Period(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}（{self.area.name}）"

    @property
    def role_label(self) -> str:
        return Role(self.role).label

    @property
    def area_name(self) -> str:
        return self.area.name

    def scope(self, today: date, **source: object) -> Scope:
        """What this appointment sees on ``today``; ``source`` goes to the history with every change."""
        who = {"user": self.user_id, "user_name": str(self.user), "role": self.role, **source}
        role = scope_role(self.role)
        bounds = self.area.range if role in {"sees_areas", "sees_none"} else None
        return Scope(role, today, bounds, self.user_id, who)


class AccessRecord(models.Model):
    """Who looked, searched, exported, was refused. Insert only for the application's roles (U-03)."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", "登录"
        SIGN_IN_FAILED = "sign_in_failed", "登录失败"
        SIGN_OUT = "sign_out", "退出"
        OPENED = "opened", "查看户档"
        NUMBER_SHOWN = "number_shown", "查看完整号码"
        SEARCHED = "searched", "按号码检索"
        EXPORTED = "exported", "导出"
        DOWNLOADED = "downloaded", "下载"
        IMPORTED = "imported", "导入"
        CONFIRMED = "confirmed", "确认"
        APPOINTED = "appointed", "任职变更"
        REFUSED = "refused", "越权被拒"

    at = models.DateTimeField("时间", auto_now_add=True)
    kind = models.CharField("类别", max_length=20, choices=Kind)
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        verbose_name="账号",
    )
    role = models.CharField("角色", max_length=30, blank=True)
    area_code = models.BigIntegerField("区域", null=True, blank=True)
    address = models.GenericIPAddressField("来源地址", null=True, blank=True)
    subject = models.CharField("对象", max_length=200, blank=True)
    reason = models.CharField("事由", max_length=200, blank=True)
    detail = models.JSONField("详情", default=dict, blank=True)

    objects = models.Manager["AccessRecord"]()

    class Meta:
        verbose_name = "访问记录"
        verbose_name_plural = "访问记录"
        indexes: ClassVar = [
            models.Index(fields=["subject", "at"], name="access_by_subject"),
            models.Index(fields=["user", "at"], name="access_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"
