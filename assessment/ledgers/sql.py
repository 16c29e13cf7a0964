"""The statement that collects a ledger's rows."""

from __future__ import annotations

from datetime import date

from assessment.ledgers.columns import sources
from assessment.planning import joined_by_hash
from foundation.areas.codes import CodeRange

# Grain: one row per registered household with a disabled member, as of the ledger's day.
# Repeatable by the key household_once_in_a_ledger; leans on the (area_code, id) indexes.
# The content holds names and codes but no number of a person: those stay sealed.
_COLLECT = """
with source as (
    select * from unnest(%(kinds)s::text[], %(slugs)s::text[], %(keys)s::text[], %(lasting)s::boolean[])
        as s (kind, slug, col, lasting)
),
step as (
    select * from households_statusstep s where s.area_code between %(lo)s and %(hi)s
),
last_step as (
    select distinct on (household_id) household_id, to_status from step
    where decided_on <= %(as_of)s order by household_id, decided_on desc, id desc
),
next_step as (
    select distinct on (household_id) household_id, from_status from step
    where decided_on > %(as_of)s order by household_id, decided_on, id
),
lifting as (
    select distinct on (household_id) household_id, decided_on, reviewed_on, notice_from, announced_on
    from step where to_status = 'lifted' and decided_on <= %(as_of)s
    order by household_id, decided_on desc, id desc
),
falling as (
    select distinct on (household_id) household_id, decided_on, reason
    from step where to_status = 'fallen_back' and decided_on <= %(as_of)s
    order by household_id, decided_on desc, id desc
),
home as (
    select h.*,
           coalesce(last_step.to_status, next_step.from_status,
                    case when h.poverty_status = 'lifted' and h.lifted_year > extract(year from %(as_of)s)
                         then 'identified' else h.poverty_status end) as status
    from households_household h
    left join last_step on last_step.household_id = h.id
    left join next_step on next_step.household_id = h.id
    where h.area_code between %(lo)s and %(hi)s
      and (h.left_on is null or h.left_on > %(as_of)s)
      and (h.identified_on is null or h.identified_on <= %(as_of)s)
),
enjoyed as (
    select b.household_id, b.person_id, s.col
    from support_measures_benefitrecord b join source s on s.kind = 'benefit' and s.slug = b.item
    where b.area_code between %(lo)s and %(hi)s and b.status in ('approved', 'paid')
      and b.starts_on <= %(as_of)s and (s.lasting or b.ends_on is null or b.ends_on > %(as_of)s)
    union
    select e.household_id, e.person_id, s.col
    from actions_enrolment e join source s on s.kind = 'action' and s.slug = e.action
    where e.area_code between %(lo)s and %(hi)s and e.stage in ('taking_part', 'done')
      and e.starts_on <= %(as_of)s
      and (s.lasting or e.stage = 'done' or e.ends_on is null or e.ends_on > %(as_of)s)
),
of_home as (
    select household_id, jsonb_agg(distinct col order by col) as cols,
           coalesce(jsonb_agg(distinct col order by col) filter (where person_id is null), '[]') as shared
    from enjoyed group by household_id
),
of_person as (
    select person_id, jsonb_agg(col order by col) as cols
    from enjoyed where person_id is not null group by person_id
),
certificate as (
    select distinct on (person_id) person_id, category, level, reissue
    from households_disabilitycertificate
    where area_code between %(lo)s and %(hi)s and state = 'valid'
    order by person_id, id desc
),
people as (
    select p.household_id, count(*) as members,
           jsonb_agg(jsonb_build_object(
               'id', p.id, 'name', p.name, 'sex', p.sex, 'relation', p.relation, 'category', c.category,
               'level', c.level, 'reissue', c.reissue, 'cols', coalesce(of_person.cols, '[]'))
               order by p.relation <> 'head', p.id) filter (where f.disabled) as disabled
    from households_person p
    left join households_personfacts f on f.person_id = p.id and f.area_code between %(lo)s and %(hi)s
    left join certificate c on c.person_id = p.id
    left join of_person on of_person.person_id = p.id
    where p.area_code between %(lo)s and %(hi)s and (p.left_on is null or p.left_on > %(as_of)s)
    group by p.household_id
),
income as (
    select household_id, jsonb_object_agg(year, income_per_head_yuan) as by_year
    from households_householdyear
    where area_code between %(lo)s and %(hi)s
      and year between extract(year from %(as_of)s) - 2 and extract(year from %(as_of)s)
      and (surveyed_on is null or surveyed_on <= %(as_of)s)
    group by household_id
),
latest as (
    select distinct on (household_id) household_id,
           jsonb_build_array(food_ok, clothing_ok, water_ok, education_ok, medical_ok, housing_ok) as six
    from households_householdyear
    where area_code between %(lo)s and %(hi)s and year <= extract(year from %(as_of)s)
      and (surveyed_on is null or surveyed_on <= %(as_of)s)
    order by household_id, year desc
),
helper as (
    select p.household_id, min(c.name) as name
    from households_pairing p join households_cadre c on c.id = p.cadre_id
    where p.area_code between %(lo)s and %(hi)s and p.is_lead and p.starts_on <= %(as_of)s
      and (p.ends_on is null or p.ends_on > %(as_of)s)
    group by p.household_id
)
insert into assessment_ledgerentry (ledger_id, household_id, area_code, row, content)
select %(ledger)s, h.id, h.area_code,
       %(offset)s + row_number() over (order by h.area_code, h.number),
       jsonb_build_object(
           'number', h.number, 'head', h.head_name, 'group', h.group_name,
           'village', v.name, 'township', coalesce(t.name, ''), 'members', people.members,
           'people', people.disabled, 'identified_on', h.identified_on, 'cause', h.main_cause,
           'attribute', h.attribute, 'status', h.status, 'incomes', coalesce(income.by_year, '{}'),
           'guarantees', coalesce(latest.six, '[]'), 'cols', coalesce(of_home.cols, '[]'),
           'shared', coalesce(of_home.shared, '[]'),
           'lifted_on', coalesce(lifting.decided_on::text,
                                 case when h.status = 'lifted' then h.lifted_year || '年' end),
           'reviewed_on', lifting.reviewed_on, 'notice_from', lifting.notice_from,
           'announced_on', lifting.announced_on, 'fallen_on', falling.decided_on,
           'fallen_reason', falling.reason, 'helper', helper.name, 'note', h.note)
from home h
join people on people.household_id = h.id and people.disabled is not null
left join areas_area v on v.code = h.area_code
left join areas_area t on t.code = h.area_code / 1000 * 1000
left join income on income.household_id = h.id
left join latest on latest.household_id = h.id
left join of_home on of_home.household_id = h.id
left join lifting on lifting.household_id = h.id
left join falling on falling.household_id = h.id
left join helper on helper.household_id = h.id
where h.status in ('identified', 'lifted', 'fallen_back')
order by h.area_code, h.number
on conflict do nothing
"""


def collect_entries(ledger_id: int, *, bounds: CodeRange, as_of: date, offset: int) -> int:
    """Insert the entries of one part of the ledger's area; rows are numbered on from ``offset``."""
    kinds, slugs, keys, lasting = sources()
    with joined_by_hash() as cursor:
        cursor.execute(
            _COLLECT,
            {
                "ledger": ledger_id,
                "lo": bounds.lo,
                "hi": bounds.hi,
                "as_of": as_of,
                "offset": offset,
                "kinds": kinds,
                "slugs": slugs,
                "keys": keys,
                "lasting": lasting,
            },
        )
        return int(cursor.rowcount)
