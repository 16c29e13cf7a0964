"""An item's list is printed, taken along as a file, and put in the order of who waits longest."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from foundation.accounts.models import AccessRecord
from households.facts.refreshing import refresh
from households.models import DisabilityCertificate, Household, Person
from tests import world as w
from tests.world import World, household, person

ITEM = "/entitlements/benefit/medical-aid-coverage/"


@pytest.fixture
def waiting(world: World, catalogue: Any, today: date) -> dict[str, Person]:
    """Three who wait since different days, one of whom nobody can tell since when; one next door."""
    made = {}
    for name, village, certified, identified in (
        ("后等甲", w.VILLAGE, date(2017, 5, 1), date(2018, 1, 1)),
        ("先等乙", w.OTHER_TOWNSHIP_VILLAGE, date(2017, 3, 1), date(2017, 6, 1)),
        ("不明丙", w.VILLAGE, date(2001, 1, 1), None),
        ("邻县丁", w.NEXT_VILLAGE, date(2001, 1, 1), date(2016, 1, 1)),
    ):
        home = household(village, members=[person(level=1, name=name)])
        Household.objects.filter(pk=home.pk).update(identified_on=identified, poverty_status="identified")
        DisabilityCertificate.objects.filter(household=home).update(issued_on=certified)
        made[name] = home.persons.get()
    refresh(on=today)
    return made


def in_order(page: str, *names: str) -> bool:
    places = [page.index(f">{name}<") for name in names]
    return places == sorted(places)


def test_who_waits_longest_comes_first_and_an_unknown_day_last(world: World, waiting: Any) -> None:
    client = world.signed_in(world.clerk)

    page = client.get(f"{ITEM}?order=waiting").content.decode()

    assert in_order(page, "先等乙", "后等甲", "不明丙")
    assert "无法推算" in page
    assert "取其中最晚的一个" in page
    assert "邻县丁" not in page
    assert not in_order(client.get(ITEM).content.decode(), "先等乙", "后等甲")


def test_the_next_page_goes_on_where_the_order_stopped(
    world: World, waiting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.entitlements.rows.PAGE", 1)
    client, seen, address = world.signed_in(world.clerk), [], f"{ITEM}?order=waiting&list=missed"
    while address:
        page = client.get(address).context["page"]
        seen += [row.name for row in page.rows]
        address = page.next_url

    assert seen == ["先等乙", "后等甲", "不明丙"]


def test_file_holds_the_list_with_masked_numbers_and_leaves_a_trace(world: World, waiting: Any) -> None:
    answer = world.signed_in(world.clerk).get(f"{ITEM}export/?list=missed&format=xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("姓名", "身份证号", "村（社区）", "理由")
    assert {row[0] for row in rows[1:]} == {"后等甲", "先等乙", "不明丙"}
    assert all("*" in row[1] for row in rows[1:])
    left = AccessRecord.objects.get(kind="exported")
    assert left.subject == "entitlements:benefit:medical-aid-coverage"
    assert (left.user, left.detail["rows"], left.detail["format"]) == (world.clerk, 3, "xlsx")


def test_csv_of_a_township_holds_its_own_only(world: World, waiting: Any) -> None:
    answer = world.signed_in(world.township_clerk).get(f"{ITEM}export/?list=missed&format=csv")

    words = answer.content.decode()
    assert "后等甲" in words
    assert "先等乙" not in words
    assert waiting["后等甲"].id_number.open() not in words


def test_paper_says_who_printed_it_and_masks_the_numbers(world: World, waiting: Any, today: date) -> None:
    page = world.signed_in(world.liaison).get(f"{ITEM}print/?list=missed").content.decode()

    assert f"打印人：{world.liaison}" in page
    assert f"打印时间：{today:%Y-%m-%d}" in page
    assert "后等甲" in page
    assert "先等乙" not in page
    assert waiting["后等甲"].id_number.open() not in page
    assert AccessRecord.objects.get(kind="exported").detail["format"] == "print"


def test_a_list_too_long_is_not_cut_off_but_refused(
    world: World, waiting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.entitlements.taking.MOST_EXPORTED", 2)

    page = world.signed_in(world.clerk).get(f"{ITEM}export/?list=missed", follow=True)

    assert "超过2行" in page.content.decode()
    assert not AccessRecord.objects.filter(kind="exported").exists()


def test_the_liaison_takes_no_file(world: World, waiting: Any) -> None:
    assert world.signed_in(world.liaison).get(f"{ITEM}export/").status_code == 403
