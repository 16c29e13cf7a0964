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
from households.file_page import file_page
from households.forms_of_work import NumberForm
from households.history import history_of
from households.panels import panels
from households.presenters import SHOWING
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
    """One full number, once, on a page that is kept nowhere; counted by the hour and recorded."""
    person = person_of(request, pk, person_pk)
    page = partial(
        form_page, request, "households/show_number.html", household=person.household, person=person
    )
    form = NumberForm(request.POST or None, person=person, initial={"which": "id"})
    if request.method == "GET" or not form.is_valid():
        return page(form=form)
    limit = settings.NUMBERS_SHOWN_PER_HOUR
    if numbers_shown(by=request.user, since=timezone.now() - timedelta(hours=1)) >= limit:
        form.add_error(None, f"一小时内最多查看{limit}个完整号码,请稍后再办。")
        return page(form=form, status=429)
    which, reason = form.cleaned_data["which"], form.cleaned_data["reason"]
    kind, subject = AccessRecord.Kind.NUMBER_SHOWN, f"person:{person.pk}"
    record_access(kind, request=request, subject=subject, reason=reason, which=which)
    return page(form=form, shown=SHOWING[which](person), label=form.label_of(which))
