"""Settling a contrary value, and lifting a household out of poverty."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import AccessRecord
from households import procedures, registry
from households.forms_of_work import LiftingForm, SettlingForm
from households.models import Finding
from households.procedures import UnableToDecide
from households.registry import UnableToSettle
from households.views.common import form_page, household_of


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def settle_finding(request: ScopedRequest, pk: int, finding_pk: int) -> HttpResponse:
    household = household_of(request, pk)
    rows = request.scope.rows(Finding).filter(household=household).select_related("person")
    finding = get_object_or_404(rows, pk=finding_pk)
    form = SettlingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            registry.settle_finding(
                finding=finding, outcome=form.words(), by=request.user, on=request.scope.today
            )
        except UnableToSettle as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "核实结果已登记。")
            return redirect("households:detail", pk=pk)
    return form_page(request, "households/settle_finding.html", form, household, finding=finding)


@require_http_methods(["GET", "POST"])
@acting("confirm")
def lift_out(request: ScopedRequest, pk: int) -> HttpResponse:
    household, today = household_of(request, pk), request.scope.today
    form = LiftingForm(request.POST or None, initial={"year": today.year, "decided_on": today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            procedures.lift_out(
                household=household,
                year=given["year"],
                procedure=form.procedure(),
                decided_on=given["decided_on"],
                reason=given["reason"],
                by=request.user,
                on=today,
            )
        except UnableToDecide as reason:
            form.add_error(None, str(reason))
        else:
            subject = f"household:{household.pk}"
            record_access(AccessRecord.Kind.CONFIRMED, request=request, subject=subject, reason="脱贫退出")
            messages.success(request, f"{household.head_name}户已退出,脱贫年度{given['year']}年。")
            return redirect("households:detail", pk=pk)
    return form_page(request, "households/lift_out.html", form, household)
