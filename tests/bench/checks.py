"""The importer's checks written once for all peers: a roster row in, cleaned values or a message out."""

from __future__ import annotations

from typing import Any

from foundation.areas.models import Area
from foundation.sealed.fields import Sealed
from foundation.sealed.numbers import CertificateNumber, IdNumber
from households.models import DisabilityCertificate, Household, Person
from households.names import initials
from households.querysets import tail_key
from households.roster import layout
from tests.bench.ground import COUNTY

_CHOICES = {
    "户属性": layout.ATTRIBUTES,
    "主要致贫原因": layout.CAUSES,
    "是否脱贫": layout.STATUSES,
    "与户主关系": layout.RELATIONS,
    "文化程度": layout.EDUCATIONS,
    "劳动能力": layout.ABILITIES,
}
_YES = {"是": True, "否": False, "": None}


class RowError(ValueError):
    """A row that is refused."""


def villages() -> dict[tuple[str, str], int]:
    """Every village of the county by township and name."""
    areas = Area.objects.filter(code__gte=COUNTY, code__lt=COUNTY + 1_000_000, level="village")
    rows = areas.values_list("parent__name", "name", "code")
    return {(township, village): code for township, village, code in rows}


def village_by_query(row: dict[str, Any]) -> int:
    """The way most resources do it: one query a row."""
    found = Area.objects.filter(parent__name=row["乡（镇）"], name=row["行政村"], level="village").first()
    if found is None:
        raise RowError("没有此村")
    return found.code


def cleaned(row: dict[str, Any]) -> dict[str, Any]:
    """Numbers, choices and their agreement, as our own importer checks them."""
    values: dict[str, Any] = {}
    for title, known in _CHOICES.items():
        word = str(row[title] or "").strip()
        if word and word not in known:
            raise RowError(f"{title}不认识“{word}”")
        values[title] = known.get(word, "")
    number = IdNumber.read(str(row["身份证号"] or ""))
    values["id"] = number
    values["certificate"] = None
    if row["残疾人证号"]:
        certificate = CertificateNumber.read(str(row["残疾人证号"]))
        if certificate.id_number.text != number.text:
            raise RowError("残疾人证号与身份证号不一致")
        values["certificate"] = certificate
    if not row["姓名"]:
        raise RowError("没有填姓名")
    values["医保"], values["养老"] = _YES[row["医保"] or ""], _YES[row["养老"] or ""]
    return values


def household_of(row: dict[str, Any], values: dict[str, Any], area_code: int) -> Household:
    return Household(
        number=row["户编号"],
        area_code=area_code,
        group_name=row["组"] or "",
        head_name=row["户主姓名"],
        head_initials=initials(row["户主姓名"]),
        attribute=values["户属性"],
        main_cause=values["主要致贫原因"],
        poverty_status=values["是否脱贫"],
    )


def fill_person(person: Person, row: dict[str, Any], values: dict[str, Any]) -> None:
    number: IdNumber = values["id"]
    person.name, person.name_initials = row["姓名"], initials(row["姓名"])
    person.id_number, person.id_tail_key = Sealed.of("id", number.text), tail_key(number.tail)
    person.sex, person.birth_date = number.sex, number.birth_date
    person.relation, person.ethnicity = values["与户主关系"], row["民族"] or ""
    person.education, person.labour_ability = values["文化程度"], values["劳动能力"]
    person.medical_insured, person.pension_insured = values["医保"], values["养老"]
    person.phone = Sealed.of("phone", str(row["联系电话"])) if row["联系电话"] else None


def certificate_of(person: Person, values: dict[str, Any]) -> DisabilityCertificate | None:
    certificate: CertificateNumber | None = values["certificate"]
    if certificate is None:
        return None
    return DisabilityCertificate(
        person=person,
        household_id=person.household_id,
        area_code=person.area_code,
        holder_key=person.id_number.lookup_key,
        category=certificate.category,
        level=certificate.level,
        reissue=certificate.reissue,
    )
