"""The check value of the sealing secrets, so that wrong secrets are refused at start."""

from typing import ClassVar

from django.db import models


class SealCheck(models.Model):
    """One row: made with the first migration's secrets, compared at every start."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.CharField(max_length=32)

    objects = models.Manager["SealCheck"]()

    class Meta:
        verbose_name = "密钥校验值"
        constraints: ClassVar = [models.CheckConstraint(name="seal_check_single", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return self.value
