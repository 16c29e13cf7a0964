"""At whose desk the work is done: the demonstration's accounts, each in the scope that it has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.areas.scope import Scope, opened
from households.models import Household
from households.querysets import HouseholdQuerySet


@dataclass(frozen=True)
class Desk:
    """The county's clerk at work on ``on``; ``lead`` signs what only the lead may."""

    county: Area
    clerk: User
    lead: User
    on: date
    scope: Scope

    @property
    def homes(self) -> HouseholdQuerySet:
        """The registered households, in the order of their keys: the same ones are taken every time."""
        rows: HouseholdQuerySet = self.scope.rows(Household).filter(left_on=None)
        return rows.order_by("pk")

    @contextmanager
    def as_lead(self) -> Iterator[User]:
        with opened(_scope_of(self.lead, self.on)):
            yield self.lead


@contextmanager
def desk(county: Area, on: date) -> Iterator[Desk]:
    clerk, lead = (User.objects.get(username=name) for name in ("clerk", "lead"))
    scope = _scope_of(clerk, on)
    with opened(scope):
        yield Desk(county, clerk, lead, on, scope)


def _scope_of(user: User, on: date) -> Scope:
    appointment = user.appointment_on(on)
    if appointment is None:
        raise LookupError(f"{user} has no appointment on {on}.")
    return appointment.scope(on, job="demonstration")
