"""Staging a roster and comparing it with the registry, set by set.

Grain: ``staged_family`` one row a household of the file, ``staged_person`` one row a person,
``staged_row`` one row a line of the file. They are temporary, because row-level security
refuses COPY into the tables themselves. The check and the merge both call :func:`compare`,
so the preview says what the merge does. Leans on person_id_number_once (id_number_key),
households' unique number, and the indexes by household.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from psycopg2 import sql
from psycopg2.extras import execute_values

from households.roster.columns import Column
from households.roster.layout import HOUSEHOLD_PLAIN, PERSON_PLAIN
from households.roster.undoable import UNDONE

FAMILY_LINE = [
    "number",
    "number_given",
    "area_code",
    "head_name",
    "head_initials",
    "status",
    "lifted_year",
    "phone",
    "phone_key",
    "helper",
    "rare",
]
PERSON_LINE = [
    "family",
    "is_first",
    "row_number",
    "name",
    "name_initials",
    "id_number",
    "id_number_key",
    "id_tail_key",
    "no_number_reason",
    "sex",
    "birth_date",
    "relation",
    "phone",
    "phone_key",
    "category",
    "level",
    "reissue",
    "components",
    "findings",
    "rare",
]
_TABLES = ("staged_family", "staged_person", "staged_row")

_CREATE = """
create temp table staged_family (
  key integer primary key, number text, number_given boolean, area_code bigint, head_name text,
  head_initials text, status text, lifted_year smallint, phone bytea, phone_key bytea, helper text,
  rare jsonb, {household_columns}
  checked_version integer, household_id bigint, version integer, is_new boolean default false,
  good boolean default true, verdict text, problem text, problem_column text, changes jsonb default '{{}}'
) on commit drop;
create temp table staged_person (
  row bigint primary key, family integer, is_first boolean, row_number integer, name text, name_initials text,
  id_number bytea, id_number_key bytea, id_tail_key bytea, no_number_reason text, sex text,
  birth_date date, relation text, phone bytea, phone_key bytea, category smallint, level smallint,
  reissue smallint, components text[], findings jsonb,
  rare jsonb, {person_columns}
  person_id bigint, found_household bigint, certificate_id bigint, verdict text default 'new',
  problem text, problem_column text, reasons jsonb default '[]', changes jsonb default '{{}}'
) on commit drop;
"""
# One row a line of the file, whatever the kind.
STAGED_ROW = """
create temp table staged_row (
  row bigint primary key, sheet text, row_number integer, family integer, verdict text, reasons jsonb,
  sealed_cells bytea, village_code bigint
) on commit drop;
"""
ROW_LINE = ["row", "sheet", "row_number", "family", "verdict", "reasons", "sealed_cells", "village_code"]


def run(template: str, values: dict[str, Any] | None = None, **parts: sql.Composable) -> int:
    """One statement (or a few without values); the number of rows of the last."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(template).format(**parts), values)
        return int(cursor.rowcount)


def fetch(template: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(template, values)
        return list(cursor.fetchall())


def per_column(columns: Iterable[Column], template: str) -> sql.Composable:
    """The template once for each plain column: ``{c}`` its name, ``{t}`` its type, ``{d}`` when blank."""
    return sql.SQL("").join(
        sql.SQL(template).format(
            c=sql.Identifier(column.key),
            k=sql.Literal(column.key),
            t=sql.SQL(column.sql_type),
            d=sql.Literal("general" if column.key == "attribute" else column.when_blank),
        )
        for column in columns
    )


def open_staging() -> None:
    close_staging()
    run(
        _CREATE,
        household_columns=per_column(HOUSEHOLD_PLAIN, "{c} {t}, "),
        person_columns=per_column(PERSON_PLAIN, "{c} {t}, "),
    )
    run(STAGED_ROW)


def close_staging() -> None:
    for table in _TABLES:
        run("drop table if exists {table}", table=sql.Identifier("pg_temp", table))


def copy_into(table: str, columns: list[str], lines: Iterable[str]) -> None:
    """COPY lines (text format) into a staging table."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier("pg_temp", table), names)
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, io.StringIO("".join(f"{line}\n" for line in lines)))


def stage(families: Iterable[str], persons: Iterable[str], *, versions: bool = False) -> None:
    """Families as ``key⇥line`` (``versions``: the checked version before it), persons as ``row⇥line``."""
    lead = ["key", "checked_version"] if versions else ["key"]
    plain = [column.key for column in HOUSEHOLD_PLAIN]
    copy_into("staged_family", [*lead, *FAMILY_LINE, *plain], families)
    plain = [column.key for column in PERSON_PLAIN]
    copy_into("staged_person", ["row", *PERSON_LINE, *plain], persons)
    run("create index on staged_person (family); create index on staged_person (id_number_key)")
    run("analyze staged_family (key, number, household_id)")
    run("analyze staged_person (row, family, id_number_key, person_id, problem)")


def compare(*, starts_on: date, merging: bool = False) -> None:
    """Fill in who is in the registry, what differs, what is wrong, and the verdict of each row."""
    _find(lock=merging)
    _find_conflicts()
    _find_changes(starts_on)
    _find_rare_changes()
    if merging:
        _leave_as_decided()
        # Somebody has changed the household since it was checked: told, not overwritten.
        run(
            "update staged_family f set verdict = 'held',"
            " problem = '核对之后此户又有改动，本次未入库；请重新上传核对'"
            " where f.problem is null and f.version is distinct from f.checked_version"
            " and (f.changes <> '{{}}' or exists (select from staged_person s where s.family = f.key"
            " and (s.person_id is null or s.changes <> '{{}}')))"
        )
    _give_verdicts()


def _leave_as_decided() -> None:
    """Where the clerk does not take the list's value the registry's stays, as if the cell were blank."""
    decided = """
        (select s.row, s.family, s.is_first, array_agg(c.key) as keys
         from staged_person s join households_rosterrow r on r.id = s.row cross join jsonb_each(r.changes) c
         where jsonb_array_length(c.value) = 3 group by 1, 2, 3) d"""
    if not fetch(f"select from {decided} limit 1"):
        return
    run(
        "update staged_person s set changes = s.changes - d.keys, {plain} {others}"
        " name = case when 'name' = any (d.keys) then p.name else s.name end,"
        " name_initials = case when 'name' = any (d.keys) then p.name_initials else s.name_initials end"
        f" from {decided}, households_person p where d.row = s.row and p.id = s.person_id",
        plain=per_column(PERSON_PLAIN, _BLANKED),
        others=sql.SQL("").join(
            sql.SQL("{c} = case when {k} = any (d.keys) then null else s.{c} end, ").format(
                c=sql.Identifier(column), k=sql.Literal(key)
            )
            for key, columns in _COLUMNS_OF.items()
            for column in columns
        ),
    )
    run(
        "update staged_family s set changes = s.changes - d.keys, {plain}"
        " helper = case when 'helper' = any (d.keys) then null else s.helper end,"
        " phone = case when 'home_phone' = any (d.keys) then null else s.phone end,"
        " phone_key = case when 'home_phone' = any (d.keys) then null else s.phone_key end,"
        " head_name = case when 'head_name' = any (d.keys) then h.head_name else s.head_name end,"
        " head_initials = case when 'head_name' = any (d.keys) then h.head_initials else s.head_initials end"
        f" from {decided}, households_household h where d.is_first and d.family = s.key"
        " and h.id = s.household_id",
        plain=per_column(HOUSEHOLD_PLAIN, _BLANKED),
    )


_BLANKED = "{c} = case when {k} = any (d.keys) then null else s.{c} end, "
_COLUMNS_OF = {
    "relation": ("relation",),
    "phone": ("phone", "phone_key"),
    "certificate": ("category", "level", "reissue"),
    "components": ("components",),
}


def _find(*, lock: bool) -> None:
    run("""
        update staged_person s set verdict = 'elsewhere', problem_column = 'id_number',
          problem = '此人已在' || e.county_name || '登记；请与该县核实，确已迁来的由对方办理迁出后再导入'
        from registered_elsewhere((select array_agg(id_number_key) from staged_person)) e
        where e.id_number_key = s.id_number_key""")
    run("""
        update staged_person s set person_id = p.id, found_household = p.household_id
        from households_person p where p.id_number_key = s.id_number_key and p.left_on is null""")
    run("""
        update staged_family f set household_id = h.id, version = h.version
        from households_household h where h.number = f.number""")
    run("""
        update staged_family f set household_id = h.id, version = h.version
        from (
          select distinct on (s.family) s.family, s.found_household
          from staged_person s where s.found_household is not null
          order by s.family, s.relation = 'head' desc nulls last, s.row
        ) member join households_household h on h.id = member.found_household
        where member.family = f.key and f.household_id is null and not f.number_given""")
    if lock:
        # A form that saves at this moment comes before, and is seen, or after, and is told.
        run(
            "select from households_household where id in (select household_id from staged_family)"
            " order by id for update"
        )
        run(
            "update staged_family f set version = h.version from households_household h"
            " where h.id = f.household_id"
        )
    run("""
        update staged_person s set person_id = p.id
        from staged_family f join households_person p on p.household_id = f.household_id
        where f.key = s.family and s.id_number_key is null and p.id_number_key is null
          and p.left_on is null and p.name = s.name""")


def _find_conflicts() -> None:
    run("""
        update staged_family f set verdict = 'elsewhere', problem_column = 'number',
          problem = '户编号已在' || e.county_name || '登记；请核对户编号'
        from household_number_elsewhere(
          (select array_agg(number) from staged_family where household_id is null)) e
        where e.number = f.number and f.household_id is null""")
    run(
        """
        update staged_family f set verdict = 'wrong',
          problem_column = case when h.left_on is null then 'village' else 'number' end,
          problem = case when h.left_on is not null
            then '此户已退出登记（' || h.left_reason || '）；请核对户编号，确需恢复的在户档办理'
            else '户编号' || h.number || '登记在' || a.name
              || '，与名单的村不同；请核对，确已搬迁的先在户档更正所在村'
          end
        from households_household h join areas_area a on a.code = h.area_code
        where h.id = f.household_id and (h.left_on is not null or h.area_code <> f.area_code)
          and h.left_reason <> %(undone)s""",
        {"undone": UNDONE},
    )
    run("""
        update staged_person s set verdict = 'wrong', problem_column = 'id_number',
          problem = '此人已登记在户编号' || h.number || '（户主' || h.head_name
            || '）的户内；请核对户编号，确已分户或婚迁的先在户档办理'
        from staged_family f, households_household h
        where f.key = s.family and h.id = s.found_household and h.id is distinct from f.household_id""")


def _find_changes(starts_on: date) -> None:
    run(
        """
        update staged_family f set changes = jsonb_strip_nulls(jsonb_build_object(
          {plain}
          'returns', case when h.left_on is not null then jsonb_build_array(h.left_on, null) end,
          'head_name', case when f.head_name <> h.head_name
            then jsonb_build_array(h.head_name, f.head_name) end,
          'home_phone', case when f.phone_key is distinct from h.phone_key and f.phone_key is not null
            then jsonb_build_array(case when h.phone_key is null then null else '原号码' end, '新号码') end,
          'lifted_year', case when f.status = h.poverty_status and h.lifted_year is null
            and f.lifted_year is not null then jsonb_build_array(null, f.lifted_year) end,
          'helper', case when f.helper is not null and not exists (
              select from households_pairing p where p.household_id = h.id and p.is_lead
                and (p.ends_on is null or p.ends_on > %(starts_on)s))
            then jsonb_build_array(null, f.helper) end))
        from households_household h where h.id = f.household_id""",
        {"starts_on": starts_on},
        plain=per_column(
            HOUSEHOLD_PLAIN,
            "{k}, case when f.{c} is not null and f.{c} is distinct from h.{c}"
            " then jsonb_build_array(h.{c}, f.{c}) end, ",
        ),
    )
    run(
        """
        update staged_person s set certificate_id = c.id, changes = jsonb_strip_nulls(jsonb_build_object(
          {plain}
          'name', case when s.name <> p.name then jsonb_build_array(p.name, s.name) end,
          'relation', case when s.relation <> p.relation then jsonb_build_array(p.relation, s.relation) end,
          'phone', case when s.phone_key is distinct from p.phone_key and s.phone_key is not null
            then jsonb_build_array(case when p.phone_key is null then null else '原号码' end, '新号码') end,
          'certificate', case
            when s.category is null then null
            when c.id is null and not exists (
              select from households_disabilitycertificate o where o.person_id = p.id
                and (o.category, o.level, o.reissue) = (s.category, s.level, s.reissue)
                and not exists (select from households_rosterfile u
                  where u.merge_run_id = o.created_by_run_id and u.state = 'undone'))
              then jsonb_build_array(null, jsonb_build_array(s.category, s.level, s.reissue))
            when (c.category, c.level, c.reissue) <> (s.category, s.level, s.reissue)
              then jsonb_build_array(jsonb_build_array(c.category, c.level, c.reissue),
                                     jsonb_build_array(s.category, s.level, s.reissue)) end,
          'components', case when s.components is not null and s.components::varchar[] <> c.components
            then jsonb_build_array(c.components, s.components) end))
        from households_person p
        left join households_disabilitycertificate c on c.person_id = p.id and c.state = 'valid'
        where p.id = s.person_id""",
        plain=per_column(
            PERSON_PLAIN,
            "{k}, case when s.{c} is not null and s.{c} is distinct from p.{c}"
            " then jsonb_build_array(p.{c}, s.{c}) end, ",
        ),
    )


def _find_rare_changes() -> None:
    """Rare columns stand in one JSON: where a file has none of them, nothing is looked at."""
    for staged, table, found in (
        ("staged_family", "households_household", "household_id"),
        ("staged_person", "households_person", "person_id"),
    ):
        run(
            """
            update {staged} s set changes = s.changes || coalesce((
              select jsonb_object_agg(r.key, jsonb_build_array(t.was->r.key, r.value))
              from jsonb_each(s.rare) r where t.was->r.key is distinct from r.value), '{{}}')
            from (select o.id, to_jsonb(o) as was from {table} o
              where o.id in (select {found} from {staged} where rare is not null)) t
            where t.id = s.{found} and s.rare is not null""",
            staged=sql.Identifier(staged),
            table=sql.Identifier(table),
            found=sql.Identifier(found),
        )


def rare_columns(staged: str, columns: Iterable[Column]) -> list[Column]:
    """Those of the rare columns that the staged rows have."""
    keys = {row[0] for row in fetch(f"select distinct jsonb_object_keys(rare) from {staged}")}
    return [column for column in columns if column.key in keys]


def _give_verdicts() -> None:
    """A family with a wrong row is not good: its others are held; its own trouble stands on its first row."""
    run("""
        update staged_person s set verdict = f.verdict, problem = f.problem, problem_column = f.problem_column
        from staged_family f
        where f.key = s.family and f.problem is not null and s.problem is null and s.is_first""")
    run("""
        update staged_family f set good = false
        where exists (select from staged_person s where s.family = f.key and s.problem is not null)""")
    run("""
        update staged_person s set verdict = 'held', reasons = jsonb_build_array(jsonb_build_object(
          'column', '', 'cell', '', 'value', '', 'reason', '同户第' || bad.row_number || '行有误，整户待改'))
        from staged_family f join lateral (
          select min(o.row_number) as row_number from staged_person o
          where o.family = f.key and o.problem is not null) bad on true
        where f.key = s.family and not f.good and s.problem is null""")
    # Who was not found is new: that is how the rows are staged.
    run("""
        update staged_person s set verdict = case
            when s.changes <> '{{}}' or (s.is_first and f.changes <> '{{}}') then 'changed'
            else 'unchanged' end
        from staged_family f where f.key = s.family and f.good and s.person_id is not null""")


def problems() -> list[tuple[Any, ...]]:
    """(row, row_number, column's key, sentence) of what the registry said against."""
    return fetch(
        "select row, row_number, problem_column, problem from staged_person where problem is not null"
    )


def tell_problems(told: list[tuple[int, str]]) -> None:
    """Give the rows their reasons, as JSON."""
    if told:
        with connection.cursor() as cursor:
            execute_values(
                cursor.cursor,
                "update staged_person s set reasons = t.reasons::jsonb from (values %s) t (row, reasons)"
                " where s.row = t.row",
                told,
            )


def keep_rows(roster_id: int, area_code: int) -> None:
    """The staged rows with their verdicts become RosterRows. Repeatable: the former ones go first."""
    run("delete from households_rosterrow where roster_id = %(roster)s", {"roster": roster_id})
    run(
        """
        insert into households_rosterrow (roster_id, area_code, sheet, row_number, family, verdict, reasons,
          changes, sealed_cells, village_code, household_id, person_id, household_version, merged)
        select %(roster)s, coalesce(r.village_code, %(area)s), r.sheet, r.row_number, r.family,
          coalesce(s.verdict, r.verdict), coalesce(s.reasons, '[]') || r.reasons,
          case when s.person_id is null or not f.good then '{{}}' when s.is_first then f.changes || s.changes
            else s.changes end, r.sealed_cells,
          r.village_code, f.household_id, s.person_id, f.version, false
        from staged_row r left join staged_person s on s.row = r.row
        left join staged_family f on f.key = s.family
        order by r.row""",
        {"roster": roster_id, "area": area_code},
    )


def counts() -> dict[str, int]:
    """Rows by verdict, and the households that are new, changed and refused."""
    rows = fetch("""
        select coalesce(s.verdict, r.verdict), count(*)
        from staged_row r left join staged_person s on s.row = r.row group by 1""")
    return {verdict: int(count) for verdict, count in rows}


def household_counts() -> dict[str, int]:
    """Households of the good families: how many are new, how many change."""
    new, changed = fetch("""
        select count(*) filter (where household_id is null or changes ? 'returns'),
          count(*) filter (where household_id is not null and not changes ? 'returns'
            and (changes <> '{}' or exists (select from staged_person s where s.family = f.key
              and s.verdict in ('new', 'changed'))))
        from staged_family f where good""")[0]
    return {"households_new": int(new), "households_changed": int(changed)}
