"""The trail of looking, exporting and being refused: one verb, one table, insert only."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from foundation.accounts.models import AccessRecord


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
