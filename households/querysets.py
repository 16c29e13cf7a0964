"""Every read of the registry that has a name in the trade."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.fields.tuple_lookups import Tuple, TupleIn

from foundation.areas.codes import CodeRange
from foundation.areas.querysets import ScopedQuerySet
from foundation.sealed.cipher import lookup_key
from households.names import other_readings

if TYPE_CHECKING:
    from foundation.areas.scope import Scope
    from households.models import Household

M_co = TypeVar("M_co", bound=models.Model, covariant=True)

REGISTERED = ("identified", "lifted", "fallen_back")
FEW = 2_000  # beyond the cap of counts: up to here a search goes by keys


def tail_key(tail: str) -> bytes:
    """The lookup key of the last four places of an ID number."""
    return lookup_key("id-tail", tail.upper())


class Characters(models.Func):
    """The single characters of a name, as the index has them."""

    template = "string_to_array(%(expressions)s, NULL)"
    output_field = ArrayField(models.TextField())


class PlaceIn(TupleIn):
    """Two columns in a query of two: Django's own check knows only composite keys."""

    def get_prep_lookup(self) -> Any:
        return self.rhs


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

    def named(self, part: str, *, by_characters: bool = False) -> Self:
        """Head or member whose name contains ``part``.

        ``by_characters``: by the index over single characters (names of two have no trigram), for
        the whole province; within an area the range comes first and is enough.
        """
        wanted = Q(name__contains=part)
        if not by_characters:
            return self.with_member(wanted)
        return self.with_member(Q(characters__contains=list(part)) & wanted, characters=Characters("name"))

    def with_initials(self, start: str) -> Self:
        """Head or member whose name's pinyin initials begin so; either reading of a surname counts."""
        wanted = Q(name_initials__startswith=start)
        for surnames, other in other_readings(start):
            first = reduce(or_, (Q(name__startswith=surname) for surname in surnames))
            wanted |= Q(name_initials__startswith=other) & first
        return self.with_member(wanted)

    def with_member(self, wanted: Q, **calculated: Any) -> Self:
        """With a present member of whom ``wanted`` holds."""
        from households.models import Person

        return self._behind(Person.objects.alias(**calculated).filter(wanted, left_on=None))

    def _behind(self, found: models.QuerySet[Any]) -> Self:
        """The households of what was found; asks at once whether these are few.

        Few: by their keys. A rare word (four places of a number, a name) is spread unevenly, so the
        planner walks the whole order of a province in hope of an early match: measured 2 s instead of 5 ms.
        Many: the walk is right, and ends early.
        """
        keys = list(found.order_by().values_list("household_id", flat=True)[: FEW + 1])
        if len(keys) <= FEW:
            return self.of_keys(sorted(set(keys)))
        return self.filter(Exists(found.filter(household_id=OuterRef("pk"))))

    def with_member_numbered(self, id_number_key: bytes) -> Self:
        return self.with_member(Q(id_number_key=id_number_key))

    def with_member_tail(self, tail: str) -> Self:
        """A present member's number ends so: few or many, in the order of lists out of the index alone.

        Tails are spread unevenly (thousands share one), and the index ``person_by_tail`` has the places
        of a tail in the lists' own order: the page stops after its rows, without a probe before it.
        """
        from households.models import Person

        found = Person.objects.filter(id_tail_key=tail_key(tail), left_on=None).order_by()
        places = found.values("area_code", "household_id").distinct()
        return self.filter(PlaceIn(Tuple("area_code", "pk"), places.query))

    def with_certificate_tail(self, tail: str, category: int, level: int) -> Self:
        """A member's valid certificate that ends so: four places of the ID number, category, level."""
        from households.models import DisabilityCertificate

        held = DisabilityCertificate.objects.filter(
            state="valid", category=category, level=level,
            person__id_tail_key=tail_key(tail), person__left_on=None,
        )  # fmt: skip
        return self._behind(held)

    def with_phone(self, phone_key: bytes) -> Self:
        """The household's own telephone, or that of a member."""
        from households.models import Person

        of_members = Person.objects.filter(phone_key=phone_key, left_on=None).values("household_id")
        return self.filter(Q(phone_key=phone_key) | Q(pk__in=of_members))

    def with_facts_of_member(self, wanted: Q) -> Self:
        """With one member whose facts all hold together: kind and level and age of the same person."""
        from households.models import PersonFacts

        return self.filter(Exists(PersonFacts.objects.filter(wanted, household_id=OuterRef("pk"))))

    def of_keys(self, keys: list[int]) -> Self:
        return self.filter(pk__in=RawSQL("select unnest(%s::bigint[])", [keys]))

    def beyond(self, area_code: int, pk: int) -> Self:
        """Behind that row in the order of lists, at any depth alike."""
        return self.after(("area_code", area_code), ("pk", pk))

    def after(self, *place: tuple[str, Any]) -> Self:
        """Behind that place in an order of one or two columns; a ``-`` before a name: downwards."""
        (name, value), *further = [(_reading(name), value) for name, value in place]
        if not further:
            return self.filter(Q(**{f"{name[0]}__{name[1]}": value}))
        (second, second_value) = further[0]
        rows = self.filter(Q(**{f"{name[0]}__{name[1]}e": value}))
        beyond = Q(**{f"{name[0]}__{name[1]}": value}) | Q(**{f"{second[0]}__{second[1]}": second_value})
        return rows.filter(beyond)

    def with_lead_cadre(self, on: date) -> Self:
        """Annotates ``cadre_name``: today's lead cadre."""
        from households.models import Pairing

        lead = Pairing.objects.in_force(on).filter(household_id=OuterRef("pk"), is_lead=True)
        return self.annotate(cadre_name=models.Subquery(lead.values("cadre__name")[:1]))


def _reading(name: str) -> tuple[str, str]:
    """``-pk`` → ("pk", "lt")."""
    return (name[1:], "lt") if name.startswith("-") else (name, "gt")


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


class ProcedureQuerySet(LinkedQuerySet[Any]):
    def running(self) -> Self:
        return self.filter(state="running")


class AreaRowQuerySet(ScopedQuerySet[M_co]):
    """Rows of an area without a household (rosters): a cadre sees none of them."""

    def visible_q(self, scope: Scope) -> Q:
        if scope.role == "sees_paired":
            return Q(pk__in=[])
        return super().visible_q(scope)


class TransferQuerySet(ScopedQuerySet[Any]):
    """A transfer is seen by both counties: by county codes, so below the county nobody sees it."""

    def visible_q(self, scope: Scope) -> Q:
        if scope.role == "sees_areas" and scope.range is not None:
            bounds = (scope.range.lo, scope.range.hi)
            return Q(area_code__range=bounds) | Q(receiving_code__range=bounds)
        if scope.role == "sees_paired":
            return Q(pk__in=[])
        return super().visible_q(scope)

    def under_way(self) -> Self:
        return self.filter(state__in=["asked", "released"])


class CadreQuerySet(ScopedQuerySet[Any]):
    """Cadres are kept by county: a township's clerk may pair with any cadre of her county."""

    def visible_q(self, scope: Scope) -> Q:
        if scope.role == "sees_areas" and scope.range is not None:
            county = CodeRange(scope.range.lo // 1_000_000 * 1_000_000, scope.range.hi)
            return Q(area_code__gte=county.lo, area_code__lte=county.hi)
        if scope.role == "sees_paired":
            return Q(user_id=scope.user_id)
        return super().visible_q(scope)


class DraftQuerySet(ScopedQuerySet[Any]):
    """Drafts are their writer's alone, whatever the area."""

    def visible_q(self, scope: Scope) -> Q:
        return super().visible_q(scope) & Q(user_id=scope.user_id)

    def of_household(self, household: Household) -> Self:
        return self.filter(household_id=household.pk)

    def newest(self) -> Self:
        return self.select_related("household").order_by("-saved_at", "-pk")


class ProposalQuerySet(ScopedQuerySet[Any]):
    """A cadre sees his own alone; in an area, those of its villages."""

    def visible_q(self, scope: Scope) -> Q:
        found = super().visible_q(scope)
        return found & Q(created_by_id=scope.user_id) if scope.role == "sees_paired" else found

    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def settled(self) -> Self:
        return self.exclude(state="waiting")

    def of_user(self, user_id: int) -> Self:
        return self.filter(created_by_id=user_id)

    def of_household(self, household: Household) -> Self:
        return self.filter(household_id=household.pk)


class FactsQuerySet(ScopedQuerySet[M_co]):
    """Rows of facts: one to a person or household."""


class OwnRowQuerySet(ScopedQuerySet[M_co]):
    """Rows of one user: nobody else's, whatever the area."""

    def visible_to(self, scope: Scope) -> Self:
        return self.filter(self.visible_q(scope)).order_by("pk")

    def visible_q(self, scope: Scope) -> Q:
        return Q(user_id=scope.user_id) if scope.user_id is not None else Q(pk__in=[])


class DuplicateQuerySet(AreaRowQuerySet[Any]):
    """Pairs of files; seen by whoever sees both of them today."""

    def visible_q(self, scope: Scope) -> Q:
        found = super().visible_q(scope)
        if scope.role == "sees_areas" and scope.range is not None:
            for side in ("household_a", "household_b"):
                found &= Q(
                    **{f"{side}__area_code__gte": scope.range.lo, f"{side}__area_code__lte": scope.range.hi}
                )
        return found

    def to_settle(self) -> Self:
        return self.filter(state="open")

    def most_alike(self) -> Self:
        return self.order_by("-score", "pk")

    def less_alike_than(self, score: int, pk: int) -> Self:
        """Behind that row in the order of the list."""
        return self.filter(Q(score__lt=score) | Q(score=score, pk__gt=pk))

    def touching(self, household: Household) -> Self:
        return self.filter(Q(household_a=household) | Q(household_b=household))


class MergeQuerySet(AreaRowQuerySet[Any]):
    def touching(self, household: Household) -> Self:
        return self.filter(Q(kept_household=household) | Q(dropped_household=household))

    def standing(self) -> Self:
        return self.filter(undone_at=None)
