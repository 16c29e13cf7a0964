"""The clerk says what a column is and which village a word means: once for the file, and it is remembered."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.jobs.running import work_at
from households.models import Household, PlaceWord, RememberedLayout, RosterFile, RosterRow
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.workbooks import flat, number, official, two_families
from tests.world import World

HEADER = ["居处", "称呼", "身份证号", "户内身份", "民族"]


def strange(village: str = "太和村") -> bytes:
    rows = [
        [village, name, number(n), relation, "汉族"]
        for n, name, relation in [(1, "张三", "户主"), (2, "李四", "其他")]
    ]
    return flat(HEADER, rows)


def _checked_again(roster: RosterFile) -> RosterFile:
    roster.refresh_from_db()
    assert roster.check_run is not None
    work_at(roster.check_run.pk)
    roster.refresh_from_db()
    return roster


def _column(client: Any, roster: RosterFile, **said: str) -> Any:
    url = reverse("rosters:columns", args=[roster.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    return client.post(url, {**data, **said})


def test_columns_that_nobody_knows_are_asked_for_and_known_next_time(send: Send, world: World) -> None:
    roster = send(strange())
    assert "分不清哪些人是一户" in roster.problem
    assert "核对列" in roster.problem
    clerk = world.signed_in(world.clerk)
    page = clerk.get(reverse("rosters:columns", args=[roster.pk]))
    assert number(1) not in page.content.decode()

    answer = _column(
        clerk, roster, **{"column-0-0": "village", "column-0-1": "name", "column-0-3": "relation"}
    )

    assert answer.status_code == 302
    assert _checked_again(roster).counts["new"] == 2
    next_one = send(flat(HEADER, [["新华村", "王五", number(7), "户主", "汉族"]]))
    assert next_one.counts["new"] == 1
    assert RememberedLayout.objects.get().area_code == w.COUNTY


def test_one_meaning_for_two_columns_is_refused_in_place(send: Send, world: World) -> None:
    roster = send(strange())

    answer = _column(world.signed_in(world.clerk), roster, **{"column-0-0": "name", "column-0-1": "name"})

    assert answer.status_code == 422
    assert "只能指定一列" in answer.content.decode()
    assert not RememberedLayout.objects.exists()


def test_sheet_may_be_left_out_and_stays_so(send: Send, world: World) -> None:
    roster = send(official(two_families()))
    clerk = world.signed_in(world.clerk)

    _column(clerk, roster, **{"leave-0": "on"})

    assert "没有数据" in _checked_again(roster).problem
    assert not RosterRow.objects.filter(roster=roster).exists()


def test_unknown_village_is_asked_once_for_all_its_rows(send: Send, world: World) -> None:
    families = two_families()
    for rows in families:
        rows[0]["行政村"] = "老太和"
    roster = send(official(families))
    assert roster.counts["accepted"] == 0
    clerk = world.signed_in(world.clerk)
    url = reverse("rosters:places", args=[roster.pk])
    form = clerk.get(url).context["form"]
    assert [word["times"] for word in form.words] == [2]

    clerk.post(url, {"word-0": str(w.VILLAGE)})

    assert _checked_again(roster).counts["new"] == 4
    assert PlaceWord.objects.get().village == "老太和"
    families[0][0]["备注"] = "第二次"
    assert send(official(families)).counts["accepted"] == 4


def test_village_of_another_county_is_refused(send: Send, world: World) -> None:
    families = two_families()
    families[0][0]["行政村"] = "老太和"
    roster = send(official(families))

    answer = world.signed_in(world.clerk).post(
        reverse("rosters:places", args=[roster.pk]), {"word-0": str(w.NEXT_VILLAGE)}
    )

    assert answer.status_code == 422
    assert not PlaceWord.objects.exists()


def test_what_one_county_said_is_not_seen_next_door(send: Send, world: World) -> None:
    PlaceWord.objects.create(area_code=w.COUNTY, village="老太和", village_code=w.VILLAGE)
    RememberedLayout.objects.create(area_code=w.COUNTY, kind="registry", signature="0" * 64, choice={})

    with world.seen_by(world.clerk_next_door):
        assert not PlaceWord.objects.exists()
        assert not RememberedLayout.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "insert into households_placeword (area_code, township, village, village_code, created_at,"
        " updated_at)"
        " values (1, '', '', 1, now(), now())",
        "insert into households_rememberedlayout (area_code, kind, signature, choice, created_at,"
        " updated_at)"
        " values (1, 'registry', 'zz', '{}', now(), now())",
    ],
)
@pytest.mark.django_db
def test_database_refuses_empty_words_and_half_signatures(statement: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_merged_roster_is_not_read_again(send: Send, world: World) -> None:
    roster = send(official(two_families()), merge=True)

    answer = _column(world.signed_in(world.clerk), roster, **{"leave-0": "on"})

    assert answer.status_code == 422
    assert Household.objects.count() == 2
