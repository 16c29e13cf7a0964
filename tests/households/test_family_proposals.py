"""Liaisons and cadres propose family changes: nobody is born, dies or moves before a clerk says so."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from households.history.reading import history_of
from households.models import FamilyChange, Household, Person, Proposal
from tests import world as w
from tests.households.entries import without_policy, words
from tests.households.test_proposals import decide
from tests.world import World, household, pair, person


@pytest.fixture
def home(world: World) -> Household:
    without_policy()
    members = [person(name="王建国", level=2), person(name="王小明", relation="son", level=1)]
    made = household(members=members, head_name="王建国")
    pair(made, world.cadre)
    return made


@pytest.fixture
def bystander(home: Household) -> Person:
    return household(members=[person(name="旁人")]).persons.get()


def propose(client: Client, address: str, **given: object) -> Proposal:
    form = {"version": 1, "happened_on": "2018-06-20", "reason": "死亡证明"} | given
    answer = client.post(address, form)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return Proposal.objects.latest("pk")


@pytest.mark.parametrize("proposer", ["liaison", "cadre"])
def test_death_is_told_from_the_village_and_takes_effect_when_the_township_accepts(
    world: World, home: Household, bystander: Person, proposer: str
) -> None:
    son = home.persons.get(name="王小明")
    village, township = world.signed_in(world.users[proposer]), world.signed_in(world.township_clerk)
    page = f"/households/{home.pk}/persons/{son.pk}/remove/"
    assert "提交建议" in words(village, page)

    kept = propose(village, page, kind="death")
    son.refresh_from_db()
    assert (son.left_on, FamilyChange.objects.count()) == (None, 0)
    read = words(township, f"/proposals/{kept.pk}/")
    assert "自然减少：王小明" in read
    assert "死亡证明" in read
    # Somebody corrects the file meanwhile: what happened has happened all the same.
    Household.objects.filter(pk=home.pk).update(note="另有更正", version=7)
    kept.refresh_from_db()
    decide(township, kept, "change")

    son.refresh_from_db()
    bystander.refresh_from_db()
    assert (str(son.left_on), son.left_reason, bystander.left_on) == ("2018-06-20", "死亡", None)
    told = FamilyChange.objects.values_list("kind", "created_by").get()
    assert told == ("death", world.township_clerk.pk)
    assert (kept.state, kept.household_id, kept.body) == ("accepted", home.pk, None)
    change = next(one for one in history_of(home) if one.field == "减少日期" or one.new == "2018-06-20")
    assert str(world.users[proposer]) in change.reason


def test_newborn_is_proposed_with_the_number_masked(world: World, home: Household, bystander: Person) -> None:
    number = w.id_number(date(2018, 6, 20))
    kept = propose(
        world.signed_in(world.liaison), f"/households/{home.pk}/family/arrive/", kind="birth",
        change_reason="出生医学证明", name="王宝", relation="grandchild", id_number=number,
    )  # fmt: skip
    clerk = world.signed_in(world.clerk)
    page = words(clerk, f"/proposals/{kept.pk}/")
    assert "王宝" in page
    assert "出生医学证明" in page
    assert number not in page

    decide(clerk, kept, "change")

    assert home.persons.get(name="王宝").id_number.open() == number  # type: ignore[union-attr]
    assert bystander.household.persons.count() == 1


def test_division_and_move_are_proposed_and_done_by_who_may_write_there(
    world: World, home: Household, bystander: Person
) -> None:
    son = home.persons.get(name="王小明")
    liaison, file = world.signed_in(world.liaison), f"/households/{home.pk}/"
    moving = propose(liaison, f"{file}family/move/", village=w.OTHER_TOWNSHIP_VILLAGE, reason="易地搬迁")
    parting = propose(
        liaison, f"{file}family/divide/", leaving=[son.pk], head=son.pk, village=w.VILLAGE, reason="另立户口"
    )
    home.refresh_from_db()
    assert (home.area_code, Household.objects.count()) == (w.VILLAGE, 2)

    refused = decide(world.signed_in(world.township_clerk), moving, "change", status=422)
    assert "不在您负责的区域内，请由县残联审核" in refused
    clerk = world.signed_in(world.clerk)
    decide(clerk, parting, "change")
    decide(clerk, moving, "change", seen=Household.objects.get(pk=home.pk).version)

    home.refresh_from_db()
    son.refresh_from_db()
    assert home.area_code == w.OTHER_TOWNSHIP_VILLAGE
    assert (son.household.head_name, son.household.area_code) == ("王小明", w.VILLAGE)
    assert (parting.household_id, moving.household_id) == (home.pk, home.pk)


def test_what_no_longer_fits_cannot_be_accepted_and_comes_back_to_be_mended(
    world: World, home: Household, bystander: Person
) -> None:
    son, liaison = home.persons.get(name="王小明"), world.signed_in(world.liaison)
    address = f"/households/{home.pk}/family/head/"
    kept = propose(liaison, address, head=son.pk, reason="原户主外出", **{f"relation-{son.pk}": ""})
    Person.objects.filter(pk=son.pk).update(left_on="2018-06-25", left_reason="婚出")
    clerk = world.signed_in(world.clerk)

    assert "户档有变动" in words(clerk, f"/proposals/{kept.pk}/")
    decide(clerk, kept, "change", status=422)
    home.refresh_from_db()
    assert home.head_name == "王建国"
    decide(clerk, kept, decision="return", answer="王小明已婚出")

    again = words(liaison, f"{address}?again={kept.pk}")
    assert "原户主外出" in again
    assert liaison.get(f"{address}?again={kept.pk + 1}").status_code == 404


def test_sent_twice_it_is_one_proposal(world: World, home: Household, bystander: Person) -> None:
    son, liaison = home.persons.get(name="王小明"), world.signed_in(world.liaison)
    page = f"/households/{home.pk}/persons/{son.pk}/remove/"
    for _ in range(2):
        propose(liaison, page, kind="gone", draft="00000000-0000-4000-8000-000000000009")
    assert Proposal.objects.count() == 1
