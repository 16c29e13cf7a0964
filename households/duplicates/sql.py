"""Finding files that may be of one person or one family, set-based.

``PERSONS``. Grain: one row of households_duplicate to a pair of persons that match in at least
one way, at least one of them still registered. Parameters: ``ids`` (households whose people are
looked up within their own township) or, where ``whole``, everybody visible within ``lo``..``hi``, against the
whole of it). Rows that a human decided are not written; an open pair that no longer matches is gone.

``FAMILIES``. Grain: one row to a pair of registered households that share two undecided pairs of
persons, or all the people of the smaller one, or both heads. Reads what ``PERSONS`` wrote.
"""

# The smallest area that holds both villages.
_COMMON = """case
    when {a} = {b} then {a}
    when {a} / 1000 = {b} / 1000 then {a} / 1000 * 1000
    when {a} / 1000000 = {b} / 1000000 then {a} / 1000000 * 1000000
    when {a} / 100000000 = {b} / 100000000 then {a} / 100000000 * 100000000
    else {a} / 10000000000 * 10000000000 end"""

# Grain: one row to a county that these households are in.
COUNTIES = """select distinct area_code / 1000000 * 1000000 from households_household
    where id = any (%(ids)s::bigint[])"""

_MERGED = """coalesce((select array_agg(x) from households_merge m, unnest(m.dropped_people) x
    where m.undone_at is null), '{}')"""

_PAIR = "least(a.id, b.id) as person_a, greatest(a.id, b.id) as person_b"
_SAME_TOWNSHIP = "b.area_code between a.area_code / 1000 * 1000 and a.area_code / 1000 * 1000 + 999"

PERSONS = f"""
with people as not materialized (
  select p.id, p.household_id, p.area_code, p.name, p.sex, p.birth_date, p.id_number_key, p.left_on,
    coalesce(p.phone_key, case when p.relation = 'head' then h.phone_key end) as phone_key
  from households_person p join households_household h on h.id = p.household_id
  where p.area_code between %(lo)s and %(hi)s
    and p.id <> all ({_MERGED})
),
asked as materialized (
  select * from people where %(whole)s or household_id = any (%(ids)s::bigint[])
),
matched as (
  select {_PAIR}, 'number' as kind, 100 as score, '身份证号相同，其中一份已减少' as reason
    from asked a join people b on b.id_number_key = a.id_number_key and b.id <> a.id
    where (a.left_on is null) <> (b.left_on is null)
      and (%(whole)s or {_SAME_TOWNSHIP})
  union
  select {_PAIR}, 'certificate', 100, '残疾人证登记在同一身份证号的另一份档案上'
    from asked a join people b on b.id_number_key = a.id_number_key and b.id <> a.id
    where (a.left_on is null) <> (b.left_on is null)
      and (%(whole)s or {_SAME_TOWNSHIP})
      and exists (select from households_disabilitycertificate c where c.state = 'valid'
        and c.person_id = case when a.left_on is null then b.id else a.id end)
  union
  select {_PAIR}, 'birth',
    60 + case when a.area_code = b.area_code then 15 else 0 end
       + case when a.id_number_key is null or b.id_number_key is null then 15 else 0 end,
    '姓名、出生日期相同，' || case when a.area_code = b.area_code then '同村' else '同乡镇' end
      || case when a.id_number_key is null or b.id_number_key is null then '，一方没有身份证号'
         else '，身份证号不同' end
    from asked a join people b on b.name = a.name and b.birth_date = a.birth_date and b.id <> a.id
      and {_SAME_TOWNSHIP}
    where a.left_on is null and b.left_on is null
      and (a.sex = b.sex or a.sex = '' or b.sex = '')
  union
  select {_PAIR}, 'renumbered', 50 + case when a.area_code = b.area_code then 15 else 0 end,
    '姓名、性别相同，身份证号不同，出生日期只差'
      || case when to_char(a.birth_date, 'MMDD') = to_char(b.birth_date, 'MMDD') then '年'
         when extract(day from a.birth_date) = extract(day from b.birth_date) then '月' else '日' end
    from asked a join people b on b.name = a.name and b.sex = a.sex and b.birth_date <> a.birth_date
      and b.id <> a.id and {_SAME_TOWNSHIP}
    where a.left_on is null and b.left_on is null
      and a.id_number_key <> b.id_number_key
      and (extract(year from a.birth_date) = extract(year from b.birth_date))::int
        + (extract(month from a.birth_date) = extract(month from b.birth_date))::int
        + (extract(day from a.birth_date) = extract(day from b.birth_date))::int = 2
  union
  select {_PAIR}, 'phone', 70, '姓名、联系电话相同'
    from asked a join people b on b.name = a.name and b.phone_key = a.phone_key and b.id <> a.id
    where a.left_on is null and b.left_on is null
      and (%(whole)s or {_SAME_TOWNSHIP})
),
found as materialized (
  select m.person_a, m.person_b, (array_agg(m.kind order by m.score desc, m.kind))[1] as kind,
    least(100, max(m.score) + 5 * (count(distinct m.kind) - 1))::smallint as score,
    array_agg(distinct m.reason) as reasons, a.household_id as household_a, b.household_id as household_b,
    {_COMMON.format(a="a.area_code", b="b.area_code")} as area_code
  from matched m
  join households_person a on a.id = m.person_a join households_person b on b.id = m.person_b
  group by m.person_a, m.person_b, a.id, b.id
),
kept as (
  update households_duplicate d set kind = f.kind, score = f.score, reasons = f.reasons, state = 'open',
    household_a_id = f.household_a, household_b_id = f.household_b, area_code = f.area_code
  from found f
  where d.person_a_id = f.person_a and d.person_b_id = f.person_b and d.state in ('open', 'gone')
    and (d.kind, d.score, d.reasons::text[], d.state, d.household_a_id, d.household_b_id, d.area_code)
      is distinct from
        (f.kind, f.score, f.reasons, 'open', f.household_a, f.household_b, f.area_code)
  returning d.id
),
made as (
  insert into households_duplicate (area_code, kind, score, reasons, household_a_id, household_b_id,
    person_a_id, person_b_id, state, decision, found_at)
  select f.area_code, f.kind, f.score, f.reasons, f.household_a, f.household_b, f.person_a, f.person_b,
    'open', '', now()
  from found f where not exists (select from households_duplicate d
    where d.person_a_id = f.person_a and d.person_b_id = f.person_b)
  on conflict do nothing
  returning id
),
gone as (
  update households_duplicate d set state = 'gone'
  where d.state = 'open' and d.person_a_id is not null
    and case when %(whole)s then d.area_code between %(lo)s and %(hi)s
        else d.area_code %% 1000000 <> 0
          and (d.household_a_id = any (%(ids)s::bigint[]) or d.household_b_id = any (%(ids)s::bigint[])) end
    and not exists (select from found f where f.person_a = d.person_a_id and f.person_b = d.person_b_id)
  returning id
)
select (select count(*) from made), (select count(*) from kept), (select count(*) from gone)
"""

FAMILIES = f"""
with shared as (
  select least(d.household_a_id, d.household_b_id) as a, greatest(d.household_a_id, d.household_b_id) as b,
    count(*) as pairs, max(d.score) as score,
    bool_or(p.relation = 'head' and q.relation = 'head') as heads
  from households_duplicate d
  join households_person p on p.id = d.person_a_id and p.left_on is null
  join households_person q on q.id = d.person_b_id and q.left_on is null
  where d.state = 'open' and d.household_a_id <> d.household_b_id and d.area_code between %(lo)s and %(hi)s
    and (%(whole)s
      or d.household_a_id = any (%(ids)s::bigint[]) or d.household_b_id = any (%(ids)s::bigint[]))
  group by 1, 2
),
found as materialized (
  select s.a, s.b, least(100, s.score + 5 * s.pairs)::smallint as score,
    array[s.pairs || '名成员疑似相同' || case when s.heads then '，户主相同' else '' end] as reasons,
    {_COMMON.format(a="ha.area_code", b="hb.area_code")} as area_code
  from shared s
  join households_household ha on ha.id = s.a and ha.left_on is null
  join households_household hb on hb.id = s.b and hb.left_on is null
  cross join lateral (
    select least(count(*) filter (where p.household_id = s.a), count(*) filter (where p.household_id = s.b))
      as smaller
    from households_person p where p.household_id in (s.a, s.b) and p.left_on is null) people
  where s.heads or s.pairs >= 2 or s.pairs >= people.smaller
),
kept as (
  update households_duplicate d set score = f.score, reasons = f.reasons, state = 'open',
    area_code = f.area_code
  from found f
  where d.person_a_id is null and d.household_a_id = f.a and d.household_b_id = f.b
    and d.state in ('open', 'gone')
    and (d.score, d.reasons::text[], d.state, d.area_code)
      is distinct from (f.score, f.reasons, 'open', f.area_code)
  returning d.id
),
made as (
  insert into households_duplicate (area_code, kind, score, reasons, household_a_id, household_b_id,
    state, decision, found_at)
  select f.area_code, 'family', f.score, f.reasons, f.a, f.b, 'open', '', now()
  from found f where not exists (select from households_duplicate d
    where d.person_a_id is null and d.household_a_id = f.a and d.household_b_id = f.b)
  on conflict do nothing
  returning id
),
gone as (
  update households_duplicate d set state = 'gone'
  where d.state = 'open' and d.person_a_id is null and d.area_code between %(lo)s and %(hi)s
    and (%(whole)s
      or d.household_a_id = any (%(ids)s::bigint[]) or d.household_b_id = any (%(ids)s::bigint[]))
    and not exists (select from found f where f.a = d.household_a_id and f.b = d.household_b_id)
  returning id
)
select (select count(*) from made), (select count(*) from kept), (select count(*) from gone)
"""
