"""Reads of benefit records that have a name in the trade."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import Q

from households.querysets import LinkedQuerySet

IN_EFFECT = ("approved", "paid")


class BenefitRecordQuerySet(LinkedQuerySet[Any]):
    def of_item(self, *slugs: str) -> Self:
        return self.filter(item__in=slugs)

    def in_effect(self) -> Self:
        """Granted or paid; drafts, applications and void ones do not count."""
        return self.filter(status__in=IN_EFFECT)

    def in_force(self, on: date) -> Self:
        return self.in_effect().filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)
