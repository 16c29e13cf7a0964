"""Pages where the clerk says what a list's columns are and which villages its words mean."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from foundation.areas.models import Area
from households.models import RosterFile
from households.roster.forms_teaching import ColumnsForm, PlacesForm
from households.roster.intake import UnableToTakeRoster
from households.roster.kinds import roster_kind
from households.roster.presenters_teaching import columns_page, villages_by_township
from households.roster.teaching import choose_columns, say_places


def _roster(request: ScopedRequest, pk: int) -> RosterFile:
    roster: RosterFile = get_object_or_404(request.scope.rows(RosterFile).select_related("check_run"), pk=pk)
    return roster


def _shown(
    request: ScopedRequest, template: str, roster: RosterFile, context: dict[str, Any]
) -> HttpResponse:
    trail = [
        ("花名册导入", reverse("rosters:list")),
        (roster.file_name, reverse("rosters:detail", args=[roster.pk])),
    ]
    status = 422 if context["form"].is_bound else 200
    return render(request, template, {"roster": roster, "trail": trail, **context}, status=status)


@require_http_methods(["GET", "POST"])
@acting("import_roster")
def columns(request: ScopedRequest, pk: int) -> HttpResponse:
    roster = _roster(request, pk)
    layout = roster_kind(roster.kind).layout_for(roster.options)
    form = ColumnsForm(roster, layout, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            choose_columns(
                roster=roster,
                choices=form.choices(),
                area=request.appointment.area,
                by=request.user,
                on=timezone.localdate(),
            )
        except UnableToTakeRoster as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "已记住列的含义，正在重新核对。")
            return redirect("rosters:detail", pk=pk)
    return _shown(request, "rosters/columns.html", roster, {"form": form, "page": columns_page(form)})


@require_http_methods(["GET", "POST"])
@acting("import_roster")
def places(request: ScopedRequest, pk: int) -> HttpResponse:
    roster = _roster(request, pk)
    villages = villages_by_township(request.scope.rows(Area))
    words = roster.mapping.get("places", [])
    form = PlacesForm(words, villages, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            say_places(
                roster=roster,
                said=form.said(),
                area=request.appointment.area,
                by=request.user,
                on=timezone.localdate(),
            )
        except UnableToTakeRoster as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "已记住村名，正在重新核对。")
            return redirect("rosters:detail", pk=pk)
    return _shown(
        request, "rosters/places.html", roster, {"form": form, "more": len(words) - len(form.words)}
    )
