"""What the prefecture or the province gave is read in their counties, as theirs, and counted once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from support_measures.models import AreaSupport
from tests import world as w
from tests.world import World

ITEM = "/entitlements/benefit/cadre-training/"


@pytest.fixture
def supports(world: World, catalogue: Any, today: date) -> dict[int, AreaSupport]:
    return {
        area: AreaSupport.objects.create(
            area_code=area, item="cadre-training", starts_on=today, status="paid", amount_yuan=yuan,
            details={"persons_n": "30"},
        )
        for area, yuan in (
            (w.PREFECTURE, 71_001),
            (w.PROVINCE, 71_002),
            (w.OTHER_PREFECTURE, 71_003),
            (w.NEXT_COUNTY, 71_004),
        )
    }  # fmt: skip


def test_county_reads_what_covers_it_marked_as_of_above_and_nothing_else(world: World, supports: Any) -> None:
    page = world.signed_in(world.clerk).get(ITEM).content.decode()

    assert "六盘水市（上级）" in page
    assert "贵州省（上级）" in page
    assert "71001" in page
    assert "71003" not in page
    assert "71004" not in page


def test_a_county_below_another_prefecture_does_not_see_it(world: World, supports: Any) -> None:
    with world.seen_by(world.clerk):
        seen = set(AreaSupport.objects.values_list("area_code", flat=True))

    assert seen == {w.PREFECTURE, w.PROVINCE}


def test_county_only_reads_it(world: World, supports: dict[int, AreaSupport], today: date) -> None:
    theirs = supports[w.PREFECTURE]
    with world.seen_by(world.clerk):
        assert AreaSupport.objects.filter(pk=theirs.pk).update(amount_yuan=1) == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            AreaSupport.objects.create(area_code=w.PREFECTURE, item="cadre-training", starts_on=today)

    theirs.refresh_from_db()
    assert theirs.amount_yuan == 71_001


def test_the_sums_of_a_county_do_not_count_it(world: World, supports: Any, today: date) -> None:
    county = world.signed_in(world.clerk).get(f"/funds/?year={today.year}").content.decode()
    prefecture = world.signed_in(world.prefecture_officer).get(f"/funds/?year={today.year}").content.decode()

    for words in ("71001", "71,001"):
        assert words not in county
    # Her own and the next county's, neither the province's.
    assert "142005" in prefecture.replace(",", "")
