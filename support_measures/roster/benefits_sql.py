"""Benefits of a roster against the records of the registry.

Grain: one staged line a person (or household), item and period. Leans on benefit_once_a_period and
benefit_by_person. A stop ends the record that runs on; what is paid twice for a period is refused.
"""

from __future__ import annotations

from households.roster.rows.sql import execute, tell_twins
from households.roster.sql_merge import Merging

_SAME = """b.item = s.item and b.household_id = s.household_id and b.status <> 'void'
  and b.person_id is not distinct from (case when s.per_household then null else s.person_id end)"""


def find_changes() -> None:
    tell_twins("同一人同一项目同一期间", "household_id, person_id, item, starts_on", "id_number")
    execute("alter table staged_line add running_id bigint")
    execute(f"""
        update staged_line s set record_id = b.id from support_measures_benefitrecord b
        where s.problem is null and {_SAME} and b.starts_on = s.starts_on""")
    execute(f"""
        update staged_line s set running_id = (select max(b.id) from support_measures_benefitrecord b
          where {_SAME} and b.starts_on < s.stops_on and (b.ends_on is null or b.ends_on > s.stops_on))
        where s.problem is null and s.stops_on is not null""")
    execute(f"""
        update staged_line s set verdict = 'wrong', problem_column = 'name',
          problem = s.part_label || '本期已登记(自' || b.starts_on
            || coalesce('至' || (b.ends_on - 1), '起长期') || '),不能重复登记;请核对期间'
        from support_measures_benefitrecord b
        where s.problem is null and s.record_id is null and coalesce(s.amount_yuan, 0) > 0 and {_SAME}
          and s.stops_on is null and b.starts_on < s.ends_on
          and (b.ends_on is null or b.ends_on > s.starts_on)""")
    execute("""
        update staged_line set verdict = 'wrong', problem_column = 'note',
          problem = '没有正在享受的记录可以停发;请核对姓名、项目和停发月份'
        where problem is null and stops_on is not null and running_id is null and record_id is null
          and coalesce(amount_yuan, 0) = 0
          and not exists (select from support_measures_benefitrecord b where b.item = staged_line.item
            and b.household_id = staged_line.household_id and b.ends_on = staged_line.stops_on)""")
    execute("""
        update staged_line s set is_new = record_id is null and coalesce(amount_yuan, 0) > 0
        where problem is null""")
    execute("""
        update staged_line s set changes = jsonb_strip_nulls(jsonb_build_object(
          'amount_yuan', case when s.amount_yuan is distinct from b.amount_yuan and s.amount_yuan is not null
            then jsonb_build_array(b.amount_yuan, s.amount_yuan) end,
          'account', case when s.account_key is not null and s.account_key is distinct from b.account_key
            then jsonb_build_array(case when b.account_key is null then null else '原账号' end, '新账号') end,
          'status', case when b.status <> 'paid' and s.status = 'paid'
            then jsonb_build_array(b.status, s.status) end))
        from support_measures_benefitrecord b where b.id = s.record_id and s.problem is null""")
    execute("""
        update staged_line s set changes = s.changes || jsonb_build_object('stops_on',
          jsonb_build_array(b.ends_on, s.stops_on))
        from support_measures_benefitrecord b where b.id = s.running_id and s.problem is null""")


def write(merging: Merging) -> None:
    execute("""
        update support_measures_benefitrecord b set ends_on = s.stops_on, updated_at = now(),
          details = b.details || jsonb_build_object('stop_reason', s.details->>'note')
        from staged_line s where s.good and b.id = s.running_id and s.changes ? 'stops_on'""")
    execute("""
        update support_measures_benefitrecord b set amount_yuan = coalesce(s.amount_yuan, b.amount_yuan),
          account = coalesce(s.account, b.account), account_key = coalesce(s.account_key, b.account_key),
          status = case when s.changes ? 'status' then s.status else b.status end,
          paid_on = coalesce(b.paid_on, case when s.status = 'paid' then s.paid_on end),
          details = b.details || s.details, updated_at = now()
        from staged_line s where s.good and b.id = s.record_id
          and s.changes ?| array['amount_yuan', 'account', 'status']""")
    execute(
        """
        insert into support_measures_benefitrecord (item, household_id, area_code, person_id, status,
          starts_on, ends_on, amount_yuan, fund_source, paid_on, account, account_key, details, created_at,
          updated_at, created_by_id, created_by_run_id)
        select s.item, s.household_id, s.area_code, case when s.per_household then null else s.person_id end,
          s.status, s.starts_on, case when s.stops_on > s.starts_on then least(s.stops_on, s.ends_on)
            else s.ends_on end, s.amount_yuan, '', case when s.status = 'paid' then s.paid_on end, s.account,
          s.account_key, s.details, now(), now(), %(user)s, %(run)s
        from staged_line s where s.good and s.is_new order by s.row""",
        merging.values,
    )
