"""The base of every row that hangs on a household: it carries the household's area."""

from __future__ import annotations

from typing import Any

from django.db import models


class HouseholdLinked(models.Model):
    """``(household_id, area_code)`` is a foreign key with ON UPDATE CASCADE (made by ``secured``).

    So a move or a recode is one UPDATE of households and no child stays behind.
    """

    household: Any = models.ForeignKey(
        "households.Household",
        models.PROTECT,
        db_constraint=False,
        related_name="%(class)ss",
        verbose_name="户",
    )
    area_code = models.BigIntegerField("村（社区）区划代码", editable=False)

    class Meta:
        abstract = True
