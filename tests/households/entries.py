"""What the tests of the registry's pages fill in: a household's form, a member's row."""

from __future__ import annotations

from typing import Any

from django.test import Client

from foundation.policy.models import PolicyPlan
from foundation.sealed.numbers import CertificateNumber, IdNumber
from households.members import MemberEntry
from households.models import Household, HouseholdYear, Person
from tests import world as w


def without_policy() -> None:
    """The file page names benefits by the plan: an empty one is enough here."""
    PolicyPlan.objects.get_or_create(slug="cn-2016", defaults={"title": "空方案"})


def entry(name: str = "王建国", relation: str = "head", **given: Any) -> MemberEntry:
    """A member as the form hands it to the verb; numbers as text."""
    number, certificate = given.pop("number", None), given.pop("certificate", None)
    if number is None and certificate is None and "no_number_reason" not in given:
        number = w.id_number()
    return MemberEntry(
        name=name,
        relation=relation,
        id_number=IdNumber.read(number) if number else None,
        certificate=CertificateNumber.read(certificate) if certificate else None,
        **given,
    )


def member_row(place: int, **given: str) -> dict[str, str]:
    first = {"name": "王建国", "relation": "head", "id_number": "", "certificate_number": ""}
    return {f"members-{place}-{key}": value for key, value in (first | given).items()}


def household_form(*members: dict[str, str], village: int = w.VILLAGE, **given: str) -> dict[str, str]:
    form = {
        "village": str(village),
        "attribute": "general",
        "members-TOTAL_FORMS": str(len(members)),
        "members-INITIAL_FORMS": "0",
    }
    for place, row in enumerate(members):
        form |= member_row(place, **row)
    return form | given


def correction(home: Household, **given: str) -> dict[str, str]:
    """The whole page of a household as it was opened, with what is typed over it."""
    form = {"version": str(home.version), "attribute": home.attribute, "group_name": home.group_name}
    for place, person in enumerate(home.persons.filter(left_on=None).order_by("pk")):
        form |= member_on_file(place, person)
    form["members-TOTAL_FORMS"] = str(home.persons.filter(left_on=None).count())
    return form | {"members-INITIAL_FORMS": "0", "note": home.note} | survey_form() | given


def member_on_file(place: int, person: Person, **given: str) -> dict[str, str]:
    row = {"person": str(person.pk), "version": str(person.version), "name": person.name,
           "relation": person.relation, "education": person.education}  # fmt: skip
    return {f"members-{place}-{key}": value for key, value in (row | given).items()}


def survey_form(survey: HouseholdYear | None = None, members: int = 1, **given: str) -> dict[str, str]:
    """The survey's part, untouched unless given; ``members`` is what the page fills in itself."""
    form = {"members": str(survey.members if survey else members)}
    for name in ("wage_yuan", "business_yuan", "property_yuan", "transfer_yuan", "business_cost_yuan"):
        form[name] = str(getattr(survey, name)) if survey else "0"
    if survey:
        form["version"] = str(survey.version)
    return {f"survey-{key}": value for key, value in (form | given).items()}


def words(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()
