"""Household numbers (户编号): the village's code and a running number of six places."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max

from foundation.areas.models import Area
from households.models import Household

_LOCK_CLASS = 7_302  # one number for all villages, so that other advisory locks do not meet them


def next_number(village: Area) -> str:
    """The next free number of the village; two clerks at once wait for each other until commit.

    Households that have moved to another county keep their number and are not seen
    from here: the uniqueness of the database still tells, and the loop goes on.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [_LOCK_CLASS, village.code % 2_147_483_647])
    pattern = rf"^{village.code}\d{{6}}$"
    rows = Household.objects.filter(number__startswith=str(village.code), number__regex=pattern)
    highest: str | None = rows.aggregate(highest=Max("number"))["highest"]
    return f"{village.code}{int(highest[-6:]) + 1 if highest else 1:06d}"
