"""Background runs: the list, the progress that pages poll, stop and go on."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from foundation.accounts.acting import ScopedRequest, acting, may
from foundation.accounts.roles import ACTS
from foundation.jobs.health import health, runs_for
from foundation.jobs.kinds import kind_of
from foundation.jobs.models import Run, RunQuerySet
from foundation.jobs.running import resume_run, stop_run

PAGE = 30


def _seen(request: ScopedRequest) -> RunQuerySet:
    return runs_for(request.scope, of_everybody=may(request, "see_system") is not None)


@require_GET
@acting("see_runs")
def runs(request: ScopedRequest) -> HttpResponse:
    seen = _seen(request)
    before = request.GET.get("before", "")
    rows = seen.order_by("-pk")
    if before.isdigit():
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    context = {
        "runs": found[:PAGE],
        "health": health(seen),
        "next_url": f"?before={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "first_url": reverse("jobs:list") if before else "",
    }
    return render(request, "jobs/list.html", context)


@require_GET
@acting("see_runs")
def progress(request: ScopedRequest, pk: int) -> HttpResponse:
    """The run alone: a page of its own, and the part that other pages poll."""
    run = get_object_or_404(_seen(request), pk=pk)
    template = "components/run_progress.html" if request.headers.get("HX-Request") else "jobs/run.html"
    return render(request, template, {"run": run})


@require_POST
@acting("see_runs")
def stop(request: ScopedRequest, pk: int) -> HttpResponse:
    run = _own(request, pk)
    stop_run(run)
    messages.success(request, f"已要求停止“{run.label}”；正在处理的一批完成后停下，已完成的部分保留。")
    return redirect("jobs:progress", pk=pk)


@require_POST
@acting("see_runs")
def resume(request: ScopedRequest, pk: int) -> HttpResponse:
    run = _own(request, pk)
    resume_run(run)
    messages.success(request, f"“{run.label}”将从停下的地方继续。")
    return redirect("jobs:progress", pk=pk)


def _own(request: ScopedRequest, pk: int) -> Run:
    """A run that the asker may have started: seen, and its act is theirs."""
    run: Run = get_object_or_404(_seen(request), pk=pk)
    act = kind_of(run.kind).act
    if may(request, act) != "yes":
        raise PermissionDenied(ACTS[act].refusal)
    return run
