"""Data quality: what is missing or contradictory, by area and kind, with the list behind each figure."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from foundation.accounts.acting import ScopedRequest, acting
from foundation.areas.models import Area
from households.quality.counting import countable, gap_page, quality_of
from households.quality.kinds import all_gaps, gap_called


@require_GET
@acting("see_progress")
def overview(request: ScopedRequest) -> HttpResponse:
    """A county and below is counted; above, one chooses the county first."""
    area = _area(request)
    context: dict[str, Any] = {"area": area, "trail": _trail(area, request)}
    if not countable(area):
        context["choices"] = request.scope.rows(Area).filter(parent=area).current().order_by("code")
        return render(request, "quality/choose.html", context)
    whole, parts = quality_of(area, scope=request.scope, on=request.scope.today)
    lines = [(gap, whole.counts.get(gap.name, 0)) for gap in all_gaps()]
    context |= {
        "whole": whole,
        "parts": parts,
        "blocking": [line for line in lines if line[0].blocks],
        "others": [line for line in lines if not line[0].blocks],
    }
    return render(request, "quality/overview.html", context)


@require_GET
@acting("see_progress")
def rows(request: ScopedRequest, name: str) -> HttpResponse:
    """The rows of one figure, from the queryset that was counted."""
    gap, area = gap_called(name), _area(request)
    if gap is None or not countable(area):
        raise Http404
    here = {"area": area.code}
    context = {
        "gap": gap,
        "area": area,
        "page": gap_page(gap, area, request.GET, scope=request.scope, on=request.scope.today),
        "trail": [*_trail(area, request), (area.name, f"{reverse('quality:overview')}?{urlencode(here)}")],
    }
    return render(request, "quality/rows.html", context)


def _area(request: ScopedRequest) -> Area:
    """The area of the address, within the scope; one's own without."""
    code = request.GET.get("area", "")
    if not code.isdigit():
        return request.appointment.area
    area: Area = get_object_or_404(request.scope.rows(Area), code=int(code))
    return area


def _trail(area: Area, request: ScopedRequest) -> list[tuple[str, str]]:
    """The areas above, as far as they are one's own."""
    above, found = area.parent, []
    while above is not None and request.scope.rows(Area).filter(pk=above.pk).exists():
        found.append((above.name, f"{reverse('quality:overview')}?area={above.code}"))
        above = above.parent
    return [("数据质量", reverse("quality:overview")), *reversed(found)]
