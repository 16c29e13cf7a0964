"""One statement for many at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Grain: one statement per chosen subject (a person of a household, or the household: person_id null).
# Repeatable: who has a statement of the fact and item that reaches into the time is left out, whatever
# it says. Leans on statement_of_person and statement_of_household.
_STATE_MANY = """
with chosen as (select household_id, area_code, person_id::bigint as person_id from ({chosen}) as subject)
insert into households_factstatement
  (household_id, area_code, person_id, fact, item, value, holds_from, holds_to, basis, end_reason,
   created_at, updated_at, created_by_id)
select household_id, area_code, person_id, %s, %s, %s, %s, %s, %s, '', now(), now(), %s
from chosen
where not exists (
  select from households_factstatement s
  where s.fact = %s and s.item = %s and s.household_id = chosen.household_id
    and s.person_id is not distinct from chosen.person_id
    and (s.holds_to is null or s.holds_to > %s) and s.holds_from < coalesce(%s, 'infinity'::date))
order by household_id, person_id
returning household_id
"""


def state_many(
    chosen: QuerySet[Any],
    *,
    fact: str,
    item: str,
    value: bool,
    holds_from: date,
    holds_to: date | None,
    basis: str,
    by_id: int,
) -> list[int]:
    """Households of the statements made. ``chosen`` yields household_id, area_code and person_id."""
    inner, parameters = chosen.query.sql_with_params()
    values: list[Any] = [
        fact,
        item,
        value,
        holds_from,
        holds_to,
        basis,
        by_id,
        fact,
        item,
        holds_from,
        holds_to,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_STATE_MANY.replace("{chosen}", inner), [*parameters, *values])
        return [household_id for (household_id,) in cursor.fetchall()]
