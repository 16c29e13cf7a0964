"""Families change (自然增减、更换户主、分户、并户、迁移): one verb for each, with its day and its reason.

These change people and places, never the household's poverty status: that is the procedures' work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.areas.models import Area
from households import registry
from households.facts import refreshing as facts
from households.members import MemberEntry
from households.models import DisabilityCertificate, FamilyChange, Household, Person, Procedure, Transfer
from households.models.linked import HouseholdLinked
from households.numbering import next_number
from households.pairing import end_pairings
from households.places import full_place_name
from households.registry import UnableToCorrect

ARRIVALS = ("birth", "married_in", "adopted", "returned", "came")
DEPARTURES = ("death", "married_out", "divorced", "gone")
Kind = FamilyChange.Kind

# What a household that divides off has in common with the one it came from.
_IN_COMMON = ("attribute", "poverty_status", "identified_on", "lifted_year", "main_cause")


class UnableToChange(Exception):
    """The change cannot be kept; the message is ready for the user."""


@transaction.atomic
def record_arrival(
    *,
    household: Household,
    version: int,
    kind: str,
    member: MemberEntry,
    happened_on: date,
    reason: str,
    by: User,
    on: date,
) -> Person:
    """Somebody comes into the family: born, married in, adopted, returned."""
    _check(kind, ARRIVALS, happened_on, reason, on)
    born = member.number.birth_date if member.number else member.birth_date
    if kind == Kind.BIRTH and born != happened_on:
        raise UnableToChange(f"出生日期应与新生儿的出生日期一致，现填{happened_on}，登记为{born or '空'}。")
    try:
        person = registry.add_person(household=household, version=version, member=member, by=by, on=on)
    except UnableToCorrect as refused:
        raise UnableToChange(str(refused)) from refused
    _tell(household, kind, happened_on, reason, by=by, person=person)
    facts.refresh([household.pk], on=on)
    return person


@transaction.atomic
def record_departure(
    *, person: Person, version: int, kind: str, happened_on: date, reason: str, by: User, on: date
) -> Person:
    """Somebody leaves the family: died, married out, divorced, gone. The row stays with the day."""
    _check(kind, DEPARTURES, happened_on, reason, on)
    if person.birth_date and happened_on < person.birth_date:
        raise UnableToChange(f"日期{happened_on}早于{person.name}的出生日期{person.birth_date}。")
    word = str(Kind(kind).label)
    try:
        registry.remove_person(
            person=person, version=version, reason=word, left_on=happened_on, by=by, on=on
        )  # fmt: skip
    except UnableToCorrect as refused:
        raise UnableToChange(str(refused)) from refused
    if kind == Kind.DEATH:
        DisabilityCertificate.objects.filter(person=person, state="valid").update(
            state="cancelled", cancel_reason="died", updated_at=timezone.now()
        )
    _tell(person.household, kind, happened_on, reason, by=by, person=person)
    facts.refresh([person.household_id], on=on)
    return person


@transaction.atomic
def change_head(
    *,
    household: Household,
    version: int,
    head: Person,
    relations: Mapping[int, str],
    happened_on: date,
    reason: str,
    by: User,
    on: date,
) -> Household:
    """Another member becomes the head; ``relations`` says what everybody else is to the new one."""
    _check(Kind.HEAD, (Kind.HEAD,), happened_on, reason, on)
    people = _living(household)
    before = next((one for one in people if one.relation == "head"), None)
    if head.pk not in {one.pk for one in people} or (before and before.pk == head.pk):
        raise UnableToChange("请选择本户另一名现有成员为户主。")
    _raise_version(household, version, head_name=head.name, head_initials=head.name_initials)
    _relate(people, head, relations)
    detail = f"{before.name if before else '无户主'}→{head.name}"
    _tell(household, Kind.HEAD, happened_on, reason, by=by, person=head, detail=detail)
    registry.after_writing(household.pk, on=on)
    return household


@transaction.atomic
def divide_household(
    *,
    household: Household,
    version: int,
    leaving: Sequence[Person],
    head: Person,
    relations: Mapping[int, str],
    village: Area,
    happened_on: date,
    reason: str,
    by: User,
    on: date,
) -> Household:
    """Some members make a household of their own: a new number, the same status, a link both ways."""
    _check(Kind.DIVIDED, (Kind.DIVIDED,), happened_on, reason, on)
    people, gone = _living(household), {one.pk for one in leaving}
    if not gone or not gone <= {one.pk for one in people} or head.pk not in gone:
        raise UnableToChange("请选择分出的成员，并从中选定新户的户主。")
    if any(one.relation == "head" and one.pk in gone for one in people):
        raise UnableToChange("原户主不能分出，请先更换户主。")
    _check_village(village)
    _check_at_rest(household)
    _raise_version(household, version)
    made = Household.objects.create(
        number=next_number(village), area_code=village.code, head_name=head.name,
        head_initials=head.name_initials, created_by=by,
        **{name: getattr(household, name) for name in _IN_COMMON},
    )  # fmt: skip
    _take_along([one for one in people if one.pk in gone], head, relations, household, made)
    for home, other in ((household, made), (made, household)):
        names = "、".join(one.name for one in people if one.pk in gone)
        detail = f"{names}由{household.number}户分出，新户编号{made.number}"
        _tell(home, Kind.DIVIDED, happened_on, reason, by=by, other=other, detail=detail)
    registry.after_writing(household.pk, made.pk, on=on)
    return made


@transaction.atomic
def join_households(
    *,
    household: Household,
    version: int,
    joining: Household,
    relations: Mapping[int, str],
    happened_on: date,
    reason: str,
    by: User,
    on: date,
) -> Household:
    """Two households become one: the people of the second pass over, its file stays as it was and ends."""
    _check(Kind.JOINED, (Kind.JOINED,), happened_on, reason, on)
    if joining.pk == household.pk or joining.left_on is not None:
        raise UnableToChange("请选择另一户在册的家庭。")
    if joining.poverty_status != household.poverty_status:
        raise UnableToChange(
            f"两户的脱贫属性不同（{household.get_poverty_status_display()}、"
            f"{joining.get_poverty_status_display()}），请先按程序办理一致。"
        )
    for home in (household, joining):
        _check_at_rest(home)
    _raise_version(household, version)
    words = f"并入{household.number}户"
    _raise_version(joining, joining.version, left_on=happened_on, left_reason=words)
    people = _living(joining)
    _take_along(people, None, relations, joining, household)
    end_pairings(joining, ends_on=happened_on, reason=words)
    for home, other in ((household, joining), (joining, household)):
        detail = f"{'、'.join(one.name for one in people)}由{joining.number}户并入{household.number}户"
        _tell(home, Kind.JOINED, happened_on, reason, by=by, other=other, detail=detail)
    registry.after_writing(household.pk, joining.pk, on=on)
    return household


@transaction.atomic
def move_household(
    *,
    household: Household,
    version: int,
    village: Area,
    group_name: str,
    address: str,
    keep_pairing: bool,
    happened_on: date,
    reason: str,
    by: User,
    on: date,
) -> Household:
    """To another village within what the mover works for: one UPDATE, all that hangs on it follows."""
    _check(Kind.MOVED, (Kind.MOVED,), happened_on, reason, on)
    _check_village(village)
    if village.code == household.area_code:
        raise UnableToChange("此户已在这个村；只改住址的，请办理更正。")
    before = f"{full_place_name(household.area_code)}{household.group_name}{household.address}"
    _raise_version(household, version, area_code=village.code, group_name=group_name, address=address)
    household.refresh_from_db()
    if not keep_pairing:
        end_pairings(household, ends_on=on, reason="迁移")
    after = f"{full_place_name(village.code)}{group_name}{address}"
    _tell(household, Kind.MOVED, happened_on, reason, by=by, detail=f"由{before}迁至{after}"[:300])
    registry.after_writing(household.pk, on=on)
    return household


def _check(kind: str, known: Sequence[str], happened_on: date, reason: str, on: date) -> None:
    if kind not in known:
        raise UnableToChange("没有这种变动。")
    if happened_on > on:
        raise UnableToChange("发生日期不能晚于今天。")
    if not reason.strip():
        raise UnableToChange("请写明原因和依据。")


def _check_village(village: Area) -> None:
    if village.level != Area.Level.VILLAGE or village.ended_on is not None:
        raise UnableToChange(f"{village}不是现行的村（社区）。")


def _check_at_rest(household: Household) -> None:
    """A case or a transfer under way speaks of the family as it is: it is finished first."""
    if Procedure.objects.running().filter(household=household).exists():
        raise UnableToChange(f"{household}有正在办理的程序，请先办结或终止。")
    if Transfer.objects.filter(household=household, state="released").exists():
        raise UnableToChange(f"{household}正在办理跨县转移，请先办结或撤回。")


def _raise_version(household: Household, version: int, **values: Any) -> None:
    try:
        registry.raise_version(household, version, **values)
    except UnableToCorrect as refused:
        raise UnableToChange(str(refused)) from refused


def _living(household: Household) -> list[Person]:
    return list(Person.objects.filter(household=household, left_on=None).order_by("pk"))


def _relate(people: Sequence[Person], head: Person, relations: Mapping[int, str]) -> None:
    """The old head steps back before the new one comes: one head at a time, as the database has it."""
    for one in people:
        if one.pk != head.pk:
            relation = relations.get(one.pk, one.relation)
            if relation == "head":
                raise UnableToChange(f"请填写{one.name}与新户主的关系。")
            Person.objects.filter(pk=one.pk).update(relation=relation, updated_at=timezone.now())
    Person.objects.filter(pk=head.pk).update(relation="head", updated_at=timezone.now())


def _take_along(
    people: Sequence[Person],
    head: Person | None,
    relations: Mapping[int, str],
    source: Household,
    target: Household,
) -> None:
    """Persons pass to another household with every row of their own; the household's rows stay behind."""
    keys = [one.pk for one in people]
    place = {"household": target, "area_code": target.area_code}
    for one in people:
        relation = "head" if head and one.pk == head.pk else relations.get(one.pk, "other")
        if relation == "head" and not head:
            raise UnableToChange(f"请填写{one.name}与户主的关系。")
        Person.objects.filter(pk=one.pk).update(relation=relation, updated_at=timezone.now(), **place)
    for model in _of_persons():
        model._default_manager.filter(person__in=keys, household=source).update(**place)


def _of_persons() -> list[type[models.Model]]:
    """Every table whose rows hang on a person of a household, those of upper floors as well."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, HouseholdLinked)
        and model is not FamilyChange
        and any(field.name == "person" for field in model._meta.concrete_fields)
    ]


def _tell(
    household: Household,
    kind: str,
    happened_on: date,
    reason: str,
    *,
    by: User,
    person: Person | None = None,
    other: Household | None = None,
    detail: str = "",
) -> None:
    FamilyChange.objects.create(
        household=household,
        area_code=household.area_code,
        kind=kind,
        happened_on=happened_on,
        reason=reason.strip()[:200],
        person=person,
        counterpart=other,
        detail=detail[:300],
        created_by=by,
    )
