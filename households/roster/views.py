"""Pages of the roster import: list and upload, one roster by its state, the wrong rows as a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.models import AccessRecord
from foundation.sealed.files import read_file
from households.models import RosterFile, RosterRow
from households.roster.forms import UploadForm
from households.roster.intake import UnableToTakeRoster, confirm_roster, discard_roster, take_in_roster
from households.roster.kinds import roster_kinds
from households.roster.parts import files_from_above
from households.roster.presenters import RosterPage, roster_rows
from households.roster.presenters_of_parts import part_rows
from households.roster.templates_of_kinds import blank_template
from households.roster.wrong_rows import ask_for_wrong_rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def roster_of_address(request: ScopedRequest, pk: int) -> RosterFile:
    """Another county's roster answers as one that does not exist."""
    rows = request.scope.rows(RosterFile).select_related(
        "check_run", "merge_run", "undo_run", "return_run", "created_by"
    )
    roster: RosterFile = get_object_or_404(rows, pk=pk)
    return roster


def _list_page(request: ScopedRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    rosters = request.scope.rows(RosterFile).select_related("created_by").order_by("-pk")[:50]
    context = {
        "form": form,
        "kinds": roster_kinds(),
        "kind": form.kind,
        "rows": roster_rows(rosters),
        "from_above": part_rows(files_from_above(request.scope)),
        "columns": ["文件", "种类", "上传时间", "上传人", "状态", "结果"],
        "limits_refusal": refusal(request, "set_import_limits"),
    }
    return render(request, "rosters/list.html", context, status=status)


@require_GET
@acting("import_roster")
def roster_list(request: ScopedRequest) -> HttpResponse:
    return _list_page(request, UploadForm(**_asked_kind(request)))


def _asked_kind(request: ScopedRequest) -> dict[str, Any]:
    """The kind that was chosen, the registry's roster where none was."""
    code = request.POST.get("kind") or request.GET.get("kind") or "registry"
    kind = next((kind for kind in roster_kinds() if kind.code == code), None)
    if kind is None:
        raise Http404
    return {"kind": kind, "area": request.appointment.area}


@require_GET
@acting("import_roster")
def template(request: ScopedRequest, code: str) -> HttpResponse:
    """The kind's blank sample, with the typed columns of what was chosen."""
    kind = next((kind for kind in roster_kinds() if kind.code == code), None)
    if kind is None:
        raise Http404
    response = HttpResponse(blank_template(kind, request.GET.dict()), content_type=XLSX)
    response["Content-Disposition"] = (
        content_disposition_header(True, f"样表_{kind.title}.xlsx") or "attachment"
    )
    return response


@require_http_methods(["GET", "POST"])
@acting("import_roster")
def upload(request: ScopedRequest) -> HttpResponse:
    if request.method == "GET":
        return redirect("rosters:list")
    form = UploadForm(request.POST, request.FILES, **_asked_kind(request))
    if not form.is_valid():
        return _list_page(request, form, status=422)
    file = form.cleaned_data["file"]
    area, today = request.appointment.area, timezone.localdate()
    try:
        roster = take_in_roster(
            content=file.read(),
            name=file.name,
            area=area,
            by=request.user,
            on=today,
            kind=form.kind.code,
            options=form.options,
        )
    except UnableToTakeRoster as why:
        form.add_error("file", str(why))
        return _list_page(request, form, status=422)
    record_access(
        AccessRecord.Kind.IMPORTED, request=request, subject=f"roster:{roster.pk}", sha256=roster.sha256
    )
    messages.success(request, "已收到花名册，正在核对。")
    return redirect("rosters:detail", pk=roster.pk)


@require_GET
@acting("import_roster")
def detail(request: ScopedRequest, pk: int) -> HttpResponse:
    roster = roster_of_address(request, pk)
    rows = request.scope.rows(RosterRow).filter(roster_id=roster.pk)
    asked = (request.GET.get(name, "") for name in ("verdict", "after", "about"))
    page = RosterPage.of(roster, rows, *asked)
    return render(
        request,
        "rosters/detail.html",
        {"page": page, "roster": roster, "undo_refusal": refusal(request, "undo_import")},
    )


@require_POST
@acting("import_roster")
def confirm(request: ScopedRequest, pk: int) -> HttpResponse:
    roster = roster_of_address(request, pk)
    try:
        confirm_roster(roster=roster, area=request.appointment.area, by=request.user, on=timezone.localdate())
    except UnableToTakeRoster as why:
        messages.error(request, str(why))
    else:
        record_access(AccessRecord.Kind.CONFIRMED, request=request, subject=f"roster:{roster.pk}")
        messages.success(request, "已确认，正在入库。")
    return redirect("rosters:detail", pk=pk)


@require_POST
@acting("import_roster")
def discard(request: ScopedRequest, pk: int) -> HttpResponse:
    try:
        discard_roster(roster=roster_of_address(request, pk), by=request.user)
    except UnableToTakeRoster as why:
        messages.error(request, str(why))
        return redirect("rosters:detail", pk=pk)
    messages.success(request, "已放弃此花名册，未入库任何户。")
    return redirect("rosters:list")


@require_POST
@acting("import_roster")
def make_wrong_rows(request: ScopedRequest, pk: int) -> HttpResponse:
    roster = roster_of_address(request, pk)
    try:
        run = ask_for_wrong_rows(roster=roster, area=request.appointment.area, by=request.user)
    except UnableToTakeRoster as why:
        messages.error(request, str(why))
        return redirect("rosters:detail", pk=pk)
    return redirect("jobs:progress", pk=run.pk)


@require_GET
@acting("import_roster")
def wrong_rows(request: ScopedRequest, pk: int) -> HttpResponse:
    """The workbook that a run has made."""
    roster = roster_of_address(request, pk)
    if not roster.returned_as:
        messages.error(request, "待改名册还没有制作；请先点“制作待改名册”。")
        return redirect("rosters:detail", pk=pk)
    content, count = read_file(roster.returned_as), roster.returned_rows
    record_access(AccessRecord.Kind.DOWNLOADED, request=request, subject=f"roster:{roster.pk}", rows=count)
    response = HttpResponse(content, content_type=XLSX)
    name = f"待改_{roster.file_name.rsplit('.', 1)[0]}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
