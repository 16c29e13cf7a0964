"""Households, members and certificates of a generated county as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from config.demo.loading.copying import copy_rows, reserve_keys
from config.demo.loading.keys import Keys
from config.demo.world import County, Home, Member
from foundation.sealed.cipher import lookup_key, seal
from households.models import DisabilityCertificate, Household, Person
from households.names import initials
from households.querysets import tail_key

HOUSEHOLD = (
    "id", "number", "area_code", "group_name", "address", "head_name", "head_initials", "phone", "phone_key",
    "attribute", "poverty_status", "identified_on", "lifted_year", "main_cause", "house_grade",
    "house_area_sqm", "only_house", "safe_water", "farmland_mu", "need_accessibility", "startup_household",
    "has_contract_land_or_house", "collective_member", "note", "left_on", "left_reason", "version",
    "created_at", "updated_at",
)  # fmt: skip
PERSON = (
    "id", "household_id", "area_code", "name", "name_initials", "id_number", "id_number_key", "id_tail_key",
    "no_number_reason", "sex", "birth_date", "relation", "ethnicity", "education", "school_stage", "health",
    "labour_ability", "employed", "work_months", "dibao", "medical_insured", "pension_insured", "need_rehab",
    "need_device", "need_care", "family_supported", "returned_migrant", "dropped_out_for_poverty",
    "diagnosed_kinds", "left_reason", "created_at", "updated_at",
)  # fmt: skip
CERTIFICATE = (
    "household_id", "person_id", "area_code", "holder_key", "category", "level", "reissue", "components",
    "issued_on", "valid_until", "state", "created_at", "updated_at",
)  # fmt: skip


def copy_registry(county: County, at: str) -> tuple[Keys, dict[str, int]]:
    homes = zip(county.homes, reserve_keys(Household, len(county.homes)), strict=True)
    persons = zip(_numbers(county), reserve_keys(Person, county.persons), strict=True)
    keys = Keys({home.number: key for home, key in homes}, dict(persons))
    people = [(home, member) for home in county.homes for member in home.members]
    counts = {
        "households": copy_rows(Household, HOUSEHOLD, (_household(keys, h, at) for h in county.homes)),
        "persons": copy_rows(Person, PERSON, (_person(keys, h, m, at) for h, m in people)),
        "certificates": copy_rows(
            DisabilityCertificate,
            CERTIFICATE,
            (_certificate(keys, h, m, at) for h, m in people if m.disability),
        ),
    }
    return keys, counts


def _numbers(county: County) -> Iterator[str]:
    return (member.id_number for home in county.homes for member in home.members)


def _sealed(kind: str, number: str) -> tuple[bytes, bytes] | tuple[None, None]:
    return (seal(kind, number), lookup_key(kind, number)) if number else (None, None)


def _household(keys: Keys, home: Home, at: str) -> tuple[Any, ...]:
    return (
        keys.household(home), home.number, home.village.code, home.group_name, "", home.head.name,
        initials(home.head.name), *_sealed("phone", home.phone), home.attribute, home.poverty_status,
        home.identified_on, home.lifted_year, home.main_cause, home.house_grade, home.house_area_sqm,
        home.only_house, home.safe_water, home.farmland_mu, home.need_accessibility, home.startup_household,
        home.has_contract_land_or_house, home.collective_member, "", None, "", 1, at, at,
    )  # fmt: skip


def _person(keys: Keys, home: Home, member: Member, at: str) -> tuple[Any, ...]:
    return (
        keys.person(member), keys.household(home), home.village.code, member.name, initials(member.name),
        *_sealed("id", member.id_number), tail_key(member.id_number[-4:]), "", member.sex, member.born_on,
        member.relation, member.ethnicity, member.education, member.school_stage, member.health,
        member.labour_ability, member.employed, member.work_months, member.dibao, member.medical_insured,
        member.pension_insured, member.need_rehab, member.need_device, member.need_care,
        member.family_supported, member.returned_migrant, member.dropped_out_for_poverty,
        member.diagnosed_kinds, "", at, at,
    )  # fmt: skip


def _certificate(keys: Keys, home: Home, member: Member, at: str) -> tuple[Any, ...]:
    disability = member.disability
    assert disability is not None
    return (
        keys.household(home), keys.person(member), home.village.code, lookup_key("id", member.id_number),
        disability.category, disability.level, disability.reissue, disability.components,
        disability.issued_on, disability.valid_until, "valid", at, at,
    )  # fmt: skip
