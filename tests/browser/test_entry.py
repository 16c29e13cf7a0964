"""Entry as a clerk lives it: by keyboard alone, through a crash, and with a colleague in the same file."""

from __future__ import annotations

from datetime import date

import pytest

from households.models import Draft, Finding, Household, HouseholdYear
from tests import world as w
from tests.browser.conftest import Opened, Visit
from tests.households.entries import without_policy
from tests.world import World, household, person


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    without_policy()


def fill(clerk: Visit, field: str, text: str) -> None:
    clerk.press_until_focused(field, limit=200)
    clerk.page.keyboard.type(text)


def find(clerk: Visit, field: str, initials: str) -> None:
    """Choose from a code list by pinyin initials."""
    fill(clerk, field, initials)
    clerk.page.keyboard.press("Enter")


def told(clerk: Visit, field: str) -> str:
    return clerk.page.locator(f".control:has({field}) .entry-told").first.inner_text()


def test_clerk_enters_a_family_by_keyboard_alone(world: World, signed_in: Opened) -> None:
    mother, child, paper = w.id_number(date(1961, 4, 2), female=True), w.id_number(), w.id_number()
    clerk = signed_in("clerk")
    keys, page = clerk.page.keyboard, clerk.page
    clerk.press_until_focused("#register")
    keys.press("Enter")
    page.wait_for_url("**/register/")

    find(clerk, "#id_village", "thc")
    fill(clerk, "#id_members-0-name", "李秀英")
    find(clerk, "#id_members-0-relation", "hz")
    fill(clerk, "#id_members-0-id_number", mother[:-1] + ("1" if mother[-1] != "1" else "2"))
    keys.press("Tab")
    assert "校验位不符" in told(clerk, "#id_members-0-id_number")
    keys.press("Enter")
    page.wait_for_selector("[data-error-summary]:focus")
    clerk.check("entry-wrong")
    page.locator("[data-error-summary] a").first.focus()
    keys.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_members-0-id_number"
    keys.press("Control+a")
    keys.type(mother)
    assert "女，1961-04-02出生" in told(clerk, "#id_members-0-id_number")
    fill(clerk, "#id_members-0-certificate_number", f"{mother}42")
    assert "肢体残疾二级（重度）" in told(clerk, "#id_members-0-certificate_number")
    clerk.press_until_focused("[data-formset-add]", limit=200)
    keys.press("Enter")
    keys.type("王小明")
    find(clerk, "#id_members-1-relation", "zz")
    fill(clerk, "#id_members-1-id_number", child)
    fill(clerk, "#id_members-1-certificate_number", f"{paper}53")
    assert "列为待核实差异" in told(clerk, "#id_members-1-certificate_number")
    for name, sum_of_year in (("members", "2"), ("wage_yuan", "8000"), ("dibao_yuan", "1200.5")):
        fill(clerk, f"#id_survey-{name}", sum_of_year)
    fill(clerk, "#id_survey-business_cost_yuan", "200")
    assert "= 4,500.25元" in page.inner_text("[data-per-head]")
    clerk.check("entry-filled")
    keys.press("Enter")

    page.wait_for_selector("text=李秀英户已登记")
    home, survey = Household.objects.get(), HouseholdYear.objects.get()
    assert (home.area_code, home.persons.count()) == (w.VILLAGE, 2)
    assert (survey.income_per_head_yuan, survey.transfer_yuan) == (4500.25, 1200.5)
    assert Finding.objects.get().field == "残疾人证号"
    assert not Draft.objects.exists()


def test_after_a_crash_the_draft_is_found_on_another_computer(world: World, signed_in: Opened) -> None:
    number = w.id_number()
    crashed = signed_in("clerk")
    crashed.go("/households/register/")
    crashed.page.get_by_label("姓名").first.fill("李秀英")
    crashed.page.get_by_label("身份证号", exact=True).first.fill(number)
    crashed.page.wait_for_selector("[data-draft-status]:has-text('草稿已存')")
    crashed.page.context.set_offline(True)

    elsewhere = signed_in("clerk")
    elsewhere.go("/households/drafts/")
    elsewhere.check_at_both("drafts")
    elsewhere.page.get_by_role("link", name="接着填写").click()

    elsewhere.page.wait_for_selector("text=的草稿填写")
    elsewhere.check_at_both("entry-draft")
    assert elsewhere.page.get_by_label("姓名").first.input_value() == "李秀英"
    assert elsewhere.page.get_by_label("身份证号", exact=True).first.input_value() == number


def test_two_clerks_in_one_file_lose_nothing(world: World, signed_in: Opened) -> None:
    home = household(members=[person(name="王建国", level=1)], note="原备注")
    first, second = signed_in("clerk"), signed_in("second_clerk")
    address = f"/households/{home.pk}/correct/"
    first.go(address)
    second.go(address)
    first.page.get_by_label("备注").fill("甲的备注")
    first.page.get_by_label("住址", exact=True).fill("甲问来的住址")
    first.page.get_by_role("button", name="保存").click()
    first.page.wait_for_selector("text=已保存。")

    second.page.get_by_label("备注").fill("乙的备注")
    second.page.get_by_label("姓名").first.fill("王建国（更名）")
    second.page.get_by_role("button", name="保存").click()

    second.page.wait_for_selector("text=别人已先保存")
    second.check("conflict")
    assert "甲问来的住址（保留）" in second.page.inner_text("table")
    assert Household.objects.get().note == "甲的备注"
    second.page.get_by_role("button", name="保存").click()
    second.page.wait_for_selector("text=别人已先保存")
    second.page.get_by_label("用登记的：甲的备注").check()
    second.page.get_by_role("button", name="保存").click()
    second.page.wait_for_selector("text=已保存。")
    kept = Household.objects.get()
    assert (kept.note, kept.address, kept.head_name) == ("甲的备注", "甲问来的住址", "王建国（更名）")
