"""How the heavy statements of this floor are planned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def joined_by_hash() -> Iterator[Any]:
    """A cursor whose statements join whole sets, never row by row.

    Right after a large import the planner has no statistics yet, takes a county for a
    few rows and joins in nested loops: measured on 5,000 households, 220 s against 0.5.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local enable_nestloop = off")
        yield cursor
        cursor.execute("set local enable_nestloop = on")
