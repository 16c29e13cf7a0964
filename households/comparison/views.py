"""Comparison of lists: the differences to settle, one of them, the two sides, the result, who is whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.models import AccessRecord
from foundation.areas.paging import page_of
from foundation.jobs.running import UnableToAsk
from households.comparison.comparing import UnableToCompare, ask_for_comparison, decide_identity
from households.comparison.forms import IdentityForm, SettleForm, SidesForm, TaskFilter
from households.comparison.presenters import (
    known_lists,
    recent_comparisons,
    result_page,
    row_lines,
    task_context,
    task_page,
)
from households.comparison.settling import UnableToSettle, settle_task, take_task
from households.models import Comparison, ComparisonRow, ComparisonTask
from households.models.comparison import Outcome

_SIDES = ("list_row", "other_row", "person", "household")


@require_GET
@acting("settle_difference")
def tasks(request: ScopedRequest) -> HttpResponse:
    form = TaskFilter(request.GET)
    rows = request.scope.rows(ComparisonTask)
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    rows = _asked(rows, form.cleaned_data, request) if form.is_valid() else rows.none()
    context = {
        "filter": TaskFilter({"state": "open", **kept}),
        "page": task_page(rows, kept=kept, after=request.GET.get("after", ""), on=request.scope.today),
        "overdue": request.scope.rows(ComparisonTask).overdue(request.scope.today).order_by()[:1001].count(),
        "first_url": reverse("comparison:tasks") if request.GET.get("after") else "",
    }
    return render(request, "comparison/tasks.html", context)


def _asked(rows: Any, asked: dict[str, Any], request: ScopedRequest) -> Any:
    state = asked["state"] or "open"
    rows = rows if state == "all" else rows.filter(state=state)
    if asked["list_name"]:
        rows = rows.filter(list_name=asked["list_name"])
    if asked["whose"]:
        rows = rows.filter(owner=request.user if asked["whose"] == "mine" else None)
    return rows.overdue(request.scope.today) if asked["overdue"] else rows


@require_GET
@acting("see_households")
def task(request: ScopedRequest, pk: int) -> HttpResponse:
    return _task_page(request, _task(request, pk), SettleForm())


@require_POST
@acting("settle_difference")
def take(request: ScopedRequest, pk: int) -> HttpResponse:
    try:
        take_task(task=_task(request, pk), by=request.user)
    except UnableToSettle as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "已登记由您承办。")
    return redirect("comparison:task", pk=pk)


@require_POST
@acting("settle_difference")
def settle(request: ScopedRequest, pk: int) -> HttpResponse:
    found, form = _task(request, pk), SettleForm(request.POST)
    if form.is_valid():
        try:
            settle_task(task=found, by=request.user, on=request.scope.today, **form.cleaned_data)
        except UnableToSettle as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已办结;下次比对情况没有变化的,不再提出。")
            return redirect("comparison:tasks")
    return _task_page(request, found, form)


def _task(request: ScopedRequest, pk: int) -> ComparisonTask:
    rows = request.scope.rows(ComparisonTask).select_related(
        "household", "person", "list_row", "owner", "settled_by"
    )
    found: ComparisonTask = get_object_or_404(rows, pk=pk)
    return found


def _task_page(request: ScopedRequest, found: ComparisonTask, form: SettleForm) -> HttpResponse:
    context = {
        **task_context(found, on=request.scope.today),
        "form": form,
        "refused": refusal(request, "settle_difference"),
        "trail": [("数据比对", reverse("comparison:tasks"))],
    }
    return render(request, "comparison/task.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@acting("import_roster")
def start(request: ScopedRequest) -> HttpResponse:
    form = SidesForm(request.POST or None, lists=known_lists(request.scope))
    if form.is_valid():
        try:
            made = ask_for_comparison(
                area=request.appointment.area, left=form.side("left"), right=form.side("right"),
                by=request.user, on=request.scope.today,
            )  # fmt: skip
        except (UnableToCompare, UnableToAsk) as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("jobs:progress", pk=made.run_id)
    context = {
        "form": form,
        "rows": recent_comparisons(request.scope),
        "columns": ["比对", "日期", "发起人", "状态", "待办理差异(条)"],
        "trail": [("数据比对", reverse("comparison:tasks"))],
    }
    return render(request, "comparison/start.html", context, status=422 if form.errors else 200)


@require_GET
@acting("import_roster")
def result(request: ScopedRequest, pk: int) -> HttpResponse:
    comparison = get_object_or_404(request.scope.rows(Comparison).select_related("run", "asked_by"), pk=pk)
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in Outcome.values else Outcome.DOUBTFUL.value
    rows = request.scope.rows(ComparisonRow).filter(comparison=comparison).with_outcome(outcome)
    page = page_of(rows.select_related(*_SIDES), request.GET)
    context = {
        "comparison": comparison,
        **result_page(comparison, outcome=outcome),
        "page": page,
        "lines": row_lines(page.rows),
        "outcome": outcome,
        "trail": [("数据比对", reverse("comparison:tasks")), ("选择名单", reverse("comparison:start"))],
    }
    return render(request, "comparison/result.html", context)


@require_http_methods(["GET", "POST"])
@acting("settle_difference")
def identity(request: ScopedRequest, pk: int) -> HttpResponse:
    """Both entries of a doubtful pair; opening it is opening the household's file."""
    rows = request.scope.rows(ComparisonRow).select_related("comparison", *_SIDES)
    row = get_object_or_404(rows.of_two(), pk=pk)
    form = IdentityForm(request.POST or None)
    if form.is_valid():
        same = form.cleaned_data["same"] == "yes"
        try:
            decide_identity(row=row, same=same, reason=form.cleaned_data["reason"], by=request.user)
        except UnableToCompare as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已认定为同一人。" if same else "已认定不是同一人,以后不再提示。")
            return redirect("comparison:result", pk=row.comparison_id)
    if row.household_id:
        subject = f"household:{row.household_id}"
        record_access(AccessRecord.Kind.OPENED, request=request, subject=subject, page="comparison")
    context = {
        "row": row,
        "line": row_lines([row])[0],
        "form": form,
        "trail": [("数据比对", reverse("comparison:tasks")),
                  (str(row.comparison), reverse("comparison:result", args=[row.comparison_id]))],
    }  # fmt: skip
    return render(request, "comparison/identity.html", context, status=422 if form.errors else 200)
