"""The needs of a year's list against those of the registry.

Grain: one staged line a person. What is blank stays as registered. That a home has to be made accessible is
the household's: one of its members who says so is enough.
"""

from __future__ import annotations

from datetime import date

from households.facts.refreshing import refresh
from households.roster.rows import lists_sql
from households.roster.rows.sql import bump_versions, execute

NEEDS_LIST = "残疾人服务状况和需求动态更新名单"
NEEDS = ("need_rehab", "need_device", "need_care", "need_accessibility")
_FLAGS = ("need_rehab", "need_device", "need_care", "employed")
_WORDS = ("unemployed_reason", "living_source")


def find_changes() -> None:
    execute("""
        update staged_line s set need_accessibility = home.needed
        from (select household_id, bool_or(need_accessibility) as needed from staged_line
          where problem is null and need_accessibility is not null group by household_id) home
        where home.household_id = s.household_id and s.need_accessibility is not null""")
    told = [
        f"'{c}', case when s.{c} is not null and s.{c} is distinct from {old}"
        f" then jsonb_build_array({old}, s.{c}) end"
        for c, old in (
            *((c, f"p.{c}") for c in _FLAGS),
            *((c, f"nullif(p.{c}, '')") for c in _WORDS),
            ("need_accessibility", "h.need_accessibility"),
        )
    ]
    execute(f"""
        update staged_line s set record_id = p.id,
          changes = jsonb_strip_nulls(jsonb_build_object({", ".join(told)}))
        from households_person p join households_household h on h.id = p.household_id
        where p.id = s.person_id and s.problem is null""")


def write() -> None:
    values = ", ".join(f"{c} = coalesce(s.{c}, p.{c})" for c in (*_FLAGS, *_WORDS))
    keys = ", ".join(f"'{c}'" for c in (*_FLAGS, *_WORDS))
    execute(f"""
        update households_person p set {values}, updated_at = now()
        from staged_line s where s.good and p.id = s.person_id and s.changes ?| array[{keys}]""")
    execute("""
        update households_household h set need_accessibility = s.needed, updated_at = now()
        from (select household_id, bool_or(need_accessibility) as needed from staged_line
          where good and changes ? 'need_accessibility' group by household_id) s
        where h.id = s.household_id""")
    bump_versions()


def mark_loaded(area_code: int, year: int, user_id: int, on: date) -> None:
    lists_sql.mark_loaded(area_code, NEEDS_LIST, str(year), user_id)
    refresh(on=on)


def unmark_loaded(area_code: int, year: int, on: date) -> None:
    lists_sql.unmark_loaded(area_code, NEEDS_LIST, str(year), str(year))
    refresh(on=on)
