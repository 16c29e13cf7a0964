"""kill -9 of the whole worker in the middle of each kind of run: a new worker ends it with the same result.

A lock on a table that the work needs holds the worker inside a chunk, so that the
kill always falls into the middle; the sweep under beat finds the orphaned run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from config.embedded.supervisor import beat_command, worker_command
from tests.processes.installation import Installation, kill

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]

COUNTY = "520203000000"
HOUSEHOLDS = "500"

TAKE_IN = """
from datetime import date
from pathlib import Path
from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.areas.scope import opened
from households.roster.intake import {verb}
from households.models import RosterFile
by = User.objects.get(username="clerk")
on = date(2018, 7, 1)
with opened(by.appointment_on(on).scope(on)):
    area = Area.objects.get(code={county})
    {call}
"""

# Everything that the work leaves, without keys and times.
REGISTRY = """
select md5(string_agg(row::text, '|' order by row::text)) from (
  select h.number, h.area_code, h.head_name, h.poverty_status, h.version, p.name, p.relation,
         encode(p.id_number_key, 'hex'), c.category, c.level, encode(c.holder_key, 'hex'), k.name,
         g.starts_on, f.disabled, f.disability_level
  from households_household h
  left join households_person p on p.household_id = h.id
  left join households_personfacts f on f.person_id = p.id
  left join households_disabilitycertificate c on c.person_id = p.id
  left join households_pairing g on g.household_id = h.id
  left join households_cadre k on k.id = g.cadre_id
) row
"""
ALERTS = """
select md5(string_agg(row::text, '|' order by row::text)), count(*) from (
  select h.number, a.rule, a.as_of, a.sentence, a.state
  from assessment_riskalert a join households_household h on h.id = a.household_id
) row
"""
LEDGER = "select sha256, counts::text from assessment_ledger"
RUN = "select state, done, total, error from jobs_run order by id desc limit 1"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Divisions, policy and accounts; a roster file beside them."""
    prepared = Installation(tmp_path_factory.mktemp("empty"))
    try:
        prepared.manage("migrate", "--verbosity", "0", owner=True)
        prepared.manage("load_reference_data", owner=True)
        prepared.manage("create_accounts", "--area", COUNTY, owner=True)
        prepared.manage(
            "demo_roster",
            "--area",
            COUNTY,
            "--households",
            HOUSEHOLDS,
            "--out",
            str(prepared.folder / "r.xlsx"),
        )
        yield prepared
    finally:
        prepared.close()


@pytest.fixture(scope="module")
def county(empty: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The same with a generated county in it."""
    prepared = empty.copy(tmp_path_factory.mktemp("county"))
    try:
        prepared.manage("generate_county", "--area", COUNTY, "--households", HOUSEHOLDS, owner=True)
        yield prepared
    finally:
        prepared.close()


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Callable[[Installation], Installation]]:
    made: list[Installation] = []

    def copy(source: Installation) -> Installation:
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(source.copy(folder))
        return made[-1]

    yield copy
    for installation in made:
        installation.close()


@contextmanager
def held(installation: Installation, table: str) -> Iterator[None]:
    """Nobody else gets at the table for the length of the block."""
    with closing(psycopg2.connect(installation.owner_url)) as connection, connection.cursor() as cursor:
        cursor.execute(f"lock table {table} in access exclusive mode")
        yield
        connection.rollback()


def killed_while_waiting_for(installation: Installation, table: str) -> None:
    """A worker starts, gets stuck inside a chunk for want of the table, and is killed there."""
    with held(installation, table):
        worker = installation.start(*worker_command())
        installation.wait_for(
            f"select 1 from pg_locks where relation = '{table}'::regclass and not granted"
            " and database = (select oid from pg_database where datname = current_database())",
            bool,
        )
        kill(worker)
    assert installation.rows(RUN)[0][0] == "running"


def finished_by_a_new_worker(installation: Installation) -> None:
    installation.start(*worker_command())
    installation.start(*beat_command())
    rows = installation.wait_for(RUN, lambda found: found[0][0] not in {"queued", "running"})
    assert rows[0][0] == "done", rows


def roster(installation: Installation, verb: str, call: str) -> None:
    installation.shell(TAKE_IN.format(verb=verb, county=COUNTY, call=call))


def take_in(installation: Installation, source: Installation) -> None:
    content = f"Path({str(source.folder / 'r.xlsx')!r}).read_bytes()"
    roster(
        installation,
        "take_in_roster",
        f"take_in_roster(content={content}, name='r.xlsx', area=area, by=by, on=on)",
    )


def confirm(installation: Installation) -> None:
    call = "confirm_roster(roster=RosterFile.objects.get(), area=area, by=by, on=on)"
    roster(installation, "confirm_roster", call)


def test_import_killed_in_check_and_in_merge_ends_like_an_undisturbed_one(
    empty: Installation, copied: Callable[[Installation], Installation]
) -> None:
    undisturbed, disturbed = copied(empty), copied(empty)
    undisturbed.manage(
        "import_roster", str(empty.folder / "r.xlsx"), "--kind", "registry", "--area", COUNTY,
        "--by", "clerk", "--apply",
    )  # fmt: skip

    take_in(disturbed, empty)
    killed_while_waiting_for(disturbed, "households_rosterrow")
    finished_by_a_new_worker(disturbed)
    for process in disturbed.processes:
        kill(process)
    confirm(disturbed)
    killed_while_waiting_for(disturbed, "households_pairing")
    finished_by_a_new_worker(disturbed)

    assert disturbed.rows(REGISTRY) == undisturbed.rows(REGISTRY)
    assert disturbed.rows("select count(*) > 400 from households_household") == [(True,)]


@pytest.mark.parametrize(
    ("arguments", "table", "left"),
    [
        (("detect_fall_back", "--as-of", "2018-06-30"), "households_pairing", ALERTS),
        (("produce_ledger", "--period", "2018-06"), "policy_policyitem", LEDGER),
    ],
    ids=["detection", "ledger"],
)
def test_run_killed_in_the_middle_ends_like_an_undisturbed_one(
    county: Installation,
    copied: Callable[[Installation], Installation],
    arguments: tuple[str, ...],
    table: str,
    left: str,
) -> None:
    undisturbed, disturbed = copied(county), copied(county)
    undisturbed.manage(*arguments, "--area", COUNTY, "--by", "clerk")

    disturbed.shell(ASK[arguments[0]].format(county=COUNTY))
    killed_while_waiting_for(disturbed, table)
    finished_by_a_new_worker(disturbed)

    found: list[tuple[Any, ...]] = disturbed.rows(left)
    assert found == undisturbed.rows(left)
    assert found[0][0]


_ASKED = """
from datetime import date
from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.areas.scope import opened
{imported}
by = User.objects.get(username="clerk")
on = date(2018, 7, 1)
with opened(by.appointment_on(on).scope(on)):
    {call}
"""
ASK = {
    "detect_fall_back": _ASKED.replace(
        "{imported}", "from assessment.monitoring.detecting import ask_for_detection"
    ).replace(
        "{call}",
        "ask_for_detection(area=Area.objects.get(code={county}), as_of=date(2018, 6, 30), by=by, on=on)",
    ),
    "produce_ledger": _ASKED.replace(
        "{imported}", "from assessment.ledgers.producing import ask_for_ledger"
    ).replace(
        "{call}", "ask_for_ledger(area=Area.objects.get(code={county}), period='2018-06', by=by, on=on)"
    ),
}
