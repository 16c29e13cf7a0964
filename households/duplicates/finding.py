"""Looking for files that may be of one person: around the households just written, or over a county."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection

from foundation.areas.codes import code_range
from foundation.jobs.kinds import Progress, RunKind
from foundation.jobs.models import Run
from foundation.jobs.scheduled import ask_in_each_county
from households.duplicates import sql

KIND = "find_duplicates"


def find_around(household_ids: Sequence[int]) -> int:
    """The pairs that these households are in, within their townships. Returns how many were made."""
    ids = list(household_ids)
    with connection.cursor() as cursor:
        cursor.execute(sql.COUNTIES, {"ids": ids})
        counties = [int(code) for (code,) in cursor.fetchall()]
    return sum(_find(ids, county) for county in counties)


def find_in_area(area_code: int) -> int:
    """Every pair of the area, phone numbers over the whole of it."""
    return _find(None, area_code)


def _find(ids: list[int] | None, area_code: int) -> int:
    bounds = code_range(area_code)
    values = {"ids": ids, "whole": ids is None, "lo": bounds.lo, "hi": bounds.hi}
    made = 0
    with connection.cursor() as cursor:
        for statement in (sql.PERSONS, sql.FAMILIES):
            cursor.execute(statement, values)
            row = cursor.fetchone()
            made += int(row[0]) if row else 0
    return made


def work(run: Run) -> Progress:
    """The whole area in one statement: seconds for a county, and nothing is left by a killed one."""
    made = find_in_area(run.area_code)
    return Progress(
        done=1, total=1, finished=True, sentence=f"新发现疑似重复{made}对", result={"duplicates_new": made}
    )


def ask_for_night(*, on: date) -> list[Run]:
    """Every county whole, every night: matches over townships, and pairs that have parted."""
    return ask_in_each_county(kind=KIND, period=on.isoformat(), schedule="nightly", on=on)


RUN_KIND = RunKind(KIND, "查找疑似重复", "register", work)
