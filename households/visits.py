"""Recording a visit (走访): sent once or ten times over a bad line, it is one visit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from foundation.accounts.models import User
from households.models import Household, Visit


class UnableToRecord(Exception):
    """The visit cannot be recorded; the message is ready for the user."""


@transaction.atomic
def record_visit(
    *, household: Household, client_key: UUID, values: Mapping[str, Any], by: User, on: date
) -> Visit:
    """Record what was done and heard. The same ``client_key`` gives back the visit that is there."""
    if values["visited_on"] > on:
        raise UnableToRecord("走访日期不能晚于今天。")
    sent_before = _sent_before(household, client_key, by)
    if sent_before:
        return sent_before
    try:
        with transaction.atomic():
            return Visit.objects.create(
                household=household,
                area_code=household.area_code,
                client_key=client_key,
                created_by=by,
                **values,
            )
    except IntegrityError as twice:
        sent_before = _sent_before(household, client_key, by)
        if sent_before is None:
            raise UnableToRecord("此记录的标识已被使用，请重新打开页面再填。") from twice
        return sent_before


def _sent_before(household: Household, client_key: UUID, by: User) -> Visit | None:
    return Visit.objects.filter(household=household, client_key=client_key, created_by=by).first()
