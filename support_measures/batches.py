"""Lists that were recorded at once (批量登记), and taken back again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Func, JSONField, OuterRef, QuerySet, Value
from django.db.models.functions import JSONObject

from foundation.accounts.models import User
from households.facts.refreshing import refresh
from support_measures.models import Payment, Status
from support_measures.recording import UnableToRecord


@dataclass(frozen=True)
class TakenBack:
    """How many records were made void, and how many stay because they were worked on since."""

    void: int
    kept: int


def untouched(records: QuerySet[Any]) -> QuerySet[Any]:
    """Not void, not changed since they were made, and nothing paid on them."""
    paid = Payment.objects.filter(record_id=OuterRef("pk"), taken_back_on=None)
    return records.exclude(status=Status.VOID).filter(~Exists(paid), updated_at=F("created_at"))


@transaction.atomic
def take_back_batch(*, records: QuerySet[Any], by: User, on: date, reason: str) -> TakenBack:
    """The records of a list become void, with the reason; those worked on since stay as they are."""
    if not reason.strip():
        raise UnableToRecord("请填写撤销原因。")
    standing: int = records.exclude(status=Status.VOID).count()
    if not standing:
        raise UnableToRecord("这一批记录已经撤销。")
    going = untouched(records)
    households = sorted(set(going.values_list("household_id", flat=True)))
    why = JSONObject(void_reason=Value(reason.strip()), void_on=Value(on.isoformat()))
    void: int = going.update(status=Status.VOID, details=_joined(F("details"), why))
    refresh(households, on=on)
    return TakenBack(void, standing - void)


def _joined(first: Any, second: Any) -> Any:
    return Func(first, second, template="(%(expressions)s)", arg_joiner=" || ", output_field=JSONField())
