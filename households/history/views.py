"""The history of a file: what changed, how it stood on a day, and an earlier value taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.models import AccessRecord
from households.file.other_files import other_files
from households.history import restoring
from households.history.as_on import as_on
from households.history.forms import MomentForm, RestoringForm
from households.history.reading import Change, history_page
from households.history.restoring import UnableToRestore
from households.models import Household
from households.views.common import form_page, household_of, trail


@require_GET
@acting("see_history")
def changes(request: ScopedRequest, pk: int) -> HttpResponse:
    household = household_of(request, pk)
    _opened(request, household, "history")
    before = _moment(request.GET["before"]) if "before" in request.GET else None
    page = history_page(household, before=before)
    may_restore = not refusal(request, "register", outright=True) and household.left_on is None
    context = {
        "household": household,
        "trail": trail(household),
        "others": other_files(household, request.scope),
        "moment": MomentForm(None, initial={"at": timezone.now()}),
        "rows": [(one, _restore_url(household, one) if may_restore else "") for one in page.changes],
        "next_url": f"?{urlencode({'before': page.before.isoformat()})}" if page.before else "",
        "first_url": "?" if before else "",
    }
    return render(request, "households/history.html", context)


def _moment(text: str) -> datetime:
    """Where the page before ended; what is no moment leads nowhere."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if timezone.is_naive(moment):
        raise Http404
    return moment


def _restore_url(household: Household, change: Change) -> str:
    if change.field_name not in restoring.restorable(change.model):
        return ""
    kind = restoring.kind_of_model(change.model)
    return reverse("households:restore", args=[household.pk, kind, change.event, change.field_name])


@require_GET
@acting("see_history")
def as_on_day(request: ScopedRequest, pk: int) -> HttpResponse:
    household = household_of(request, pk)
    form = MomentForm(request.GET if "at" in request.GET else None, initial={"at": timezone.now()})
    stood: Any = None
    if form.is_valid():
        _opened(request, household, "as_on")
        stood = as_on(household, form.cleaned_data["at"], request.scope)
    context = {"household": household, "trail": trail(household), "form": form, "stood": stood}
    return render(request, "households/as_on.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def restore(request: ScopedRequest, pk: int, kind: str, event: int, field: str) -> HttpResponse:
    household = household_of(request, pk)
    earlier = restoring.earlier_value(household, kind, event, field)
    if earlier is None:
        raise Http404
    form = RestoringForm(request.POST or None, initial={"seen": earlier.seen(household)})
    if request.method == "POST" and form.is_valid():
        try:
            restoring.restore(
                household=household,
                earlier=earlier,
                by=request.user,
                on=request.scope.today,
                **form.cleaned_data,
            )
        except UnableToRestore as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{earlier.label}已恢复为“{earlier.then}”。")
            return redirect("households:history", pk=pk)
    return form_page(request, "households/restore.html", form, household, earlier=earlier, here="恢复原值")


def _opened(request: ScopedRequest, household: Household, page: str) -> None:
    record_access(AccessRecord.Kind.OPENED, request=request, subject=f"household:{household.pk}", page=page)
