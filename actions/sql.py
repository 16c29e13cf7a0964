"""Statements over many enrolments at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from psycopg2.extras import Json

# Grain: one enrolment per chosen subject. Repeatable: who takes part already (any stage but left, begun on
# the first day of the period or later, or not ended) is left out; enrolment_once_a_start holds the rest.
_ENROL_MANY = """
with chosen as (select household_id, area_code, person_id::bigint as person_id from ({chosen}) as subject),
fresh as (
  select chosen.* from chosen
  where not exists (
    select from actions_enrolment e
    where e.action = %s and e.item = %s and e.stage <> 'left' and e.household_id = chosen.household_id
      and e.person_id is not distinct from chosen.person_id
      and (e.starts_on >= %s or e.ends_on > %s or (e.ends_on is null and e.stage <> 'done')))
)
insert into actions_enrolment
  (household_id, area_code, person_id, action, item_version_id, item, stage, starts_on, ends_on, left_reason,
   fund_yuan, details, created_at, updated_at, created_by_id)
select household_id, area_code, person_id, %s, %s, %s, %s, %s, null, '', %s, %s, now(), now(), %s
from fresh order by household_id, person_id
on conflict (action, item, household_id, person_id, starts_on) do nothing
returning household_id
"""


def enrol_many(
    chosen: QuerySet[Any],
    *,
    action: str,
    version_id: int,
    item: str,
    since: date,
    stage: str,
    starts_on: date,
    fund_yuan: Decimal | None,
    details: dict[str, Any],
    by_id: int,
) -> list[int]:
    """Households of the enrolments made. ``chosen`` yields household_id, area_code and person_id."""
    inner, parameters = chosen.query.sql_with_params()
    statement = _ENROL_MANY.replace("{chosen}", inner)
    values = [
        action,
        item,
        since,
        since,
        action,
        version_id,
        item,
        stage,
        starts_on,
        fund_yuan,
        Json(details),
        by_id,
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, *values])
        return [household_id for (household_id,) in cursor.fetchall()]
