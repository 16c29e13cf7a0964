"""政策落实: all items with their counts, counted at once or, above the county, in the background."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from assessment.entitlements.counting import ask_for_counts, kept_counts, newest_counts
from assessment.entitlements.overview import counted_whole, counties_concerned, overview
from assessment.entitlements.views import Asked, asked_in
from foundation.accounts.acting import ScopedRequest, acting
from foundation.jobs.running import UnableToAsk


@require_GET
@acting("see_entitlements")
def items(request: ScopedRequest) -> HttpResponse:
    asked = asked_in(request)
    return _overview(request, asked)


@require_POST
@acting("see_entitlements")
def count_all(request: ScopedRequest) -> HttpResponse:
    """All items of a prefecture or the province counted in the background."""
    asked = asked_in(request)
    if counted_whole(asked.area):
        raise Http404
    try:
        ask_for_counts(plan=asked.plan, area=asked.area, by=request.user, on=timezone.localdate())
    except UnableToAsk as reason:
        return _overview(request, asked, error=str(reason))
    return redirect(f"{reverse('entitlements:items')}?{asked.query}")


def _overview(request: ScopedRequest, asked: Asked, error: str = "") -> HttpResponse:
    whole, area, scope = counted_whole(asked.area), asked.area, request.scope
    kept, counted_on = ({}, None) if whole else kept_counts(asked.plan, area=area, scope=scope)
    found = overview(
        asked.plan,
        scope=scope,
        area=area,
        on=timezone.localdate(),
        only=None if whole else request.GET.get("group", ""),
        kept=kept,
    )
    context = {
        "asked": asked,
        "by_county": counties_concerned(area),
        "may_count": not whole,
        "counted_on": counted_on,
        "run": None if whole else newest_counts(asked.plan, area=area, scope=scope),
        "error": error,
        **found,
    }
    return render(request, "entitlements/overview.html", context, status=422 if error else 200)
