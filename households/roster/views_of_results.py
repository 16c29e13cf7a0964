"""Around a roster: who is not on it, the file as it was sent in, what the county has set for its imports."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import AccessRecord
from foundation.areas.codes import county_of
from foundation.sealed.files import read_file
from households.models import Household, Person, RosterRow
from households.places import place_names
from households.roster.absent import absent_households, absent_members
from households.roster.forms import LimitsForm
from households.roster.limits import limits_of, set_limits
from households.roster.parts import files_from_above
from households.roster.presenters import PAGE, Tag, cursor_of
from households.roster.presenters_of_parts import PartPage
from households.roster.views import roster_of_address


@require_GET
@acting("import_roster")
def from_above(request: ScopedRequest, pk: int) -> HttpResponse:
    """Of a file that was imported for a wider area the rows that lie in the asker's."""
    part = next(iter(files_from_above(request.scope, pk)), None)
    if part is None:
        raise Http404
    rows = request.scope.rows(RosterRow).filter(roster_id=pk)
    asked = (request.GET.get(name, "") for name in ("verdict", "after"))
    context = {
        "part": part,
        "page": PartPage.of(part, rows, *asked),
        "trail": [("花名册导入", reverse("rosters:list"))],
    }
    return render(request, "rosters/from_above.html", context)


@require_GET
@acting("import_roster")
def absent(request: ScopedRequest, pk: int) -> HttpResponse:
    """Households of its villages that it leaves out; with ``members``, people of its households."""
    roster, members = roster_of_address(request, pk), bool(request.GET.get("members"))
    if members:
        rows = absent_members(roster, request.scope.rows(Person)).select_related("household")
    else:
        rows = absent_households(roster, request.scope.rows(Household))
    after = cursor_of(request.GET.get("after", ""))
    found: list[Any] = list(rows.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
    names = place_names(one.area_code for one in found)
    kept = {"members": "1"} if members else {}
    here = reverse("rosters:absent", args=[pk])
    context = {
        "roster": roster,
        "members": members,
        "columns": ["成员", "户主", "户编号", "村（社区）"]
        if members
        else ["户主", "户编号", "村（社区）", "脱贫属性"],
        "rows": [_absent_line(one, names, members) for one in found[:PAGE]],
        "next_url": f"{here}?{urlencode(kept | {'after': found[PAGE - 1].pk})}" if len(found) > PAGE else "",
        "first_url": f"{here}?{urlencode(kept)}" if after else "",
        "trail": [
            ("花名册导入", reverse("rosters:list")),
            (roster.file_name, reverse("rosters:detail", args=[pk])),
        ],
    }
    return render(request, "rosters/absent.html", context)


def _absent_line(one: Any, names: dict[int, str], members: bool) -> list[object]:
    home = one.household if members else one
    link, place = reverse("households:detail", args=[home.pk]), names[one.area_code]
    if members:
        return [Tag(one.name, url=link), home.head_name, home.number, place]
    return [Tag(f"{home.head_name}户", url=link), home.number, place, home.get_poverty_status_display()]


@require_GET
@acting("import_roster")
def original(request: ScopedRequest, pk: int) -> HttpResponse:
    """The file as it was sent in: an attachment, never shown in the browser; taking it is recorded."""
    roster = roster_of_address(request, pk)
    if not roster.stored_as:
        raise Http404
    content = read_file(roster.stored_as)
    record_access(AccessRecord.Kind.DOWNLOADED, request=request, subject=f"roster:{pk}", sha256=roster.sha256)
    response = HttpResponse(content, content_type="application/octet-stream")
    disposition = content_disposition_header(True, roster.file_name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
@acting("set_import_limits")
def limits(request: ScopedRequest) -> HttpResponse:
    county = county_of(request.appointment.area.code)
    now = limits_of(county)
    names = ("max_wrong_percent", "undo_days", "keep_days")
    form = LimitsForm(request.POST or None, initial={name: getattr(now, name) for name in names})
    if request.method == "POST" and form.is_valid():
        set_limits(county=county, by=request.user, **form.cleaned_data)
        messages.success(request, "导入限度已保存。")
        return redirect("rosters:list")
    context = {"form": form, "trail": [("花名册导入", reverse("rosters:list"))]}
    return render(request, "rosters/limits.html", context, status=422 if form.errors else 200)
