"""Files that may be of one person or family: the list, one pair side by side, what was merged."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.models import AccessRecord
from foundation.jobs.running import UnableToAsk, ask_for_run
from households.duplicates import merging, undoing
from households.duplicates.finding import KIND
from households.duplicates.forms import ApartForm, MergeForm, PairFilter, UndoForm
from households.duplicates.merging import UnableToMerge
from households.duplicates.presenters import merge_page, pair_list, side_by_side
from households.models import Duplicate, Merge

_BOTH = ("household_a", "household_b", "person_a", "person_b", "decided_by")


@require_GET
@acting("register", outright=True)
def pairs(request: ScopedRequest) -> HttpResponse:
    form = PairFilter(request.GET)
    rows = request.scope.rows(Duplicate).filter(state=request.GET.get("state") or "open")
    if request.GET.get("kind"):
        rows = rows.filter(kind=request.GET["kind"])
    page = pair_list(rows if form.is_valid() else rows.none(), after=request.GET.get("after", ""))
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "filter": PairFilter({"state": "open", **kept}),
        "page": page,
        "next_url": f"?{urlencode({**kept, 'after': page.after})}" if page.after else "",
        "first_url": f"?{urlencode(kept)}" if request.GET.get("after") else "",
        "area": request.appointment.area,
    }
    return render(request, "duplicates/list.html", context)


@require_POST
@acting("register", outright=True)
def find(request: ScopedRequest) -> HttpResponse:
    """Look through the whole of one's own area."""
    try:
        run = ask_for_run(kind=KIND, area=request.appointment.area, by=request.user)
    except UnableToAsk as reason:
        messages.error(request, str(reason))
        return redirect("duplicates:list")
    return redirect("jobs:progress", pk=run.pk)


@require_GET
@acting("register", outright=True)
def pair(request: ScopedRequest, pk: int) -> HttpResponse:
    return _pair_page(request, _pair(request, pk))


@require_POST
@acting("register", outright=True)
def apart(request: ScopedRequest, pk: int) -> HttpResponse:
    found, form = _pair(request, pk), ApartForm(request.POST)
    if form.is_valid():
        try:
            merging.keep_apart(
                duplicate=found, reason=form.cleaned_data["reason"], by=request.user, on=request.scope.today
            )
        except UnableToMerge as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已登记为不是同一人（户），以后不再提示这一对。")
            return redirect("duplicates:list")
    return _pair_page(request, found, apart_form=form)


@require_POST
@acting("confirm")
def merge(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _pair(request, pk)
    form = _merge_form(request, found, request.POST)
    if form.is_valid():
        try:
            made = _merge(request, found, form)
        except UnableToMerge as reason:
            form.add_error(None, str(reason))
        else:
            subject = f"household:{made.kept_household_id}"
            record_access(AccessRecord.Kind.CONFIRMED, request=request, subject=subject, reason="合并重复")
            messages.success(request, "已合并。")
            return redirect("duplicates:merged", pk=made.pk)
    return _pair_page(request, found, merge_form=form)


def _merge(request: ScopedRequest, found: Duplicate, form: MergeForm) -> Merge:
    decision, by, on = form.cleaned_data["decision"], request.user, request.scope.today
    if found.of_persons:
        return merging.merge_persons(duplicate=found, same=form.person(), decision=decision, by=by, on=on)
    kept, dropped = form.households()
    return merging.merge_households(
        duplicate=found, kept=kept, dropped=dropped, people=form.same_people(), take=form.take(),
        decision=decision, by=by, on=on,
    )  # fmt: skip


@require_GET
@acting("see_households")
def merged(request: ScopedRequest, pk: int) -> HttpResponse:
    return _merged_page(request, pk, UndoForm())


@require_POST
@acting("confirm")
def undo(request: ScopedRequest, pk: int) -> HttpResponse:
    made = get_object_or_404(request.scope.rows(Merge), pk=pk)
    form = UndoForm(request.POST)
    if form.is_valid():
        try:
            undoing.undo_merge(
                merge=made, reason=form.cleaned_data["reason"], by=request.user, on=request.scope.today
            )
        except UnableToMerge as reason:
            form.add_error(None, str(reason))
        else:
            subject = f"household:{made.kept_household_id}"
            record_access(AccessRecord.Kind.CONFIRMED, request=request, subject=subject, reason="撤销合并")
            messages.success(request, "合并已撤销，两份档案都已恢复。")
            return redirect("duplicates:merged", pk=pk)
    return _merged_page(request, pk, form)


def _merged_page(request: ScopedRequest, pk: int, form: UndoForm) -> HttpResponse:
    rows = request.scope.rows(Merge).select_related(
        "kept_household", "dropped_household", "kept_person", "dropped_person", "created_by", "undone_by"
    )
    made = get_object_or_404(rows, pk=pk)
    context = {
        **merge_page(made),
        "form": form,
        "undo_refusal": refusal(request, "confirm"),
        "trail": [("疑似重复", reverse("duplicates:list"))] if not refusal(request, "register", outright=True)
        else [],
    }  # fmt: skip
    return render(request, "duplicates/merged.html", context, status=422 if form.errors else 200)


def _pair(request: ScopedRequest, pk: int) -> Duplicate:
    found: Duplicate = get_object_or_404(request.scope.rows(Duplicate).select_related(*_BOTH), pk=pk)
    return found


def _merge_form(request: ScopedRequest, found: Duplicate, data: Any = None) -> MergeForm:
    people: list[Duplicate] = []
    if not found.of_persons:
        homes = {found.household_a_id, found.household_b_id}
        rows = request.scope.rows(Duplicate).to_settle().most_alike().select_related(*_BOTH)
        between = rows.filter(person_a__isnull=False, household_a__in=homes, household_b__in=homes)
        people = [one for one in between[:30] if one.household_a_id != one.household_b_id]
    return MergeForm(data, pair=found, people=people)


def _pair_page(
    request: ScopedRequest,
    found: Duplicate,
    *,
    apart_form: ApartForm | None = None,
    merge_form: MergeForm | None = None,
) -> HttpResponse:
    """Opening a pair is opening both files: both are recorded."""
    for home in sorted({found.household_a_id, found.household_b_id}):
        record_access(
            AccessRecord.Kind.OPENED, request=request, subject=f"household:{home}", page="duplicate"
        )
    confirm_refusal = refusal(request, "confirm")
    wrong = (apart_form and apart_form.errors) or (merge_form and merge_form.errors)
    context = {
        **side_by_side(found, request.scope),
        "apart_form": apart_form or ApartForm(),
        "merge_form": merge_form or (None if confirm_refusal else _merge_form(request, found)),
        "wrong_form": merge_form if merge_form and merge_form.errors else apart_form,
        "confirm_refusal": confirm_refusal,
        "trail": [("疑似重复", reverse("duplicates:list"))],
    }
    return render(request, "duplicates/pair.html", context, status=422 if wrong else 200)
