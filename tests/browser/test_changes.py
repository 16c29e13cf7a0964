"""Two stories in a browser: a household is lifted out step by step; a family divides and the rest moves."""

from __future__ import annotations

import pytest
from django.utils import timezone

from households.facts.refreshing import refresh
from households.models import Household, Procedure
from tests import world as w
from tests.browser.conftest import DESK, PHONE, Opened, Visit
from tests.households.cases import figures, opened, surveyed, with_steps
from tests.households.entries import without_policy
from tests.world import World, household, person


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    without_policy()
    figures()


def step(visit: Visit, *, until: str = "") -> None:
    visit.page.locator("#record-step").click()
    visit.page.get_by_label("日期" if not until else "公示开始日期", exact=True).fill("2018-06-01")
    if until:
        visit.page.get_by_label("公示截止日期").fill(until)
    visit.page.get_by_label("负责人").fill("村支书 张三")
    visit.page.get_by_role("button", name="保存").click()


def test_household_is_lifted_out_from_the_village_to_the_leads_word(world: World, signed_in: Opened) -> None:
    home = household(members=[person(name="王建国", level=1)], head_name="王建国")
    survey = surveyed(home, housing_ok=None)
    refresh(on=timezone.localdate())
    liaison = signed_in("liaison", PHONE)
    liaison.go(f"/households/{home.pk}/")
    liaison.page.get_by_role("link", name="启动脱贫退出").click()
    liaison.check("procedure-open")
    liaison.page.get_by_label("脱贫年度").fill("2018")
    liaison.page.get_by_role("button", name="启动").click()
    for _ in ("民主评议", "核实", "拟退出户认可"):
        step(liaison)
    step(liaison, until="2018-06-03")
    liaison.page.wait_for_selector("text=不足7天")
    liaison.check("procedure-notice-too-short")
    liaison.page.get_by_label("公示截止日期").fill("2018-06-07")
    liaison.page.get_by_role("button", name="保存").click()
    liaison.page.wait_for_selector("text=由县登记")
    liaison.check("procedure-village")

    lead = signed_in("lead", DESK)
    lead.go("/households/procedures/")
    lead.check("procedures")
    lead.page.get_by_role("link", name="王建国").click()
    lead.page.locator("#record-step").click()
    lead.page.get_by_label("日期", exact=True).fill("2018-06-10")
    lead.page.get_by_label("负责人").fill("县残联 李四")
    lead.page.get_by_role("button", name="保存").click()
    lead.page.wait_for_selector("text=“住房安全有保障”未达到或未核实")
    lead.check("procedure-lacking")
    survey.housing_ok = True
    survey.save(update_fields=["housing_ok"])
    lead.page.locator("#confirm").click()
    lead.page.get_by_role("button", name="确认生效").click()
    lead.page.wait_for_selector("text=脱贫退出已确认生效")
    lead.check("procedure-confirmed")
    assert Household.objects.get().poverty_status == "lifted"


def test_family_divides_and_the_rest_moves(world: World, signed_in: Opened) -> None:
    members = [person(name="王建国", level=1), person(name="王小明", relation="son")]
    home = household(members=members, head_name="王建国")
    refresh(on=timezone.localdate())
    clerk = signed_in("clerk", DESK)
    page = clerk.page
    clerk.go(f"/households/{home.pk}/")
    clerk.check("family-file")
    page.get_by_role("link", name="分户").click()
    page.get_by_label("王小明", exact=True).check()
    page.get_by_label("新户的户主").select_option("王小明")
    page.get_by_label("原因和依据").fill("另立户口簿")
    clerk.check("family-divide")
    page.get_by_role("button", name="保存").click()
    page.wait_for_selector("text=已分户")
    assert "王建国户" in page.inner_text("#panel-family")
    clerk.go(f"/households/{home.pk}/family/move/")
    page.get_by_role("combobox", name="迁入的村").fill("xhc")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label("原因和依据").fill("易地搬迁")
    clerk.check("family-move")
    page.get_by_role("button", name="保存").click()
    page.wait_for_selector("text=已迁移")

    home.refresh_from_db()
    assert home.area_code == w.OTHER_VILLAGE
    assert Household.objects.count() == 2


def test_pages_of_changes_hold_at_desk_and_phone(world: World, signed_in: Opened) -> None:
    home = household(
        members=[person(name="王建国", level=1), person(name="王小明", relation="son")],
        poverty_status="lifted",
        lifted_year=2016,
    )
    today = timezone.localdate()
    with_steps(opened(home, "fall_back", world.clerk, reason="因病"), world.clerk, on=today)
    refresh(on=today)
    lead = signed_in("lead")
    file, case = f"/households/{home.pk}/", f"procedures/{Procedure.objects.get().pk}/"
    for name, path in {
        "changes-file": file,
        "case": f"{file}{case}",
        "running": "/households/procedures/",
        "arrive": f"{file}family/arrive/",
        "head": f"{file}family/head/",
        "join": f"{file}family/join/",
        "transfer-offer": f"{file}transfer/",
        "transfer-ask": "/households/transfers/ask/",
        "transfers": "/households/transfers/",
    }.items():
        lead.go(path)
        lead.check_at_both(name)
