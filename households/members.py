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
from foundation.sealed.numbers import CertificateNumber, IdNumber, masked
from households.models import DisabilityCertificate, Finding, Household, Person
from households.models.certificates import Category, Level
from households.models.persons import Sex
from households.names import initials
from households.querysets import tail_key

SOURCE_FORM = "登记表"


class UnableToEnter(Exception):
    """The member cannot be entered; the message is ready for the user."""


class RegisteredElsewhere(UnableToEnter):
    """The number is registered in another county: a transfer may be asked for with what was typed."""

    def __init__(self, member: MemberEntry, county: str) -> None:
        super().__init__(f"{member.name}的身份证号已在{county}登记，请与该县残联联系核实。")
        self.member, self.county = member, county


def registered_elsewhere(refused: BaseException | None) -> RegisteredElsewhere | None:
    """The refusal that lies behind a verb's own, if it is this one."""
    while refused is not None and not isinstance(refused, RegisteredElsewhere):
        refused = refused.__cause__
    return refused


class MemberChangedMeanwhile(UnableToEnter):
    """Somebody else has saved this member since. Nothing was written."""


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
    # Of the certificate: first_issued_on, issued_on, valid_until, hukou_code, residence_code.
    paper: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> IdNumber | None:
        """The ID number, or the one inside the certificate's number: forms let people fill in either."""
        return self.id_number or (self.certificate.id_number if self.certificate else None)

    @property
    def own_certificate(self) -> CertificateNumber | None:
        """The certificate, if it is of the person's own number; else it waits as a finding."""
        certificate = self.certificate
        return certificate if certificate and certificate.id_number == self.number else None


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
                **_stated(member),
            )
    except IntegrityError as twice:
        raise UnableToEnter(f"{member.name}的身份证号刚刚已由别人登记，请查找后再办。") from twice
    if member.own_certificate:
        _issue(person, member, by=by)
    _find_contradictions(person, member, by=by)
    return person


def update_member(person: Person, member: MemberEntry, *, version: int, by: User) -> None:
    """Correct the person, if still at ``version``. A new certificate replaces the valid one, which stays."""
    _check(member)
    key = lookup_key("id", member.number.text) if member.number else None
    if key != person.id_number_key:
        _refuse_registered(member)
        if person.id_number_key and person.certificates.exists():
            raise UnableToEnter("此人已登记残疾人证，身份证号不能改动；确有错误请先注销残疾人证再改。")
    stated = _stated(member)
    values = {**_identity(member), **stated, **_keys(stated), "id_number_key": key}
    saved = Person.objects.filter(pk=person.pk, version=version, left_on=None).update(
        updated_at=timezone.now(), **values
    )
    if not saved:
        raise MemberChangedMeanwhile(f"在您打开此页之后，已有别人保存了{person.name}的信息。")
    if member.own_certificate:
        _renew_certificate(person, member, by=by)
    _find_contradictions(person, member, by=by)


def _stated(member: MemberEntry) -> dict[str, Any]:
    """The member's plain values; who holds a certificate is no longer without one."""
    certified = {"uncertified": "", "uncertified_on": None} if member.own_certificate else {}
    return {**member.values, **certified}


def _keys(values: dict[str, Any]) -> dict[str, bytes | None]:
    """The lookup keys that go with sealed numbers in an UPDATE."""
    sealed = [name for name in ("phone", "guardian_phone") if name in values]
    return {f"{name}_key": values[name].lookup_key if values[name] else None for name in sealed}


def _renew_certificate(person: Person, member: MemberEntry, *, by: User) -> None:
    valid = DisabilityCertificate.objects.filter(person=person, state="valid")
    same = valid.filter(**_number_of(member))
    if same.exists():
        if member.paper:
            same.update(updated_at=timezone.now(), **member.paper)
        return
    valid.update(state="cancelled", cancel_reason="reassessed", updated_at=timezone.now())
    _issue(person, member, by=by)


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
        raise UnableToEnter(f"{member.name}没有身份证号，请写明原因。")


def _refuse_registered(member: MemberEntry) -> None:
    """A number registered already: here its household is named, in another county only the county."""
    if member.number is None:
        return
    key = lookup_key("id", member.number.text)
    here = Person.objects.filter(id_number_key=key, left_on=None).select_related("household").first()
    if here:
        raise UnableToEnter(f"{member.name}的身份证号已登记在{here.household}，不能重复登记。")
    with connection.cursor() as cursor:
        cursor.execute("select county_name from registered_elsewhere(%s)", [[key]])
        elsewhere = cursor.fetchone()
    if elsewhere:
        raise RegisteredElsewhere(member, elsewhere[0])


def _number_of(member: MemberEntry) -> dict[str, Any]:
    number = member.certificate
    assert number is not None
    return {
        "category": number.category,
        "level": number.level,
        "reissue": number.reissue,
        "components": member.components if number.category == 7 else [],
    }


def _issue(person: Person, member: MemberEntry, *, by: User) -> None:
    assert member.number is not None
    DisabilityCertificate.objects.create(
        person=person,
        household_id=person.household_id,
        area_code=person.area_code,
        holder_key=lookup_key("id", member.number.text),
        created_by=by,
        **_number_of(member),
        **member.paper,
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
    if member.certificate and not member.own_certificate:
        # The paper stays out of the register until it is settled whose it is; its number stays masked.
        paper = masked("id", member.certificate.id_number.text)
        grade = f"{Category(member.certificate.category).label}{Level(member.certificate.level).label}"
        contrary.append(("残疾人证号", f"身份证号{masked('id', number.text)}", f"{paper}（{grade}）"))
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
