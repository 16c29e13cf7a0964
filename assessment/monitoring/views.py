"""Alerts (返贫预警): list, one alert with its reasons, verifying and closing; asking for detection."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessment.forms import AlertFilter, CloseForm, DetectionForm, VerifyForm
from assessment.models import RiskAlert
from assessment.monitoring.detecting import KIND, UnableToDetect, ask_for_detection
from assessment.monitoring.handling import UnableToHandleAlert, close_alert, verify_alert
from assessment.monitoring.presenters import alert_lines, filtered, rule_counts
from assessment.monitoring.rules import LABELS, RULES
from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.models import AccessRecord
from foundation.areas.models import Area
from foundation.areas.paging import page_of
from foundation.jobs.models import Run
from foundation.jobs.running import UnableToAsk


@require_GET
@acting("see_households")
def alerts(request: ScopedRequest) -> HttpResponse:
    form = AlertFilter(request.GET or None, scope=request.scope)
    found = filtered(request.scope.rows(RiskAlert), form)
    page = page_of(found.select_related("household"), request.GET)
    context = {
        "form": form,
        "page": page,
        "lines": alert_lines(page.rows, request.scope),
        "count": found.count(),
        "refused_detection": refusal(request, "detect"),
    }
    return render(request, "assessment/alerts/list.html", context)


@require_GET
@acting("see_households")
def alert(request: ScopedRequest, pk: int) -> HttpResponse:
    return _alert_page(request, _alert(request, pk))


@require_POST
@acting("verify_alert")
def verify(request: ScopedRequest, pk: int) -> HttpResponse:
    found, form = _alert(request, pk), VerifyForm(request.POST)
    if not form.is_valid():
        return _alert_page(request, found, verifying=form)
    try:
        verify_alert(alert=found, by=request.user, on=timezone.localdate(), **form.cleaned_data)
    except UnableToHandleAlert as reason:
        return _alert_page(request, found, verifying=form, error=str(reason))
    messages.success(request, "核实情况已记录。")
    return redirect("assessment:alert", pk=pk)


@require_POST
@acting("close_alert")
def close(request: ScopedRequest, pk: int) -> HttpResponse:
    found, form = _alert(request, pk), CloseForm(request.POST)
    if not form.is_valid():
        return _alert_page(request, found, closing=form)
    try:
        closed = close_alert(alert=found, by=request.user, on=timezone.localdate(), **form.cleaned_data)
    except UnableToHandleAlert as reason:
        return _alert_page(request, found, closing=form, error=str(reason))
    verdict = closed.get_verdict_display()
    record_access(AccessRecord.Kind.CONFIRMED, request=request, subject=f"alert:{pk}", verdict=closed.verdict)
    messages.success(request, f"预警已办结：{verdict}。")
    return redirect("assessment:alert", pk=pk)


@require_http_methods(["GET", "POST"])
@acting("detect")
def start_detection(request: ScopedRequest) -> HttpResponse:
    form = DetectionForm(request.POST or None, initial={"as_of": timezone.localdate()})
    error = ""
    if form.is_valid():
        try:
            run = ask_for_detection(
                area=request.appointment.area,
                as_of=form.cleaned_data["as_of"],
                by=request.user,
                on=timezone.localdate(),
            )
            return redirect("assessment:detection_run", run_id=run.pk)
        except (UnableToDetect, UnableToAsk) as reason:
            error = str(reason)
    context = {"form": form, "error": error, "rules": RULES, "area": request.appointment.area}
    return render(request, "assessment/alerts/start.html", context)


@require_GET
@acting("see_runs")
def detection_run(request: ScopedRequest, run_id: int) -> HttpResponse:
    run = get_object_or_404(request.scope.rows(Run).of_kind(KIND), pk=run_id)
    area = get_object_or_404(request.scope.rows(Area), pk=run.area_code)
    context = {"run": run, "area": area, "counts": rule_counts(run)}
    return render(request, "assessment/alerts/run.html", context)


def _alert(request: ScopedRequest, pk: int) -> RiskAlert:
    rows = request.scope.rows(RiskAlert).select_related("household", "verified_by", "closed_by")
    found: RiskAlert = get_object_or_404(rows, pk=pk)
    return found


def _alert_page(
    request: ScopedRequest,
    found: RiskAlert,
    *,
    verifying: VerifyForm | None = None,
    closing: CloseForm | None = None,
    error: str = "",
) -> HttpResponse:
    others = request.scope.rows(RiskAlert).of_household(found.household).unfinished().exclude(pk=found.pk)
    context: dict[str, Any] = {
        "alert": found,
        "line": alert_lines([found], request.scope)[0],
        "label": LABELS.get(found.rule, found.rule),
        "others": alert_lines(list(others.select_related("household")), request.scope),
        "verifying": verifying or VerifyForm(),
        "closing": closing or CloseForm(),
        "wrong": closing or verifying,
        "error": error,
        "refused_verifying": refusal(request, "verify_alert"),
        "refused_closing": refusal(request, "close_alert"),
    }
    return render(request, "assessment/alerts/detail.html", context)
