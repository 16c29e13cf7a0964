"""Drafts: kept while somebody types, listed, thrown away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from foundation.accounts.acting import ScopedRequest, acting
from households.entry import drafts
from households.models import Draft, Household
from households.views.common import household_of, only_where_one_may_register

ENTRY_PAGES = {"register", "correct", "add_person", "correct_person", "survey", "correct_survey"}


@require_POST
@acting("register")
def keep(request: ScopedRequest, key: UUID) -> HttpResponse:
    """Called by the page itself every few seconds; answers with the time it was kept."""
    page = request.POST.get("page", "")
    try:
        place = resolve(page)
    except Resolver404:
        place = None
    if place is None or place.app_name != "households" or place.url_name not in ENTRY_PAGES:
        return JsonResponse({"error": "此页面不存草稿"}, status=400)
    household = household_of(request, place.kwargs["pk"]) if "pk" in place.kwargs else None
    if household is None:
        only_where_one_may_register(request)
    bounds = request.scope.range
    draft = drafts.keep_draft(
        key=key,
        page=page,
        typed=request.POST,
        household=household,
        area_code=bounds.lo if bounds else 0,
        by=request.user,
    )
    return JsonResponse({"at": f"{timezone.localtime(draft.saved_at):%H:%M:%S}"})


@never_cache
@require_GET
@acting("register")
def mine(request: ScopedRequest) -> HttpResponse:
    rows = request.scope.rows(Draft).newest()[: drafts.MOST_OF_A_USER]
    context = {"drafts": list(rows), "trail": [("残疾人家庭", reverse("households:list"))]}
    return render(request, "households/drafts.html", context)


@require_POST
@acting("register")
def discard(request: ScopedRequest, key: UUID) -> HttpResponse:
    draft = get_object_or_404(request.scope.rows(Draft), key=key)
    household: Household | None = draft.household
    drafts.drop_draft(key=key, by=request.user)
    messages.success(request, "草稿已丢弃。")
    return redirect("households:detail", household.pk) if household else redirect("households:drafts")
