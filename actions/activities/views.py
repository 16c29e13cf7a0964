"""An activity: its page, and its entry together with the list of who attended."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from actions.activities.forms import ActivityForm
from actions.activities.holding import Attended, UnableToHold, change_activity, hold_activity
from actions.activities.kinds import WITH_SHARES, kinds_of
from actions.activities.presenters import (
    ATTENDED,
    action_of,
    areas_to_hold_in,
    attended_page,
    facts_of,
    holdings_of,
    promise_of,
    totals_of,
    year_asked,
)
from actions.activities.rolls import AttendeeForm, Roll, households_found, people_of, shown_keys
from actions.models import Activity, ActivityKind, Attendance
from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.models import AccessRecord
from foundation.policy.models import PolicyItem
from foundation.policy.plans import items_of, plans_in_force
from households.finding.keeping import TooFast, keep_pace
from households.finding.searching import UnableToSearch
from households.models import Household, Person

_BOTH = require_http_methods(["GET", "POST"])


@dataclass(frozen=True)
class Entry:
    """What the form is about: an action of a plan, the item where it holds several, a kind; the activity."""

    action: PolicyItem
    promise: PolicyItem
    kind: str
    activity: Activity | None = None

    @property
    def item(self) -> str:
        return self.promise.slug if self.promise.pk != self.action.pk else ""


@require_GET
@acting("see_entitlements")
def activity(request: ScopedRequest, pk: int) -> HttpResponse:
    kept = activity_of(request, pk)
    today = timezone.localdate()
    year = year_asked(request.GET.get("year", ""), today)
    promise = promise_of(kept)
    page, rows = attended_page(request.scope, kept, request.GET)
    context = {
        "activity": kept,
        "action": action_of(kept),
        "facts": facts_of(kept, promise),
        "totals": totals_of(request.scope, kept),
        "page": page,
        "columns": ATTENDED,
        "rows": rows,
        "with_shares": kept.kind in WITH_SHARES,
        "holdings": holdings_of(request.scope, kept, year),
        "year": year,
        "refusal": refusal(request, "record_support", outright=True) or _elsewhere(request, kept),
        "share_refusal": refusal(request, "record_support", outright=True),
    }
    return render(request, "actions/activities/detail.html", context)


@_BOTH
@acting("record_support", outright=True)
def hold(request: ScopedRequest, plan: str, action: str, kind: str) -> HttpResponse:
    """``?item=`` names the promise of an action that holds several."""
    followed = get_object_or_404(plans_in_force(), slug=plan)
    policy = get_object_or_404(items_of(followed, PolicyItem.Kind.ACTION), slug=action)
    if kind not in kinds_of(policy.slug):
        raise Http404
    promise, item = policy, request.GET.get("item", "")
    if policy.benefit_slugs or item:
        if item not in policy.benefit_slugs:
            raise Http404
        promise = get_object_or_404(items_of(followed, PolicyItem.Kind.BENEFIT), slug=item)
    return _entered(request, Entry(policy, promise, kind))


@_BOTH
@acting("record_support", outright=True)
def edit(request: ScopedRequest, pk: int) -> HttpResponse:
    kept = activity_of(request, pk)
    action, promise = action_of(kept), promise_of(kept)
    if action is None or promise is None or _elsewhere(request, kept):
        raise Http404
    return _entered(request, Entry(action, promise, kept.kind, kept))


def _entered(request: ScopedRequest, entry: Entry) -> HttpResponse:
    """A search adds rows and saves nothing; saving writes the activity and its list."""
    data, only_searched = request.POST or None, "search" in request.POST
    found, told = looked_for(request, people=True) if only_searched else ([], "")
    form = ActivityForm(
        data, promise=entry.promise, kind=entry.kind, activity=entry.activity, unsaved=only_searched,
        areas=areas_to_hold_in(request.scope, request.appointment.area), on=timezone.localdate(),
    )  # fmt: skip
    roll = _roll(request, entry.activity, data, found, unsaved=only_searched)
    if request.method == "POST" and not only_searched and form.is_valid() and roll.is_valid():
        try:
            kept = _keep(request, entry, form, roll)
        except UnableToHold as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已登记“{kept.name}”，参加{len(roll.taken)}人。")
            return redirect(reverse("actions:activity", args=[kept.pk]))
    context = {
        "entry": entry,
        "kind": ActivityKind(entry.kind).label,
        "form": form,
        "roll": roll,
        "told": told,
        "searched": only_searched,
    }
    wrong = not only_searched and bool(form.errors or not _fits(roll, data))
    return render(request, "actions/activities/enter.html", context, status=422 if wrong else 200)


def _fits(roll: Roll, data: Any) -> bool:
    return data is None or roll.is_valid()


def _keep(request: ScopedRequest, entry: Entry, form: ActivityForm, roll: Roll) -> Activity:
    attended = [
        Attended(person, given["amount"] or Decimal(0), given["result"]) for person, given in roll.taken
    ]
    common: Any = {
        "held": form.held, "attended": attended, "by": request.user, "on": timezone.localdate(),
    }  # fmt: skip
    if entry.activity is not None:
        return change_activity(activity=entry.activity, **common)
    return hold_activity(action=entry.action, item=entry.item, kind=entry.kind, **common)


def _roll(
    request: ScopedRequest, kept: Activity | None, data: QueryDict | None, found: list[Any], *, unsaved: bool
) -> Roll:
    """Who stands on the list already, who was sent with the form, who was just found."""
    there: dict[int, dict[str, Any]] = {}
    if kept is not None:
        rows = request.scope.rows(Attendance).standing().filter(activity=kept)
        there = {
            row.person_id: {"take": True, "amount": row.hours, "result": row.result} for row in rows[:500]
        }
    keys = list(there) if data is None else shown_keys(data)
    people = {one.pk: one for one in request.scope.rows(Person).filter(pk__in=keys)}
    people |= {one.pk: one for one in found}
    return Roll(AttendeeForm, people.values(), data=data, kept=there, unsaved=unsaved)


def looked_for(request: ScopedRequest, *, people: bool) -> tuple[list[Any], str]:
    """Who the words of the search mean, and what to tell where there is nobody."""
    text = request.POST.get("find", "").strip()
    try:
        keep_pace(by=request.user, at=timezone.now())
        homes, search = households_found(text, scope=request.scope)
    except (UnableToSearch, TooFast) as reason:
        return [], str(reason)
    if search.numbers:
        record_access(AccessRecord.Kind.SEARCHED, request=request, by=search.numbers, found=len(homes))
    found: list[Any] = list(homes)
    if people:
        found = list(people_of(homes, text, scope=request.scope))
    return (
        found,
        f"找到{len(found)}条，已加入下面的名单。" if found else f"您负责的区域内没有找到{search.told}。",
    )


def activity_of(request: ScopedRequest, pk: int) -> Activity:
    kept: Activity = get_object_or_404(request.scope.rows(Activity), pk=pk)
    return kept


def _elsewhere(request: ScopedRequest, kept: Activity) -> str:
    """A township knows the county's activities, and does not change them."""
    inside = kept.area_code in request.appointment.area.range
    return "" if inside else "该活动由上级登记，由其更正。"


def homes_of(request: ScopedRequest, keys: list[int], found: list[Any]) -> list[Household]:
    homes = {one.pk: one for one in request.scope.rows(Household).filter(pk__in=keys)}
    return list((homes | {one.pk: one for one in found}).values())
