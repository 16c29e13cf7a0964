"""认定 on a household's file: stated one by one, ended with the reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from foundation.policy.plans import plan_for_area
from foundation.policy.rules import facts_in
from households.models import FactStatement, Household
from households.statements.forms import EndForm, OnFileForm
from households.statements.stating import UnableToState, end_statement, judged_facts, state
from households.views.common import form_page, household_of, people_of


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def make(request: ScopedRequest, pk: int) -> HttpResponse:
    household, today = household_of(request, pk), request.scope.today
    people = people_of(request, household)
    facts = [*judged_facts("person"), *judged_facts("household")]
    form = OnFileForm(request.POST or None, facts=facts, on=today, people=people, items=_items(household))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person = next((one for one in people if one.pk == given["whom"]), None)
        try:
            state(
                household=household,
                person=person,
                stated=form.stated(given["item"]),
                by=request.user,
                on=today,
            )
        except UnableToState as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已登记认定。")
            return redirect("households:detail", pk=household.pk)
    return form_page(request, "households/form_base.html", form, household, here="登记认定")


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def end(request: ScopedRequest, pk: int, statement_pk: int) -> HttpResponse:
    household, today = household_of(request, pk), request.scope.today
    rows = request.scope.rows(FactStatement).of_household(household)
    statement = get_object_or_404(rows, pk=statement_pk)
    form = EndForm(request.POST or None, initial={"ends_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            end_statement(statement=statement, by=request.user, on=today, **form.cleaned_data)
        except UnableToState as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已结束认定。")
            return redirect("households:detail", pk=household.pk)
    return form_page(request, "households/form_base.html", form, household, here="结束认定")


def _items(household: Household) -> list[tuple[str, str]]:
    """Items whose rules rest on a fact that is judged item by item."""
    items = plan_for_area(household.area_code).items.all().in_force().exclude(nature="").order_by("name")
    return [(item.slug, item.name) for item in items if any(fact.per_item for fact in facts_in(item.rule))]
