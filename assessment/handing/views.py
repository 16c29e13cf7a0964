"""任务: a list handed out, the open tasks of those who got them, and how far they are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessment.entitlements.lists import UNITS, ItemLists
from assessment.entitlements.views import asked_in, item_asked
from assessment.handing.forms import CloseForm, HandOutForm, TaskFilter
from assessment.handing.handing_out import MOST, UnableToHandOut, close_task, hand_out
from assessment.handing.presenters import progress_rows, task_lines, task_page
from assessment.models import ItemTask
from foundation.accounts.acting import ScopedRequest, acting

_RELATED = ("household", "person", "item_version", "handed_by", "closed_by")


@require_http_methods(["GET", "POST"])
@acting("hand_out")
def hand_out_list(request: ScopedRequest, kind: str, slug: str) -> HttpResponse:
    """The missed of the asked area, or those ticked on the page, become tasks."""
    asked, today = asked_in(request), request.scope.today
    policy = item_asked(asked.plan, kind, slug)
    if policy.per == "area":
        raise Http404
    ticked = [key for key in request.POST.getlist("chosen") if key.isdecimal() and len(key) < 19][:MOST]
    subjects = _chosen(asked.lists(policy, request), ticked)
    form = HandOutForm(request.POST if "due_on" in request.POST else None, initial={"given_to": "cadre"})
    back = f"{reverse('entitlements:item', args=[kind, slug])}?{asked.query}&list=missed"
    if form.is_valid():
        try:
            done = hand_out(item=policy, subjects=subjects, by=request.user, on=today, **form.cleaned_data)
        except UnableToHandOut as reason:
            form.add_error(None, str(reason))
        else:
            left = f"；{done.without}条所在户没有结对干部或干部没有账号，未交办" if done.without else ""
            messages.success(request, f"新交办{done.made}条，重新交办{done.again}条{left}。")
            return redirect(back)
    context = {
        "item": policy,
        "form": form,
        "ticked": ticked,
        "count": subjects.count(),
        "unit": UNITS[policy.per],
        "area": asked.area,
        "trail": [(policy.name, back)],
    }
    return render(request, "entitlements/hand_out.html", context, status=422 if form.errors else 200)


def _chosen(lists: ItemLists, ticked: list[str]) -> Any:
    missed = lists.of("missed")
    return missed.filter(pk__in=[int(key) for key in ticked]) if ticked else missed


@require_GET
@acting("do_task")
def tasks(request: ScopedRequest) -> HttpResponse:
    form = TaskFilter({"state": "open", **request.GET.dict()})
    rows = request.scope.rows(ItemTask)
    every = rows.filter(handed_by=request.user) if request.GET.get("handed") == "mine" else rows
    shown = every.none()
    if form.is_valid():
        state = form.cleaned_data["state"] or "open"
        shown = every if state == "all" else every.filter(state=state)
        shown = shown.overdue(request.scope.today) if form.cleaned_data["overdue"] else shown
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    page = task_page(shown.select_related(*_RELATED), kept=kept, after=request.GET.get("after", ""))
    context = {
        "filter": form,
        "lines": task_lines(page.rows, on=request.scope.today),
        "page": page,
        "progress": progress_rows(every, on=request.scope.today),
        "with_progress": request.scope.role != "sees_paired",
    }
    return render(request, "assessment/tasks/list.html", context)


@require_GET
@acting("do_task")
def task(request: ScopedRequest, pk: int) -> HttpResponse:
    return _task_page(request, _task(request, pk), CloseForm())


@require_POST
@acting("do_task")
def close(request: ScopedRequest, pk: int) -> HttpResponse:
    found, form = _task(request, pk), CloseForm(request.POST)
    if form.is_valid():
        try:
            close_task(task=found, by=request.user, on=request.scope.today, **form.cleaned_data)
        except UnableToHandOut as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已登记办理结果。")
            return redirect("assessment:tasks")
    return _task_page(request, found, form)


def _task(request: ScopedRequest, pk: int) -> ItemTask:
    found: ItemTask = get_object_or_404(request.scope.rows(ItemTask).select_related(*_RELATED), pk=pk)
    return found


def _task_page(request: ScopedRequest, found: ItemTask, form: CloseForm) -> HttpResponse:
    line = task_lines([found], on=request.scope.today)[0]
    context = {"task": found, "line": line, "form": form, "trail": [("任务", reverse("assessment:tasks"))]}
    return render(request, "assessment/tasks/task.html", context, status=422 if form.errors else 200)
