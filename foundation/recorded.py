"""What every record of the registry carries: when it was made, by whom, by which run; and its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.conf import settings
from django.db import models

M = TypeVar("M", bound=models.Model)


class Recorded(models.Model):
    """Creation is told by the row itself, so the history needs no insert events."""

    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="登记人",
    )
    created_by_run = models.ForeignKey(
        "jobs.Run",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="导入任务",
    )
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        abstract = True


def tracked() -> Callable[[type[M]], type[M]]:
    """Keep the old row on every update and delete, by statement-level triggers of the database.

    They see set-based SQL as well as forms; who and from which request or run comes
    from the settings of the opened scope.
    """
    track: Callable[[type[M]], type[M]] = pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old, level=pghistory.Statement),
        pghistory.DeleteEvent(row=pghistory.Old, level=pghistory.Statement),
        obj_field=pghistory.ObjForeignKey(related_name="events", db_index=True),
    )
    return track
