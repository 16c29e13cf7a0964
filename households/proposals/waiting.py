"""What else of liaisons waits for a clerk: entries of upper floors, registered from ``AppConfig.ready``.

One page holds all that was proposed, whichever floor keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from foundation.accounts.acting import may
from foundation.areas.scope import Scope
from households.models import Proposal

MOST = 50
COUNT_CAP = 100


@dataclass(frozen=True)
class WaitingRow:
    who: str
    what: str
    by: str
    at: datetime
    url: str


@dataclass(frozen=True)
class WaitingKind:
    """``rows``: the oldest first, at most as many as asked for, in the asker's scope."""

    name: str
    title: str
    act: str
    rows: Callable[[Scope, int], list[WaitingRow]]


_KINDS: dict[str, WaitingKind] = {}


def register_waiting(kind: WaitingKind) -> None:
    if _KINDS.get(kind.name, kind) != kind:
        raise ValueError(f"The waiting entries {kind.name} are registered twice.")
    _KINDS[kind.name] = kind


def groups(request: Any) -> list[dict[str, Any]]:
    """Title and rows of every kind that the asker decides on; those without a row are left out."""
    found = []
    for kind in _KINDS.values():
        if may(request, kind.act) != "yes":
            continue
        rows = kind.rows(request.scope, MOST + 1)
        if rows:
            found.append({"title": kind.title, "rows": rows[:MOST], "more": len(rows) > MOST})
    return found


def waiting_count(request: HttpRequest) -> str:
    """For the navigation of those who decide: how many proposals wait, capped."""
    scope: Scope | None = getattr(request, "scope", None)
    if scope is None or may(request, "register") != "yes":
        return ""
    count = scope.rows(Proposal).waiting().order_by()[: COUNT_CAP + 1].count()
    return f"{COUNT_CAP}+" if count > COUNT_CAP else str(count or "")
