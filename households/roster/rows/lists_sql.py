"""A department's list against the same list of the same period that is kept already.

Grain: one staged line a person of the list. Leans on list_row_once_by_number and
list_row_once_by_name. Who left the list since stays until the next period: a list names, it does not end.
"""

from __future__ import annotations

from typing import Any

from households.models import ListRow
from households.roster.rows.sql import execute
from households.roster.sql import fetch
from households.roster.sql_merge import Merging

_VALUES = (
    "certificate_key", "category", "level", "covered", "grade", "status", "standard_yuan", "amount_yuan",
    "since", "died_on", "school", "stage", "note",
)  # fmt: skip
_TEXTS = frozenset({"grade", "status", "school", "stage", "note"})
_SHOWN = tuple(name for name in _VALUES if name not in {"certificate_key", "category", "level"})


def find_changes(area_code: int) -> None:
    execute("update staged_line set name = coalesce(name, head_name)")
    execute(
        """
        update staged_line s set record_id = r.id
        from households_listrow r
        where r.area_code = %(area)s and r.list_name = s.list_name and r.period = s.period
          and r.id_number_key = s.id_number_key""",
        {"area": area_code},
    )
    execute(
        """
        update staged_line s set record_id = r.id
        from households_listrow r
        where r.area_code = %(area)s and r.list_name = s.list_name and r.period = s.period
          and s.id_number_key is null and r.id_number_key is null and r.name = s.name
          and r.birth_date is not distinct from s.birth_date
          and r.village_code is not distinct from s.village""",
        {"area": area_code},
    )
    execute("update staged_line set is_new = record_id is null")
    shown = ", ".join(
        f"'{c}', case when s.{c} is not null and s.{c} is distinct from r.{c}"
        f" then jsonb_build_array(r.{c}, s.{c}) end"
        for c in _SHOWN
    )
    execute(f"""
        update staged_line s set changes = jsonb_strip_nulls(jsonb_build_object({shown},
          'level', case when s.level is distinct from r.level and s.level is not null
            then jsonb_build_array(r.level, s.level) end))
        from households_listrow r where r.id = s.record_id""")


def write(merging: Merging, area_code: int) -> None:
    values = merging.values | {"area": area_code}
    kept = ", ".join(f"{c} = coalesce(s.{c}, r.{c})" for c in _VALUES)
    execute(
        f"""
        update households_listrow r set {kept}, roster_id = %(roster)s, row_number = s.row_number,
          sheet = k.sheet
        from staged_line s join households_rosterrow k on k.id = s.row
        where s.good and r.id = s.record_id and s.changes <> '{{}}'""",
        values,
    )
    given = ", ".join(f"coalesce(s.{c}, '')" if c in _TEXTS else f"s.{c}" for c in _VALUES)
    execute(
        f"""
        insert into households_listrow (roster_id, area_code, list_name, period, sheet, row_number, name,
          birth_date, village_code, id_number, id_number_key, household_number, head_name,
          {", ".join(_VALUES)})
        select %(roster)s, %(area)s, s.list_name, s.period, r.sheet, s.row_number, s.name, s.birth_date,
          s.village, s.id_number, s.id_number_key, coalesce(s.home_number, ''),
          coalesce(s.head_name, ''), {given}
        from staged_line s join households_rosterrow r on r.id = s.row
        where s.good and s.is_new order by s.row
        on conflict do nothing""",
        values,
    )


def mark_loaded(area_code: int, list_name: str, held_for: str, user_id: int) -> None:
    """From now on, who is not on the list has not got what it lists."""
    execute(
        """
        insert into households_loadedlist (area_code, list_name, period, loaded_at, loaded_by_id)
        values (%(area)s, %(list)s, %(period)s, now(), %(user)s)
        on conflict (area_code, list_name, period) do nothing""",
        {"area": area_code, "list": list_name, "period": held_for, "user": user_id},
    )


def unmark_loaded(area_code: int, list_name: str, period: str, held_for: str) -> None:
    """Where nothing of the list is left."""
    execute(
        """
        delete from households_loadedlist
        where (area_code, list_name, period) = (%(area)s, %(list)s, %(held)s)
          and not exists (select from households_listrow r
            where (r.area_code, r.list_name) = (%(area)s, %(list)s)
              and (r.period = %(period)s or left(r.period, 4) = %(held)s))""",
        {"area": area_code, "list": list_name, "period": period, "held": held_for},
    )


def take_back(roster_id: int) -> tuple[int, int]:
    """New rows go, changed ones are as before; what a later list changed or a comparison names is kept."""
    values: dict[str, Any] = {"roster": roster_id}
    used = " or ".join(
        f"exists (select from {one.related_model._meta.db_table} u where u.{one.field.column} = l.id)"
        for one in ListRow._meta.related_objects
    )
    execute(
        f"""
        create temp table list_back on commit drop as
        select r.id, r.verdict, r.changes, l.id as list_row,
          case when l.id is null then '之后的名单又改动了此人'
            when {used or "false"} then '已用于比对' else '' end as kept
        from households_rosterrow r left join households_listrow l
          on (l.roster_id, l.row_number, l.sheet) = (r.roster_id, r.row_number, r.sheet)
        where r.roster_id = %(roster)s and r.merged and r.verdict in ('new', 'changed')
          and r.taken_back = ''""",
        values,
    )
    before = ", ".join(
        f"{c} = case when b.changes ? '{c}' then {_former(c)} else l.{c} end" for c in (*_SHOWN, "level")
    )
    execute(f"""
        update households_listrow l set {before} from list_back b
        where l.id = b.list_row and b.verdict = 'changed' and b.kept = ''""")
    execute("""
        delete from households_listrow l using list_back b
        where l.id = b.list_row and b.verdict = 'new' and b.kept = ''""")
    execute("""
        update households_rosterrow r set taken_back = case when b.kept = '' then 'undone' else 'kept' end,
          reasons = case when b.kept = '' then r.reasons else r.reasons || jsonb_build_array(
            jsonb_build_object('column', '', 'cell', '', 'value', '', 'note', true,
              'reason', '未撤销，保留：' || b.kept)) end
        from list_back b where r.id = b.id""")
    undone, kept = fetch(
        "select count(*) filter (where kept = ''), count(*) filter (where kept <> '') from list_back"
    )[0]
    execute("drop table list_back")
    return int(undone), int(kept)


_TYPES = {
    "covered": "smallint", "standard_yuan": "numeric", "amount_yuan": "numeric", "since": "date",
    "died_on": "date", "level": "smallint",
}  # fmt: skip


def _former(name: str) -> str:
    kind = _TYPES.get(name)
    former = f"b.changes->'{name}'->>0"
    return f"({former})::{kind}" if kind else f"coalesce({former}, '')"
