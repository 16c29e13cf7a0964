"""A person's scope, and the one place that opens it in the database (both walls of scope).

A scope is what somebody may look at: one range of division codes, today's paired
households, everything, or nothing. ``opened`` carries it into PostgreSQL for one
transaction, where row-level security holds it against every query.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeVar

from django.db import connection, models, transaction

from foundation.areas.codes import CodeRange

M = TypeVar("M", bound=models.Model)
ScopeRole = Literal["sees_all", "sees_areas", "sees_paired", "sees_none"]

_SETTINGS = (
    "role",
    "scope.lo",
    "scope.hi",
    "scope.cadre",
    "scope.today",
    "pghistory.context_id",
    "pghistory.context_metadata",
)
_OPEN = "select " + ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS)
_SOURCE = ("pghistory.context_id", "pghistory.context_metadata")
_SET_SOURCE = "select " + ", ".join(f"set_config('{name}', %s, true)" for name in _SOURCE)
_READ_SOURCE = "select " + ", ".join(f"current_setting('{name}', true)" for name in _SOURCE)
_READ = "select " + ", ".join(f"current_setting('{name}', true)" for name in _SETTINGS)


def _nobody_paired(user_id: int, today: date) -> models.QuerySet[Any]:
    raise RuntimeError("No app has registered which households are paired.")


_paired_by: Callable[[int, date], models.QuerySet[Any]] = _nobody_paired


def register_pairings(paired_by: Callable[[int, date], models.QuerySet[Any]]) -> None:
    """Called by the registry's app, a floor above: who is paired with which households."""
    global _paired_by
    _paired_by = paired_by


@dataclass(frozen=True)
class Scope:
    """Who sees which rows on which day. Made from an appointment (foundation.accounts)."""

    role: ScopeRole
    today: date
    range: CodeRange | None = None
    user_id: int | None = None
    # Who and from where, for the history triggers: user, act, request or run.
    source: dict[str, Any] = field(default_factory=dict, compare=False, hash=False)

    def rows(self, model: type[M]) -> Any:
        """The model's rows that this scope sees: where every page, export, run and API call starts."""
        queryset = model._default_manager.all()
        if not hasattr(queryset, "visible_to"):
            raise TypeError(f"{model.__name__} declares no scoped queryset.")
        return queryset.visible_to(self)

    def paired_household_ids(self) -> models.QuerySet[Any]:
        """Keys of the households paired with this user today (the mirror of paired_households() in SQL)."""
        return _paired_by(self.user_id or 0, self.today)


@contextmanager
def opened(scope: Scope) -> Iterator[Scope]:
    """Open ``scope`` for the block, in a transaction; the previous settings come back at its end.

    What SET LOCAL sets survives RELEASE SAVEPOINT, so it is put back by hand. After
    an error the rollback has already put it back.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_READ)
        row = cursor.fetchone()
        assert row is not None
        before = [value or "" for value in row]
        before[0] = before[0] or "none"
        cursor.execute(_OPEN, _values(scope))
        yield scope
        if not connection.needs_rollback:
            cursor.execute(_OPEN, before)


@contextmanager
def remarked(**words: str) -> Iterator[None]:
    """Add words (a reason) to what the history keeps of every change made in the block."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_READ_SOURCE)
        row = cursor.fetchone()
        assert row is not None
        before = [value or "" for value in row]
        source = json.loads(before[1] or "{}") | words
        cursor.execute(_SET_SOURCE, [str(uuid.uuid4()), json.dumps(source, ensure_ascii=False)])
        yield
        if not connection.needs_rollback:
            cursor.execute(_SET_SOURCE, before)


def _values(scope: Scope) -> list[str]:
    bounds = scope.range or ("", "")
    return [
        scope.role,
        str(bounds[0]),
        str(bounds[1]),
        str(scope.user_id or "") if scope.role == "sees_paired" else "",
        scope.today.isoformat(),
        str(uuid.uuid4()),
        json.dumps(scope.source, ensure_ascii=False),
    ]
