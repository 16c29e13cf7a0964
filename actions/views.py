"""Enrolling in an action, and moving an enrolment onward."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from actions.enrolling import UnableToEnrol, enrol, move_stage, promise_of
from actions.forms import EnrolForm, MoveForm
from actions.models import Enrolment
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.roles import ACTS
from foundation.policy.models import PolicyItem
from foundation.policy.plans import items_of, plan_for_area, plans_in_force
from households.models import Household, Person

_BOTH = require_http_methods(["GET", "POST"])


@_BOTH
@acting("record_support")
def enrol_person(request: ScopedRequest, plan: str, action: str, person: int) -> HttpResponse:
    member = get_object_or_404(request.scope.rows(Person).select_related("household"), pk=person)
    return _enrol(request, _action(plan, action), member.household, member)


@_BOTH
@acting("record_support")
def enrol_household(request: ScopedRequest, plan: str, action: str, household: int) -> HttpResponse:
    home = get_object_or_404(request.scope.rows(Household), pk=household)
    return _enrol(request, _action(plan, action), home, None)


@_BOTH
@acting("record_support")
def move(request: ScopedRequest, enrolment: int) -> HttpResponse:
    rows = request.scope.rows(Enrolment).select_related("person", "household")
    kept = get_object_or_404(rows, pk=enrolment)
    if request.extent != "yes":
        raise PermissionDenied(ACTS["record_support"].refusal)
    kind, slug = ("benefit", kept.item) if kept.item else ("action", kept.action)
    action = items_of(plan_for_area(kept.area_code), kind).filter(slug=slug).first()
    form = MoveForm(request.POST or None, action=action, known=kept.details)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            move_stage(
                enrolment=kept,
                to=given["stage"],
                by=request.user,
                on=timezone.localdate(),
                reason=given["reason"],
                details=form.details,
                outcome=form.outcome,
            )
        except UnableToEnrol as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已更新阶段。")
            return redirect(_back(request))
    return _page(request, form, action, str(kept.person or kept.household), heading="办理进展")


def _enrol(
    request: ScopedRequest, action: PolicyItem, home: Household, member: Person | None
) -> HttpResponse:
    """``?item=`` names the promise of an action that holds several."""
    today, proposes, item = timezone.localdate(), request.extent == "proposes", request.GET.get("item", "")
    promise = _promise(action, item)
    form = EnrolForm(request.POST or None, action=action, on=today, proposes=proposes, promise=promise)
    if request.method == "POST" and form.is_valid():
        try:
            enrol(
                action=action, item=item, household=home, person=member, by=request.user, on=today,
                **form.given,
            )  # fmt: skip
        except UnableToEnrol as reason:
            form.add_error(None, str(reason))
        else:
            word = "已记下意愿，待县、乡确认" if proposes else "已登记"
            messages.success(
                request, f"{word}：{member.name if member else home.head_name}，{promise.name}。"
            )
            return redirect(_back(request))
    subject = f"{member.name}（{member.id_number or '无身份证号'}）" if member else str(home)
    return _page(request, form, promise, subject)


def _promise(action: PolicyItem, item: str) -> PolicyItem:
    if item and item not in action.benefit_slugs:
        raise Http404
    try:
        return promise_of(action, item)
    except UnableToEnrol as unknown:
        raise Http404 from unknown


def _page(
    request: ScopedRequest, form: Any, action: PolicyItem | None, subject: str, *, heading: str = "登记"
) -> HttpResponse:
    context = {
        "form": form,
        "item": action,
        "subject": subject,
        "heading": heading,
        "back": _back(request),
        "proposes": request.extent == "proposes",
    }
    return render(request, "actions/enrol.html", context, status=422 if form.errors else 200)


def _back(request: ScopedRequest) -> str:
    """Where the clerk came from: a list or a household's file."""
    wanted = request.GET.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("households:list")


def _action(plan: str, slug: str) -> PolicyItem:
    found = get_object_or_404(plans_in_force(), slug=plan)
    action: PolicyItem = get_object_or_404(items_of(found, "action"), slug=slug)
    return action
