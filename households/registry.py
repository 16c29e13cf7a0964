"""The registry's own verbs: a household enters, is corrected, its members come and go (登记、更正).

Everything here changes a household's file, so everything raises its version, and the
check against the version that the clerk had before her stands in the UPDATE itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.accounts.models import User
from foundation.areas.models import Area
from households.duplicates.finding import find_around
from households.facts import refreshing as facts
from households.members import MemberEntry, UnableToEnter, add_to_household, update_member
from households.models import Finding, Household, Person, StatusStep
from households.models.households import PovertyStatus
from households.names import initials
from households.numbering import next_number

HOUSEHOLD_FIELDS = (
    "group_name", "address", "phone", "identification_standard", "attribute", "identified_on", "main_cause",
    "other_causes", "family_planning", "martyr_family", "only_child", "two_daughters", "bank_name",
    "bank_account", "note",
    "house_grade", "unsafe_house", "house_area_sqm", "house_structure", "house_built_year", "only_house",
    "safe_water", "water_difficult", "living_power", "production_power", "sanitary_toilet", "fuel", "road",
    "road_distance_km", "relocated", "relocated_on", "relocation_old_address", "relocation_new_address",
    "farmland_mu", "irrigated_mu", "forest_mu", "returned_forest_mu", "orchard_mu", "pasture_mu", "water_mu",
    "cooperative_member", "collective_member", "has_contract_land_or_house",
    "need_accessibility", "startup_household",
)  # fmt: skip
SEALED_FIELDS = ("phone", "bank_account")


class UnableToRegister(Exception):
    """The household cannot be entered; the message is ready for the user."""


class UnableToCorrect(Exception):
    """The correction cannot be kept; the message is ready for the user."""


class ChangedMeanwhile(UnableToCorrect):
    """Somebody else has saved since the page was opened. Nothing was written."""


class UnableToSettle(Exception):
    """The finding cannot be settled; the message is ready for the user."""


@dataclass(frozen=True)
class EarlierIdentification:
    """A standing that was decided before the household came into this register, with its paper (补录)."""

    status: str
    decided_on: date
    document: str
    lifted_year: int | None = None


@transaction.atomic
def register_household(
    *,
    village: Area,
    values: Mapping[str, Any],
    members: Sequence[MemberEntry],
    by: User,
    on: date,
    number: str = "",
    earlier: EarlierIdentification | None = None,
) -> Household:
    """Enter a household with its members. Exactly one is the head; the number is made when none is given.

    It begins outside the poverty register: into it leads the identification procedure, or
    ``earlier``, the paper of one that was completed before.
    """
    head = _only_head(members)
    if village.level != Area.Level.VILLAGE or village.ended_on is not None:
        raise UnableToRegister(f"{village}不是现行的村（社区），请选择所在的村。")
    if number and Household.objects.filter(number=number).exists():
        raise UnableToRegister(f"户编号{number}已被使用，请核对；不填则自动编号。")
    household = Household.objects.create(
        number=number or next_number(village),
        area_code=village.code,
        head_name=head.name,
        head_initials=initials(head.name),
        created_by=by,
        **(_known(values) | _standing(earlier, values, on)),
    )
    if earlier is not None:
        _record_earlier(household, earlier, by=by)
    try:
        for member in members:
            add_to_household(household, member, by=by)
    except UnableToEnter as reason:
        raise UnableToRegister(str(reason)) from reason
    after_writing(household.pk, on=on)
    return household


def _standing(earlier: EarlierIdentification | None, values: Mapping[str, Any], on: date) -> dict[str, Any]:
    identified_on = values.get("identified_on")
    if earlier is None:
        if identified_on:
            raise UnableToRegister(
                "填了识别时间的户，请在“已有建档立卡”中填明认定日期和文书；新识别的先不填。"
            )
        return {"poverty_status": PovertyStatus.NONE}
    if earlier.status not in {"identified", "lifted", "fallen_back"}:
        raise UnableToRegister("补录的建档立卡情况只能是未脱贫、已脱贫或返贫。")
    if earlier.decided_on > on:
        raise UnableToRegister("认定日期不能晚于今天。")
    if identified_on and identified_on > earlier.decided_on:
        raise UnableToRegister(f"识别时间{identified_on}晚于认定日期{earlier.decided_on}，请核对。")
    if not earlier.document.strip():
        raise UnableToRegister("请填写认定文书的名称或文号。")
    lifted = earlier.status == PovertyStatus.LIFTED
    if lifted and not earlier.lifted_year:
        raise UnableToRegister("已脱贫的户请填写脱贫年度。")
    first = earlier.decided_on if earlier.status == PovertyStatus.IDENTIFIED else None
    return {
        "poverty_status": earlier.status,
        "lifted_year": earlier.lifted_year if lifted else None,
        "identified_on": identified_on or first,
    }


def _record_earlier(household: Household, earlier: EarlierIdentification, *, by: User) -> None:
    StatusStep.objects.create(
        household=household,
        area_code=household.area_code,
        from_status=PovertyStatus.NONE,
        to_status=earlier.status,
        decided_on=earlier.decided_on,
        reason=f"已有建档立卡，补录：{earlier.document.strip()}"[:200],
        created_by=by,
    )


def _only_head(members: Sequence[MemberEntry]) -> MemberEntry:
    heads = [member for member in members if member.relation == "head"]
    if len(heads) != 1:
        raise UnableToRegister(f"每户须有一名户主，现填了{len(heads)}名；请在“与户主关系”中选定户主。")
    return heads[0]


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(HOUSEHOLD_FIELDS)
    if unknown:
        raise ValueError(f"Not entered by form: {sorted(unknown)}")
    return dict(values)


@transaction.atomic
def correct_household(
    *, household: Household, version: int, values: Mapping[str, Any], by: User, on: date
) -> Household:
    """Correct the household's own values, if nobody has saved since ``version``."""
    raise_version(household, version, **with_keys(values))
    after_writing(household.pk, on=on)
    household.refresh_from_db()
    return household


def after_writing(*household_ids: int, on: date) -> None:
    """The facts that rules ask for, and whether somebody here stands in another file already."""
    facts.refresh(household_ids, on=on)
    find_around(household_ids)


def with_keys(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the lookup keys of the sealed ones, as an UPDATE needs them."""
    known = _known(values)
    for name in SEALED_FIELDS:
        if name in known:
            known[f"{name}_key"] = known[name].lookup_key if known[name] else None
    return known


def raise_version(household: Household, version: int, **values: Any) -> None:
    """The one place where a file's version rises: checked in the WHERE, so exactly one of two wins."""
    saved = Household.objects.filter(pk=household.pk, version=version, left_on=None).update(
        version=F("version") + 1, updated_at=timezone.now(), **values
    )
    if not saved:
        raise ChangedMeanwhile("在您打开此页之后，已有别人保存了这一户；您填的内容没有保存，请对照后再决定。")


@transaction.atomic
def add_person(*, household: Household, version: int, member: MemberEntry, by: User, on: date) -> Person:
    """A member comes into the household: birth, marriage, return."""
    raise_version(household, version)
    if member.relation == "head":
        raise UnableToCorrect("本户已有户主；更换户主请先把原户主的关系改正。")
    try:
        person = add_to_household(household, member, by=by)
    except UnableToEnter as reason:
        raise UnableToCorrect(str(reason)) from reason
    after_writing(household.pk, on=on)
    return person


@transaction.atomic
def correct_person(*, person: Person, version: int, member: MemberEntry, by: User, on: date) -> Person:
    """Correct a member. A value against the ID number becomes a finding; it overwrites nothing."""
    household = person.household
    was_head, is_head = person.relation == "head", member.relation == "head"
    if was_head != is_head:
        raise UnableToCorrect("更换户主不在此办理：户主的关系须保持为“户主”，其他人不能改为“户主”。")
    head = {"head_name": member.name, "head_initials": initials(member.name)} if is_head else {}
    raise_version(household, version, **head)
    try:
        update_member(person, member, version=person.version, by=by)
    except UnableToEnter as reason:
        raise UnableToCorrect(str(reason)) from reason
    after_writing(household.pk, on=on)
    person.refresh_from_db()
    return person


@transaction.atomic
def remove_person(*, person: Person, version: int, reason: str, left_on: date, by: User, on: date) -> Person:
    """A member leaves the household with a day and a reason; the row stays."""
    if person.relation == "head":
        raise UnableToCorrect("户主不能直接减少，请先更换户主。")
    if left_on > on:
        raise UnableToCorrect("减少日期不能晚于今天。")
    raise_version(person.household, version)
    left = Person.objects.filter(pk=person.pk, left_on=None).update(
        left_on=left_on, left_reason=reason, updated_at=timezone.now()
    )
    if not left:
        raise UnableToCorrect(f"{person.name}已不在本户。")
    after_writing(person.household_id, on=on)
    person.refresh_from_db()
    return person


@transaction.atomic
def settle_finding(*, finding: Finding, outcome: str, by: User, on: date) -> Finding:
    """Say how a contrary value was resolved. What is wrong in the file is corrected by its own verb."""
    settled = Finding.objects.filter(pk=finding.pk, settled_at=None).update(
        settled_at=timezone.now(), settled_by=by, outcome=outcome, updated_at=timezone.now()
    )
    if not settled:
        raise UnableToSettle("此项差异已经处理过了。")
    finding.refresh_from_db()
    return finding
