"""Settling a contrary value."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from households import registry
from households.forms_of_work import SettlingForm
from households.models import Finding
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
    return form_page(
        request, "households/settle_finding.html", form, household, finding=finding, here="处理差异"
    )
