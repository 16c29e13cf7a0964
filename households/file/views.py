"""A household's file: the page itself, its history, and one number shown with a reason."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.access import numbers_shown, record_access
from foundation.accounts.acting import ScopedRequest, acting, may
from foundation.accounts.models import AccessRecord
from households.file.page import file_page
from households.file.panels import panels
from households.file.showing import Showable, numbers_of_household, numbers_of_person
from households.forms_of_work import NumberForm
from households.history.reading import history_of
from households.models import Household
from households.views.common import form_page, household_of, person_of, refusals, trail

RECENT = 5


@require_GET
@acting("see_households")
def detail(request: ScopedRequest, pk: int) -> HttpResponse:
    household = household_of(request, pk)
    record_access(AccessRecord.Kind.OPENED, request=request, subject=f"household:{household.pk}")
    open_panels = [panel for panel in panels() if may(request, panel.act)]
    context = {
        **file_page(household, request.scope),
        "panels": [(panel, panel.content(request.scope, household)) for panel in open_panels],
        "refusals": refusals(request),
        "changes": history_of(household, limit=RECENT) if may(request, "see_history") else [],
        "trail": trail(household)[:1],
    }
    return render(request, "households/detail.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@acting("show_number")
def show_number(request: ScopedRequest, pk: int, person_pk: int) -> HttpResponse:
    """A member's number: ID, certificate, telephone or the guardian's."""
    person = person_of(request, pk, person_pk)
    numbers, subject = numbers_of_person(person), f"person:{person.pk}"
    return _one_number(request, person.household, numbers, subject=subject, whose=person.name)


@never_cache
@require_http_methods(["GET", "POST"])
@acting("show_number")
def show_household_number(request: ScopedRequest, pk: int) -> HttpResponse:
    """The household's own number: telephone or bank account."""
    household = household_of(request, pk)
    numbers, subject = numbers_of_household(household), f"household:{household.pk}"
    return _one_number(request, household, numbers, subject=subject)


def _one_number(
    request: ScopedRequest, household: Household, numbers: list[Showable], *, subject: str, whose: str = ""
) -> HttpResponse:
    """One full number, once, on a page that is kept nowhere; counted by the hour and recorded."""
    form = NumberForm(request.POST or None, numbers=numbers)
    page = partial(
        form_page, request, "households/show_number.html", form, household, whose=whose, here="查看完整号码"
    )
    if request.method == "GET" or not form.is_valid():
        return page()
    limit = settings.NUMBERS_SHOWN_PER_HOUR
    if numbers_shown(by=request.user, since=timezone.now() - timedelta(hours=1)) >= limit:
        form.add_error(None, f"一小时内最多查看{limit}个完整号码，请稍后再办。")
        return page(status=429)
    chosen = form.chosen()
    record_access(
        AccessRecord.Kind.NUMBER_SHOWN,
        request=request, subject=subject, reason=form.cleaned_data["reason"], which=chosen.which,
    )  # fmt: skip
    return page(shown=chosen.open(), label=chosen.label)
