"""The key actions in a browser, at desk and phone: an action's page, a figure's list, an activity entered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from actions.models import Activity, Enrolment, Share
from households.facts.refreshing import refresh
from tests import world as w
from tests.browser.conftest import Opened
from tests.conftest import catalogue  # noqa: F401  (in the world of the browser's tests)
from tests.world import World, household, person


@pytest.fixture
def weaver(world: World, catalogue: dict[str, Any]) -> int:  # noqa: F811
    home = household(members=[person(name="韦绣娘", level=2, female=True)], head_name="韦绣娘")
    member = home.persons.get()
    today = timezone.localdate()
    Enrolment.objects.create(
        household=home, area_code=home.area_code, person=member, action="women-weaving", stage="taking_part",
        starts_on=today, details={"craft": "刺绣", "work_mode": "居家就业", "income_yuan": "5200"},
    )  # fmt: skip
    plant = Activity.objects.create(
        area_code=w.COUNTY, action="photovoltaic", kind="station", name="岩脚村级光伏电站",
        starts_on=date(2017, 1, 1), details={"capacity_kw": "60"},
    )  # fmt: skip
    Share.objects.create(
        household=home, area_code=home.area_code, activity=plant, shares=2, starts_on=date(2017, 1, 1)
    )
    refresh(on=today)
    return plant.pk


def test_clerk_enters_a_course_and_follows_its_figure(weaver: int, signed_in: Opened) -> None:
    clerk = signed_in("clerk")

    clerk.go("/key-actions/")
    clerk.check_at_both("key-actions")
    clerk.go("/key-actions/women-weaving/")
    clerk.check_at_both("key-action")
    clerk.page.get_by_role("link", name="登记培训班").click()
    clerk.page.get_by_label("活动名称").fill("刺绣培训班")
    clerk.page.get_by_label("时长（小时）").fill("40")
    clerk.page.get_by_label("查找并加入").fill("韦绣娘")
    clerk.page.locator("main").get_by_role("button", name="查找").click()
    clerk.page.get_by_label("参加时长（小时）：韦绣娘").fill("36")
    clerk.check_at_both("activity-entry")
    clerk.page.get_by_role("button", name="保存").click()
    clerk.page.wait_for_url(lambda url: "/edit" not in url and "/new" not in url)
    assert "韦绣娘" in clerk.page.inner_text("main")
    clerk.check_at_both("activity")
    clerk.go("/key-actions/women-weaving/records/?figure=crafts")
    clerk.check_at_both("key-action-records")
    clerk.go(f"/actions/activities/{weaver}/")
    clerk.check_at_both("station")
    clerk.go(f"/actions/activities/{weaver}/pay/")
    clerk.check_at_both("station-pay")
    clerk.go(f"/actions/activities/{weaver}/shares/")
    clerk.check_at_both("station-shares")
