"""A list of judgments against those of the registry.

Grain: one staged line a subject (person, or household: then the person stays null) of one fact and
item. Leans on statement_of_person and statement_of_household. As in ``stating.state``: the same
answer in the same time stands already; a contrary one ends on the day the new one begins.
"""

from __future__ import annotations

from households.roster.rows.sql import bump_versions, execute, tell_twins
from households.roster.sql_merge import Merging

# Statements of the same subject, fact and item that reach into the time of the line.
_SAME = """f.fact = s.fact and f.item = s.item and f.household_id = s.household_id
  and f.person_id is not distinct from s.person_id
  and (f.holds_to is null or f.holds_to > s.holds_from)
  and f.holds_from < coalesce(s.holds_to, 'infinity'::date)"""
_WORD = "case when f.value then '是' else '否' end"


def find_changes() -> None:
    execute("update staged_line set person_id = null where per_household")
    tell_twins("同一对象", "household_id, person_id", "name")
    execute(f"""
        update staged_line s set verdict = 'wrong', problem_column = 'holds_from',
          problem = '已有自' || f.holds_from || '起“' || {_WORD} || '”的认定，时间重叠；请先在户档结束该认定'
        from households_factstatement f
        where s.problem is null and {_SAME} and f.value <> s.value and f.holds_from >= s.holds_from""")
    execute(f"""
        update staged_line s set record_id = (
          select f.id from households_factstatement f where {_SAME}
          order by f.value <> s.value desc, f.holds_from desc limit 1)
        where s.problem is null""")
    execute("update staged_line set is_new = record_id is null where problem is null")
    execute("""
        update staged_line s set
          changes = case when f.value <> s.value
            then jsonb_build_object('value', jsonb_build_array(f.value, s.value)) else '{}' end,
          reasons = case when f.value <> s.value then s.reasons else s.reasons || jsonb_build_array(
            jsonb_build_object('note', true, 'column', '认定结果', 'cell', '', 'value', '', 'reason',
              '已有自' || f.holds_from || '起的同一认定（' || f.basis || '），不重复登记')) end
        from households_factstatement f where f.id = s.record_id and s.problem is null""")


def write(merging: Merging) -> None:
    execute("""
        update households_factstatement f set holds_to = s.holds_from, end_reason = '重新认定',
          updated_at = now()
        from staged_line s where s.good and f.id = s.record_id and s.changes <> '{}'""")
    execute(
        """
        insert into households_factstatement (household_id, area_code, person_id, fact, item, value,
          holds_from, holds_to, basis, end_reason, created_at, updated_at, created_by_id, created_by_run_id)
        select s.household_id, s.area_code, s.person_id, s.fact, s.item, s.value, s.holds_from, s.holds_to,
          s.basis, '', now(), now(), %(user)s, %(run)s
        from staged_line s where s.good and (s.is_new or s.changes <> '{}') order by s.row""",
        merging.values,
    )
    bump_versions()
