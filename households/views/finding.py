"""Finding a household: the list with its filters, and the search that leaves nothing in an address."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.models import AccessRecord
from foundation.sealed.numbers import MalformedNumber
from households.exporting import FORMATS, UnableToExport, export_households
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
        "export_refusal": refusal(request, "export"),
        "export_url": f"{reverse('households:export')}?{urlencode({**kept, 'format': 'xlsx'})}",
    }
    paired_only = request.scope.role == "sees_paired"
    return render(request, "households/cards.html" if paired_only else "households/list.html", context)


@require_GET
@acting("export")
def export(request: ScopedRequest) -> HttpResponse:
    """The list as filtered in the address, as a file; what was taken along is recorded."""
    form = ListFilter(request.GET, within=request.scope.range)
    kind = request.GET.get("format", "xlsx")
    if kind not in FORMATS:
        raise Http404
    rows = _filtered(request.scope.rows(Household).active(), form, request)
    try:
        content, count = export_households(rows, kind=kind, on=request.scope.today)
    except UnableToExport as reason:
        messages.error(request, str(reason))
        return redirect(f"{reverse('households:list')}?{request.GET.urlencode()}")
    filters = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    digest = hashlib.sha256(content).hexdigest()
    record_access(
        AccessRecord.Kind.EXPORTED, request=request, subject="households", filters=filters, rows=count,
        sha256=digest,
    )  # fmt: skip
    response = HttpResponse(content, content_type=FORMATS[kind]().get_content_type())
    response["Content-Disposition"] = content_disposition_header(True, f"残疾人贫困户名单.{kind}") or ""
    return response


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
