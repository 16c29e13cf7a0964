"""Which runs somebody sees: those of their area; the system administrator sees the health of all."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from foundation.areas.scope import Scope
from foundation.jobs.models import Run, RunQuerySet


def runs_for(scope: Scope, *, of_everybody: bool) -> RunQuerySet:
    """``of_everybody``: the asker holds the act see_system; the database then shows runs and nothing else."""
    rows: Any = Run.objects.all() if of_everybody else scope.rows(Run)
    return rows.select_related("asked_by")  # type: ignore[no-any-return]


def health(runs: RunQuerySet) -> dict[str, int]:
    """How many runs wait, work and have failed, for the head of the list."""
    counted = dict(runs.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in ("queued", "running", "failed")}
