"""The trail of looking, exporting and being refused: one verb, one table, insert only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.http import HttpRequest

from foundation.accounts.models import AccessRecord, User


def record_access(
    kind: str, *, request: HttpRequest | None = None, subject: str = "", reason: str = "", **detail: Any
) -> None:
    """Write one record in the present transaction; no numbers or names go into ``detail``."""
    appointment = getattr(request, "appointment", None)
    user = getattr(request, "user", None)
    AccessRecord.objects.bulk_create(
        [
            AccessRecord(
                kind=kind,
                user_id=user.pk if user is not None and user.is_authenticated else None,
                role=appointment.role if appointment else "",
                area_code=appointment.area_id if appointment else None,
                address=request.META.get("REMOTE_ADDR") if request else None,
                subject=subject[:200],
                reason=reason[:200],
                detail=detail,
            )
        ]
    )


def numbers_shown(*, by: User, since: datetime) -> int:
    """How many full numbers somebody has looked at since then, without reading the log."""
    with connection.cursor() as cursor:
        cursor.execute("select numbers_shown(%s, %s)", [by.pk, since])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
