"""A new household is outside the poverty register until a procedure, or an earlier one's paper, says else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from households import registry
from households.models import Household, HouseholdFacts, StatusStep
from households.registry import EarlierIdentification, UnableToRegister
from tests import world as w
from tests.households.entries import entry, household_form, without_policy
from tests.world import World, household

ON = date(2018, 6, 30)
PAPER = {"earlier_status": "identified", "earlier_on": "2015-12-01", "earlier_document": "县公告2015年第3号"}


def entered(world: World, **given: Any) -> Household:
    with world.seen_by(world.clerk):
        return registry.register_household(
            village=world.village, values={}, members=[entry()], by=world.clerk, on=ON, **given
        )


def test_ordinary_entry_begins_outside_the_register(world: World) -> None:
    bystander = household()

    home = entered(world)

    assert (home.poverty_status, home.identified_on) == ("none", None)
    assert not HouseholdFacts.objects.get(household=home).registered
    assert not StatusStep.objects.exists()
    bystander.refresh_from_db()
    assert bystander.poverty_status == "identified"


def test_identification_completed_before_is_entered_with_its_paper(world: World) -> None:
    home = entered(
        world,
        earlier=EarlierIdentification("lifted", date(2016, 12, 1), "县公告2016年第9号", lifted_year=2016),
    )

    assert (home.poverty_status, home.lifted_year) == ("lifted", 2016)
    assert HouseholdFacts.objects.get(household=home).registered
    step = StatusStep.objects.get(household=home)
    assert (step.from_status, step.to_status, step.decided_on) == ("none", "lifted", date(2016, 12, 1))
    assert (step.reason, step.created_by) == ("已有建档立卡，补录：县公告2016年第9号", world.clerk)


@pytest.mark.parametrize(
    ("earlier", "told"),
    [
        (EarlierIdentification("identified", date(2015, 12, 1), " "), "认定文书"),
        (EarlierIdentification("identified", date(2018, 7, 1), "公告"), "不能晚于今天"),
        (EarlierIdentification("lifted", date(2016, 12, 1), "公告"), "脱贫年度"),
        (EarlierIdentification("removed", date(2016, 12, 1), "公告"), "只能是"),
    ],
)
def test_earlier_identification_without_its_paper_is_refused(
    world: World, earlier: EarlierIdentification, told: str
) -> None:
    with pytest.raises(UnableToRegister, match=told):
        entered(world, earlier=earlier)

    assert not Household.objects.exists()


def test_clerk_is_told_how_the_new_household_comes_into_the_register(world: World) -> None:
    without_policy()
    form = household_form({"id_number": w.id_number()})

    page = world.signed_in(world.clerk).post("/households/register/", form, follow=True).content.decode()

    assert "此户现为非建档立卡户" in page
    assert "启动识别纳入" in page
    assert Household.objects.get().poverty_status == "none"


def test_clerk_enters_an_earlier_identification_on_the_same_page(world: World) -> None:
    without_policy()
    form = household_form({"id_number": w.id_number()}, **PAPER)

    page = world.signed_in(world.clerk).post("/households/register/", form, follow=True).content.decode()

    home = Household.objects.get()
    assert (home.poverty_status, home.identified_on) == ("identified", date(2015, 12, 1))
    assert "已有建档立卡，补录：县公告2015年第3号" in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (PAPER | {"earlier_document": ""}, "请填写认定文书"),
        (PAPER | {"earlier_on": ""}, "请填写认定日期"),
        (PAPER | {"earlier_on": "2999-01-01"}, "认定日期不能晚于今天"),
        (PAPER | {"earlier_status": "lifted"}, "请填写脱贫年度"),
        (PAPER | {"earlier_status": ""}, "请选择此户的建档立卡情况"),
        ({"identified_on": "2015-12-01"}, "请选择此户的建档立卡情况"),
        (PAPER | {"identified_on": "2016-01-01"}, "识别时间不能晚于认定日期"),
    ],
)
def test_incomplete_earlier_identification_is_told_at_the_field(
    world: World, given: dict[str, str], told: str
) -> None:
    form = household_form({"id_number": w.id_number()}, **given)

    answer = world.signed_in(world.clerk).post("/households/register/", form)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "<details open>" in answer.content.decode() or "identified_on" in given
    assert not Household.objects.exists()
