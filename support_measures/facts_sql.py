"""The statements that refresh what rules ask of benefits. Parameters as in households/facts/sql.py."""

_WANTED = "(%(ids)s::bigint[] is null or h.id = any (%(ids)s::bigint[]))"
_IN_FORCE = """b.status in ('approved', 'paid') and b.starts_on <= d.today
    and (b.ends_on is null or b.ends_on > d.today)"""

# Grain: one row to a person. 低保 of a household makes all members 低保家庭成员, a 单人户 only the person.
# Of the list of 低保: who is named; all, where it covers as many as live there; one who is not named in a
# home that is on the list for more than one is unknown.
PERSONS = f"""
with day as (select coalesce(%(on)s::date, current_date) as today),
months as (
  select l.list_name, l.area_code from households_loadedlist l, day d
  where l.period = to_char(d.today, 'YYYY-MM') and l.list_name in ('低保对象名单', '特困人员名单')
),
places as (
  select v.area_code,
    coalesce(bool_or(l.list_name = '低保对象名单'), false) as dibao_listed,
    coalesce(bool_or(l.list_name = '特困人员名单'), false) as tekun_listed
  from (select distinct h.area_code from households_household h where {_WANTED}) v
  left join months l on l.area_code in (
    v.area_code, v.area_code / 1000 * 1000, v.area_code / 1000000 * 1000000,
    v.area_code / 100000000 * 100000000, v.area_code / 10000000000 * 10000000000)
  group by 1
),
held as (
  select b.household_id, b.person_id, b.item
  from support_measures_benefitrecord b
  join households_household h on h.id = b.household_id, day d
  where b.item in ('dibao', 'dibao-single', 'tekun') and {_IN_FORCE} and {_WANTED}
),
listed as (
  select l.* from day d, on_department_lists(%(ids)s::bigint[], d.today) l
  where l.list_name in ('低保对象名单', '特困人员名单')
),
listed_people as (
  select person_id, bool_or(sure and list_name = '低保对象名单') as dibao,
    bool_or(sure and list_name = '特困人员名单') as tekun,
    bool_or(list_name = '特困人员名单') as perhaps_tekun
  from listed group by 1
),
listed_homes as (
  select l.household_id,
    bool_or(l.sure and l.covered > 1 and l.covered >= (select count(*) from households_person p
      where p.household_id = l.household_id and p.left_on is null)) as whole,
    bool_or(coalesce(l.covered, 0) <> 1) as perhaps
  from listed l where l.list_name = '低保对象名单' group by 1
),
home as (select distinct household_id from held where item = 'dibao'),
own as (
  select p.id as person_id, bool_or(e.item = 'dibao-single') as single, bool_or(e.item = 'tekun') as tekun
  from held e
  join households_person p
    on p.household_id = e.household_id and (e.person_id = p.id or e.person_id is null)
  group by 1
)
insert into support_measures_personbenefitfacts as f
  (person_id, household_id, area_code, in_dibao_family, in_tekun)
select p.id, p.household_id, p.area_code,
  case when home.household_id is not null or own.single or h.attribute = 'dibao' or lp.dibao or lh.whole
         then true
       when a.dibao_listed and not coalesce(lh.perhaps, false) then false end,
  case when own.tekun or h.attribute = 'tekun' or lp.tekun then true
       when a.tekun_listed and not coalesce(lp.perhaps_tekun, false) then false end
from households_person p
join households_household h on h.id = p.household_id
join places a on a.area_code = h.area_code
left join home on home.household_id = h.id
left join own on own.person_id = p.id
left join listed_people lp on lp.person_id = p.id
left join listed_homes lh on lh.household_id = h.id
where {_WANTED}
on conflict (person_id) do update set
  household_id = excluded.household_id, area_code = excluded.area_code,
  in_dibao_family = excluded.in_dibao_family, in_tekun = excluded.in_tekun
where f.* is distinct from excluded.*
"""

# Grain: one row to a household. Trained: a finished training of any member; relocated: moved in by the day.
HOUSEHOLDS = f"""
with day as (select coalesce(%(on)s::date, current_date) as today),
had as (
  select b.household_id,
    bool_or(b.status = 'paid' and b.item in ('practical-training', 'youth-skills', 'pro-farmer',
      'leader-training', 'ecommerce-training')) as trained,
    bool_or(b.item = 'relocation-housing' and b.details ->> 'moved_date' <= d.today::text) as relocated
  from support_measures_benefitrecord b
  join households_household h on h.id = b.household_id, day d
  where b.status in ('approved', 'paid') and b.starts_on <= d.today and {_WANTED}
  group by 1
)
insert into support_measures_householdbenefitfacts as f (household_id, area_code, trained, relocated)
select h.id, h.area_code, coalesce(had.trained, false), coalesce(had.relocated, false)
from households_household h
left join had on had.household_id = h.id
where {_WANTED}
on conflict (household_id) do update set
  area_code = excluded.area_code, trained = excluded.trained, relocated = excluded.relocated
where f.* is distinct from excluded.*
"""
