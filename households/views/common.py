"""What the registry's pages share: the household of an address, in scope or not there."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from foundation.accounts.acting import ScopedRequest, refusal
from households.entry import parts
from households.members import registered_elsewhere
from households.models import Household, Person

Trail = list[tuple[str, str]]


def household_of(request: ScopedRequest, pk: int) -> Household:
    """Another county's household answers as one that does not exist."""
    household: Household = get_object_or_404(request.scope.rows(Household), pk=pk)
    return household


def person_of(request: ScopedRequest, pk: int, person_pk: int) -> Person:
    """A present member of this household: both keys of the address are checked."""
    people = request.scope.rows(Person).living_here().filter(household_id=pk)
    person: Person = get_object_or_404(people.select_related("household"), pk=person_pk)
    return person


def transfer_offer(refused: Exception) -> dict[str, Any]:
    """Of a number registered in another county: what templates/…/transfers/_way.html shows."""
    elsewhere = registered_elsewhere(refused)
    if elsewhere is None or elsewhere.member.number is None:
        return {}
    member = elsewhere.member
    return {"elsewhere": {"name": member.name, "number": member.number, "county": elsewhere.county}}


def people_of(request: ScopedRequest, household: Household) -> list[Person]:
    """The present members with their valid certificates."""
    return parts.people_of(request.scope, household)


def only_where_one_may_register(request: ScopedRequest) -> None:
    """A cadre speaks for the households paired with him; a new one has none yet."""
    if request.scope.role == "sees_paired":
        raise PermissionDenied("帮扶干部只能就结对户提出建议；新发现的困难残疾人家庭请告诉村残协联络员登记。")


def trail(household: Household) -> Trail:
    return [
        ("残疾人家庭", reverse("households:list")),
        (f"{household.head_name}户", reverse("households:detail", args=[household.pk])),
    ]


def form_page(
    request: ScopedRequest,
    template: str,
    form: Any,
    household: Household,
    status: int | None = None,
    *,
    here: str,
    **context: Any,
) -> HttpResponse:
    """A page with one form about a household, ``here`` its name; what is wrong answers 422."""
    context |= {"form": form, "household": household, "trail": trail(household), "here": here}
    return render(request, template, context, status=status or (422 if form.errors else 200))


def refusals(request: ScopedRequest) -> dict[str, str]:
    """For every button of the file page: empty, or the sentence under the greyed one."""
    return {
        "register": refusal(request, "register", outright=True),
        "enter": refusal(request, "register"),
        "pair": refusal(request, "pair"),
        "visit": refusal(request, "visit"),
        "confirm": refusal(request, "confirm"),
        "procedure_step": refusal(request, "procedure_step"),
        "show_number": refusal(request, "show_number"),
        "see_history": refusal(request, "see_history"),
        "attach": refusal(request, "attach"),
        "print_card": refusal(request, "print_card"),
    }
