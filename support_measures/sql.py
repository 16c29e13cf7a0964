"""Statements over many benefit records at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from psycopg2.extras import Json

# Grain: one record per chosen subject (a person of a household, or the household: person_id null).
# Repeatable: who has a record of the item that is not void and reaches into the period is left out, and
# benefit_once_a_period holds the rest. Leans on benefit_by_person and the household's foreign key.
_RECORD_MANY = """
with chosen as (select household_id, area_code, person_id::bigint as person_id from ({chosen}) as subject),
fresh as (
  select chosen.* from chosen
  where not exists (
    select from support_measures_benefitrecord r
    where r.item = %s and r.status <> 'void' and r.household_id = chosen.household_id
      and r.person_id is not distinct from chosen.person_id
      and r.starts_on < %s and (r.starts_on >= %s or r.ends_on > %s or (r.ends_on is null and %s)))
)
insert into support_measures_benefitrecord
  (household_id, area_code, person_id, item, item_version_id, status, starts_on, ends_on, amount_yuan,
   fund_source, paid_on, details, batch, created_at, updated_at, created_by_id)
select household_id, area_code, person_id, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, now(), now(), %s
from fresh order by household_id, person_id
on conflict (item, household_id, person_id, starts_on) where status <> 'void' do nothing
returning household_id
"""


def record_many(
    chosen: QuerySet[Any],
    *,
    item: str,
    version_id: int,
    period: tuple[date, date],
    open_ended_count: bool,
    status: str,
    starts_on: date,
    ends_on: date | None,
    amount_yuan: Decimal | None,
    fund_source: str,
    paid_on: date | None,
    details: dict[str, Any],
    batch: UUID,
    by_id: int,
) -> list[int]:
    """Households of the records made. ``chosen`` yields household_id, area_code and person_id."""
    inner, parameters = chosen.query.sql_with_params()
    statement = _RECORD_MANY.replace("{chosen}", inner)
    first, last = period
    values: list[Any] = [item, last, first, first, open_ended_count]
    values += [item, version_id, status, starts_on, ends_on, amount_yuan, fund_source, paid_on, Json(details)]
    values += [str(batch), by_id]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, *values])
        return [household_id for (household_id,) in cursor.fetchall()]
