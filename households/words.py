"""Values of the registry as an official reads them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from foundation.sealed.fields import Sealed, SealedField
from households.places import division_words

_DIVISIONS = {"hukou_code", "residence_code"}
_NOT_TOLD = {"created_at", "updated_at", "client_key"}


def told_fields(model: type[models.Model]) -> list[Any]:
    """Fields that somebody fills in: no keys, no searches, not who and when."""
    return [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, SealedField)
        or (
            one.editable
            and not one.primary_key
            and not one.is_relation
            and one.name not in _NOT_TOLD
            and not isinstance(one, models.BinaryField)
        )
    ]


def words_of(field: Any, value: Any) -> str:
    """Label of a choice, 是/否, a masked number; 未登记 for nothing."""
    if value is None or value == "":
        return "未登记"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if getattr(field, "name", "") in _DIVISIONS:
        return division_words(value)
    if isinstance(value, Sealed | date | Decimal):
        return str(value)
    if isinstance(value, list):
        labels = dict(getattr(getattr(field, "base_field", None), "flatchoices", ()))
        return "、".join(str(labels.get(one, one)) for one in value) or "未登记"
    return str(dict(field.flatchoices).get(value, value))
