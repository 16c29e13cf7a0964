"""The time line of a household's status (状态和程序): changes in effect, and cases that have none yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from foundation.areas.scope import Scope
from households.models import Household, Procedure, ProcedureStep, StatusStep
from households.procedures.rules import due


@dataclass(frozen=True)
class Stage:
    """One point: a change of status or an open, ended case; its dated parts; ``case``: where it is kept."""

    day: date
    words: str
    reason: str
    parts: list[str]
    case: Any = None


def time_line(household: Household, scope: Scope) -> list[Stage]:
    """Newest first, in two queries and one for the cases' steps."""
    changes = list(scope.rows(StatusStep).filter(household=household).order_by("decided_on", "pk"))
    held = scope.rows(ProcedureStep).filter(taken_back_on=None).order_by("position")
    rows = scope.rows(Procedure).filter(household=household).order_by("opened_on", "pk")
    cases = {case.pk: case for case in rows.prefetch_related(Prefetch("steps", held, to_attr="held"))}
    told: set[int] = set()
    stages = []
    for change in changes:
        case = cases.get(change.procedure_id)
        # A revoked case led to two changes: its steps stand with the first.
        parts = _roster_parts(change) if case is None else [] if case.pk in told else _parts(case)
        stages.append(Stage(change.decided_on, str(change), change.reason, parts, case))
        if case is not None:
            told.add(case.pk)
    stages += [_open_or_ended(case, scope) for case in cases.values() if case.pk not in told]
    return sorted(stages, key=lambda stage: stage.day, reverse=True)


def _open_or_ended(case: Any, scope: Scope) -> Stage:
    words = f"{case.get_kind_display()}程序：{case.get_state_display()}"
    if case.state == Procedure.State.RUNNING:
        next_one = due(case, case.held)
        return Stage(
            case.opened_on, f"{words}，下一步：{next_one.words(scope.today)}", case.reason, _parts(case), case
        )
    return Stage(case.closed_on or case.opened_on, words, case.closing_reason, _parts(case), case)


def _parts(case: Any) -> list[str]:
    return [
        f"{step.get_kind_display()} {step.held_on}" + (f"至{step.until}" if step.until else "")
        for step in case.held
    ]


def _roster_parts(change: StatusStep) -> list[str]:
    """The dates of a change that came with a list, without a case."""
    notice = f"公示 {change.notice_from}至{change.notice_to or '—'}" if change.notice_from else ""
    dated = (("民主评议", change.reviewed_on), ("核查", change.checked_on))
    announced = f"公告 {change.announced_on}" if change.announced_on else ""
    return [part for part in (*(f"{name} {day}" for name, day in dated if day), notice, announced) if part]
