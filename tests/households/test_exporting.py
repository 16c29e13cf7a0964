"""The exported list: the rows of the screen, no numbers of people, and a record of who took it along."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from foundation.accounts.models import AccessRecord
from tests import world as w
from tests.world import World, household, pair, person


@pytest.fixture
def homes(world: World) -> None:
    pair(household(head_name="结对户"), world.cadre)
    household(head_name="=1+1", members=[person(level=1, name="=1+1")])
    household(w.NEXT_VILLAGE, head_name="邻县户")


def rows(content: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]


def test_export_holds_the_rows_of_the_list_and_no_others(world: World, homes: None) -> None:
    clerk = world.signed_in(world.clerk)

    everything = rows(clerk.get("/households/export/?format=xlsx").content)
    unpaired = rows(clerk.get("/households/export/?format=xlsx&unpaired=on").content)

    assert everything[0][:4] == ("乡镇、村(社区)", "组", "户编号", "户主")
    assert {row[3] for row in everything[1:]} == {"结对户", "1+1"}, "a formula goes out as text"
    assert [row[3] for row in unpaired[1:]] == ["1+1"]


def test_export_holds_no_number_of_a_person(world: World) -> None:
    number = w.id_number()
    household(members=[person(level=1, id_number=number)])

    content = world.signed_in(world.clerk).get("/households/export/?format=csv").content.decode("utf-8-sig")

    assert number not in content
    assert "None" not in content
    assert number[-4:] not in content.replace(content.split(",")[2], "")


def test_export_is_recorded_with_filters_rows_and_digest(world: World, homes: None) -> None:
    world.signed_in(world.clerk).get("/households/export/?format=xlsx&unpaired=on")

    record = AccessRecord.objects.get(kind="exported")
    assert record.user == world.clerk
    assert (record.detail["filters"], record.detail["rows"]) == ({"unpaired": "on"}, 1)
    assert len(record.detail["sha256"]) == 64


def test_cadre_and_liaison_may_not_export(world: World, homes: None) -> None:
    for user in (world.cadre, world.liaison):
        assert world.signed_in(user).get("/households/export/").status_code == 403
