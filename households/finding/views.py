"""Finding a household: the list with its filters, and the search that leaves nothing in an address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, may, refusal
from foundation.accounts.models import AccessRecord
from households.finding.asking import address_of, asked_in, search_behind
from households.finding.columns import Column, columns_called
from households.finding.forms import AdvancedForm, ListFilterForm, SavingForm, SearchForm
from households.finding.keeping import TooFast, keep_pace, keep_search
from households.finding.listing import Asked, list_page
from households.finding.searching import Search, UnableToSearch
from households.models import ListLayout, SavedFilter
from households.places import areas_called


@require_GET
@acting("see_households")
def households(request: ScopedRequest) -> HttpResponse:
    """Officials get a table with filters; a cadre gets cards of the households paired with him."""
    asked = asked_by(request)
    after = request.GET.get("after", "")
    page = list_page(asked, scope=request.scope, after=after, columns=columns_of(request), counted=not after)
    query = address_of(asked, request.GET.dict())
    context = {
        "page": page,
        "asked": asked,
        "search": SearchForm(),
        "next_url": f"?{address_of(asked, request.GET.dict(), after=page.after)}" if page.after else "",
        "first_url": f"?{query}" if after else "",
        "export_url": f"{reverse('households:export')}?{query}",
        "columns_url": f"{reverse('households:columns')}?{query}",
        "places": _places_called_so(asked.search, request),
        **_officials(request, query),
    }
    paired_only = request.scope.role == "sees_paired"
    return render(request, "households/cards.html" if paired_only else "households/list.html", context)


def _officials(request: ScopedRequest, query: str) -> dict[str, Any]:
    """The filter form, what she saved, and the buttons."""
    if request.scope.role == "sees_paired":
        return {}
    return {
        "filter": ListFilterForm(request.GET or None, within=request.scope.range),
        "saved": list(request.scope.rows(SavedFilter).order_by("name")),
        "saving": SavingForm(initial={"query": query}),
        "register_refusal": refusal(request, "register"),
        "export_refusal": refusal(request, "export"),
    }


def asked_by(request: ScopedRequest) -> Asked:
    """What the address asks for; a search that is not the asker's own is not there."""
    key = request.GET.get("found", "")
    search = search_behind(key, request.scope) if key else None
    if key and search is None:
        raise Http404
    return asked_in(request.GET.dict(), search=search)


def columns_of(request: ScopedRequest) -> list[Column]:
    layout = request.scope.rows(ListLayout).first()
    return columns_called(layout.columns if layout else (), numbers=may(request, "show_number") is not None)


def _places_called_so(search: Search | None, request: ScopedRequest) -> list[tuple[str, str]]:
    """Villages and townships that the word could mean as well: name and address of their list."""
    words = [part.text for part in search.parts if part.how in {"name", "initials"}] if search else []
    if len(words) != 1 or len(words[0]) < 2:
        return []
    areas = [area for area in areas_called(words[0], request.scope) if area.level != "county"][:8]
    upwards = {"township": ("county", "township"), "village": ("county", "township", "village")}
    digits = {"county": 1_000_000, "township": 1_000, "village": 1}
    return [
        (
            area.name,
            "?" + urlencode({name: area.code // digits[name] * digits[name] for name in upwards[area.level]}),
        )
        for area in areas
    ]


@never_cache
@require_http_methods(["GET", "POST"])
@acting("see_households")
def search(request: ScopedRequest) -> HttpResponse:
    """Keeps what was asked and goes on to the list; the key in that address names nobody."""
    by_field = "q" not in request.POST
    one = SearchForm(None if by_field else request.POST or None)
    fields = AdvancedForm((request.POST or None) if by_field else None)
    form: Any = fields if by_field else one
    wait = 0
    if request.method == "POST" and form.is_valid():
        try:
            keep_pace(by=request.user, at=timezone.now())
            wanted = form.search(request.scope)
            if form.is_valid():
                return _found(request, wanted)
        except UnableToSearch as reason:
            form.add_error("q", str(reason))
        except TooFast as too_fast:
            form.add_error(None, str(too_fast))
            wait = too_fast.wait
    context = {
        "search": one,
        "fields": fields,
        "form": form,
        "trail": [("残疾人家庭", reverse("households:list"))],
    }
    answer = render(request, "households/search.html", context, status=_status(form, wait))
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


def _status(form: Any, wait: int) -> int:
    return 429 if wait else 422 if form.errors else 200


def _found(request: ScopedRequest, wanted: Search) -> HttpResponse:
    if wanted.numbers:
        asked = Asked(search=wanted)
        found = asked.rows(request.scope, request.scope.today).order_by()[:50].count()
        record_access(AccessRecord.Kind.SEARCHED, request=request, by=wanted.numbers, found=found)
    kept = keep_search(wanted, by=request.user, at=timezone.now())
    return redirect(f"{reverse('households:list')}?{urlencode({'found': kept.key})}")
