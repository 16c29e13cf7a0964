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


@require_GET
@acting("export")
def ledgers(request: ScopedRequest) -> HttpResponse:
    found = list(request.scope.rows(Ledger).frozen().newest_first().select_related("created_by")[:_SHOWN])
    names = request.scope.rows(Area).filter(code__in={ledger.area_code for ledger in found}).names()
    runs = request.scope.rows(Run).of_kind(KIND).live().newest_first()
    context = {
        "ledgers": [(ledger, names.get(ledger.area_code, "")) for ledger in found],
        "runs": list(runs),
    }
    return render(request, "assessment/ledgers/list.html", context)


@require_http_methods(["GET", "POST"])
@acting("export")
def ask(request: ScopedRequest) -> HttpResponse:
    today = timezone.localdate()
    form = LedgerForm(
        request.POST or None,
        scope=request.scope,
        own=request.appointment.area,
        initial={"period": f"{today:%Y-%m}"},
    )
    error = ""
    if form.is_valid():
        try:
            run = ask_for_ledger(**form.cleaned_data, by=request.user, on=today)
            record_access(AccessRecord.Kind.EXPORTED, request=request, subject=f"ledger-run:{run.pk}")
            return redirect("jobs:progress", pk=run.pk)
        except (UnableToProduce, UnableToAsk) as reason:
            error = str(reason)
    return render(request, "assessment/ledgers/ask.html", {"form": form, "error": error})


@require_GET
@acting("export")
def ledger(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _ledger(request, pk)
    area = get_object_or_404(request.scope.rows(Area), pk=found.area_code)
    return render(
        request, "assessment/ledgers/detail.html", {"ledger": found, "area": area, "marks": _marks(found)}
    )


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
