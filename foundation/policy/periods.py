"""The period of an item (本期): the month, school term or year that holds a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple


class Period(NamedTuple):
    """From ``starts`` to ``ends``, the last not included."""

    starts: date
    ends: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.starts <= day < self.ends


def current_period(recurrence: str, on: date, *, school_year: bool = False) -> Period:
    """``standing`` is that day, ``once`` everything up to it; a school year begins on 1 September."""
    if recurrence == "month":
        return Period(on.replace(day=1), next_month(on))
    if recurrence == "term":
        return _term(on)
    if recurrence == "year":
        return _year_from(on, month=9 if school_year else 1)
    if recurrence == "once":
        return Period(date.min, on + timedelta(days=1))
    return Period(on, on + timedelta(days=1))


def next_month(on: date) -> date:
    return date(on.year + on.month // 12, on.month % 12 + 1, 1)


def _year_from(on: date, *, month: int) -> Period:
    year = on.year if on.month >= month else on.year - 1
    return Period(date(year, month, 1), date(year + 1, month, 1))


def _term(on: date) -> Period:
    """Autumn from 1 September, spring from 1 March."""
    if 3 <= on.month < 9:
        return Period(date(on.year, 3, 1), date(on.year, 9, 1))
    start = on.year if on.month >= 9 else on.year - 1
    return Period(date(start, 9, 1), date(start + 1, 3, 1))


def runs_by_school_year(record_fields: list[dict[str, Any]]) -> bool:
    """An item goes by the school year where its records name one (学年)."""
    return any(field["key"] == "school_year" for field in record_fields)


def in_words(recurrence: str, period: Period) -> str:
    """``2018年6月``, ``2017年9月至2018年8月``, ``2018年``, ``当日在享``, ``迄今``."""
    last = period.ends - timedelta(days=1)
    if recurrence == "month":
        return f"{period.starts.year}年{period.starts.month}月"
    if recurrence in ("term", "year") and (period.starts.month, last.month) != (1, 12):
        return f"{period.starts.year}年{period.starts.month}月至{last.year}年{last.month}月"
    if recurrence == "year":
        return f"{period.starts.year}年"
    return {"once": "迄今", "standing": "当日在享"}.get(recurrence, "")
