"""Surveys, steps, cadres, pairings, visits, benefits, enrolments and judgments as rows."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from actions.models import Enrolment as EnrolmentRow
from config.demo.loading.copying import copy_rows, reserve_keys
from config.demo.loading.keys import Keys
from config.demo.world import County, Home
from config.demo.world.people import Benefit, Cadre, Enrolment, Pairing, Statement, Step, Survey
from config.demo.world.people import Visit as WorldVisit
from config.demo.world.standing import procedure
from foundation.sealed.cipher import lookup_key, seal
from households.models import Cadre as CadreRow
from households.models import FactStatement, HouseholdYear, LoadedList, StatusStep, Visit
from households.models import Pairing as PairingRow
from support_measures.models import BenefitRecord

LINK = ("household_id", "area_code")
RECORDED = ("created_at", "updated_at")
GUARANTEES = ("food_ok", "clothing_ok", "water_ok", "education_ok", "medical_ok", "housing_ok")
# Departments' lists that count as loaded, so that absence means no: name and periods.
LISTS = (
    ("低保对象名单", [f"2018-{month:02d}" for month in range(1, 7)]),
    ("特困人员名单", [f"2018-{month:02d}" for month in range(1, 7)]),
    ("残疾人服务状况和需求动态更新名单", ["2017", "2018"]),
    ("基本医保参保名单", ["2017", "2018"]),
    ("城乡居民养老保险参保名单", ["2017", "2018"]),
    ("农村危房存量名单", ["2018"]),
)


def copy_records(county: County, keys: Keys, parts: set[str], at: str) -> dict[str, int]:
    """The wanted ``parts`` for the households that the registry holds."""
    writers: dict[str, Callable[[], int]] = {
        "surveys": lambda: _each(county, keys, HouseholdYear, SURVEY, "surveys", _survey, at),
        "steps": lambda: _each(county, keys, StatusStep, STEP, "steps", _step, at),
        "pairings": lambda: _pairings(county, keys, at),
        "former_helpers": lambda: _pairings(county, keys, at, only_left_alone=True),
        "visits": lambda: _each(county, keys, Visit, VISIT, "visits", _visit, at),
        "benefits": lambda: _each(county, keys, BenefitRecord, BENEFIT, "benefits", _benefit, at),
        "enrolments": lambda: _each(county, keys, EnrolmentRow, ENROLMENT, "enrolments", _enrolment, at),
        "statements": lambda: _each(county, keys, FactStatement, STATEMENT, "statements", _statement, at),
        "lists": lambda: _lists(county, at),
    }
    return {name: write() for name, write in writers.items() if name in parts}


def _each(
    county: County, keys: Keys, model: Any, columns: tuple[str, ...], part: str,
    to_row: Callable[[Any, Keys], tuple[Any, ...] | None], at: str,
) -> int:  # fmt: skip
    def rows() -> Iterator[tuple[Any, ...]]:
        for home in county.homes:
            household = keys.household(home)
            if household is None:
                continue
            for record in getattr(home, part):
                row = to_row(record, keys)
                if row is not None:
                    yield (household, home.village.code, at, at, *row)

    return copy_rows(model, (*LINK, *RECORDED, *columns), rows())


SURVEY = (
    "year", "members", "wage_yuan", "business_yuan", "property_yuan", "transfer_yuan", "business_cost_yuan",
    "medical_out_of_pocket_yuan", *GUARANTEES, "evidence", "surveyed_on",
)  # fmt: skip


def _survey(survey: Survey, keys: Keys) -> tuple[Any, ...]:
    return (
        survey.year, survey.members, survey.wage, survey.business, survey.rent, survey.transfer,
        survey.business_cost, survey.medical, *(survey.guarantees[name] for name in GUARANTEES),
        "入户核查", survey.surveyed_on,
    )  # fmt: skip


STEP = (
    "from_status", "to_status", "decided_on", "reason",
    "reviewed_on", "checked_on", "notice_from", "notice_to", "announced_on",
)  # fmt: skip


def _step(step: Step, keys: Keys) -> tuple[Any, ...]:
    dates = procedure(step)
    return step.from_status, step.to_status, step.decided_on, step.reason, *dates.values()


VISIT = ("client_key", "visited_on", "way", "done", "needs_heard", "outcome", "goods_yuan", "money_yuan")


def _visit(visit: WorldVisit, keys: Keys) -> tuple[Any, ...]:
    return (
        str(uuid.uuid4()), visit.visited_on, visit.way, visit.done, visit.needs_heard, visit.outcome,
        visit.goods_yuan, 0,
    )  # fmt: skip


BENEFIT = (
    "item", "person_id", "status", "starts_on", "ends_on", "amount_yuan", "fund_source", "paid_on", "details",
)  # fmt: skip


def _benefit(benefit: Benefit, keys: Keys) -> tuple[Any, ...] | None:
    person = keys.person(benefit.member) if benefit.member else None
    if benefit.member and person is None:
        return None
    return (
        benefit.item, person, benefit.status, benefit.starts_on, benefit.ends_on, benefit.amount_yuan,
        benefit.fund_source, benefit.paid_on, benefit.details,
    )  # fmt: skip


ENROLMENT = (
    "action", "item", "person_id", "stage", "starts_on", "ends_on", "left_reason", "fund_yuan", "details",
)  # fmt: skip


def _enrolment(enrolment: Enrolment, keys: Keys) -> tuple[Any, ...] | None:
    person = keys.person(enrolment.member) if enrolment.member else None
    if enrolment.member and person is None:
        return None
    return (
        enrolment.action, enrolment.item, person, enrolment.stage, enrolment.starts_on, enrolment.ends_on,
        enrolment.left_reason, enrolment.fund_yuan, enrolment.details,
    )  # fmt: skip


STATEMENT = ("fact", "item", "person_id", "value", "holds_from", "basis")


def _statement(statement: Statement, keys: Keys) -> tuple[Any, ...] | None:
    person = keys.person(statement.member) if statement.member else None
    if statement.member and person is None:
        return None
    return statement.fact, statement.item, person, statement.value, statement.holds_from, statement.basis


def _cadres(county: County, at: str) -> dict[tuple[str, str], int]:
    """Keys of the county's cadres by name and unit; those not on record yet are entered."""
    kept = CadreRow.objects.filter(area_code=county.places.code)
    known = {(name, unit): pk for name, unit, pk in kept.values_list("name", "unit", "pk")}
    new = [cadre for cadre in county.cadres if (cadre.name, cadre.unit) not in known]
    keys = reserve_keys(CadreRow, len(new))
    known |= {(cadre.name, cadre.unit): key for cadre, key in zip(new, keys, strict=True)}
    columns = ("id", "area_code", "name", "unit", "post", "phone", "phone_key", *RECORDED)
    copy_rows(
        CadreRow, columns, (_cadre(county, cadre, key, at) for cadre, key in zip(new, keys, strict=True))
    )
    return known


def _cadre(county: County, cadre: Cadre, key: int, at: str) -> tuple[Any, ...]:
    return (
        key, county.places.code, cadre.name, cadre.unit, cadre.post, seal("phone", cadre.phone),
        lookup_key("phone", cadre.phone), at, at,
    )  # fmt: skip


PAIRING = (
    "cadre_id", "is_lead", "starts_on", "ends_on", "end_reason", "measures", "fund_yuan", "fund_source",
)  # fmt: skip


def _pairings(county: County, keys: Keys, at: str, *, only_left_alone: bool = False) -> int:
    """``only_left_alone``: those of households whose helper left and nobody followed, unknown to a roster."""
    if only_left_alone:
        homes = [home for home in county.homes if home.left_alone]
        county = replace(county, homes=homes, cadres=_helpers(homes))
    cadres = _cadres(county, at)

    def row(pairing: Pairing, _: Keys) -> tuple[Any, ...]:
        cadre = cadres[pairing.cadre.name, pairing.cadre.unit]
        return (
            cadre, True, pairing.starts_on, pairing.ends_on, pairing.end_reason, pairing.measures,
            pairing.fund_yuan, pairing.fund_source,
        )  # fmt: skip

    return _each(county, keys, PairingRow, PAIRING, "pairings", row, at)


def _helpers(homes: list[Home]) -> list[Cadre]:
    helpers = (pairing.cadre for home in homes for pairing in home.pairings)
    return list({(cadre.name, cadre.unit): cadre for cadre in helpers}.values())


def _lists(county: County, at: str) -> int:
    rows = [
        LoadedList(area_code=county.places.code, list_name=name, period=period)
        for name, periods in LISTS
        for period in periods
    ]
    return len(LoadedList.objects.bulk_create(rows, ignore_conflicts=True))
