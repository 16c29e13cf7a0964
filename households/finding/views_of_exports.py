"""The list taken along: a short one in the answer, a long one by a run; each is recorded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import AccessRecord
from households.finding.asking import address_of
from households.finding.columns import Column
from households.finding.exporting import (
    TooManyExports,
    UnableToExport,
    ask_for_export,
    export_at_once,
    file_name,
    hand_out,
    headings,
    is_short,
)
from households.finding.files import CONTENT_TYPES
from households.finding.forms import ExportForm
from households.finding.listing import Asked, capped_count
from households.finding.views import asked_by, columns_of
from households.models import ListExport

_SHOWN = 50


@require_http_methods(["GET", "POST"])
@acting("export")
def export(request: ScopedRequest) -> HttpResponse:
    """Says what the file will hold and asks for its format; a POST makes it."""
    asked, columns = asked_by(request), columns_of(request)
    query = address_of(asked, request.GET.dict())
    form, status = ExportForm(request.POST or None), 200
    if form.is_valid():
        kind = form.cleaned_data["format"]
        try:
            if is_short(asked, request.scope):
                return _at_once(request, asked, kind, columns)
            return _by_run(request, asked, kind, columns, query)
        except UnableToExport as reason:
            form.add_error(None, str(reason))
            status = 429 if isinstance(reason, TooManyExports) else 422
    context = {
        "form": form,
        "asked": asked,
        "count": capped_count(asked.rows(request.scope, request.scope.today)),
        "headings": headings(columns),
        "columns_url": f"{reverse('households:columns')}?{query}",
        "made": _made(request),
        "trail": [("残疾人家庭", f"{reverse('households:list')}?{query}")],
    }
    answer = render(request, "households/export.html", context, status=status)
    if status == 429:
        answer["Retry-After"] = "60"
    return answer


def _at_once(request: ScopedRequest, asked: Asked, kind: str, columns: list[Column]) -> HttpResponse:
    made = export_at_once(asked, kind=kind, columns=columns, scope=request.scope)
    record_access(
        AccessRecord.Kind.EXPORTED, request=request, subject="households", rows=made.rows, format=kind,
        sha256=made.sha256, **_told(asked, columns),
    )  # fmt: skip
    return _file(made.content, kind, file_name(kind, request.scope.today))


def _by_run(
    request: ScopedRequest, asked: Asked, kind: str, columns: list[Column], query: str
) -> HttpResponse:
    made = ask_for_export(
        query=query, search=asked.search, kind=kind, columns=columns, by=request.user,
        appointment=request.appointment, at=timezone.now(),
    )  # fmt: skip
    record_access(
        AccessRecord.Kind.EXPORTED, request=request, subject=f"list:{made.pk}", format=kind,
        **_told(asked, columns),
    )  # fmt: skip
    return redirect("households:exported", pk=made.pk)


def _told(asked: Asked, columns: list[Column]) -> dict[str, Any]:
    """For the record: filters, area, columns; of a search by names or numbers only its kind."""
    return {
        "filters": asked.chosen,
        "area": asked.area,
        "columns": [column.key for column in columns],
        "searched_by": sorted({part.how for part in asked.search.parts}) if asked.search else [],
    }


def _made(request: ScopedRequest) -> list[ListExport]:
    """Her files of the last days, newest first."""
    rows = request.scope.rows(ListExport).filter(area_code=request.appointment.area_id)
    return list(rows.select_related("run").order_by("-pk")[:_SHOWN])


@require_GET
@acting("export")
def exported(request: ScopedRequest, pk: int) -> HttpResponse:
    made = _own(request, pk)
    trail = [("残疾人家庭", reverse("households:list")), ("导出名单", reverse("households:export"))]
    return render(request, "households/exported.html", {"made": made, "run": made.run, "trail": trail})


@require_GET
@acting("export")
def download(request: ScopedRequest, pk: int) -> HttpResponse:
    """Checked now, not as of the asking: the role, the area, and every row of the file."""
    made = _own(request, pk)
    try:
        content = hand_out(made, appointment=request.appointment, scope=request.scope, at=timezone.now())
    except UnableToExport as reason:
        messages.error(request, str(reason))
        return redirect("households:exported", pk=pk)
    record_access(
        AccessRecord.Kind.DOWNLOADED, request=request, subject=f"list:{pk}", rows=made.rows,
        columns=made.columns, sha256=made.sha256,
    )  # fmt: skip
    return _file(content, made.format, file_name(made.format, timezone.localtime(made.asked_at).date()))


def _own(request: ScopedRequest, pk: int) -> ListExport:
    """Somebody else's file is not there, in the same county either."""
    made: ListExport = get_object_or_404(request.scope.rows(ListExport).select_related("run"), pk=pk)
    return made


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(
        content, content_type=CONTENT_TYPES[kind], headers={"Content-Disposition": disposition}
    )
