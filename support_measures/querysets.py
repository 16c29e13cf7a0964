"""Reads of benefit records and payments that have a name in the trade."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from django.contrib.postgres.fields import DateRangeField
from django.db.models import (
    Case,
    Count,
    DateField,
    DecimalField,
    Exists,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, ExtractMonth, ExtractYear, Least

from foundation.policy.periods import next_month
from households.querysets import AreaRowQuerySet, LinkedQuerySet

IN_EFFECT = ("approved", "paid")
MONEY = DecimalField(max_digits=14, decimal_places=2)


class BenefitRecordQuerySet(LinkedQuerySet[Any]):
    def of_item(self, *slugs: str) -> Self:
        return self.filter(item__in=slugs)

    def in_effect(self) -> Self:
        """Granted or paid; drafts, applications and void ones do not count."""
        return self.filter(status__in=IN_EFFECT)

    def in_force(self, on: date) -> Self:
        return self.in_effect().filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)

    def of_batch(self, batch: Any) -> Self:
        return self.filter(batch=batch)

    def batches(self) -> QuerySet[Any, dict[str, Any]]:
        """The lists that were recorded at once, newest first: how many, how many still stand."""
        lists: QuerySet[Any, dict[str, Any]] = (
            self.exclude(batch=None)
            .values("batch", "item", "created_by__full_name")
            .annotate(n=Count("pk"), standing=Count("pk", filter=~Q(status="void")), at=Min("created_at"))
            .order_by("-at", "batch")
        )
        return lists

    def with_monthly_standard(self) -> Self:
        """Annotates ``standard_yuan``: what the record itself names as its monthly standard, or null."""
        said = KeyTextTransform("standard_yuan", "details")
        number = Case(
            When(details__standard_yuan__regex=r"^\d{1,9}(\.\d{1,2})?$", then=Cast(said, MONEY)),
            output_field=MONEY,
        )
        return self.annotate(standard_yuan=number)

    def due_for_month(self, month: date) -> Self:
        """Monthly grants in force in the month of which it has not been paid. Paid as a whole is paid."""
        paid = _payments(month=month)
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gt=month),
            ~Exists(paid),
            status="approved",
            starts_on__lt=next_month(month),
        )

    def in_arrears(self, on: date, *, monthly: Collection[str], grace_days: int | None) -> Self:
        """欠发: granted, and not paid past its time. Annotates ``months_owed`` (null where not monthly).

        A month is owed once it is over; another grant ``grace_days`` after its period has ended, or
        after its start where it names no end.
        """
        this_month = Value(on.replace(day=1), output_field=DateField())
        until = Least(Coalesce(F("ends_on"), this_month), this_month)
        due = _months(until) - _months(F("starts_on"))
        settled = _payments(month__lt=on.replace(day=1)).order_by().values("record").annotate(n=Count("pk"))
        owed = due - Coalesce(Subquery(settled.values("n"), output_field=IntegerField()), 0)
        granted = self.filter(status="approved").annotate(
            months_owed=Case(When(item__in=monthly, then=owed), output_field=IntegerField())
        )
        if grace_days is None:
            return granted.filter(months_owed__gt=0)
        last = on - timedelta(days=grace_days)
        late = Q(ends_on__lte=last) | Q(ends_on=None, starts_on__lte=last)
        single = ~Q(item__in=monthly) & Q(amount_yuan__gt=0) & late & ~Q(Exists(_payments()))
        return granted.filter(Q(months_owed__gt=0) | single)

    def granted_twice(self, *, monthly: Collection[str]) -> Self:
        """The same monthly benefit to the same person (or household) by two records over one time."""
        twin = (
            _overlapping(self.model)
            .annotate(whose=Coalesce("person_id", 0))
            .filter(item=OuterRef("item"), whose=Coalesce(OuterRef("person_id"), 0))
        )
        return self.in_effect().filter(Exists(twin), item__in=monthly)

    def beside_excluded(self, excluded_by: dict[str, Collection[str]]) -> Self:
        """Held together with what excludes it in the same time: ``{item: items that exclude it}``."""
        wanted = Q(pk__in=())
        for item, others in excluded_by.items():
            held = _overlapping(self.model).filter(item__in=others)
            held = held.filter(Q(person_id=OuterRef("person_id")) | Q(person=None))
            wanted |= Q(Exists(held), item=item)
        return self.in_effect().filter(wanted)

    def off_standard(self, on: date, standards: dict[str, Decimal]) -> Self:
        """In force, with a monthly standard other than the area's (``{item: yuan}``, as ``right_yuan``)."""
        right = Case(
            *(When(item=item, then=Value(yuan, output_field=MONEY)) for item, yuan in standards.items()),
            output_field=MONEY,
        )
        named = self.in_force(on).with_monthly_standard().annotate(right_yuan=right)
        return named.filter(standard_yuan__isnull=False, right_yuan__isnull=False).exclude(
            standard_yuan=F("right_yuan")
        )

    def paid_as_a_whole(self) -> Self:
        """Marked paid with an amount, without single payments: the amount is what was paid."""
        return self.filter(~Exists(_payments()), status="paid", amount_yuan__gt=0)


class AreaSupportQuerySet(AreaRowQuerySet[Any]):
    def above(self, code: int) -> Self:
        """Of the areas that this one lies in: read there (wall 2 says the same), never added to its sums."""
        higher = {code // step * step for step in (10**6, 10**8, 10**10)} - {code}
        return self.filter(area_code__in=sorted(higher))


class PaymentQuerySet(LinkedQuerySet[Any]):
    def standing(self) -> Self:
        """Not taken back, of a record that is not void."""
        return self.filter(taken_back_on=None).exclude(record__status="void")

    def of_batch(self, batch: Any) -> Self:
        return self.filter(batch=batch)

    def batches(self) -> QuerySet[Any, dict[str, Any]]:
        """The lists that were paid out at once, newest first: number, sum, whether taken back."""
        lists: QuerySet[Any, dict[str, Any]] = (
            self.exclude(batch=None)
            .values("batch", "record__item", "month", "paid_on", "document")
            .annotate(
                n=Count("pk"), yuan=Sum("amount_yuan"), standing=Count("pk", filter=Q(taken_back_on=None))
            )
            .order_by("-paid_on", "batch")
        )
        return lists


def _payments(**words: Any) -> Any:
    """Payments of the outer record that stand."""
    from support_measures.models import Payment

    return Payment.objects.filter(record_id=OuterRef("pk"), taken_back_on=None, **words)


def _months(day: Any) -> Any:
    return ExtractYear(day) * 12 + ExtractMonth(day)


def _overlapping(model: Any) -> Any:
    """Other records in effect, of the outer record's household, whose time meets the outer record's."""
    span: dict[str, Any] = {"function": "daterange", "output_field": DateRangeField()}
    own = Func(OuterRef("starts_on"), OuterRef("ends_on"), **span)
    others = model.objects.in_effect().filter(household_id=OuterRef("household_id"))
    return (
        others.exclude(pk=OuterRef("pk"))
        .annotate(span=Func("starts_on", "ends_on", **span))
        .filter(span__overlap=own)
    )
