"""Pairing, handing over, visits."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from households import pairing as pairings
from households.models import Cadre, Pairing, Visit
from households.pairing import UnableToPair
from tests import world as w
from tests.households.entries import without_policy, words
from tests.world import World, household, pair

ON = date(2018, 6, 30)


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    without_policy()


def helper(name: str = "罗干部", in_county: int = w.COUNTY) -> Cadre:
    return Cadre.objects.create(area_code=in_county, name=name, unit="县农业局")


def test_clerk_pairs_a_household_by_the_page(world: World) -> None:
    home, bystander, cadre = household(), household(), helper()
    foreign = helper("邻县干部", w.NEXT_COUNTY)
    clerk, address = world.signed_in(world.clerk), f"/households/{home.pk}/pair/"
    assert "邻县干部" not in words(clerk, address)
    form = {"starts_on": "2018-01-10", "measures": "发展产业", "fund_yuan": "1000", "fund_source": "fiscal"}

    refused = clerk.post(address, form | {"cadre": str(foreign.pk)})
    paired = clerk.post(address, form | {"cadre": str(cadre.pk)})

    assert (refused.status_code, paired.status_code) == (422, 302)
    made = Pairing.objects.get()
    assert (made.household, made.cadre, made.fund_yuan, made.created_by) == (home, cadre, 1000, world.clerk)
    assert not Pairing.objects.filter(household=bystander).exists()


def test_person_with_an_account_is_paired_and_sees_the_household(world: World) -> None:
    home = household(head_name="新结对户")
    form = {"cadre": f"user-{world.cadre.pk}", "starts_on": "2018-01-10"}

    world.signed_in(world.clerk).post(f"/households/{home.pk}/pair/", form)

    assert "新结对户" in words(world.signed_in(world.cadre), "/households/")
    assert "新结对户" not in words(world.signed_in(world.cadre_next_door), "/households/")


def test_household_has_one_lead_cadre_at_a_time(world: World) -> None:
    home, cadre = household(), helper()
    pair(home, world.cadre, starts_on=date(2018, 1, 1))

    with world.seen_by(world.clerk), pytest.raises(UnableToPair, match="测试cadre"):
        pairings.pair_household(household=home, cadre=cadre, starts_on=ON, by=world.clerk, on=ON)


def test_household_is_handed_over_without_a_day_between(world: World) -> None:
    home, to = household(), helper()
    first = pair(home, world.cadre, starts_on=date(2018, 1, 1))

    with world.seen_by(world.clerk):
        second = pairings.hand_over(
            pairing=first, to=to, starts_on=ON, reason="工作调动", by=world.clerk, on=ON
        )

    first.refresh_from_db()
    assert (first.ends_on, first.end_reason) == (ON, "工作调动")
    assert (second.starts_on, second.ends_on, second.cadre) == (ON, None, to)


def test_visit_that_is_sent_twice_is_one_visit(world: World) -> None:
    home = household()
    pair(home, world.cadre)
    form = {"client_key": str(uuid4()), "visited_on": "2018-06-01", "way": "at_home", "done": "送种子",
            "outcome": "nothing", "goods_yuan": "120.5"}  # fmt: skip
    cadre, address = world.signed_in(world.cadre), f"/households/{home.pk}/visit/"

    answers = [cadre.post(address, form).status_code for _ in range(2)]

    assert answers == [302, 302]
    visit = Visit.objects.get()
    assert (visit.done, visit.goods_yuan, visit.money_yuan, visit.created_by) == (
        "送种子", Decimal("120.50"), 0, world.cadre,
    )  # fmt: skip


def test_visit_of_tomorrow_is_refused_and_one_elsewhere_not_found(world: World) -> None:
    home, not_his = household(), household()
    pair(home, world.cadre)
    tomorrow = timezone.localdate() + timedelta(days=1)
    form = {"client_key": str(uuid4()), "visited_on": f"{tomorrow}", "way": "at_home", "done": "走访",
            "outcome": "nothing"}  # fmt: skip
    cadre = world.signed_in(world.cadre)

    assert cadre.post(f"/households/{home.pk}/visit/", form).status_code == 422
    assert (
        cadre.post(f"/households/{not_his.pk}/visit/", form | {"visited_on": "2018-06-01"}).status_code == 404
    )
    assert not Visit.objects.exists()
