"""The typed fields of a policy item as columns of its roster: named by their labels, read by their types."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from foundation.policy.record_fields import FieldSpec, kept_fields
from households.roster import values
from households.roster.columns import Column
from households.roster.rows.amounts import a_month, money
from households.roster.rows.steps import Row
from households.roster.values import Reader, plain

PREFIX = "detail."


def typed_columns(record_fields: list[FieldSpec], taken: Iterable[Column]) -> tuple[Column, ...]:
    """A column for each field whose label is not the heading of another column already."""
    headings = {plain(alias) for column in taken for alias in column.aliases}
    found = []
    for spec in kept_fields(record_fields):
        label = plain(spec["label"])
        aliases = tuple(
            word for word in (label, f"{label}({spec.get('unit_label') or '元'})") if word not in headings
        )
        if aliases:
            found.append(Column(f"{PREFIX}{spec['key']}", spec["label"], aliases, _reader(spec), "value"))
    return tuple(found)


def typed_values(row: Row) -> dict[str, Any]:
    """What the row says of them, in forms that JSON keeps."""
    given = {}
    for key, column in row.checked.values.items():
        if key.startswith(PREFIX) and (value := column[row.place]) is not None:
            given[key.removeprefix(PREFIX)] = _plain(value)
    return given


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _month(text: str) -> str | None:
    found = a_month(text)
    return f"{found:%Y-%m}" if found else None


def _reader(spec: FieldSpec) -> Reader:
    kind = spec["type"]
    if kind == "choice":
        return values.choice({plain(one): one for one in spec["choices"]}, told="、".join(spec["choices"]))
    readers: dict[str, Reader] = {
        "int": values.whole_number(0, 10_000_000),
        "decimal": values.an_amount,
        "money": money,
        "date": values.a_date,
        "datetime": values.a_date,
        "month": _month,
        "bool": values.yes_or_no,
    }
    return readers.get(kind, values.words)
