"""COPY of plain rows into a model's table, and keys reserved from its sequence.

Only the owner may: COPY FROM is refused under row-level security. All constraints hold
as for any insert; the history needs no insert events (created_at stands on the row).
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models
from psycopg2 import sql

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for rows to come; nobody else gets them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Copy ``rows`` into the model's table; returns how many."""
    return copy_into(sql.Identifier(model._meta.db_table), columns, rows)


def copy_into(table: sql.Identifier, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    lines = ["\t".join([_WRITERS[type(value)](value) for value in row]) for row in rows]
    buffer = io.StringIO("\n".join([*lines, ""]) if lines else "")
    statement = sql.SQL("copy {} ({}) from stdin").format(
        table, sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor:
        cursor.copy_expert(statement.as_string(cursor.cursor), buffer)
    return len(lines)


def _of_str(value: str) -> str:
    return value if value.isalnum() else value.translate(_ESCAPES)


def _of_dict(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: "\\N",
    str: _of_str,
    bool: lambda value: "t" if value else "f",
    int: str,
    Decimal: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
    bytes: lambda value: "\\\\x" + value.hex(),
    list: lambda value: "{" + ",".join(value) + "}",
    dict: _of_dict,
}
