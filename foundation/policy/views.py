"""政策目录: the plans, what each asks for, and one item with its text and rule. To read only."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from foundation.accounts.acting import ScopedRequest, acting
from foundation.policy.catalogue import item_page, plan_page
from foundation.policy.plans import all_plans, items_of


@require_GET
@acting("see_entitlements")
def plans(request: ScopedRequest) -> HttpResponse:
    return render(request, "policy/list.html", {"plans": all_plans()})


@require_GET
@acting("see_entitlements")
def plan(request: ScopedRequest, plan: str) -> HttpResponse:
    found = get_object_or_404(all_plans(), slug=plan)
    return render(request, "policy/plan.html", plan_page(found))


@require_GET
@acting("see_entitlements")
def item(request: ScopedRequest, plan: str, kind: str, slug: str) -> HttpResponse:
    found = get_object_or_404(all_plans(), slug=plan)
    policy = get_object_or_404(items_of(found, kind), slug=slug)
    return render(request, "policy/item.html", item_page(policy))
