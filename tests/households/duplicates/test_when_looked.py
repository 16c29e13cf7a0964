"""When files are looked at: after an import, after a family changes or moves, and every night."""

from __future__ import annotations

from datetime import date

from foundation.accounts.models import Appointment, User
from foundation.areas.models import Area
from foundation.jobs.models import Run
from foundation.jobs.running import work_at
from households.duplicates.finding import ask_for_night
from households.families import changing as families
from households.families import transfers
from households.models import Duplicate, Household, Transfer
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.conftest import send as send  # the fixture
from tests.households.roster.workbooks import family, member, official
from tests.world import World, household, person

ON = date(2018, 6, 30)
BORN = date(1971, 5, 9)


def homes_of_pairs() -> list[set[int]]:
    pairs = Duplicate.objects.filter(state="open", person_a__isnull=False)
    return [{one.household_a_id, one.household_b_id} for one in pairs]


def test_import_that_brings_somebody_in_again_is_looked_at_once_at_its_end(send: Send) -> None:
    same = {"name": "张三", "born_on": date(1960, 3, 15)}
    here = household(w.OTHER_VILLAGE, [person(**same)])
    in_another_township = household(w.OTHER_TOWNSHIP_VILLAGE, [person(**same)])

    send(official([family(1, [member(1, "张三", certificate="43")])]), merge=True)

    made = Household.objects.get(number="5202031022000001")
    assert homes_of_pairs() == [{here.pk, made.pk}]
    assert not Duplicate.objects.touching(in_another_township).exists()


def test_household_that_moves_into_a_township_meets_its_double_there(world: World) -> None:
    here = household(members=[person(name="王建国", born_on=BORN)])
    moving = household(w.OTHER_TOWNSHIP_VILLAGE, members=[person(name="王建国", born_on=BORN)])

    with world.seen_by(world.clerk):
        families.move_household(
            household=moving, version=moving.version, village=Area.objects.get(code=w.OTHER_VILLAGE),
            group_name="", address="", keep_pairing=True, happened_on=ON, reason="搬迁",
            by=world.clerk, on=ON,
        )  # fmt: skip

    assert homes_of_pairs() == [{here.pk, moving.pk}]


def test_double_in_one_household_follows_the_member_who_divides_off(world: World) -> None:
    members = [person(name="户主"), person(name="王建国", born_on=BORN, relation="son")]
    home, other = household(members=members), household(members=[person(name="王建国", born_on=BORN)])
    son = home.persons.get(name="王建国")

    with world.seen_by(world.clerk):
        made = families.divide_household(
            household=home, version=home.version, leaving=[son], head=son, relations={},
            village=Area.objects.get(code=w.VILLAGE), happened_on=ON, reason="分家", by=world.clerk, on=ON,
        )  # fmt: skip

    assert homes_of_pairs() == [{made.pk, other.pk}]
    assert Duplicate.objects.get(kind="family").state == "open"


def test_household_received_from_another_county_is_looked_at_there(world: World) -> None:
    lead = User.objects.create_user("lead_next_door", password=w.PASSWORD, full_name="邻县负责人")
    Appointment.objects.create(
        user=lead, role="county_lead", area_id=w.NEXT_COUNTY, starts_on=date(2016, 1, 1)
    )
    there = household(w.NEXT_VILLAGE, members=[person(name="王建国", born_on=BORN)])
    moving = household(members=[person(name="王建国", born_on=BORN)])
    with world.seen_by(world.lead, ON):
        offered = transfers.offer_transfer(
            household=moving, receiving=Area.objects.get(code=w.NEXT_COUNTY), reason="迁居", by=world.lead,
            on=ON,
        )  # fmt: skip

    with world.seen_by(lead, ON):
        transfers.receive_transfer(
            transfer=Transfer.objects.get(pk=offered.pk), village=Area.objects.get(code=w.NEXT_VILLAGE),
            by=lead, on=ON,
        )  # fmt: skip

    assert homes_of_pairs() == [{there.pk, moving.pk}]


def test_every_county_with_a_lead_is_looked_through_once_a_night(world: World) -> None:
    for village in (w.VILLAGE, w.OTHER_VILLAGE, w.NEXT_VILLAGE, w.NEXT_VILLAGE):
        household(village, members=[person(name="王建国", born_on=BORN)])

    assert [run.area_code for run in ask_for_night(on=ON)] == [w.COUNTY]
    assert ask_for_night(on=ON) == []
    run = Run.objects.get()
    work_at(run.pk)

    run.refresh_from_db()
    assert (run.state, run.asked_by) == ("done", world.lead)
    assert {one.area_code for one in Duplicate.objects.all()} == {w.TOWNSHIP}
    assert len(ask_for_night(on=date(2018, 7, 1))) == 1
