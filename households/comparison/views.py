"""Comparison of lists: the differences to settle, one of them, the two sides, the result."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.areas.paging import page_of
from foundation.jobs.running import UnableToAsk
from households.comparison.comparing import UnableToCompare, ask_for_comparison
from households.comparison.forms import AssignForm, SettleForm, SidesForm, TaskFilter
from households.comparison.presenters import (
    known_lists,
    owner_choices,
    recent_comparisons,
    result_page,
    row_lines,
    task_context,
    task_page,
)
from households.comparison.settling import UnableToSettle, assign_task, owners_of, settle_task, take_task
from households.models import Comparison, ComparisonRow, ComparisonTask
from households.models.comparison import Outcome

_SIDES = ("list_row", "other_row", "person", "household")


@require_GET
@acting("settle_difference")
def tasks(request: ScopedRequest) -> HttpResponse:
    owners = owner_choices(request.scope)
    form = TaskFilter(request.GET, owners=owners)
    rows = request.scope.rows(ComparisonTask)
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    rows = _asked(rows, form.cleaned_data, request) if form.is_valid() else rows.none()
    context = {
        "filter": TaskFilter({"state": "open", **kept}, owners=owners),
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
    if asked["kind"]:
        rows = rows.filter(kind=asked["kind"])
    what, _, key = asked["whose"].partition("-")
    if what == "unit":
        rows = rows.of_unit(int(key))
    elif what:
        rows = rows.filter(owner={"mine": request.user.pk, "nobody": None, "user": key}[what])
    return rows.overdue(request.scope.today) if asked["overdue"] else rows


@require_GET
@acting("see_households")
def task(request: ScopedRequest, pk: int) -> HttpResponse:
    return _task_page(request, _task(request, pk))


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
def assign(request: ScopedRequest, pk: int) -> HttpResponse:
    """To a township, the county, or somebody there, with a day."""
    found, today = _task(request, pk), request.scope.today
    form = AssignForm(request.POST, owners=owners_of(found, on=today))
    if form.is_valid():
        due_on = form.cleaned_data["due_on"]
        try:
            assign_task(task=found, owner=form.chosen(), due_on=due_on, by=request.user, on=today)
        except UnableToSettle as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已交给{form.chosen().label}办理。")
            return redirect("comparison:task", pk=pk)
    return _task_page(request, found, assign=form)


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
            messages.success(request, "已办结；下次比对情况没有变化的，不再提出。")
            return redirect("comparison:tasks")
    return _task_page(request, found, settle=form)


def _task(request: ScopedRequest, pk: int) -> ComparisonTask:
    rows = request.scope.rows(ComparisonTask).select_related(
        "household", "person", "list_row", "owner", "settled_by", "assigned_by"
    )
    found: ComparisonTask = get_object_or_404(rows, pk=pk)
    return found


def _task_page(
    request: ScopedRequest, found: ComparisonTask, *, settle: SettleForm | None = None,
    assign: AssignForm | None = None,
) -> HttpResponse:  # fmt: skip
    owner = f"user-{found.owner_id}" if found.owner_id else f"unit-{found.owner_code}"
    if assign is None and found.state == ComparisonTask.State.OPEN:
        given = {"owner": owner, "due_on": found.due_on}
        assign = AssignForm(initial=given, owners=owners_of(found, on=request.scope.today))
    form = next((one for one in (settle, assign) if one and one.is_bound), settle or SettleForm())
    context = {
        **task_context(found, on=request.scope.today),
        "form": form,
        "settle": settle or SettleForm(),
        "assign": assign,
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
        "columns": ["比对", "日期", "发起人", "状态", "待办理差异（条）"],
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
