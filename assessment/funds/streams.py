"""The streams of money that reached households: each is one queryset, summed for the table and listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, ExtractYear, NullIf

from actions.models import Enrolment, SharePayment
from foundation.areas.scope import Scope
from households.models import Visit
from support_measures.models import BenefitRecord, Payment

# {action: benefit items under which the same money may have been recorded}
Twins = dict[str, list[str]]


@dataclass(frozen=True)
class Stream:
    """``rows`` yields a household's rows with ``yuan``, ``what``, ``source`` and ``spent_in``."""

    slug: str
    label: str
    rows: Callable[[Scope, Twins], Any]


def _text(value: str = "") -> Any:
    return Value(value, output_field=CharField())


def payments(scope: Scope, twins: Twins) -> Any:
    return scope.rows(Payment).standing().annotate(
        yuan=F("amount_yuan"), what=F("record__item"),
        source=Coalesce(_nothing_as_null("fund_source"), F("record__fund_source")),
        spent_in=ExtractYear("paid_on"),
    )  # fmt: skip


def whole(scope: Scope, twins: Twins) -> Any:
    return scope.rows(BenefitRecord).paid_as_a_whole().annotate(
        yuan=F("amount_yuan"), what=F("item"), source=F("fund_source"),
        spent_in=ExtractYear(Coalesce("paid_on", "starts_on")),
    )  # fmt: skip


def enrolments(scope: Scope, twins: Twins) -> Any:
    """Funds of taking part; left out where the same sum of the same year stands as a benefit as well."""
    rows = scope.rows(Enrolment).under_way_or_done().filter(fund_yuan__gt=0)
    for action, items in twins.items():
        same = BenefitRecord.objects.in_effect().filter(
            household_id=OuterRef("household_id"), item__in=items, amount_yuan=OuterRef("fund_yuan"),
            starts_on__year=ExtractYear(OuterRef("starts_on")),
        )  # fmt: skip
        rows = rows.exclude(Exists(same), action=action)
    return rows.annotate(
        yuan=F("fund_yuan"), what=F("action"),
        source=Coalesce(KeyTextTransform("fund_source", "details"), _text(), output_field=CharField()),
        spent_in=ExtractYear("starts_on"),
    )  # fmt: skip


def shares(scope: Scope, twins: Twins) -> Any:
    """What shares of stations and bases paid; left out where the same sum stands as a benefit as well."""
    rows = scope.rows(SharePayment).filter(yuan__gt=0)
    for action, items in twins.items():
        same = BenefitRecord.objects.in_effect().filter(
            Q(starts_on__year=OuterRef("year")) | Q(starts_on__year=ExtractYear(OuterRef("paid_on"))),
            household_id=OuterRef("household_id"), item__in=items, amount_yuan=OuterRef("yuan"),
        )  # fmt: skip
        rows = rows.exclude(Exists(same), share__activity__action=action)
    return rows.annotate(
        what=F("share__activity__action"), source=_text("shares"), spent_in=ExtractYear("paid_on")
    )


def visits(scope: Scope, twins: Twins) -> Any:
    given = scope.rows(Visit).annotate(yuan=F("goods_yuan") + F("money_yuan")).filter(yuan__gt=0)
    return given.annotate(what=_text("visit"), source=_text("helpers"), spent_in=ExtractYear("visited_on"))


def _nothing_as_null(column: str) -> Any:
    return NullIf(F(column), _text())


STREAMS: dict[str, Stream] = {
    stream.slug: stream
    for stream in (
        Stream("payments", "待遇发放", payments),
        Stream("whole", "待遇（整笔发放）", whole),
        Stream("enrolments", "行动扶持资金", enrolments),
        Stream("shares", "份额收益", shares),
        Stream("visits", "走访慰问（物资折款和资金）", visits),
    )
}
