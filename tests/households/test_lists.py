"""The list: filters that combine, orders, columns, saved filters, a fixed number of queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessment.models import RiskAlert
from households.facts.refreshing import refresh
from households.models import Household, ListLayout, SavedFilter
from tests import world as w
from tests.households.entries import without_policy, words
from tests.world import World, household, pair, person


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    without_policy()


def seen(client: Client, query: str = "") -> list[str]:
    page = words(client, f"/households/{query}")
    return [part.split(">")[2].split("<")[0] for part in page.split('<th scope="row"')[1:]]


def years_ago(years: int) -> date:
    today = timezone.localdate()
    return date(today.year - years, 1, 2)


@pytest.fixture
def homes(world: World) -> None:
    """Four households, each with something of its own; one next door has it all."""
    child = person(level=1, category=4, born_on=years_ago(10), relation="son", need_rehab=True)
    blind = person(level=2, category=1, born_on=years_ago(70), labour_ability="lost")
    pair(household(head_name="甲", members=[blind, child], main_cause="illness"), world.cadre)
    household(
        head_name="乙", members=[person(level=1, category=1)], poverty_status="lifted", lifted_year=2017
    )
    household(w.OTHER_TOWNSHIP_VILLAGE, head_name="丙", attribute="dibao", house_grade="D")
    household(w.OTHER_VILLAGE, head_name="丁", members=[person(name="丁")], need_accessibility=True)
    household(w.NEXT_VILLAGE, head_name="邻县户", members=[blind, child], main_cause="illness")
    refresh(on=timezone.localdate())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "甲乙丁丙"),
        (f"?township={w.TOWNSHIP}", "甲乙丁"),
        (f"?township={w.TOWNSHIP}&village={w.OTHER_VILLAGE}", "丁"),
        (f"?township={w.NEXT_TOWNSHIP}", ""),
        ("?status=lifted", "乙"),
        ("?status=nonsense", "甲乙丁丙"),
        ("?lifted_year=2017", "乙"),
        ("?attribute=dibao", "丙"),
        ("?cause=illness", "甲"),
        ("?paired=yes", "甲"),
        ("?paired=no", "乙丁丙"),
        ("?kind=visual", "甲乙"),
        ("?kind=visual&level=1", "乙"),
        ("?kind=visual&level=2&labour=lost", "甲"),
        ("?level=1&age=7-15", "甲"),
        ("?age=60-79&kind=physical", "丙"),
        ("?need=need_rehab", "甲"),
        ("?need=need_accessibility", "丁"),
        ("?grade=D", "丙"),
        ("?standing=several", "甲"),
        ("?standing=no_disabled", "丁"),
    ],
)
def test_filters_combine_and_those_of_a_member_mean_one_person(
    world: World, homes: None, query: str, found: str
) -> None:
    assert "".join(seen(world.signed_in(world.clerk), query)) == found


def test_open_alert_is_a_filter_that_the_floor_above_adds(world: World, homes: None) -> None:
    for name, state in (("甲", "open"), ("乙", "verified")):
        home = Household.objects.get(head_name=name)
        checked = {"verified_on": date(2018, 6, 1), "verified_by": world.clerk} if state == "verified" else {}
        RiskAlert.objects.create(
            household=home, area_code=home.area_code, rule="unsafe-house", as_of=date(2018, 6, 30),
            sentence="住房", state=state, **checked,
        )  # fmt: skip
    clerk = world.signed_in(world.clerk)

    assert seen(clerk, "?alert=pending") == ["甲", "乙"]
    assert seen(clerk, "?alert=open") == ["甲"]


@pytest.mark.parametrize("sort", ["area", "head", "number", "newest"])
def test_every_order_goes_through_all_pages_once(world: World, sort: str) -> None:
    for place in range(120):
        household(w.VILLAGE if place % 2 else w.OTHER_TOWNSHIP_VILLAGE, head_name=f"户{place}")
    Household.objects.filter(pk__in=Household.objects.values("pk")[:40]).update(head_initials="zjg")
    clerk = world.signed_in(world.clerk)
    household(w.NEXT_VILLAGE, head_name="邻县户")

    pages, query = [], f"?sort={sort}"
    while query:
        page = words(clerk, f"/households/{query}")
        pages.append([part.split('"')[0] for part in page.split('data-label="户主"><a href="')[1:]])
        onward = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
        query = onward.replace("&amp;", "&") if 'rel="next"' in page else ""

    listed = [home for page in pages for home in page]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len(set(listed)) == 120
    assert "zjg" not in "".join(listed)


def test_a_page_asks_as_often_for_fifty_rows_as_for_ten(world: World) -> None:
    clerk = world.signed_in(world.clerk)
    clerk.post("/households/columns/", {"columns": ["place", "cadre", "members", "income", "head_number"]})
    counts = []
    for more in (10, 190):
        for _ in range(more):
            pair(household(), world.cadre)
        with CaptureQueriesContext(connection) as queries:
            words(clerk, "/households/?sort=head&paired=yes")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_count_is_capped_and_later_pages_do_not_count(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("households.finding.listing.COUNT_CAP", 60)
    for _ in range(61):
        household()
    clerk = world.signed_in(world.clerk)

    first = words(clerk, "/households/")
    onward = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    with CaptureQueriesContext(connection) as queries:
        words(clerk, f"/households/{onward}")

    assert "共 60+ 户" in first
    counted = [query["sql"] for query in queries if "COUNT(" in query["sql"]]
    assert not [sql for sql in counted if "households_proposal" not in sql]  # that one is the navigation's


def test_columns_are_kept_for_their_user_alone(world: World, homes: None) -> None:
    clerk = world.signed_in(world.clerk)
    clerk.post("/households/columns/", {"columns": ["cause", "members"]})

    assert "主要致贫原因</th>" in words(clerk, "/households/")
    assert "主要致贫原因</th>" not in words(world.signed_in(world.second_clerk), "/households/")


def test_liaison_is_offered_no_column_of_numbers(world: World, homes: None) -> None:
    liaison = world.signed_in(world.liaison)
    ListLayout.objects.create(user=world.liaison, columns=["phone", "place"])

    assert "联系电话" not in words(liaison, "/households/columns/")
    page = words(liaison, "/households/")
    assert 'data-label="联系电话"' not in page
    assert 'data-label="村（社区）"' in page


def test_filter_is_saved_under_a_name_found_again_and_deleted(world: World, homes: None) -> None:
    clerk, colleague = world.signed_in(world.clerk), world.signed_in(world.second_clerk)
    given = {"name": "未结对", "query": "paired=no&status=identified&found=secret&after=1"}

    clerk.post("/households/filters/", given)
    again = clerk.post("/households/filters/", given)

    saved = SavedFilter.objects.get()
    assert saved.query == "paired=no&status=identified"
    assert "已有名为“未结对”的常用筛选" in again.content.decode()
    assert "?paired=no&amp;status=identified" in words(clerk, "/households/")
    assert "未结对</a>" not in words(colleague, "/households/")
    assert colleague.post(f"/households/filters/{saved.pk}/delete/").status_code == 404
    assert clerk.post(f"/households/filters/{saved.pk}/delete/").status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "insert into households_savedfilter (user_id, name, query, saved_at) values (%s, '', 'a=1', now())",
        "insert into households_savedfilter (user_id, name, query, saved_at) values (%s, 'a', '', now())",
        "insert into households_listlayout (user_id, columns) values (%s, '{}')",
        "insert into households_listexport (user_id, area_code, role, format, query, columns, asked_at,"
        " household_ids, stored_as, sha256, size_bytes)"
        " values (%s, 1, '', 'pdf', '', '{}', now(), '{}', '', '', 0)",
        "insert into households_listexport (user_id, area_code, role, format, query, columns, asked_at,"
        " household_ids, stored_as, sha256, size_bytes, made_at)"
        " values (%s, 1, '', 'csv', '', '{}', now(), '{}', '', '', 0, now())",
    ],
)
def test_database_refuses_what_the_forms_would(world: World, statement: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [world.clerk.pk])
