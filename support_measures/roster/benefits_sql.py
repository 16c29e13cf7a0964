"""Benefits of a roster against the records of the registry.

Grain: one staged line a person (or household), item and period. Leans on benefit_once_a_period and
benefit_by_person. A stop ends the record that runs on; what a monthly grant that runs on covers is a
payment of its months; what is paid twice for a period is refused.
"""

from __future__ import annotations

from foundation.policy.sql import version_in_force
from households.roster.rows.sql import execute, tell_twins
from households.roster.sql_merge import Merging

_VERSION = version_in_force(kind="benefit", slug="s.item", area="s.area_code")
_SAME = """b.item = s.item and b.household_id = s.household_id and b.status <> 'void'
  and b.person_id is not distinct from (case when s.per_household then null else s.person_id end)"""


def find_changes() -> None:
    tell_twins("同一人同一项目同一期间", "household_id, person_id, item, starts_on", "id_number")
    execute("alter table staged_line add running_id bigint, add grant_id bigint, add months_paid integer")
    execute(f"""
        update staged_line s set record_id = b.id from support_measures_benefitrecord b
        where s.problem is null and {_SAME} and b.starts_on = s.starts_on""")
    _find_grants()
    execute(f"""
        update staged_line s set running_id = (select max(b.id) from support_measures_benefitrecord b
          where {_SAME} and b.starts_on < s.stops_on and (b.ends_on is null or b.ends_on > s.stops_on))
        where s.problem is null and s.stops_on is not null""")
    execute(f"""
        update staged_line s set verdict = 'wrong', problem_column = 'name',
          problem = s.part_label || '本期已登记（自' || b.starts_on
            || coalesce('至' || (b.ends_on - 1), '起长期') || '），不能重复登记；请核对期间'
        from support_measures_benefitrecord b
        where s.problem is null and s.record_id is null and coalesce(s.amount_yuan, 0) > 0 and {_SAME}
          and s.stops_on is null and s.grant_id is null and b.starts_on < s.ends_on
          and (b.ends_on is null or b.ends_on > s.starts_on)""")
    _refuse_conflicts()
    execute("""
        update staged_line set verdict = 'wrong', problem_column = 'note',
          problem = '没有正在享受的记录可以停发；请核对姓名、项目和停发月份'
        where problem is null and stops_on is not null and running_id is null and record_id is null
          and coalesce(amount_yuan, 0) = 0
          and not exists (select from support_measures_benefitrecord b where b.item = staged_line.item
            and b.household_id = staged_line.household_id and b.ends_on = staged_line.stops_on)""")
    execute("""
        update staged_line s set is_new = record_id is null and coalesce(amount_yuan, 0) > 0
          and coalesce(months_paid, 0) = 0
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


_MONTHS = """(extract(year from age(s.ends_on, s.starts_on)) * 12
  + extract(month from age(s.ends_on, s.starts_on)))::int"""
_EACH = f"round(s.amount_yuan / {_MONTHS}, 2)"


def _find_grants() -> None:
    """A monthly grant without an end is paid month by month: the list's sum is spread over its months."""
    execute(f"""
        update staged_line s set grant_id = b.id, record_id = null,
          months_paid = (select count(*) from support_measures_payment p where p.record_id = b.id
            and p.taken_back_on is null and p.month >= s.starts_on and p.month < s.ends_on)
        from support_measures_benefitrecord b
        where s.problem is null and s.monthly and s.status = 'paid' and s.stops_on is null
          and coalesce(s.amount_yuan, 0) > 0 and {_SAME} and b.status in ('approved', 'paid')
          and b.ends_on is null and date_trunc('month', b.starts_on) <= s.starts_on""")
    execute(f"""
        update staged_line s set verdict = 'wrong', problem_column = 'name', problem = s.part_label || case
          when (s.details->>'months')::int <> {_MONTHS} or s.amount_yuan <> {_MONTHS} * {_EACH}
            then '按月享受，金额不能平均到本期的' || {_MONTHS} || '个月；请按月分开导入'
          else '本期已有' || s.months_paid || '个月登记发放，与名单不符；请核对，登错的先撤回' end
        where s.problem is null and s.grant_id is not null
          and ((s.details->>'months')::int <> {_MONTHS} or s.amount_yuan <> {_MONTHS} * {_EACH}
            or s.months_paid > 0 and (s.months_paid <> {_MONTHS} or s.amount_yuan <> (
              select sum(p.amount_yuan) from support_measures_payment p where p.record_id = s.grant_id
                and p.taken_back_on is null and p.month >= s.starts_on and p.month < s.ends_on)))""")


def _refuse_conflicts() -> None:
    """What may not be had along with another benefit of the period, registered or on the same list."""
    sentence = """coalesce(s.conflicts->>{item}, {item}) || '，按规定不能同时享受'
          || coalesce(nullif(s.part_label, ''), '本项') || '；请核对，停发一项后再导入'"""
    execute(f"""
        update staged_line s set verdict = 'wrong', problem_column = 'name',
          problem = '本期已享受' || {sentence.format(item="b.item")}
        from support_measures_benefitrecord b
        where s.problem is null and s.record_id is null and s.grant_id is null and s.stops_on is null
          and coalesce(s.amount_yuan, 0) > 0 and s.conflicts ? b.item and b.household_id = s.household_id
          and (b.person_id is null or not s.per_household and b.person_id = s.person_id)
          and b.status in ('approved', 'paid') and b.starts_on < s.ends_on
          and (b.ends_on is null or b.ends_on > s.starts_on)""")
    execute(f"""
        update staged_line s set verdict = 'wrong', problem_column = 'name',
          problem = '名单第' || o.row_number || '行同时发放' || {sentence.format(item="o.item")}
        from staged_line o
        where s.problem is null and s.record_id is null and s.grant_id is null and s.stops_on is null
          and coalesce(s.amount_yuan, 0) > 0 and coalesce(o.amount_yuan, 0) > 0 and s.conflicts ? o.item
          and o.household_id = s.household_id and (o.per_household or o.person_id = s.person_id)
          and o.starts_on < s.ends_on and o.ends_on > s.starts_on""")


def write(merging: Merging) -> None:
    execute(
        f"""
        insert into support_measures_payment (record_id, household_id, area_code, month, amount_yuan, paid_on,
          fund_source, document, taken_back_reason, created_at, updated_at, created_by_id, created_by_run_id)
        select s.grant_id, s.household_id, s.area_code, m::date, {_EACH}, s.paid_on, '',
          left(%(source)s, 60), '', now(), now(), %(user)s, %(run)s
        from staged_line s,
          generate_series(s.starts_on::timestamp, s.ends_on - interval '1 month', interval '1 month') m
        where s.good and s.is_new and s.grant_id is not null order by s.row, m""",
        merging.values,
    )
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
        f"""
        insert into support_measures_benefitrecord (item, item_version_id, household_id, area_code, person_id,
          status, starts_on, ends_on, amount_yuan, fund_source, paid_on, account, account_key, details,
          created_at, updated_at, created_by_id, created_by_run_id)
        select s.item, {_VERSION}, s.household_id, s.area_code,
          case when s.per_household then null else s.person_id end, s.status,
          s.starts_on, case when s.stops_on > s.starts_on then least(s.stops_on, s.ends_on)
            else s.ends_on end, s.amount_yuan, '', case when s.status = 'paid' then s.paid_on end, s.account,
          s.account_key, s.details, now(), now(), %(user)s, %(run)s
        from staged_line s where s.good and s.is_new and s.grant_id is null order by s.row""",
        merging.values,
    )
