"""What the auditor reads: who looked, searched, exported, was refused (访问日志)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from foundation.accounts.models import AccessRecord, User
from foundation.areas.codes import CodeRange


def access_log(
    *,
    within: CodeRange | None,
    kind: str = "",
    username: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[AccessRecord]:
    """Newest first; the range is the auditor's own, a record without an area belongs to the whole.

    Only an auditor of a province sees records without an area (failed sign-ins).
    """
    if within is None:
        return AccessRecord.objects.none()
    rows = AccessRecord.objects.select_related("user").order_by("-pk")
    if within.lo % 10_000_000_000:
        rows = rows.filter(area_code__gte=within.lo, area_code__lte=within.hi)
    if kind:
        rows = rows.filter(kind=kind)
    if username:
        rows = rows.filter(user__in=User.objects.filter(username=username))
    if since:
        rows = rows.filter(at__gte=_begin(since))
    if until:
        rows = rows.filter(at__lt=_begin(until + timedelta(days=1)))
    return rows


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
