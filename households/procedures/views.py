"""Procedures on their pages: the running ones, one case, its steps, the lead's word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.models import AccessRecord
from foundation.policy.querysets import UnknownFigure
from households.models import Household, Procedure, ProcedureStep
from households.models.procedures import StepKind
from households.procedures import running as procedures
from households.procedures.forms import ConfirmingForm, OpeningForm, ReasonForm, StepForm
from households.procedures.presenters import case_page, running_page
from households.procedures.rules import LEVEL_OF_STEP, LEVEL_WORDS, PAPER_OF_STEP, is_notice, notice_days
from households.procedures.running import UnableToDecide
from households.views.common import form_page, household_of, trail


@require_GET
@acting("procedure_step")
def running(request: ScopedRequest) -> HttpResponse:
    """What is under way in the asker's area, with what is due next and by whom."""
    rows, kind = request.scope.rows(Procedure).running(), request.GET.get("kind", "")
    if kind in Procedure.Kind.values:
        rows = rows.filter(kind=kind)
    context = {
        "page": running_page(rows, request.GET, scope=request.scope),
        "kind": kind,
        "kinds": Procedure.Kind.choices,
        "transfer_refusal": refusal(request, "register", outright=True),
    }
    return render(request, "households/procedures/running.html", context)


def _case_of(request: ScopedRequest, pk: int, case_pk: int) -> Procedure:
    rows = request.scope.rows(Procedure).filter(household_id=pk)
    found: Procedure = get_object_or_404(
        rows.select_related("household", "confirmed_by", "closed_by"), pk=case_pk
    )
    return found


@require_GET
@acting("see_households")
def case(request: ScopedRequest, pk: int, case_pk: int) -> HttpResponse:
    procedure = _case_of(request, pk, case_pk)
    context = {
        **case_page(procedure, request.scope),
        "household": procedure.household,
        "trail": trail(procedure.household),
        "confirm_refusal": refusal(request, "confirm"),
        "paper_refusals": {act: refusal(request, act) for act in ("attach", "show_number")},
    }
    context["step_refusals"] = {kind: _level_refusal(request, kind) for kind in StepKind.values}
    if context["due"]:
        context["due_refusal"] = context["step_refusals"].get(context["due"].kind, "")
    context["also"] = [
        (kind, label) for kind, label, _ in context["also"] if not context["step_refusals"][kind]
    ]
    return render(request, "households/procedures/case.html", context)


def _level_refusal(request: ScopedRequest, kind: str) -> str:
    """Empty, or who records this step (the verb asks again)."""
    sentence = refusal(request, "procedure_step")
    level = request.appointment.area.level
    if not sentence and level not in ("county", LEVEL_OF_STEP[kind]):
        return f"“{StepKind(kind).label}”由{LEVEL_WORDS[LEVEL_OF_STEP[kind]]}登记。"
    return sentence


@require_http_methods(["GET", "POST"])
@acting("procedure_step")
def open_procedure(request: ScopedRequest, pk: int, kind: str) -> HttpResponse:
    household = household_of(request, pk)
    if kind not in Procedure.Kind.values:
        raise Http404
    form = OpeningForm(request.POST or None, kind=kind, initial={"year": request.scope.today.year})
    word = str(Procedure.Kind(kind).label)
    if request.method == "POST" and form.is_valid():
        try:
            made = procedures.open_procedure(
                household=household, kind=kind, by=request.user, on=request.scope.today, **form.cleaned_data
            )
        except UnableToDecide as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{word}程序已启动。")
            return redirect("households:procedure", pk=pk, case_pk=made.pk)
    return _form(request, form, household, f"启动{word}程序", "启动")


@require_http_methods(["GET", "POST"])
@acting("procedure_step")
def record_step(request: ScopedRequest, pk: int, case_pk: int, kind: str) -> HttpResponse:
    procedure = _case_of(request, pk, case_pk)
    if kind not in StepKind.values:
        raise Http404
    form = StepForm(
        request.POST or None,
        kind=kind,
        days=_days_words(procedure, kind, request.scope.today.year),
        initial={"held_on": request.scope.today, "document": PAPER_OF_STEP[kind]},
    )
    label = str(StepKind(kind).label)

    def record(given: dict[str, Any]) -> None:
        procedures.record_step(
            procedure=procedure, kind=kind, by=request.user, on=request.scope.today, **given
        )  # fmt: skip

    return _done(request, procedure, form, record, f"“{label}”已登记。", f"登记{label}", "保存")


def _days_words(procedure: Procedure, kind: str, year: int) -> str:
    if not is_notice(kind):
        return ""
    try:
        rule = notice_days(kind, area_code=procedure.area_code, year=year)
    except UnknownFigure as unknown:
        return str(unknown)
    return f"首尾两天都算，不少于{rule.days}天（依据：{rule.source}）。"


@require_http_methods(["GET", "POST"])
@acting("procedure_step")
def take_back_step(request: ScopedRequest, pk: int, case_pk: int, step_pk: int) -> HttpResponse:
    procedure = _case_of(request, pk, case_pk)
    steps = request.scope.rows(ProcedureStep).filter(procedure=procedure).select_related("procedure")
    step = get_object_or_404(steps, pk=step_pk)
    form = ReasonForm(request.POST or None)

    def take_back(given: dict[str, Any]) -> None:
        procedures.take_back_step(step=step, by=request.user, on=request.scope.today, **given)

    words = f"收回步骤：{step.get_kind_display()}"
    return _done(request, procedure, form, take_back, "此步骤已收回，可重新登记。", words, "收回")


@require_http_methods(["GET", "POST"])
@acting("confirm")
def confirm(request: ScopedRequest, pk: int, case_pk: int) -> HttpResponse:
    procedure = _case_of(request, pk, case_pk)
    form = ConfirmingForm(request.POST or None, initial={"decided_on": request.scope.today})

    def decide(given: dict[str, Any]) -> None:
        procedures.confirm_procedure(procedure=procedure, by=request.user, on=request.scope.today, **given)

    word = procedure.get_kind_display()
    return _done(request, procedure, form, decide, f"{word}已确认生效。", f"确认{word}", "确认生效", word)


@require_http_methods(["GET", "POST"])
@acting("confirm")
def end(request: ScopedRequest, pk: int, case_pk: int) -> HttpResponse:
    procedure = _case_of(request, pk, case_pk)
    form, word = ReasonForm(request.POST or None), procedure.get_kind_display()

    def stop(given: dict[str, Any]) -> None:
        procedures.end_procedure(procedure=procedure, by=request.user, on=request.scope.today, **given)

    return _done(request, procedure, form, stop, "程序已终止。", f"终止{word}程序", "终止", f"终止{word}")


@require_http_methods(["GET", "POST"])
@acting("confirm")
def revoke(request: ScopedRequest, pk: int, case_pk: int) -> HttpResponse:
    procedure = _case_of(request, pk, case_pk)
    form, word = ReasonForm(request.POST or None), procedure.get_kind_display()

    def take_back(given: dict[str, Any]) -> None:
        procedures.revoke_procedure(procedure=procedure, by=request.user, on=request.scope.today, **given)

    told = "已撤销，此户恢复原状态。"
    return _done(request, procedure, form, take_back, told, f"撤销{word}", "撤销", f"撤销{word}")


def _done(
    request: ScopedRequest,
    procedure: Procedure,
    form: Any,
    verb: Callable[[dict[str, Any]], None],
    told: str,
    heading: str,
    submit: str,
    confirmed: str = "",
) -> HttpResponse:
    """Show the form, or do it and go back to the case; what the lead decides is recorded."""
    pk = procedure.household_id
    if request.method == "POST" and form.is_valid():
        try:
            verb(form.cleaned_data)
        except UnableToDecide as reason:
            form.add_error(None, str(reason))
        else:
            if confirmed:
                subject = f"household:{pk}"
                record_access(AccessRecord.Kind.CONFIRMED, request=request, subject=subject, reason=confirmed)
            messages.success(request, told)
            return redirect("households:procedure", pk=pk, case_pk=procedure.pk)
    return _form(request, form, procedure.household, heading, submit, procedure)


def _form(
    request: ScopedRequest,
    form: Any,
    household: Household,
    heading: str,
    submit: str,
    procedure: Procedure | None = None,
) -> HttpResponse:
    return form_page(
        request, "households/procedures/form.html", form, household,
        here=heading, submit=submit, procedure=procedure,
    )  # fmt: skip
