"""One statement for a month's list of payments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

# Grain: one payment for each due record. Repeatable: payment_once_a_month lets a second run insert nothing.
_PAY_DUE = """
with due as ({due}),
made as (
  insert into support_measures_payment
    (record_id, household_id, area_code, month, amount_yuan, paid_on, fund_source, document, batch,
     taken_back_reason, created_at, updated_at, created_by_id)
  select id, household_id, area_code, %s, standard_yuan, %s, %s, %s, %s, '', now(), now(), %s from due
  order by id
  on conflict (record_id, month) where taken_back_on is null and month is not null do nothing
  returning amount_yuan
)
select count(*), coalesce(sum(amount_yuan), 0) from made
"""


def pay_due(
    due: QuerySet[Any],
    *,
    month: date,
    batch: UUID,
    by_id: int,
    paid_on: date,
    fund_source: str,
    document: str,
) -> tuple[int, Decimal]:
    """How many were paid and how much. ``due`` yields records with ``standard_yuan``."""
    inner, parameters = (
        due.order_by().values("id", "household_id", "area_code", "standard_yuan").query.sql_with_params()
    )
    values: list[Any] = [month, paid_on, fund_source, document, str(batch), by_id]
    with connection.cursor() as cursor:
        cursor.execute(_PAY_DUE.replace("{due}", inner), [*parameters, *values])
        count, yuan = cursor.fetchone()
    return count, yuan
