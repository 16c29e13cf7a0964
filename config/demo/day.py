"""The day the demonstration lives on: its records end there, and its pages must not look back eight years."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

VARIABLE = "DEMO_DAY"
# The first working day after the half-year that the generated world ends with.
DAY = date(2018, 7, 2)


def live_on_the_demo_day() -> None:
    """Every view and nightly run of this process takes the demonstration's day for today.

    Only days: moments (the access log, the history) stay those of the clock. Does nothing
    outside the demonstration, whose processes carry the variable.
    """
    if day := os.environ.get(VARIABLE):
        today = date.fromisoformat(day)
        timezone.localdate = lambda value=None, timezone=None: today


def told(request: HttpRequest) -> dict[str, Any]:
    """What every page says of it."""
    if VARIABLE not in os.environ:
        return {}
    return {"installation_notice": f"演示数据，均为虚构；系统按{date_format(timezone.localdate())}办理"}
