"""What an import left in the registry, as one digest: the same for us and for every peer."""

from __future__ import annotations

from django.db import connection

_REGISTRY = """
select md5(string_agg(line, '|' order by line)) from (
  select concat_ws(',', 'h', number, area_code, group_name, head_name, head_initials, poverty_status,
      attribute, main_cause) as line
    from households_household
  union all
  select concat_ws(',', 'p', h.number, p.name, p.name_initials, encode(p.id_number_key, 'hex'),
      encode(p.id_number, 'hex'), encode(p.id_tail_key, 'hex'), p.sex, p.birth_date, p.relation, p.ethnicity,
      p.education, p.labour_ability, p.medical_insured, p.pension_insured, encode(p.phone_key, 'hex'))
    from households_person p join households_household h on h.id = p.household_id
  union all
  select concat_ws(',', 'c', encode(c.holder_key, 'hex'), c.category, c.level, c.reissue, c.state)
    from households_disabilitycertificate c
) lines"""


def digest() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_REGISTRY)
        row = cursor.fetchone()
    assert row is not None
    return str(row[0])
