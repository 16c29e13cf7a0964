"""Writing a staged and compared chunk of a roster into the registry.

Grain: households, persons and certificates of the good families of ``staged_family``.
Repeatable by households' number, person_id_number_once and one_valid_certificate; a
known value is never wiped by a blank. History is kept by the tables' own triggers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg2 import sql

from households.models.households import PovertyStatus
from households.roster.layout import HOUSEHOLD_PLAIN, PERSON_PLAIN
from households.roster.layout_rare import HOUSEHOLD_RARE, PERSON_RARE
from households.roster.sql import fetch, per_column, rare_columns, run
from households.roster.undoable import UNDONE


@dataclass(frozen=True)
class Merging:
    """Who merges, by which run, from which file, for which day."""

    user_id: int
    run_id: int
    roster_id: int
    file_name: str
    starts_on: date

    @property
    def values(self) -> dict[str, Any]:
        return {
            "user": self.user_id,
            "run": self.run_id,
            "roster": self.roster_id,
            "source": f"花名册“{self.file_name}”"[:150],
            "starts_on": self.starts_on,
            "undone": UNDONE,
        }


def merge_staged(merging: Merging) -> list[int]:
    """Write the good families; the keys of the households that were made or changed."""
    values = merging.values
    _new_households(values)
    _returned_households()
    _persons(values)
    _certificates(values)
    _changed_households()
    _pairings(values)
    _findings(values)
    rows = fetch("""
        select f.household_id from staged_family f where f.good and (f.is_new or f.changes <> '{}'
          or exists (select from staged_person s where s.family = f.key and s.verdict in ('new', 'changed')))
        order by 1""")
    return [int(row[0]) for row in rows]


def _rare_of_households(template: str) -> sql.Composable:
    return per_column(rare_columns("staged_family", HOUSEHOLD_RARE), template)


def _rare_of_persons(template: str) -> sql.Composable:
    """A list of codes stands in the JSON as ["a", "b"], which is an array once its brackets are."""
    columns = rare_columns("staged_person", PERSON_RARE)
    lists = [column for column in columns if column.sql_type.endswith("[]")]
    of_lists = template.replace("s.rare->>{k}", "translate(s.rare->>{k}, '[]\"', '{{}}')")
    return sql.Composed(
        [
            per_column([column for column in columns if column not in lists], template),
            per_column(lists, of_lists),
        ]
    )


def _new_households(values: dict[str, Any]) -> None:
    run(
        """
        with made as (
          insert into households_household ({columns} {rare} number, area_code, head_name, head_initials,
            poverty_status, lifted_year, phone, phone_key, address, note, left_reason, version,
            created_at, updated_at, created_by_id, created_by_run_id)
          select {given} {given_rare} f.number, f.area_code, f.head_name, f.head_initials,
            coalesce(f.status, 'identified'), f.lifted_year, f.phone, f.phone_key, '', '', '', 1,
            now(), now(), %(user)s, %(run)s
          from staged_family f where f.good and f.household_id is null order by f.key
          returning id, number
        )
        update staged_family f set household_id = made.id, is_new = true
        from made where made.number = f.number""",
        values,
        columns=per_column(HOUSEHOLD_PLAIN, "{c}, "),
        given=per_column(HOUSEHOLD_PLAIN, "coalesce(f.{c}, {d}), "),
        rare=_rare_of_households("{c}, "),
        given_rare=_rare_of_households("coalesce((f.rare->>{k})::{t}, {d}), "),
    )


def _returned_households() -> None:
    """Who had left only because an import was taken back is registered again, before the members come."""
    run("""
        update households_household h set left_on = null, left_reason = '', area_code = f.area_code,
          poverty_status = coalesce(f.status, 'identified'), lifted_year = f.lifted_year, updated_at = now()
        from staged_family f where h.id = f.household_id and f.good and f.changes ? 'returns'""")


def _persons(values: dict[str, Any]) -> None:
    # One head at a time: the former one steps back before the new one is named.
    run("""
        update households_person p set relation = 'other', updated_at = now()
        from staged_person s join staged_family f on f.key = s.family and f.good and not f.is_new
        where p.household_id = f.household_id and p.relation = 'head' and p.left_on is null
          and s.relation = 'head' and s.person_id is distinct from p.id""")
    run(
        """
        update households_person p set {plain} {rare} name = s.name, name_initials = s.name_initials,
          relation = coalesce(s.relation, p.relation), phone = coalesce(s.phone, p.phone),
          phone_key = coalesce(s.phone_key, p.phone_key), updated_at = now()
        from staged_person s join staged_family f on f.key = s.family and f.good
        where p.id = s.person_id and s.changes - '{{certificate,components}}'::text[] <> '{{}}'""",
        plain=per_column(PERSON_PLAIN, "{c} = coalesce(s.{c}, p.{c}), "),
        rare=_rare_of_persons("{c} = coalesce((s.rare->>{k})::{t}, p.{c}), "),
    )
    run(
        """
        with made as (
          insert into households_person ({columns} {rare} household_id, area_code, name, name_initials,
            id_number, id_number_key, id_tail_key, no_number_reason, sex, birth_date, relation, phone,
            phone_key, diagnosed_kinds, left_reason, created_at, updated_at, created_by_id, created_by_run_id)
          select {given} {given_rare} f.household_id, f.area_code, s.name, s.name_initials, s.id_number,
            s.id_number_key, s.id_tail_key, s.no_number_reason, s.sex, s.birth_date,
            coalesce(s.relation, 'other'), s.phone, s.phone_key,
            '{{}}', '', now(), now(), %(user)s, %(run)s
          from staged_person s join staged_family f on f.key = s.family and f.good
          where s.person_id is null order by s.row
          returning id, household_id, id_number_key, name
        )
        update staged_person s set person_id = made.id
        from made, staged_family f
        where f.key = s.family and f.household_id = made.household_id and s.person_id is null
          and s.id_number_key is not distinct from made.id_number_key and s.name = made.name""",
        values,
        columns=per_column(PERSON_PLAIN, "{c}, "),
        given=per_column(PERSON_PLAIN, "coalesce(s.{c}, {d}), "),
        rare=_rare_of_persons("{c}, "),
        given_rare=_rare_of_persons("coalesce((s.rare->>{k})::{t}, {d}), "),
    )


def _certificates(values: dict[str, Any]) -> None:
    run("""
        update households_disabilitycertificate c set category = s.category, level = s.level,
          reissue = s.reissue, updated_at = now(),
          components = case when s.category <> 7 then '{{}}' else coalesce(s.components, c.components) end
        from staged_person s join staged_family f on f.key = s.family and f.good
        where c.id = s.certificate_id and s.changes ?| array['certificate', 'components']""")
    run(
        """
        insert into households_disabilitycertificate (person_id, household_id, area_code, holder_key,
          category, level, reissue, components, state, created_at, updated_at, created_by_id,
          created_by_run_id)
        select s.person_id, f.household_id, f.area_code, s.id_number_key, s.category, s.level, s.reissue,
          coalesce(s.components, '{{}}'), 'valid', now(), now(), %(user)s, %(run)s
        from staged_person s join staged_family f on f.key = s.family and f.good
        where s.category is not null and s.certificate_id is null
          and (s.verdict = 'new' or s.changes ? 'certificate')
        order by s.row""",
        values,
    )


def _changed_households() -> None:
    """Every household that changed in itself or in its members gets a new version, once."""
    run(
        """
        update households_household h set {plain} {rare} head_name = f.head_name,
          head_initials = f.head_initials, phone = coalesce(f.phone, h.phone),
          phone_key = coalesce(f.phone_key, h.phone_key),
          other_causes = array_remove(h.other_causes, coalesce(f.main_cause, h.main_cause)::varchar),
          lifted_year = case when f.changes ? 'lifted_year' then f.lifted_year else h.lifted_year end,
          version = h.version + 1, updated_at = now()
        from staged_family f
        where h.id = f.household_id and f.good and not f.is_new and (f.changes <> '{{}}' or exists (
          select from staged_person s where s.family = f.key and s.verdict in ('new', 'changed')))""",
        plain=per_column(HOUSEHOLD_PLAIN, "{c} = coalesce(f.{c}, h.{c}), "),
        rare=_rare_of_households("{c} = coalesce((f.rare->>{k})::{t}, h.{c}), "),
    )


def _pairings(values: dict[str, Any]) -> None:
    """A named helper becomes lead where nobody leads; a handover is no matter of a roster."""
    wanted = sql.SQL(
        " from staged_family f where f.good and f.helper is not null and (f.is_new or f.changes ? 'helper')"
    )
    run(
        """
        insert into households_cadre (area_code, name, unit, post, created_at, updated_at, created_by_id,
          created_by_run_id)
        select distinct f.area_code / 1000000 * 1000000, f.helper, '', '', now(), now(),
          %(user)s::bigint, %(run)s::bigint {wanted} and not exists (select from households_cadre c
            where c.area_code = f.area_code / 1000000 * 1000000 and c.name = f.helper)
        on conflict (area_code, name, unit) do nothing""",
        values,
        wanted=wanted,
    )
    run(
        """
        insert into households_pairing (household_id, area_code, cadre_id, is_lead, starts_on, end_reason,
          measures, fund_source, created_at, updated_at, created_by_id, created_by_run_id)
        select f.household_id, f.area_code, (select c.id from households_cadre c
            where c.area_code = f.area_code / 1000000 * 1000000 and c.name = f.helper
            order by c.unit = '' desc, c.id limit 1),
          true, %(starts_on)s, '', '', '', now(), now(), %(user)s, %(run)s {wanted}""",
        values,
        wanted=wanted,
    )


def _findings(values: dict[str, Any]) -> None:
    """Contrary values wait for a human word; what was settled once is not asked again."""
    run(
        """
        insert into households_finding (person_id, household_id, area_code, field, kept, given, source,
          outcome, created_at, updated_at, created_by_id, created_by_run_id)
        select s.person_id, f.household_id, f.area_code, d->>'field', d->>'kept', d->>'given',
          %(source)s || '第' || s.row_number || '行', '', now(), now(), %(user)s, %(run)s
        from staged_person s join staged_family f on f.key = s.family and f.good,
          jsonb_array_elements(s.findings) d
        where not exists (select from households_finding o where o.person_id = s.person_id
          and o.field = d->>'field' and o.given = d->>'given' and o.outcome <> %(undone)s)
        on conflict do nothing""",
        values,
    )
    run(
        """
        insert into households_finding (household_id, area_code, field, kept, given, source, outcome,
          created_at, updated_at, created_by_id, created_by_run_id)
        select h.id, h.area_code, d.field, d.kept, d.given, %(source)s, '', now(), now(), %(user)s, %(run)s
        from staged_family f join households_household h on h.id = f.household_id
        cross join lateral (
          select '脱贫属性' as field, %(statuses)s::jsonb->>h.poverty_status as kept,
              %(statuses)s::jsonb->>f.status as given
            where f.status <> h.poverty_status
          union all
          select '脱贫年度', h.lifted_year::text, f.lifted_year::text where f.lifted_year <> h.lifted_year
          union all
          select '帮扶责任人', c.name, f.helper
            from households_pairing p join households_cadre c on c.id = p.cadre_id
            where p.household_id = h.id and p.is_lead and p.starts_on <= %(starts_on)s
              and (p.ends_on is null or p.ends_on > %(starts_on)s) and c.name <> f.helper
        ) d
        where f.good and not f.is_new and not exists (select from households_finding o
          where o.household_id = h.id and o.person_id is null and o.field = d.field and o.given = d.given
            and o.outcome <> %(undone)s)""",
        values | {"statuses": json.dumps(dict(PovertyStatus.choices), ensure_ascii=False)},
    )


def renew_statistics(households: int) -> None:
    """So that what follows a large import into a small registry (facts, lists) is planned well."""
    run("select renew_registry_statistics(%(written)s)", {"written": households})


def mark_rows() -> None:
    """The rows of the roster say what became of them; what is merged needs its cells no longer."""
    run("""
        update households_rosterrow r set verdict = s.verdict, merged = f.good,
          merged_at = case when f.good then now() end,
          reasons = s.reasons || r.reasons, person_id = coalesce(s.person_id, r.person_id),
          household_id = coalesce(f.household_id, r.household_id),
          sealed_cells = case when f.good then null else r.sealed_cells end
        from staged_person s join staged_family f on f.key = s.family
        where r.id = s.row""")


def merged_counts() -> dict[str, int]:
    """What this chunk came to: rows by verdict, households made and changed, pairings, certificates."""
    rows = fetch("select verdict, count(*) from staged_person group by 1")
    found = {verdict: int(count) for verdict, count in rows}
    households = fetch("""
        select count(*) filter (where f.is_new or f.changes ? 'returns'),
          count(*) filter (where not f.is_new and not f.changes ? 'returns'
            and (f.changes <> '{}' or exists (select from staged_person s where s.family = f.key
              and s.verdict in ('new', 'changed')))),
          count(*) filter (where f.helper is not null and (f.is_new or f.changes ? 'helper'))
        from staged_family f where f.good""")[0]
    names = ("households_new", "households_changed", "paired")
    return found | {name: int(count) for name, count in zip(names, households, strict=True)}
