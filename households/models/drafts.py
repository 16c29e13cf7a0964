"""What somebody has typed and not yet saved: one sealed blob, hers alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.sealed.fields import SealedField
from households.querysets import DraftQuerySet


class Draft(models.Model):
    """Numbers of people stand in it, so all of it is sealed. It goes when it is saved or thrown away."""

    key = models.UUIDField("草稿标识", unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="填写人"
    )
    # Of the household; for a household that is being entered, the area of the writer's own appointment.
    area_code = models.BigIntegerField("区域")
    household = models.ForeignKey(
        "households.Household", models.CASCADE, null=True, db_constraint=False, related_name="+"
    )
    household_version = models.PositiveIntegerField("打开时的版本", null=True)
    page = models.CharField("页面", max_length=200)
    body = SealedField("内容", kind="draft")
    started_at = models.DateTimeField("开始时间", auto_now_add=True)
    saved_at = models.DateTimeField("保存时间", auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "未保存的草稿"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="draft_of_a_household_with_its_version",
                condition=Q(household=None, household_version=None)
                | Q(household__isnull=False, household_version__isnull=False),
            )
        ]
        indexes: ClassVar = [models.Index(fields=["user", "-saved_at"], name="draft_of_user")]

    def __str__(self) -> str:
        return f"draft {self.key}"

    @property
    def outdated(self) -> bool:
        """Whether the household has changed since the page was opened."""
        return bool(self.household and self.household.version != self.household_version)
