"""A roster of an action against the enrolments of the registry.

Grain: one staged line a person (or household) and action. Leans on enrolment_once_a_start and
enrolment_by_person. A stage only moves on, as in ``enrolling.move_stage``;
what an import that was taken back had made may come again.
"""

from __future__ import annotations

from foundation.policy.sql import version_in_force
from households.roster.rows.sql import execute, tell_twins
from households.roster.sql_merge import Merging
from households.roster.undoable import UNDONE

_VERSION = version_in_force(kind="action", slug="s.action", area="s.area_code")
_SAME = """e.action = s.action and e.item = s.item and e.household_id = s.household_id
  and e.person_id is not distinct from (case when s.per_household then null else s.person_id end)"""
_STEP = "array_position(array['willing', 'enrolled', 'taking_part', 'done', 'left'], {})"
_THEIRS, _OURS = _STEP.format("s.stage"), _STEP.format("e.stage")


def find_changes() -> None:
    tell_twins("同一人", "household_id, person_id, action, item", "name")
    # The same start; where the list gives none the latest, and one that is still under way.
    execute(f"""
        update staged_line s set record_id = (
          select e.id from actions_enrolment e where {_SAME} and (e.starts_on = s.starts_on
            or not s.start_given or e.stage in ('willing', 'enrolled', 'taking_part'))
          order by e.starts_on = s.starts_on desc, e.stage in ('done', 'left'), e.starts_on desc limit 1)
        where s.problem is null""")
    execute("update staged_line set is_new = record_id is null where problem is null")
    execute(f"""
        update staged_line s set verdict = 'wrong', problem_column = 'stage',
          problem = '登记的阶段已在名单之后，只能往后办理；请核对阶段'
        from actions_enrolment e where e.id = s.record_id and s.problem is null
          and e.left_reason <> '{UNDONE}'
          and ({_THEIRS} < {_OURS} or (e.stage = 'done' and s.stage = 'left'))""")
    execute("""
        update staged_line s set verdict = 'wrong', problem_column = 'ends_on',
          problem = '结束日期不晚于登记的开始日期' || e.starts_on || '；请核对'
        from actions_enrolment e where e.id = s.record_id and s.problem is null
          and s.ends_on <= e.starts_on""")
    execute("""
        update staged_line s set verdict = 'wrong', problem_column = 'name',
          problem = '刊播前须有本人同意宣传的记录；请在“本人同意宣传”列填“是”'
        where s.problem is null and s.action = 'model-cases'
          and s.details ?| array['published_date', 'link_or_copy']
          and not (coalesce((select e.details from actions_enrolment e where e.id = s.record_id), '{}')
            || s.details) @> '{"consent": true}'""")
    execute("""
        update staged_line s set changes = jsonb_strip_nulls(jsonb_build_object(
          'stage', case when s.stage <> e.stage then jsonb_build_array(e.stage, s.stage) end,
          'ends_on', case when s.ends_on is not null and s.ends_on is distinct from e.ends_on
            then jsonb_build_array(e.ends_on, s.ends_on) end,
          'fund_yuan', case when s.fund_yuan is not null and s.fund_yuan is distinct from e.fund_yuan
            then jsonb_build_array(e.fund_yuan, s.fund_yuan) end)) || coalesce((
            select jsonb_object_agg('detail.' || d.key, jsonb_build_array(e.details->d.key, d.value))
            from jsonb_each(s.details) d where e.details->d.key is distinct from d.value), '{}')
        from actions_enrolment e where e.id = s.record_id and s.problem is null""")


def keep_as_enrolled() -> None:
    """The stage and the typed fields that were not taken stay as they are registered."""
    execute("""
        update staged_line s set stage = coalesce(s.stage, e.stage),
          left_reason = case when 'stage' = any (d.keys) then e.left_reason else s.left_reason end,
          details = s.details - coalesce((select array_agg(substr(k, length('detail.') + 1))
            from unnest(d.keys) k where starts_with(k, 'detail.')), '{}')
        from declined d, actions_enrolment e
        where (d.row, d.part) = (s.row, s.part) and e.id = s.record_id""")


def write(merging: Merging) -> None:
    execute("""
        update actions_enrolment e set stage = s.stage, ends_on = coalesce(s.ends_on, e.ends_on),
          left_reason = case when s.stage = 'left' then coalesce(s.left_reason, e.left_reason) else '' end,
          fund_yuan = coalesce(s.fund_yuan, e.fund_yuan), details = e.details || s.details, updated_at = now()
        from staged_line s where s.good and e.id = s.record_id and s.changes <> '{}'""")
    execute(
        f"""
        insert into actions_enrolment (action, item_version_id, item, household_id, area_code, person_id,
          stage, starts_on, ends_on, left_reason, fund_yuan, details, created_at, updated_at, created_by_id,
          created_by_run_id)
        select s.action, {_VERSION}, s.item, s.household_id, s.area_code,
          case when s.per_household then null else s.person_id end, s.stage, s.starts_on, s.ends_on,
          coalesce(s.left_reason, ''), s.fund_yuan, s.details, now(), now(), %(user)s, %(run)s
        from staged_line s where s.good and s.is_new order by s.row""",
        merging.values,
    )
