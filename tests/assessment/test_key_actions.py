"""The pages of the key actions: each figure is its list, the neighbour's never counts, few queries."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actions.models import Activity, Attendance, Enrolment, Share, SharePayment
from assessment.key_actions.figures import figures_of
from assessment.key_actions.presenters import count_and_value, figures, rows_behind
from assessment.key_actions.rows import Asked
from foundation.areas.models import Area
from foundation.policy.models import PolicyItem
from households.facts.refreshing import refresh
from households.models import Household
from tests import world as w
from tests.assessment.cast import benefit
from tests.world import World, household, pair, person

DAY = date(2018, 5, 20)
YEAR = 2018


def asked(world: World, slug: str, plan: str = "cn-2016", by: str = "clerk", year: int = YEAR) -> Asked:
    user = world.users[by]
    action = PolicyItem.objects.get(plan__slug=plan, kind="action", slug=slug)
    area = Area.objects.get(pk=user.appointments.get().area_id)
    return Asked(world.scope(user), action, area, year, timezone.localdate())


def shown(found: Asked) -> dict[str, str]:
    return {one["label"]: one["value"] for one in figures(found)}


def enrolled(home: Household, action: str, **words: Any) -> Enrolment:
    given = {"stage": "taking_part", "starts_on": date(2018, 3, 1), "person": home.persons.first()}
    return Enrolment.objects.create(household=home, area_code=home.area_code, action=action, **given | words)


def activity(action: str, kind: str, area: int = w.COUNTY, **words: Any) -> Activity:
    given = {"name": f"{action}-{kind}", "starts_on": DAY}
    return Activity.objects.create(action=action, kind=kind, area_code=area, **given | words)


def came(to: Activity, home: Household, hours: int = 0) -> None:
    Attendance.objects.create(
        activity=to, activity_hours=to.hours, person=home.persons.get(), household=home,
        area_code=home.area_code, hours=hours,
    )  # fmt: skip


@pytest.fixture
def homes(world: World, catalogue: Any) -> list[Household]:
    """Two of the county, in two townships, and the neighbour who never counts."""
    villages = (w.VILLAGE, w.OTHER_TOWNSHIP_VILLAGE, w.NEXT_VILLAGE)
    made = [household(one, members=[person(level=1, born_on=date(1985, 3, 1))]) for one in villages]
    refresh(on=DAY)
    return made


def test_station_tells_its_kilowatts_shares_and_yearly_yuan(world: World, homes: list[Household]) -> None:
    plant = activity(
        "photovoltaic",
        "station",
        starts_on=date(2016, 1, 1),
        details={"capacity_kw": "60.5", "mode": "村级电站"},
    )
    activity("photovoltaic", "station", w.NEXT_COUNTY, details={"capacity_kw": "500"})
    for home, number in zip(homes, (2, 1, 7), strict=True):
        here: dict[str, Any] = {"household": home, "area_code": home.area_code}
        share = Share.objects.create(**here, activity=plant, shares=number, starts_on=date(2017, 1, 1))
        SharePayment.objects.create(**here, share=share, year=2018, yuan=300 * number, paid_on=DAY)
        SharePayment.objects.create(**here, share=share, year=2017, yuan=1, paid_on=DAY)

    found = shown(asked(world, "photovoltaic"))

    assert [found[one] for one in ("光伏电站", "电站装机", "持有份额", "份额", "当年收益")] == [
        "1", "60.50", "2", "3", "900",
    ]  # fmt: skip
    assert shown(asked(world, "photovoltaic", by="township_clerk"))["当年收益"] == "600"
    assert shown(asked(world, "photovoltaic", year=2015))["光伏电站"] == "0"


def test_literacy_is_told_by_age_and_result(world: World, homes: list[Household]) -> None:
    for home, passed in zip(homes, (True, False, True), strict=True):
        enrolled(home, "literacy", details={"passed": passed})

    by_label = {one["label"]: one for one in figures(asked(world, "literacy"))}

    assert [(part["label"], part["value"]) for part in by_label["参加扫盲"]["parts"]] == [("25-35岁", "2")]
    assert {(part["label"], part["value"]) for part in by_label["脱盲认定"]["parts"]} == {
        ("是", "1"),
        ("否", "1"),
    }


def test_courses_loans_shops_women_volunteers_and_models(world: World, homes: list[Household]) -> None:
    here, other, neighbour = homes
    course = activity("women-weaving", "course", hours=40)
    weaves = {"craft": "刺绣", "work_mode": "居家就业", "income_yuan": "5000"}
    told = {"consent": True, "published_date": "2018-06-01", "led_households": 4}
    cleans: dict[str, Any] = {"job": "employed", "income_gained_yuan": 2400, "details": {"post": "保洁"}}
    for home in homes:
        came(course, home, 20)
        enrolled(home, "women-weaving", details=weaves)
        benefit(home, "micro-credit", starts_on=DAY, details={"principal_yuan": "50000", "overdue": True})
        enrolled(home, "ecommerce", item="ecommerce-startup", details={"year_sales_yuan": 12000})
        enrolled(
            home,
            "model-cases",
            details=told,
        )
    day = activity("sunshine-volunteers", "volunteers", hours=6, details={"volunteers": 12})
    came(day, here, 6)
    enrolled(
        other,
        "rural-tourism",
        stage="done",
        **cleans,
    )
    pair(here, world.cadre, measures="养蜂", fund_yuan=2000)

    for slug, plan, wanted in (
        ("women-weaving", "cn-2016", {"参加培训": "2", "编织就业": "2", "年收入合计": "10,000"}),
        ("finance", "gz-2017", {"获得贷款": "2", "贷款本金": "100,000", "逾期": "2"}),
        ("industry", "cn-2016", {"获得贷款": "2", "基地、孵化园": "0"}),
        ("ecommerce", "gz-2017", {"电商创业": "2", "年销售额": "24,000"}),
        ("model-cases", "cn-2016", {"本人同意宣传": "2", "已刊播": "2", "带动": "8"}),
        ("sunshine-volunteers", "gz-2017", {"志愿者": "12", "服务时长": "6", "受助": "1"}),
        ("rural-tourism", "cn-2016", {"旅游岗位就业": "1", "就业创业": "1", "年增收合计": "2,400"}),
        ("party-pairing", "gz-2017", {"有帮扶责任人": "1", "有帮扶措施": "1", "帮扶资金": "2,000"}),
    ):  # fmt: skip
        found = shown(asked(world, slug, plan))
        assert {label: found[label] for label in wanted} == wanted, slug
    assert neighbour.head_name not in page(world, "women-weaving", "records/?figure=crafts&year=2018")


def page(world: World, slug: str, rest: str = "", by: str = "clerk", status: int = 200) -> str:
    answer = world.signed_in(world.users[by]).get(f"/key-actions/{slug}/{rest}")
    assert answer.status_code == status, rest
    return answer.content.decode()


def test_every_figure_of_both_plans_is_its_list(world: World, homes: list[Household]) -> None:
    told = {"mode": "集中班", "need_kind": "护理", "craft": "蜡染", "trade": "养殖"}
    for home in homes:
        for slug in ("literacy", "women-weaving", "startup-employment", "precise-rehab"):
            enrolled(home, slug, details=told)
    for action in PolicyItem.objects.filter(kind="action").select_related("plan"):
        found = asked(world, action.slug, action.plan.slug)
        for figure, told in zip(figures_of(action.slug), figures(found), strict=True):
            rows = rows_behind(found, figure, None)
            assert count_and_value(found, figure, rows)["value"] == told["value"], (action.slug, figure.key)
            if told["value"] == "0":
                continue
            listed = told["url"].replace("/key-actions/", "").split("/", 1)
            page(world, listed[0], listed[1])
            for part in told["parts"]:
                slug, rest = part["url"].replace("/key-actions/", "").split("/", 1)
                assert f"<p>{part['value']}{figure.unit}" in page(world, slug, rest)


def test_page_leads_from_stage_and_activity_to_the_people(world: World, homes: list[Household]) -> None:
    here, other, neighbour = homes
    enrolled(here, "literacy", stage="willing")
    enrolled(neighbour, "literacy", stage="willing")
    came(activity("literacy", "course", name="夜校扫盲班"), other)

    shown_page = page(world, "literacy", "?plan=cn-2016&year=2018")
    assert "夜校扫盲班" in shown_page
    assert "登记培训班" in shown_page
    link = re.search(r'href="([^"]*stage=willing[^"]*)"', shown_page)
    assert link is not None
    listed = world.signed_in(world.clerk).get(link[1].replace("&amp;", "&")).content.decode()
    assert here.persons.get().name in listed
    assert neighbour.persons.get().name not in listed
    assert "您的角色不能登记帮扶和待遇" in page(world, "literacy", "?plan=cn-2016", by="province_officer")


def test_pages_stay_bounded_and_say_whose_area(world: World, homes: list[Household]) -> None:
    client = world.signed_in(world.clerk)
    client.get(reverse("key_actions:list"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(reverse("key_actions:action", args=["women-weaving"]), {"year": "2018"})
    for number in range(30):
        enrolled(household(), "women-weaving", starts_on=date(2018, 1, 1 + number))
        activity("women-weaving", "course", name=f"第{number}期")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("key_actions:action", args=["women-weaving"]), {"year": "2018"})

    assert len(many) <= len(few) + 2
    assert "妇女编织助残扶贫行动" in client.get(reverse("key_actions:list")).content.decode()


@pytest.mark.parametrize(
    "rest", ["records/?figure=none", "records/?stage=none", "?year=1900", "?area=520204000000", "?plan=none"]
)
def test_an_address_that_leads_nowhere_is_not_found(world: World, homes: list[Household], rest: str) -> None:
    page(world, "women-weaving", rest, status=404)
    page(world, "no-such-action", status=404)
    page(world, "women-weaving", by="cadre", status=403)
