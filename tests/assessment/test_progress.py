"""Progress: each total equals its list, for every role; parts add up; nobody sees beyond the own area."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from actions.models import Enrolment
from assessment.models import RiskAlert
from assessment.progress.areas import progress_of, rows_behind
from assessment.progress.figures import BY_SLUG, FIGURES, IN_TABLE
from foundation.areas.models import Area
from households.models import Household
from tests import world as w
from tests.assessment.cast import AS_OF, benefit, home_with
from tests.world import World, pair, person

ROLES = ("clerk", "lead", "township_clerk", "prefecture_officer", "province_officer", "clerk_next_door")


@pytest.fixture
def homes(world: World) -> dict[str, Household]:
    made = {
        "helped": home_with(members=[person(level=1), person()]),
        "waiting": home_with(w.OTHER_VILLAGE, status="identified"),
        "funded": home_with(w.OTHER_TOWNSHIP_VILLAGE, status="identified"),
        "next_door": home_with(w.NEXT_VILLAGE),
        "far": home_with(w.FAR_VILLAGE),
        "not_registered": home_with(status="none"),
        "left": home_with(left_on=date(2018, 1, 1), left_reason="迁出"),
    }
    pair(made["helped"], world.cadre)
    pair(made["funded"], world.cadre, fund_yuan=500)
    for outside in (made["not_registered"], made["left"]):  # they count nowhere
        pair(outside, world.cadre, fund_yuan=500)
        benefit(outside, "dibao")
    benefit(made["helped"], "dibao")
    benefit(made["far"], "dibao", status="paid", amount_yuan=300)
    benefit(made["waiting"], "dibao", status="draft")
    Enrolment.objects.create(
        household=made["next_door"], area_code=w.NEXT_VILLAGE, action="industry", stage="taking_part",
        starts_on=date(2018, 1, 1),
    )  # fmt: skip
    for key, rule in (("helped", "unsafe-house"), ("helped", "income-drop"), ("far", "unsafe-house")):
        RiskAlert.objects.create(
            household=made[key], area_code=made[key].area_code, rule=rule, as_of=AS_OF, sentence="须核实"
        )
    return made


def counts(world: World, name: str, code: int | None = None) -> dict[str, int]:
    user = world.users[name]
    area = Area.objects.get(pk=code or user.appointments.get().area_id)
    with world.seen_by(user) as scope:
        return progress_of(area, scope=scope, on=scope.today).total.counts


def test_figures_of_a_county(world: World, homes: dict[str, Household]) -> None:
    assert counts(world, "clerk") == {
        "households": 3,
        "persons": 4,
        "disabled": 3,
        "paired": 2,
        "unpaired": 1,
        "with-measures": 1,
        "with-funds": 1,
        "lifted": 1,
        "alerts": 1,
    }


def test_figures_of_the_province(world: World, homes: dict[str, Household]) -> None:
    found = counts(world, "province_officer")

    assert (found["households"], found["with-measures"], found["with-funds"]) == (5, 3, 2)
    assert (found["lifted"], found["alerts"]) == (3, 2)


@pytest.mark.parametrize("name", ROLES)
def test_every_total_equals_its_list_at_every_level(
    world: World, homes: dict[str, Household], name: str
) -> None:
    user = world.users[name]
    with world.seen_by(user) as scope:
        areas = list(scope.rows(Area))
        for area in areas:
            found = progress_of(area, scope=scope, on=scope.today)
            for figure in IN_TABLE:
                listed = rows_behind(figure, area, scope=scope, on=scope.today)
                assert found.total.counts[figure.slug] == len(listed), (area, figure.slug)
                if found.parts:
                    parts = sum(part.counts[figure.slug] for part in found.parts)
                    assert parts == len(listed), (area, figure.slug)
        assert areas


def test_with_and_without_are_the_whole(world: World, homes: dict[str, Household]) -> None:
    with world.seen_by(world.province_officer) as scope:
        area = Area.objects.get(pk=w.PROVINCE)
        size = {
            figure.slug: rows_behind(figure, area, scope=scope, on=scope.today).count() for figure in FIGURES
        }

    assert size["paired"] + size["unpaired"] == size["households"]
    assert size["with-measures"] + size["without-measures"] == size["households"]
    assert size["lifted"] + size["not-lifted"] == size["households"]


@pytest.mark.parametrize("name", ROLES)
def test_every_figure_on_the_page_leads_to_a_list_of_that_length(
    world: World, homes: dict[str, Household], name: str
) -> None:
    client = world.signed_in(world.users[name])
    page = client.get("/progress/").content.decode()
    links = re.findall(r'<a href="(/progress/households/\?[^"]+)">(\d+)</a>', page)

    assert len(links) >= 5
    for address, shown in links:
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        figure = BY_SLUG[parse_qs(urlsplit(address.replace("&amp;", "&")).query)["figure"][0]]
        assert f"共 {shown} {figure.unit}。" in answer.content.decode()
        assert len(answer.context["lines"]) == int(shown)


def test_drilling_down_level_by_level(world: World, homes: dict[str, Household]) -> None:
    client = world.signed_in(world.province_officer)

    for code, below in (
        (w.PROVINCE, "六盘水市"),
        (w.PREFECTURE, "六枝特区"),
        (w.COUNTY, "岩脚镇"),
        (w.TOWNSHIP, "太和村"),
    ):
        page = client.get(f"/progress/{code}/").content.decode()
        assert below in page, code
    assert client.get(f"/progress/{w.VILLAGE}/").status_code == 200


def test_counties_that_report_to_the_province_are_marked(world: World, homes: dict[str, Household]) -> None:
    client = world.signed_in(world.province_officer)

    province = client.get(f"/progress/{w.PROVINCE}/").content.decode()
    prefecture = client.get(f"/progress/{w.OTHER_PREFECTURE}/").content.decode()

    assert "直接向省报送的有威宁彝族回族苗族自治县（计入毕节市）" in province
    assert "威宁彝族回族苗族自治县（报送省级）" in prefecture
    elsewhere = client.get(f"/progress/{w.PREFECTURE}/").content.decode()
    assert "报送省级" not in elsewhere
    assert "直接向省报送" not in elsewhere


@pytest.mark.parametrize(
    "address",
    [
        f"/progress/{w.NEXT_COUNTY}/",
        f"/progress/{w.PREFECTURE}/",
        f"/progress/households/?figure=households&area={w.NEXT_COUNTY}",
        "/progress/households/?figure=nothing&area=520203000000",
        "/progress/households/?figure=households&area=5202x",
    ],
)
def test_county_clerk_finds_nothing_beyond_her_county(
    world: World, homes: dict[str, Household], address: str
) -> None:
    assert world.signed_in(world.clerk).get(address).status_code == 404


@pytest.mark.parametrize("name", ["liaison", "cadre", "auditor", "security_admin", "system_admin"])
def test_who_has_no_part_in_progress_is_refused(world: World, name: str) -> None:
    assert world.signed_in(world.users[name]).get("/progress/").status_code == 403


def test_page_asks_the_database_as_often_for_many_as_for_one(
    world: World, homes: dict[str, Household], django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        pair(home_with(), world.cadre)
    client = world.signed_in(world.clerk)
    address = f"/progress/households/?figure=paired&area={w.COUNTY}"

    with django_assert_max_num_queries(22):
        assert "共 14 户" in client.get(address).content.decode()


def test_list_goes_on_page_by_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foundation.areas.paging.PAGE", 2)
    made = {home_with().pk for _ in range(3)} | {home_with(w.OTHER_TOWNSHIP_VILLAGE).pk for _ in range(2)}
    client = world.signed_in(world.clerk)
    seen: list[int] = []
    address = f"/progress/households/?figure=households&area={w.COUNTY}"
    while address:
        answer = client.get(address)
        seen += [row.pk for row in answer.context["page"].rows]
        onward = answer.context["page"].next_url
        address = f"/progress/households/{onward}" if onward else ""

    assert (len(seen), set(seen)) == (5, made)
