"""What an item's records hold: form fields from ``record_fields``, and which values are columns.

One rule for every record: ``start_date``, ``end_date`` and ``amount_yuan`` (``fund_yuan`` of an
enrolment) stand in columns, everything else in the details. The period a record covers
follows from its own words: start and stop month, the month, the (school) year, the dates.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms

from foundation.policy.periods import next_month

FieldSpec = dict[str, Any]

# Bank accounts are sealed numbers; they are not kept among the details.
NOT_KEPT = frozenset({"account"})
_IN_COLUMNS = frozenset({"start_date", "end_date", "amount_yuan", "fund_yuan"})
_SAYS_THE_START = ("start_month", "start_date", "month", "date", "year", "school_year")
_SAYS_THE_END = ("extended_to", "due_date", "due_replace", "end_date")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_BOOL = [("", "未填"), ("true", "是"), ("false", "否")]


class Covered(NamedTuple):
    """From a day to a day (not included, or open)."""

    starts_on: date | None
    ends_on: date | None


def kept_fields(record_fields: list[FieldSpec]) -> list[FieldSpec]:
    return [spec for spec in record_fields if spec["key"] not in NOT_KEPT]


def says_its_start(record_fields: list[FieldSpec]) -> bool:
    return any(spec["key"] in _SAYS_THE_START for spec in record_fields)


def form_field(spec: FieldSpec, *, required: bool = False) -> forms.Field:
    label = spec["label"] + (f"（{spec['unit_label']}）" if spec.get("unit_label") else "")
    common: dict[str, Any] = {"label": label, "required": required}
    kind = spec["type"]
    if kind == "int":
        return forms.IntegerField(min_value=0, max_value=10_000_000, **common)
    if kind == "decimal":
        return forms.DecimalField(min_value=0, max_digits=12, **common)
    if kind == "money":
        return forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, **common)
    if kind in ("date", "datetime"):
        return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **common)
    if kind == "month":
        return MonthField(**common)
    if kind == "bool":
        return forms.TypedChoiceField(
            choices=_BOOL, coerce=lambda said: said == "true", empty_value=None, **common
        )
    if kind == "choice":
        return forms.ChoiceField(choices=[("", "未填"), *((one, one) for one in spec["choices"])], **common)
    if kind == "attachment":
        common["help_text"] = "填写文号或存放处"
    return forms.CharField(max_length=200, **common)


class MonthField(forms.CharField):
    """A month as YYYY-MM."""

    widget = forms.TextInput({"type": "month"})

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if said and not _MONTH.fullmatch(said):
            raise forms.ValidationError("请按“年-月”填写，例如2018-06。")
        return said


def details_of(record_fields: list[FieldSpec], cleaned: dict[str, Any]) -> dict[str, Any]:
    """What goes into the details: filled values, in forms that JSON keeps."""
    found = {}
    for spec in kept_fields(record_fields):
        value = cleaned.get(spec["key"])
        if value in (None, "") or spec["key"] in _IN_COLUMNS:
            continue
        found[spec["key"]] = _plain(value)
    return found


def covered_by(cleaned: dict[str, Any]) -> Covered:
    """The period that a record's own words say."""
    start = cleaned.get("start_date") or cleaned.get("date")
    end = next((cleaned[key] for key in _SAYS_THE_END if cleaned.get(key)), None)
    ends_on = end + timedelta(days=1) if end else None
    if cleaned.get("start_month"):
        stop = cleaned.get("stop_month")
        return Covered(_first_of(cleaned["start_month"]), next_month(_first_of(stop)) if stop else None)
    if cleaned.get("month"):
        first = _first_of(cleaned["month"])
        return Covered(first, next_month(first))
    if start:
        return Covered(start, ends_on)
    return _year_said(cleaned, ends_on)


def _year_said(cleaned: dict[str, Any], ends_on: date | None) -> Covered:
    year = cleaned.get("year")
    if year and 2000 <= year <= 2100:
        return Covered(date(year, 1, 1), date(year + 1, 1, 1))
    school_year = re.match(r"20\d\d", str(cleaned.get("school_year") or ""))
    if school_year:
        first = int(school_year.group())
        autumn, spring, end = date(first, 9, 1), date(first + 1, 3, 1), date(first + 1, 9, 1)
        terms = {"秋": Covered(autumn, spring), "春": Covered(spring, end)}
        return terms.get(cleaned.get("semester", ""), Covered(autumn, end))
    return Covered(None, ends_on)


def _first_of(month: str) -> date:
    return date(int(month[:4]), int(month[5:7]), 1)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def initial_of(record_fields: list[FieldSpec], recurrence: str, on: date) -> dict[str, Any]:
    """The period that holds the day, as the record's own fields say it."""
    keys = {spec["key"] for spec in record_fields}
    autumn = on.year if on.month >= 9 else on.year - 1
    said: dict[str, Any] = {
        "start_date": on,
        "date": on,
        "year": on.year,
        "school_year": f"{autumn}-{autumn + 1}学年",
        "semester": "春" if 3 <= on.month < 9 else "秋",
    }
    if recurrence == "month":
        said["month"] = f"{on:%Y-%m}"
    return {key: value for key, value in said.items() if key in keys}
