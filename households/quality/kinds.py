"""What may be missing or contradictory in the registry; each kind is declared once, by its floor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Q

from foundation.areas.scope import Scope
from households.models import Finding, Household, Person

Of = Literal["person", "household", "finding"]


@dataclass(frozen=True)
class Gap:
    """A kind of gap. ``condition`` must not multiply rows (no joins to many: use ``Exists``).

    ``blocks``: which subsidy or list it holds up, in words; empty where it only makes the file poorer.
    """

    name: str
    words: str
    of: Of
    condition: Callable[[date], Q]
    cure: str
    blocks: str = ""
    order: int = 100

    def rows(self, scope: Scope, on: date) -> Any:
        """The rows that are counted and listed: one queryset for both."""
        return everything(self.of, scope).filter(self.condition(on))


_GAPS: dict[str, Gap] = {}


def register_gap(gap: Gap) -> None:
    """Called from ``AppConfig.ready``."""
    if gap.name in _GAPS:
        raise ValueError(f"The gap {gap.name} is declared twice.")
    _GAPS[gap.name] = gap


def all_gaps() -> list[Gap]:
    """What blocks a subsidy first."""
    return sorted(_GAPS.values(), key=lambda gap: (not gap.blocks, gap.order))


def gap_called(name: str) -> Gap | None:
    return _GAPS.get(name)


def everything(of: Of, scope: Scope) -> Any:
    """What is looked through: present members and households of the registry, open findings."""
    if of == "person":
        return scope.rows(Person).living_here().filter(household__left_on=None)
    if of == "household":
        return scope.rows(Household).active()
    return scope.rows(Finding).filter(settled_at=None)
