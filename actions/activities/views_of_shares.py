"""Shares of a station or base: given to households, ended, and a year paid out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actions.activities.forms import EndShareForm, PayForm, SharesForm, YuanForm
from actions.activities.kinds import WITH_SHARES
from actions.activities.presenters import holdings_of, year_asked
from actions.activities.rolls import HoldingForm, Roll, shown_keys
from actions.activities.sharing import UnableToShare, end_share, give_shares, pay_shares
from actions.activities.views import activity_of, homes_of, looked_for
from actions.models import Activity, Share
from foundation.accounts.acting import ScopedRequest, acting

_BOTH = require_http_methods(["GET", "POST"])


@_BOTH
@acting("record_support", outright=True)
def share_out(request: ScopedRequest, pk: int) -> HttpResponse:
    kept, today = _with_shares(request, pk), timezone.localdate()
    data, only_searched = request.POST or None, "search" in request.POST
    found, told = looked_for(request, people=False) if only_searched else ([], "")
    day = request.POST.get("starts_on") if only_searched else today
    form = SharesForm(None if only_searched else data, initial={"starts_on": day})
    homes = homes_of(request, shown_keys(request.POST), found)
    roll = Roll(HoldingForm, homes, data=data, unsaved=only_searched)
    if request.method == "POST" and not only_searched and form.is_valid() and roll.is_valid():
        holdings = [(home, given["amount"] or Decimal(0)) for home, given in roll.taken]
        try:
            count = give_shares(
                activity=kept, holdings=holdings, by=request.user, on=today, **form.cleaned_data
            )
        except UnableToShare as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已为{count}户登记份额。")
            return _back(kept)
    context = {"activity": kept, "form": form, "roll": roll, "told": told}
    wrong = not only_searched and bool(form.errors)
    return render(request, "actions/activities/share_out.html", context, status=422 if wrong else 200)


@_BOTH
@acting("record_support", outright=True)
def end(request: ScopedRequest, share: int) -> HttpResponse:
    rows = request.scope.rows(Share).select_related("activity", "household")
    kept, today = get_object_or_404(rows, pk=share), timezone.localdate()
    form = EndShareForm(request.POST or None, initial={"ends_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            end_share(share=kept, by=request.user, on=today, **form.cleaned_data)
        except UnableToShare as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已终止{kept.household.head_name}户的份额。")
            return _back(kept.activity)
    context = {"share": kept, "form": form}
    return render(request, "actions/activities/end_share.html", context, status=422 if form.errors else 200)


@_BOTH
@acting("record_support", outright=True)
def pay(request: ScopedRequest, pk: int) -> HttpResponse:
    """One amount for every holding of the year; empty means not paid."""
    kept, today = _with_shares(request, pk), timezone.localdate()
    year = year_asked(request.GET.get("year", ""), today)
    form = PayForm(request.POST or None, initial={"paid_on": today})
    lines = [
        {**line, "form": _yuan_form(request.POST or None, line)}
        for line in holdings_of(request.scope, kept, year)
    ]
    if request.method == "POST" and all([form.is_valid(), *(line["form"].is_valid() for line in lines)]):
        amounts = {
            line["share"]: line["form"].cleaned_data["yuan"]
            for line in lines
            if line["form"].cleaned_data["yuan"] is not None
        }
        try:
            count = pay_shares(
                activity=kept, year=year, amounts=amounts, by=request.user, on=today, **form.cleaned_data
            )
        except UnableToShare as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已登记{year}年{count}户的收益。")
            return _back(kept, year)
    context = {"activity": kept, "form": form, "lines": lines, "year": year}
    return render(
        request, "actions/activities/pay.html", context, status=422 if request.method == "POST" else 200
    )


def _yuan_form(data: Any, line: dict[str, Any]) -> YuanForm:
    form = YuanForm(data, prefix=f"share{line['share'].pk}", initial={"yuan": line["paid"]})
    form.fields["yuan"].widget.attrs["aria-label"] = f"收益（元）：{line['share'].household.head_name}户"
    return form


def _with_shares(request: ScopedRequest, pk: int) -> Activity:
    kept = activity_of(request, pk)
    if kept.kind not in WITH_SHARES:
        raise Http404
    return kept


def _back(kept: Activity, year: int | None = None) -> HttpResponse:
    address = reverse("actions:activity", args=[kept.pk])
    return redirect(f"{address}?year={year}" if year else address)
