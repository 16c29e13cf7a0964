"""Reads of alerts and ledgers that have a name in the trade."""

from __future__ import annotations

from typing import Any, Self

from households.querysets import AreaRowQuerySet, LinkedQuerySet

UNFINISHED = ("open", "verified")


class AlertQuerySet(LinkedQuerySet[Any]):
    def unfinished(self) -> Self:
        """To be verified, or verified and not yet closed."""
        return self.filter(state__in=UNFINISHED)

    def of_rule(self, slug: str) -> Self:
        return self.filter(rule=slug)

    def in_state(self, state: str) -> Self:
        return self.filter(state=state)


class LedgerQuerySet(AreaRowQuerySet[Any]):
    def frozen(self) -> Self:
        """Finished: with its file. Until then a ledger is only its run's business."""
        return self.filter(frozen_at__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-frozen_at", "-pk")
