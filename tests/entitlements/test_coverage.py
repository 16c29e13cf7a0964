"""Coverage: every figure is its list, groups add up, and the target is held against the day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from assessment.entitlements.coverage import course_of
from assessment.entitlements.lists import LISTS, lists_of
from assessment.entitlements.slices import slices_of
from foundation.areas.models import Area
from foundation.policy.models import PolicyItem
from households.facts.refreshing import refresh
from households.models import Person
from support_measures.models import BenefitRecord
from tests import world as w
from tests.world import World, household, person

DAY = date(2018, 6, 30)
CARE = [
    ("2010-05-01", 1, True),
    ("1990-05-01", 2, False),
    ("1950-05-01", 3, False),
    ("1985-05-01", None, True),
]


@pytest.fixture
def people(world: World, catalogue: Any) -> list[Person]:
    """Of every age, sex and level, in both townships, one without a certificate, one next door."""
    made = []
    for village in (w.VILLAGE, w.OTHER_TOWNSHIP_VILLAGE, w.NEXT_VILLAGE):
        for born, level, female in CARE:
            words = {"born_on": date.fromisoformat(born), "level": level, "female": female}
            home = household(village, members=[person(**words)])
            made.append(home.persons.get())
    refresh(on=DAY)
    first = made[0]
    BenefitRecord.objects.create(
        household=first.household, area_code=first.area_code, person=first, item="medical-aid-coverage",
        starts_on=date(2018, 1, 1), status="approved",
    )  # fmt: skip
    return made


def every_item() -> list[PolicyItem]:
    return [item for item in PolicyItem.objects.exclude(nature="") if slices_of(item)]


def test_the_groups_of_every_item_add_up_to_its_lists(world: World, people: Any) -> None:
    area = Area.objects.get(pk=w.COUNTY)
    scope = world.scope(world.clerk, DAY)

    for item in every_item():
        lists = lists_of(item, scope=scope, area=area, on=DAY)
        whole = lists.counts()
        for one in slices_of(item)[:: 1 if item.slug == "medical-aid-coverage" else 5]:
            groups = lists.counts_by(one.part(area, DAY))
            assert {n: sum(g[n] for g in groups.values()) for n in whole} == whole, (item.slug, one.slug)


def test_every_group_is_its_list(world: World, people: Any) -> None:
    area, item = Area.objects.get(pk=w.COUNTY), PolicyItem.objects.get(
        plan__slug="gz-2017", kind="benefit", slug="medical-aid-coverage"
    )  # fmt: skip
    lists = lists_of(item, scope=world.scope(world.clerk, DAY), area=area, on=DAY)

    for one in slices_of(item):
        part = one.part(area, DAY)
        for key, counts in lists.counts_by(part).items():
            for name in LISTS:
                assert lists.within(part, key).of(name).count() == counts[name], (one.slug, key, name)


def test_age_bands_turn_on_the_birthday(world: World, catalogue: Any) -> None:
    born = (date(2002, 6, 30), date(2002, 7, 1))
    for day in born:
        household(members=[person(born_on=day, level=1)])
    refresh(on=DAY)
    area, item = Area.objects.get(pk=w.COUNTY), PolicyItem.objects.get(
        plan__slug="gz-2017", kind="benefit", slug="medical-aid-coverage"
    )  # fmt: skip
    by_age = next(one for one in slices_of(item) if one.slug == "age").part(area, DAY)

    counts = lists_of(item, scope=world.scope(world.clerk, DAY), area=area, on=DAY).counts_by(by_age)

    assert {key: group["all"] for key, group in counts.items()} == {"16": 1, "6": 1}


@pytest.mark.parametrize(
    ("on", "served", "words"),
    [  # 365 of the 1,095 days up to the end of 2018 are a third.
        (date(2016, 12, 31), 34, "进度正常"),
        (date(2016, 12, 31), 33, "滞后"),
        (date(2018, 12, 31), 99, "滞后"),
        (date(2018, 12, 31), 100, "达标"),
    ],
)
def test_unsafe_houses_are_on_course_by_the_time_gone(
    catalogue: Any, on: date, served: int, words: str
) -> None:
    item = PolicyItem.objects.get(plan__slug="gz-2017", kind="benefit", slug="house-renovation")
    course = course_of(item, on=on)

    assert course is not None
    assert course.words(served, 100) == words
    assert course.words(0, 0) == "—"


def test_an_item_whose_text_names_no_share_has_no_course(catalogue: Any) -> None:
    assert course_of(PolicyItem.objects.get(plan__slug="gz-2017", slug="poor-student-aid"), on=DAY) is None


def test_the_page_leads_from_each_figure_to_its_list(world: World, people: Any) -> None:
    refresh(on=timezone.localdate())
    client = world.signed_in(world.clerk)
    address = "/entitlements/benefit/medical-aid-coverage/"
    page = client.get(f"{address}coverage/?by=level").content.decode()

    figures = re.findall(r'<a href="([^"]*list=entitled[^"]*)">(\d+)</a>', page)
    assert [int(count) for _, count in figures] == [2, 2, 2]
    for link, count in figures:
        listed = client.get(link.replace("&amp;", "&")).content.decode()
        assert listed.count('<th scope="row" data-label="对象">') == int(count)
        assert "只看：" in listed
    assert client.get(f"{address}coverage/?by=nothing").status_code == 404
