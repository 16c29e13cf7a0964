"""What a change of policy does to people, before it holds. An upper floor, which knows the people, counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.models import PolicyItem


@dataclass(frozen=True)
class Named:
    """Somebody in a list: who, where, and the file's address."""

    name: str
    place: str
    url: str


@dataclass(frozen=True)
class Effect:
    """How many become entitled and how many cease to be, with the first page of each list."""

    unit: str
    before: int
    after: int
    become: int
    cease: int
    # Who has it: as it counts now, and as it would.
    had: int
    has: int
    # Who could not be judged and who could not be then.
    unknown_before: int
    unknown_after: int
    becoming: list[Named]
    ceasing: list[Named]


# (what holds, what would hold, whose rows, where, judged on which day, with the names) → the effect
Counter = Callable[[PolicyItem | None, PolicyItem | None, Scope, Area, date, bool], Effect]
_counter: Counter | None = None


def register_counter(counter: Counter) -> None:
    """Called from the ``AppConfig.ready`` of the app that keeps the lists."""
    global _counter
    _counter = counter


def effect_of(
    old: PolicyItem | None,
    new: PolicyItem | None,
    *,
    scope: Scope,
    area: Area,
    on: date,
    with_names: bool = True,
) -> Effect:
    if _counter is None:
        raise RuntimeError("No app has registered how the effect of a change is counted.")
    return _counter(old, new, scope, area, on, with_names)
