"""Family changes on their pages: one form for each, back to the file when it is done."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from foundation.areas.codes import code_range, county_of
from households.entry import drafts
from households.families.changing import UnableToChange
from households.families.works import Asked, Work, work_of
from households.models import Household, Person, Proposal
from households.proposals.proposing import UnableToPropose, propose
from households.views.common import form_page, household_of, person_of, transfer_offer


@require_http_methods(["GET", "POST"])
@acting("register")
def arrive(request: ScopedRequest, pk: int) -> HttpResponse:
    return _change(request, "arrive", household_of(request, pk))


@require_http_methods(["GET", "POST"])
@acting("register")
def depart(request: ScopedRequest, pk: int, person_pk: int) -> HttpResponse:
    person = person_of(request, pk, person_pk)
    return _change(request, "remove_person", person.household, person)


@require_http_methods(["GET", "POST"])
@acting("register")
def change_head(request: ScopedRequest, pk: int) -> HttpResponse:
    return _change(request, "change_head", household_of(request, pk))


@require_http_methods(["GET", "POST"])
@acting("register")
def divide(request: ScopedRequest, pk: int) -> HttpResponse:
    return _change(request, "divide", household_of(request, pk))


@require_http_methods(["GET", "POST"])
@acting("register")
def move(request: ScopedRequest, pk: int) -> HttpResponse:
    return _change(request, "move", household_of(request, pk))


@require_http_methods(["GET", "POST"])
@acting("register")
def join(request: ScopedRequest, pk: int) -> HttpResponse:
    return _change(request, "join", household_of(request, pk))


def _change(
    request: ScopedRequest, page: str, household: Household, person: Person | None = None
) -> HttpResponse:
    """Ask, then do it; of who only proposes, keep it for a clerk."""
    work = work_of(page, _asked(request, household, person))
    more: dict[str, Any] = {}
    if request.method == "POST" and work.complete and work.form.is_valid():
        try:
            return (
                _proposed(request, household, work) if _proposes(request) else _done(request, household, work)
            )
        except (UnableToChange, UnableToPropose) as reason:
            work.form.add_error(None, str(reason))
            more = transfer_offer(reason)
    if _proposes(request):
        more |= {"proposes": True, "key": drafts.key_in(request.POST) or uuid.uuid4()}
    template = "households/families/arrive.html" if page == "arrive" else "households/families/form.html"
    return form_page(request, template, work.form, household, here=work.heading, joining=work.joining, **more)


def _proposes(request: ScopedRequest) -> bool:
    return request.extent == "proposes"


def _asked(request: ScopedRequest, household: Household, person: Person | None) -> Asked:
    """Who proposes may name any village of the county: whether she may write there is the clerk's affair."""
    county = code_range(county_of(household.area_code))
    return Asked(
        scope=request.scope,
        household=household,
        within=county if _proposes(request) else request.scope.range,
        typed=request.POST if request.method == "POST" else None,
        person=person,
        before=_returned(request),
    )


def _returned(request: ScopedRequest) -> dict[str, Any]:
    """What the asker had proposed on this page and was sent back."""
    again = request.GET.get("again", "")
    if not again.isdigit():
        return {}
    returned = request.scope.rows(Proposal).of_user(request.user.pk).filter(state="returned")
    kept = get_object_or_404(returned, pk=int(again), page=request.path)
    typed = drafts.typed_in(kept.body)
    return {name: values if len(values) > 1 else values[0] for name, values in typed.lists() if values}


def _done(request: ScopedRequest, household: Household, work: Work) -> HttpResponse:
    changed = work.carry_out(by=request.user, on=request.scope.today)
    messages.success(request, work.told)
    pk = changed.pk if isinstance(changed, Household) else household.pk
    return redirect("households:detail", pk=pk)


def _proposed(request: ScopedRequest, household: Household, work: Work) -> HttpResponse:
    kept = propose(
        key=drafts.key_in(request.POST) or uuid.uuid4(),
        page=request.path,
        about=work.heading[:60],
        typed=request.POST,
        changed=[name for name in work.form.fields if name != "version" and request.POST.get(name)],
        household=household,
        area_code=household.area_code,
        by=request.user,
    )
    messages.success(request, "建议已提交，由乡镇或县残联审核；采纳后才会更新户档。")
    return redirect("proposals:proposal", pk=kept.pk)
