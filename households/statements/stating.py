"""Statements (认定): what somebody had to judge, for how long and on what basis; ended with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.fields import BigIntegerField

from foundation.accounts.models import User
from foundation.policy.facts import Fact, all_facts, fact_named
from foundation.policy.models import PolicyItem
from foundation.policy.rules import facts_in
from households.facts.refreshing import refresh
from households.models import FactStatement, Household, Person
from households.statements import sql as stating_sql


class UnableToState(Exception):
    """Why a statement cannot be kept, in words for the clerk."""


@dataclass(frozen=True)
class Stated:
    """What is stated: the fact (of one item or of all), yes or no, from when to when (exclusive), why."""

    fact: str
    value: bool
    holds_from: date
    basis: str
    item: str = ""
    holds_to: date | None = None


def judged_facts(of: str) -> list[Fact]:
    """The facts of a person, or of a household, that somebody has to judge."""
    return [fact for fact in all_facts() if fact.judged and fact.of == of]


def judged_in(item: PolicyItem) -> list[Fact]:
    """The facts of an item's rule that can be stated for its list: those of the list's own subjects."""
    return [fact for fact in facts_in(item.rule) if fact.judged and fact.of == item.per]


@transaction.atomic
def state(
    *, household: Household, person: Person | None, stated: Stated, by: User, on: date
) -> FactStatement:
    """One statement. A contrary one that holds ends on the day this one begins; the same one is refused."""
    _check(stated, person_is_named=person is not None, on=on)
    if household.left_on is not None:
        raise UnableToState("该户已退出登记，不能再认定。")
    if person is not None and (person.household_id != household.pk or person.left_on is not None):
        raise UnableToState("该成员现不在此户。")
    Household.objects.select_for_update().get(pk=household.pk)
    same = FactStatement.objects.filter(
        household=household, person=person, fact=stated.fact, item=stated.item
    ).filter(Q(holds_to=None) | Q(holds_to__gt=stated.holds_from))
    if stated.holds_to:
        same = same.filter(holds_from__lt=stated.holds_to)
    for other in same.order_by("holds_from"):
        if other.value == stated.value or other.holds_from >= stated.holds_from:
            raise UnableToState(
                f"已有自{other.holds_from:%Y-%m-%d}起“{'是' if other.value else '否'}”的认定"
                f"（{other.basis}），时间重叠。请先结束该认定。"
            )
        other.holds_to, other.end_reason = stated.holds_from, "重新认定"
        other.save()
    made = FactStatement.objects.create(
        household=household, area_code=household.area_code, person=person, created_by=by, **vars(stated)
    )
    _touched([household.pk], on=on)
    return made


@transaction.atomic
def state_for_many(*, subjects: QuerySet[Any], stated: Stated, by: User, on: date) -> dict[str, int]:
    """The same statement for everybody in ``subjects`` (rows of facts): one INSERT.

    Who has a statement of the fact in that time already is left as they are.
    """
    fact = _check(stated, person_is_named=fact_named(stated.fact).of == "person", on=on)
    rows = subjects.order_by()
    if fact.of == "person":
        chosen = rows.values("household_id", "area_code", "person_id")
    else:
        chosen = rows.values("household_id", "area_code", person_id=Value(None, BigIntegerField(null=True)))
    asked = subjects.count()
    touched = stating_sql.state_many(chosen, by_id=by.pk, **vars(stated))
    _touched(sorted(set(touched)), on=on)
    return {"asked": asked, "stated": len(touched), "already": asked - len(touched)}


@transaction.atomic
def end_statement(
    *, statement: FactStatement, ends_on: date, reason: str, by: User, on: date
) -> FactStatement:
    """It holds up to the day before; it stays readable."""
    kept: FactStatement = FactStatement.objects.select_for_update().get(pk=statement.pk)
    if kept.holds_to is not None and kept.holds_to <= on:
        raise UnableToState("该认定已经结束。")
    if not reason.strip():
        raise UnableToState("请填写结束原因。")
    if ends_on <= kept.holds_from:
        raise UnableToState(f"该认定自{kept.holds_from:%Y-%m-%d}起，结束日期须晚于该日。")
    kept.holds_to, kept.end_reason = ends_on, reason.strip()
    kept.save()
    _touched([kept.household_id], on=on)
    return kept


def _check(stated: Stated, *, person_is_named: bool, on: date) -> Fact:
    fact = fact_named(stated.fact)
    if not fact.judged:
        raise UnableToState(f"“{fact.label}”由户档推算，不用认定。")
    if (fact.of == "person") != person_is_named:
        raise UnableToState(
            f"“{fact.label}”{'认定到人，请选择成员' if fact.of == 'person' else '认定到户'}。"
        )
    if fact.per_item != bool(stated.item):
        raise UnableToState(
            f"“{fact.label}”{'就具体项目认定，请选择项目' if fact.per_item else '不分项目'}。"
        )
    if not stated.basis.strip():
        raise UnableToState("请填写认定依据。")
    if stated.holds_from > on:
        raise UnableToState("认定的起始日期不能晚于今天。")
    if stated.holds_to is not None and stated.holds_to <= stated.holds_from:
        raise UnableToState("终止日期须晚于起始日期。")
    return fact


def _touched(household_ids: list[int], *, on: date) -> None:
    Household.objects.filter(pk__in=household_ids).update(version=F("version") + 1)
    refresh(household_ids, on=on)
