"""The card in the home and the public notice: what may stand on them, and the trace of printing."""

from __future__ import annotations

from datetime import date

import pytest

from foundation.accounts.models import AccessRecord
from foundation.sealed.fields import Sealed
from households.models import Household, StatusStep
from support_measures.models import BenefitRecord
from tests.households.entries import words
from tests.world import World, household, pair, person


def sheet(page: str) -> str:
    return page.partition('<div class="sheet">')[2].partition("</main>")[0]


@pytest.fixture
def home(world: World, catalogue: object) -> Household:
    made = household(
        members=[
            person(name="王建国", level=1, category=6, health="serious"),
            person(name="李秀英", relation="spouse", female=True, phone=Sealed.of("phone", "13985550001")),
        ],
        main_cause="illness",
        phone=Sealed.of("phone", "13985550002"),
        bank_name="信用社",
        bank_account=Sealed.of("account", "6217001234567890123"),
    )
    here = {"household": made, "area_code": made.area_code}
    BenefitRecord.objects.create(
        **here, item="nursing-allowance", starts_on=date(2018, 1, 1), amount_yuan=600, status="paid"
    )
    StatusStep.objects.create(
        **here, from_status="none", to_status="identified", notice_from="2018-05-01", notice_to="2018-05-08",
        decided_on="2018-06-01", reason="因病致贫，重度精神残疾",
    )  # fmt: skip
    pair(made, world.cadre, measures="养殖")
    return made


def test_card_masks_numbers_and_tells_of_no_kind_or_level_of_disability(
    world: World, home: Household
) -> None:
    card = sheet(words(world.signed_in(world.clerk), f"/households/{home.pk}/card/"))

    for member in home.persons.all():
        assert member.name in card
        assert member.id_number.open() not in card
        assert str(member.id_number) in card
    for told in ("精神", "一级", "大病", "因病", "护理", "13985550", "6217", "信用社", "重度"):
        assert told not in card
    assert "2018年" in card
    assert "600.00元" in card
    assert "测试cadre" in card


def test_notice_has_only_the_approved_fields_whatever_the_address_asks(world: World, home: Household) -> None:
    clerk = world.signed_in(world.clerk)

    plain = sheet(words(clerk, f"/households/{home.pk}/notice/"))
    asked = sheet(words(clerk, f"/households/{home.pk}/notice/?full=1&fields=phone,health&reason=x"))

    assert plain == asked
    assert "王建国" in plain
    assert "2018-05-01至2018-05-08" in plain
    for member in home.persons.all():
        assert str(member.id_number) not in plain
        assert str(member.id_number)[-4:] not in plain
    for told in ("李秀英", "精神", "残疾人证", "病", "1398", "6217", "信用社", home.number, "600", "重度"):
        assert told not in plain


def test_printing_leaves_a_trace_and_is_not_for_cadres_or_strangers(world: World, home: Household) -> None:
    clerk, stranger = world.signed_in(world.clerk), world.signed_in(world.clerk_next_door)

    for tail, reason in (("card", "打印明白卡"), ("notice", "打印公示")):
        address = f"/households/{home.pk}/{tail}/"
        assert clerk.get(address).status_code == 200
        record = AccessRecord.objects.filter(kind="exported").latest("pk")
        assert (record.subject, record.reason, record.user) == (f"household:{home.pk}", reason, world.clerk)
        unknown = stranger.get(address.replace(f"{home.pk}", "999999999"))
        assert (stranger.get(address).status_code, unknown.status_code) == (404, 404)
        assert world.signed_in(world.cadre).get(address).status_code == 403
    assert AccessRecord.objects.filter(kind="exported").count() == 2
