"""Entering and correcting: the household, its members, its yearly surveys."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from households import registry, surveys
from households.forms import HouseholdForm, MembersFormset, PersonForm
from households.forms_of_work import SurveyForm
from households.models import Household, HouseholdYear, Person
from households.presenters import conflicts
from households.registry import ChangedMeanwhile, UnableToCorrect, UnableToRegister
from households.surveys import UnableToSurvey
from households.views.common import form_page, household_of, person_of


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def register(request: ScopedRequest) -> HttpResponse:
    form = HouseholdForm(request.POST or None, within=request.scope.range)
    members: Any = MembersFormset(request.POST or None, prefix="members")
    if request.method == "POST" and form.is_valid() & members.is_valid():
        try:
            household = registry.register_household(
                village=form.cleaned_data["village"],
                number=form.cleaned_data["number"],
                values=form.values(),
                members=[member.entry() for member in members.kept()],
                by=request.user,
                on=request.scope.today,
            )
        except UnableToRegister as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{household.head_name}户已登记,户编号{household.number}。")
            return redirect("households:detail", pk=household.pk)
    wrong = bool(form.errors or members.total_error_count())
    context = {"form": form, "members": members, "trail": [("残疾人家庭", reverse("households:list"))]}
    return render(request, "households/register.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def correct(request: ScopedRequest, pk: int) -> HttpResponse:
    """A second saver is told what differs, value by value, and decides with both before her."""
    household = household_of(request, pk)
    form = HouseholdForm(request.POST or None, within=request.scope.range, household=household)
    if request.method == "POST" and form.is_valid():
        try:
            registry.correct_household(
                household=household,
                version=form.cleaned_data["version"],
                values=form.values(),
                by=request.user,
                on=request.scope.today,
            )
        except ChangedMeanwhile as told:
            return _told_of_conflict(request, form, household, Household, household, str(told))
        messages.success(request, "更正已保存。")
        return redirect("households:detail", pk=pk)
    return form_page(request, "households/correct.html", form, household)


def _told_of_conflict(
    request: ScopedRequest,
    form: HouseholdForm | PersonForm,
    household: Household,
    model: type,
    kept: Household | Person,
    told: str,
) -> HttpResponse:
    """409 with her own input in the form; sending it again is a decision made on the present version."""
    household.refresh_from_db()
    kept.refresh_from_db()
    yours = form.values() if isinstance(form, HouseholdForm) else form.entry().values
    sent = request.POST.copy()  # keeps its lists of values apart, as the widgets read them
    sent["version"] = str(household.version)
    form.data = sent
    differing = conflicts(model, kept, yours)
    template = "households/correct.html" if isinstance(form, HouseholdForm) else "households/person.html"
    context = {"told": told, "differing": differing, "person": kept if isinstance(kept, Person) else None}
    return form_page(request, template, form, household, 409, **context)


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def add_person(request: ScopedRequest, pk: int) -> HttpResponse:
    household = household_of(request, pk)
    form = PersonForm(request.POST or None, version=household.version)
    if request.method == "POST" and form.is_valid():
        version, entry = form.cleaned_data["version"], form.entry()
        try:
            person = registry.add_person(
                household=household, version=version, member=entry, by=request.user, on=request.scope.today
            )
        except UnableToCorrect as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{person.name}已登记为本户成员。")
            return redirect("households:detail", pk=pk)
    return form_page(request, "households/person.html", form, household)


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def correct_person(request: ScopedRequest, pk: int, person_pk: int) -> HttpResponse:
    person = person_of(request, pk, person_pk)
    household: Household = person.household
    form = PersonForm(request.POST or None, person=person, version=household.version)
    if request.method == "POST" and form.is_valid():
        version, entry = form.cleaned_data["version"], form.entry()
        try:
            registry.correct_person(
                person=person, version=version, member=entry, by=request.user, on=request.scope.today
            )
        except ChangedMeanwhile as told:
            return _told_of_conflict(request, form, household, Person, person, str(told))
        except UnableToCorrect as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{entry.name}的更正已保存。")
            return redirect("households:detail", pk=pk)
    return form_page(request, "households/person.html", form, household, person=person)


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def survey(request: ScopedRequest, pk: int, year: int | None = None) -> HttpResponse:
    """Without a year: a new survey; with one: its correction."""
    household = household_of(request, pk)
    rows = request.scope.rows(HouseholdYear).filter(household=household)
    present = get_object_or_404(rows, year=year) if year else None
    form = SurveyForm(request.POST or None, survey=present)
    if request.method == "POST" and form.is_valid():
        given, by, on = form.cleaned_data, request.user, request.scope.today
        try:
            if present:
                surveys.correct_survey(
                    survey=present, seen_at=given["seen_at"], values=form.values(), by=by, on=on
                )
            else:
                surveys.record_survey(
                    household=household, year=given["year"], values=form.values(), by=by, on=on
                )
        except UnableToSurvey as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "年度调查已保存。")
            return redirect("households:detail", pk=pk)
    return form_page(request, "households/survey.html", form, household, survey=present)
