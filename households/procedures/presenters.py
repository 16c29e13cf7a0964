"""What the pages of procedures show: the running ones with what is due, one case with its steps."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import QueryDict

from foundation.areas.paging import Page, page_of
from foundation.areas.scope import Scope
from households.file.panels import FilePanel
from households.models import Attachment, Household, Procedure, ProcedureStep
from households.models.procedures import StepKind
from households.places import place_names
from households.procedures.rules import LEVEL_OF_STEP, due, lifting_conditions, steps_possible
from households.procedures.running import kinds_open_to, lacking_to_confirm

STATE_LEVELS = {"running": "info", "confirmed": "ok", "ended": "quiet", "revoked": "warning"}


def running_page(rows: Any, query: QueryDict, *, scope: Scope) -> Page:
    """One page of the running cases in the order of their area, each with what is due next."""
    page = page_of(_with_steps(rows.select_related("household"), scope), query)
    names = place_names(case.area_code for case in page.rows)
    for case in page.rows:
        case.place = names[case.area_code]
        case.due = due(case, case.all_steps)
        case.due_words = case.due.words(scope.today)
    return page


def _with_steps(rows: Any, scope: Scope) -> Any:
    steps = scope.rows(ProcedureStep).order_by("position", "pk").select_related("taken_back_by", "created_by")
    return rows.prefetch_related(Prefetch("steps", steps, to_attr="all_steps"))


def case_page(procedure: Procedure, scope: Scope) -> dict[str, Any]:
    """One case: its steps, those taken back as well, what may be recorded now, what is lacking."""
    steps = list(
        scope.rows(ProcedureStep)
        .filter(procedure=procedure)
        .order_by("position", "pk")
        .select_related("taken_back_by", "created_by")
        .prefetch_related(Prefetch("attachments", _papers(scope), to_attr="papers"))
    )
    household: Household = procedure.household
    standing = [step for step in steps if step.taken_back_on is None]
    there = {step.kind for step in standing}
    running = procedure.state == Procedure.State.RUNNING
    return {
        "procedure": procedure,
        "level": STATE_LEVELS[procedure.state],
        "steps": steps,
        "due": due(procedure, steps) if running else None,
        "due_words": due(procedure, steps).words(scope.today) if running else "",
        "missing": [str(StepKind(kind).label) for kind in procedure.needs if kind not in there],
        "also": [
            (kind, str(StepKind(kind).label), LEVEL_OF_STEP[kind])
            for kind in steps_possible(procedure)
            if kind not in there and kind not in procedure.needs
        ],
        "lacking": lacking_to_confirm(procedure, standing, household) if running else [],
        "conditions": lifting_conditions(household, procedure.year) if procedure.year else [],
    }


def _papers(scope: Scope) -> Any:
    return scope.rows(Attachment).kept().order_by("taken_on", "pk")


def file_panel(scope: Scope, household: Household) -> dict[str, Any]:
    cases = list(_with_steps(scope.rows(Procedure).filter(household=household), scope).order_by("-pk"))
    for case in cases:
        case.level = STATE_LEVELS[case.state]
        case.due_words = due(case, case.all_steps).words(scope.today) if case.state == "running" else ""
    under_way = any(case.state == "running" for case in cases)
    kinds = [] if under_way else kinds_open_to(household)
    return {"cases": cases, "kinds": [(kind, str(Procedure.Kind(kind).label)) for kind in kinds]}


PANEL = FilePanel(
    name="procedures",
    title="识别、退出、返贫程序",
    act="see_households",
    template="households/procedures/_panel.html",
    content=file_panel,
    order=5,
)
