"""The rest of the whole record: what neither the demonstration's roster nor its yearly survey asks.

Grain: one row per record on file. Values are drawn from the row's own key, so that the
same county is filled alike every time; about one in eight stays open, as in a real registry.
"""

from __future__ import annotations

from django.db import connection

# A draw between 0 and 99 for a row and a word, and one of the given values by such a draw.
_DRAWS = """
create or replace function pg_temp.draw(key text, about text) returns integer language sql immutable as
  $$ select ('x' || substr(md5(key || about), 1, 6))::bit(24)::integer % 100 $$;
create or replace function pg_temp.one_of(key text, about text, variadic words text[]) returns text
  language sql immutable as $$ select words[1 + pg_temp.draw(key, about) % array_length(words, 1)] $$;
"""
_HOUSEHOLDS = """
update households_household as h set
  address = a.name || h.group_name || (1 + pg_temp.draw(h.number, 'address')) || '号',
  house_structure = case h.house_grade when 'A' then 'brick_concrete' when 'D' then 'adobe'
    else pg_temp.one_of(h.number, 'structure', 'brick_concrete', 'brick_timber', 'brick_timber') end,
  house_built_year = case h.house_grade when 'A' then 2005 when 'D' then 1962 else 1980 end
    + pg_temp.draw(h.number, 'built') % 12,
  unsafe_house = h.house_grade in ('C', 'D'),
  fuel = pg_temp.one_of(h.number, 'fuel', 'coal', 'coal', 'firewood', 'clean'),
  road = pg_temp.one_of(h.number, 'road', 'cement', 'cement', 'gravel', 'earth'),
  road_distance_km = round(pg_temp.draw(h.number, 'distance') / 20.0, 1),
  living_power = true,
  production_power = pg_temp.draw(h.number, 'power') < 90,
  water_difficult = not h.safe_water,
  sanitary_toilet = pg_temp.draw(h.number, 'toilet') < 70,
  cooperative_member = pg_temp.draw(h.number, 'cooperative') < 35,
  forest_mu = round(pg_temp.draw(h.number, 'forest') / 15.0, 1),
  returned_forest_mu = round(pg_temp.draw(h.number, 'returned') / 40.0, 1),
  identification_standard = 'national',
  family_planning = false, martyr_family = false,
  other_causes = case when h.main_cause <> 'labour' and pg_temp.draw(h.number, 'causes') < 40
    then array['labour'] else '{}' end
from areas_area a
where a.code = h.area_code and pg_temp.draw(h.number, 'asked') < 88
"""
_RELOCATED = """
update households_household as h set
  relocated = true, relocated_on = date '2017-09-01' + pg_temp.draw(h.number, 'moved'),
  relocation_old_address = h.address,
  relocation_new_address = '安置区' || (1 + pg_temp.draw(h.number, 'block') % 20) || '栋'
where h.address <> '' and pg_temp.draw(h.number, 'relocated') < 6
"""
_PERSONS = """
update households_person as p set
  political_status = case when age < 14 then '' when age < 28 then
      pg_temp.one_of(p.id::text, 'politics', 'league', 'masses') else
      pg_temp.one_of(p.id::text, 'politics', 'masses', 'masses', 'masses', 'masses', 'masses', 'party') end,
  marriage = case when age < 20 then 'single' when p.relation in ('spouse', 'daughter_in_law') then 'married'
    when age > 65 then pg_temp.one_of(p.id::text, 'marriage', 'married', 'widowed')
    when age < 30 then pg_temp.one_of(p.id::text, 'marriage', 'married', 'single')
    else pg_temp.one_of(p.id::text, 'marriage', 'married', 'married', 'single', 'divorced') end,
  in_army = false, public_post = coalesce(p.employed, false) and pg_temp.draw(p.id::text, 'post') < 12,
  work_place = case when p.work_months > 0 then
    pg_temp.one_of(p.id::text, 'place', 'township', 'county', 'province', 'outside') else '' end,
  unemployed_reason = case when p.employed then ''
    when age < 16 or p.school_stage not in ('', 'none') then 'student'
    when p.labour_ability in ('none', 'lost') then 'lost_ability'
    else pg_temp.one_of(p.id::text, 'unemployed', 'unskilled', 'unwilling', 'other') end,
  living_source = case when p.employed then '' when age >= 60 then 'relief' else 'family' end,
  serious_illness_insured = p.medical_insured, employee_pension = false,
  commercial_medical = pg_temp.draw(p.id::text, 'commercial') < 4
from (select id, extract(year from age(date '2018-06-30', birth_date))::int as age
      from households_person) as known
where known.id = p.id and pg_temp.draw(p.id::text, 'asked') < 88
"""
# Minors, and those who cannot decide for themselves, have the head (or the spouse) for a guardian.
_GUARDIANS = """
update households_person as p set guardian_name = other.name,
  guardian_relation = case
    when p.relation = 'head' then 'spouse' when p.relation in ('son', 'daughter') then 'parent'
    when p.relation = 'grandchild' then 'grandparent' when p.relation = 'parent' then 'child'
    else 'relative' end
from households_disabilitycertificate c, households_person other
where c.person_id = p.id and c.state = 'valid' and (c.category in (5, 6) or p.birth_date > date '2000-06-30')
  and other.household_id = p.household_id and other.left_on is null
  and other.relation = case when p.relation = 'head' then 'spouse' else 'head' end
"""
# Ten years from the issue; a few have run out or will this year.
_CERTIFICATES = """
update households_disabilitycertificate as c set
  issued_on = day, first_issued_on = day - case when c.id % 4 = 0 then 3650 else 0 end,
  valid_until = (day + interval '10 years')::date,
  hukou_code = c.area_code, residence_code = c.area_code
from (select id, date '2009-04-01' + (pg_temp.draw(id::text, 'issued') * 34
        + pg_temp.draw(id::text, 'day') % 30) as day
      from households_disabilitycertificate) as issue
where issue.id = c.id and c.issued_on is null and pg_temp.draw(c.id::text, 'asked') < 92
"""
# 不落一人: those without a certificate whose trouble is known, at each of the three standings.
_UNCERTIFIED = """
update households_person as p set
  uncertified = pg_temp.one_of(p.id::text, 'standing', 'suspected', 'suspected', 'applied', 'refused'),
  uncertified_on = date '2018-01-10' + pg_temp.draw(p.id::text, 'since'),
  diagnosed_kinds = array[pg_temp.one_of(p.id::text, 'kind', 'visual', 'hearing', 'physical', 'mental')]
where p.left_on is null and p.health in ('chronic', 'serious')
  and not exists (select from households_disabilitycertificate c where c.person_id = p.id)
  and pg_temp.draw(p.id::text, 'uncertified') < 5
"""
# Parts of the transfers add up to their sum; costs beside them.
_SURVEYS = """
update households_householdyear as s set
  dibao_yuan = case when h.attribute = 'dibao' then round(s.transfer_yuan * 0.6, 2) else 0 end,
  tekun_yuan = case when h.attribute = 'tekun' then round(s.transfer_yuan * 0.6, 2) else 0 end,
  pension_yuan = round(s.transfer_yuan * 0.2, 2), family_planning_yuan = 0,
  ecology_yuan = round(s.transfer_yuan * 0.1, 2),
  other_transfer_yuan = s.transfer_yuan - round(s.transfer_yuan * 0.2, 2) - round(s.transfer_yuan * 0.1, 2)
    - case when h.attribute in ('dibao', 'tekun') then round(s.transfer_yuan * 0.6, 2) else 0 end,
  education_cost_yuan = 300 * (pg_temp.draw(s.id::text, 'education') % 8),
  medical_cost_yuan = coalesce(s.medical_out_of_pocket_yuan, 0) * 3,
  living_cost_yuan = 1500 * s.members, other_cost_yuan = 10 * pg_temp.draw(s.id::text, 'other')
from households_household h
where h.id = s.household_id and pg_temp.draw(s.id::text, 'asked') < 88
"""
_ALL = (_HOUSEHOLDS, _RELOCATED, _PERSONS, _GUARDIANS, _CERTIFICATES, _UNCERTIFIED, _SURVEYS)


def fill_whole_record() -> int:
    """How many rows were told something. Once: the caller asks whether it was done."""
    told = 0
    with connection.cursor() as cursor:
        cursor.execute(_DRAWS)
        for statement in _ALL:
            cursor.execute(statement)
            told += cursor.rowcount
    return told
