"""Certificates of an export against those of the registry.

Grain: one staged line a certificate. Leans on certificates by person and one_valid_certificate.
The export may add, renew, freeze and cancel; a certificate that is not shown to be newer
than the one in use, and a name that differs, become findings.
"""

from __future__ import annotations

from psycopg2 import sql

from households.models.certificates import Category, Level
from households.roster.rows.sql import bump_versions, execute
from households.roster.sql import run
from households.roster.sql_merge import Merging

_DATES = ("issued_on", "first_issued_on", "valid_until", "hukou_code", "residence_code")
# Of the person: filled where the registry has nothing, never overwritten.
_OF_PERSON = ("ethnicity", "marriage", "education", "guardian_name", "guardian_relation")

_LIVE = """left join lateral (
    select c.* from households_disabilitycertificate c
    where c.person_id = s.person_id and c.state <> 'cancelled'
    order by c.state = 'valid' desc, c.id desc limit 1
  ) live on true
  left join lateral (
    select c.* from households_disabilitycertificate c
    where c.person_id = s.person_id and (c.category, c.level, c.reissue) = (s.category, s.level, s.reissue)
    order by c.state = 'cancelled', c.id desc limit 1
  ) same on true"""
_NEWER = """(s.reissue > live.reissue or s.issued_on > live.issued_on
    or (live.issued_on is null and s.issued_on is not null and s.reissue >= live.reissue)
    or exists (select from staged_line o where o.person_id = s.person_id and o.state = 'cancelled'
      and (o.category, o.level, o.reissue) = (live.category, live.level, live.reissue)))"""
# 肢体残疾二级, as the page says it.
_WORDS = (
    "(array[" + ", ".join(f"'{label}'" for label in Category.labels) + "])[{t}.category]"
    " || (array[" + ", ".join(f"'{label}'" for label in Level.labels) + "])[{t}.level]"
)
_NUMBER = "jsonb_build_array({t}.category, {t}.level, {t}.reissue)"


def find_changes() -> None:
    pairs = [f"'{c}', case when s.{c} is distinct from same.{c} and s.{c} is not null"
             f" then jsonb_build_array(same.{c}, s.{c}) end" for c in _DATES]  # fmt: skip
    execute(f"""
        update staged_line s set record_id = coalesce(found.same_id, found.live_id), is_new = found.is_new,
          changes = found.changes, findings = s.findings || found.findings
        from (
          select s.row, same.id as same_id, live.id as live_id,
            same.id is null and (live.id is null or s.state = 'cancelled') as is_new,
            case
              when same.id is not null then jsonb_strip_nulls(jsonb_build_object({", ".join(pairs)},
                'components', case when s.components::varchar[] <> same.components
                  then jsonb_build_array(same.components, s.components) end,
                'state', case when s.state <> same.state
                    and not (s.state <> 'cancelled' and live.id is not null and live.id <> same.id)
                  then jsonb_build_array(same.state, s.state) end,
                'cancel_reason', case when s.cancel_reason is distinct from same.cancel_reason
                    and s.cancel_reason is not null and s.state = 'cancelled'
                  then jsonb_build_array(same.cancel_reason, s.cancel_reason) end))
              when live.id is not null and s.state <> 'cancelled' and {_NEWER}
                then jsonb_build_object('certificate',
                  jsonb_build_array({_NUMBER.format(t="live")}, {_NUMBER.format(t="s")}))
              else '{{}}' end as changes,
            case when s.state <> 'cancelled' and live.id is not null and same.id is distinct from live.id
                and (same.id is not null or not {_NEWER})
              then jsonb_build_array(jsonb_build_object('field', '残疾人证',
                'kept', {_WORDS.format(t="live")}, 'given', {_WORDS.format(t="s")}))
              else '[]' end
            || case when s.name <> p.name then jsonb_build_array(jsonb_build_object(
                'field', '姓名', 'kept', p.name, 'given', s.name)) else '[]' end
            || case when s.cancel_reason = 'died' and (same.id is null or same.cancel_reason <> 'died')
              then jsonb_build_array(jsonb_build_object('field', '登记状态', 'kept', '在册',
                'given', '残疾人证因死亡注销')) else '[]' end as findings
          from staged_line s join households_person p on p.id = s.person_id {_LIVE}
          where s.problem is null
        ) found where found.row = s.row""")
    _find_blanks_to_fill()
    execute("""
        update staged_line s set reasons = s.reasons || (
          select jsonb_agg(jsonb_build_object('note', true, 'column', d->>'field', 'cell', '', 'value', '',
            'reason', '登记为' || (d->>'kept') || '，名单为' || (d->>'given') || '；不改登记，已记入待核实'))
          from jsonb_array_elements(s.findings) d)
        where s.findings <> '[]' and s.problem is null""")


def _find_blanks_to_fill() -> None:
    filled = ", ".join(
        f"'{c}', case when p.{c} = '' and s.{c} is not null then jsonb_build_array(null, s.{c}) end"
        for c in _OF_PERSON
        if c != "guardian_relation"
    )
    execute(f"""
        update staged_line s set changes = s.changes || jsonb_strip_nulls(jsonb_build_object({filled},
          'guardian_relation', case when p.guardian_relation = '' and s.guardian_relation is not null
              and coalesce(nullif(p.guardian_name, ''), s.guardian_name) is not null
            then jsonb_build_array(null, s.guardian_relation) end,
          'phone', case when p.phone is null and s.phone is not null
            then jsonb_build_array(null, '新号码') end,
          'guardian_phone', case when p.guardian_phone is null and s.guardian_phone is not null
              and coalesce(nullif(p.guardian_name, ''), s.guardian_name) is not null
            then jsonb_build_array(null, '新号码') end))
        from households_person p
        where p.id = s.person_id and s.problem is null and s.state <> 'cancelled'""")


def write(merging: Merging) -> None:
    execute("""
        update households_disabilitycertificate c set state = 'cancelled', cancel_reason = 'reassessed',
          updated_at = now()
        from staged_line s where s.good and s.changes ? 'certificate' and c.id = s.record_id""")
    given = sql.SQL(", ").join(
        sql.SQL("{c} = coalesce(s.{c}, c.{c})").format(c=sql.Identifier(name)) for name in _DATES
    )
    run(
        """
        update households_disabilitycertificate c set {given},
          components = case when c.category <> 7 then '{{}}' else coalesce(s.components, c.components) end,
          state = case when s.changes ? 'state' then s.state else c.state end,
          cancel_reason = case when s.changes ? 'state' and s.state <> 'cancelled' then ''
            else coalesce(s.cancel_reason, c.cancel_reason) end, updated_at = now()
        from staged_line s
        where s.good and not s.is_new and not s.changes ? 'certificate' and c.id = s.record_id
          and s.changes ?| array['issued_on', 'first_issued_on', 'valid_until', 'hukou_code',
            'residence_code', 'components', 'state', 'cancel_reason']""",
        given=given,
    )
    execute(
        """
        insert into households_disabilitycertificate (person_id, household_id, area_code, holder_key,
          category, level, reissue, components, issued_on, first_issued_on, valid_until, hukou_code,
          residence_code,
          state, cancel_reason, created_at, updated_at, created_by_id, created_by_run_id)
        select s.person_id, s.household_id, s.area_code, s.id_number_key, s.category, s.level, s.reissue,
          case when s.category = 7 then coalesce(s.components, '{}') else '{}' end, s.issued_on,
          s.first_issued_on, s.valid_until, s.hukou_code, s.residence_code, s.state,
          coalesce(s.cancel_reason, ''), now(), now(), %(user)s, %(run)s
        from staged_line s where s.good and (s.is_new or s.changes ? 'certificate') order by s.row""",
        merging.values,
    )
    _fill_persons()
    bump_versions()


def _fill_persons() -> None:
    filled = ", ".join(f"{c} = case when s.changes ? '{c}' then s.{c} else p.{c} end" for c in _OF_PERSON)
    phones = ", ".join(
        f"{c}{k} = case when s.changes ? '{c}' then s.{c}{k} else p.{c}{k} end"
        for c in ("phone", "guardian_phone")
        for k in ("", "_key")
    )
    keys = ", ".join(f"'{c}'" for c in (*_OF_PERSON, "phone", "guardian_phone"))
    execute(f"""
        update households_person p set {filled}, {phones}, updated_at = now()
        from staged_line s where s.good and p.id = s.person_id and s.changes ?| array[{keys}]""")
