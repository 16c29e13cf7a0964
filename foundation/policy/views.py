"""政策目录: the plans, what each asks for, and one item with its text and rule. To read only."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from foundation.accounts.acting import ScopedRequest, acting, may
from foundation.policy.catalogue import item_page, plan_page
from foundation.policy.models import PolicyPlan
from foundation.policy.plans import plans_shown_to, shown_version
from foundation.policy.versions import why_not_editable


@require_GET
@acting("see_entitlements")
def plans(request: ScopedRequest) -> HttpResponse:
    return render(request, "policy/list.html", {"plans": plans_shown_to(request.user, timezone.localdate())})


@require_GET
@acting("see_entitlements")
def plan(request: ScopedRequest, plan: str) -> HttpResponse:
    found = get_object_or_404(plans_shown_to(request.user, timezone.localdate()), slug=plan)
    return render(request, "policy/plan.html", plan_page(found) | _editing(request, found))


@require_GET
@acting("see_entitlements")
def item(request: ScopedRequest, plan: str, kind: str, slug: str) -> HttpResponse:
    found = get_object_or_404(plans_shown_to(request.user, timezone.localdate()), slug=plan)
    policy = shown_version(found, kind, slug)
    if policy is None:
        raise Http404
    return render(request, "policy/item.html", item_page(policy) | _editing(request, found))


def _editing(request: ScopedRequest, plan: PolicyPlan) -> dict[str, Any]:
    """Whether the asker may write policy at all, and why not this plan."""
    writes = may(request, "edit_policy") == "yes"
    return {
        "writes": writes,
        "refusal": why_not_editable(plan, by=request.user, on=timezone.localdate()) if writes else "",
    }
