"""Finding a household: filters in the address, people never; and the file page with what it records."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.accounts.models import AccessRecord
from foundation.sealed.numbers import tidy
from households.models import Person
from households.names import initials
from tests import world as w
from tests.households.entries import without_policy, words
from tests.world import World, household, pair, person


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    without_policy()


def named(name: str, in_village: int = w.VILLAGE, **words: object) -> str:
    home = household(in_village, members=[person(level=1, name=name, **words)])
    Person.objects.filter(household=home).update(name_initials=initials(name))
    return home.number


def test_list_is_narrowed_by_place_status_and_pairing(world: World) -> None:
    paired = household(head_name="结对户")
    pair(paired, world.cadre)
    household(head_name="未结对户")
    household(w.OTHER_TOWNSHIP_VILLAGE, head_name="别镇户", poverty_status="lifted", lifted_year=2017)
    household(w.NEXT_VILLAGE, head_name="邻县户")
    clerk = world.signed_in(world.clerk)

    def seen(query: str) -> set[str]:
        page = words(clerk, f"/households/{query}")
        return {name for name in ("结对户", "未结对户", "别镇户", "邻县户") if f">{name}<" in page}

    assert seen("") == {"结对户", "未结对户", "别镇户"}
    assert seen(f"?township={w.TOWNSHIP}") == {"结对户", "未结对户"}
    assert seen(f"?township={w.TOWNSHIP}&village={w.OTHER_VILLAGE}") == set()
    assert seen("?status=lifted") == {"别镇户"}
    assert seen("?paired=no") == {"未结对户", "别镇户"}
    assert "邻县户" not in seen(f"?township={w.NEXT_TOWNSHIP}")


def test_next_page_goes_on_where_this_one_ended_with_as_many_queries(world: World) -> None:
    household(head_name="只此一户")
    clerk = world.signed_in(world.clerk)
    with CaptureQueriesContext(
        connection,
    ) as few:
        words(clerk, "/households/")
    for _ in range(60):
        household()
    with CaptureQueriesContext(connection) as many:
        page = words(clerk, "/households/")

    following = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    rest = words(clerk, f"/households/{following}")

    assert (page.count('data-label="户主"'), rest.count('data-label="户主"')) == (50, 11)
    assert len(many) == len(few)
    assert "共 61 户" in page


@pytest.mark.parametrize("how", ["name", "initials", "household_number", "id", "certificate", "tail"])
def test_search_finds_by_what_somebody_holds_in_hand(world: World, how: str) -> None:
    number = w.id_number()
    wanted = named("欧阳秀英", id_number=number)
    named("陈大山")
    named("欧阳邻县", w.NEXT_VILLAGE)
    given = {
        "name": "欧阳",
        "initials": "oyxy",
        "household_number": wanted,
        "id": f"{number[:6]} {number[6:]}",
        "certificate": f"{number}41",
        "tail": number[-4:].lower(),
    }[how]

    answer = world.signed_in(world.clerk).post("/households/search/", {"q": given}, follow=True)

    page = answer.content.decode()
    assert "欧阳秀英" in page
    assert "陈大山" not in page
    assert "欧阳邻县" not in page
    assert tidy(number) not in page
    recorded = AccessRecord.objects.filter(kind="searched")
    assert recorded.count() == (1 if how in {"id", "certificate", "tail"} else 0)


def test_search_by_a_number_of_the_next_county_looks_like_one_of_nobody(world: World) -> None:
    number = w.id_number()
    named("邻县人", w.NEXT_VILLAGE, id_number=number)
    clerk = world.signed_in(world.clerk)

    theirs = clerk.post("/households/search/", {"q": number}, follow=True).content.decode()
    nobody = clerk.post("/households/search/", {"q": w.id_number()}, follow=True).content.decode()

    assert "没有符合条件的家庭" in theirs
    assert "没有符合条件的家庭" in nobody


def test_opening_a_file_is_recorded_and_shows_no_whole_number(world: World) -> None:
    number = w.id_number()
    home = household(members=[person(level=1, id_number=number)])

    page = words(world.signed_in(world.clerk), f"/households/{home.pk}/")

    assert number not in page
    assert f"{number[:3]}***********{number[-4:]}" in page
    record = AccessRecord.objects.get(kind="opened")
    assert (record.user, record.subject) == (world.clerk, f"household:{home.pk}")


def test_household_next_door_answers_like_one_that_does_not_exist(world: World) -> None:
    theirs = household(w.NEXT_VILLAGE)
    clerk = world.signed_in(world.clerk)

    foreign, unknown = clerk.get(f"/households/{theirs.pk}/"), clerk.get("/households/999999/")

    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.content == unknown.content


def test_number_is_shown_once_for_a_reason_and_counted_by_the_hour(world: World, settings: object) -> None:
    settings.NUMBERS_SHOWN_PER_HOUR = 2  # type: ignore[attr-defined]
    number = w.id_number()
    home = household(members=[person(level=1, id_number=number)])
    address = f"/households/{home.pk}/persons/{home.persons.get().pk}/number/"
    clerk = world.signed_in(world.clerk)

    without_reason = clerk.post(address, {"which": "id", "reason": ""})
    shown = clerk.post(address, {"which": "certificate", "reason": "核对残疾人证"})
    clerk.post(address, {"which": "id", "reason": "核对"})
    too_many = clerk.post(address, {"which": "id", "reason": "核对"})

    assert without_reason.status_code == 422
    assert f"{number}41" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert too_many.status_code == 429
    assert number not in too_many.content.decode()
    records = AccessRecord.objects.filter(kind="number_shown")
    assert [record.reason for record in records.order_by("pk")] == ["核对残疾人证", "核对"]
    assert not [record for record in records if number in str(record.__dict__)]
