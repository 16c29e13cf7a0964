"""The database keeps comparisons right, whatever the forms do."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from households.models import ComparisonRow, ComparisonTask
from tests import world as w
from tests.households.comparison.lists import compared, listed
from tests.world import World, household, person


@pytest.fixture
def made(world: World) -> None:
    one = household(members=[person(name="李四", level=2)]).persons.get()
    assert one.id_number is not None
    listed("李四", str(one.id_number.open()))
    compared(world)
    assert ComparisonTask.objects.get().household_id == one.household_id


def refused(statement: str, name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("set constraints all immediate")


@pytest.mark.parametrize(
    ("spoiled", "name"),
    [
        ("state = 'lost'", "task_state_known"),
        ("state = 'settled'", "task_settled_by_somebody"),
        ("state = 'settled', outcome = 'right', settled_on = now()", "task_settled_by_somebody"),
        ("outcome = 'right'", "task_open_without_outcome"),
        ("due_on = found_on - 1", "task_due_after_found"),
        ("list_name = '随便'", "task_of_a_known_list"),
        (f"area_code = {w.OTHER_VILLAGE}", "households_comparisontask_in_its_area"),
    ],
)
def test_task(made: None, spoiled: str, name: str) -> None:
    refused(f"update households_comparisontask set {spoiled}", name)


@pytest.mark.parametrize(
    ("spoiled", "name"),
    [
        ("outcome = 'maybe'", "comparison_outcome_known"),
        ("outcome = 'only_left'", "comparison_outcome_with_its_sides"),
        ("person_id = null", "comparison_outcome_with_its_sides"),
        ("list_row_id = null", "comparison_outcome_with_its_sides"),
        ("score = 101", "comparison_score_of_hundred"),
    ],
)
def test_row(made: None, spoiled: str, name: str) -> None:
    refused(f"update households_comparisonrow set {spoiled}", name)


@pytest.mark.parametrize(
    ("spoiled", "name"),
    [
        ("left_list = '随便'", "comparison_of_known_lists"),
        ("left_period = '2018-13'", "comparison_periods_are_years_or_months"),
        ("right_list = '低保对象名单'", "comparison_periods_are_years_or_months"),
        ("right_list = left_list, right_period = left_period", "comparison_of_two_sides"),
    ],
)
def test_comparison(made: None, spoiled: str, name: str) -> None:
    refused(f"update households_comparison set {spoiled}", name)


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ("list_row_id", "list_row_compared_once"),
        ("person_id", "person_compared_once"),
    ],
)
def test_nobody_is_compared_twice(made: None, columns: str, name: str) -> None:
    listed("另一行", w.id_number())
    other = household().persons.get()
    given = {"list_row_id": "(select max(id) from households_listrow)", "person_id": str(other.pk)}
    given.pop(columns)
    ((free, value),) = given.items()
    refused(
        f"""insert into households_comparisonrow (comparison_id, area_code, outcome, how, name, differences,
          {columns}, {free})
          select comparison_id, area_code, 'both', 'number', name, '{{}}', {columns}, {value}
          from households_comparisonrow""",
        name,
    )


def test_one_difference_of_one_person_is_one_task(made: None) -> None:
    task = ComparisonTask.objects.get()
    task.pk = None
    with pytest.raises(IntegrityError, match="difference_once"), transaction.atomic():
        task.save(force_insert=True)


def test_history_keeps_what_a_task_was_and_the_neighbour_sees_nothing(made: None, world: World) -> None:
    ComparisonTask.objects.update(sentence="改过")
    events = ComparisonTask.objects.get().events  # type: ignore[attr-defined]
    assert events.get().sentence.startswith("在低保名单")
    with world.seen_by(world.clerk):
        assert events.model.objects.count() == 1
    with world.seen_by(world.clerk_next_door):
        assert not ComparisonTask.objects.exists()
        assert not ComparisonRow.objects.exists()
        assert not events.model.objects.exists()
    with world.seen_by(world.cadre):
        assert not world.scope(world.cadre).rows(ComparisonTask).exists()


def test_compared_person_is_not_deleted_from_under_its_row(made: None) -> None:
    with pytest.raises(ProtectedError):
        ComparisonRow.objects.get().list_row.delete()  # type: ignore[union-attr]
