"""区域支持: each federation enters its own area's, the counties below read it, no money is counted twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from foundation.policy.models import PolicyItem
from support_measures.areas.supporting import record_area_support, void_area_support
from support_measures.models import AreaSupport
from support_measures.recording import Granted, UnableToRecord
from tests import world as w
from tests.world import World

LIST = "/support-measures/area-support/"
DAY = date(2018, 6, 1)


def page(client: Client, address: str = LIST, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def training(catalogue: dict[str, Any]) -> PolicyItem:
    found: PolicyItem = PolicyItem.objects.get(
        plan=catalogue["gz-2017"], kind="benefit", slug="cadre-training"
    )
    return found


@pytest.fixture
def of_prefecture(world: World, training: PolicyItem) -> AreaSupport:
    today = timezone.localdate()
    officer = world.prefecture_officer
    with world.seen_by(officer, today):
        return record_area_support(
            item=training, area_code=w.PREFECTURE, by=officer, on=today,
            granted=Granted(DAY, amount_yuan=Decimal(71_001)), document="六残联发〔2018〕3号",
        )  # fmt: skip


def test_prefecture_enters_corrects_and_takes_back_its_own(world: World, training: PolicyItem) -> None:
    officer = world.signed_in(world.prefecture_officer)
    chosen = officer.get(f"{LIST}choose/", {"item": training.slug})
    given = {
        "start_date": "2018-06-01",
        "starts_on": "2018-06-01",
        "date": "2018-06-01",
        "status": "approved",
    }
    given |= {"amount_yuan": "90000", "document": "六残联发〔2018〕3号"}

    assert officer.post(chosen["Location"], given).status_code == 302
    kept = AreaSupport.objects.get()
    assert (kept.area_code, kept.item_version, kept.document) == (w.PREFECTURE, training, given["document"])
    assert "六残联发〔2018〕3号" in page(officer, f"{LIST}{kept.pk}/correct/")
    officer.post(f"{LIST}{kept.pk}/correct/", given | {"amount_yuan": "80000"})
    kept.refresh_from_db()
    assert (kept.amount_yuan, kept.item_version) == (80_000, training)
    officer.post(f"{LIST}{kept.pk}/void/", {"reason": "重复登记"})

    kept.refresh_from_db()
    assert (kept.status, kept.details["void_reason"]) == ("void", "重复登记")
    assert page(officer, f"{LIST}{kept.pk}/correct/", status=404)


def test_county_reads_its_prefectures_and_may_not_touch_it(world: World, of_prefecture: AreaSupport) -> None:
    clerk = world.signed_in(world.clerk)

    shown = page(clerk)

    assert "上级登记的" in shown
    assert "六残联发〔2018〕3号" in shown
    assert f"{LIST}{of_prefecture.pk}/correct/" not in shown
    assert page(clerk, f"{LIST}{of_prefecture.pk}/void/", status=404)
    assert "六残联发" not in page(world.signed_in(world.province_officer), f"{LIST}?after={of_prefecture.pk}")


def test_province_reads_a_prefectures_and_may_not_touch_it(world: World, of_prefecture: AreaSupport) -> None:
    officer = world.signed_in(world.province_officer)

    assert "六残联发" in page(officer)
    assert page(officer, f"{LIST}{of_prefecture.pk}/correct/", status=403)
    with pytest.raises(UnableToRecord, match="您只能登记本级"):
        void_area_support(
            support=of_prefecture, by=world.province_officer, on=timezone.localdate(), reason="录错"
        )


def test_township_and_next_county_see_nothing_to_enter(world: World, of_prefecture: AreaSupport) -> None:
    assert "您的角色不能登记区域支持" in page(world.signed_in(world.township_clerk))
    own = "/support-measures/record/gz-2017/base-survey/area"
    page(world.signed_in(world.township_clerk), f"{own}/{w.COUNTY}/", status=403)
    page(world.signed_in(world.clerk_next_door), f"{own}/{w.COUNTY}/", status=404)


def test_money_of_the_area_is_no_households_money(world: World, of_prefecture: AreaSupport) -> None:
    funds = page(world.signed_in(world.prefecture_officer), "/funds/?year=2018")

    assert "71001" in funds.replace(",", "")
    assert "71001" not in page(world.signed_in(world.clerk), "/funds/?year=2018").replace(",", "")


def test_version_is_of_the_very_item(world: World, of_prefecture: AreaSupport, catalogue: Any) -> None:
    other = PolicyItem.objects.get(plan=catalogue["gz-2017"], kind="benefit", slug="nursing-allowance")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update support_measures_areasupport set item_version_id = %s", [other.pk])
