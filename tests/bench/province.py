"""A whole province for benchmarks: 400,000 households, 1.2 million persons, in a database of its own.

``prepared(quick)`` makes it once, keeps it with the other data of the benchmarks and returns the
environment in which a process works on it (``DATABASE_URL`` the owner's, ``APP_DATABASE_URL`` that of
the web). Two counties come from the product's own generator; each further county is a copy of one of
them by one statement a table, on its own villages, with numbers, keys and seals of its own. Keys and
indexes are off while rows are copied, and built and checked once at the end; two connections share the work.

Benches that write must put back what they wrote, or work in a transaction that is rolled back.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from typing import Any

from tests.bench import ground

HOUSEHOLDS, COUNTIES = 400_000, 88
QUICK_HOUSEHOLDS, QUICK_COUNTIES = 6_000, 6
PROVINCE = 520_000_000_000
VERSION = "province 2"
TOGETHER = 2  # connections, and processes that seal
# Copied table by table, parents first: table → what a copy says instead of the original's column.
_OWN_KEY = {"id": "t.id + m.copy * %(step)s"}
_PERSON = {"person_id": "t.person_id + m.copy * %(step)s"}
TABLES: dict[str, dict[str, str]] = {
    "households_household": {**_OWN_KEY, "number": "m.target::text || right(t.number, 8)"},
    "households_person": {
        **_OWN_KEY,
        "id_number": "n.id_number",
        "id_number_key": "n.id_number_key",
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
    # What rules are judged on is copied with the people; the households' facts name flags of their areas.
    "households_personfacts": _PERSON,
    "support_measures_personbenefitfacts": _PERSON,
    "support_measures_householdbenefitfacts": {},
}
FACTS_BY_AREA = "households_householdfacts"  # fmt: skip
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

    ground.migrate()
    if _marked():
        return
    told("migrated")
    call_command("load_reference_data", verbosity=0, stdout=io.StringIO())
    originals, targets = _generate(quick)
    told("two counties generated")
    _map_villages(originals, targets)
    _number_people(told)
    _copy_cadres()
    _copy_lists()
    for table in TABLES:
        _run(f"create unlogged table bench_{table} as select * from {table}")
    indexes, keys = _lift_guards()
    _together(_copy_county, range(1, len(targets) + 1))
    told("counties copied")
    _together(_run, indexes)
    told("indexes built")
    _together(_run, [f"analyze {table}" for table in TABLES])
    for key in keys:
        _run(f"{key} not valid")
    _together(_run, [key.replace(" add ", " validate ").partition(" FOREIGN ")[0] for key in keys])
    _run(f"drop table bench_copy, bench_number, {', '.join(f'bench_{table}' for table in TABLES)}")
    told("foreign keys checked")
    _refresh_by_area()
    told("facts")
    for table in (*TABLES, "households_cadre"):
        if "id" in _columns(table, set()):
            _run(_SEQUENCE.format(table=table))
    _run("vacuum analyze")
    _run(f"comment on database {_database()} is '{VERSION}'")
    told("ready")


def _database() -> str:
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def _together(work: Callable[[Any], None], pieces: Iterable[Any]) -> None:
    """Each piece on one of the connections; the first error is raised."""
    with ThreadPoolExecutor(TOGETHER) as pool:
        list(pool.map(work, pieces))


def _refresh_by_area() -> None:
    """The households' facts by the product's statement; those of the people came with the copies."""
    from config.demo.world import REFERENCE
    from households.facts import sql as facts_sql

    _run(f"truncate {FACTS_BY_AREA}")
    _run(facts_sql.HOUSEHOLDS, {"ids": None, "on": REFERENCE})


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
    from config.demo.management.commands.generate_county import refresh_facts
    from config.demo.places import counties_of
    from config.demo.world import generate

    counties = counties_of(PROVINCE)[: QUICK_COUNTIES if quick else COUNTIES]
    households = (QUICK_HOUSEHOLDS if quick else HOUSEHOLDS) // len(counties)
    originals = counties[:2]
    for seed, county in enumerate(originals, start=1):
        load_county(generate(county, households=households, seed=seed), at=datetime.now(UTC))
    refresh_facts()
    return originals, counties[2:]


def _map_villages(originals: list[Any], targets: list[Any]) -> None:
    """bench_copy: which village of a copy stands for which village of its original."""
    lines = []
    for copy, county in enumerate(targets, start=1):
        original = originals[copy % len(originals)]
        for place, village in enumerate(original.villages):
            target = county.villages[place * len(county.villages) // len(original.villages)]
            lines.append(f"{copy}\t{village.code}\t{target.code}")
    _run("create unlogged table bench_copy (copy bigint, source bigint, target bigint)")
    _copy_in("bench_copy", "\n".join([*lines, ""]))
    _run("create index on bench_copy (copy, source)")
    _run("analyze bench_copy")


def _number_people(told: Callable[[str], None]) -> None:
    """bench_number: each copied person's own number, sealed, with the keys that searches ask by."""
    from django.db import connections

    from households.models import Person

    copies: dict[int, list[tuple[int, int]]] = {}
    for copy, source, target in _rows(
        "select distinct copy, source / 1000000, target / 1000000 from bench_copy"
    ):
        copies.setdefault(source, []).append((copy, target % 10_000))
    people = [
        (pk, sealed.open(), copies[area // 1_000_000])
        for pk, area, sealed in Person.objects.values_list("pk", "area_code", "id_number")
    ]
    _run(
        "create unlogged table bench_number"
        " (copy bigint, person bigint, id_number bytea, id_number_key bytea, id_tail_key bytea)"
    )
    connections.close_all()  # the processes that seal are forks
    with get_context("fork").Pool(TOGETHER) as pool:
        for lines in pool.imap_unordered(
            _sealed, [people[at : at + 500] for at in range(0, len(people), 500)]
        ):
            _copy_in("bench_number", lines)
    told("numbers sealed")
    _run("create index on bench_number (copy, person)")
    _run("analyze bench_number")


def _sealed(people: list[tuple[int, str, list[tuple[int, int]]]]) -> str:
    from stdnum.cn import ric

    from foundation.sealed.cipher import lookup_key, seal
    from households.querysets import tail_key

    lines, tails = [], {}
    for pk, number, copies in people:
        for copy, place in copies:
            # Another order of the day for each copy (of the same sex), so that tails are spread as in life.
            order = (int(number[14:17]) + 50 * copy) % 1_000
            body = f"{number[:2]}{place:04d}{number[6:14]}{order:03d}"
            own = body + str(ric.calc_check_digit(body + "0"))
            tail = tails.get(own[-4:]) or tails.setdefault(own[-4:], tail_key(own[-4:]).hex())
            keys = (seal("id", own).hex(), lookup_key("id", own).hex(), tail)
            lines.append(f"{copy}\t{pk}\t" + "\t".join(f"\\\\x{key}" for key in keys) + "\n")
    return "".join(lines)


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


def _copy_county(copy: int) -> None:
    for table, instead in TABLES.items():
        _copy(table, instead, copy)


def _copy(table: str, instead: dict[str, str], copy: int) -> None:
    """One statement: every row of the original once."""
    given = {"area_code": "m.target", **instead}
    if table != "households_household":
        given["household_id"] = "t.household_id + m.copy * %(step)s"
    own_id = {"id"} - set(given)
    kept = _columns(table, {*given, *own_id})
    columns = ", ".join([*given, *kept])
    values = ", ".join([*given.values(), *(f"t.{name}" for name in kept)]) % {"step": _STEP}
    numbers = ""
    if "n." in values:
        person = "t.id" if table == "households_person" else "t.person_id"
        numbers = f" join bench_number n on n.person = {person} and n.copy = m.copy"
    _run(
        f"insert into {table} ({columns}) select {values} from bench_{table} t"
        f" join bench_copy m on m.source = t.area_code and m.copy = {copy}{numbers}"
    )


def _lift_guards() -> tuple[list[str], list[str]]:
    """Every key and index off while rows are copied; the statements that put them back.

    One check of all rows and one build of an index are much faster than one a row.
    """
    foreign = _constraints(
        "contype = 'f' and (conrelid::regclass::text = any (%s) or confrelid::regclass::text = any (%s))",
        [list(TABLES)] * 2,
    )
    own = _constraints("contype in ('p', 'u', 'x') and conrelid::regclass::text = any (%s)", [list(TABLES)])
    for drop, _ in (*foreign, *own):
        _run(drop)
    indexes = _rows(
        "select format('drop index %%s', indexrelid::regclass), pg_get_indexdef(indexrelid) from pg_index"
        " where indrelid::regclass::text = any (%s)",
        [list(TABLES)],
    )
    for drop, _ in indexes:
        _run(drop)
    return [back for _, back in (*own, *indexes)], [back for _, back in foreign]


def _constraints(which: str, values: list[Any]) -> list[tuple[str, str]]:
    return _rows(
        "select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),"
        " format('alter table %%s add constraint %%I %%s', conrelid::regclass, conname,"
        f" pg_get_constraintdef(oid)) from pg_constraint where {which} order by md5(conname)",
        values,
    )


def _columns(table: str, without: set[str]) -> list[str]:
    """The table's columns that a copy takes over as they are; what the database computes it computes."""
    found = _rows(
        "select column_name from information_schema.columns where table_name = %s"
        " and table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position",
        [table],
    )
    return [name for (name,) in found if name not in without]


def _cursor() -> Any:
    """Of this thread's connection; memory for sorts, no wait for the disk."""
    from django.db import connection

    if connection.connection is None:
        with connection.cursor() as cursor:
            cursor.execute(
                "set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'"
            )
    return connection.cursor()


def _run(statement: str, values: dict[str, Any] | None = None) -> None:
    with _cursor() as cursor:
        cursor.execute(statement, values)


def _rows(statement: str, values: list[Any] | None = None) -> list[Any]:
    with _cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _copy_in(table: str, lines: str) -> None:
    with _cursor() as cursor:
        cursor.copy_expert(f"copy {table} from stdin", io.StringIO(lines))


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
