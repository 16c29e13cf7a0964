"""Family changes on their pages: one form for each, back to the file when it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from households.families import changing as families
from households.families.changing import UnableToChange
from households.families.forms import (
    ArrivalForm,
    DepartureForm,
    DivisionForm,
    HeadForm,
    JoiningForm,
    JoiningRelationsForm,
    MovingForm,
)
from households.models import Household, Person
from households.views.common import form_page, household_of, person_of, transfer_offer


def _living(request: ScopedRequest, household: Household) -> list[Person]:
    return list(request.scope.rows(Person).living_here().filter(household=household).order_by("pk"))


def _first(request: ScopedRequest, household: Household) -> dict[str, Any]:
    return {"version": household.version, "happened_on": request.scope.today}


def _done(
    request: ScopedRequest,
    household: Household,
    form: Any,
    heading: str,
    verb: Callable[[dict[str, Any]], Household | Person],
    told: str,
    joining: Household | None = None,
) -> HttpResponse:
    offer: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            changed = verb(form.cleaned_data | {"by": request.user, "on": request.scope.today})
        except UnableToChange as reason:
            form.add_error(None, str(reason))
            offer = transfer_offer(reason)
        else:
            messages.success(request, told)
            pk = changed.pk if isinstance(changed, Household) else household.pk
            return redirect("households:detail", pk=pk)
    offer["joining"] = joining
    return form_page(request, "households/families/form.html", form, household, heading=heading, **offer)


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def arrive(request: ScopedRequest, pk: int) -> HttpResponse:
    household = household_of(request, pk)
    form = ArrivalForm(request.POST or None, version=household.version, today=request.scope.today)

    def verb(given: dict[str, Any]) -> Person:
        return families.record_arrival(
            household=household, version=given["version"], kind=given["kind"], member=form.entry(),
            happened_on=given["happened_on"], reason=given["change_reason"], by=given["by"], on=given["on"],
        )  # fmt: skip

    return _done(request, household, form, "自然增加", verb, "新成员已登记。")


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def depart(request: ScopedRequest, pk: int, person_pk: int) -> HttpResponse:
    person = person_of(request, pk, person_pk)
    household: Household = person.household
    form = DepartureForm(request.POST or None, initial=_first(request, household))
    return _done(
        request,
        household,
        form,
        f"自然减少：{person.name}",
        lambda given: families.record_departure(person=person, **given),
        f"{person.name}已从本户减少，登记和以往记录都保留。",
    )


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def change_head(request: ScopedRequest, pk: int) -> HttpResponse:
    household = household_of(request, pk)
    people = _living(request, household)
    form = HeadForm(request.POST or None, people=people, initial=_first(request, household))

    def verb(given: dict[str, Any]) -> Household:
        head = next(one for one in people if str(one.pk) == given["head"])
        return families.change_head(
            household=household, head=head, relations=form.relations(), **_when(given)
        )  # fmt: skip

    return _done(request, household, form, "更换户主", verb, "户主已更换。")


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def divide(request: ScopedRequest, pk: int) -> HttpResponse:
    household = household_of(request, pk)
    people = _living(request, household)
    form = DivisionForm(
        request.POST or None,
        people=people,
        within=request.scope.range,
        initial=_first(request, household) | {"village": household.area_code},
    )

    def verb(given: dict[str, Any]) -> Household:
        by_key = {str(one.pk): one for one in people}
        return families.divide_household(
            household=household, leaving=[by_key[pk] for pk in given["leaving"]], head=by_key[given["head"]],
            relations=form.relations(), village=given["village"], **_when(given),
        )  # fmt: skip

    return _done(request, household, form, "分户", verb, "已分户，这是新户的户档。")


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def move(request: ScopedRequest, pk: int) -> HttpResponse:
    household = household_of(request, pk)
    form = MovingForm(
        request.POST or None,
        household=household,
        within=request.scope.range,
        # A pairing that goes on is the rule; to end it is the clerk's decision.
        initial=_first(request, household) | {"keep_pairing": True},
    )
    return _done(
        request,
        household,
        form,
        "迁移到另一个村",
        lambda given: families.move_household(household=household, **given),
        "已迁移。",
    )


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def join(request: ScopedRequest, pk: int) -> HttpResponse:
    """First which household, then what each of its people is to the head of this one."""
    household = household_of(request, pk)
    number = request.POST.get("number", "").strip()
    rows = request.scope.rows(Household).active().exclude(pk=pk)
    joining = rows.filter(number=number).first() if number else None
    if joining is None:
        asked = JoiningForm(request.POST or None, initial=_first(request, household))
        if request.method == "POST" and asked.is_valid():
            asked.add_error("number", "您负责的区域内没有这个户编号，请核对")
        return form_page(request, "households/families/form.html", asked, household, heading="并户")
    related = any(name.startswith("relation-") for name in request.POST)
    people = _living(request, joining)
    form = JoiningRelationsForm(
        request.POST if related else None, people=people, initial=_first(request, household) | _sent(request)
    )

    def verb(given: dict[str, Any]) -> Household:
        return families.join_households(
            household=household, joining=joining, relations=form.relations(), **_when(given)
        )  # fmt: skip

    if related:
        return _done(request, household, form, f"并户：{joining}", verb, "两户已合并。", joining)
    return form_page(
        request, "households/families/form.html", form, household, heading=f"并户：{joining}", joining=joining
    )


def _sent(request: ScopedRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("version", "happened_on", "reason")}


def _when(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("version", "happened_on", "reason", "by", "on")}
