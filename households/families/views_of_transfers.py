"""Transfers between counties on their pages: asked for, offered, released, received, refused."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.models import AccessRecord
from foundation.areas.codes import county_of
from households.families import transfers
from households.families.forms import AskingForm, OfferForm, ReceivingForm
from households.families.transfers import UnableToTransfer
from households.models import Transfer
from households.places import area_names, full_place_name
from households.procedures.forms import ReasonForm
from households.views.common import form_page, household_of

SHOWN = 100


@require_GET
@acting("register", outright=True)
def listed(request: ScopedRequest) -> HttpResponse:
    """Both directions, the newest first."""
    rows = list(request.scope.rows(Transfer).order_by("-pk")[:SHOWN])
    names = area_names(code for one in rows for code in (one.area_code, one.receiving_code))
    for one in rows:
        one.giving_name, one.receiving_name = names[one.area_code], names[one.receiving_code]
    context = {"transfers": rows, "shown": SHOWN}
    return render(request, "households/transfers/list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def ask(request: ScopedRequest) -> HttpResponse:
    """``begin``: from a refused entry, with the name and number as typed there."""
    begun = "begin" in request.POST
    form = AskingForm(None if begun else request.POST or None, initial=request.POST.dict() if begun else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = transfers.ask_for_transfer(by=request.user, on=request.scope.today, **form.cleaned_data)
        except UnableToTransfer as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已向{full_place_name(made.area_code)}申请转移。")
            return redirect("households:transfer", transfer_pk=made.pk)
    context = {"form": form, "here": "申请转入", "trail": [("跨县转移", reverse("households:transfers"))]}
    status = 422 if form.errors else 200
    return render(request, "households/transfers/ask.html", context, status=status)


@require_http_methods(["GET", "POST"])
@acting("confirm")
def offer(request: ScopedRequest, pk: int) -> HttpResponse:
    household = household_of(request, pk)
    form = OfferForm(request.POST or None, own=county_of(household.area_code))
    if request.method == "POST" and form.is_valid():
        receiving = form.cleaned_data["receiving"]
        try:
            made = transfers.offer_transfer(
                household=household, receiving=receiving, reason=form.cleaned_data["reason"],
                by=request.user, on=request.scope.today,
            )  # fmt: skip
        except UnableToTransfer as reason:
            form.add_error(None, str(reason))
        else:
            _recorded(request, made, "同意转出")
            messages.success(request, f"已同意转出，等待{receiving}接收。")
            return redirect("households:transfer", transfer_pk=made.pk)
    return form_page(request, "households/families/form.html", form, household, here="转到另一个县")


def _transfer(request: ScopedRequest, transfer_pk: int) -> Transfer:
    found: Transfer = get_object_or_404(request.scope.rows(Transfer), pk=transfer_pk)
    return found


@require_GET
@acting("register", outright=True)
def transfer(request: ScopedRequest, transfer_pk: int) -> HttpResponse:
    """The giving county sees its household behind it; the other what was written down for it."""
    found = _transfer(request, transfer_pk)
    bounds = request.scope.range
    giving = bounds is not None and found.area_code in bounds
    context = {
        "transfer": found,
        "giving": giving,
        "receiving": bounds is not None and found.receiving_code in bounds,
        "giving_name": full_place_name(found.area_code),
        "receiving_name": full_place_name(found.receiving_code),
        "household": transfers.household_asked_for(found) if giving and found.state == "asked" else None,
        "form": ReceivingForm(within=bounds),
        "reason": ReasonForm(),
        "confirm_refusal": refusal(request, "confirm"),
        "trail": [("跨县转移", reverse("households:transfers"))],
    }
    return render(request, "households/transfers/transfer.html", context)


@require_POST
@acting("confirm")
def release(request: ScopedRequest, transfer_pk: int) -> HttpResponse:
    found = _transfer(request, transfer_pk)
    try:
        transfers.release_transfer(transfer=found, by=request.user, on=request.scope.today)
    except UnableToTransfer as reason:
        messages.error(request, str(reason))
    else:
        _recorded(request, found, "同意转出")
        messages.success(request, "已同意转出，等待对方接收。")
    return redirect("households:transfer", transfer_pk=transfer_pk)


@require_POST
@acting("confirm")
def receive(request: ScopedRequest, transfer_pk: int) -> HttpResponse:
    found, form = _transfer(request, transfer_pk), ReceivingForm(request.POST, within=request.scope.range)
    if not form.is_valid():
        messages.error(request, "请选择迁入的村（社区）。")
        return redirect("households:transfer", transfer_pk=transfer_pk)
    try:
        household = transfers.receive_transfer(
            transfer=found, village=form.cleaned_data["village"], by=request.user, on=request.scope.today
        )
    except UnableToTransfer as reason:
        messages.error(request, str(reason))
        return redirect("households:transfer", transfer_pk=transfer_pk)
    _recorded(request, found, "接收转入")
    messages.success(request, f"{household.head_name}户已转入本县，户档和历史随户转来。")
    return redirect("households:detail", pk=household.pk)


@require_POST
@acting("confirm")
def turn_down(request: ScopedRequest, transfer_pk: int) -> HttpResponse:
    found, form = _transfer(request, transfer_pk), ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        _turn(request, found)(transfer=found, reason=reason, by=request.user, on=request.scope.today)
    except UnableToTransfer as told:
        messages.error(request, str(told))
    else:
        _recorded(request, found, "退回转移")
        messages.success(request, "已退回，户档没有变动。")
    return redirect("households:transfer", transfer_pk=transfer_pk)


def _turn(request: ScopedRequest, found: Transfer) -> Callable[..., Transfer]:
    """The county that began it takes it back, the other refuses."""
    began = found.area_code if found.members and found.id_number is None else found.receiving_code
    bounds = request.scope.range
    own = bounds is not None and began in bounds
    return transfers.withdraw_transfer if own else transfers.refuse_transfer


def _recorded(request: ScopedRequest, found: Transfer, word: str) -> None:
    record_access(
        AccessRecord.Kind.CONFIRMED, request=request, subject=f"transfer:{found.pk}", reason=word
    )  # fmt: skip
