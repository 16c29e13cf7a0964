"""The clerk's pages of entering and correcting: words at the fields, both versions of a conflict."""

from __future__ import annotations

from typing import Any

import pytest

from foundation.sealed.fields import Sealed
from households.models import Finding, Household, HouseholdYear, Person
from tests import world as w
from tests.households.entries import (
    correction,
    household_form,
    member_on_file,
    survey_form,
    without_policy,
    words,
)
from tests.world import World, household


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    without_policy()


def test_clerk_enters_a_household_and_sees_its_file(world: World) -> None:
    number = w.id_number()
    form = household_form({"certificate_number": f"{number}11"}, {"name": "王小明", "relation": "son",
                          "id_number": w.id_number()}, note="新增户", phone="13800001234")  # fmt: skip

    answer = world.signed_in(world.clerk).post("/households/register/", form, follow=True)

    page = answer.content.decode()
    assert "王建国户已登记" in page
    assert "视力残疾一级" in page
    assert number not in page
    home = Household.objects.get()
    assert (home.area_code, home.note, home.persons.count()) == (w.VILLAGE, "新增户", 2)
    assert str(home.phone) == "138****1234"


@pytest.mark.parametrize(
    ("member", "told"),
    [
        ({"id_number": "990203196003150011"}, "校验位不符"),
        ({"id_number": "9902031960"}, "应为18位"),
        ({}, "请填身份证号"),
        ({"relation": "", "no_number_reason": "未落户"}, "请选择与户主关系"),
        ({"certificate_number": w.id_number() + "43", "components": "visual"}, "只有多重残疾"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_is_written(
    world: World, member: dict[str, str], told: str
) -> None:
    answer = world.signed_in(world.clerk).post("/households/register/", household_form(member))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "有问题需要改正" in page
    assert not Household.objects.exists()


def test_village_of_the_next_county_is_no_choice(world: World) -> None:
    form = household_form({"id_number": w.id_number()}, village=w.NEXT_VILLAGE)

    answer = world.signed_in(world.clerk).post("/households/register/", form)

    assert answer.status_code == 422
    assert not Household.objects.exists()


def test_who_may_only_look_is_refused_with_the_sentence(world: World) -> None:
    form = household_form({"id_number": w.id_number()})

    answer = world.signed_in(world.prefecture_officer).post("/households/register/", form)

    assert answer.status_code == 403
    assert "您的角色不能登记和更正户档" in answer.content.decode()
    assert "您的角色不能登记和更正户档" in words(world.signed_in(world.prefecture_officer), "/households/")
    assert not Household.objects.exists()


def test_extra_keys_in_a_correction_are_ignored(world: World) -> None:
    home = household()
    form = correction(
        home, area_code=str(w.NEXT_VILLAGE), poverty_status="lifted", number="X1", head_name="别人"
    )

    world.signed_in(world.clerk).post(f"/households/{home.pk}/correct/", form)

    after = Household.objects.get(pk=home.pk)
    kept = (after.area_code, after.poverty_status, after.number, after.head_name)
    assert kept == (home.area_code, home.poverty_status, home.number, home.head_name)
    assert after.version == 2


def test_correcting_a_person_keeps_the_number_that_was_left_empty(world: World) -> None:
    home = household(members=[w.person(level=1, name="王建国")])
    person = home.persons.get()
    form = {"members-TOTAL_FORMS": "1", "members-INITIAL_FORMS": "0"}
    form |= member_on_file(0, person, education="primary")

    answer = world.signed_in(world.clerk).post(f"/households/{home.pk}/persons/{person.pk}/correct/", form)

    assert answer.status_code == 302
    after = Person.objects.get(pk=person.pk)
    assert (after.id_number, after.education) == (person.id_number, "primary")
    assert after.certificates.get().state == "valid"


def test_divisions_of_the_certificate_and_help_towards_work_are_entered_and_read(world: World) -> None:
    home = household()
    member = home.persons.get()
    bystander = w.add_member(home, name="旁人", level=2)
    client = world.signed_in(world.clerk)
    address = f"/households/{home.pk}/persons/{member.pk}/correct/"
    form = member_on_file(0, member) | {"members-TOTAL_FORMS": "1", "members-INITIAL_FORMS": "0"}
    form |= {
        "members-0-hukou_code": "水城区",
        "members-0-residence_code": "330102",
        "members-0-work_help": "funds",
    }

    wrong = client.post(address, form | {"members-0-hukou_code": "没有的县"})
    assert "请填本省县（市、区）、乡镇或村的全称" in wrong.content.decode()
    assert client.post(address, form).status_code == 302

    member.refresh_from_db()
    kept: Any = member.certificate
    assert (kept.hukou_code, kept.residence_code) == (w.NEXT_COUNTY, 330102000000)
    assert member.work_help == ["funds"]
    assert bystander.certificate.hukou_code is None  # type: ignore[attr-defined]
    page = words(client, f"/households/{home.pk}/")
    assert "户籍水城区，居住330102000000" in page
    assert "资金信贷扶持" in page
    assert 'value="水城区"' in words(client, address)
    version = {"members-0-version": str(member.version)}
    client.post(address, form | version | {"members-0-hukou_code": "六枝特区岩脚镇太和村"})
    kept.refresh_from_db()
    assert kept.hukou_code == w.VILLAGE
    assert "水城区" in words(client, f"/households/{home.pk}/history/")


def test_phone_is_cleared_by_its_tick_and_kept_without(world: World) -> None:
    home = household(phone=Sealed.of("phone", "13800001234"))
    clerk, address = world.signed_in(world.clerk), f"/households/{home.pk}/correct/"

    clerk.post(address, correction(home, note="先不动"))
    home.refresh_from_db()
    assert str(home.phone) == "138****1234"
    clerk.post(address, correction(home, phone_cleared="on"))

    home.refresh_from_db()
    assert (home.phone, home.phone_key) == (None, None)


def test_person_of_another_household_is_not_reached_through_ones_own(world: World) -> None:
    own, stranger = household(), household(w.NEXT_VILLAGE)
    person = stranger.persons.get()

    answer = world.signed_in(world.clerk).get(f"/households/{own.pk}/persons/{person.pk}/correct/")

    assert answer.status_code == 404


def test_survey_is_entered_for_its_year_with_parts_that_add_up(world: World) -> None:
    home = household()
    clerk, address = world.signed_in(world.clerk), f"/households/{home.pk}/survey/"
    told = {
        "members": "2",
        "wage_yuan": "9000",
        "transfer_yuan": "1000",
        "dibao_yuan": "700",
        "food_ok": "true",
    }

    wrong = clerk.post(address, survey_form(**told) | {"survey_year": "2017"})
    right = clerk.post(address, survey_form(**told, pension_yuan="300") | {"survey_year": "2017"})

    assert wrong.status_code == 422
    assert "各项合计700.00元，与转移性收入1000.00元不一致" in wrong.content.decode()
    assert right.status_code == 302
    survey = HouseholdYear.objects.get()
    assert (survey.year, survey.income_per_head_yuan, survey.food_ok, survey.housing_ok) == (
        2017,
        5000,
        True,
        None,
    )


def test_last_years_figures_stand_beside(world: World) -> None:
    home = household()
    HouseholdYear.objects.create(
        household=home, area_code=home.area_code, year=2016, members=3, wage_yuan=12345
    )

    page = words(world.signed_in(world.clerk), f"/households/{home.pk}/survey/?year=2017")

    assert "2016年：12,345" in page


def test_finding_is_settled_once(world: World) -> None:
    home = household()
    finding = Finding.objects.create(
        household=home, area_code=home.area_code, field="性别", kept="男", given="女", source="登记表"
    )
    clerk, address = world.signed_in(world.clerk), f"/households/{home.pk}/findings/{finding.pk}/settle/"

    assert clerk.post(address, {"outcome": "登记值正确"}).status_code == 302
    again = clerk.post(address, {"outcome": "其他"})

    finding.refresh_from_db()
    assert (finding.outcome, finding.settled_by) == ("登记值正确", world.clerk)
    assert again.status_code == 422


def test_refusal_of_somebody_registered_in_another_county_leads_to_asking_for_a_transfer(
    world: World,
) -> None:
    number = w.id_number()
    household(w.NEXT_VILLAGE, members=[w.person(id_number=number, name="真名")])
    form = household_form({"name": "王建国", "id_number": number})
    clerk = world.signed_in(world.clerk)

    refused = clerk.post("/households/register/", form)

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "已在水城区登记" in page
    assert "为王建国申请转入" in page
    assert not any(word in page for word in ("真名", "海坪村"))
    begun = clerk.post("/households/transfers/ask/", {"begin": "1", "name": "王建国", "id_number": number})
    page = begun.content.decode()
    assert (begun.status_code, f'value="{number}"' in page, "有问题需要改正" in page) == (200, True, False)
    asked = clerk.post(
        "/households/transfers/ask/", {"name": "王建国", "id_number": number, "reason": "随子女迁居"}
    )
    assert asked.status_code == 302
    at_the_township = world.signed_in(world.township_clerk).post("/households/register/", form)
    assert "请把情况报县残联" in at_the_township.content.decode()
    assert "申请转入</button>" not in at_the_township.content.decode()
