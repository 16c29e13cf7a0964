"""Funds: each yuan once, a sum is its list, parts add up, nobody sees the neighbour's."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from actions.models import Activity, Enrolment, Share, SharePayment
from assessment.funds.streams import STREAMS
from assessment.funds.totals import Funds, of_household
from foundation.areas.models import Area
from foundation.policy.plans import plan_for_area
from households.models import Household, Visit
from support_measures.models import AreaSupport, BenefitRecord, Payment
from tests import world as w
from tests.assessment.cast import benefit, home_with
from tests.world import World

DAY = date(2018, 5, 20)


def paid(record: BenefitRecord, yuan: int, on: date = DAY, **words: Any) -> Payment:
    return Payment.objects.create(
        record=record, household=record.household, area_code=record.area_code, amount_yuan=yuan, paid_on=on,
        **words,
    )  # fmt: skip


def enrolled(home: Household, yuan: int, **words: Any) -> Enrolment:
    given = {"action": "startup-employment", "stage": "taking_part", "starts_on": date(2018, 3, 1)}
    return Enrolment.objects.create(household=home, area_code=home.area_code, fund_yuan=yuan, **given | words)


def funds(world: World, by: str = "clerk", code: int | None = None, year: int = 2018) -> Funds:
    user = world.users[by]
    area = Area.objects.get(pk=code or user.appointments.get().area_id)
    return Funds(world.scope(user), area, plan_for_area(area), year)


def total(found: Funds) -> Decimal:
    return sum((line.yuan for line in found.lines()), Decimal(0))


@pytest.fixture
def homes(world: World, catalogue: Any) -> dict[str, Household]:
    made = {
        "here": home_with(), "other": home_with(w.OTHER_TOWNSHIP_VILLAGE),
        "next_door": home_with(w.NEXT_VILLAGE),
    }  # fmt: skip
    month = benefit(made["here"], "dibao", status="approved", amount_yuan=9999, fund_source="county")
    paid(month, 190, month=date(2018, 4, 1))
    paid(month, 190, month=date(2018, 5, 1), fund_source="central")
    paid(month, 190, month=date(2018, 3, 1), taken_back_on=DAY, taken_back_reason="退票")
    benefit(made["other"], "dibao", status="paid", amount_yuan=2000, paid_on=date(2018, 1, 5))
    benefit(made["other"], "micro-credit", status="approved", amount_yuan=50000)
    benefit(made["next_door"], "dibao", status="paid", amount_yuan=700, paid_on=DAY)
    Visit.objects.create(
        household=made["here"],
        area_code=w.VILLAGE,
        visited_on=DAY,
        done="慰问",
        goods_yuan=300,
        money_yuan=200,
    )
    return made


def test_every_yuan_that_reached_a_household_is_counted_once(world: World, homes: Any) -> None:
    sums = {(line.stream.slug, line.what, line.source): line.yuan for line in funds(world).lines()}

    assert sums == {
        ("payments", "dibao", "county"): 190,
        ("payments", "dibao", "central"): 190,
        ("whole", "dibao", ""): 2000,
        ("visits", "visit", "helpers"): 500,
    }


def test_a_sum_recorded_as_a_benefit_too_is_counted_once(world: World, homes: Any) -> None:
    before = total(funds(world))
    enrolled(homes["here"], 5000)
    assert total(funds(world)) == before + 5000

    benefit(homes["here"], "industry-project", status="paid", amount_yuan=5000, starts_on=date(2018, 3, 1))
    assert total(funds(world)) == before + 5000

    enrolled(homes["other"], 5000)
    assert total(funds(world)) == before + 10000


def test_what_shares_paid_is_counted_once_and_activities_beside_area_support(
    world: World, homes: Any
) -> None:
    before, home = total(funds(world)), homes["here"]
    here: dict[str, Any] = {"household": home, "area_code": home.area_code}
    base = Activity.objects.create(
        area_code=w.COUNTY, action="startup-employment", kind="base", name="养蜂基地", starts_on=DAY,
        fund_yuan=30000, fund_source="county",
    )  # fmt: skip
    share = Share.objects.create(**here, activity=base, shares=1, starts_on=date(2017, 1, 1))
    SharePayment.objects.create(**here, share=share, year=2017, yuan=640, paid_on=DAY)

    assert total(funds(world)) == before + 640
    assert [(one["item"], one["yuan"]) for one in funds(world).spent_on_activities()] == [
        ("startup-employment", 30000)
    ]
    benefit(home, "industry-project", status="paid", amount_yuan=640, starts_on=DAY)
    assert total(funds(world)) == before + 640


def test_another_years_money_is_another_years(world: World, homes: Any) -> None:
    paid(benefit(homes["here"], "tekun", status="approved"), 560, date(2017, 12, 20))

    assert total(funds(world, year=2017)) == 560
    assert total(funds(world)) == 2880


def test_parts_add_up_to_the_whole_at_every_level(world: World, homes: Any) -> None:
    for by in ("province_officer", "prefecture_officer", "clerk", "township_clerk"):
        found = funds(world, by)
        assert sum(found.by_part().values()) == total(found), by
    assert funds(world).by_part() == {w.TOWNSHIP: 880, w.OTHER_TOWNSHIP: 2000}


def test_a_sum_is_its_list(world: World, homes: Any) -> None:
    found = funds(world, "province_officer")

    for line in found.lines():
        rows = found.rows(line.stream).filter(what=line.what, source=line.source)
        assert sum(row.yuan for row in rows) == line.yuan
        assert rows.count() == line.count
    assert {line.stream.slug for line in found.lines()} == {"payments", "whole", "visits"} <= set(STREAMS)


def test_what_the_county_was_given_is_not_added(world: World, homes: Any) -> None:
    before = total(funds(world))
    AreaSupport.objects.create(
        area_code=w.COUNTY, item="fund-allocation", status="paid", starts_on=DAY, amount_yuan=1_000_000
    )

    assert total(funds(world)) == before
    assert [group["yuan"] for group in funds(world).given_to_areas()] == [1_000_000]


def test_a_households_total_by_year(world: World, homes: Any) -> None:
    home, scope = homes["here"], world.scope(world.clerk)
    paid(benefit(home, "tekun", status="approved"), 560, date(2017, 12, 20))

    years = of_household(scope, home, plan_for_area(w.COUNTY))

    assert [(year["year"], year["yuan"]) for year in years] == [(2018, 880), (2017, 560)]


def test_the_page_leads_from_each_sum_to_its_records(world: World, homes: Any) -> None:
    client = world.signed_in(world.clerk)
    page = client.get(reverse("assessment:funds"), {"year": 2018}).content.decode()

    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*/funds/records/[^"]*)"', page)]
    assert len(links) == 4
    names = {homes[key].head_name for key in ("here", "other")}
    for link in links:
        listed = client.get(link)
        assert listed.status_code == 200
        assert any(escape(name) in listed.content.decode() for name in names)
        assert homes["next_door"].head_name not in listed.content.decode()


def test_the_file_shows_the_households_money(world: World, homes: Any) -> None:
    page = (
        world.signed_in(world.clerk)
        .get(reverse("households:detail", args=[homes["here"].pk]))
        .content.decode()
    )

    assert "到户资金" in page
    assert "880.00" in page


@pytest.mark.parametrize("query", ["stream=none", "year=1900", "area=520204000000", "area=5202"])
def test_an_address_that_leads_nowhere_is_not_found(world: World, homes: Any, query: str) -> None:
    asked = f"{reverse('assessment:fund_records')}?stream=whole&{query}"

    assert world.signed_in(world.clerk).get(asked).status_code == 404
