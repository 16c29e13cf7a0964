"""Two frozen ledgers of one area against each other, set-based.

Grain: one row to a household that stands in either ledger, as far as it lies in ``lo``..``hi`` today (a
household keeps its rows when it moves; they go where it goes). Both ledgers are frozen, so nothing is kept:
the sets are worked out as they are asked for, over household_once_in_a_ledger. Parameters: ``old`` and
``new`` (ledgers), ``lo``, ``hi`` (the part of the area that is wanted within the asker's scope).
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from assessment.ledgers.differing import FIELDS

_CHANGED = ", ".join(f"case when {field.when} then '{field.key}' end" for field in FIELDS)
_ENTRIES = """select id, household_id, area_code, content from assessment_ledgerentry
    where ledger_id = %({})s and area_code between %(lo)s and %(hi)s"""

_COMPARED = f"""
  select household_id, area_code, old_id, new_id, changed,
    case when new_id is null then 'only_old' when old_id is null then 'only_new'
      when changed = '{{}}' then 'both' else 'different' end as which
  from (
    select coalesce(n.household_id, o.household_id) as household_id,
      coalesce(n.area_code, o.area_code) as area_code, o.id as old_id, n.id as new_id,
      case when o.content <> n.content then c.changed else '{{}}' end as changed
    from ({_ENTRIES.format("old")}) o full join ({_ENTRIES.format("new")}) n
      on n.household_id = o.household_id
    cross join lateral (select array_remove(array[{_CHANGED}]::text[], null) as changed
      from (select o.content as o, n.content as n) both_rows) c
  ) each_household"""

# How many households to a set, and of the changed ones to a field.
SIZES = f"""
with compared as materialized ({_COMPARED})
select 'set', which, count(*) from compared group by which
union all
select 'field', f, count(*) from compared, unnest(changed) f where which = 'different' group by f"""

# Of one set (``which``), perhaps of one field (``field``, else null), behind ``after_area``, ``after``.
PAGE = f"""
select household_id, area_code, old_id, new_id, changed from ({_COMPARED}) compared
where which = %(which)s and (%(field)s::text is null or %(field)s = any (changed))
  and (area_code, household_id) > (%(after_area)s, %(after)s)
order by area_code, household_id limit %(most)s"""


def fetch(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
