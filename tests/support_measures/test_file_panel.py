"""The household's file shows what it was granted and what it takes part in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from actions.models import Enrolment
from households.models import Household
from support_measures.models import BenefitRecord
from tests import world as w
from tests.world import World, household


@pytest.fixture
def home(world: World, catalogue: dict[str, Any]) -> Household:
    found = household()
    neighbour = household(w.NEXT_VILLAGE)
    for place, amount in ((found, "60"), (neighbour, "77.77")):
        for month in (5, 6):
            BenefitRecord.objects.create(
                household=place,
                area_code=place.area_code,
                person=place.persons.get(),
                item="nursing-allowance",
                starts_on=date(2018, month, 1),
                ends_on=date(2018, month + 1, 1),
                amount_yuan=Decimal(amount),
            )
    BenefitRecord.objects.create(
        household=found,
        area_code=found.area_code,
        item="dibao",
        starts_on=date(2017, 1, 1),
        amount_yuan=Decimal("900"),
        status="void",
    )
    Enrolment.objects.create(
        household=found, area_code=found.area_code, action="startup-employment", starts_on=date(2018, 3, 1)
    )
    return found


def test_file_adds_up_benefits_by_year_and_leaves_void_ones_out(world: World, home: Household) -> None:
    page = world.signed_in(world.clerk).get(f"/households/{home.pk}/").content.decode()

    assert "2018年（合计120.00元）" in page
    assert page.count("重度残疾人护理补贴</th>") == 2
    assert "2017年</h3>" in page
    assert "作废" in page
    assert "残疾人同步小康创业就业行动" in page
    assert "77.77" not in page


def test_only_who_may_record_is_offered_to_go_on(world: World, home: Household) -> None:
    advance = f"/support-measures/records/{BenefitRecord.objects.filter(household=home).first().pk}/advance/"  # type: ignore[union-attr]

    assert advance in world.signed_in(world.clerk).get(f"/households/{home.pk}/").content.decode()
    assert (
        advance not in world.signed_in(world.province_officer).get(f"/households/{home.pk}/").content.decode()
    )
