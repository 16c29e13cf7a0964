"""标准和线: every figure with its source, area and year; the province adds and corrects its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.acting import ScopedRequest, acting, may
from foundation.areas.models import Area
from foundation.policy.figures import add_figure, correct_figure, every_figure, figures_for, kinds_of
from foundation.policy.forms import FigureForm
from foundation.policy.models import Figure
from foundation.policy.plans import plan_for_area
from foundation.policy.versions import UnableToChange

_BOTH = require_http_methods(["GET", "POST"])
PAGE = 100


@require_GET
@acting("see_entitlements")
def figures(request: ScopedRequest) -> HttpResponse:
    """One kind at a time; of the asker's area, those above it and those below."""
    here, kinds = request.appointment.area, _kinds(request)
    kind = request.GET.get("kind", next(iter(kinds)))
    if kind not in kinds:
        raise Http404
    page = request.GET.get("page", "1")
    start = (int(page) - 1) * PAGE if page.isdecimal() and 0 < int(page) < 1000 else 0
    found = list(figures_for(kind, here)[start : start + PAGE + 1])
    context = {
        "kinds": kinds.items(),
        "kind": kind,
        "label": kinds[kind],
        "rows": [{"figure": one, "editable": _editable(request, one)} for one in found[:PAGE]],
        "next_page": start // PAGE + 2 if len(found) > PAGE else None,
        "writes": may(request, "edit_policy") == "yes",
    }
    return render(request, "policy/figures.html", context)


@_BOTH
@acting("edit_policy")
def add(request: ScopedRequest) -> HttpResponse:
    kinds, here = _kinds(request), request.appointment.area
    areas = [
        here,
        *request.scope.rows(Area)
        .current()
        .below(here)
        .exclude(level__in=("township", "village"))
        .order_by("code"),
    ]
    initial = {"kind": request.GET.get("kind", ""), "year": timezone.localdate().year}
    form = FigureForm(request.POST or None, kinds=list(kinds.items()), areas=areas, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        code = given.pop("area")
        area = next(one for one in areas if one.code == code)
        try:
            made = add_figure(area=area, by=request.user, on=timezone.localdate(), **given)
        except UnableToChange as reason:
            form.add_error(None, str(reason))
        else:
            return _saved(request, made)
    return _page(request, form, "录入标准", {})


@_BOTH
@acting("edit_policy")
def correct(request: ScopedRequest, pk: int) -> HttpResponse:
    figure = get_object_or_404(every_figure(), pk=pk)
    if not _editable(request, figure):
        raise Http404
    form = FigureForm(request.POST or None, kinds=[], areas=[], figure=figure)
    if request.method == "POST" and form.is_valid():
        try:
            correct_figure(figure=figure, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except UnableToChange as reason:
            form.add_error(None, str(reason))
        else:
            return _saved(request, figure)
    events = figure.events.order_by("-pgh_created_at")[:PAGE]
    label = _kinds(request).get(figure.kind, figure.kind)
    return _page(request, form, f"更正：{label}", {"figure": figure, "events": events})


def _kinds(request: ScopedRequest) -> dict[str, str]:
    return kinds_of(plan_for_area(request.appointment.area), timezone.localdate())


def _editable(request: ScopedRequest, figure: Figure) -> bool:
    writes = may(request, "edit_policy") == "yes"
    return writes and figure.area_id is not None and figure.area_id in request.appointment.area.range


def _saved(request: ScopedRequest, figure: Figure) -> HttpResponse:
    messages.success(request, f"已保存{figure.year}年的标准。")
    response = redirect("policy:figures")
    response["Location"] += f"?kind={figure.kind}"
    return response


def _page(request: ScopedRequest, form: FigureForm, heading: str, more: dict[str, Any]) -> HttpResponse:
    context = {"form": form, "heading": heading, **more}
    return render(request, "policy/figure.html", context, status=422 if form.errors else 200)
