"""Procedures at every stage: lifted out, falling back, leaving, and a family that asks to be identified."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

from config.demo.everyday.desk import Desk
from households.models import Household, Procedure
from households.procedures import running as procedures
from households.procedures.rules import PAPER_OF_STEP, is_notice, missing_to_lift

BEGUN = date(2018, 5, 7)
# How far each case of lifting out has come: the number of its steps; None: confirmed by the lead.
LIFTING: tuple[int | None, ...] = (None, None, None, None, 5, 5, 4, 4, 3, 2, 1, 0)


def run_cases(desk: Desk) -> int:
    identified = desk.homes.filter(poverty_status="identified")
    fit = (home for home in identified.iterator() if not missing_to_lift(home, 2018))
    for home, steps in zip(islice(fit, len(LIFTING)), LIFTING, strict=False):
        _case(desk, home, "lift", steps, year=2018)
    lifted = list(desk.homes.filter(poverty_status="lifted", lifted_year__lt=2018)[20:24])
    for home, steps in zip(lifted, (None, 8, 5, 2), strict=True):
        _case(desk, home, "fall_back", steps, reason="主要劳动力患病，收入下降")
    alone = list(desk.homes.filter(poverty_status="identified", attribute="tekun").reverse()[:2])
    for home, steps in zip(alone, (None, 1), strict=False):
        _case(desk, home, "leave", steps, leaving="died", reason="户主病故")
    return len(LIFTING) + len(lifted) + len(alone)


def _case(desk: Desk, home: Household, kind: str, steps: int | None, **given: object) -> None:
    procedure = procedures.open_procedure(household=home, kind=kind, by=desk.clerk, on=BEGUN, **given)  # type: ignore[arg-type]
    last = _take_steps(desk, procedure, len(procedure.needs) if steps is None else steps)
    if steps is None:
        with desk.as_lead() as lead:
            procedures.confirm_procedure(
                procedure=procedure, decided_on=last + timedelta(days=2), by=lead, on=desk.on
            )


def _take_steps(desk: Desk, procedure: Procedure, count: int) -> date:
    """The first ``count`` needed steps, some days apart, notices of eight days; returns the last day."""
    day = BEGUN + timedelta(days=1)
    for kind in procedure.needs[:count]:
        until = day + timedelta(days=7) if is_notice(kind) else None
        procedures.record_step(
            procedure=procedure, kind=kind, held_on=day, until=until, responsible="驻村工作队",
            document=PAPER_OF_STEP[kind], by=desk.clerk, on=desk.on,
        )  # fmt: skip
        day = (until or day) + timedelta(days=3)
    return day
