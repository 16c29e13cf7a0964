"""认定 for a list: the same statement for all who cannot be judged, or for those who are ticked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessment.entitlements.lists import UNITS
from assessment.entitlements.rows import PAGE
from assessment.entitlements.trying import named
from assessment.entitlements.views import asked_in, item_asked
from foundation.accounts.acting import ScopedRequest, acting
from households.statements.forms import StatementForm
from households.statements.stating import UnableToState, judged_in, state_for_many


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def state_many(request: ScopedRequest, kind: str, slug: str) -> HttpResponse:
    """Of the list of who cannot be judged: all, or the ticked ones of the page."""
    asked, today = asked_in(request), timezone.localdate()
    policy = item_asked(asked.plan, kind, slug)
    facts = judged_in(policy)
    if not facts:
        raise Http404
    unjudged = asked.lists(policy, request).of("cannot_judge")
    form = StatementForm(request.POST or None, facts=facts, on=today)
    ticked = [int(key) for key in request.POST.getlist("who") if key.isdecimal() and len(key) < 19]
    everyone = request.POST.get("everyone") == "yes"
    if request.method == "POST" and form.is_valid():
        fact = next(one for one in facts if one.key == form.cleaned_data["fact"])
        stated = form.stated(policy.slug if fact.per_item else "")
        chosen = unjudged if everyone else unjudged.filter(pk__in=ticked)
        try:
            done = state_for_many(subjects=chosen, stated=stated, by=request.user, on=today)
        except UnableToState as reason:
            form.add_error(None, str(reason))
        else:
            left = f"，已有认定未重复登记{done['already']}" if done["already"] else ""
            messages.success(request, f"已认定{done['stated']}{UNITS[policy.per]}{left}。")
            return redirect(
                f"{reverse('entitlements:item', args=[kind, slug])}?{asked.query}&list=cannot_judge"
            )
    related = ("person", "household") if policy.per == "person" else ("household",)
    context: dict[str, Any] = {
        "asked": asked,
        "item": policy,
        "form": form,
        "unit": UNITS[policy.per],
        "count": unjudged.count(),
        "rows": [
            named(row, policy) | {"ticked": row.pk in ticked}
            for row in unjudged.select_related(*related)[:PAGE]
        ],
        "everyone": everyone,
    }
    return render(request, "entitlements/state_many.html", context, status=422 if form.errors else 200)
