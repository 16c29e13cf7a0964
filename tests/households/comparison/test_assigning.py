"""A difference is given to a township or to somebody, with a day; later comparisons leave it there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from households.comparison.settling import Owner, UnableToSettle, assign_task, owners_of, settle_task
from households.models import ComparisonTask, Household, Person
from tests import world as w
from tests.households.comparison.lists import ON, SEPTEMBER, compared, listed
from tests.households.entries import words
from tests.world import World, household, person

LATER = date(2018, 10, 8)


@pytest.fixture
def task(world: World) -> ComparisonTask:
    household(members=[person(name="李四", level=2, dibao=True)])
    household(w.OTHER_TOWNSHIP_VILLAGE, members=[person(name="外镇人", level=2, dibao=True)])
    listed("外人", w.id_number())
    listed("外人", w.id_number(), period=SEPTEMBER)
    compared(world, period=SEPTEMBER)
    return ComparisonTask.objects.get(name="李四")


def owner(task: ComparisonTask, **wanted: Any) -> Owner:
    return next(one for one in owners_of(task, on=ON) if all(getattr(one, k) == v for k, v in wanted.items()))


def test_county_and_township_and_who_settles_there_may_own_it(world: World, task: ComparisonTask) -> None:
    found = {(one.unit, one.user) for one in owners_of(task, on=ON)}

    assert {(w.COUNTY, None), (w.TOWNSHIP, None), (w.COUNTY, world.clerk)} <= found
    assert (w.TOWNSHIP, world.township_clerk) in found
    people = {user for _, user in found if user}
    assert not people & {world.liaison, world.cadre, world.clerk_next_door}


def test_given_to_the_county_it_stays_there_next_quarter(world: World, task: ComparisonTask) -> None:
    assign_task(
        task=task, owner=owner(task, unit=w.COUNTY, user=world.clerk), due_on=date(2018, 7, 20),
        by=world.lead, on=ON,
    )  # fmt: skip
    compared(world, period=SEPTEMBER, on=LATER)

    task.refresh_from_db()
    assert (task.owner, task.owner_code, task.due_on) == (world.clerk, w.COUNTY, date(2018, 7, 20))
    assert (task.assigned_by, task.assigned_on, task.seen_on) == (world.lead, ON, LATER)
    assert ComparisonTask.objects.get(name="外镇人").owner_code == w.OTHER_TOWNSHIP
    Household.objects.filter(pk=task.household_id).update(area_code=w.NEXT_VILLAGE)
    with pytest.raises(UnableToSettle, match="所在的县"):
        assign_task(
            task=task, owner=Owner(w.COUNTY, None, ""), due_on=LATER, by=world.clerk, on=LATER
        )  # moved to the next county


def test_reopened_it_is_still_theirs(world: World, task: ComparisonTask) -> None:
    assign_task(task=task, owner=owner(task, user=world.second_clerk), due_on=ON, by=world.lead, on=ON)
    settle_task(task=task, outcome="right", note="已核实", by=world.second_clerk, on=ON)
    Person.objects.filter(name="李四").update(dibao=False)
    compared(world, period=SEPTEMBER, on=LATER)
    ComparisonTask.objects.filter(pk=task.pk).update(
        state="gone", outcome="", settled_on=None, settled_by=None
    )
    Person.objects.filter(name="李四").update(dibao=True)

    compared(world, period=SEPTEMBER, on=LATER)

    task.refresh_from_db()
    assert (task.state, task.owner, task.owner_code) == ("open", world.second_clerk, w.COUNTY)


def test_only_who_may_settle_it_and_no_day_that_is_over(world: World, task: ComparisonTask) -> None:
    stranger = Owner(w.COUNTY, world.clerk_next_door, "")
    for given, due_on, why in (
        (stranger, LATER, "只能交给"),
        (owner(task, user=world.clerk), date(2018, 7, 1), "不能早于今天"),
    ):
        with pytest.raises(UnableToSettle, match=why):
            assign_task(task=task, owner=given, due_on=due_on, by=world.lead, on=ON)
    settle_task(task=task, outcome="right", note="已核实", by=world.clerk, on=ON)
    with pytest.raises(UnableToSettle, match="已办结"):
        assign_task(task=task, owner=owner(task, user=world.clerk), due_on=LATER, by=world.lead, on=ON)
    with pytest.raises(IntegrityError, match="task_assigned_by_somebody"), transaction.atomic():
        ComparisonTask.objects.update(assigned_on=ON)


def test_assigned_and_found_by_owner_on_the_pages(world: World, task: ComparisonTask) -> None:
    client, address = world.signed_in(world.clerk), f"/comparison/tasks/{task.pk}/"
    assert "岩脚镇" in words(client, address)
    far = {"owner": f"user-{world.clerk_next_door.pk}", "due_on": "2099-01-01"}
    assert client.post(f"{address}assign/", far).status_code == 422
    assert client.post(f"{address}assign/", {"owner": f"unit-{w.COUNTY}", "due_on": "x"}).status_code == 422

    client.post(f"{address}assign/", {"owner": f"user-{world.township_clerk.pk}", "due_on": "2099-01-01"})

    task.refresh_from_db()
    assert (task.owner, task.due_on) == (world.township_clerk, date(2099, 1, 1))
    assert "交办" in words(client, address)
    mine = words(client, f"/comparison/?whose=user-{world.township_clerk.pk}")
    assert f"/comparison/tasks/{task.pk}/" in mine
    assert f"/comparison/tasks/{task.pk}/" not in words(client, f"/comparison/?whose=unit-{w.OTHER_TOWNSHIP}")
    assert "外镇人" in words(client, f"/comparison/?whose=unit-{w.OTHER_TOWNSHIP}")
    assert "外人" not in words(client, "/comparison/?kind=dibao-recorded-only")
    assert world.signed_in(world.liaison).post(f"{address}assign/", far).status_code == 403
    assert world.signed_in(world.clerk_next_door).post(f"{address}assign/", far).status_code == 404
