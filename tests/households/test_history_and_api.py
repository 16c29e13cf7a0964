"""The history as people read it, and the registry over the API: masked, scoped, read-only."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from foundation.accounts.models import AccessRecord
from households import registry
from households.models import Household
from tests import world as w
from tests.households.entries import words
from tests.world import World, household, person

ON = date(2018, 6, 30)


def correct(world: World, home: Household, **values: Any) -> None:
    with world.seen_by(world.clerk):
        registry.correct_household(household=home, version=home.version, values=values, by=world.clerk, on=ON)


def test_history_says_who_changed_which_value_from_what_to_what(world: World) -> None:
    home, bystander = household(note="旧备注", house_grade="D"), household()
    correct(world, home, note="中备注", house_grade="A")
    correct(world, home, note="新备注")
    correct(world, bystander, note="别户备注")

    page = words(world.signed_in(world.lead), f"/households/{home.pk}/history/")

    rows = [row.split("</tr>")[0] for row in page.split("<tbody>")[1].split("<tr>")[1:]]
    assert len(rows) == 3
    assert all("测试clerk" in row for row in rows)
    newest, *older = rows
    assert "中备注" in newest
    assert "新备注" in newest
    assert any("D级（整幢危险）" in row and "A级（安全）" in row for row in older)
    assert "别户备注" not in page


def test_history_shows_a_number_masked(world: World) -> None:
    number = w.id_number()
    home = household(members=[person(level=1), person(relation="son", id_number=number, name="王小明")])
    son = home.persons.get(name="王小明")
    with world.seen_by(world.clerk):
        home.persons.filter(pk=son.pk).update(id_number=None, id_number_key=None, no_number_reason="号码有误")

    page = words(world.signed_in(world.clerk), f"/households/{home.pk}/history/")

    assert number not in page
    assert f"{number[:3]}***********{number[-4:]}" in page


def test_history_is_not_for_cadres_nor_the_next_county(world: World) -> None:
    home = household()
    w.pair(home, world.cadre)
    address = f"/households/{home.pk}/history/"

    assert world.signed_in(world.cadre).get(address).status_code == 403
    assert world.signed_in(world.clerk_next_door).get(address).status_code == 404


def test_api_gives_the_own_county_with_masked_numbers(world: World) -> None:
    number = w.id_number()
    home, theirs = household(members=[person(level=2, id_number=number)]), household(w.NEXT_VILLAGE)
    clerk = world.signed_in(world.clerk)

    homes = clerk.get("/api/v1/households/").json()["results"]
    people = clerk.get("/api/v1/persons/").json()["results"]

    assert [one["id"] for one in homes] == [home.pk]
    assert [one["household"] for one in people] == [home.pk]
    assert people[0]["id_number"] == f"{number[:3]}***********{number[-4:]}"
    assert people[0]["certificates"][0]["level"] == 2
    assert number not in str(people) + str(homes)
    foreign, unknown = (clerk.get(f"/api/v1/households/{pk}/") for pk in (theirs.pk, 999_999))
    assert (foreign.status_code, foreign.content) == (404, unknown.content)


def test_opening_over_the_api_is_recorded_like_on_the_page(world: World) -> None:
    home = household()

    world.signed_in(world.clerk).get(f"/api/v1/households/{home.pk}/")

    record = AccessRecord.objects.get(kind="opened")
    assert (record.subject, record.detail) == (f"household:{home.pk}", {"through": "api"})


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_api_writes_nothing(world: World, method: str) -> None:
    home = household(note="不动")
    clerk = world.signed_in(world.clerk)
    route = reverse("api:households-detail", args=[home.pk])

    answer = getattr(clerk, method)(route, {"note": "改了"}, content_type="application/json")

    assert answer.status_code == 405
    home.refresh_from_db()
    assert home.note == "不动"


def test_api_asks_as_few_queries_for_many_persons_as_for_one(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for _ in range(8):
        household(members=[person(level=1), person(relation="son")])

    clerk = world.signed_in(world.clerk)

    with django_assert_max_num_queries(16):
        people = clerk.get("/api/v1/persons/").json()["results"]

    assert len(people) == 16
