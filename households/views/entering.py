"""Entering and correcting on one page: the household, its members, its yearly survey, or a part of them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from households import drafts, whole_file
from households.entry_forms import EntryForms, OnFile
from households.models import Draft, Household, HouseholdYear
from households.registry import UnableToCorrect, UnableToRegister
from households.views.common import household_of, people_of, person_of, trail, transfer_offer
from households.whole_file import ToldApart


@never_cache
@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def register(request: ScopedRequest) -> HttpResponse:
    """A new household with everything that is known of it."""
    forms = _forms(
        request, OnFile(within=request.scope.range, today=request.scope.today, year=_year(request), adds=True)
    )
    if request.method == "POST" and forms.is_valid():
        given: Any = forms.household
        try:
            household = whole_file.register_file(
                village=given.cleaned_data["village"],
                number=given.cleaned_data["number"],
                values=given.values(),
                members=forms.sent().added,
                survey=forms.survey_sent(),
                earlier=given.earlier(),
                by=request.user,
                on=request.scope.today,
            )
        except UnableToRegister as reason:
            forms.refuse(str(reason))
            return _page(request, forms, **transfer_offer(reason))
        else:
            told = f"{household.head_name}户已登记,户编号{household.number}。"
            if not household.is_registered:
                told += "此户现为非建档立卡户;符合条件的,请在户档启动识别纳入。"
            return _saved(request, household, told)
    return _page(request, forms)


@never_cache
@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def correct(request: ScopedRequest, pk: int) -> HttpResponse:
    """The whole file on one page."""
    return _correct(request, household_of(request, pk), {"household", "members", "survey"})


@never_cache
@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def add_person(request: ScopedRequest, pk: int) -> HttpResponse:
    return _correct(request, household_of(request, pk), {"members"}, people=(), adds=True)


@never_cache
@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def correct_person(request: ScopedRequest, pk: int, person_pk: int) -> HttpResponse:
    person = person_of(request, pk, person_pk)
    return _correct(request, person.household, {"members"}, people=(person,))


@never_cache
@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def survey(request: ScopedRequest, pk: int, year: int | None = None) -> HttpResponse:
    """Without a year: this year's or the one in the address; with one: its correction."""
    household = household_of(request, pk)
    rows = request.scope.rows(HouseholdYear).filter(household=household)
    if year:
        get_object_or_404(rows, year=year)
    return _correct(request, household, {"survey"}, year=year)


def _correct(
    request: ScopedRequest, household: Household, shows: set[str], *, year: int | None = None, **part: Any
) -> HttpResponse:
    """One page for every part of the file: bind, save all or nothing, tell what somebody else has changed."""
    year = year or _year(request)
    rows = request.scope.rows(HouseholdYear).filter(household=household, year__in=(year, year - 1))
    surveys = {one.year: one for one in rows}
    part.setdefault("people", people_of(request, household))
    on_file = OnFile(
        within=request.scope.range, today=request.scope.today, year=year, household=household,
        survey=surveys.get(year),
        last=surveys.get(year - 1), shows=frozenset(shows), **part,
    )  # fmt: skip
    forms = _forms(request, on_file)
    if request.method == "POST" and forms.is_valid():
        try:
            whole_file.correct_file(
                household=household, sent=forms.sent(), by=request.user, on=request.scope.today
            )
        except ToldApart as told:
            forms.show_beside(told.versions)
            return _page(request, forms, 409, told=told)
        except UnableToCorrect as reason:
            forms.refuse(str(reason))
            return _page(request, forms, **transfer_offer(reason))
        else:
            return _saved(request, household, "已保存。")
    return _page(request, forms)


def _year(request: ScopedRequest) -> int:
    """The survey's year: this one, or an earlier one from the address or the page."""
    draft = _draft(request) if request.method == "GET" else None
    typed = drafts.typed_in(draft) if draft else request.POST
    told = typed.get("survey_year") or request.GET.get("year") or ""
    this_year = request.scope.today.year
    return int(told) if told.isdigit() and 2010 <= int(told) <= this_year else this_year


def _forms(request: ScopedRequest, on_file: OnFile) -> EntryForms:
    if request.method == "POST":
        return EntryForms(on_file, data=request.POST)
    draft = _draft(request)
    return EntryForms(on_file, draft=drafts.typed_in(draft) if draft else None)


def _draft(request: ScopedRequest) -> Draft | None:
    """The draft in the address: the asker's own, begun on this page."""
    key = _key(request.GET.get("draft"))
    if key is None:
        return None
    draft: Draft = get_object_or_404(request.scope.rows(Draft).filter(page=request.path), key=key)
    return draft


def _key(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _saved(request: ScopedRequest, household: Household, words: str) -> HttpResponse:
    key = _key(request.POST.get("draft"))
    if key:
        drafts.drop_draft(key=key, by=request.user)
    messages.success(request, words)
    return redirect("households:detail", pk=household.pk)


def _page(request: ScopedRequest, forms: EntryForms, status: int = 0, **more: Any) -> HttpResponse:
    """What is wrong answers 422; the page offers the drafts that were begun here."""
    key = _key(request.POST.get("draft") or request.GET.get("draft"))
    rows = request.scope.rows(Draft).filter(page=request.path).exclude(key=key or uuid.uuid4()).newest()
    offered = list(rows[:5]) if request.method == "GET" and key is None else []
    resumed = _draft(request) if request.method == "GET" and key else None
    household = forms.on_file.household
    context = {
        "forms": forms, "household": household, "today": request.scope.today, "path": request.path,
        "trail": trail(household) if household else [("残疾人家庭", reverse("households:list"))],
        "years": range(request.scope.today.year, request.scope.today.year - 4, -1),
        "draft_key": key or uuid.uuid4(), "offered": offered, "resumed": resumed, **more,
    }  # fmt: skip
    status = status or (422 if forms.wrong else 200)
    return render(request, "households/entry/page.html", context, status=status)
