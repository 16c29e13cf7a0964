"""Finding a household: the list with its filters, and the search that leaves nothing in an address."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.models import AccessRecord
from foundation.sealed.numbers import MalformedNumber
from households.forms_of_work import ListFilter, SearchForm
from households.models import Household
from households.presenters import list_page
from households.querysets import HouseholdQuerySet
from households.searching import found_by, read_search


@require_GET
@acting("see_households")
def households(request: ScopedRequest) -> HttpResponse:
    """Officials get a table with filters; a cadre gets cards of the households paired with him."""
    form = ListFilter(request.GET, within=request.scope.range)
    rows = _filtered(request.scope.rows(Household).active(), form, request)
    page = list_page(rows, after=request.GET.get("after", ""), scope=request.scope)
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "filter": form,
        "search": SearchForm(),
        "page": page,
        "next_url": f"?{urlencode({**kept, 'after': page.after})}" if page.after else "",
        "first_url": f"?{urlencode(kept)}" if request.GET.get("after") else "",
        "register_refusal": refusal(request, "register", outright=True),
    }
    paired_only = request.scope.role == "sees_paired"
    return render(request, "households/cards.html" if paired_only else "households/list.html", context)


def _filtered(rows: HouseholdQuerySet, form: ListFilter, request: ScopedRequest) -> HouseholdQuerySet:
    if not form.is_valid():
        return rows
    area = form.area()
    if area:
        rows = rows.in_area(area)
    if form.cleaned_data["status"]:
        rows = rows.filter(poverty_status=form.cleaned_data["status"])
    if form.cleaned_data["unpaired"]:
        rows = rows.unpaired(request.scope.today)
    return rows


@never_cache
@require_http_methods(["GET", "POST"])
@acting("see_households")
def search(request: ScopedRequest) -> HttpResponse:
    """The result comes as the answer to the POST, its next page by another POST."""
    form = SearchForm(request.POST or None)
    page = None
    if request.method == "POST" and form.is_valid():
        try:
            wanted = read_search(form.cleaned_data["q"])
        except MalformedNumber as wrong:
            form.add_error("q", str(wrong))
        else:
            rows = found_by(request.scope.rows(Household).active(), wanted)
            page = list_page(rows, after=request.POST.get("after", ""), scope=request.scope)
            if wanted.by_number:
                found = len(page.households)
                record_access(AccessRecord.Kind.SEARCHED, request=request, by=wanted.how, found=found)
    context = {
        "search": form,
        "page": page,
        "trail": [("残疾人家庭", reverse("households:list"))],
    }
    return render(request, "households/search.html", context, status=422 if form.errors else 200)
