"""An earlier state of a file is read, and an earlier value taken back as an ordinary correction."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from foundation.sealed.fields import Sealed
from households import pairing as pairings
from households import registry
from households.history.as_on import as_on
from households.models import Household, HouseholdYear, Person
from tests import world as w
from tests.households.entries import words
from tests.world import World, household, pair, person

DAY = date(2018, 6, 30)


def correct(world: World, home: Household, **values: Any) -> None:
    home.refresh_from_db()
    with world.seen_by(world.clerk):
        registry.correct_household(
            household=home, version=home.version, values=values, by=world.clerk, on=DAY
        )


LONG_AGO = time_machine.travel(datetime(2018, 1, 1, tzinfo=UTC), tick=False)


def restore_address(home: Household, kind: str, row: Any, field: str) -> str:
    event = row.events.latest("pgh_id").pgh_id
    return f"/households/{home.pk}/history/{kind}/{event}/{field}/restore/"


def test_state_before_every_change_is_read_as_it_was(world: World) -> None:
    with LONG_AGO:
        home = household(members=[person(level=1), person(relation="son", name="王小明")], note="旧备注")
        survey = HouseholdYear.objects.create(
            household=home, area_code=home.area_code, year=2018, members=2, wage_yuan=1000
        )
        paired = pair(home, world.cadre)
    son = home.persons.get(name="王小明")
    moment = timezone.now()
    correct(world, home, note="新备注")
    Person.objects.filter(pk=son.pk).update(name="王大明", left_on=DAY, left_reason="分户")
    HouseholdYear.objects.filter(pk=survey.pk).update(wage_yuan=9000)
    with world.seen_by(world.clerk) as scope:
        pairings.end_pairing(pairing=paired, ends_on=date(2018, 7, 1), reason="调离", by=world.clerk, on=DAY)
        then = as_on(home, moment - timedelta(days=1), scope)
        before = as_on(home, datetime(2017, 12, 31, tzinfo=UTC), scope)

    assert before is None
    assert then is not None
    assert ("备注", "旧备注") in then.household
    assert [name for name, _ in then.members if name.startswith("王")] == ["王小明"]
    assert ("工资性收入（元）", "1000.00") in then.surveys[0][1]
    assert not any(label.startswith("解除") for label, _ in then.pairings[0][1])


def test_page_of_an_earlier_day_masks_numbers_and_is_not_for_strangers(world: World) -> None:
    number = w.id_number()
    with LONG_AGO:
        home = household(members=[person(level=1, id_number=number)], note="旧备注")
    correct(world, home, note="新备注")
    address = f"/households/{home.pk}/as-on/?at={timezone.localtime() - timedelta(days=2):%Y-%m-%dT%H:%M}"

    page = words(world.signed_in(world.clerk), address)

    assert "旧备注" in page
    assert "新备注" not in page
    assert number not in page
    assert str(home.persons.get().id_number) in page
    assert world.signed_in(world.clerk_next_door).get(address).status_code == 404
    assert world.signed_in(world.cadre).get(address).status_code in {403, 404}
    assert world.signed_in(world.clerk).get(f"/households/{home.pk}/as-on/?at=x").status_code == 422


def test_earlier_value_comes_back_with_reason_and_stands_in_the_history_itself(world: World) -> None:
    home, bystander = household(note="旧备注"), household(note="不动")
    correct(world, home, note="新备注")
    clerk, address = world.signed_in(world.clerk), restore_address(home, "household", home, "note")
    home.refresh_from_db()

    page = words(clerk, address)
    assert "新备注" in page
    assert "旧备注" in page
    assert clerk.post(address, {"seen": str(home.version), "reason": ""}).status_code == 422
    assert clerk.post(address, {"seen": str(home.version - 1), "reason": "有误"}).status_code == 422
    answer = clerk.post(address, {"seen": str(home.version), "reason": "更正有误"})

    assert answer.status_code == 302
    version = home.version
    home.refresh_from_db()
    assert (home.note, home.version) == ("旧备注", version + 1)
    history = words(clerk, f"/households/{home.pk}/history/")
    newest = history.split("<tbody>")[1].split("</tr>")[0]
    assert "恢复：更正有误" in newest
    assert "变更记录页面（恢复）" in newest
    bystander.refresh_from_db()
    assert bystander.note == "不动"


def test_telephone_comes_back_without_being_shown(world: World) -> None:
    home = household(phone=Sealed.of("phone", "13985550001"))
    correct(world, home, phone=Sealed.of("phone", "13985550002"))
    clerk, address = world.signed_in(world.clerk), restore_address(home, "household", home, "phone")
    home.refresh_from_db()

    page = words(clerk, address)
    clerk.post(address, {"seen": str(home.version), "reason": "填错"})

    assert "13985550001" not in page
    assert "139****0001" in page
    home.refresh_from_db()
    assert home.phone.open() == "13985550001"
    assert home.phone_key == home.phone.lookup_key


def test_value_of_a_member_and_of_a_survey_comes_back(world: World) -> None:
    home = household(members=[person(level=1, education="primary")])
    member = home.persons.get()
    survey = HouseholdYear.objects.create(
        household=home, area_code=home.area_code, year=2018, members=2, wage_yuan=1000
    )
    Person.objects.filter(pk=member.pk).update(education="junior")
    HouseholdYear.objects.filter(pk=survey.pk).update(wage_yuan=9000)
    clerk = world.signed_in(world.clerk)

    for kind, row, field in (("person", member, "education"), ("survey", survey, "wage_yuan")):
        address = restore_address(home, kind, row, field)
        seen = words(clerk, address).partition('name="seen" value="')[2].partition('"')[0]
        answer = clerk.post(address, {"seen": seen, "reason": "核实后恢复"})
        assert answer.status_code == 302, answer.content.decode()

    member.refresh_from_db()
    survey.refresh_from_db()
    assert (member.education, survey.wage_yuan) == ("primary", 1000)
    assert member.id_number is not None


@pytest.mark.parametrize("field", ["poverty_status", "head_name", "area_code", "number", "nothing"])
def test_what_belongs_to_a_procedure_is_not_restored(world: World, field: str) -> None:
    home = household(note="旧备注")
    correct(world, home, note="新备注")

    answer = world.signed_in(world.clerk).get(restore_address(home, "household", home, field))

    assert answer.status_code == 404


def test_event_of_another_household_is_not_reached(world: World) -> None:
    home, other = household(), household(note="旧备注")
    correct(world, other, note="新备注")
    foreign = restore_address(other, "household", other, "note").replace(f"/{other.pk}/", f"/{home.pk}/", 1)

    assert world.signed_in(world.clerk).get(foreign).status_code == 404
