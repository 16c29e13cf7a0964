"""What the page of a household's file shows (一户一档), in words and in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Model, Prefetch

from foundation.areas.scope import Scope
from households.facts.names import HOUSEHOLDS
from households.file.time_line import time_line
from households.finding.columns import STATUS_LEVELS
from households.models import (
    Attachment,
    DisabilityCertificate,
    Finding,
    Household,
    HouseholdFacts,
    HouseholdYear,
    Pairing,
    Person,
    PersonFacts,
    Visit,
)
from households.places import division_words, full_place_name
from households.words import told_fields, words_of

VISITS = 20
_TOLD_ABOVE = {  # stands in the head of the page or in a section of its own
    "number", "area_code", "head_name", "group_name", "address", "phone", "poverty_status", "left_on",
    "left_reason",
}  # fmt: skip
_TOLD_OF_MEMBER = {
    "name", "id_number", "no_number_reason", "sex", "birth_date", "relation", "left_on", "left_reason",
}  # fmt: skip


@dataclass
class Member:
    """A member with what follows from the file on this day."""

    person: Any
    age: int | None
    derived: list[tuple[str, str]] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    divisions: list[str] = field(default_factory=list)
    values: list[tuple[str, str]] = field(default_factory=list)


def file_page(household: Household, scope: Scope) -> dict[str, Any]:
    """Everything on the file page that belongs to the registry itself."""

    def own(model: type[Any]) -> Any:
        return scope.rows(model).filter(household=household)

    members = [_member(person, scope) for person in _people(household, scope)]
    pairings = list(own(Pairing).select_related("cadre").order_by("-starts_on"))
    surveys = list(own(HouseholdYear).order_by("-year"))
    attachments = own(Attachment).select_related("created_by", "visit", "status_step", "procedure_step")
    return {
        "household": household,
        "place": full_place_name(household.area_code),
        "level": STATUS_LEVELS[household.poverty_status],
        "derived": _derived_of_household(own(HouseholdFacts).first()),
        "members": members,
        "gone": list(own(Person).exclude(left_on=None).order_by("-left_on", "pk")),
        "needs": _needs(household, members),
        "surveys": surveys,
        "chart": _chart(surveys) if surveys else None,
        "time_line": time_line(household, scope),
        "pairings": pairings,
        "lead": next((one for one in pairings if one.is_lead and holds(one, scope)), None),
        "visits": list(own(Visit).select_related("created_by").order_by("-visited_on", "-pk")[:VISITS]),
        "attachments": list(attachments.kept().order_by("-taken_on", "-pk")),
        "withdrawn": own(Attachment).exclude(withdrawn_on=None).count(),
        "findings": list(own(Finding).filter(settled_at=None).select_related("person").order_by("pk")),
        "household_values": values_in_words(household, without=_TOLD_ABOVE),
    }


def holds(pairing: Pairing, scope: Scope) -> bool:
    """Whether the pairing is in force on the scope's day."""
    return pairing.starts_on <= scope.today and (pairing.ends_on is None or pairing.ends_on > scope.today)


def values_in_words(row: Model, *, without: set[str]) -> list[tuple[str, str]]:
    """What the row holds, field by field under its Chinese name; what is not on record is left out."""
    told = []
    for one in told_fields(type(row)):
        value = getattr(row, one.attname)
        if one.name not in without and value not in (None, "", []):
            told.append((str(one.verbose_name), words_of(one, value)))
    return told


def _people(household: Household, scope: Scope) -> list[Any]:
    valid = scope.rows(DisabilityCertificate).filter(state="valid")
    people = scope.rows(Person).living_here().filter(household=household).order_by("pk")
    judged = Prefetch("facts", scope.rows(PersonFacts))
    return list(people.prefetch_related(Prefetch("certificates", valid), judged))


def _member(person: Any, scope: Scope) -> Member:
    return Member(
        person=person,
        age=age_on(person.birth_date, scope.today),
        derived=_derived_of_person(person),
        needs=[str(one.verbose_name) for one in _needs_of(Person) if getattr(person, one.name)],
        divisions=_divisions(person),
        values=values_in_words(person, without=_TOLD_OF_MEMBER | {one.name for one in _needs_of(Person)}),
    )


def _divisions(person: Any) -> list[str]:
    """Where the certificate belongs, if it is said: hukou and residence may differ from the household's."""
    told = (("户籍", "hukou_code"), ("居住", "residence_code"))
    codes = [(word, getattr(person.certificate, name, None)) for word, name in told]
    return [f"{word}{division_words(code)}" for word, code in codes if code]


def age_on(born: Any, day: Any) -> int | None:
    """Full years on that day (周岁)."""
    if born is None:
        return None
    return int(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))


def _derived_of_person(person: Any) -> list[tuple[str, str]]:
    """What rules say of the member: word and level of the tag."""
    facts: PersonFacts | None = getattr(person, "facts", None)
    if facts is None:
        return []
    severe = facts.disabled and facts.disability_level in (1, 2)
    said = (
        (facts.disabled, "残疾人", "info"),
        (severe, "重度残疾", "attention"),
        (facts.child_of_disabled, "残疾人子女", "info"),
        (facts.labour_ability in ("lost", "none"), "无劳动能力", "attention"),
        (facts.dropped_out_for_poverty, "因贫失学", "danger"),
        (facts.medical_insured is False, "未参加医保", "warning"),
    )
    return [(word, level) for holds_true, word, level in said if holds_true]


def _derived_of_household(facts: HouseholdFacts | None) -> list[str]:
    if facts is None:
        return []
    told = {fact.key: fact.label for fact in HOUSEHOLDS}
    shown = (
        "registered", "hh_has_disabled", "old_supports_disabled", "hh_lost_labour", "has_student_college",
    )  # fmt: skip
    found = [told[key] for key in shown if getattr(facts, key)]
    return [*found, "一户多残"] if facts.n_disabled > 1 else found


def _needs_of(model: type[Model]) -> list[Any]:
    """Fields of a need: by their name, so that a need added to the record shows by itself."""
    fields = model._meta.concrete_fields
    return [one for one in fields if one.name.startswith("need_") and isinstance(one, BooleanField)]


def _needs(household: Household, members: list[Member]) -> list[tuple[str, list[str]]]:
    """Who needs what; the household's own first."""
    own = [str(one.verbose_name) for one in _needs_of(Household) if getattr(household, one.name)]
    found = [("全户", own)] if own else []
    return found + [(one.person.name, one.needs) for one in members if one.needs]


def _chart(surveys: list[Any]) -> dict[str, Any]:
    """Income per head by year as bars; the table says the same and what it is made of."""
    years = sorted(surveys, key=lambda one: one.year)
    columns = ("年度", "人口", "工资性", "生产经营性", "财产性", "转移性", "经营支出", "人均纯收入（元）")
    return {
        "id": "income",
        "caption": "人均纯收入逐年变化",
        "columns": [{"label": label, "is_number": place > 0} for place, label in enumerate(columns)],
        "rows": [
            [f"{one.year}", one.members, one.wage_yuan, one.business_yuan, one.property_yuan,
             one.transfer_yuan, one.business_cost_yuan, f"{one.income_per_head_yuan:.2f}"]
            for one in surveys
        ],
        "option_json": {
            "tooltip": {"trigger": "axis"},
            "grid": {"containLabel": True, "left": 8, "right": 16, "top": 24, "bottom": 8},
            "xAxis": {"type": "category", "data": [f"{one.year}" for one in years]},
            "yAxis": {"type": "value"},
            "series": [
                {
                    "name": "人均纯收入（元）",
                    "type": "bar",
                    "barMaxWidth": 48,
                    "label": {"show": True, "position": "top"},
                    "data": [round(float(one.income_per_head_yuan), 2) for one in years],
                }
            ],
        },
    }  # fmt: skip
