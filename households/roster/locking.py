"""Imports into one county write one after the other: two lists with the same household never race."""

from __future__ import annotations

from foundation.areas.codes import county_of
from households.roster.sql import run

_LOCK_CLASS = 7_304  # runs hold 7301, statistics 7303


def one_at_a_time(area_code: int) -> None:
    """Wait for the county's other import to end its chunk; held until this one's transaction ends."""
    run(
        "select pg_advisory_xact_lock(%(class)s, %(county)s)",
        {"class": _LOCK_CLASS, "county": county_of(area_code) // 1_000_000},
    )
