"""Reads of enrolments that have a name in the trade."""

from __future__ import annotations

from typing import Any, Self

from households.querysets import LinkedQuerySet


class EnrolmentQuerySet(LinkedQuerySet[Any]):
    def of_action(self, *slugs: str) -> Self:
        return self.filter(action__in=slugs)

    def under_way_or_done(self) -> Self:
        return self.filter(stage__in=("taking_part", "done"))
