"""The test box: one person, household or county against an item's rule, condition by condition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from assessment.entitlements.lists import subject_of, subjects_of
from assessment.entitlements.reasons import fact_word
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.facts import fact_named
from foundation.policy.models import PolicyItem
from foundation.policy.plans import items_judged_with
from foundation.policy.rules import judge_one
from foundation.sealed.cipher import lookup_key
from foundation.sealed.numbers import IdNumber, MalformedNumber, tidy
from households.models import FactStatement

FOUND = 20
VERDICTS = {True: "符合条件", False: "不符合条件", None: "无法判断"}
HOLDS = {True: ("符合", "ok"), False: ("不符合", "danger"), None: ("资料不足", "attention")}


@dataclass(frozen=True)
class Tried:
    """One condition: its words, whether it holds, the value on record and where that comes from."""

    words: str
    verdict: str
    level: str
    value: str
    source: str


def found_by(text: str, item: PolicyItem, *, scope: Scope, area: Area) -> QuerySet[Any]:
    """Rows of facts (or counties) by name, whole ID number or household number; none for no text."""
    rows = subjects_of(item.per, scope=scope, area=area)
    if not text.strip():
        return rows.none()
    if item.per == "area":
        return rows.filter(name__contains=text.strip())
    person = "person" if item.per == "person" else "household__persons"
    number = id_number_in(text)
    wanted = Q(household__number=text.strip().upper()) | Q(**{f"{person}__name__contains": text.strip()})
    if number:
        wanted = Q(**{f"{person}__id_number_key": lookup_key("id", number)})
    if item.per == "household":
        wanted &= Q(**{f"{person}__left_on": None})
    return rows.filter(wanted).select_related(*_related(item)).distinct()


def id_number_in(text: str) -> str:
    """A whole ID number, or nothing."""
    try:
        return IdNumber.read(tidy(text)).text
    except MalformedNumber:
        return ""


def one_of(key: int, item: PolicyItem, *, scope: Scope, area: Area) -> QuerySet[Any]:
    return subjects_of(item.per, scope=scope, area=area).filter(pk=key).select_related(*_related(item))


def try_out(item: PolicyItem, rows: QuerySet[Any], *, scope: Scope, on: date) -> tuple[str, list[Tried]]:
    """The verdict on the one row, and every condition with what it rests on."""
    row, judged_with = rows.get(), items_judged_with(item)
    verdict, conditions = judge_one(item.rule, rows, on=on, subject=subject_of(item), item=judged_with)
    told = []
    for condition in conditions:
        fact = fact_named(condition.key)
        word, level = HOLDS[condition.holds]
        value = fact_word(item, fact, row, on)
        source = fact.source
        if fact.judged:
            value, source = _stated(fact.key, row, judged_with if fact.per_item else ("",), scope, on)
        told.append(Tried(condition.words, word, level, value or "没有记载", source))
    return VERDICTS[verdict], told


def named(row: Any, item: PolicyItem) -> dict[str, Any]:
    """The row's key, its name, and what tells it from others of that name."""
    if item.per == "area":
        return {"key": row.pk, "name": row.name, "told": ""}
    if item.per == "household":
        return {"key": row.pk, "name": f"{row.household.head_name}户", "told": row.household.number}
    number = str(row.person.id_number) if row.person.id_number else "无身份证号"
    return {"key": row.pk, "name": row.person.name, "told": number}


def _stated(key: str, row: Any, items: tuple[str, ...], scope: Scope, on: date) -> tuple[str, str]:
    """What somebody judged, and on what basis. Two that contradict each other are both told."""
    said = scope.rows(FactStatement).filter(
        Q(holds_to=None) | Q(holds_to__gt=on), fact=key, item__in=items, holds_from__lte=on,
        household_id=row.household_id,
    )  # fmt: skip
    person = row.person_id if fact_named(key).of == "person" else None
    found = list(said.filter(person_id=person).order_by("holds_from", "pk"))
    words = "、".join("是" if one.value else "否" for one in found)
    return words, "认定：" + "；".join(
        f"{one.basis}（{one.holds_from}起）" for one in found
    ) if found else "认定"


def _related(item: PolicyItem) -> tuple[str, ...]:
    if item.per == "area":
        return ("parent",)
    if item.per == "household":
        return ("household", "household__benefit_facts")
    return ("person__benefit_facts", "household__facts", "household__benefit_facts")
