"""Ledgers (脱贫台账): the list, asking for one, its page with the run's progress, and the file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from assessment.forms import LedgerForm
from assessment.ledgers.columns import COLUMNS
from assessment.ledgers.comparing import comparable
from assessment.ledgers.keeping import UnableToHandOut, file_of
from assessment.ledgers.producing import KIND, UnableToProduce, ask_for_ledger
from assessment.models import Ledger
from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import AccessRecord
from foundation.areas.models import Area
from foundation.jobs.models import Run
from foundation.jobs.running import UnableToAsk

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 100
_OTHERS = 12


@require_http_methods(["GET", "POST"])
@acting("export")
def ledgers(request: ScopedRequest) -> HttpResponse:
    """The frozen ledgers, and the form that asks for one."""
    today, own = timezone.localdate(), request.appointment.area
    form = LedgerForm(
        request.POST or None, scope=request.scope, own=own, initial={"period": f"{today:%Y-%m}"}
    )
    error = ""
    if form.is_valid():
        area = form.cleaned_data["area"] or own
        try:
            run = ask_for_ledger(area=area, period=form.cleaned_data["period"], by=request.user, on=today)
            record_access(AccessRecord.Kind.EXPORTED, request=request, subject=f"ledger-run:{run.pk}")
            return redirect("assessment:ledger_run", run_id=run.pk)
        except (UnableToProduce, UnableToAsk) as reason:
            error = str(reason)
    context = {"form": form, "error": error, "ledgers": _frozen(request)}
    return render(request, "assessment/ledgers/list.html", context)


@require_GET
@acting("export")
def ledger_run(request: ScopedRequest, run_id: int) -> HttpResponse:
    run = get_object_or_404(request.scope.rows(Run).of_kind(KIND), pk=run_id)
    area = get_object_or_404(request.scope.rows(Area), pk=run.area_code)
    return render(request, "assessment/ledgers/run.html", {"run": run, "area": area})


@require_GET
@acting("export")
def ledger(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _ledger(request, pk)
    area = get_object_or_404(request.scope.rows(Area), pk=found.area_code)
    context = {
        "ledger": found, "area": area, "marks": _marks(found),
        "others": comparable(found, request.scope)[:_OTHERS],
    }  # fmt: skip
    return render(request, "assessment/ledgers/detail.html", context)


@require_GET
@acting("export")
def download(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _ledger(request, pk)
    try:
        content = file_of(found)
    except UnableToHandOut as reason:
        messages.error(request, str(reason))
        return redirect("assessment:ledger", pk=pk)
    record_access(AccessRecord.Kind.DOWNLOADED, request=request, subject=f"ledger:{pk}", sha256=found.sha256)
    name = content_disposition_header(True, found.file_name) or "attachment"
    return HttpResponse(content, content_type=_XLSX, headers={"Content-Disposition": name})


def _frozen(request: ScopedRequest) -> list[tuple[Ledger, str]]:
    found = list(request.scope.rows(Ledger).frozen().newest_first().select_related("created_by")[:_SHOWN])
    names = request.scope.rows(Area).filter(code__in={ledger.area_code for ledger in found}).names()
    return [(ledger, names.get(ledger.area_code, "")) for ledger in found]


def _ledger(request: ScopedRequest, pk: int) -> Ledger:
    found: Ledger = get_object_or_404(
        request.scope.rows(Ledger).frozen().select_related("created_by", "run"), pk=pk
    )
    return found


def _marks(found: Ledger) -> list[list[Any]]:
    marks = found.counts.get("marks", {})
    return [
        [column.label, marks.get(column.key, 0), "户" if column.of_household else "人"] for column in COLUMNS
    ]
