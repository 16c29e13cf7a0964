"""A household's file in a browser: everything on one page, a photograph added on the phone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from foundation.areas.scope import opened
from households.attachments.keeping import Described, attach
from households.facts.refreshing import refresh
from households.models import Attachment, Household, HouseholdYear, StatusStep, Visit
from support_measures.models import BenefitRecord
from tests.browser.conftest import PHONE, Opened
from tests.households import pictures
from tests.households.entries import without_policy
from tests.world import World, household, pair, person

_IN_SIGHT = """() => {
  const top = document.querySelector(location.hash).getBoundingClientRect().top;
  return top >= -1 && top < innerHeight;
}"""


@pytest.fixture
def home(world: World) -> Household:
    without_policy()
    made = household(
        members=[
            person(name="王建国", level=1, need_rehab=True, labour_ability="lost"),
            person(name="李秀英", relation="spouse", female=True, need_device=True),
            person(name="王小明", relation="son", born_on=date(2008, 5, 1), level=2, category=5),
        ],
        need_accessibility=True, note="与弟弟同住", poverty_status="lifted", lifted_year=2018,
    )  # fmt: skip
    here = {"household": made, "area_code": made.area_code}
    for year, wages in ((2016, 4200), (2017, 9800), (2018, 15600)):
        HouseholdYear.objects.create(**here, year=year, members=3, wage_yuan=wages, food_ok=True)
    StatusStep.objects.create(
        **here, from_status="identified", to_status="lifted", reviewed_on="2018-10-08",
        checked_on="2018-10-20", notice_from="2018-11-01", notice_to="2018-11-08",
        announced_on="2018-11-20", decided_on="2018-12-01", reason="收入稳定超过标准",
    )  # fmt: skip
    pair(made, world.cadre, measures="护理补贴，养殖")
    Visit.objects.create(**here, visited_on="2018-06-01", done="送化肥，看望老人", created_by=world.cadre)
    today = timezone.localdate()
    with opened(world.scope(world.clerk)):
        for kind, colour in (("house", "teal"), ("family", "khaki"), ("certificate", "gray")):
            told = Described(kind, today, "改造后的厨房" if kind == "house" else "")
            attach(
                household=made, raw=pictures.photo((900, 600), colour=colour), told=told, by=world.clerk,
                on=today,
            )  # fmt: skip
        Household.objects.filter(pk=made.pk).update(note="与弟弟一家同住")
    refresh(None, on=date(2018, 6, 30))
    return made


def test_file_page_holds_everything_and_is_found_by_its_contents(home: Household, signed_in: Opened) -> None:
    clerk = signed_in("clerk")
    clerk.go(f"/households/{home.pk}/")

    clerk.check_at_both("file-page")
    page = clerk.page
    for title in ("需求", "年度收支", "照片和材料（3）", "变更记录"):
        link = page.get_by_role("navigation", name="本页目录").get_by_role("link", name=title)
        link.click()
        page.wait_for_function(_IN_SIGHT)
    assert page.locator("canvas").count() == 1
    assert (
        page.get_by_role("img", name="改造后的厨房").evaluate(
            "one => one.decode().then(() => one.naturalWidth)"
        )
        > 0
    )
    page.get_by_text("王建国的全部登记内容").click()
    clerk.check_at_both("file-page-open")
    page.get_by_role("link", name="全部变更记录").click()
    clerk.check_at_both("history")
    page.get_by_role("button", name="查看").click()
    clerk.check_at_both("as-on")
    page.go_back()
    page.get_by_role("link", name="恢复原值").first.click()
    clerk.check_at_both("restore")
    page.get_by_label("恢复原因").fill("更正有误")
    page.get_by_role("button", name="恢复").click()
    page.get_by_text("备注已恢复为“与弟弟同住”").wait_for()


def test_cadre_adds_a_photograph_of_his_visit_on_the_phone(
    home: Household, signed_in: Opened, tmp_path: Path
) -> None:
    shot = tmp_path / "shot.jpg"
    shot.write_bytes(pictures.photo_with_place())
    cadre = signed_in("cadre", PHONE)
    cadre.go(f"/households/{home.pk}/")
    cadre.page.locator("#visits").get_by_role("link", name="添加照片").click()
    cadre.check("attach")
    cadre.page.get_by_label("照片或材料").set_input_files(shot)
    cadre.page.get_by_label("种类").select_option("走访照片")

    cadre.page.get_by_role("button", name="上传").click()
    cadre.page.get_by_text("已添加1份照片或材料").wait_for()

    cadre.check("file-page-cadre")
    added = Attachment.objects.get(kind="visit")
    assert added.visit is not None
    assert added.created_by is not None
    assert added.created_by.username == "cadre"


def test_card_of_eight_members_and_notice_are_one_a4_page_each(world: World, signed_in: Opened) -> None:
    without_policy()
    large = household(
        members=[
            person(name="王建国", level=1),
            *(person(name=f"成员{n}", relation="other") for n in range(7)),
        ]
    )
    here = {"household": large, "area_code": large.area_code}
    for year in (2016, 2017, 2018):
        HouseholdYear.objects.create(**here, year=year, members=8, wage_yuan=9000)
    for month in range(1, 13):
        BenefitRecord.objects.create(
            **here, item=f"item-{month}", starts_on=date(2006 + month, 1, 1), amount_yuan=100, status="paid"
        )
    pair(large, world.cadre, measures="护理补贴，养殖，技术培训，" * 20)
    clerk = signed_in("clerk")
    for sheet in ("card", "notice"):
        clerk.go(f"/households/{large.pk}/{sheet}/")
        clerk.check_at_both(sheet)
        printed = clerk.page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, sheet
