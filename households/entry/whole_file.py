"""A household's file saved as a whole: its own values, members corrected and added, one year's survey.

Each row is held against its own version, so two people who work on different members do
not meet; what both changed differently is told and nothing at all is written before it is decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.sealed.fields import Sealed
from foundation.sealed.numbers import IdNumber
from households.entry.side_by_side import Compared, Difference, Sent, compared
from households.members import MemberEntry, UnableToEnter, add_to_household, update_member
from households.models import Household, HouseholdYear, Person
from households.names import initials
from households.registry import (
    ChangedMeanwhile,
    EarlierIdentification,
    UnableToCorrect,
    after_writing,
    raise_version,
    register_household,
    with_keys,
)


@dataclass(frozen=True)
class MemberSent:
    """One member as the page sends him: the row, and what it says of him now."""

    person: Person
    entry: MemberEntry
    seen: int
    shown: int = 0
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SurveySent:
    year: int
    sent: Sent


@dataclass(frozen=True)
class FileSent:
    """Everything that one page sends about a household; parts that nobody touched are not in it."""

    household: Sent | None = None
    corrected: Sequence[MemberSent] = ()
    added: Sequence[MemberEntry] = ()
    survey: SurveySent | None = None


@transaction.atomic
def register_file(
    *,
    village: Area,
    number: str,
    values: Mapping[str, Any],
    members: Sequence[MemberEntry],
    survey: SurveySent | None,
    by: User,
    on: date,
    earlier: EarlierIdentification | None = None,
) -> Household:
    """A new household with its members and, where it was filled in, a year's survey."""
    household = register_household(
        village=village, number=number, values=values, members=members, earlier=earlier, by=by, on=on
    )
    if survey:
        _save_survey(household, None, survey.year, survey.sent.values, by=by)
    return household


class ToldApart(ChangedMeanwhile):
    """Somebody saved in between: the differences, for her to decide. Nothing was written."""

    def __init__(self, comparisons: Mapping[str, Compared]) -> None:
        parts = comparisons.values()
        who = "、".join(dict.fromkeys(one.who for one in parts if one.who))
        super().__init__(
            f"在您打开此页之后，{who or '别人'}已先保存；您填的内容没有保存，请逐项选定后再保存。"
        )
        self.differences: list[Difference] = [one for part in parts for one in part.differences]
        # Which versions stand beside hers now: her choices are for these.
        self.versions = {key: one.version for key, one in comparisons.items()}


@transaction.atomic
def correct_file(*, household: Household, sent: FileSent, by: User, on: date) -> Household:
    """Save all parts or none. The household's row is locked first, so savers of one file wait in line."""
    kept = Household.objects.select_for_update().filter(pk=household.pk, left_on=None).first()
    if kept is None:
        raise UnableToCorrect("此户已退出登记，不能再更正。")
    people = {row.pk: row for row in _locked(sent.corrected)}
    survey = sent.survey and HouseholdYear.objects.filter(household=kept, year=sent.survey.year).first()
    comparisons = dict(_comparisons(sent, kept, people, survey or None))
    if any(one.open for one in comparisons.values()):
        raise ToldApart(comparisons)
    try:
        heads = [_save_member(one, people, comparisons, by=by) for one in sent.corrected]
        for entry in sent.added:
            if entry.relation == "head":
                raise UnableToCorrect("本户已有户主；更换户主请先把原户主的关系改正。")
            add_to_household(kept, entry, by=by)
    except UnableToEnter as reason:
        raise UnableToCorrect(str(reason)) from reason
    if sent.survey:
        _save_survey(kept, survey or None, sent.survey.year, comparisons["survey"].values, by=by)
    own = with_keys(comparisons["household"].values if "household" in comparisons else {})
    for head in filter(None, heads):
        own |= {"head_name": head, "head_initials": initials(head)}
    raise_version(kept, kept.version, **own)
    after_writing(kept.pk, on=on)
    kept.refresh_from_db()
    return kept


def _locked(corrected: Sequence[MemberSent]) -> Iterator[Person]:
    keys = [one.person.pk for one in corrected]
    yield from Person.objects.select_for_update().filter(pk__in=keys, left_on=None).order_by("pk")


def _comparisons(
    sent: FileSent, kept: Household, people: Mapping[int, Person], survey: HouseholdYear | None
) -> Iterator[tuple[str, Compared]]:
    if sent.household:
        yield "household", compared(kept, sent.household, key="household", part="户")
    for one in sent.corrected:
        person = people.get(one.person.pk)
        if person is None:
            raise UnableToCorrect(f"{one.person.name}已由别人办理减少，不在本户了；请重新打开户档核对。")
        yield (
            person_key(person.pk),
            compared(person, _of_member(one), key=person_key(person.pk), part=f"家庭成员 {person.name}"),
        )
    if sent.survey:
        part = f"{sent.survey.year}年收支"
        yield (
            "survey",
            (
                compared(survey, sent.survey.sent, key="survey", part=part)
                if survey
                else Compared(dict(sent.survey.sent.values))
            ),
        )


def person_key(pk: int) -> str:
    return f"person-{pk}"


def _of_member(one: MemberSent) -> Sent:
    """The member's plain values, with name, relation and number among them."""
    entry = one.entry
    number = Sealed.of("id", entry.number.text) if entry.number else None
    values = {"name": entry.name, "relation": entry.relation, "id_number": number, **entry.values}
    if number is None:
        values |= {name: getattr(entry, name) for name in ("no_number_reason", "sex", "birth_date")}
    return Sent(values, one.seen, one.shown, one.chosen)


def _save_member(
    one: MemberSent, people: Mapping[int, Person], comparisons: Mapping[str, Compared], *, by: User
) -> str:
    """Write one member; the name, where he is the head and it changed."""
    person = people[one.person.pk]
    entry = _decided(one.entry, person, comparisons[person_key(person.pk)].values)
    if (person.relation == "head") != (entry.relation == "head"):
        raise UnableToCorrect("更换户主不在此办理：户主的关系须保持为“户主”，其他人不能改为“户主”。")
    update_member(person, entry, version=person.version, by=by)
    return entry.name if entry.relation == "head" and entry.name != person.name else ""


def _decided(entry: MemberEntry, person: Person, values: Mapping[str, Any]) -> MemberEntry:
    """The entry with the values that she decided on; the others are those of the row as it stands."""
    own = {name: values.get(name, getattr(person, name)) for name in ("name", "relation")}
    number = entry.id_number
    if number and "id_number" not in values:
        number = IdNumber.read(person.id_number.open()) if person.id_number else None
    plain = {name: value for name, value in values.items() if name in entry.values}
    if entry.number is None:
        stated = {name: values.get(name, getattr(person, name)) for name in ("sex", "birth_date")}
        own |= stated | {"no_number_reason": values.get("no_number_reason", person.no_number_reason)}
    return replace(entry, id_number=number, values=plain, **own)


def _save_survey(
    household: Household, kept: HouseholdYear | None, year: int, values: Mapping[str, Any], *, by: User
) -> None:
    if kept is None:
        HouseholdYear.objects.create(
            household=household, area_code=household.area_code, year=year, created_by=by, **values
        )
        return
    saved = HouseholdYear.objects.filter(pk=kept.pk, version=kept.version).update(
        updated_at=timezone.now(), **values
    )
    if not saved:
        raise ChangedMeanwhile(f"{year}年的收支刚刚已由别人保存，请重新打开核对。")
