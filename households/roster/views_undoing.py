"""Taking an import back: what it would do, and the word for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import AccessRecord
from households.models import Household, RosterFile
from households.roster.intake import UnableToTakeRoster
from households.roster.presenters import PAGE, Tag, cursor_of
from households.roster.undoing import ask_to_undo, refusal_to_undo, what_undoing_does
from households.roster.views import roster_of_address


@require_http_methods(["GET", "POST"])
@acting("undo_import")
def undo(request: ScopedRequest, pk: int) -> HttpResponse:
    roster = roster_of_address(request, pk)
    if request.method == "GET":
        return _preview(request, roster)
    try:
        run = ask_to_undo(roster=roster, by=request.user, on=request.scope.today)
    except UnableToTakeRoster as why:
        messages.error(request, str(why))
        return redirect("rosters:detail", pk=pk)
    record_access(AccessRecord.Kind.CONFIRMED, request=request, subject=f"roster:{pk}", reason="撤销导入")
    messages.success(request, "已开始撤销导入。")
    return redirect("jobs:progress", pk=run.pk)


def _preview(request: ScopedRequest, roster: RosterFile) -> HttpResponse:
    after = cursor_of(request.GET.get("after", ""))
    refusal = refusal_to_undo(roster, request.scope.today)
    here = reverse("rosters:undo", args=[roster.pk])
    context = {
        "roster": roster,
        "refusal": refusal,
        "columns": ["户", "户编号", "为什么保留"],
        "first_url": here if after else "",
        "trail": [
            ("花名册导入", reverse("rosters:list")),
            (roster.file_name, reverse("rosters:detail", args=[roster.pk])),
        ],
    }
    if not refusal:
        expected = what_undoing_does(roster, after=after, page=PAGE + 1)
        shown, more = expected.listed[:PAGE], len(expected.listed) > PAGE
        homes = request.scope.rows(Household).in_bulk([key for key, _ in shown])
        context |= {
            "expected": expected,
            "kept": [_kept(homes[key], why) for key, why in shown if key in homes],
            "next_url": f"{here}?after={shown[-1][0]}#kept" if more else "",
        }
    return render(request, "rosters/undo.html", context)


def _kept(home: Household, why: str) -> list[object]:
    return [Tag(f"{home.head_name}户", url=reverse("households:detail", args=[home.pk])), home.number, why]
