"""Every read of the registry that has a name in the trade."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from foundation.areas.codes import CodeRange
from foundation.areas.querysets import ScopedQuerySet
from foundation.sealed.cipher import lookup_key

if TYPE_CHECKING:
    from foundation.areas.scope import Scope
    from households.models import Household

M_co = TypeVar("M_co", bound=models.Model, covariant=True)

REGISTERED = ("identified", "lifted", "fallen_back")


def tail_key(tail: str) -> bytes:
    """The lookup key of the last four places of an ID number."""
    return lookup_key("id-tail", tail.upper())


class HouseholdQuerySet(ScopedQuerySet["Household"]):
    household_path = "pk"

    def active(self) -> Self:
        """Still in the registry: not left."""
        return self.filter(left_on=None)

    def registered(self) -> Self:
        """建档立卡: identified, lifted or fallen back."""
        return self.active().filter(poverty_status__in=REGISTERED)

    def with_disabled_member(self) -> Self:
        return self.filter(facts__n_disabled__gte=1)

    def lifted(self) -> Self:
        return self.active().filter(poverty_status="lifted")

    def paired(self, on: date) -> Self:
        return self.filter(Exists(_pairing_of_household(on)))

    def unpaired(self, on: date) -> Self:
        return self.filter(~Exists(_pairing_of_household(on)))

    def named(self, part: str) -> Self:
        """Head or member whose name contains ``part``, or whose pinyin initials begin with it."""
        from households.models import Person

        wanted = Q(name__contains=part)
        if part.isascii() and part.isalpha():
            wanted |= Q(name_initials__startswith=part.lower())
        return self.filter(Exists(Person.objects.filter(wanted, household_id=OuterRef("pk"), left_on=None)))

    def with_member_numbered(self, id_number_key: bytes) -> Self:
        from households.models import Person

        return self.filter(
            Exists(
                Person.objects.filter(household_id=OuterRef("pk"), id_number_key=id_number_key, left_on=None)
            )
        )

    def with_member_tail(self, tail: str) -> Self:
        from households.models import Person

        return self.filter(
            Exists(
                Person.objects.filter(household_id=OuterRef("pk"), id_tail_key=tail_key(tail), left_on=None)
            )
        )

    def beyond(self, area_code: int, pk: int) -> Self:
        """Behind that row in the order of lists, at any depth alike."""
        rows = self.filter(area_code__gte=area_code)
        return rows.filter(Q(area_code__gt=area_code) | Q(pk__gt=pk)).order_by("area_code", "pk")

    def with_lead_cadre(self, on: date) -> Self:
        """Annotates ``cadre_name``: today's lead cadre."""
        from households.models import Pairing

        lead = Pairing.objects.in_force(on).filter(household_id=OuterRef("pk"), is_lead=True)
        return self.annotate(cadre_name=models.Subquery(lead.values("cadre__name")[:1]))


def _pairing_of_household(on: date) -> models.QuerySet[Any]:
    from households.models import Pairing

    return Pairing.objects.in_force(on).filter(household_id=OuterRef("pk"), is_lead=True)


class LinkedQuerySet(ScopedQuerySet[M_co]):
    """Rows that hang on a household."""

    def of_household(self, household: Household) -> Self:
        return self.filter(household_id=household.pk)


class PersonQuerySet(LinkedQuerySet[Any]):
    def living_here(self) -> Self:
        return self.filter(left_on=None)

    def disabled(self) -> Self:
        return self.living_here().filter(facts__disabled=True)


class HouseholdYearQuerySet(LinkedQuerySet[Any]):
    def of_year(self, year: int) -> Self:
        return self.filter(year=year)


class PairingQuerySet(LinkedQuerySet[Any]):
    def in_force(self, on: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)


class AttachmentQuerySet(LinkedQuerySet[Any]):
    def kept(self) -> Self:
        """Not taken away."""
        return self.filter(withdrawn_on=None)


class AreaRowQuerySet(ScopedQuerySet[M_co]):
    """Rows of an area without a household (rosters): a cadre sees none of them."""

    def visible_q(self, scope: Scope) -> Q:
        if scope.role == "sees_paired":
            return Q(pk__in=[])
        return super().visible_q(scope)


class CadreQuerySet(ScopedQuerySet[Any]):
    """Cadres are kept by county: a township's clerk may pair with any cadre of her county."""

    def visible_q(self, scope: Scope) -> Q:
        if scope.role == "sees_areas" and scope.range is not None:
            county = CodeRange(scope.range.lo // 1_000_000 * 1_000_000, scope.range.hi)
            return Q(area_code__gte=county.lo, area_code__lte=county.hi)
        if scope.role == "sees_paired":
            return Q(user_id=scope.user_id)
        return super().visible_q(scope)


class FactsQuerySet(ScopedQuerySet[M_co]):
    """Rows of facts: one to a person or household."""
