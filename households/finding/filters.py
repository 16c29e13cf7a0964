"""The filters of the list. They combine, stand in the address, and say nothing about a single person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from households.models.households import Attribute, Cause, HouseGrade, PovertyStatus
from households.models.persons import DisabilityKind, LabourAbility
from households.querysets import HouseholdQuerySet

Choices = list[tuple[str, str]]
Narrow = Callable[[HouseholdQuerySet, str, date], HouseholdQuerySet]


@dataclass(frozen=True)
class ListFilter:
    """A choice in the filter form. ``narrow`` gets the chosen value and the day that holds.

    ``of_member`` instead of ``narrow``: a condition on a member's facts; those of several
    filters must hold of the same person (a child with a first level, not a child and somebody).
    """

    name: str
    label: str
    choices: Choices
    narrow: Narrow | None = None
    of_member: Callable[[str, date], Q] | None = None
    order: int = 100


_FILTERS: dict[str, ListFilter] = {}


def register_filter(made: ListFilter) -> None:
    """Called from ``AppConfig.ready``: the registry's own, and what upper floors add."""
    if made.name in _FILTERS:
        raise ValueError(f"The list filter {made.name} is registered twice.")
    _FILTERS[made.name] = made


def all_filters() -> list[ListFilter]:
    return sorted(_FILTERS.values(), key=lambda made: made.order)


def narrowed(rows: HouseholdQuerySet, chosen: dict[str, str], on: date) -> HouseholdQuerySet:
    """``rows`` with every chosen filter applied; values are those that the form has checked."""
    of_member = Q()
    for made in all_filters():
        value = chosen.get(made.name)
        if not value:
            continue
        if made.of_member is not None:
            of_member &= made.of_member(value, on)
        elif made.narrow is not None:
            rows = made.narrow(rows, value, on)
    return rows.with_facts_of_member(of_member) if of_member else rows


def _equal(column: str) -> Narrow:
    return lambda rows, value, on: rows.filter(**{column: value})


def _years_before(day: date, years: int) -> date:
    """The birth date of who is ``years`` old on ``day``; on 29 February the day after 28 February counts."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


AGES: dict[str, tuple[int, int | None]] = {
    "0-6": (0, 6), "7-15": (7, 15), "16-17": (16, 17), "18-44": (18, 44), "45-59": (45, 59),
    "60-79": (60, 79), "80-": (80, None),
}  # fmt: skip


def _aged(value: str, on: date) -> Q:
    youngest, oldest = AGES[value]
    born = Q(birth_date__lte=_years_before(on, youngest))
    return born if oldest is None else born & Q(birth_date__gt=_years_before(on, oldest + 1))


def _paired(rows: HouseholdQuerySet, value: str, on: date) -> HouseholdQuerySet:
    return rows.paired(on) if value == "yes" else rows.unpaired(on)


NEEDS: Choices = [
    ("need_rehab", "康复"), ("need_device", "辅助器具"), ("need_care", "托养照料"),
    ("need_accessibility", "无障碍改造"),
]  # fmt: skip


def _needing(rows: HouseholdQuerySet, value: str, on: date) -> HouseholdQuerySet:
    if value == "need_accessibility":
        return rows.filter(need_accessibility=True)
    return rows.with_facts_of_member(Q(**{value: True}))


_STANDING: dict[str, tuple[str, Callable[[HouseholdQuerySet], HouseholdQuerySet]]] = {
    "several": ("一户多残（两人及以上）", lambda rows: rows.filter(facts__n_disabled__gte=2)),
    "old": ("以老养残", lambda rows: rows.filter(facts__old_supports_disabled=True)),
    "lost": ("有丧失劳动能力的残疾人", lambda rows: rows.filter(facts__hh_lost_labour=True)),
    "unsafe": ("住房为C级或D级", lambda rows: rows.filter(house_grade__in=["C", "D"])),
    "no_disabled": ("没有残疾成员", lambda rows: rows.filter(facts__n_disabled=0)),
}


def _standing(rows: HouseholdQuerySet, value: str, on: date) -> HouseholdQuerySet:
    return _STANDING[value][1](rows)


def _disabled(condition: Callable[[str], Q]) -> Callable[[str, date], Q]:
    return lambda value, on: Q(disabled=True) & condition(value)


def _words(choices: Any) -> Choices:
    return [(str(value), str(label)) for value, label in choices.choices]


def declare() -> None:
    """Called from ``HouseholdsConfig.ready``."""
    years = [(str(year), f"{year}年") for year in range(2014, 2021)]
    levels = [("1", "一级"), ("2", "二级"), ("3", "三级"), ("4", "四级")]
    ages = [
        (key, f"{low}岁及以上" if high is None else f"{low}至{high}岁") for key, (low, high) in AGES.items()
    ]
    kinds = _disabled(lambda value: Q(kinds__contains=[value]))
    made = [
        ListFilter("status", "脱贫属性", _words(PovertyStatus), _equal("poverty_status")),
        ListFilter("attribute", "户属性", _words(Attribute), _equal("attribute")),
        ListFilter("cause", "主要致贫原因", _words(Cause), _equal("main_cause")),
        ListFilter("lifted_year", "脱贫年度", years, _equal("lifted_year")),
        ListFilter("paired", "结对帮扶", [("yes", "已结对"), ("no", "未结对")], _paired),
        ListFilter("kind", "残疾类别", _words(DisabilityKind), of_member=kinds),
        ListFilter("level", "残疾等级", levels, of_member=_disabled(lambda v: Q(disability_level=int(v)))),
        ListFilter("age", "残疾人年龄", ages, of_member=lambda v, on: Q(disabled=True) & _aged(v, on)),
        ListFilter(
            "labour",
            "残疾人劳动能力",
            _words(LabourAbility),
            of_member=_disabled(lambda v: Q(labour_ability=v)),
        ),
        ListFilter("need", "需求", NEEDS, _needing),
        ListFilter("grade", "住房安全等级", _words(HouseGrade), _equal("house_grade")),
        ListFilter("standing", "家庭情况", [(k, label) for k, (label, _) in _STANDING.items()], _standing),
    ]
    for place, one in enumerate(made, start=1):
        register_filter(replace(one, order=place * 10))
