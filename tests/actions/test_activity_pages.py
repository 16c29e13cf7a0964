"""The pages of an activity: its entry with the list, shares given and paid, and who may not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from actions.models import Activity, Attendance, Enrolment, Share, SharePayment
from foundation.accounts.models import AccessRecord
from tests import world as w
from tests.world import World, household, person

NEW = ("actions:hold", ["gz-2017", "women-weaving", "course"])


@pytest.fixture
def told(catalogue: Any) -> dict[str, Any]:
    return {"name": "刺绣培训班", "area_code": w.COUNTY, "starts_on": "2018-05-07", "hours": "40"}


def test_course_and_its_list_are_entered_on_one_page(world: World, told: dict[str, Any]) -> None:
    home = household(members=[person(name="韦绣娘", level=2)])
    household(members=[person(name="旁观人")])
    member, client, url = home.persons.get(), world.signed_in(world.clerk), reverse(NEW[0], args=NEW[1])

    found = client.post(url, {**told, "search": "1", "find": "韦绣娘"})
    assert found.status_code == 200
    page = found.content.decode()
    assert "韦绣娘" in page
    assert "旁观人" not in page
    assert 'value="刺绣培训班"' in page
    assert not Activity.objects.exists()

    row = {"shown": member.pk, f"row{member.pk}-take": "on", f"row{member.pk}-result": "passed"}
    refused = client.post(url, {**told, **row, f"row{member.pk}-amount": "41"})
    assert refused.status_code == 422
    assert "超出了活动时长" in refused.content.decode()
    assert not Activity.objects.exists()

    saved = client.post(url, {**told, **row, f"row{member.pk}-amount": "36"})
    assert saved.status_code == 302
    assert [(one.person, one.hours, one.result) for one in Attendance.objects.all()] == [
        (member, 36, "passed")
    ]
    assert "韦绣娘" in client.get(saved["Location"]).content.decode()
    assert "刺绣培训班" in client.get(reverse("households:detail", args=[home.pk])).content.decode()
    edit = client.get(reverse("actions:edit_activity", args=[Activity.objects.get().pk])).content.decode()
    assert 'value="36.0"' in edit


def test_search_by_number_is_recorded_and_stays_in_the_area(world: World, told: dict[str, Any]) -> None:
    client, url = world.signed_in(world.clerk), reverse(NEW[0], args=NEW[1])
    neighbour = household(w.NEXT_VILLAGE, members=[person(name="邻县人")]).persons.get()
    number = neighbour.id_number.open()

    page = client.post(url, {**told, "search": "1", "find": number}).content.decode()

    assert "邻县人" not in page
    assert number not in page
    assert AccessRecord.objects.filter(kind=AccessRecord.Kind.SEARCHED).exists()
    # A key of the neighbour's slipped into the form brings nobody.
    client.post(url, {**told, "shown": neighbour.pk, f"row{neighbour.pk}-take": "on"})
    assert not Attendance.objects.exists()


def test_shares_are_given_and_a_year_is_paid(world: World, catalogue: Any) -> None:
    home = household(members=[person(name="罗光伏")])
    plant = Activity.objects.create(
        area_code=w.COUNTY, action="photovoltaic", kind="station", name="村级电站", starts_on=date(2017, 1, 1)
    )
    client, row = world.signed_in(world.clerk), {"shown": home.pk, f"row{home.pk}-take": "on"}

    client.post(
        reverse("actions:share_out", args=[plant.pk]),
        {**row, f"row{home.pk}-amount": "2.5", "starts_on": "2017-01-01"},
    )
    share = Share.objects.get()
    assert (share.household, share.shares) == (home, 2.5)
    pay = reverse("actions:pay_shares", args=[plant.pk]) + "?year=2017"
    client.post(pay, {"paid_on": "2018-01-20", f"share{share.pk}-yuan": "800"})

    assert SharePayment.objects.get().yuan == 800
    page = client.get(reverse("actions:activity", args=[plant.pk]), {"year": "2017"}).content.decode()
    assert "800.00" in page
    client.post(reverse("actions:end_share", args=[share.pk]), {"ends_on": "2018-01-01"})
    share.refresh_from_db()
    assert share.ends_on == date(2018, 1, 1)


def test_who_may_not_is_told_why(world: World, told: dict[str, Any]) -> None:
    county = Activity.objects.create(
        area_code=w.COUNTY, action="women-weaving", kind="course", name="县培训班", starts_on=date(2018, 5, 7)
    )
    edit = reverse("actions:edit_activity", args=[county.pk])

    seen = world.signed_in(world.township_clerk).get(reverse("actions:activity", args=[county.pk]))
    assert "由其更正" in seen.content.decode()
    assert world.signed_in(world.township_clerk).get(edit).status_code == 404
    for name in ("liaison", "prefecture_officer", "cadre"):
        assert world.signed_in(world.users[name]).get(reverse(NEW[0], args=NEW[1])).status_code == 403


def test_promise_of_an_action_has_a_page_of_its_own(world: World, catalogue: Any) -> None:
    member = household().persons.get()
    client = world.signed_in(world.clerk)
    url = reverse("actions:enrol_person", args=["gz-2017", "ecommerce", member.pk])

    page = client.get(f"{url}?item=ecommerce-startup").content.decode()
    assert "网店名称" in page
    assert client.get(f"{url}?item=dibao").status_code == 404
    client.post(
        f"{url}?item=ecommerce-startup",
        {"starts_on": "2018-05-01", "stage": "enrolled", "shop_name": "苗绣小铺"},
    )
    kept = Enrolment.objects.get()
    assert (kept.item, kept.details["shop_name"]) == ("ecommerce-startup", "苗绣小铺")

    client.post(
        reverse("actions:move", args=[kept.pk]),
        {"stage": "done", "skill": "网店运营", "job": "own", "income_gained_yuan": "3600"},
    )
    kept.refresh_from_db()
    assert (kept.stage, kept.skill, kept.job, kept.income_gained_yuan) == ("done", "网店运营", "own", 3600)
