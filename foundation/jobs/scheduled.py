"""Runs that the clock asks for: one in every county, in the name of its lead, once a period."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection, transaction

from foundation.accounts.models import Appointment
from foundation.accounts.roles import Role
from foundation.areas.models import Area
from foundation.areas.scope import opened
from foundation.jobs.kinds import kind_of
from foundation.jobs.models import Run
from foundation.jobs.running import UnableToAsk, ask_for_run

_LOCK_CLASS = 7_302  # another than that of the runs


def ask_in_each_county(*, kind: str, period: str, schedule: str, on: date, **parameters: Any) -> list[Run]:
    """Ask for ``kind`` in each county that has a lead and lacks it for this period.

    A run that failed is asked for again when the clock next strikes; one that somebody stopped is not.
    """
    asked = []
    for county in Area.objects.current().of_level("county"):
        lead = _lead_of(county, on)
        run = _ask_once(kind, county, lead, period, schedule, on, parameters) if lead else None
        if run:
            asked.append(run)
    return asked


def _lead_of(county: Area, on: date) -> Appointment | None:
    leads = Appointment.objects.filter(
        role=Role.COUNTY_LEAD, area=county, starts_on__lte=on, user__is_active=True
    ).select_related("user", "area")
    return next((lead for lead in leads.order_by("pk") if lead.ends_on is None or lead.ends_on > on), None)


@transaction.atomic
def _ask_once(
    kind: str,
    county: Area,
    lead: Appointment,
    period: str,
    schedule: str,
    on: date,
    parameters: dict[str, Any],
) -> Run | None:
    with connection.cursor() as cursor:
        # Two beats may ring side by side: the second waits here and then finds the first one's run.
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [_LOCK_CLASS, county.code // 1_000_000])
    with opened(lead.scope(on, act=kind_of(kind).act, schedule=schedule)):
        same = Run.objects.of_kind(kind).filter(area_code=county.code, key=period)
        if same.exclude(state=Run.State.FAILED).exists():
            return None
        try:
            return ask_for_run(kind=kind, area=county, by=lead.user, key=period, **parameters)
        except UnableToAsk:
            return None
