"""The columns that a list may show, on screen and in files alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from households.models import DisabilityCertificate, HouseholdYear, Person
from households.models.codes import WorkHelp
from households.places import division_names, place_names
from households.querysets import HouseholdQuerySet

Cell = str | int | float | None
STATUS_LEVELS = {
    "identified": "attention",
    "lifted": "ok",
    "fallen_back": "danger",
    "removed": "quiet",
    "none": "quiet",
}


@dataclass(frozen=True)
class Column:
    """``value`` of a household of the page; ``fields`` and ``prepare`` are what it needs of the one query.

    ``of_number``: shows (masked) a number of a person, only to roles that may ask for the whole one.
    """

    key: str
    label: str
    value: Callable[[Any], Cell]
    prepare: Callable[[HouseholdQuerySet, date], HouseholdQuerySet] | None = None
    fields: tuple[str, ...] = ()
    is_number: bool = False
    of_number: bool = False


def _members(rows: HouseholdQuerySet, on: date) -> HouseholdQuerySet:
    here = Person.objects.filter(household_id=OuterRef("pk"), left_on=None).order_by()
    counted = here.values("household_id").annotate(n=Count("pk")).values("n")
    return rows.annotate(n_members=Coalesce(Subquery(counted), 0))


def _income(rows: HouseholdQuerySet, on: date) -> HouseholdQuerySet:
    last = HouseholdYear.objects.filter(household_id=OuterRef("pk")).order_by("-year")
    return rows.annotate(
        income_year=Subquery(last.values("year")[:1]),
        income_per_head=Subquery(last.values("income_per_head_yuan")[:1]),
    )


def _head_number(rows: HouseholdQuerySet, on: date) -> HouseholdQuerySet:
    head = Person.objects.filter(Q(relation="head"), household_id=OuterRef("pk"), left_on=None)
    return rows.annotate(head_id_number=Subquery(head.values("id_number")[:1]))


def _pension(rows: HouseholdQuerySet, on: date) -> HouseholdQuerySet:
    here = Person.objects.filter(household_id=OuterRef("pk"), left_on=None).order_by()
    counted = here.filter(pension_insured=True).values("household_id").annotate(n=Count("pk")).values("n")
    return rows.annotate(n_pension=Coalesce(Subquery(counted), 0))


def _work_help(rows: HouseholdQuerySet, on: date) -> HouseholdQuerySet:
    """Every kind that a present member asks for."""
    asked = Person.objects.filter(household_id=OuterRef("pk"), left_on=None).order_by()
    kinds = asked.annotate(kind=Func("work_help", function="unnest")).values("kind")
    return rows.annotate(asked_help=ArraySubquery(kinds))


def _help_words(home: Any) -> str:
    return "、".join(str(kind.label) for kind in WorkHelp if kind.value in home.asked_help)


def _divisions(rows: HouseholdQuerySet, on: date) -> HouseholdQuerySet:
    held = DisabilityCertificate.objects.filter(
        household_id=OuterRef("pk"), state="valid", person__left_on=None
    ).order_by("pk")
    return rows.annotate(
        hukou_codes=ArraySubquery(held.exclude(hukou_code=None).values("hukou_code")),
        residence_codes=ArraySubquery(held.exclude(residence_code=None).values("residence_code")),
    )


def _named(home: Any, codes: list[int]) -> str:
    """The divisions of a household's certificates, each once; ``with_places`` has looked their names up."""
    return "、".join(home.divisions[code] for code in dict.fromkeys(codes))


def _disabled(rows: HouseholdQuerySet, on: date) -> HouseholdQuerySet:
    return rows.annotate(n_disabled=F("facts__n_disabled"))


def _cadre(rows: HouseholdQuerySet, on: date) -> HouseholdQuerySet:
    return rows.with_lead_cadre(on)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


ALL = (
    Column("place", "村（社区）", lambda home: home.place),
    Column("group", "组", lambda home: home.group_name, fields=("group_name",)),
    Column("number", "户编号", lambda home: home.number, fields=("number",)),
    Column("attribute", "户属性", lambda home: home.get_attribute_display(), fields=("attribute",)),
    Column("status", "脱贫属性", lambda home: home.get_poverty_status_display()),
    Column("lifted_year", "脱贫年度", lambda home: home.lifted_year, fields=("lifted_year",), is_number=True),
    Column("identified_on", "识别时间", lambda home: _day(home.identified_on), fields=("identified_on",)),
    Column("cause", "主要致贫原因", lambda home: home.get_main_cause_display(), fields=("main_cause",)),
    Column("members", "家庭人口（人）", lambda home: home.n_members, _members, is_number=True),
    Column("disabled", "残疾人（人）", lambda home: home.n_disabled, _disabled, is_number=True),
    Column("pension", "参加居民养老保险（人）", lambda home: home.n_pension, _pension, is_number=True),
    Column("work_help", "需要的就业帮扶", _help_words, _work_help),
    Column("hukou", "残疾人证户籍区划", lambda home: _named(home, home.hukou_codes), _divisions),
    Column("residence", "残疾人证居住区划", lambda home: _named(home, home.residence_codes), _divisions),
    Column("cadre", "帮扶责任人", lambda home: home.cadre_name or "未结对", _cadre),
    Column("grade", "住房安全等级", lambda home: home.get_house_grade_display(), fields=("house_grade",)),
    Column("income_year", "收入年度", lambda home: home.income_year, _income, is_number=True),
    Column(
        "income", "人均纯收入（元）",
        lambda home: None if home.income_per_head is None else float(home.income_per_head), _income,
        is_number=True,
    ),
    Column("phone", "联系电话", lambda home: str(home.phone or ""), fields=("phone",), of_number=True),
    Column(
        "head_number", "户主身份证号", lambda home: str(home.head_id_number or ""), _head_number,
        of_number=True,
    ),
)  # fmt: skip
BY_KEY = {column.key: column for column in ALL}
DEFAULT = ("place", "number", "status", "disabled", "cadre")


def columns_called(keys: Iterable[str], *, numbers: bool) -> list[Column]:
    """The columns of these names, those that a role may see; never none."""
    found = [BY_KEY[key] for key in keys if key in BY_KEY and (numbers or not BY_KEY[key].of_number)]
    return found or [BY_KEY[key] for key in DEFAULT]


_ALWAYS = ("head_name", "area_code", "poverty_status")


def prepared(rows: HouseholdQuerySet, columns: Sequence[Column], on: date) -> HouseholdQuerySet:
    """One query with what the columns show of these rows, and no more of them."""
    for prepare in dict.fromkeys(column.prepare for column in columns if column.prepare):
        rows = prepare(rows, on)
    return rows.only(*_ALWAYS, *(name for column in columns for name in column.fields))


def with_places(homes: Sequence[Any]) -> None:
    """Name the village of each, and where its certificates belong if that is asked for; one query each."""
    names = place_names(home.area_code for home in homes)
    divisions = division_names({code for home in homes for code in _certificate_codes(home)})
    for home in homes:
        home.place, home.divisions = names[home.area_code], divisions
        home.level = STATUS_LEVELS[home.poverty_status]


def _certificate_codes(home: Any) -> list[int]:
    return [*getattr(home, "hukou_codes", ()), *getattr(home, "residence_codes", ())]
