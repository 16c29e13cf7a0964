"""The figures of progress: each is one queryset, counted for the table and listed for the drill-down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.models import Enrolment
from assessment.models import RiskAlert
from foundation.areas.scope import Scope
from households.models import Household, Pairing, Person
from support_measures.models import BenefitRecord

Rows = QuerySet[Any]
_HERE = OuterRef("pk")


def registered_homes(scope: Scope, on: date) -> Any:
    """What progress is about: registered households (建档立卡) with a disabled member, in the scope."""
    return scope.rows(Household).registered().with_disabled_member()


def members(scope: Scope, on: date) -> Any:
    homes = registered_homes(scope, on).order_by().values("pk")
    return scope.rows(Person).living_here().filter(household_id__in=homes)


def disabled_members(scope: Scope, on: date) -> Any:
    return members(scope, on).filter(facts__disabled=True)


def paired(scope: Scope, on: date) -> Any:
    return registered_homes(scope, on).paired(on)


def unpaired(scope: Scope, on: date) -> Any:
    return registered_homes(scope, on).unpaired(on)


def with_measures(scope: Scope, on: date) -> Any:
    """Some benefit in force, or taking part in an action (or having done so)."""
    benefit = BenefitRecord.objects.in_force(on).filter(household_id=_HERE)
    enrolment = Enrolment.objects.under_way_or_done().filter(household_id=_HERE, starts_on__lte=on)
    return registered_homes(scope, on).filter(Exists(benefit) | Exists(enrolment))


def without_measures(scope: Scope, on: date) -> Any:
    return registered_homes(scope, on).exclude(pk__in=with_measures(scope, on).order_by().values("pk"))


def with_funds(scope: Scope, on: date) -> Any:
    """Money that reached the household: a paid benefit, or funds of its pairing or enrolment."""
    paid = BenefitRecord.objects.filter(
        household_id=_HERE, status="paid", amount_yuan__gt=0, starts_on__lte=on
    )
    pairing = Pairing.objects.in_force(on).filter(household_id=_HERE, fund_yuan__gt=0)
    enrolment = Enrolment.objects.under_way_or_done().filter(household_id=_HERE, fund_yuan__gt=0)
    given = Q(Exists(paid)) | Q(Exists(pairing)) | Q(Exists(enrolment))
    return registered_homes(scope, on).filter(given)


def lifted(scope: Scope, on: date) -> Any:
    return registered_homes(scope, on).filter(poverty_status="lifted")


def not_lifted(scope: Scope, on: date) -> Any:
    return registered_homes(scope, on).exclude(poverty_status="lifted")


def with_alerts(scope: Scope, on: date) -> Any:
    """Households with an alert that is not closed."""
    return registered_homes(scope, on).filter(
        Exists(RiskAlert.objects.unfinished().filter(household_id=_HERE))
    )


@dataclass(frozen=True)
class Figure:
    slug: str
    label: str
    unit: str
    rows: Callable[[Scope, date], Any]
    # In the table of areas; the others are only reached by their list (未结对 beside 已结对).
    in_table: bool = True

    @property
    def of_persons(self) -> bool:
        return self.unit == "人"


FIGURES: tuple[Figure, ...] = (
    Figure("households", "残疾人贫困户", "户", registered_homes),
    Figure("persons", "家庭人口", "人", members),
    Figure("disabled", "残疾人", "人", disabled_members),
    Figure("paired", "已结对", "户", paired),
    Figure("unpaired", "未结对", "户", unpaired),
    Figure("with-measures", "有帮扶措施", "户", with_measures),
    Figure("without-measures", "无帮扶措施", "户", without_measures, in_table=False),
    Figure("with-funds", "有资金到户", "户", with_funds),
    Figure("lifted", "已脱贫", "户", lifted),
    Figure("not-lifted", "未脱贫（含返贫）", "户", not_lifted, in_table=False),
    Figure("alerts", "有未办结预警", "户", with_alerts),
)
BY_SLUG: dict[str, Figure] = {figure.slug: figure for figure in FIGURES}
IN_TABLE: tuple[Figure, ...] = tuple(figure for figure in FIGURES if figure.in_table)
