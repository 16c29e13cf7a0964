"""Progress (进展): an area by its parts, with chart and table, and the rows behind each figure."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessment.progress.areas import progress_of, rows_behind
from assessment.progress.figures import BY_SLUG
from assessment.progress.presenters import chart_of, columns, listed, reporting_note, table_rows, trail_to
from foundation.accounts.acting import ScopedRequest, acting
from foundation.areas.models import Area
from foundation.areas.paging import page_of


@require_GET
@acting("see_progress")
def progress(request: ScopedRequest) -> HttpResponse:
    return _progress_page(request, request.appointment.area)


@require_GET
@acting("see_progress")
def progress_area(request: ScopedRequest, code: int) -> HttpResponse:
    return _progress_page(request, _area(request, code))


@require_GET
@acting("see_progress")
def households(request: ScopedRequest) -> HttpResponse:
    """What a figure counted: households, or persons where it counts persons."""
    figure = BY_SLUG.get(request.GET.get("figure", ""))
    code = request.GET.get("area", "")
    if figure is None or not code.isdecimal() or len(code) != 12:
        raise Http404
    area = _area(request, int(code))
    rows = rows_behind(figure, area, scope=request.scope, on=timezone.localdate())
    page = page_of(rows.select_related("household") if figure.of_persons else rows, request.GET)
    context = {
        "area": area,
        "figure": figure,
        "count": rows.count(),
        "page": page,
        "lines": listed(page.rows, figure, scope=request.scope, on=timezone.localdate()),
        "trail": trail_to(area, request.scope, request.appointment.area),
    }
    return render(request, "assessment/progress/households.html", context)


def _progress_page(request: ScopedRequest, area: Area) -> HttpResponse:
    found = progress_of(area, scope=request.scope, on=timezone.localdate())
    context = {
        "progress": found,
        "columns": columns(),
        "rows": table_rows(found),
        "chart": chart_of(found) if found.parts else None,
        "note": reporting_note(found),
        "trail": trail_to(area, request.scope, request.appointment.area)[:-1],
    }
    return render(request, "assessment/progress/area.html", context)


def _area(request: ScopedRequest, code: int) -> Area:
    found: Area = get_object_or_404(request.scope.rows(Area), pk=code)
    return found
