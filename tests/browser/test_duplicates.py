"""One person in two files, as clerk and lead live it: found, told apart, merged, taken back; data quality."""

from __future__ import annotations

from datetime import date

import pytest

from foundation.sealed.fields import Sealed
from households.duplicates.finding import find_in_area
from households.models import Duplicate, Household, Merge, Person, Visit
from support_measures.models import BenefitRecord
from tests import world as w
from tests.browser.conftest import Opened
from tests.households.entries import without_policy
from tests.world import World, household, person

BORN = date(1971, 5, 9)
JANUARY = date(2018, 1, 1)


@pytest.fixture
def twice(world: World) -> tuple[Household, Household]:
    """王建国 was entered with his number and, in the next village, again without; a namesake lives there."""
    without_policy()
    kept = household(
        members=[person(name="王建国", born_on=BORN, level=2, education="primary")], address="一组"
    )
    again = household(
        w.OTHER_VILLAGE, members=[person(name="王建国", born_on=BORN)], note="第二次登记",
        phone=Sealed.of("phone", "13800001234"),
    )  # fmt: skip
    Person.objects.filter(household=again).update(
        id_number=None,
        id_number_key=None,
        id_tail_key=None,
        no_number_reason="未带证件",
        education="illiterate",
    )
    household(
        members=[person(name="户主甲"), person(name="刘芳", born_on=BORN, female=True, relation="spouse")]
    )
    household(
        members=[
            person(name="户主乙"),
            person(name="刘芳", born_on=BORN, female=True, relation="sibling"),
        ]
    )
    for home, item in ((kept, "care-subsidy"), (again, "care-subsidy"), (again, "dibao")):
        member = home.persons.get()
        here = {"household": home, "area_code": home.area_code}
        BenefitRecord.objects.create(**here, person=member, item=item, starts_on=JANUARY, amount_yuan=50)
        Visit.objects.create(**here, visited_on=JANUARY, done="看望")
    find_in_area(w.COUNTY)
    return kept, again


def test_clerk_tells_two_apart_and_the_lead_merges_one_and_takes_it_back(
    twice: tuple[Household, Household], signed_in: Opened
) -> None:
    kept, again = twice
    clerk = signed_in("clerk")
    clerk.go("/quality/")
    clerk.check_at_both("quality")
    clerk.page.get_by_role("link", name="疑似重复的档案").click()
    clerk.check_at_both("duplicates")
    clerk.page.get_by_role("link", name="刘芳").first.click()
    clerk.page.get_by_label("核实情况").fill("同名同日生，两人当面核实过")
    clerk.page.get_by_role("button", name="登记为不是同一人").click()
    clerk.page.wait_for_url("**/duplicates/")
    assert "刘芳" not in clerk.page.inner_text("table")
    clerk.page.get_by_role("link", name="王建国户").first.click()
    assert "第二次登记" in clerk.page.inner_text("table")
    assert clerk.page.get_by_role("button", name="合并", exact=True).is_disabled()
    clerk.check_at_both("duplicate-clerk")

    lead = signed_in("lead")
    lead.go(clerk.page.url.removeprefix(lead.address))
    lead.check_at_both("duplicate-lead")
    lead.page.get_by_role("group", name="保留哪一份").get_by_label("甲").check()
    lead.page.get_by_role("group", name="王建国 文化程度").get_by_label("乙").check()
    lead.page.get_by_role("button", name="合并", exact=True).click()
    lead.page.wait_for_selector("[data-error-summary]:focus")
    lead.check_at_both("duplicate-wrong")
    lead.page.locator("form[action$='/merge/']").get_by_label("核实情况").fill("入户核实为同一家")
    lead.page.get_by_role("button", name="合并", exact=True).click()
    lead.page.wait_for_url("**/duplicates/merges/*/")
    lead.check_at_both("merged")

    assert kept.persons.get(left_on=None).education == "illiterate"
    assert BenefitRecord.objects.count() == 3
    assert BenefitRecord.objects.filter(household=kept).count() == 2
    assert Visit.objects.filter(household=kept).count() == 3
    told = lead.page.inner_text("main")
    assert all(word in told for word in ("走访", "两边重复、留在原档案的记录", "文化程度"))
    lead.go(f"/households/{kept.pk}/history/")
    lead.page.get_by_role("link", name="的变更记录").click()
    lead.check_at_both("history-of-dropped")

    lead.go(f"/duplicates/merges/{Merge.objects.get().pk}/")
    lead.page.get_by_label("撤销原因").fill("核错了人")
    lead.page.get_by_role("button", name="撤销合并").click()
    lead.page.wait_for_selector("text=合并已撤销")
    lead.check_at_both("undone")
    assert "核错了人" in lead.page.inner_text("dl")
    assert Household.objects.get(pk=again.pk).left_on is None
    assert Visit.objects.filter(household=again).count() == 2
    assert Duplicate.objects.filter(state="apart").count() == 1


def test_what_is_missing_is_followed_to_its_list(
    twice: tuple[Household, Household], signed_in: Opened
) -> None:
    clerk = signed_in("clerk")
    clerk.go("/quality/")
    clerk.page.get_by_role("row", name="没有身份证号").get_by_role("link").click()
    clerk.check_at_both("quality-rows")
    assert clerk.page.locator("tbody tr").count() == 1
    clerk.page.get_by_role("link", name="王建国").click()
    clerk.page.wait_for_url(f"**/households/{twice[1].pk}/")
