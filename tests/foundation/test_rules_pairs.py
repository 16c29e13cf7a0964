"""A rule's two conditions against a slow oracle in plain Python: yes, no, and what cannot be judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.policy.rules import compile_rule, labels_of, leaves, missing_facts
from households.models import FactStatement, HouseholdFacts, PersonFacts
from tests import world as w
from tests.world import World, household, person

ON = date(2018, 6, 30)
COLUMNS: dict[str, list[Any]] = {
    "birth_date": [None, date(2003, 6, 30), date(2003, 7, 1), date(1967, 6, 30), date(1958, 1, 1)],
    "sex": [None, "male", "female"],
    "disabled": [True, False],
    "kinds": [None, ["visual"], ["intellectual", "mental"]],
    "disability_level": [None, 1, 2, 3, 4],
    "illiterate": [None, True, False],
    "school_stage": [None, "none", "primary", "senior"],
    "labour_ability": [None, "skilled", "weak", "lost"],
}
HOME_COLUMNS: dict[str, list[Any]] = {
    "registered": [True, False],
    "house_grade": [None, "B", "C", "D"],
    "n_disabled": [0, 1, 3],
    "area_old_base": [None, True, False],
}
LEAVES = st.one_of(
    st.builds(
        lambda key, op, value: {"fact": key, "op": op, "value": value},
        st.sampled_from(["disabled", "illiterate", "registered", "area_old_base", "employable", "hardship"]),
        st.sampled_from(["is", "ne"]),
        st.booleans(),
    ),
    st.builds(
        lambda op, value: {"fact": "age", "op": op, "value": value},
        st.sampled_from(["gte", "lte", "gt", "lt", "eq", "ne"]),
        st.sampled_from([14, 15, 50, 51, 60]),
    ),
    st.builds(
        lambda op, value: {"fact": "disability_level", "op": op, "value": value},
        st.sampled_from(["gte", "lte", "gt", "lt", "eq", "ne"]),
        st.integers(1, 4),
    ),
    st.builds(
        lambda op, value: {"fact": "n_disabled", "op": op, "value": value},
        st.sampled_from(["gte", "lte", "gt", "lt"]),
        st.integers(0, 3),
    ),
    st.sampled_from(
        [
            {"fact": "sex", "op": "eq", "value": "female"},
            {"fact": "school_stage", "op": "ne", "value": "none"},
            {"fact": "house_grade", "op": "in", "value": ["C", "D"]},
            {"fact": "disability", "op": "contains", "value": "mental"},
            {"fact": "inpatient", "op": "is", "value": True},
            {"always": True},
        ]
    ),
)
TREES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(lambda some: {"all": some}, st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda some: {"any": some}, st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda one: {"not": one}, parts),
    ),
    max_leaves=6,
)
ROWS = st.fixed_dictionaries(
    {name: st.sampled_from(values) for name, values in (COLUMNS | HOME_COLUMNS).items()}
    | {"hardship": st.sampled_from([None, True, False])}
)


def _age(born: date) -> int:
    return ON.year - born.year - ((ON.month, ON.day) < (born.month, born.day))


def oracle(rule: dict[str, Any], row: dict[str, Any]) -> bool | None:
    if "always" in rule:
        return True
    if "not" in rule:
        inner = oracle(rule["not"], row)
        return None if inner is None else not inner
    for word, decisive in (("all", False), ("any", True)):
        if word in rule:
            found = [oracle(part, row) for part in rule[word]]
            return decisive if decisive in found else None if None in found else not decisive
    if rule["fact"] == "employable":
        parts = [
            {"fact": "age", "op": "gte", "value": 16},
            {"fact": "age", "op": "lte", "value": 59},
            {"fact": "labour_ability", "op": "in", "value": ["skilled", "ordinary", "weak"]},
        ]
        able = oracle({"all": parts}, row)
        return None if able is None else (able == rule["value"]) == (rule["op"] == "is")
    column = {"age": "birth_date", "disability": "kinds"}.get(rule["fact"], rule["fact"])
    value = row.get(column)
    return None if value is None else _compared(_age(value) if rule["fact"] == "age" else value, rule)


def _compared(value: Any, rule: dict[str, Any]) -> bool:
    wanted = rule["value"]
    compare: dict[str, Callable[[], Any]] = {
        "is": lambda: value == wanted,
        "eq": lambda: value == wanted,
        "ne": lambda: value != wanted,
        "gte": lambda: value >= wanted,
        "lte": lambda: value <= wanted,
        "gt": lambda: value > wanted,
        "lt": lambda: value < wanted,
        "in": lambda: value in wanted,
        "contains": lambda: wanted in value,
    }
    return bool(compare[rule["op"]]())


def _put(rows: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """A household of one for every row, with exactly these facts."""
    stored = {}
    for row in rows:
        home = household(members=[person(level=1)])
        member = home.persons.get()
        HouseholdFacts.objects.create(
            household=home, area_code=home.area_code, **{name: row[name] for name in HOME_COLUMNS}
        )
        PersonFacts.objects.create(
            person=member,
            household=home,
            area_code=home.area_code,
            **{name: row[name] for name in COLUMNS},
        )
        if row["hardship"] is not None:
            FactStatement.objects.create(
                household=home,
                area_code=home.area_code,
                person=member,
                fact="hardship",
                value=row["hardship"],
                holds_from=date(2018, 1, 1),
                basis="村评议",
            )
        stored[member.pk] = row
    return stored


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees=st.lists(TREES, min_size=8, max_size=8), rows=st.lists(ROWS, min_size=6, max_size=6))
def test_yes_no_and_unknown_are_those_of_the_oracle(
    world: World, trees: list[dict[str, Any]], rows: list[dict[str, Any]]
) -> None:
    with transaction.atomic():
        stored = _put(rows)
        for tree in trees:
            pair = compile_rule(tree, on=ON, subject="person")
            found = {
                True: set(PersonFacts.objects.filter(pair.yes).values_list("pk", flat=True)),
                False: set(PersonFacts.objects.filter(pair.no).values_list("pk", flat=True)),
            }
            missing = dict(
                PersonFacts.objects.annotate(
                    missing=missing_facts(tree, on=ON, subject="person")
                ).values_list("pk", "missing")
            )
            for pk, row in stored.items():
                verdict = oracle(tree, row)
                assert (pk in found[True], pk in found[False]) == (verdict is True, verdict is False), (
                    tree,
                    row,
                )
                gaps = {leaf["fact"] for leaf in leaves(tree) if oracle(leaf, row) is None}
                assert set(missing[pk]) == gaps, (tree, row)
                if verdict is None:
                    assert labels_of(missing[pk])
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (date(2018, 6, 29), False),  # the day before the 15th birthday
        (date(2018, 6, 30), True),
        (date(2054, 6, 29), True),  # the day before the 51st birthday
        (date(2054, 6, 30), False),
    ],
)
def test_literacy_counts_from_the_15th_birthday_to_the_day_before_the_51st(
    world: World, on: date, counts: bool
) -> None:
    member = household(members=[person(level=1)]).persons.get()
    PersonFacts.objects.create(
        person=member, household_id=member.household_id, area_code=w.VILLAGE, birth_date=date(2003, 6, 30)
    )
    rule = {"all": [{"fact": "age", "op": "gte", "value": 15}, {"fact": "age", "op": "lte", "value": 50}]}
    pair = compile_rule(rule, on=on, subject="person")
    assert PersonFacts.objects.filter(pair.yes).exists() is counts
    assert PersonFacts.objects.filter(pair.no).exists() is not counts


def test_born_on_29_february_is_a_year_older_from_1_march(world: World) -> None:
    member = household(members=[person(level=1)]).persons.get()
    PersonFacts.objects.create(
        person=member, household_id=member.household_id, area_code=w.VILLAGE, birth_date=date(2000, 2, 29)
    )
    rule = {"fact": "age", "op": "gte", "value": 18}
    seen = [
        PersonFacts.objects.filter(compile_rule(rule, on=day, subject="person").yes).exists()
        for day in (date(2018, 2, 28), date(2018, 3, 1))
    ]
    assert seen == [False, True]
