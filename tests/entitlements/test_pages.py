"""The pages of 政策落实: all items with their counts, the lists with reasons, recording from the list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foundation.areas.models import AreaFlag
from households.facts.refreshing import refresh
from households.models import Person
from tests import world as w
from tests.world import World, household, person


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_overview_names_every_action_and_measure_of_the_provinces_plan(world: World, missed: Person) -> None:
    page = text(world.signed_in(world.clerk), "/entitlements/")

    assert page.count("<h3>行动") == 10
    assert page.count("<h3>措施") == 15
    assert "重度残疾人护理补贴" in page
    assert "贵州省贫困残疾人脱贫攻坚行动计划" in page


def test_clerk_may_look_at_the_national_plan_as_well(world: World, missed: Person) -> None:
    page = text(world.signed_in(world.clerk), "/entitlements/?plan=cn-2016")

    assert page.count("<h3>措施") == 17
    assert "光伏助残扶贫行动" in page
    text(world.signed_in(world.clerk), "/entitlements/?plan=nowhere-2020", status=404)


def test_missed_list_says_why_and_masks_the_number(world: World, missed: Person) -> None:
    page = text(world.signed_in(world.clerk), "/entitlements/benefit/nursing-allowance/")

    assert "漏领人" in page
    assert "邻县人" not in page
    assert "因：持有有效残疾人证、残疾等级一级、需要长期照护；未享受重度残疾人护理补贴。" in page
    number = missed.id_number.open()
    assert number not in page
    assert number[-4:] not in page or "*" in page
    assert "未比对" in page
    assert "工伤保险生活护理费" in page


def test_unassessed_person_is_named_with_what_is_missing(world: World, missed: Person, today: date) -> None:
    household(members=[person(name="未评估人", level=2)])
    refresh(on=today)
    clerk = world.signed_in(world.clerk)

    unjudged = text(clerk, "/entitlements/benefit/nursing-allowance/?list=cannot_judge")

    assert "未评估人" in unjudged
    assert "缺：需要长期照护。补充后才能判断。" in unjudged
    assert "未评估人" not in text(clerk, "/entitlements/benefit/nursing-allowance/?list=missed")


def test_list_narrows_to_a_township_and_never_widens_to_the_next_county(world: World, missed: Person) -> None:
    clerk = world.signed_in(world.clerk)
    address = "/entitlements/benefit/nursing-allowance/?area="

    assert "漏领人" in text(clerk, f"{address}{w.TOWNSHIP}")
    assert "漏领人" not in text(clerk, f"{address}{w.OTHER_TOWNSHIP}")
    text(clerk, f"{address}{w.NEXT_COUNTY}", status=404)
    text(clerk, f"{address}52x", status=404)


@pytest.mark.parametrize("who", ["prefecture_officer", "province_officer"])
def test_province_and_prefecture_look_and_do_not_record(world: World, missed: Person, who: str) -> None:
    officer = world.signed_in(world.users[who])
    page = text(officer, "/entitlements/benefit/nursing-allowance/")

    assert "漏领人" in page
    assert "您的角色不能登记帮扶和待遇" in page
    address = f"/support-measures/record/gz-2017/nursing-allowance/person/{missed.pk}/"
    assert address not in page
    text(officer, address, status=403)
    text(officer, "/entitlements/benefit/nursing-allowance/record/", status=403)


@pytest.mark.parametrize("who", ["auditor", "security_admin", "system_admin", "cadre"])
def test_others_do_not_see_the_lists(world: World, missed: Person, who: str) -> None:
    text(world.signed_in(world.users[who]), "/entitlements/", status=403)


def test_long_list_goes_on_with_the_next_page(world: World, missed: Person, today: date) -> None:
    AreaFlag.objects.create(area_id=w.COUNTY, flag="area_tourism_village", source="县定")
    homes = [household() for _ in range(60)]
    refresh(on=today)
    clerk = world.signed_in(world.clerk)
    first = clerk.get("/entitlements/benefit/industry-project/")

    rows = list(first.context["page"].rows)
    onward = clerk.get(first.context["page"].next_url)
    rows += onward.context["page"].rows

    assert len(rows) == 61 == len({row.number for row in rows})
    assert {home.number for home in homes} < {row.number for row in rows}
    assert not onward.context["page"].next_url


def test_province_counts_one_measure_at_a_time_and_narrows_down_to_a_county(
    world: World, missed: Person
) -> None:
    officer = world.signed_in(world.province_officer)
    whole = officer.get("/entitlements/")
    one = officer.get("/entitlements/?group=measure-social-security-link")
    county = officer.get(f"/entitlements/?area={w.COUNTY}")

    def missed_of(answer: Any) -> list[Any]:
        groups = [*answer.context["actions"], *answer.context["measures"]]
        lines = [line for group in groups for line in group.lines if line.item.slug == "nursing-allowance"]
        return [line.counts and line.counts["missed"] for line in lines]

    assert (missed_of(whole), missed_of(one), missed_of(county)) == ([None], [2], [1])
    assert "岩脚镇" in county.content.decode()


def test_list_page_asks_as_often_for_fifty_people_as_for_one(
    world: World, missed: Person, today: date
) -> None:
    clerk = world.signed_in(world.clerk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            text(clerk, "/entitlements/benefit/medical-premium/")
        return len(asked)

    one = queries()
    for _ in range(49):
        household()
    refresh(on=today)

    assert queries() == one


def test_every_item_of_both_plans_opens(world: World, missed: Person, catalogue: dict[str, Any]) -> None:
    clerk = world.signed_in(world.clerk)
    for slug, plan in catalogue.items():
        for item in plan.items.exclude(nature=""):
            text(clerk, f"/entitlements/{item.kind}/{item.slug}/?plan={slug}")
    text(clerk, "/entitlements/measure/social-security-link/", status=404)
