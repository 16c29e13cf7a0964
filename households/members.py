"""One member of a household as entered: numbers read, contradictions turned into findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.sealed.cipher import lookup_key
from foundation.sealed.fields import Sealed
from foundation.sealed.numbers import CertificateNumber, IdNumber
from households.models import DisabilityCertificate, Finding, Household, Person
from households.models.persons import Sex
from households.names import initials
from households.querysets import tail_key

SOURCE_FORM = "登记表"


class UnableToEnter(Exception):
    """The member cannot be entered; the message is ready for the user."""


@dataclass(frozen=True)
class MemberEntry:
    """What a form says of one person. ``sex`` and ``birth_date`` as stated; the ID number outweighs them."""

    name: str
    relation: str
    id_number: IdNumber | None = None
    certificate: CertificateNumber | None = None
    no_number_reason: str = ""
    sex: str = ""
    birth_date: date | None = None
    components: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> IdNumber | None:
        """The ID number, or the one inside the certificate's number: forms let people fill in either."""
        return self.id_number or (self.certificate.id_number if self.certificate else None)


def add_to_household(household: Household, member: MemberEntry, *, by: User) -> Person:
    """Write the member with the certificate and the findings. The caller refreshes the facts."""
    _check(member)
    _refuse_registered(member)
    try:
        with transaction.atomic():
            person = Person.objects.create(
                household=household,
                area_code=household.area_code,
                created_by=by,
                **_identity(member),
                **member.values,
            )
    except IntegrityError as twice:
        raise UnableToEnter(f"{member.name}的身份证号刚刚已由别人登记,请查找后再办。") from twice
    if member.certificate:
        _issue(person, member, by=by)
    _find_contradictions(person, member, by=by)
    return person


def update_member(person: Person, member: MemberEntry, *, by: User) -> None:
    """Correct the person; a new certificate replaces the valid one, whose row stays as cancelled."""
    _check(member)
    key = lookup_key("id", member.number.text) if member.number else None
    if key != person.id_number_key:
        _refuse_registered(member)
        if person.id_number_key and person.certificates.exists():
            raise UnableToEnter("此人已登记残疾人证,身份证号不能改动;确有错误请先注销残疾人证再改。")
    identity = _identity(member)
    number = identity["id_number"]
    phone = member.values.get("phone")
    keys = {"id_number_key": number.lookup_key if number else None}
    if "phone" in member.values:
        keys["phone_key"] = phone.lookup_key if phone else None
    Person.objects.filter(pk=person.pk).update(updated_at=timezone.now(), **identity, **keys, **member.values)
    if member.certificate and not _has(person, member.certificate, member.components):
        DisabilityCertificate.objects.filter(person=person, state="valid").update(
            state="cancelled", updated_at=timezone.now()
        )
        _issue(person, member, by=by)
    _find_contradictions(person, member, by=by)


def _identity(member: MemberEntry) -> dict[str, Any]:
    """Name, number, sex and birth date; with a number the last two are what it says."""
    number = member.number
    return {
        "name": member.name,
        "name_initials": initials(member.name),
        "relation": member.relation,
        "id_number": Sealed.of("id", number.text) if number else None,
        "id_tail_key": tail_key(number.tail) if number else None,
        "no_number_reason": "" if number else member.no_number_reason,
        "sex": number.sex if number else member.sex,
        "birth_date": number.birth_date if number else member.birth_date,
    }


def _check(member: MemberEntry) -> None:
    if member.number is None and not member.no_number_reason:
        raise UnableToEnter(f"{member.name}没有身份证号,请写明原因。")
    stated, holder = member.id_number, member.certificate
    if stated and holder and holder.id_number != stated:
        raise UnableToEnter(f"{member.name}的残疾人证号前18位与身份证号不一致,请按证件核对后重填。")


def _refuse_registered(member: MemberEntry) -> None:
    """A number registered already: here its household is named, in another county only the county."""
    if member.number is None:
        return
    key = lookup_key("id", member.number.text)
    here = Person.objects.filter(id_number_key=key, left_on=None).select_related("household").first()
    if here:
        raise UnableToEnter(f"{member.name}的身份证号已登记在{here.household},不能重复登记。")
    with connection.cursor() as cursor:
        cursor.execute("select county_name from registered_elsewhere(%s)", [[key]])
        elsewhere = cursor.fetchone()
    if elsewhere:
        raise UnableToEnter(f"{member.name}的身份证号已在{elsewhere[0]}登记,请与该县残联联系核实。")


def _has(person: Person, number: CertificateNumber, components: list[str]) -> bool:
    return DisabilityCertificate.objects.filter(
        person=person,
        state="valid",
        category=number.category,
        level=number.level,
        reissue=number.reissue,
        components=components,
    ).exists()


def _issue(person: Person, member: MemberEntry, *, by: User) -> None:
    number = member.certificate
    assert number is not None
    DisabilityCertificate.objects.create(
        person=person,
        household_id=person.household_id,
        area_code=person.area_code,
        holder_key=lookup_key("id", number.id_number.text),
        category=number.category,
        level=number.level,
        reissue=number.reissue,
        components=member.components if number.category == 7 else [],
        created_by=by,
    )


def _find_contradictions(person: Person, member: MemberEntry, *, by: User) -> None:
    """Stated against the number's own word: kept stays, given waits until somebody settles it."""
    if member.number is None:
        return
    number = member.number
    contrary = []
    if member.sex and member.sex != number.sex:
        contrary.append(("性别", Sex(number.sex).label, Sex(member.sex).label))
    if member.birth_date and member.birth_date != number.birth_date:
        contrary.append(("出生日期", f"{number.birth_date}", f"{member.birth_date}"))
    for name, kept, given in contrary:
        if not Finding.objects.filter(person=person, field=name, given=given, settled_at=None).exists():
            Finding.objects.create(
                person=person,
                household_id=person.household_id,
                area_code=person.area_code,
                field=name,
                kept=kept,
                given=given,
                source=SOURCE_FORM,
                created_by=by,
            )
