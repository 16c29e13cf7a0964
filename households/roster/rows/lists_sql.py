"""A department's list against the same list of the same period that is kept already.

Grain: one staged line a person of the list. Leans on list_row_once_by_number and
list_row_once_by_name. Who left the list since stays until the next period: a list names, it does not end.
"""

from __future__ import annotations

from households.roster.rows.sql import execute
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
        update households_listrow r set {kept}, roster_id = %(roster)s, row_number = s.row_number
        from staged_line s where s.good and r.id = s.record_id and s.changes <> '{{}}'""",
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
