"""The monthly detection of every county, asked for once a month and made up if missed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection, transaction

from assessment.monitoring.detecting import KIND
from foundation.accounts.models import Appointment
from foundation.accounts.roles import Role
from foundation.areas.models import Area
from foundation.areas.scope import opened
from foundation.jobs.models import Run
from foundation.jobs.running import UnableToAsk, ask_for_run

_LOCK_CLASS = 7_302  # another than that of the runs


def ask_for_month(*, on: date) -> list[Run]:
    """Ask for the detection as of the end of last month, in each county that has a lead and lacks it.

    A run that failed is asked for again the next day; one that somebody stopped is not.
    """
    as_of = on.replace(day=1) - timedelta(days=1)
    asked = []
    for county in Area.objects.current().of_level("county"):
        lead = _lead_of(county, on)
        run = _ask_once(county, lead, as_of, on) if lead else None
        if run:
            asked.append(run)
    return asked


def _lead_of(county: Area, on: date) -> Appointment | None:
    leads = Appointment.objects.filter(
        role=Role.COUNTY_LEAD, area=county, starts_on__lte=on, user__is_active=True
    ).select_related("user", "area")
    return next((lead for lead in leads.order_by("pk") if lead.ends_on is None or lead.ends_on > on), None)


@transaction.atomic
def _ask_once(county: Area, lead: Appointment, as_of: date, on: date) -> Run | None:
    with connection.cursor() as cursor:
        # Two beats may ring side by side: the second waits here and then finds the first one's run.
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [_LOCK_CLASS, county.code // 1_000_000])
    period = f"{as_of:%Y-%m}"
    with opened(lead.scope(on, act="detect", schedule="monthly")):
        if _asked_already(county, period):
            return None
        try:
            return ask_for_run(kind=KIND, area=county, by=lead.user, key=period, as_of=as_of.isoformat())
        except UnableToAsk:
            return None


def _asked_already(county: Area, period: str) -> bool:
    runs = Run.objects.of_kind(KIND).filter(area_code=county.code, key=period)
    return runs.exclude(state=Run.State.FAILED).exists()
