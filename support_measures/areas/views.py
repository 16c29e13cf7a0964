"""区域支持: what this area and those above it gave, and the entry of one's own."""

from __future__ import annotations

from typing import Any

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
from foundation.areas.models import Area
from foundation.areas.paging import newest_first
from foundation.policy.models import Nature, PolicyItem
from foundation.policy.plans import items_of, plan_for_area, plans_in_force
from support_measures.areas.forms import AreaSupportForm, ChooseItemForm
from support_measures.areas.presenters import from_above, lines
from support_measures.areas.supporting import (
    correct_area_support,
    record_area_support,
    void_area_support,
)
from support_measures.forms import VoidForm
from support_measures.models import AreaSupport, Status
from support_measures.recording import UnableToRecord

_BOTH = require_http_methods(["GET", "POST"])


@require_GET
@acting("see_entitlements")
def supports(request: ScopedRequest) -> HttpResponse:
    """Those of the areas within the scope, newest first; those of the areas above beside them."""
    here = request.appointment.area
    items = _area_items(here)
    page = newest_first(request.scope.rows(AreaSupport), request.GET)
    refused = refusal(request, "record_area_support")
    names = {item.slug: item.name for item in items}
    context = {
        "page": page,
        "rows": lines(page.rows, names, own=None if refused else here.code),
        "above": from_above(here, names),
        "form": ChooseItemForm(items=items),
        "area": here,
        "refusal": refused,
    }
    return render(request, "support_measures/areas/list.html", context)


@require_GET
@acting("record_area_support")
def choose(request: ScopedRequest) -> HttpResponse:
    """On to the form of the item that was chosen."""
    here = request.appointment.area
    form = ChooseItemForm(request.GET, items=_area_items(here))
    if not form.is_valid():
        raise Http404
    plan, item = plan_for_area(here).slug, form.cleaned_data["item"]
    return redirect("support_measures:record_for_area", plan=plan, item=item, area=here.code)


@_BOTH
@acting("record_area_support")
def record_for_area(request: ScopedRequest, plan: str, item: str, area: int) -> HttpResponse:
    found = get_object_or_404(plans_in_force(), slug=plan)
    policy: PolicyItem = get_object_or_404(items_of(found, "benefit"), slug=item)
    where, today = get_object_or_404(request.scope.rows(Area), code=area), timezone.localdate()
    form = AreaSupportForm(request.POST or None, item=policy, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            record_area_support(
                item=policy,
                area_code=where.code,
                by=request.user,
                on=today,
                granted=form.granted,
                document=form.cleaned_data["document"],
            )
        except UnableToRecord as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已为{where.name}登记“{policy.name}”。")
            return redirect(_back(request))
    return _page(request, form, policy, where.name, "登记")


@_BOTH
@acting("record_area_support")
def correct(request: ScopedRequest, pk: int) -> HttpResponse:
    kept, today = _own(request, pk), timezone.localdate()
    policy = kept.item_version or _item_of(kept)
    form = AreaSupportForm(request.POST or None, item=policy, on=today, known=kept)
    if request.method == "POST" and form.is_valid():
        try:
            correct_area_support(
                support=kept,
                by=request.user,
                on=today,
                granted=form.granted,
                document=form.cleaned_data["document"],
            )
        except UnableToRecord as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已更正“{policy.name}”。")
            return redirect("support_measures:area_supports")
    return _page(request, form, policy, request.appointment.area.name, "更正")


@_BOTH
@acting("record_area_support")
def void(request: ScopedRequest, pk: int) -> HttpResponse:
    kept = _own(request, pk)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            void_area_support(
                support=kept, by=request.user, on=timezone.localdate(), reason=form.cleaned_data["reason"]
            )
        except UnableToRecord as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已作废该记录。")
            return redirect("support_measures:area_supports")
    policy = kept.item_version or _item_of(kept)
    return _page(request, form, policy, request.appointment.area.name, "作废")


def _own(request: ScopedRequest, pk: int) -> AreaSupport:
    """A record of one's own area that stands; who only reads it is told so."""
    rows = request.scope.rows(AreaSupport).exclude(status=Status.VOID).select_related("item_version")
    kept: AreaSupport = get_object_or_404(rows, pk=pk)
    if kept.area_code != request.appointment.area.code:
        raise PermissionDenied(ACTS["record_area_support"].refusal)
    return kept


def _item_of(kept: AreaSupport) -> PolicyItem:
    """Of a record that does not tell its version: the one in force."""
    items = items_of(plan_for_area(kept.area_code), "benefit")
    found: PolicyItem = get_object_or_404(items, slug=kept.item)
    return found


def _area_items(area: Area) -> list[PolicyItem]:
    """The items of the area's plan that are recorded for areas."""
    items = items_of(plan_for_area(area), PolicyItem.Kind.BENEFIT)
    sources = ("area_support", "benefit_record")
    return [
        item
        for item in items.filter(nature=Nature.AREA)
        if not item.satisfied_by or any(entry["record"] in sources for entry in item.satisfied_by)
    ]


def _page(request: ScopedRequest, form: Any, policy: PolicyItem, subject: str, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "item": policy,
        "subject": subject,
        "heading": heading,
        "back": _back(request),
        "proposes": False,
    }
    return render(request, "support_measures/record.html", context, status=422 if form.errors else 200)


def _back(request: ScopedRequest) -> str:
    wanted = request.GET.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("support_measures:area_supports")
