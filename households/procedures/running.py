"""Procedures (识别、退出、返贫认定、退出登记): opened, recorded step by step, confirmed, ended, revoked.

Only :func:`confirm_procedure` changes a household's status, and only by a complete procedure.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from foundation.accounts.models import User
from foundation.policy.querysets import UnknownFigure
from households.facts import refreshing as facts
from households.models import Household, Procedure, ProcedureStep, StatusStep
from households.models.households import PovertyStatus
from households.models.procedures import StepKind
from households.procedures.leaving import bring_back, leave_registry
from households.procedures.rules import (
    LEVEL_OF_STEP,
    LEVEL_WORDS,
    PAPER_OF_STEP,
    POSITION,
    earliest_day,
    is_notice,
    missing_to_lift,
    notice_days,
    steps_needed,
    steps_possible,
)

# Kind of procedure → the statuses it begins from, and the one it leads to.
_EFFECT: dict[str, tuple[tuple[str, ...], str]] = {
    "identify": (("none", "removed"), "identified"),
    "lift": (("identified", "fallen_back"), "lifted"),
    "fall_back": (("lifted",), "fallen_back"),
    "leave": (("none", "identified", "lifted", "fallen_back"), "removed"),
}


class UnableToDecide(Exception):
    """The procedure cannot go on; the message says what is missing and who mends it."""


@transaction.atomic
def open_procedure(
    *,
    household: Household,
    kind: str,
    by: User,
    on: date,
    year: int | None = None,
    leaving: str = "",
    reason: str = "",
) -> Procedure:
    """Begin a case. One household has one running case at a time."""
    _check_beginning(household, kind)
    if kind == "lift" and not year:
        raise UnableToDecide("请填写脱贫年度。")
    if kind == "leave" and not leaving:
        raise UnableToDecide("请选择退出登记的原因。")
    try:
        with transaction.atomic():
            return Procedure.objects.create(
                household=household,
                area_code=household.area_code,
                kind=kind,
                year=year if kind == "lift" else None,
                leaving=leaving if kind == "leave" else "",
                reason=reason.strip()[:200],
                needs=steps_needed(kind, leaving),
                opened_on=on,
                created_by=by,
            )
    except IntegrityError as second:
        raise UnableToDecide("此户已有正在办理的程序，请先办结或终止。") from second


def kinds_open_to(household: Household) -> list[str]:
    """The procedures that may begin from the household's present status."""
    kinds = [kind for kind, (beginnings, _) in _EFFECT.items() if household.poverty_status in beginnings]
    return [kind for kind in kinds if household.left_on is None or kind == "identify"]


def _check_beginning(household: Household, kind: str) -> None:
    beginnings, _ = _EFFECT[kind]
    if household.left_on is not None and kind != "identify":
        raise UnableToDecide("此户已退出登记。")
    if household.poverty_status in beginnings:
        return
    now = f"此户现为“{household.get_poverty_status_display()}”，"
    words = {
        "identify": "只有非建档立卡户才办理识别纳入。",
        "lift": "不在退出之列。",
        "fall_back": "只有已脱贫户才能认定返贫。",
        "leave": "已经退出登记。",
    }
    raise UnableToDecide(now + words[kind])


@transaction.atomic
def record_step(
    *,
    procedure: Procedure,
    kind: str,
    held_on: date,
    responsible: str,
    by: User,
    on: date,
    document: str,
    until: date | None = None,
    note: str = "",
) -> ProcedureStep:
    """Record that a step was held. Its turn, its date and its level are checked here and in the database."""
    procedure = _running(procedure)
    label = str(StepKind(kind).label)
    if kind not in steps_possible(procedure):
        raise UnableToDecide(f"“{procedure.get_kind_display()}”没有“{label}”这一步。")
    _check_level(kind, by, on)
    standing = _standing(procedure)
    if any(step.kind == kind for step in standing):
        raise UnableToDecide(f"“{label}”已经登记；登记有误的，请先收回再重新登记。")
    _check_turn(procedure, standing, kind)
    if held_on > on:
        raise UnableToDecide(f"{label}日期不能晚于今天。")
    if not document.strip():
        raise UnableToDecide(f"请填写“{label}”的文书名称或文号，例如{PAPER_OF_STEP[kind]}。")
    earliest = earliest_day(standing, kind)
    if earliest and held_on < earliest:
        raise UnableToDecide(f"{label}日期{held_on}早于{earliest}，前一步骤尚未完成，请核对程序的先后。")
    return _write_step(
        procedure, kind, held_on, until,
        responsible=responsible.strip(), document=document.strip(), note=note.strip(), created_by=by,
    )  # fmt: skip


def _write_step(
    procedure: Procedure, kind: str, held_on: date, until: date | None, **values: Any
) -> ProcedureStep:
    days = _checked_days(procedure, kind, held_on, until) if is_notice(kind) else None
    try:
        with transaction.atomic():
            return ProcedureStep.objects.create(
                procedure=procedure,
                household_id=procedure.household_id,
                area_code=procedure.area_code,
                kind=kind,
                position=POSITION[kind],
                held_on=held_on,
                until=until if is_notice(kind) else None,
                minimum_days=days,
                **values,
            )
    except IntegrityError as refused:
        raise UnableToDecide("此步骤与已登记的步骤不符，可能刚刚已由别人登记；请刷新页面核对。") from refused


def _checked_days(procedure: Procedure, kind: str, held_on: date, until: date | None) -> int:
    try:
        rule = notice_days(kind, area_code=procedure.area_code, year=held_on.year)
    except UnknownFigure as unknown:
        raise UnableToDecide(str(unknown)) from unknown
    if until is None:
        raise UnableToDecide("请填写公示截止日期。")
    lasted = (until - held_on).days + 1
    if lasted < rule.days:
        raise UnableToDecide(
            f"公示从{held_on}到{until}只有{max(lasted, 0)}天，不足{rule.days}天（{rule.source}）。"
        )
    return rule.days


def _check_level(kind: str, by: User, on: date) -> None:
    """The county records every step, townships and villages those of their own level (roles.md)."""
    appointment = by.appointment_on(on)
    level = appointment.area.level if appointment else ""
    if level not in ("county", LEVEL_OF_STEP[kind]):
        whose = LEVEL_WORDS[LEVEL_OF_STEP[kind]]
        raise UnableToDecide(f"“{StepKind(kind).label}”由{whose}登记，您不能代为登记。")


def _check_turn(procedure: Procedure, standing: list[ProcedureStep], kind: str) -> None:
    there = {step.kind for step in standing}
    before = [need for need in procedure.needs if POSITION[need] < POSITION[kind] and need not in there]
    if before:
        raise UnableToDecide(f"“{StepKind(kind).label}”之前还须登记“{StepKind(before[0]).label}”。")
    later = [step for step in standing if step.position > POSITION[kind]]
    if later and kind not in procedure.needs:
        raise UnableToDecide(f"“{later[0].get_kind_display()}”已经登记，不能再补在它之前的步骤。")


@transaction.atomic
def take_back_step(*, step: ProcedureStep, reason: str, by: User, on: date) -> ProcedureStep:
    """A step recorded wrongly no longer counts; it stays readable with the reason."""
    _running(step.procedure)
    _check_level(step.kind, by, on)
    if not reason.strip():
        raise UnableToDecide("请写明收回的原因。")
    taken = ProcedureStep.objects.filter(pk=step.pk, taken_back_on=None).update(
        taken_back_on=on, taken_back_by=by, taken_back_reason=reason.strip()[:200], updated_at=timezone.now()
    )
    if not taken:
        raise UnableToDecide("此步骤已经收回。")
    step.refresh_from_db()
    return step


@transaction.atomic
def confirm_procedure(
    *, procedure: Procedure, decided_on: date, by: User, on: date, reason: str = ""
) -> StatusStep:
    """The county's lead confirms: now, and only now, the household's status changes."""
    procedure = _running(procedure)
    household = Household.objects.select_for_update().get(pk=procedure.household_id)
    _check_beginning(household, procedure.kind)
    lacking = lacking_to_confirm(procedure, _standing(procedure), household)
    if lacking:
        raise UnableToDecide("还不能确认：" + "；".join(lacking) + "。")
    earliest = earliest_day(_standing(procedure), "")
    if decided_on > on:
        raise UnableToDecide("生效日期不能晚于今天。")
    if earliest and decided_on < earliest:
        raise UnableToDecide(f"生效日期{decided_on}早于{earliest}，程序在那一天才走完。")
    Procedure.objects.filter(pk=procedure.pk).update(
        state="confirmed", decided_on=decided_on, confirmed_by=by, updated_at=timezone.now(),
        lifted_year_before=household.lifted_year,
    )  # fmt: skip
    procedure.refresh_from_db()
    return _take_effect(household, procedure, reason or procedure.reason, by=by, on=on)


def lacking_to_confirm(
    procedure: Procedure, standing: list[ProcedureStep], household: Household
) -> list[str]:
    """Everything that is missing for the lead's confirmation; empty when nothing is."""
    there = {step.kind for step in standing}
    lacking = [f"“{StepKind(need).label}”没有登记" for need in procedure.needs if need not in there]
    if procedure.kind == "lift":
        lacking += missing_to_lift(household, procedure.year or 0)
    return lacking


def _take_effect(
    household: Household, procedure: Procedure, reason: str, *, by: User, on: date
) -> StatusStep:
    decided_on = procedure.decided_on
    assert decided_on is not None
    step = _change_status(household, procedure, _EFFECT[procedure.kind][1], reason, decided_on, by=by)
    if procedure.kind == "leave":
        leave_registry(household, procedure, by=by)
    facts.refresh([household.pk], on=on)
    household.refresh_from_db()
    return step


def _change_status(
    household: Household, procedure: Procedure, status: str, reason: str, decided_on: date, *, by: User
) -> StatusStep:
    before = household.poverty_status
    values: dict[str, Any] = {"poverty_status": status}
    if status != PovertyStatus.REMOVED:
        values["lifted_year"] = procedure.year if status == PovertyStatus.LIFTED else None
    if procedure.kind == "identify":
        values |= {"identified_on": decided_on, "left_on": None, "left_reason": ""}
    Household.objects.filter(pk=household.pk).update(
        version=F("version") + 1, updated_at=timezone.now(), **values
    )
    steps = {step.kind: step for step in _standing(procedure)}
    notice = steps.get("first_notice")
    return StatusStep.objects.create(
        household=household,
        area_code=household.area_code,
        from_status=before,
        to_status=status,
        decided_on=decided_on,
        reason=reason[:200],
        procedure=procedure,
        created_by=by,
        reviewed_on=steps["review"].held_on if "review" in steps else None,
        checked_on=steps["check"].held_on if "check" in steps else None,
        notice_from=notice.held_on if notice else None,
        notice_to=notice.until if notice else None,
        announced_on=steps["announced"].held_on if "announced" in steps else None,
    )


@transaction.atomic
def confirm_fall_back(*, household: Household, reason: str, by: User, on: date) -> StatusStep:
    """An alert is closed as 返贫: by the household's own procedure, never by the alert alone."""
    if not reason.strip():
        raise UnableToDecide("请写明返贫原因。")
    done = StatusStep.objects.filter(household=household, to_status="fallen_back").order_by("-pk").first()
    if household.poverty_status == "fallen_back" and done is not None:
        return done
    _check_beginning(household, "fall_back")
    running = Procedure.objects.running().filter(household=household, kind="fall_back").first()
    if running is None:
        raise UnableToDecide("返贫须按识别程序认定：请先在此户的户档启动“返贫认定”，步骤齐全后再办结。")
    return confirm_procedure(procedure=running, decided_on=on, by=by, on=on, reason=reason.strip())


@transaction.atomic
def end_procedure(*, procedure: Procedure, reason: str, by: User, on: date) -> Procedure:
    """Stop a case without effect: objections were right, the household withdrew."""
    procedure = _running(procedure)
    return _close(procedure, "running", "ended", reason, "终止", by=by, on=on)


@transaction.atomic
def revoke_procedure(*, procedure: Procedure, reason: str, by: User, on: date) -> Procedure:
    """The lead takes a confirmed case back: the status before it returns, everything stays in the history."""
    last = StatusStep.objects.filter(household_id=procedure.household_id).order_by("-pk").first()
    household = Household.objects.select_for_update().get(pk=procedure.household_id)
    if procedure.state != "confirmed":
        raise UnableToDecide("只有已确认的程序才能撤销。")
    if last is None or last.procedure_id != procedure.pk or household.poverty_status != last.to_status:
        raise UnableToDecide("此后此户的状态又有变更，请先撤销后面的程序。")
    procedure = _close(procedure, "confirmed", "revoked", reason, "撤销", by=by, on=on)
    before = last.from_status
    values: dict[str, Any] = {"poverty_status": before, "lifted_year": procedure.lifted_year_before}
    if procedure.kind == "leave":
        bring_back(household, procedure, by=by, on=on)
        values |= {"left_on": None, "left_reason": ""}
    Household.objects.filter(pk=household.pk).update(
        version=F("version") + 1, updated_at=timezone.now(), **values
    )
    StatusStep.objects.create(
        household=household, area_code=household.area_code, from_status=last.to_status, to_status=before,
        decided_on=on, reason=f"撤销{procedure.get_kind_display()}：{reason.strip()}"[:200],
        procedure=procedure, created_by=by,
    )  # fmt: skip
    facts.refresh([household.pk], on=on)
    return procedure


def _close(
    procedure: Procedure, expected: str, state: str, reason: str, word: str, *, by: User, on: date
) -> Procedure:
    if not reason.strip():
        raise UnableToDecide(f"请写明{word}的原因。")
    closed = Procedure.objects.filter(pk=procedure.pk, state=expected).update(
        state=state, closed_on=on, closed_by=by, closing_reason=reason.strip()[:200],
        updated_at=timezone.now(),
    )  # fmt: skip
    if not closed:
        raise UnableToDecide(f"此程序的状态刚刚已由别人变更，没有{word}。")
    procedure.refresh_from_db()
    return procedure


def _running(procedure: Procedure) -> Procedure:
    """The case, locked: two who record or confirm at once go one after the other."""
    kept: Procedure = Procedure.objects.select_for_update().get(pk=procedure.pk)
    if kept.state != "running":
        raise UnableToDecide(f"此程序{kept.get_state_display()}，不能再办理。")
    return kept


def _standing(procedure: Procedure) -> list[ProcedureStep]:
    return list(ProcedureStep.objects.filter(procedure=procedure, taken_back_on=None).order_by("position"))
