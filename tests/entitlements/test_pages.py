"""The pages of 政策落实: all items with their counts, the lists with reasons, recording from the list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from actions.models import Enrolment
from foundation.areas.models import AreaFlag
from households.facts import refresh
from households.models import FactStatement, Person
from support_measures.models import AreaSupport, BenefitRecord
from tests import world as w
from tests.world import World, household, person


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def missed(world: World, catalogue: dict[str, Any], today: date) -> Person:
    """One person of the clerk's county and one next door, both entitled to the nursing allowance."""
    people = {}
    for village, name in ((w.VILLAGE, "漏领人"), (w.NEXT_VILLAGE, "邻县人")):
        home = household(village, members=[person(name=name, level=1)])
        people[name] = home.persons.get()
        FactStatement.objects.create(
            household=home,
            area_code=village,
            person=people[name],
            fact="need_long_term_care",
            value=True,
            holds_from=date(2018, 1, 1),
            basis="乡镇评估",
        )
    refresh(on=today)
    return people["漏领人"]


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
    assert "因:持有有效残疾人证、残疾等级一级、需要长期照护;未享受重度残疾人护理补贴。" in page
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
    assert "缺:需要长期照护。补充后才能判断。" in unjudged
    assert "未评估人" not in text(clerk, "/entitlements/benefit/nursing-allowance/?list=missed")


def test_list_narrows_to_a_township_and_never_widens_to_the_next_county(world: World, missed: Person) -> None:
    clerk = world.signed_in(world.clerk)
    address = "/entitlements/benefit/nursing-allowance/?area="

    assert "漏领人" in text(clerk, f"{address}{w.TOWNSHIP}")
    assert "漏领人" not in text(clerk, f"{address}{w.OTHER_TOWNSHIP}")
    text(clerk, f"{address}{w.NEXT_COUNTY}", status=404)
    text(clerk, f"{address}52x", status=404)


def test_clerk_records_from_the_list_and_the_person_has_it(world: World, missed: Person, today: date) -> None:
    clerk = world.signed_in(world.clerk)
    address = f"/support-measures/record/gz-2017/nursing-allowance/person/{missed.pk}/"
    back = "/entitlements/benefit/nursing-allowance/"
    assert address in text(clerk, back)
    assert "月标准(元)" in text(clerk, address)
    assert "一卡通账号" not in text(clerk, address)

    answer = clerk.post(
        f"{address}?back={back}", {"month": f"{today:%Y-%m}", "amount_yuan": "60", "status": "approved"}
    )

    assert (answer.status_code, answer.headers["Location"]) == (302, back)
    record = BenefitRecord.objects.get()
    assert (record.person, record.starts_on, record.created_by) == (missed, today.replace(day=1), world.clerk)
    assert record.ends_on is not None
    assert "漏领人" in text(clerk, f"{back}?list=has")
    assert "漏领人" not in text(clerk, f"{back}?list=missed")
    twice = clerk.post(address, {"month": f"{today:%Y-%m}", "status": "approved"})
    assert twice.status_code == 422
    assert "不能重复登记" in twice.content.decode()


def test_negative_amount_is_told_beside_its_field(world: World, missed: Person, today: date) -> None:
    answer = world.signed_in(world.clerk).post(
        f"/support-measures/record/gz-2017/nursing-allowance/person/{missed.pk}/",
        {"month": f"{today:%Y-%m}", "amount_yuan": "-5", "status": "approved"},
    )

    assert answer.status_code == 422
    assert not BenefitRecord.objects.exists()


def test_neighbours_person_cannot_be_recorded(world: World, missed: Person, today: date) -> None:
    address = f"/support-measures/record/gz-2017/nursing-allowance/person/{missed.pk}/"

    answer = world.signed_in(world.clerk_next_door).post(
        address, {"month": f"{today:%Y-%m}", "status": "approved"}
    )

    assert answer.status_code == 404
    assert not BenefitRecord.objects.exists()


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


def test_liaison_proposes_and_nothing_takes_effect_before(world: World, missed: Person, today: date) -> None:
    liaison = world.signed_in(world.liaison)
    address = f"/support-measures/record/gz-2017/nursing-allowance/person/{missed.pk}/"

    liaison.post(address, {"month": f"{today:%Y-%m}", "status": "paid"})

    assert BenefitRecord.objects.get().status == "draft"
    page = text(liaison, "/entitlements/benefit/nursing-allowance/")
    assert "漏领人" in page
    assert "在办" in page
    record = BenefitRecord.objects.get()
    text(liaison, f"/support-measures/records/{record.pk}/advance/", status=403)
    advanced = world.signed_in(world.clerk).post(
        f"/support-measures/records/{record.pk}/advance/", {"status": "approved"}
    )
    assert advanced.status_code == 302
    assert BenefitRecord.objects.get().status == "approved"


def test_whole_list_is_recorded_from_its_page(world: World, missed: Person, today: date) -> None:
    clerk = world.signed_in(world.clerk)
    address = "/entitlements/benefit/nursing-allowance/record/"
    assert "1人" in text(clerk, address)

    answer = clerk.post(address, {"month": f"{today:%Y-%m}", "status": "approved"}, follow=True)

    assert "新登记1" in answer.content.decode()
    assert BenefitRecord.objects.get().person == missed


def test_household_is_enrolled_from_the_list(world: World, missed: Person, today: date) -> None:
    clerk = world.signed_in(world.clerk)
    address = f"/actions/enrol/gz-2017/startup-employment/household/{missed.household_id}/"
    assert address in text(clerk, "/entitlements/action/startup-employment/")

    answer = clerk.post(
        address,
        {"start_date": today.isoformat(), "fund_yuan": "3000", "project": "养鸡", "stage": "taking_part"},
    )

    enrolment = Enrolment.objects.get()
    assert answer.status_code == 302
    assert (enrolment.stage, enrolment.fund_yuan, enrolment.details["project"]) == (
        "taking_part",
        3000,
        "养鸡",
    )
    moved = clerk.post(f"/actions/enrolments/{enrolment.pk}/move/", {"stage": "left", "reason": "外出"})
    assert moved.status_code == 302
    assert Enrolment.objects.get().left_reason == "外出"


def test_county_records_an_item_of_the_area(world: World, missed: Person, today: date) -> None:
    clerk = world.signed_in(world.clerk)
    address = f"/support-measures/record/gz-2017/base-survey/county/{w.COUNTY}/"
    assert address in text(clerk, "/entitlements/benefit/base-survey/")

    answer = clerk.post(
        address, {"starts_on": today.isoformat(), "survey_date": today.isoformat(), "status": "approved"}
    )

    assert answer.status_code == 302
    assert AreaSupport.objects.get().area_code == w.COUNTY
    assert "六枝特区" in text(clerk, "/entitlements/benefit/base-survey/?list=has")
    text(world.signed_in(world.clerk_next_door), address, status=404)


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


def test_every_item_of_both_plans_opens(world: World, missed: Person, catalogue: dict[str, Any]) -> None:
    clerk = world.signed_in(world.clerk)
    for slug, plan in catalogue.items():
        for item in plan.items.exclude(nature=""):
            text(clerk, f"/entitlements/{item.kind}/{item.slug}/?plan={slug}")
    text(clerk, "/entitlements/measure/social-security-link/", status=404)
