"""Two sheets of paper about a household: the card in its own home (明白卡), and the public notice (公示).

What may stand on them is fixed here, field by field, and asked by nobody: the card masks
every number and tells of no kind or level of disability; the notice hangs in the village,
so it has no number, telephone, account, health or disability at all (P-03), and no member
but the head.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from foundation.areas.scope import Scope
from households.file.page import age_on
from households.file.panels import card_lines
from households.models import DisabilityCertificate, Household, HouseholdYear, Pairing, Person, StatusStep
from households.places import full_place_name

YEARS = 3
MEMBERS = 10  # what fits one A4 page; the sheet says how many more there are
LINES = 8


@dataclass(frozen=True)
class CardMember:
    name: str
    relation: str
    sex: str
    age: int | None
    number: str
    certified: str


@dataclass(frozen=True)
class CardSection:
    title: str
    lines: list[str]
    more: int


@dataclass(frozen=True)
class HomeCard:
    head: str
    number: str
    place: str
    people: int
    status: str
    identified_on: date | None
    members: list[CardMember]
    more_members: int
    helper: str
    helper_since: date | None
    measures: str
    incomes: list[tuple[int, Decimal]]
    sections: list[CardSection]
    printed_on: date


@dataclass(frozen=True)
class PublicNotice:
    """The approved fields of a notice; there are no others to choose from."""

    head: str
    place: str
    people: int
    change: str
    notice_from: date | None
    notice_to: date | None
    printed_on: date


def home_card(household: Household, scope: Scope) -> HomeCard:
    people = list(scope.rows(Person).living_here().filter(household=household).order_by("pk"))
    pairings = scope.rows(Pairing).filter(household=household, is_lead=True).select_related("cadre")
    lead = pairings.in_force(scope.today).first()
    surveys = scope.rows(HouseholdYear).filter(household=household).order_by("-year")[:YEARS]
    return HomeCard(
        head=household.head_name,
        number=household.number,
        place=full_place_name(household.area_code) + household.group_name,
        people=len(people),
        status=household.get_poverty_status_display(),
        identified_on=household.identified_on,
        members=_members(people[:MEMBERS], household, scope),
        more_members=max(0, len(people) - MEMBERS),
        helper=str(lead.cadre) if lead else "",
        helper_since=lead.starts_on if lead else None,
        measures=lead.measures if lead else "",
        incomes=[(one.year, one.income_per_head_yuan) for one in surveys],
        sections=[_section(one.title, one.lines(scope, household)) for one in card_lines()],
        printed_on=scope.today,
    )


def _members(people: list[Person], household: Household, scope: Scope) -> list[CardMember]:
    certificates = scope.rows(DisabilityCertificate).filter(household=household, state="valid")
    certified = set(certificates.values_list("person_id", flat=True))
    return [
        CardMember(
            name=one.name,
            relation=one.get_relation_display(),
            sex=one.get_sex_display(),
            age=age_on(one.birth_date, scope.today),
            number=str(one.id_number or "无"),
            certified="有" if one.pk in certified else "无",
        )
        for one in people
    ]


def _section(title: str, lines: list[str]) -> CardSection:
    return CardSection(title, lines[:LINES], max(0, len(lines) - LINES))


def public_notice(household: Household, scope: Scope) -> PublicNotice:
    steps = scope.rows(StatusStep).filter(household=household)
    step = steps.order_by("-decided_on", "-pk").first()
    return PublicNotice(
        head=household.head_name,
        place=full_place_name(household.area_code) + household.group_name,
        people=scope.rows(Person).living_here().filter(household=household).count(),
        change=str(step) if step else household.get_poverty_status_display(),
        notice_from=step.notice_from if step else None,
        notice_to=step.notice_to if step else None,
        printed_on=scope.today,
    )
