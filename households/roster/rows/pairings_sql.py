"""A roster of helpers against the pairings of the registry.

Grain: one staged line a row of the roster; several rows of a household with the same helper are
one pairing, written by its first row. Leans on pairings by household and
one_lead_cadre_at_a_time: the former pairings end before the new ones are written.
"""

from __future__ import annotations

from households.roster.rows.sql import execute
from households.roster.sql_merge import Merging

_COUNTY = "s.area_code / 1000000 * 1000000"


def find_changes() -> None:
    _find_cadres()
    _find_pairings()
    _find_overlaps()


def _find_cadres() -> None:
    """The helper by name and unit; by the name alone where the list gives no unit and one alone has it."""
    execute("""
        alter table staged_line add cadre_id bigint, add ends_on date, add is_first boolean default true,
          add starts_new boolean default false""")
    execute(f"""
        update staged_line s set cadre_id = case when found.n = 1 or found.exact then found.id end,
          verdict = case when found.n > 1 and not found.exact then 'ambiguous' end,
          problem_column = case when found.n > 1 and not found.exact then 'helper_unit' end,
          problem = case when found.n > 1 and not found.exact
            then '本县有' || found.n || '位同名的帮扶干部；请补填单位' end
        from (
          select s.row, s.part, count(*) as n, bool_or(c.unit = s.helper_unit) as exact,
            (array_agg(c.id order by c.unit = coalesce(s.helper_unit, '') desc, c.id))[1] as id
          from staged_line s join households_cadre c on c.area_code = {_COUNTY} and c.name = s.helper_name
            and (s.helper_unit is null or c.unit in (s.helper_unit, ''))
          where s.problem is null group by s.row, s.part
        ) found where (s.row, s.part) = (found.row, found.part)""".replace(
        "bool_or(c.unit = s.helper_unit)", "coalesce(bool_or(c.unit = s.helper_unit), false)"
    ))  # fmt: skip


def _find_pairings() -> None:
    execute("""
        update staged_line s set record_id = (
          select p.id from households_pairing p
          where p.household_id = s.household_id and p.cadre_id = s.cadre_id and p.is_lead = s.is_lead
            and (p.ends_on is null
              or (s.start_given and p.starts_on = s.starts_on and p.ends_on > p.starts_on))
          order by p.ends_on is null desc, p.id desc limit 1)
        where s.problem is null""")
    execute("""
        update staged_line s set is_first = false
        from staged_line o where o.household_id = s.household_id and o.problem is null and s.problem is null
          and o.helper_name = s.helper_name and o.is_lead = s.is_lead and o.starts_on = s.starts_on
          and coalesce(o.helper_unit, '') = coalesce(s.helper_unit, '') and o.row < s.row""")
    execute("""
        update staged_line s set changes = jsonb_strip_nulls(jsonb_build_object(
          'measures', case when s.measures <> p.measures then jsonb_build_array(p.measures, s.measures) end,
          'fund_yuan', case when s.fund_yuan is not null and s.fund_yuan is distinct from p.fund_yuan
            then jsonb_build_array(p.fund_yuan, s.fund_yuan) end,
          'fund_source', case when s.fund_source <> p.fund_source
            then jsonb_build_array(p.fund_source, s.fund_source) end)),
          reasons = case when s.start_given and s.starts_on <> p.starts_on then jsonb_build_array(
            jsonb_build_object('note', true, 'column', '结对时间', 'cell', '', 'value', '',
              'reason', '登记为' || p.starts_on || '，不作改动')) else '[]' end
        from households_pairing p where p.id = s.record_id and s.problem is null""")


def _find_overlaps() -> None:
    """A new lead takes over from who leads on that day, and until the next one begins."""
    execute("update staged_line set starts_new = true where record_id is null and problem is null")
    execute("""
        update staged_line s set ends_on = least(
          (select min(o.starts_on) from staged_line o where o.household_id = s.household_id and o.is_lead
            and o.starts_new and o.starts_on > s.starts_on),
          (select min(p.starts_on) from households_pairing p
            where p.household_id = s.household_id and p.is_lead
            and p.starts_on > s.starts_on and (p.ends_on is null or p.ends_on > p.starts_on)))
        where s.starts_new and s.is_lead""")
    execute("""
        update staged_line s set verdict = 'wrong', problem_column = 'starts_on',
          problem = '此户自' || p.starts_on || '起由' || c.name || '结对'
            || coalesce('（至' || p.ends_on || '）', '') || '，与名单的结对时间重叠；请核对结对时间'
        from households_pairing p join households_cadre c on c.id = p.cadre_id
        where s.starts_new and s.is_lead and p.household_id = s.household_id and p.is_lead
          and p.starts_on <= s.starts_on and (p.ends_on > s.starts_on or
            (p.ends_on is null and p.starts_on = s.starts_on))""")
    execute("""
        update staged_line s set verdict = 'wrong', problem_column = 'starts_on',
          problem = '同一户同一天有两位第一责任人（第' || o.row_number || '行是' || o.helper_name
            || '）；请改正结对时间或注明第二责任人'
        from staged_line o where o.household_id = s.household_id and o.is_lead and s.is_lead and s.starts_new
          and s.problem is null and o.problem is null and o.row <> s.row and o.starts_on = s.starts_on
          and (o.helper_name, coalesce(o.helper_unit, '')) <> (s.helper_name, coalesce(s.helper_unit, ''))""")
    execute("""
        update staged_line s set is_new = p.id is null, changes = case when p.id is null then '{}'
          else jsonb_build_object('helper_name', jsonb_build_array(p.name, s.helper_name)) end
        from staged_line o left join lateral (
          select p.id, c.name from households_pairing p join households_cadre c on c.id = p.cadre_id
          where o.is_lead and p.household_id = o.household_id and p.is_lead and p.ends_on is null
            and p.starts_on < o.starts_on) p on true
        where (o.row, o.part) = (s.row, s.part) and s.starts_new and s.problem is null""")


def keep_who_helps() -> None:
    """A handover that was not taken: nothing of the line begins or ends."""
    execute("""
        update staged_line s set starts_new = false
        from declined d where (d.row, d.part) = (s.row, s.part) and 'helper_name' = any (d.keys)""")


def write(merging: Merging) -> None:
    values = merging.values
    _cadres(merging)
    execute("""
        update households_pairing p set ends_on = s.starts_on, end_reason = '移交', updated_at = now()
        from (select household_id, min(starts_on) as starts_on from staged_line
          where good and starts_new and is_lead group by 1) s
        where p.household_id = s.household_id and p.is_lead and p.ends_on is null
          and p.starts_on < s.starts_on""")
    execute(
        """
        insert into households_pairing (household_id, area_code, cadre_id, is_lead, starts_on, ends_on,
          end_reason, measures, fund_yuan, fund_source, created_at, updated_at, created_by_id,
          created_by_run_id)
        select s.household_id, s.area_code, s.cadre_id, s.is_lead, s.starts_on, s.ends_on,
          case when s.ends_on is null then '' else '移交' end, coalesce(s.measures, ''), s.fund_yuan,
          coalesce(s.fund_source, ''), now(), now(), %(user)s, %(run)s
        from staged_line s where s.good and s.starts_new and s.is_first order by s.row""",
        values,
    )
    execute("""
        update households_pairing p set measures = coalesce(s.measures, p.measures),
          fund_yuan = coalesce(s.fund_yuan, p.fund_yuan),
          fund_source = coalesce(s.fund_source, p.fund_source), updated_at = now()
        from staged_line s where s.good and s.is_first and p.id = s.record_id and s.changes <> '{}'""")


def _cadres(merging: Merging) -> None:
    execute(
        f"""
        insert into households_cadre (area_code, name, unit, post, created_at, updated_at, created_by_id,
          created_by_run_id)
        select distinct {_COUNTY}, s.helper_name, coalesce(s.helper_unit, ''), '', now(), now(),
          %(user)s::bigint, %(run)s::bigint
        from staged_line s where s.good and s.cadre_id is null and s.helper_name is not null
        on conflict (area_code, name, unit) do nothing""",
        merging.values,
    )
    execute(f"""
        update staged_line s set cadre_id = c.id from households_cadre c
        where s.cadre_id is null and c.area_code = {_COUNTY} and c.name = s.helper_name
          and c.unit = coalesce(s.helper_unit, '')""")
    # What is not known of the helper yet is filled in; what is known stays.
    execute("""
        update households_cadre c set unit = coalesce(nullif(c.unit, ''), s.helper_unit, ''),
          post = coalesce(nullif(c.post, ''), s.helper_post, ''), phone = coalesce(c.phone, s.helper_phone),
          phone_key = coalesce(c.phone_key, s.helper_phone_key), updated_at = now()
        from (select distinct on (cadre_id) * from staged_line where good and cadre_id is not null
          order by cadre_id, helper_phone is null, row) s
        where c.id = s.cadre_id and (c.unit = '' and s.helper_unit is not null
          or c.post = '' and s.helper_post is not null or c.phone is null and s.helper_phone is not null)""")
