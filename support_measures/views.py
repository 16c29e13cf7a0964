"""Recording benefits: for a person, a household; onward, or void."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.roles import ACTS
from foundation.policy.models import PolicyItem
from foundation.policy.plans import items_of, plan_for_area, plans_in_force
from households.models import Household, Person
from support_measures.batches import take_back_batch, untouched
from support_measures.forms import AdvanceForm, RecordForm, VoidForm
from support_measures.models import BenefitRecord, Status
from support_measures.panels import names_of
from support_measures.recording import (
    UnableToRecord,
    advance_benefit,
    record_benefit,
    void_benefit,
)

_BOTH = require_http_methods(["GET", "POST"])


@_BOTH
@acting("record_support")
def record_for_person(request: ScopedRequest, plan: str, item: str, person: int) -> HttpResponse:
    member = get_object_or_404(request.scope.rows(Person).select_related("household"), pk=person)
    return _record(request, _item(plan, item), member.household, member)


@_BOTH
@acting("record_support")
def record_for_household(request: ScopedRequest, plan: str, item: str, household: int) -> HttpResponse:
    home = get_object_or_404(request.scope.rows(Household), pk=household)
    return _record(request, _item(plan, item), home, None)


@_BOTH
@acting("record_support")
def advance(request: ScopedRequest, record: int) -> HttpResponse:
    kept, today = _record_of(request, record), timezone.localdate()
    _only_those_who_decide(request)
    policy = _item_of(kept)
    form = AdvanceForm(request.POST or None, item=policy, on=today, known=kept.details)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            advance_benefit(
                record=kept,
                to=given["status"],
                by=request.user,
                on=today,
                paid_on=given["paid_on"] if given["status"] == Status.PAID else None,
                details=form.details,
            )
        except UnableToRecord as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已更新办理状态。")
            return redirect(_back(request))
    return _page(request, form, policy, str(kept.person or kept.household), heading="办理进展")


@_BOTH
@acting("record_support")
def void(request: ScopedRequest, record: int) -> HttpResponse:
    kept, today = _record_of(request, record), timezone.localdate()
    _only_those_who_decide(request)
    policy = _item_of(kept)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            void_benefit(record=kept, by=request.user, on=today, reason=form.cleaned_data["reason"])
        except UnableToRecord as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已作废该记录。")
            return redirect(_back(request))
    return _page(request, form, policy, str(kept.person or kept.household), heading="作废记录")


@require_GET
@acting("see_entitlements")
def record_batches(request: ScopedRequest) -> HttpResponse:
    """The lists that were recorded at once, newest first."""
    names = names_of(plan_for_area(request.appointment.area))
    rows = request.scope.rows(BenefitRecord).order_by().batches()[:100]
    context = {
        "batches": [{**row, "item": names.get(row["item"], row["item"])} for row in rows],
        "refusal": refusal(request, "record_support"),
    }
    return render(request, "support_measures/batches.html", context)


@_BOTH
@acting("record_support")
def take_back_records(request: ScopedRequest, batch: UUID) -> HttpResponse:
    _only_those_who_decide(request)
    records = request.scope.rows(BenefitRecord).of_batch(batch)
    if not records.exists():
        raise Http404
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = take_back_batch(
                records=records, by=request.user, on=timezone.localdate(), reason=form.cleaned_data["reason"]
            )
        except UnableToRecord as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已撤销{done.void}条；登记后又办理过的{done.kept}条保留。")
            return redirect("support_measures:record_batches")
    context = {
        "form": form,
        "going": untouched(records).count(),
        "all": records.exclude(status=Status.VOID).count(),
    }
    return render(request, "support_measures/take_back.html", context, status=422 if form.errors else 200)


def _record(
    request: ScopedRequest, policy: PolicyItem, home: Household, member: Person | None
) -> HttpResponse:
    today, proposes = timezone.localdate(), request.extent == "proposes"
    form = RecordForm(request.POST or None, item=policy, on=today, proposes=proposes)
    if request.method == "POST" and form.is_valid():
        try:
            record_benefit(
                item=policy, household=home, person=member, by=request.user, on=today, **vars(form.granted)
            )
        except UnableToRecord as reason:
            form.add_error(None, str(reason))
        else:
            word = "已提交，待县、乡确认" if proposes else "已登记"
            messages.success(request, f"{word}：{member.name if member else home.head_name}，{policy.name}。")
            return redirect(_back(request))
    subject = f"{member.name}（{member.id_number or '无身份证号'}）" if member else str(home)
    return _page(request, form, policy, subject)


def _page(
    request: ScopedRequest, form: Any, policy: PolicyItem | None, subject: str, *, heading: str = "登记"
) -> HttpResponse:
    context = {
        "form": form,
        "item": policy,
        "subject": subject,
        "heading": heading,
        "back": _back(request),
        "proposes": request.extent == "proposes",
    }
    return render(request, "support_measures/record.html", context, status=422 if form.errors else 200)


def _back(request: ScopedRequest) -> str:
    """Where the clerk came from: a list or a household's file."""
    wanted = request.GET.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("households:list")


def _item(plan: str, slug: str) -> PolicyItem:
    found = get_object_or_404(plans_in_force(), slug=plan)
    policy: PolicyItem = get_object_or_404(items_of(found, "benefit"), slug=slug)
    return policy


def _item_of(record: BenefitRecord) -> PolicyItem | None:
    return items_of(plan_for_area(record.area_code), "benefit").filter(slug=record.item).first()


def _record_of(request: ScopedRequest, key: int) -> BenefitRecord:
    rows = request.scope.rows(BenefitRecord).select_related("person", "household")
    kept: BenefitRecord = get_object_or_404(rows, pk=key)
    if kept.status == Status.VOID:
        raise Http404
    return kept


def _only_those_who_decide(request: ScopedRequest) -> None:
    if request.extent != "yes":
        raise PermissionDenied(ACTS["record_support"].refusal)
