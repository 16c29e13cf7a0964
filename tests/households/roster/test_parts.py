"""A file that the county imported, as the township and the village see it: their rows and no others."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from households.models import Household, RosterPart, RosterRow
from tests import world as w
from tests.households.entries import without_policy, words
from tests.households.roster import test_survey_lists as surveys
from tests.households.roster.conftest import Send
from tests.households.roster.workbooks import number
from tests.world import World, household, person


@pytest.fixture
def file(send: Send, world: World) -> Any:
    """A survey of the county: a good and a wrong row of 岩脚镇, a row of 木岗镇."""
    places = {"A1": w.VILLAGE, "A2": w.OTHER_TOWNSHIP_VILLAGE}
    for key, (home_number, village) in enumerate(places.items(), start=1):
        household(village, [person(id_number=number(key), name=f"户主{key}")], number=home_number)
    rows = [
        surveys.line("A1", 乡镇="岩脚镇", 村="太和村"),
        surveys.line("A2", 乡镇="木岗镇", 村="大树脚村"),
        surveys.line("A9", 乡镇="岩脚镇", 村="太和村"),
    ]
    return send(surveys.survey(*rows), kind="surveys", options={"year": 2018}, merge=True)


def test_township_reads_what_became_of_its_rows(world: World, file: Any) -> None:
    without_policy()
    home = Household.objects.get(number="A1")
    township = world.signed_in(world.township_clerk)

    listed = words(township, "/rosters/")
    address = reverse("rosters:from_above", args=[file.pk])
    assert address in listed
    assert "新增1" in listed
    assert "未登记1" in listed
    page = words(township, address)
    assert reverse("households:detail", args=[home.pk]) in page or "未登记的行" in page
    assert "第5行" not in words(township, f"{address}?verdict=new")
    assert "第4行" in words(township, f"{address}?verdict=new")
    assert township.get(reverse("rosters:detail", args=[file.pk])).status_code == 404
    panel = words(township, reverse("households:detail", args=[home.pk]))
    assert "花名册.xlsx" in panel
    assert "第4行" in panel
    assert address in panel


def test_village_reads_where_its_households_came_from_and_opens_no_file(world: World, file: Any) -> None:
    without_policy()
    page = words(
        world.signed_in(world.liaison),
        reverse("households:detail", args=[Household.objects.get(number="A1").pk]),
    )
    assert "花名册.xlsx" in page
    assert "/rosters/" not in page


def test_part_is_nobody_elses(world: World, file: Any) -> None:
    address = reverse("rosters:from_above", args=[file.pk])
    assert world.signed_in(world.clerk_next_door).get(address).status_code == 404
    assert world.signed_in(world.clerk).get(address).status_code == 404  # the county has the file itself
    assert world.signed_in(world.liaison).get(address).status_code == 403
    with world.seen_by(world.township_clerk):
        assert set(RosterPart.objects.values_list("area_code", flat=True)) == {w.VILLAGE}
        assert not RosterRow.objects.exclude(area_code=w.VILLAGE).exists()
    with world.seen_by(world.clerk_next_door):
        assert not RosterPart.objects.exists()


def test_part_stands_once_and_below_its_file(world: World, file: Any) -> None:
    part = RosterPart.objects.filter(area_code=w.VILLAGE).get()
    part.pk = None
    with pytest.raises(IntegrityError, match="roster_part_once"), transaction.atomic():
        part.save(force_insert=True)
    with pytest.raises(IntegrityError, match="roster_part_of_a_place_below"), transaction.atomic():
        RosterPart.objects.update(imported_for=w.VILLAGE)
