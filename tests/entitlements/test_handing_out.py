"""A list is handed out as work: to each household's cadre or its township, and closed when recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from assessment.models import ItemTask
from households.facts.refreshing import refresh
from households.models import Person
from tests import world as w
from tests.world import World, household, pair, person

ITEM = "/entitlements/benefit/medical-aid-coverage/"


@pytest.fixture
def people(world: World, catalogue: Any, today: date) -> dict[str, Person]:
    """One with a cadre, one of another township without, one next door."""
    made = {}
    for name, village in (
        ("有结对甲", w.VILLAGE),
        ("无结对乙", w.OTHER_TOWNSHIP_VILLAGE),
        ("邻县丁", w.NEXT_VILLAGE),
    ):
        made[name] = household(village, members=[person(level=1, name=name)]).persons.get()
    pair(made["有结对甲"].household, world.cadre)
    refresh(on=today)
    return made


def handed(world: World, who: str, today: date, **words: Any) -> str:
    given = {"given_to": "cadre", "due_on": (today + timedelta(days=30)).isoformat()} | words
    answer = world.signed_in(world.users[who]).post(f"{ITEM}hand-out/", given, follow=True)
    return answer.content.decode()


def names_of(world: World, who: str, query: str = "") -> set[str]:
    page = world.signed_in(world.users[who]).get(f"/tasks/{query}").content.decode()
    return {name for name in ("有结对甲", "无结对乙", "邻县丁") if name in page}


def test_each_cadre_gets_his_own_households_and_the_others_are_told(
    world: World, people: Any, today: date
) -> None:
    page = handed(world, "clerk", today)

    assert "新交办1条，重新交办0条；1条所在户没有结对干部或干部没有账号，未交办。" in page
    assert names_of(world, "cadre") == {"有结对甲"}
    assert names_of(world, "cadre_next_door") == set()
    assert names_of(world, "clerk") == {"有结对甲"}


def test_each_township_gets_its_own_and_a_cadre_nothing(world: World, people: Any, today: date) -> None:
    handed(world, "clerk", today, given_to="township")

    assert names_of(world, "township_clerk") == {"有结对甲"}
    assert names_of(world, "cadre") == set()
    assert names_of(world, "clerk") == {"有结对甲", "无结对乙"}
    assert names_of(world, "clerk_next_door") == set()


def test_ticked_rows_are_handed_out_and_a_foreign_one_is_not(world: World, people: Any, today: date) -> None:
    keys = [str(people[name].pk) for name in ("无结对乙", "邻县丁")]
    handed(world, "clerk", today, given_to="township", chosen=keys)

    assert list(ItemTask.objects.values_list("person", flat=True)) == [people["无结对乙"].pk]


def test_handed_out_again_an_open_task_is_given_anew_and_not_twice(
    world: World, people: Any, today: date
) -> None:
    handed(world, "clerk", today, given_to="township")
    page = handed(world, "second_clerk", today)

    assert "新交办0条，重新交办1条" in page
    task = ItemTask.objects.get(person=people["有结对甲"])
    assert (task.given_to, task.handed_by) == ("cadre", world.second_clerk)


def test_task_is_closed_by_itself_when_the_record_appears(world: World, people: Any, today: date) -> None:
    handed(world, "clerk", today, given_to="township")
    number = people["无结对乙"].id_number.open()
    given = {"starts_on": today.isoformat(), "year": today.year, "status": "approved", "confirmed": "yes"}
    world.signed_in(world.clerk).post(f"{ITEM}record-chosen/", given | {"numbers": number})

    states = dict(ItemTask.objects.values_list("person__name", "state"))
    assert states == {"有结对甲": "open", "无结对乙": "recorded"}
    assert names_of(world, "clerk", "?state=recorded") == {"无结对乙"}


def test_cadre_says_why_it_cannot_be_done(world: World, people: Any, today: date) -> None:
    handed(world, "clerk", today)
    task, cadre = ItemTask.objects.get(), world.signed_in(world.cadre)
    address = f"/tasks/{task.pk}/close/"

    refused = cadre.post(address, {"outcome": "unable", "note": " "})
    assert refused.status_code == 422
    assert "请写明原因" in refused.content.decode()
    cadre.post(address, {"outcome": "unable", "note": "本人外出务工，暂不申请"})

    task.refresh_from_db()
    assert (task.state, task.closed_by, task.note) == ("unable", world.cadre, "本人外出务工，暂不申请")
    assert "刷新页面" in cadre.post(address, {"outcome": "done"}).content.decode()


def test_who_handed_out_sees_how_far_it_is(world: World, people: Any, today: date) -> None:
    handed(world, "clerk", today, given_to="township")
    client = world.signed_in(world.clerk)

    assert client.get("/tasks/?handed=mine").context["progress"][0][1:] == [2, 2, 0, 0, 0, 0]
    assert world.signed_in(world.second_clerk).get("/tasks/?handed=mine").context["progress"] == []


@pytest.mark.parametrize("who", ["liaison", "cadre", "prefecture_officer"])
def test_others_hand_out_nothing(world: World, people: Any, today: date, who: str) -> None:
    assert world.signed_in(world.users[who]).get(f"{ITEM}hand-out/").status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        "state = 'unable', closed_on = current_date, closed_by_id = handed_by_id",
        "state = 'recorded'",
        "closed_on = current_date",
        "due_on = handed_on - 1",
        "given_to = 'anybody'",
    ],
)
def test_the_database_refuses_what_the_forms_refuse(
    world: World, people: Any, today: date, change: str
) -> None:
    handed(world, "clerk", today)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update assessment_itemtask set {change}")
