"""Recording from the list: for one, for all, as a proposal; and who is refused."""

from __future__ import annotations

from datetime import date

from django.test import Client

from actions.models import Enrolment
from households.models import Person
from support_measures.models import AreaSupport, BenefitRecord
from tests import world as w
from tests.world import World


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_clerk_records_from_the_list_and_the_person_has_it(world: World, missed: Person, today: date) -> None:
    clerk = world.signed_in(world.clerk)
    address = f"/support-measures/record/gz-2017/nursing-allowance/person/{missed.pk}/"
    back = "/entitlements/benefit/nursing-allowance/"
    assert address in text(clerk, back)
    assert "月标准（元）" in text(clerk, address)
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
    waiting = f"/support-measures/records/{record.pk}/advance/?back=/proposals/"
    assert waiting in text(world.signed_in(world.clerk), "/proposals/")
    assert waiting not in text(world.signed_in(world.clerk_next_door), "/proposals/")
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
    address = f"/support-measures/record/gz-2017/base-survey/area/{w.COUNTY}/"
    assert address in text(clerk, "/entitlements/benefit/base-survey/")

    answer = clerk.post(
        address, {"starts_on": today.isoformat(), "survey_date": today.isoformat(), "status": "approved"}
    )

    assert answer.status_code == 302
    assert AreaSupport.objects.get().area_code == w.COUNTY
    assert "六枝特区" in text(clerk, "/entitlements/benefit/base-survey/?list=has")
    text(world.signed_in(world.clerk_next_door), address, status=404)
