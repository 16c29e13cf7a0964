"""A whole province for benchmarks: 400,000 households, 1.2 million persons, in a database of its own.

``prepared(quick)`` makes it once, keeps it with the other data of the benchmarks and returns the
environment in which a process works on it (``DATABASE_URL`` the owner's, ``APP_DATABASE_URL`` that of
the web). Two counties come from the product's own generator; each further county is a copy of one of
them by one statement a table, on its own villages, with numbers, keys and seals of its own.

Benches that write must put back what they wrote, or work in a transaction that is rolled back.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Any

HOUSEHOLDS, COUNTIES = 400_000, 88
QUICK_HOUSEHOLDS, QUICK_COUNTIES = 6_000, 6
PROVINCE = 520_000_000_000
VERSION = "province 1"
# Copied table by table, parents first: table → what a copy says instead of the original's column.
_OWN_KEY = {"id": "t.id + m.copy * %(step)s"}
_PERSON = {"person_id": "t.person_id + m.copy * %(step)s"}
TABLES: dict[str, dict[str, str]] = {
    "households_household": {**_OWN_KEY, "number": "m.target::text || right(t.number, 8)"},
    "households_person": {
        **_OWN_KEY, "id_number": "n.id_number", "id_number_key": "n.id_number_key",
        "id_tail_key": "n.id_tail_key",
    },
    "households_disabilitycertificate": {**_PERSON, "holder_key": "n.id_number_key"},
    "households_householdyear": {},
    "households_statusstep": {},
    "households_pairing": {"cadre_id": "t.cadre_id + m.copy * %(step)s"},
    "households_visit": {"client_key": "gen_random_uuid()"},
    "households_factstatement": _PERSON,
    "support_measures_benefitrecord": _PERSON,
    "actions_enrolment": _PERSON,
}  # fmt: skip
_STEP = 10_000_000  # past every key of the two originals


def prepared(quick: bool) -> dict[str, str]:
    """Make the province where it is missing; the environment for processes that work on it."""
    name = "canlian_province_quick" if quick else "canlian_province"
    environment = {
        **os.environ,
        **{
            key: os.environ[key].rpartition("/")[0] + f"/{name}"
            for key in ("DATABASE_URL", "APP_DATABASE_URL")
        },
    }
    command = [sys.executable, "-m", "tests.bench.province", name, *(["--quick"] if quick else [])]
    subprocess.run(command, env=environment, check=True)
    return environment


def make(quick: bool) -> None:
    """In a process on the new database: migrate, generate, copy, refresh, analyse."""
    import django

    django.setup()
    from django.core.management import call_command

    began = time.monotonic()

    def told(what: str) -> None:
        print(f"  province: {what} ({time.monotonic() - began:.0f} s)", file=sys.stderr, flush=True)

    call_command("migrate", verbosity=0)
    if _marked():
        return
    told("migrated")
    call_command("load_reference_data", verbosity=0, stdout=io.StringIO())
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'"
        )
    originals, targets = _generate(quick)
    told("two counties generated")
    _map_villages(originals, targets)
    _number_people()
    told("numbers sealed")
    _copy_cadres()
    _copy_lists()
    guards = _lift_guards()
    for table, instead in TABLES.items():
        _copy(table, instead)
        told(table)
    for guard in guards:
        _run(guard)
    told("foreign keys checked, indexes built")
    from config.demo.management.commands.generate_county import refresh_facts

    refresh_facts()
    told("facts")
    with connection.cursor() as cursor:
        for table in (*TABLES, "households_cadre"):
            cursor.execute(_SEQUENCE.format(table=table))
        cursor.execute("vacuum analyze")
        cursor.execute(f"comment on database {connection.settings_dict['NAME']} is '{VERSION}'")
    told("ready")


_SEQUENCE = "select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))"


def _marked() -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"
        )
        row = cursor.fetchone()
    return bool(row and row[0] == VERSION)


def _generate(quick: bool) -> tuple[list[Any], list[Any]]:
    """The originals from the product's generator; the counties that become copies."""
    from config.demo.loading import load_county
    from config.demo.places import counties_of
    from config.demo.world import generate

    counties = counties_of(PROVINCE)[: QUICK_COUNTIES if quick else COUNTIES]
    households = (QUICK_HOUSEHOLDS if quick else HOUSEHOLDS) // len(counties)
    originals = counties[:2]
    for seed, county in enumerate(originals, start=1):
        load_county(generate(county, households=households, seed=seed), at=datetime.now(UTC))
    return originals, counties[2:]


def _map_villages(originals: list[Any], targets: list[Any]) -> None:
    """bench_copy: which village of a copy stands for which village of its original."""
    lines = []
    for copy, county in enumerate(targets, start=1):
        original = originals[copy % len(originals)]
        for place, village in enumerate(original.villages):
            target = county.villages[place * len(county.villages) // len(original.villages)]
            lines.append(f"{copy}\t{village.code}\t{target.code}")
    _run("create temp table bench_copy (copy bigint, source bigint, target bigint)")
    _copy_in("bench_copy", lines)
    _run("analyze bench_copy")


def _number_people() -> None:
    """bench_number: each copied person's own number, sealed, with the keys that searches ask by."""
    from stdnum.cn import ric

    from foundation.sealed.cipher import lookup_key, seal
    from households.models import Person
    from households.querysets import tail_key

    copies: dict[int, list[tuple[int, int]]] = {}
    for copy, source, target in _rows(
        "select distinct copy, source / 1000000, target / 1000000 from bench_copy"
    ):
        copies.setdefault(source, []).append((copy, target % 10_000))
    tails = {
        f"{n:03d}{last}": tail_key(f"{n:03d}{last}").hex() for n in range(1_000) for last in "0123456789X"
    }
    _run(
        "create temp table bench_number"
        " (copy bigint, person bigint, id_number bytea, id_number_key bytea, id_tail_key bytea)"
    )
    lines = []
    for pk, area, sealed in Person.objects.values_list("pk", "area_code", "id_number").iterator(5_000):
        number = sealed.open()
        for copy, place in copies[area // 1_000_000]:
            # Another order of the day for each copy (of the same sex), so that tails are spread as in life.
            order = (int(number[14:17]) + 50 * copy) % 1_000
            body = f"{number[:2]}{place:04d}{number[6:14]}{order:03d}"
            own = body + str(ric.calc_check_digit(body + "0"))
            keys = (seal("id", own).hex(), lookup_key("id", own).hex(), tails[own[-4:]])
            lines.append(f"{copy}\t{pk}\t" + "\t".join(f"\\\\x{key}" for key in keys))
    _copy_in("bench_number", lines)
    _run("create index on bench_number (person, copy)")
    _run("analyze bench_number")


def _copy_cadres() -> None:
    columns = ", ".join(_columns("households_cadre", {"id", "area_code", "user_id"}))
    _run(
        f"insert into households_cadre (id, area_code, {columns})"
        f" select t.id + c.copy * {_STEP}, c.target, {columns} from households_cadre t join"
        " (select distinct copy, source / 1000000 * 1000000 as source, target / 1000000 * 1000000 as target"
        "  from bench_copy) c on c.source = t.area_code"
    )


def _copy_lists() -> None:
    _run(
        "insert into households_loadedlist (area_code, list_name, period, loaded_at)"
        " select c.target, l.list_name, l.period, l.loaded_at from households_loadedlist l join"
        " (select distinct source / 1000000 * 1000000 as source, target / 1000000 * 1000000 as target"
        "  from bench_copy) c on c.source = l.area_code on conflict do nothing"
    )


def _copy(table: str, instead: dict[str, str]) -> None:
    """One statement: every row of the originals once a copy."""
    given = {"area_code": "m.target", **instead}
    if table != "households_household":
        given["household_id"] = "t.household_id + m.copy * %(step)s"
    kept = _columns(table, {*given, *({"id"} - set(given))})
    columns = ", ".join([*given, *kept])
    values = ", ".join([*given.values(), *(f"t.{name}" for name in kept)]) % {"step": _STEP}
    numbers = ""
    if "n." in values:
        person = "t.id" if table == "households_person" else "t.person_id"
        numbers = f" join bench_number n on n.person = {person} and n.copy = m.copy"
    _run(
        f"insert into {table} ({columns}) select {values} from {table} t"
        f" join bench_copy m on m.source = t.area_code{numbers} order by m.target"
    )


def _lift_guards() -> list[str]:
    """Foreign keys and plain indexes off while rows are copied; the statements that put them back.

    One check of all rows and one build of an index are much faster than one a row.
    """
    keys = _rows(
        "select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),"
        " format('alter table %%s add constraint %%I %%s', conrelid::regclass, conname,"
        " pg_get_constraintdef(oid)) from pg_constraint"
        " where contype = 'f' and conrelid::regclass::text = any (%s)",
        [list(TABLES)],
    )
    indexes = _rows(
        "select format('drop index %%s', indexrelid::regclass), pg_get_indexdef(indexrelid) from pg_index"
        " where not indisunique and not indisexclusion and indrelid::regclass::text = any (%s)",
        [list(TABLES)],
    )
    for drop, _ in (*keys, *indexes):
        _run(drop)
    return [back for _, back in (*indexes, *keys)]


def _columns(table: str, without: set[str]) -> list[str]:
    """The table's columns that a copy takes over as they are; what the database computes it computes."""
    found = _rows(
        "select column_name from information_schema.columns where table_name = %s"
        " and table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position",
        [table],
    )
    return [name for (name,) in found if name not in without]


def _run(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


def _rows(statement: str, values: list[Any] | None = None) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _copy_in(table: str, lines: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.copy_expert(f"copy {table} from stdin", io.StringIO("\n".join([*lines, ""])))


def _create_database(name: str) -> None:
    """The database, empty unless a whole province is in it."""
    import psycopg2

    connection = psycopg2.connect(os.environ["DATABASE_URL"].rpartition("/")[0] + "/canlian")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [name]
        )
        row = cursor.fetchone()
        if row and row[0] != VERSION:
            cursor.execute(f"drop database {name}")
        if not row or row[0] != VERSION:
            cursor.execute(f"create database {name} owner owner")
    connection.close()


if __name__ == "__main__":
    _create_database(sys.argv[1])
    make("--quick" in sys.argv)
