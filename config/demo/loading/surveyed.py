"""What the yearly survey of services and needs tells of those on record, beyond a roster's columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from psycopg2 import sql

from config.demo.loading.copying import copy_into
from config.demo.loading.keys import Keys
from config.demo.world import County, Home, Member
from households.models import DisabilityCertificate, Household, Person

PERSON = (
    "school_stage", "health", "employed", "work_months", "need_rehab", "need_device", "need_care",
    "family_supported", "returned_migrant", "dropped_out_for_poverty", "dibao",
)  # fmt: skip
HOUSEHOLD = (
    "identified_on", "house_grade", "house_area_sqm", "only_house", "safe_water", "farmland_mu",
    "need_accessibility", "startup_household", "has_contract_land_or_house", "collective_member",
)  # fmt: skip
Rows = Iterable[tuple[int | None, list[Any]]]
CERTIFICATE = ("issued_on", "valid_until")


def tell_survey(county: County, keys: Keys) -> int:
    """Persons and households that were told something; a second time changes nothing."""
    homes = [(keys.household(home), _values(home, HOUSEHOLD)) for home in county.homes]
    people = [(keys.person(m), _values(m, PERSON)) for home in county.homes for m in home.members]
    told = _update(Household, HOUSEHOLD, homes) + _update(Person, PERSON, people)
    return told + _update(DisabilityCertificate, CERTIFICATE, _oldest_certificates(county, keys))


def _oldest_certificates(county: County, keys: Keys) -> Rows:
    """Those about to run out, seen at the visit."""
    holders = [(member.disability, keys.person(member)) for home in county.homes for member in home.disabled]
    seen = {person: told for told, person in holders if told and told.valid_until and person}
    kept = DisabilityCertificate.objects.filter(person__in=seen, state="valid")
    return [
        (pk, [seen[person].issued_on, seen[person].valid_until])
        for pk, person in kept.values_list("pk", "person_id")
    ]


def _values(record: Home | Member, columns: Sequence[str]) -> list[Any]:
    return [getattr(record, column) for column in columns]


def _update(model: type[models.Model], columns: Sequence[str], rows: Rows) -> int:
    """Grain: one row per record on file; only rows that differ are written (and kept in the history)."""
    table, names = sql.Identifier(model._meta.db_table), [sql.Identifier(column) for column in columns]
    told = sql.Identifier(f"told_{model._meta.model_name}")
    listed = sql.SQL(", ").join(names)
    create = sql.SQL("create temp table {} on commit drop as select id, {} from {} limit 0")
    update = sql.SQL(
        "update {table} as kept set ({columns}) = (select {new}), updated_at = now() from {told} as told"
        " where kept.id = told.id and ({old}) is distinct from ({new})"
    )
    with connection.cursor() as cursor:
        cursor.execute(create.format(told, listed, table).as_string(cursor.cursor))
        copy_into(told, ("id", *columns), ((key, *values) for key, values in rows if key is not None))
        cursor.execute(
            update.format(
                table=table,
                columns=listed,
                told=told,
                new=sql.SQL(", ").join(sql.SQL("told.{}").format(name) for name in names),
                old=sql.SQL(", ").join(sql.SQL("kept.{}").format(name) for name in names),
            ).as_string(cursor.cursor)
        )
        changed: int = cursor.rowcount
        cursor.execute(sql.SQL("drop table {}").format(told).as_string(cursor.cursor))
        return changed
