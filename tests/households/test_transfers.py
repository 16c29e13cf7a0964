"""A household passes to another county: both leads agree, the history goes along, the old cadre loses it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from foundation.accounts.models import Appointment, User
from foundation.areas.models import Area
from foundation.sealed.numbers import IdNumber
from households.families import transfers
from households.families.transfers import UnableToTransfer
from households.models import (
    DisabilityCertificate,
    FamilyChange,
    Household,
    HouseholdYear,
    Pairing,
    Person,
    Transfer,
    Visit,
)
from tests import world as w
from tests.world import World, household, pair

ON = date(2018, 6, 30)


@pytest.fixture
def lead_next_door(world: World) -> User:
    user = User.objects.create_user("lead_next_door", password=w.PASSWORD, full_name="邻县负责人")
    Appointment.objects.create(
        user=user, role="county_lead", area_id=w.NEXT_COUNTY, starts_on=date(2016, 1, 1)
    )
    world.users["lead_next_door"] = user
    return user


def asked(world: World, number: str, **given: Any) -> Transfer:
    with world.seen_by(world.clerk_next_door, ON):
        words = {"name": "张三", "reason": "随子女迁居", "by": world.clerk_next_door, "on": ON} | given
        return transfers.ask_for_transfer(id_number=IdNumber.read(number), **words)


def test_household_passes_to_the_next_county_with_everything_that_hangs_on_it(
    world: World, lead_next_door: User
) -> None:
    number = w.id_number()
    home, bystander = household(members=[w.person(level=1, id_number=number)]), household()
    pair(home, world.cadre)
    HouseholdYear.objects.create(household=home, area_code=home.area_code, year=2017, members=1)
    Visit.objects.create(household=home, area_code=home.area_code, visited_on=ON, done="走访")

    transfer = asked(world, number)
    with world.seen_by(world.lead, ON):
        transfers.release_transfer(transfer=Transfer.objects.get(pk=transfer.pk), by=world.lead, on=ON)
    with world.seen_by(lead_next_door, ON) as scope:
        transfers.receive_transfer(
            transfer=scope.rows(Transfer).get(), village=Area.objects.get(code=w.NEXT_VILLAGE),
            by=lead_next_door, on=ON,
        )  # fmt: skip
        assert scope.rows(Household).get() == home
        assert scope.rows(HouseholdYear).count() == scope.rows(Visit).count() == 1
        assert FamilyChange.objects.get().detail.startswith("由六枝特区转入水城区玉舍镇海坪村；原结对")

    with world.seen_by(world.lead, ON) as scope:
        assert list(scope.rows(Household)) == [bystander]
        assert scope.rows(Transfer).get().state == "done"
    with world.seen_by(world.cadre, ON) as scope:
        assert not scope.rows(Household).exists()
    for model in (Person, DisabilityCertificate, Pairing, Visit, HouseholdYear):
        assert model.objects.get(household=home).area_code == w.NEXT_VILLAGE
    home.refresh_from_db()
    assert home.version == 2
    assert home.facts.area_code == w.NEXT_VILLAGE


def test_asking_county_sees_what_it_wrote_and_no_more(world: World) -> None:
    number = w.id_number()
    home = household(members=[w.person(level=1, id_number=number, name="真名")], head_name="真名")

    asked(world, number)

    with world.seen_by(world.clerk_next_door, ON) as scope:
        seen = scope.rows(Transfer).get()
        assert (seen.name, seen.household_id, seen.members, seen.area_code) == ("张三", None, None, w.COUNTY)
        assert not scope.rows(Household).exists()
    with world.seen_by(world.lead, ON) as scope:
        assert transfers.household_asked_for(scope.rows(Transfer).get()) == home
    for outsider in (world.township_clerk, world.liaison, world.cadre):
        with world.seen_by(outsider, ON) as scope:
            assert not scope.rows(Transfer).exists()


@pytest.mark.parametrize(
    ("who", "told"),
    [("clerk", "没有在他县登记"), ("township_clerk", "由县残联办理")],
)
def test_only_a_county_asks_and_only_for_a_person_of_another(world: World, who: str, told: str) -> None:
    number, user = w.id_number(), world.users[who]
    household(members=[w.person(id_number=number)])

    with world.seen_by(user, ON), pytest.raises(UnableToTransfer, match=told):
        transfers.ask_for_transfer(
            id_number=IdNumber.read(number), name="甲", reason="迁居", by=user, on=ON
        )  # fmt: skip


def test_same_person_is_asked_for_once(world: World) -> None:
    number = w.id_number()
    household(members=[w.person(id_number=number)])
    asked(world, number)

    with pytest.raises(UnableToTransfer, match="正在等待"):
        asked(world, number)


def test_offer_is_taken_or_refused_by_the_other_county(world: World, lead_next_door: User) -> None:
    home = household()
    with world.seen_by(world.lead, ON):
        given = {"household": home, "reason": "整户迁居", "by": world.lead, "on": ON}
        offer = transfers.offer_transfer(receiving=Area.objects.get(code=w.NEXT_COUNTY), **given)  # type: ignore[arg-type]
        with pytest.raises(UnableToTransfer, match="已在办理转移"):
            transfers.offer_transfer(receiving=Area.objects.get(code=w.FAR_COUNTY), **given)  # type: ignore[arg-type]
    with world.seen_by(lead_next_door, ON):
        refused = transfers.refuse_transfer(transfer=offer, reason="没有此人", by=lead_next_door, on=ON)

    assert (refused.state, refused.refusal) == ("refused", "没有此人")
    home.refresh_from_db()
    assert home.area_code == w.VILLAGE


def test_nobody_receives_what_has_not_been_released(world: World, lead_next_door: User) -> None:
    number = w.id_number()
    home = household(members=[w.person(id_number=number)])
    transfer = asked(world, number)
    village = Area.objects.get(code=w.NEXT_VILLAGE)

    with world.seen_by(lead_next_door, ON), pytest.raises(UnableToTransfer, match="不能接收"):
        transfers.receive_transfer(transfer=transfer, village=village, by=lead_next_door, on=ON)

    home.refresh_from_db()
    assert home.area_code == w.VILLAGE


GO_AROUND = [
    # Who, the statement, the guard that stops it.
    ("clerk_next_door", "update households_transfer set released_by_id = 1, state = 'released'",
     "transfer_released_by_giving_county"),
    ("clerk", "update households_transfer set received_by_id = 1", "transfer_received_by_receiving_county"),
    ("clerk_next_door", "update households_transfer set area_code = 520526000000",
     "transfer_keeps_its_counties"),
    ("clerk_next_door", "select transfer_household(id, 520204110201) from households_transfer",
     "transfer_not_released"),
    ("clerk", "select transfer_household(id, 520203102202) from households_transfer",
     "transfer_not_released"),
    ("clerk_next_door", "delete from households_transfer", "permission denied"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "statement", "guard"), GO_AROUND, ids=[row[2] for row in GO_AROUND])
def test_database_holds_both_sides_to_their_own_part(
    world: World, who: str, statement: str, guard: str
) -> None:
    number = w.id_number()
    household(members=[w.person(id_number=number)])
    asked(world, number)

    with (
        pytest.raises(DatabaseError, match=guard),
        world.seen_by(world.users[who], ON),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


BAD = [
    ({"state": "x"}, "transfer_state_known"),
    ({"receiving_code": w.COUNTY}, "transfer_between_two_counties"),
    ({"reason": ""}, "transfer_has_reason"),
    ({"state": "released"}, "transfer_released_by_somebody"),
    ({"received_on": ON}, "transfer_received_by_another"),
    ({"state": "refused"}, "transfer_refused_with_reason"),
]


@pytest.mark.parametrize(("wrong", "constraint"), BAD, ids=[row[1] for row in BAD])
def test_database_refuses_a_bad_transfer(world: World, wrong: dict[str, Any], constraint: str) -> None:
    Transfer.objects.create(
        area_code=w.COUNTY, receiving_code=w.NEXT_COUNTY, name="甲", reason="迁居", state="asked", asked_on=ON
    )

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        Transfer.objects.update(**wrong)
