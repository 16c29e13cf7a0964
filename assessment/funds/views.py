"""帮扶资金: an area's money of a year, and the records behind each sum."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessment.funds.presenters import (
    AREA_COLUMNS,
    COLUMNS,
    area_rows,
    chart_of,
    line_rows,
    names_in,
    record_rows,
    source_name,
)
from assessment.funds.streams import STREAMS
from assessment.funds.totals import Funds
from foundation.accounts.acting import ScopedRequest, acting
from foundation.areas.models import Area
from foundation.areas.paging import page_of
from foundation.policy.plans import plan_for_area
from households.places import place_names


class YearForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=2010, max_value=2100)


@require_GET
@acting("see_progress")
def funds(request: ScopedRequest) -> HttpResponse:
    asked = _asked(request)
    children = list(request.scope.rows(Area).current().filter(parent=asked.area).order_by("code"))
    context = {
        "funds": asked,
        "form": YearForm({"year": asked.year}),
        "columns": COLUMNS,
        "rows": line_rows(asked, asked.lines()),
        "chart": chart_of(asked, children) if children else None,
        "area_columns": AREA_COLUMNS,
        "area_rows": area_rows(asked),
    }
    return render(request, "assessment/funds/area.html", context)


@require_GET
@acting("see_progress")
def records(request: ScopedRequest) -> HttpResponse:
    """What a sum was made of."""
    asked, stream = _asked(request), STREAMS.get(request.GET.get("stream", ""))
    if stream is None:
        raise Http404
    what, source = request.GET.get("what", ""), request.GET.get("source", "")
    rows = asked.rows(stream).filter(what=what, source=source)
    page = page_of(_with_whose(rows, stream.slug), request.GET)
    context = {
        "funds": asked,
        "title": f"{names_in(asked.plan).get(what, what)}（{source_name(source)}）",
        "count": rows.count(),
        "page": page,
        "columns": ["享受人", "所在村", "日期", {"label": "金额（元）", "is_number": True}],
        "rows": record_rows(page.rows, place_names(row.area_code for row in page.rows)),
    }
    return render(request, "assessment/funds/records.html", context)


def _with_whose(rows: Any, stream: str) -> Any:
    person = {"payments": ["record__person"], "visits": [], "shares": []}.get(stream, ["person"])
    return rows.select_related("household", *person)


def _asked(request: ScopedRequest) -> Funds:
    """The area and year of the address; else the own area and this year."""
    area, code = request.appointment.area, request.GET.get("area", "")
    if code:
        if not code.isdecimal() or len(code) != 12:
            raise Http404
        area = get_object_or_404(request.scope.rows(Area), pk=int(code))
    form = YearForm({"year": request.GET.get("year") or timezone.localdate().year})
    if not form.is_valid():
        raise Http404
    return Funds(request.scope, area, plan_for_area(area), form.cleaned_data["year"])
