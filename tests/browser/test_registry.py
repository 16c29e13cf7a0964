"""The registry in a browser: a visit on the phone, an account made, every page of a file."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from households.facts.refreshing import refresh
from households.models import Finding, Household, HouseholdYear, Visit
from tests.browser.conftest import PHONE, Opened
from tests.households.entries import without_policy
from tests.world import World, household, pair, person


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    without_policy()


@pytest.fixture
def home(world: World) -> Household:
    """A file in which every section has something to show."""
    members = [person(name="王建国", level=1, need_rehab=True), person(name="王小明", relation="son")]
    made = household(members=members, head_name="王建国", note="旧备注", house_grade="C")
    Household.objects.filter(pk=made.pk).update(note="原备注", safe_water=True)
    pair(made, world.cadre, measures="发展产业")
    met = dict.fromkeys(HouseholdYear.GUARANTEES, True) | {"housing_ok": False}
    HouseholdYear.objects.create(
        household=made, area_code=made.area_code, year=2017, members=2, wage_yuan=8000, **met
    )
    Finding.objects.create(
        household=made, area_code=made.area_code, person=made.persons.first(), field="性别", kept="男",
        given="女", source="登记表",
    )  # fmt: skip
    refresh(on=timezone.localdate())
    return made


def test_cadre_writes_a_visit_on_the_phone(world: World, home: Household, signed_in: Opened) -> None:
    household(head_name="未结对户")
    cadre = signed_in("cadre", PHONE)
    assert "未结对户" not in cadre.page.inner_text("main")
    cadre.check("cadre-cards")

    cadre.page.get_by_role("link", name=re.compile("记录走访")).click()
    cadre.check("visit")
    cadre.page.get_by_label("走访内容").fill("送化肥两袋")
    cadre.page.get_by_label("物资折款").fill("160")
    cadre.page.get_by_role("button", name="保存走访").click()

    cadre.page.wait_for_selector("text=走访已记录")
    cadre.check("cadre-file")
    visit = Visit.objects.get()
    assert (visit.household, visit.done, visit.created_by) == (home, "送化肥两袋", world.cadre)


def test_security_administrator_makes_an_account_and_appoints(signed_in: Opened) -> None:
    admin = signed_in("security_admin")
    page = admin.page
    admin.check("accounts")
    page.get_by_role("link", name="新建账号").click()
    page.get_by_label("用户名").fill("liuzhi-zhang")
    page.get_by_label("姓名").fill("张三")
    admin.check("account-new")
    page.get_by_role("button", name="新建").click()
    page.wait_for_selector("text=一次性初始密码")
    admin.check("account-created")
    page.get_by_role("link", name="去任职").click()
    page.get_by_label("角色").select_option("县残联业务员")
    page.get_by_label("任职区域").fill("六枝特区")
    page.get_by_role("button", name="任职", exact=True).click()
    page.wait_for_selector("text=担任县残联业务员（六枝特区）")
    admin.check("account")


def test_every_page_of_a_file_holds_at_desk_and_phone(home: Household, signed_in: Opened) -> None:
    clerk = signed_in("clerk")
    head, son = home.persons.order_by("pk")
    finding = Finding.objects.get()
    file = f"/households/{home.pk}/"
    for name, path in {
        "households": "/households/",
        "search": "/households/search/",
        "register": "/households/register/",
        "file": file,
        "correct": f"{file}correct/",
        "person": f"{file}persons/{head.pk}/correct/",
        "leave": f"{file}persons/{son.pk}/remove/",
        "number": f"{file}persons/{head.pk}/number/",
        "survey": f"{file}survey/2017/",
        "add-person": f"{file}persons/add/",
        "drafts": "/households/drafts/",
        "hand-over": f"{file}pair/",
        "finding": f"{file}findings/{finding.pk}/settle/",
        "history": f"{file}history/",
        "runs": "/runs/",
    }.items():
        clerk.go(path)
        clerk.check_at_both(name)
    signed_in("lead").go(f"{file}procedures/open/lift/")
