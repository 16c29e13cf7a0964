"""Staging the records of a roster's rows and finding who they are about.

Grain: ``staged_line`` one row a record (``row`` the file's line, ``part`` the record in it),
``staged_row`` one row a line of the file. Temporary, as in roster/sql.py. Leans on
person_id_number_once, households' unique number, and the indexes by area.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from psycopg2 import sql
from psycopg2.extras import execute_values

from households.roster.sql import STAGED_ROW, fetch, run
from households.roster.sql_merge import Merging

BASE_LINE = [
    "part",
    "row_number",
    "part_label",
    "name",
    "id_number_key",
    "home_number",
    "head_name",
    "village",
    "birth_date",
    "category",
    "level",
    "reissue",
    "findings",
]

_CREATE = """
create temp table staged_line (
  row bigint, part smallint, row_number integer, part_label text, name text, id_number_key bytea,
  home_number text, head_name text, village bigint, birth_date date, category smallint, level smallint,
  reissue smallint, findings jsonb default '[]', {columns}
  person_id bigint, household_id bigint, area_code bigint, version integer, record_id bigint,
  is_new boolean default false, good boolean default true, verdict text,
  problem text, problem_column text, reasons jsonb default '[]', changes jsonb default '{{}}',
  primary key (row, part)
) on commit drop;
"""
# What is wrong with one record is wrong with its row: the first of these that any of them has.
_ORDER = "array['wrong','elsewhere','ambiguous','unknown','held','changed','new','unchanged']"

# The row's verdict, reasons and changes from its records.
_ROWS = f"""
  select s.row, (array_agg(s.verdict order by array_position({_ORDER}, s.verdict)))[1] as verdict,
    bool_and(s.good) as good, min(s.person_id) as person_id, min(s.household_id) as household_id,
    min(s.area_code) as area_code,
    min(s.version) as version,
    (select coalesce(jsonb_agg(r), '[]') from staged_line o, jsonb_array_elements(o.reasons) r
      where o.row = s.row) as reasons,
    case when not bool_and(s.good) then '{{}}' else (
      select coalesce(jsonb_object_agg(o.part_label || case o.part_label when '' then '' else '·' end
          || c.key, c.value), '{{}}')
      from staged_line o, jsonb_each(o.changes) c where o.row = s.row) end as changes
  from staged_line s group by s.row"""

# What the preview said before anything was decided about it (a third word, another verdict).
_SHOWN = """(case when r.verdict = 'unchanged' and r.changes <> '{}' then 'changed' else r.verdict end,
    case when r.changes = '{}' then r.changes else (
      select jsonb_object_agg(c.key, jsonb_build_array(c.value->0, c.value->1))
      from jsonb_each(r.changes) c) end)"""


def execute(statement: str, values: dict[str, Any] | None = None) -> None:
    """A statement with braces of its own."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def open_staging(columns: Sequence[tuple[str, str]]) -> None:
    close_staging()
    named = (sql.SQL("{} {},").format(sql.Identifier(name), sql.SQL(kind)) for name, kind in columns)
    run(_CREATE, columns=sql.SQL(" ").join(named))
    run(STAGED_ROW)


def close_staging() -> None:
    for table in ("staged_line", "staged_row"):
        run("drop table if exists {table}", table=sql.Identifier("pg_temp", table))


def analyze() -> None:
    run("create index on staged_line (id_number_key); create index on staged_line (household_id)")
    run("update staged_line set findings = '[]' where findings is null")
    run("update staged_line set part_label = '' where part_label is null")
    run("analyze staged_line")


def find_by_number() -> None:
    run("""
        update staged_line s set verdict = 'elsewhere', problem_column = 'id_number',
          problem = '此人在' || e.county_name || '登记；请与该县核实，此行未入库'
        from registered_elsewhere((select array_agg(id_number_key) from staged_line)) e
        where e.id_number_key = s.id_number_key""")
    run("""
        update staged_line s set person_id = p.id, household_id = p.household_id, area_code = p.area_code
        from households_person p where p.id_number_key = s.id_number_key and p.left_on is null""")
    run("""
        update staged_line s set verdict = 'wrong', problem_column = 'number',
          problem = '此人登记在户编号' || own.number || '的户内，与填的户编号不同；请核对'
        from households_household h, households_household own
        where h.number = s.home_number and own.id = s.household_id and h.id <> own.id
          and s.problem is null""")
    run("""
        update staged_line s set household_id = h.id, area_code = h.area_code
        from households_household h
        where h.number = s.home_number and s.household_id is null and s.problem is null""")
    run("""
        update staged_line s set verdict = 'elsewhere', problem_column = 'number',
          problem = '此户在' || e.county_name || '登记；请核对户编号，此行未入库'
        from household_number_elsewhere(
          (select array_agg(home_number) from staged_line where household_id is null)) e
        where e.number = s.home_number and s.household_id is null and s.problem is null""")


def find_trouble(of: str, not_registered: str) -> None:
    run("""
        update staged_line s set version = h.version, verdict = case when h.left_on is null then s.verdict
            else 'wrong' end, problem_column = case when h.left_on is null then s.problem_column end,
          problem = case when h.left_on is null then s.problem
            else '此户已退出登记（' || h.left_reason || '）；确需恢复的先在户档办理' end
        from households_household h where h.id = s.household_id""")
    run(
        """
        update staged_line set verdict = 'unknown', problem = %(sentence)s,
          problem_column = case when id_number_key is not null then 'id_number'
            when home_number is not null then 'number' else %(column)s end
        where problem is null and {whose} is null""",
        {"sentence": not_registered, "column": "name" if of == "person" else "head_name"},
        whose=sql.Identifier("person_id" if of == "person" else "household_id"),
    )


def give_verdicts(*, merging: bool) -> None:
    """A row is taken whole or not at all; at the merge, only as it was shown at the check."""
    run("""
        update staged_line s set good = false
        where exists (select from staged_line o where o.row = s.row and o.problem is not null)""")
    execute("""
        update staged_line set verdict = case when is_new then 'new' when changes <> '{}' then 'changed'
          else 'unchanged' end where problem is null""")
    if merging:
        execute(f"""
            update staged_line s set good = false, verdict = 'held',
              problem = '核对之后此户的登记又有改动，本次未入库；请重新上传核对'
            from ({_ROWS}) now join households_rosterrow r on r.id = now.row
            where s.row = now.row and now.good and now.verdict <> 'unchanged'
              and (now.verdict, now.changes) is distinct from {_SHOWN}""")


def tell_twins(what: str, keys: str, column: str) -> None:
    """What the registry shows to be the same record twice: both rows are told."""
    execute(
        f"""
        update staged_line s set verdict = 'wrong', problem_column = %(column)s,
          problem = %(what)s || '在第' || (select min(o.row_number) from staged_line o
            where ({_prefixed("o", keys)}) is not distinct from ({_prefixed("s", keys)}) and o.row <> s.row)
            || '行也有；请核对两行，删去重复的或改正填错的'
        from (
          select {keys} from staged_line where problem is null group by {keys}
          having count(distinct row) > 1
        ) twice
        where s.problem is null and ({_prefixed("s", keys)}) is not distinct from ({_prefixed("twice", keys)})
        """,
        {"what": what, "column": column},
    )


def _prefixed(table: str, keys: str) -> str:
    return ", ".join(f"{table}.{key.strip()}" for key in keys.split(","))


def problems() -> list[tuple[Any, ...]]:
    return fetch("""
        select distinct on (row) row, row_number, problem_column, problem from staged_line
        where problem is not null order by row, part""")


def tell_problems(told: list[tuple[int, str]]) -> None:
    """Give the rows their reasons, as JSON, at their first record in trouble."""
    if told:
        with connection.cursor() as cursor:
            execute_values(
                cursor.cursor,
                "update staged_line s set reasons = s.reasons || t.reasons::jsonb"
                " from (values %s) t (row, reasons) where s.row = t.row and s.part = (select min(part)"
                " from staged_line o where o.row = s.row and o.problem is not null)",
                told,
            )


def keep_rows(roster_id: int, area_code: int) -> None:
    """The staged rows with their verdicts become RosterRows. Repeatable: the former ones go first."""
    values = {"roster": roster_id, "area": area_code}
    execute("delete from households_rosterrow where roster_id = %(roster)s", values)
    execute(
        f"""
        insert into households_rosterrow (roster_id, area_code, sheet, row_number, family, verdict, reasons,
          changes, sealed_cells, village_code, household_id, person_id, household_version, merged)
        select %(roster)s, coalesce(s.area_code, r.village_code, %(area)s), r.sheet, r.row_number, r.family,
          coalesce(s.verdict, r.verdict),
          coalesce(s.reasons, '[]') || r.reasons, coalesce(s.changes, '{{}}'), r.sealed_cells,
          r.village_code, s.household_id, s.person_id, s.version, false
        from staged_row r left join ({_ROWS}) s on s.row = r.row
        order by r.row""",
        values,
    )


def counts() -> dict[str, int]:
    """Rows by verdict, and the households concerned."""
    rows = fetch(f"""
        select coalesce(s.verdict, r.verdict), count(*)
        from staged_row r left join ({_ROWS}) s on s.row = r.row group by 1""")
    return {verdict: int(count) for verdict, count in rows} | _households()


def merged_counts() -> dict[str, int]:
    rows = fetch(f"select verdict, count(*) from ({_ROWS}) s group by 1")
    return {verdict: int(count) for verdict, count in rows} | _households()


def _households() -> dict[str, int]:
    changed = fetch("""
        select count(distinct household_id) from staged_line where good and verdict in ('new', 'changed')""")
    return {"households_new": 0, "households_changed": int(changed[0][0])}


def keep_findings(merging: Merging) -> None:
    """Contrary values wait for a human word; what was settled once is not asked again."""
    run(
        """
        insert into households_finding (person_id, household_id, area_code, field, kept, given, source,
          outcome, created_at, updated_at, created_by_id, created_by_run_id)
        select distinct on (s.person_id, d->>'field', d->>'given') s.person_id, s.household_id, s.area_code,
          d->>'field', d->>'kept', d->>'given', %(source)s || '第' || s.row_number || '行', '',
          now(), now(), %(user)s::bigint, %(run)s::bigint
        from staged_line s, jsonb_array_elements(s.findings) d
        where s.good and not exists (select from households_finding o where o.person_id = s.person_id
          and o.field = d->>'field' and o.given = d->>'given')
        on conflict do nothing""",
        merging.values,
    )


def touched() -> list[int]:
    """Households whose records were made or changed."""
    rows = fetch("""
        select distinct household_id from staged_line
        where good and household_id is not null and verdict in ('new', 'changed') order by 1""")
    return [int(row[0]) for row in rows]


def bump_versions() -> None:
    """Who has the household open in a form is told that it changed."""
    run("""
        update households_household h set version = h.version + 1, updated_at = now()
        where h.id in (select household_id from staged_line where good and verdict in ('new', 'changed'))""")


def tell_again() -> None:
    """Rows of the preview that were compared once more: what was noted when they were read stays."""
    execute(f"""
        update households_rosterrow r set verdict = s.verdict, changes = s.changes, person_id = s.person_id,
          household_id = s.household_id, household_version = s.version,
          area_code = coalesce(s.area_code, r.area_code),
          reasons = s.reasons || (select coalesce(jsonb_agg(x), '[]') from jsonb_array_elements(r.reasons) x
            where x->>'note' = 'true' and not s.reasons @> jsonb_build_array(x))
        from ({_ROWS}) s where r.id = s.row""")


def mark_rows() -> None:
    """The rows of the roster say what became of them; what is merged needs its cells no longer."""
    execute(f"""
        update households_rosterrow r set verdict = s.verdict, merged = s.good,
          merged_at = case when s.good then now() else r.merged_at end,
          reasons = case when s.good then r.reasons else s.reasons || r.reasons end,
          person_id = coalesce(s.person_id, r.person_id),
          household_id = coalesce(s.household_id, r.household_id),
          sealed_cells = case when s.good then null else r.sealed_cells end
        from ({_ROWS}) s where r.id = s.row""")
