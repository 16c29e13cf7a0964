"""Pairing, handing over, ending; the visit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import User
from households import pairing as pairings
from households.forms_of_work import EndPairingForm, PairingForm, VisitForm
from households.models import Cadre, Household, Pairing
from households.pairing import UnableToPair
from households.views.common import form_page, household_of
from households.visits import UnableToRecord, record_visit


@require_http_methods(["GET", "POST"])
@acting("pair")
def pair(request: ScopedRequest, pk: int) -> HttpResponse:
    """The household's lead cadre; where there is one already, the household is handed over."""
    household, today = household_of(request, pk), request.scope.today
    leads = (
        request.scope.rows(Pairing)
        .filter(household=household, is_lead=True)
        .select_related("cadre", "household")
    )
    present = leads.in_force(today).first()
    form = PairingForm(
        request.POST or None,
        scope=request.scope,
        household=household,
        present=present,
        initial={"starts_on": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _pair_or_hand_over(request, form, household, present)
        except UnableToPair as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{household.head_name}户自{made.starts_on}起由{made.cadre}结对。")
            return redirect("households:detail", pk=pk)
    return form_page(
        request,
        "households/pair.html",
        form,
        household,
        present=present,
        here="移交结对" if present else "结对帮扶",
    )


def _pair_or_hand_over(
    request: ScopedRequest, form: PairingForm, household: Household, present: Pairing | None
) -> Pairing:
    given, today = form.cleaned_data, request.scope.today
    cadre = _chosen_cadre(request, form, household)
    if present is not None:
        return pairings.hand_over(
            pairing=present,
            to=cadre,
            starts_on=given["starts_on"],
            reason=given["reason"],
            by=request.user,
            on=today,
        )
    return pairings.pair_household(
        household=household,
        cadre=cadre,
        starts_on=given["starts_on"],
        values=form.values(),
        by=request.user,
        on=today,
    )


def _chosen_cadre(request: ScopedRequest, form: PairingForm, household: Household) -> Cadre:
    chosen: str = form.cleaned_data["cadre"]
    area_code = household.area_code
    if chosen.startswith("user-"):
        accounts = pairings.accounts_without_cadre(area_code, request.scope.today)
        user: User = get_object_or_404(accounts, pk=int(chosen.removeprefix("user-")))
        return pairings.cadre_with_account(user=user, area_code=area_code, by=request.user)
    if chosen:
        cadre: Cadre = get_object_or_404(request.scope.rows(Cadre), pk=int(chosen))
        return cadre
    name, unit = form.cleaned_data["new_name"], form.cleaned_data["new_unit"]
    return pairings.register_cadre(name=name, unit=unit, area_code=area_code, by=request.user)


@require_http_methods(["GET", "POST"])
@acting("pair")
def end_pairing(request: ScopedRequest, pk: int, pairing_pk: int) -> HttpResponse:
    household = household_of(request, pk)
    rows = request.scope.rows(Pairing).filter(household=household).select_related("cadre")
    pairing = get_object_or_404(rows, pk=pairing_pk)
    form = EndPairingForm(request.POST or None, initial={"ends_on": request.scope.today})
    if request.method == "POST" and form.is_valid():
        try:
            pairings.end_pairing(
                pairing=pairing, by=request.user, on=request.scope.today, **form.cleaned_data
            )
        except UnableToPair as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"与{pairing.cadre}的结对已解除。")
            return redirect("households:detail", pk=pk)
    return form_page(
        request, "households/end_pairing.html", form, household, pairing=pairing, here="解除结对"
    )


@require_http_methods(["GET", "POST"])
@acting("visit")
def visit(request: ScopedRequest, pk: int) -> HttpResponse:
    household = household_of(request, pk)
    form = VisitForm(request.POST or None, initial={"visited_on": request.scope.today})
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["client_key"]
        try:
            record_visit(
                household=household,
                client_key=key,
                values=form.values(),
                by=request.user,
                on=request.scope.today,
            )
        except UnableToRecord as reason:
            form.add_error("visited_on", str(reason))
        else:
            messages.success(request, f"对{household.head_name}户的走访已记录。")
            return redirect("households:detail", pk=pk)
    return form_page(request, "households/visit.html", form, household, here="记录走访")
