"""The two statements that refresh the rows of facts, and the same SELECTs for any other day.

Parameters: ``ids`` (households, or null for all that are visible) and ``on`` (the reference date).
Only rows whose facts changed are written. Absence becomes "no" only where nothing else is possible
or the department's list was loaded for the area and period; else null, unknown.
"""

# Grain: one row to a village of the households asked for. Lists loaded for it, or for an area above it.
_PLACES = """
places as (
  select v.area_code,
    coalesce(bool_or(l.list_name = '残疾人服务状况和需求动态更新名单' and l.period = d.year), false)
      as needs_listed,
    coalesce(bool_or(l.list_name = '学籍比对名单' and l.period = d.school_year), false) as pupils_listed,
    coalesce(bool_or(l.list_name = '基本医保参保名单' and l.period = d.year), false) as insured_listed,
    coalesce(bool_or(l.list_name = '城乡居民养老保险参保名单' and l.period = d.year), false)
      as pension_listed,
    coalesce(bool_or(l.list_name = '农村危房存量名单' and l.period = d.year), false) as houses_listed
  from (select distinct area_code from households_household
        where %(ids)s::bigint[] is null or id = any (%(ids)s::bigint[])) v
  cross join day d
  left join households_loadedlist l on l.area_code in (
    v.area_code, v.area_code / 1000 * 1000, v.area_code / 1000000 * 1000000,
    v.area_code / 100000000 * 100000000, v.area_code / 10000000000 * 10000000000)
  group by 1
),
on_lists as materialized (
  select l.* from day d, on_department_lists(%(ids)s::bigint[], d.today) l
),
listed as (
  select person_id, array_agg(list_name) as named, array_agg(list_name) filter (where sure) as sure,
    max(case when list_name <> '学籍比对名单' or not sure then null
      when stage ~ '幼|学前' then 'preschool'
      when stage ~ '中职|中专|技校|职高|职业' then 'vocational'
      when stage ~ '高中|高[一二三]' then 'senior'
      when stage ~ '初|[七八九]年级' then 'junior'
      when stage ~ '小学|[一二三四五六]年级' then 'primary'
      when stage ~ '大专|专科|高职' then 'college'
      when stage ~ '硕士|博士|研究生' then 'postgraduate'
      when stage ~ '本科|大学' then 'undergraduate' end) as stage
  from on_lists group by 1
),
listed_houses as (
  select household_id, max(substring(upper(grade) from '[ABCD]')) filter (where sure) as grade
  from on_lists where list_name = '农村危房存量名单' group by 1
)"""

_DAY = """
with day as (
  select t.today, to_char(t.today, 'YYYY') as year,
         to_char(t.today - interval '8 months', 'YYYY') as school_year,
         (t.today - interval '16 years')::date as born_16,
         (t.today - interval '18 years')::date as born_18,
         (t.today - interval '60 years')::date as born_60
  from (select coalesce(%(on)s::date, current_date) as today) t
)"""

# Grain: one row to a person of the households asked for, those who left included (they are not disabled
# members any more). A diagnosed child stands until the day before the 18th birthday.
# Who had left on the day, was not born yet or came later, is not here on it.
_PEOPLE = """
people as (
  select p.*,
    (p.left_on is null or p.left_on > d.today) and coalesce(p.birth_date <= d.today, true)
      and not exists (
        select from households_familychange c
        where c.person_id = p.id and c.happened_on > d.today
          and c.kind in ('married_in', 'adopted', 'returned', 'came')) as here,
    c.id is not null as holds, c.category, c.level, c.components, c.valid_until,
    p.diagnosed_kinds <> '{}' and p.birth_date > d.born_18 as diagnosed_child
  from households_person p
  cross join day d
  left join households_disabilitycertificate c
    on c.person_id = p.id
    and (c.state = 'valid' or c.cancel_reason = 'died' and p.left_on > d.today)
    and (c.valid_until is null or c.valid_until >= d.today)
    and (c.issued_on is null or c.issued_on <= d.today)
  where %(ids)s::bigint[] is null or p.household_id = any (%(ids)s::bigint[])
),
judged as (
  select *, here and holds as certified,
    here and (holds or coalesce(diagnosed_child, false)) as is_disabled
  from people
),
homes as (
  select household_id,
    coalesce(bool_or(is_disabled and relation in ('head', 'spouse')), false) as couple_disabled,
    coalesce(bool_or(is_disabled and relation = 'parent'), false) as parents_disabled,
    coalesce(bool_or(is_disabled and relation = 'parent_in_law'), false) as in_laws_disabled,
    coalesce(bool_or(is_disabled and relation in ('son', 'daughter', 'son_in_law', 'daughter_in_law')),
             false) as children_disabled,
    count(*) filter (where relation in ('son', 'daughter')) as children,
    count(*) filter (where relation in ('son_in_law', 'daughter_in_law')) as children_in_law,
    count(*) filter (where is_disabled) as disabled,
    bool_or(relation in ('head', 'spouse')) as couple_here,
    bool_or(relation = 'parent') as parents_here,
    bool_or(relation = 'parent_in_law') as in_laws_here
  from judged where here group by 1
)"""

_PERSON_ROWS = """
select p.id as person_id, p.household_id, p.area_code, p.birth_date, nullif(p.sex, '') as sex,
  p.certified, p.is_disabled as disabled,
  case when p.certified then p.valid_until
       when not p.is_disabled then null
       when to_char(p.birth_date, 'MMDD') = '0229' then (p.birth_date + interval '18 years')::date
       else (p.birth_date + interval '18 years')::date - 1 end,
  case when p.certified and p.category < 7 then array[(array['visual', 'hearing', 'speech', 'physical',
         'intellectual', 'mental'])[p.category]]
       when p.certified then nullif(p.components, '{}')
       when p.is_disabled then p.diagnosed_kinds end,
  case when p.certified then p.level end as disability_level,
  case when p.education <> '' then p.education = 'illiterate' end,
  s.stage as school_stage,
  case when p.dropped_out_for_poverty is not null then p.dropped_out_for_poverty
       when s.stage <> 'none' then false
       when p.birth_date <= d.born_18 or p.birth_date > (d.today - interval '6 years')::date then false end,
  case when coalesce(h.disabled, 0) - p.is_disabled::int = 0 then false
       when p.relation in ('son', 'daughter') then h.couple_disabled
       when p.relation in ('head', 'sibling') then h.parents_disabled
       when p.relation = 'spouse' then h.in_laws_disabled
       when p.relation = 'grandchild' and not h.children_disabled then false
       when p.relation = 'grandchild' and h.children <= 1 and h.children_in_law <= 1 then true
  end as child_of_disabled,
  nullif(p.labour_ability, '') as labour_ability, p.employed, p.returned_migrant,
  coalesce(p.need_rehab, case when a.needs_listed then false end),
  coalesce(p.need_device, case when a.needs_listed then false end),
  coalesce(p.need_care, case when a.needs_listed then false end),
  p.family_supported,
  case when '基本医保参保名单' = any (l.sure) then true
    else coalesce(p.medical_insured, case when a.insured_listed
      and coalesce('基本医保参保名单' <> all (l.named), true) then false end) end,
  case when '城乡居民养老保险参保名单' = any (l.sure) then true
    else coalesce(p.pension_insured, case when a.pension_listed
      and coalesce('城乡居民养老保险参保名单' <> all (l.named), true) then false end) end
from judged p
cross join day d
join places a on a.area_code = p.area_code
left join homes h on h.household_id = p.household_id
left join listed l on l.person_id = p.id
cross join lateral (
  select case when p.school_stage <> '' then p.school_stage
    when '学籍比对名单' = any (l.named) then l.stage
    when a.pupils_listed or p.birth_date > (d.today - interval '3 years')::date
      or p.birth_date <= (d.today - interval '31 years')::date then 'none' end as stage
) s"""

PERSONS = f"""
{_DAY}, {_PLACES}, {_PEOPLE}
insert into households_personfacts as f (
  person_id, household_id, area_code, birth_date, sex, has_certificate, disabled, certificate_until,
  kinds, disability_level, illiterate, school_stage, dropped_out_for_poverty, child_of_disabled,
  labour_ability, employed, returned_migrant, need_rehab, need_device, need_care, family_supported,
  medical_insured, pension_insured)
{_PERSON_ROWS}
on conflict (person_id) do update set
  household_id = excluded.household_id, area_code = excluded.area_code, birth_date = excluded.birth_date,
  sex = excluded.sex, has_certificate = excluded.has_certificate, disabled = excluded.disabled,
  certificate_until = excluded.certificate_until, kinds = excluded.kinds,
  disability_level = excluded.disability_level, illiterate = excluded.illiterate,
  school_stage = excluded.school_stage, dropped_out_for_poverty = excluded.dropped_out_for_poverty,
  child_of_disabled = excluded.child_of_disabled, labour_ability = excluded.labour_ability,
  employed = excluded.employed, returned_migrant = excluded.returned_migrant,
  need_rehab = excluded.need_rehab, need_device = excluded.need_device, need_care = excluded.need_care,
  family_supported = excluded.family_supported, medical_insured = excluded.medical_insured,
  pension_insured = excluded.pension_insured
where f.* is distinct from excluded.*
"""

# Grain: one row to a household; members from their rows of facts, flags from the nearest area that has one.
_HOMES = """
members as (
  select f.household_id,
    count(*) filter (where f.disabled) as disabled,
    bool_or(f.disabled and f.labour_ability = 'lost') as lost,
    bool_or(f.disabled and f.labour_ability is null) as ability_unknown,
    bool_or(not f.disabled and f.birth_date <= d.born_18 and f.birth_date > d.born_60) as younger_carer,
    bool_or(not f.disabled and f.birth_date <= d.born_60) as old_carer,
    bool_or(not f.disabled and f.birth_date is null) as ageless,
    count(*) filter (where f.birth_date <= d.born_16 and f.birth_date > d.born_60
      and f.labour_ability in ('skilled', 'ordinary', 'weak')) as labour,
    bool_or(case when f.birth_date is null
        then f.labour_ability is null or f.labour_ability in ('skilled', 'ordinary', 'weak')
      else f.birth_date <= d.born_16 and f.birth_date > d.born_60 and f.labour_ability is null end)
      as labour_unknown,
    bool_or(f.school_stage in ('college', 'undergraduate', 'postgraduate')) as student,
    bool_or(f.school_stage is null) as stage_unknown
  from {rows} f
  cross join day d
  join households_person p on p.id = f.person_id and (p.left_on is null or p.left_on > d.today)
  where %(ids)s::bigint[] is null or f.household_id = any (%(ids)s::bigint[])
  group by 1
),
nearest as (
  select distinct on (a.area_code, g.flag) a.area_code, g.flag, g.holds
  from places a
  join areas_areaflag g on g.area_id in (
    a.area_code, a.area_code / 1000 * 1000, a.area_code / 1000000 * 1000000,
    a.area_code / 100000000 * 100000000, a.area_code / 10000000000 * 10000000000)
  order by a.area_code, g.flag, g.area_id desc
),
flags as (
  select area_code,
    bool_or(holds) filter (where flag = 'area_key_county') as key_county,
    bool_or(holds) filter (where flag = 'area_contiguous') as contiguous,
    bool_or(holds) filter (where flag = 'area_poor_county') as poor_county,
    bool_or(holds) filter (where flag = 'area_old_base') as old_base,
    bool_or(holds) filter (where flag = 'area_minority') as minority,
    bool_or(holds) filter (where flag = 'area_tibet_xinjiang') as tibet_xinjiang,
    bool_or(holds) filter (where flag = 'area_midwest') as midwest,
    bool_or(holds) filter (where flag = 'area_tourism_village') as tourism_village,
    bool_or(holds) filter (where flag = 'area_solar_fit') as solar_fit
  from nearest group by 1
)"""

_HOUSEHOLD_ROWS = """
select h.id, h.area_code, h.poverty_status, r.registered, coalesce(m.disabled, 0) as n_disabled,
  r.registered and coalesce(m.disabled, 0) >= 1,
  coalesce(nullif(h.house_grade, ''), lh.grade,
    case when a.houses_listed and lh.household_id is null then '-' end),
  h.only_house, coalesce(h.need_accessibility, case when a.needs_listed then false end),
  h.startup_household, h.has_contract_land_or_house, h.collective_member,
  case when not r.registered or coalesce(m.disabled, 0) = 0 then false
       when m.lost then true when m.ability_unknown then null else false end as hh_lost_labour,
  case when coalesce(m.disabled, 0) = 0 or m.younger_carer then false
       when m.ageless then null else coalesce(m.old_carer, false) end as old_supports_disabled,
  case when m.student then true when m.stage_unknown then null else false end,
  case when m.labour_unknown then null else coalesce(m.labour, 0) end as hh_labour,
  coalesce(g.key_county, case when not g.poor_county then false end),
  coalesce(g.contiguous, case when not g.poor_county then false end),
  g.poor_county, g.old_base, g.minority, g.tibet_xinjiang, g.midwest, g.tourism_village, g.solar_fit
from households_household h
cross join lateral (
  select h.left_on is null and h.poverty_status in ('identified', 'lifted', 'fallen_back') as registered
) r
join places a on a.area_code = h.area_code
left join members m on m.household_id = h.id
left join listed_houses lh on lh.household_id = h.id
left join flags g on g.area_code = h.area_code
where %(ids)s::bigint[] is null or h.id = any (%(ids)s::bigint[])"""

HOUSEHOLDS = f"""
{_DAY}, {_PLACES}, {_HOMES.replace("{rows}", "households_personfacts")}
insert into households_householdfacts as f (
  household_id, area_code, poverty_status, registered, n_disabled, hh_has_disabled, house_grade,
  only_house, need_accessibility, startup_household, has_contract_land_or_house, collective_member,
  hh_lost_labour, old_supports_disabled, has_student_college, hh_labour,
  area_key_county, area_contiguous, area_poor_county, area_old_base, area_minority,
  area_tibet_xinjiang, area_midwest, area_tourism_village, area_solar_fit)
{_HOUSEHOLD_ROWS}
on conflict (household_id) do update set
  area_code = excluded.area_code, poverty_status = excluded.poverty_status,
  registered = excluded.registered, n_disabled = excluded.n_disabled,
  hh_has_disabled = excluded.hh_has_disabled, house_grade = excluded.house_grade,
  only_house = excluded.only_house, need_accessibility = excluded.need_accessibility,
  startup_household = excluded.startup_household,
  has_contract_land_or_house = excluded.has_contract_land_or_house,
  collective_member = excluded.collective_member, hh_lost_labour = excluded.hh_lost_labour,
  old_supports_disabled = excluded.old_supports_disabled,
  has_student_college = excluded.has_student_college, hh_labour = excluded.hh_labour,
  area_key_county = excluded.area_key_county,
  area_contiguous = excluded.area_contiguous, area_poor_county = excluded.area_poor_county,
  area_old_base = excluded.area_old_base, area_minority = excluded.area_minority,
  area_tibet_xinjiang = excluded.area_tibet_xinjiang, area_midwest = excluded.area_midwest,
  area_tourism_village = excluded.area_tourism_village, area_solar_fit = excluded.area_solar_fit
where f.* is distinct from excluded.*
"""

_ON_A_DAY = f"""
{_DAY}, {_PLACES}, {_PEOPLE},
person_rows as ({_PERSON_ROWS}),
here as (select r.* from person_rows r join judged j on j.id = r.person_id and j.here)"""

# Grain: one row to a person who lives in the households asked for on the day. Null is unknown.
PERSONS_ON_A_DAY = f"""
{_ON_A_DAY}
select f.household_id, f.person_id, p.name, f.disabled, f.child_of_disabled,
  f.birth_date > d.born_18 as minor,
  case when f.birth_date > d.born_18 or f.employed then false
       when not case when p.relation in ('son', 'daughter') then h.couple_here
                     when p.relation in ('head', 'sibling') then h.parents_here
                     when p.relation = 'spouse' then h.in_laws_here
                     else false end then false
       when f.birth_date is null or f.employed is null then null
       else true end as supported_by_parents,
  case when not f.disabled or f.disability_level > 2 or f.birth_date > d.born_18 or f.employed
         or not f.family_supported then false
       when f.disability_level is null or f.birth_date is null or f.employed is null
         or f.family_supported is null then null
       else true end as may_be_single_household
from here f
cross join day d
join judged p on p.id = f.person_id
join homes h on h.household_id = f.household_id
order by f.person_id
"""

# Grain: one row to a household asked for.
HOUSEHOLDS_ON_A_DAY = f"""
{_ON_A_DAY}, {_HOMES.replace("{rows}", "here")}
select f.id as household_id, coalesce(n.people, 0) as people, f.n_disabled, f.hh_lost_labour,
  f.old_supports_disabled
from ({_HOUSEHOLD_ROWS}) f
left join (select household_id, count(*) as people from here group by 1) n on n.household_id = f.id
order by f.id
"""
