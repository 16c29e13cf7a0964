"""A province's own plan: copied, set beside another, and put in force from a day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from foundation.policy.copying import Pairing, copy_plan, plan_before, put_in_force, side_by_side
from foundation.policy.effects import effect_of
from foundation.policy.forms import ChangeForm, CompareForm, CopyForm
from foundation.policy.models import PolicyPlan
from foundation.policy.plans import plans_shown_to
from foundation.policy.versions import UnableToChange
from foundation.policy.views_editing import own_plan

_BOTH = require_http_methods(["GET", "POST"])
STATES = {"changed": "不同", "one": "仅此方案有", "other": "仅对照方案有", "same": "相同"}


@_BOTH
@acting("edit_policy")
def copy(request: ScopedRequest, plan: str) -> HttpResponse:
    source = get_object_or_404(plans_shown_to(request.user, timezone.localdate()), slug=plan)
    form = CopyForm(
        request.POST or None, initial={"title": f"{request.appointment.area.name}：{source.title}"[:120]}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = copy_plan(source=source, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except UnableToChange as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已复制为草稿“{made.title}”。修改后再施行。")
            return redirect("policy:plan", made.slug)
    context = {"plan": source, "form": form}
    return render(request, "policy/copy.html", context, status=422 if form.errors else 200)


@require_GET
@acting("see_entitlements")
def compare(request: ScopedRequest) -> HttpResponse:
    """Two plans side by side: same, changed, only here."""
    today = timezone.localdate()
    plans = list(plans_shown_to(request.user, today))
    form = CompareForm(request.GET or None, plans=plans)
    if not form.is_valid():
        return render(request, "policy/compare.html", {"form": CompareForm(None, plans=plans)})
    by_slug = {plan.slug: plan for plan in plans}
    one, other = by_slug[form.cleaned_data["one"]], by_slug[form.cleaned_data["other"]]
    pairs = side_by_side(one, other, on=today)
    groups = [
        {"state": state, "label": label, "rows": [pair for pair in pairs if pair.state == state]}
        for state, label in STATES.items()
    ]
    return render(
        request, "policy/compare.html", {"form": form, "one": one, "other": other, "groups": groups}
    )


@_BOTH
@acting("edit_policy")
def enforce(request: ScopedRequest, plan: str) -> HttpResponse:
    """From a day the province follows the draft: whom that touches first, then the confirmation."""
    draft, today = own_plan(request, plan), timezone.localdate()
    form = ChangeForm(request.POST or None, on=today)
    checked = request.method == "POST" and form.is_valid()
    if checked and request.POST.get("act") == "confirm":
        try:
            put_in_force(
                plan=draft, holds_from=form.day, reason=form.cleaned_data["reason"], by=request.user, on=today
            )
        except UnableToChange as reason:
            form.add_error(None, str(reason))
            checked = False
        else:
            messages.success(request, f"“{draft.title}”自{form.day:%Y-%m-%d}起施行。")
            return redirect("policy:plan", draft.slug)
    context: dict[str, Any] = {"plan": draft, "form": form, "checked": checked}
    if checked:
        context |= _effects(request, draft, form)
    return render(request, "policy/enforce.html", context, status=422 if form.errors else 200)


def _effects(request: ScopedRequest, draft: PolicyPlan, form: ChangeForm) -> dict[str, Any]:
    """Item by item where the condition is another: how many become entitled, how many cease to be."""
    before = plan_before(draft, on=form.day)
    pairs = [pair for pair in side_by_side(before, draft, on=form.day) if _touches(pair)]
    given: dict[str, Any] = {"scope": request.scope, "area": request.appointment.area, "on": form.day}
    lines = [
        {"item": pair.item, "effect": effect_of(pair.one, pair.other, with_names=False, **given)}
        for pair in pairs
    ]
    return {"before": before, "lines": lines, "area": request.appointment.area}


def _touches(pair: Pairing) -> bool:
    """Whether entitled people can differ. A measure without a rule touches nobody by itself."""
    if pair.one is None or pair.other is None:
        return bool(pair.item.nature)
    one, other = pair.one, pair.other
    return (
        bool(one.nature and other.nature)
        and one.per == other.per
        and (
            (one.rule, one.conflicts_with, one.recurrence)
            != (other.rule, other.conflicts_with, other.recurrence)
        )
    )
