"""Entering and correcting on one page: the household, its members, its yearly survey, or a part of them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from households.entry import drafts, whole_file
from households.entry.forms import EntryForms, OnFile
from households.entry.parts import ABOUT, part_of_file
from households.entry.whole_file import ToldApart
from households.models import Draft, Household, HouseholdYear, Proposal
from households.proposals.proposing import UnableToPropose, propose
from households.registry import UnableToCorrect, UnableToRegister
from households.views.common import (
    household_of,
    only_where_one_may_register,
    person_of,
    trail,
    transfer_offer,
)


@never_cache
@require_http_methods(["GET", "POST"])
@acting("register")
def register(request: ScopedRequest) -> HttpResponse:
    """A new household with everything that is known of it."""
    only_where_one_may_register(request)
    forms = _forms(request, part_of_file(request.scope, "register", None, year=_year(request)))
    if request.method == "POST" and forms.is_valid():
        if request.extent == "proposes":
            return _proposed(request, forms, "register")
        try:
            household = _registered(request, forms)
        except UnableToRegister as reason:
            forms.refuse(str(reason))
            return _page(request, forms, **transfer_offer(reason))
        else:
            told = f"{household.head_name}户已登记，户编号{household.number}。"
            if not household.is_registered:
                told += "此户现为非建档立卡户；符合条件的，请在户档启动识别纳入。"
            return _saved(request, household, told)
    return _page(request, forms)


def _registered(request: ScopedRequest, forms: EntryForms) -> Household:
    given: Any = forms.household
    return whole_file.register_file(
        village=given.cleaned_data["village"],
        number=given.cleaned_data["number"],
        values=given.values(),
        members=forms.sent().added,
        survey=forms.survey_sent(),
        earlier=given.earlier(),
        by=request.user,
        on=request.scope.today,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@acting("register")
def correct(request: ScopedRequest, pk: int) -> HttpResponse:
    """The whole file on one page."""
    return _correct(request, household_of(request, pk), "correct")


@never_cache
@require_http_methods(["GET", "POST"])
@acting("register")
def add_person(request: ScopedRequest, pk: int) -> HttpResponse:
    return _correct(request, household_of(request, pk), "add_person")


@never_cache
@require_http_methods(["GET", "POST"])
@acting("register")
def correct_person(request: ScopedRequest, pk: int, person_pk: int) -> HttpResponse:
    person = person_of(request, pk, person_pk)
    return _correct(request, person.household, "correct_person", person_pk=person.pk)


@never_cache
@require_http_methods(["GET", "POST"])
@acting("register")
def survey(request: ScopedRequest, pk: int, year: int | None = None) -> HttpResponse:
    """Without a year: this year's or the one in the address; with one: its correction."""
    household = household_of(request, pk)
    rows = request.scope.rows(HouseholdYear).filter(household=household)
    if year:
        get_object_or_404(rows, year=year)
    return _correct(request, household, "correct_survey" if year else "survey", year=year)


def _correct(
    request: ScopedRequest,
    household: Household,
    page: str,
    *,
    year: int | None = None,
    person_pk: int | None = None,
) -> HttpResponse:
    """One page for every part of the file: bind, save all or nothing, tell what somebody else has changed."""
    year = year or _year(request)
    part = part_of_file(request.scope, page, household, year=year, person_pk=person_pk)
    forms = _forms(request, part)
    if request.method == "POST" and forms.is_valid():
        if request.extent == "proposes":
            return _proposed(request, forms, page)
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


def _proposed(request: ScopedRequest, forms: EntryForms, page: str) -> HttpResponse:
    """Who only proposes: the page is kept for a clerk to decide on; nothing takes effect before."""
    home: Any = forms.on_file.household
    village = forms.household.cleaned_data["village"].code if home is None and forms.household else 0
    key = _key(request.POST.get("draft")) or uuid.uuid4()
    try:
        kept = propose(
            key=key,
            page=request.path,
            about=ABOUT[page],
            typed=request.POST,
            changed=forms.changed(),
            household=home,
            area_code=village,
            by=request.user,
        )
    except UnableToPropose as reason:
        forms.refuse(str(reason))
        return _page(request, forms)
    drafts.drop_draft(key=key, by=request.user)
    messages.success(request, "建议已提交，由乡镇或县残联审核；采纳后才会更新户档。")
    return redirect("proposals:proposal", pk=kept.pk)


def _year(request: ScopedRequest) -> int:
    """The survey's year: this one, or an earlier one from the address or the page."""
    typed = _typed_before(request) if request.method == "GET" else None
    typed = request.POST if typed is None else typed
    told = typed.get("survey_year") or request.GET.get("year") or ""
    this_year = request.scope.today.year
    return int(told) if told.isdigit() and 2010 <= int(told) <= this_year else this_year


def _forms(request: ScopedRequest, on_file: OnFile) -> EntryForms:
    if request.method == "POST":
        return EntryForms(on_file, data=request.POST)
    return EntryForms(on_file, draft=_typed_before(request))


def _typed_before(request: ScopedRequest) -> QueryDict | None:
    """What the asker typed on this page before: a draft, or a proposal that was sent back."""
    again = request.GET.get("again", "")
    if again.isdigit():
        returned = request.scope.rows(Proposal).of_user(request.user.pk).filter(state="returned")
        kept = get_object_or_404(returned, pk=int(again), page=request.path)
        return drafts.typed_in(kept.body)
    draft = _draft(request)
    return drafts.typed_in(draft.body) if draft else None


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
        "draft_key": key or uuid.uuid4(), "offered": offered, "resumed": resumed,
        "proposes": request.extent == "proposes", **more,
    }  # fmt: skip
    status = status or (422 if forms.wrong else 200)
    return render(request, "households/entry/page.html", context, status=status)
