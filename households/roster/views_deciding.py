"""The clerk's word on what a roster would change: for the file, for a column, for one row."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import AccessRecord
from households.models import RosterDecision, RosterFile, RosterRow
from households.roster.answering import answer_row, candidates_of, may_be_answered
from households.roster.deciding import decide
from households.roster.deciding_sql import NEVER_ASKED, asked_about
from households.roster.forms import AnswerForm, DecidingForm
from households.roster.intake import UnableToTakeRoster
from households.roster.kinds import roster_kind
from households.roster.views import roster_of_address
from households.roster.words import change_words, title_of


@require_http_methods(["GET", "POST"])
@acting("import_roster")
def decide_kinds(request: ScopedRequest, pk: int) -> HttpResponse:
    roster = roster_of_address(request, pk)
    layout = roster_kind(roster.kind).layout_for(roster.options)
    about = {key: f"{title_of(layout, key)}（{count}行）" for key, count in asked_about(pk)}
    return _decided(request, roster, None, about)


@require_http_methods(["GET", "POST"])
@acting("import_roster")
def decide_row(request: ScopedRequest, pk: int, row_pk: int) -> HttpResponse:
    roster = roster_of_address(request, pk)
    row: RosterRow = get_object_or_404(request.scope.rows(RosterRow), pk=row_pk, roster_id=pk)
    layout = roster_kind(roster.kind).layout_for(roster.options)
    about = {
        key: change_words(layout, key, *pair) for key, pair in row.changes.items() if key not in NEVER_ASKED
    }
    return _decided(request, roster, row, about)


@require_http_methods(["GET", "POST"])
@acting("import_roster")
def answer(request: ScopedRequest, pk: int, row_pk: int) -> HttpResponse:
    """A row that several registered people or households fit: which of them, or somebody else."""
    roster = roster_of_address(request, pk)
    row: RosterRow = get_object_or_404(request.scope.rows(RosterRow), pk=row_pk, roster_id=pk)
    if not may_be_answered(roster, row):
        raise Http404
    offered = [(one.key, one.words) for one in candidates_of(roster, row, on=request.scope.today)]
    form = AnswerForm(request.POST or None, candidates=offered)
    if form.is_valid():
        given = {"target": form.target(), "reason": form.cleaned_data["reason"]}
        try:
            row = answer_row(roster=roster, row=row, by=request.user, on=request.scope.today, **given)
        except UnableToTakeRoster as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"已认定，这一行现在是“{row.get_verdict_display()}”。")
            return redirect(f"{reverse('rosters:detail', args=[pk])}?verdict=ambiguous#rows")
    record_access(AccessRecord.Kind.OPENED, request=request, subject=f"roster:{pk}", page="answer_row")
    context = {"form": form, "here": f"{row.sheet} 第{row.row_number}行是谁", "trail": _trail(roster)}
    return render(request, "rosters/answer.html", context, status=422 if form.errors else 200)


def _trail(roster: RosterFile) -> list[tuple[str, str]]:
    return [
        ("花名册导入", reverse("rosters:list")),
        (roster.file_name, reverse("rosters:detail", args=[roster.pk])),
    ]


def _decided(
    request: ScopedRequest, roster: RosterFile, row: RosterRow | None, about: dict[str, str]
) -> HttpResponse:
    form = DecidingForm(
        request.POST or None, about=about, of_row=row is not None, initial=_so_far(request, roster, row)
    )
    if request.method == "POST" and form.is_valid():
        try:
            decide(roster=roster, answers=form.answers(), by=request.user, row=row)
        except UnableToTakeRoster as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "处理意见已保存，核对结果已按意见更新。")
            return redirect("rosters:detail", pk=roster.pk)
    here = f"{row.sheet} 第{row.row_number}行怎样处理" if row else "按事项作决定"
    context = {"form": form, "roster": roster, "here": here, "trail": _trail(roster)}
    return render(request, "rosters/decide.html", context, status=422 if form.errors else 200)


def _so_far(request: ScopedRequest, roster: RosterFile, row: RosterRow | None) -> dict[str, str]:
    made = request.scope.rows(RosterDecision).filter(roster_id=roster.pk)
    made = made.filter(sheet=row.sheet, row_number=row.row_number) if row else made.filter(row_number=None)
    return {f"about-{one.about}" if one.about else "all": one.answer for one in made}
