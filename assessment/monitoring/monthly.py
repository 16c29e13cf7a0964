"""The monthly detection of every county, asked for once a month and made up if missed."""

from __future__ import annotations

from datetime import date, timedelta

from assessment.monitoring.detecting import KIND
from foundation.jobs.models import Run
from foundation.jobs.scheduled import ask_in_each_county


def ask_for_month(*, on: date) -> list[Run]:
    """Ask for the detection as of the end of last month."""
    as_of = on.replace(day=1) - timedelta(days=1)
    return ask_in_each_county(
        kind=KIND, period=f"{as_of:%Y-%m}", schedule="monthly", on=on, as_of=as_of.isoformat()
    )
