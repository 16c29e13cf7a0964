"""重点行动: the ten actions of a plan, the page of one, and the rows behind each of its figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from actions.models import Enrolment, Stage
from assessment.entitlements.forms import FilterForm
from assessment.entitlements.views import asked_in
from assessment.key_actions.figures import Figure, figure_called
from assessment.key_actions.presenters import (
    ACTIVITY_COLUMNS,
    RECORD_COLUMNS,
    activity_lines,
    count_and_value,
    figures,
    lists_url,
    part_words,
    query_of,
    record_lines,
    rows_behind,
    stages,
    ways_in,
    with_words,
)
from assessment.key_actions.rows import Asked, enrolled
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.areas.paging import page_of
from foundation.policy.models import PolicyItem
from foundation.policy.plans import items_of, plans_open_to


class YearForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=2010, max_value=2100)


@require_GET
@acting("see_entitlements")
def key_actions(request: ScopedRequest) -> HttpResponse:
    chosen, year = asked_in(request), _year(request)
    rows = request.scope.rows(Enrolment).in_area(chosen.area).running_in(year)
    context = {
        "asked": chosen,
        "year_form": YearForm({"year": year}),
        "rows": _overview(items_of(chosen.plan, PolicyItem.Kind.ACTION), rows, chosen, year),
        "columns": [{"label": "行动"}, *({"label": one.label, "is_number": True} for one in Stage)],
    }
    return render(request, "key_actions/list.html", context)


@require_GET
@acting("see_entitlements")
def key_action(request: ScopedRequest, slug: str) -> HttpResponse:
    if _of_another_plan(request, slug):
        return redirect(f"{reverse('key_actions:list')}?{request.GET.urlencode()}")
    asked, form = _asked(request, slug)
    page, lines = activity_lines(asked, request.GET)
    items = items_of(asked.action.plan, PolicyItem.Kind.BENEFIT).filter(slug__in=asked.action.benefit_slugs)
    context = {
        "asked": asked,
        "action": asked.action,
        "form": form,
        "year_form": YearForm({"year": asked.year}),
        "query": query_of(asked),
        "by_pairing": any(entry["record"] == "pairing" for entry in asked.action.satisfied_by),
        "stages": stages(asked),
        "figures": figures(asked),
        "columns": ACTIVITY_COLUMNS,
        "rows": lines,
        "page": page,
        "ways_in": ways_in(asked),
        "lists": [(one.name, lists_url(asked, one)) for one in (items or [asked.action]) if one.nature],
        "refusal": refusal(request, "record_support", outright=True),
    }
    return render(request, "key_actions/action.html", context)


@require_GET
@acting("see_entitlements")
def records(request: ScopedRequest, slug: str) -> HttpResponse:
    """``?stage=`` or ``?figure=`` (and ``part``): the rows that were counted."""
    asked, _ = _asked(request, slug)
    figure, title, rows = _behind(asked, request.GET.get("stage", ""), request.GET)
    page = page_of(with_words(rows), request.GET)
    context = {
        "asked": asked,
        "action": asked.action,
        "query": query_of(asked),
        "title": title,
        "sum": count_and_value(asked, figure, rows),
        "page": page,
        "columns": RECORD_COLUMNS,
        "rows": record_lines(page.rows, asked.action),
    }
    return render(request, "key_actions/records.html", context)


def _behind(asked: Asked, stage: str, query: Any) -> tuple[Figure, str, Any]:
    if stage:
        if stage not in Stage.values:
            raise Http404
        label = Stage(stage).label
        return Figure("stage", label, "条", enrolled), label, enrolled(asked).filter(stage=stage)
    figure = figure_called(asked.action.slug, query.get("figure", ""))
    if figure is None:
        raise Http404
    part = query.get("part")
    words = "" if part is None else f"（{part_words(part)}）"
    return figure, f"{figure.label}{words}", rows_behind(asked, figure, part)


def _overview(items: Any, rows: Any, chosen: Any, year: int) -> list[list[Any]]:
    """Every action with its counts by stage: one query."""
    counted = rows.stages_of_actions()
    query = urlencode({"plan": chosen.plan.slug, "area": str(chosen.area.code), "year": str(year)})
    return [
        [
            {"text": f"{one.number}. {one.name}", "url": f"{one.slug}/?{query}"},
            *(f"{counted.get((one.slug, stage.value), 0):,}" for stage in Stage),
        ]
        for one in items
    ]


def _asked(request: ScopedRequest, slug: str) -> tuple[Asked, FilterForm]:
    chosen = asked_in(request)
    action = get_object_or_404(
        items_of(chosen.plan, PolicyItem.Kind.ACTION).select_related("plan"), slug=slug
    )
    asked = Asked(request.scope, action, chosen.area, _year(request), timezone.localdate())
    return asked, chosen.form


def _of_another_plan(request: ScopedRequest, slug: str) -> bool:
    """The reader changed the plan on the page of an action that the new one does not have."""
    plan = asked_in(request).plan
    having = [
        one.pk
        for one in plans_open_to(request.appointment.area)
        if items_of(one, PolicyItem.Kind.ACTION).filter(slug=slug).exists()
    ]
    return bool(having) and plan.pk not in having


def _year(request: ScopedRequest) -> int:
    form = YearForm({"year": request.GET.get("year") or timezone.localdate().year})
    if not form.is_valid():
        raise Http404
    year: int = form.cleaned_data["year"]
    return year
