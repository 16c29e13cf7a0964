"""Who has an item, on a generated world, against a slow reading of the catalogue in plain Python."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from actions.models import Enrolment, Stage
from assessment.entitlements.lists import lists_of
from assessment.entitlements.tally import count_items
from foundation.policy.models import PolicyItem
from households.facts.refreshing import refresh
from households.models import Household, Pairing, Person, Visit
from support_measures.models import BenefitRecord, Status
from tests.world import World, household, pair, person

DAY = date(2018, 6, 30)
YES_NO = {"accessible", "deposit_waived"}
BENEFIT = ["draft", "submitted", "approved", "paid", "void"]


def _details(rng: random.Random, item: PolicyItem) -> dict[str, Any]:
    keys = {key for entry in item.satisfied_by for key in entry.get("filled", ())} | YES_NO
    values = {key: (rng.random() < 0.5 if key in YES_NO else rng.choice(["2018-05-01", ""])) for key in keys}
    return {key: value for key, value in sorted(values.items()) if rng.random() < 0.8}


def _dates(rng: random.Random) -> tuple[date, date | None]:
    starts = date(2016, 6, 1) + timedelta(days=rng.randrange(0, 800))
    return starts, None if rng.random() < 0.5 else starts + timedelta(days=rng.choice([20, 30, 200, 900]))


def _generate(rng: random.Random, world: World, items: list[PolicyItem]) -> list[Household]:
    homes = [household(members=[person(level=1), person(level=None)]) for _ in range(10)]
    for home in homes:
        if rng.random() < 0.6:
            starts, ends = _dates(rng)
            pair(home, world.cadre, starts_on=starts, ends_on=ends, measures=rng.choice(["", "产业"]))
        if rng.random() < 0.6:
            Visit.objects.create(
                household=home,
                area_code=home.area_code,
                visited_on=date(2018, 5, 15) + timedelta(days=rng.randrange(60)),
                done="走访",
            )
    for item in items:
        for home in rng.sample(homes, 4):
            _records(rng, item, home)
    refresh(on=DAY)
    return homes


def _records(rng: random.Random, item: PolicyItem, home: Household) -> None:
    member = rng.choice([None, *home.persons.all()])
    starts, ends = _dates(rng)
    common: dict[str, Any] = {
        "household": home,
        "area_code": home.area_code,
        "person": member,
        "starts_on": starts,
        "ends_on": ends,
        "details": _details(rng, item),
    }
    if item.kind == "benefit":
        BenefitRecord.objects.get_or_create(
            item=item.slug,
            **{key: common[key] for key in ("household", "person", "starts_on")},
            defaults={**common, "status": rng.choice(BENEFIT)},
        )
    if item.kind == "action" or rng.random() < 0.3:
        stage = rng.choice(Stage.values)
        reason = "外出" if stage == "left" else ""
        Enrolment.objects.create(action=item.slug, stage=stage, left_reason=reason, **common)


def _period(item: PolicyItem) -> tuple[date, date]:
    """On 30 June 2018."""
    if item.recurrence == "month":
        return date(2018, 6, 1), date(2018, 7, 1)
    if item.recurrence == "term":
        return date(2018, 3, 1), date(2018, 9, 1)
    if item.recurrence == "year":
        by_school = any(field["key"] == "school_year" for field in item.record_fields)
        return (date(2017, 9, 1), date(2018, 9, 1)) if by_school else (date(2018, 1, 1), date(2019, 1, 1))
    return DAY, DAY + timedelta(days=1)


def _in_period(item: PolicyItem, record: Any) -> bool:
    if record.starts_on > DAY:
        return False
    if item.recurrence == "once":
        return True
    first, _ = _period(item)
    if item.recurrence in ("year", "term"):
        return record.starts_on >= first or (record.ends_on is not None and record.ends_on > first)
    return record.ends_on is None or record.ends_on > first


def _filled(entry: dict[str, Any], record: Any) -> bool:
    for key in entry.get("filled", ()):
        if key == "start_date":
            continue
        if record.details.get(key) in (None, "", False):
            return False
    return True


def _belongs(item: PolicyItem, record: Any, subject: Any) -> bool:
    if isinstance(subject, Household):
        return bool(record.household_id == subject.pk)
    if record.person_id is None:
        return bool(record.household_id == subject.household_id)
    return bool(record.person_id == subject.pk)


def _answers(item: PolicyItem, entry: dict[str, Any], subject: Any) -> bool:
    home_id = subject.pk if isinstance(subject, Household) else subject.household_id
    slugs = entry.get("of") or [item.slug]
    if entry["record"] == "pairing":
        return any(
            pairing.starts_on <= DAY
            and (pairing.ends_on is None or pairing.ends_on > DAY)
            and (
                "measures" not in entry["filled"] or bool(pairing.measures and pairing.fund_yuan is not None)
            )
            for pairing in Pairing.objects.filter(household_id=home_id)
        )
    if entry["record"] == "visit":
        first, _ = _period(item)
        return any(first <= visit.visited_on <= DAY for visit in Visit.objects.filter(household_id=home_id))
    if entry["record"] == "person_record":
        return subject.labour_ability in entry["value"]
    if entry["record"] == "benefit_record":
        records = [one for one in BenefitRecord.objects.all() if one.item in slugs]
        records = [one for one in records if one.status in entry["counts_when"]]
    else:
        records = [one for one in Enrolment.objects.all() if one.action in slugs or one.item in slugs]
        records = [one for one in records if one.stage in entry["counts_when"]]
    return any(
        _belongs(item, one, subject) and _in_period(item, one) and _filled(entry, one) for one in records
    )


def _has(item: PolicyItem, subject: Any) -> bool:
    answers = [(entry.get("for"), _answers(item, entry, subject)) for entry in item.satisfied_by]
    if not any(answered for _, answered in answers):
        return False
    needs = {need for need, _ in answers if need and getattr(subject, need) is True}
    return all(any(answered for need, answered in answers if need == wanted) for wanted in needs)


@pytest.mark.parametrize("plan", ["cn-2016", "gz-2017"])
def test_who_has_an_item_is_what_the_catalogue_says(
    world: World, catalogue: dict[str, Any], plan: str
) -> None:
    rng = random.Random(20180630)
    items = list(
        PolicyItem.objects.filter(plan=catalogue[plan]).exclude(nature__in=("", "area")).order_by("pk")
    )
    homes = _generate(rng, world, items)
    for member in Person.objects.filter(household__in=homes):
        rehab, device = rng.choice([True, False, None]), rng.choice([True, False, None])
        Person.objects.filter(pk=member.pk).update(need_rehab=rehab, need_device=device)
    refresh(on=DAY)
    people = list(Person.objects.filter(household__in=homes))

    seen: dict[str, Any] = {"scope": world.scope(world.clerk, DAY), "area": world.county, "on": DAY}
    at_once = count_items(items, **seen)
    having = 0
    for item in items:
        subjects = people if item.per == "person" else homes
        expected = {subject.pk for subject in subjects if _has(item, subject)}
        found = lists_of(item, **seen)
        assert set(found.of("has").values_list("pk", flat=True)) == expected, item.slug
        assert at_once[item.pk] == found.counts(), item.slug
        having += len(expected)
    assert having > 50
    assert {status for status, _ in Status.choices} == set(BENEFIT)
