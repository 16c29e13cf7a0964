"""The pages: the two sides, the sets, the differences with the overdue first, their outcome."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from foundation.jobs.running import work_at
from households.models import Comparison, ComparisonRow, ComparisonTask, Person
from tests import world as w
from tests.households.comparison.lists import DIBAO, JUNE, compared, listed
from tests.households.entries import without_policy, words
from tests.world import World, household, person

BORN = date(1971, 5, 9)


@pytest.fixture
def number(world: World) -> str:
    one = household(members=[person(name="李四", level=2)]).persons.get()
    household(members=[person(name="王建国", born_on=BORN)])
    assert one.id_number is not None
    listed("李四", str(one.id_number.open()), grade="B类")
    listed("外人", w.id_number())
    listed("王建国", birth_date=BORN, village_code=w.VILLAGE)
    return str(one.id_number.open())


def test_clerk_chooses_two_sides_and_reads_the_sets(world: World, number: str) -> None:
    client = world.signed_in(world.clerk)
    page = words(client, "/comparison/compare/")
    assert "低保对象名单（民政） 2018-06" in page

    answer = client.post("/comparison/compare/", {"left": f"{DIBAO}@{JUNE}", "right": "registry"})

    made = Comparison.objects.get()
    assert answer.headers["Location"] == f"/runs/{made.run_id}/"
    assert made.run_id
    work_at(made.run_id)
    shown = words(client, f"/comparison/{made.pk}/?outcome=different")
    assert "李四" in shown
    assert "享受最低生活保障：是 → 未登记" in shown
    assert number not in shown
    assert "在低保名单，户档未登记享受低保" in shown
    assert "低保对象名单（2018-06） 与 户档登记" in words(client, "/comparison/compare/")
    same = client.post("/comparison/compare/", {"left": f"{DIBAO}@{JUNE}", "right": f"{DIBAO}@{JUNE}"})
    assert same.status_code == 422
    assert "同一份名单" in same.content.decode()


def test_doubtful_pair_is_decided_on_its_page(world: World, number: str) -> None:
    made = compared(world)
    row = ComparisonRow.objects.get(outcome="doubtful")
    client, address = world.signed_in(world.clerk), f"/comparison/rows/{row.pk}/"
    assert reverse("comparison:identity", args=[row.pk]) in words(client, f"/comparison/{made.pk}/")

    assert client.post(address, {"same": "no", "reason": ""}).status_code == 422
    client.post(address, {"same": "no", "reason": "堂兄弟"})

    row.refresh_from_db()
    assert row.outcome == "only_left"
    assert client.get(address).status_code == 404


def test_overdue_first_and_the_township_settles_its_own(world: World, number: str) -> None:
    compared(world)
    listed_only = ComparisonTask.objects.get(name="外人")
    task = ComparisonTask.objects.get(name="李四")
    ComparisonTask.objects.filter(pk=task.pk).update(found_on=date(2018, 1, 1), due_on=date(2018, 1, 31))
    client = world.signed_in(world.township_clerk)

    page = words(client, "/comparison/")
    assert "已逾期" in page
    assert page.index("李四") < words(world.signed_in(world.clerk), "/comparison/").index("外人")
    assert "外人" not in page
    assert client.get(f"/comparison/tasks/{listed_only.pk}/").status_code == 404
    shown = words(client, f"/comparison/tasks/{task.pk}/")
    assert "核对低保证或发放流水" in shown
    assert number not in shown
    client.post(f"/comparison/tasks/{task.pk}/take/")
    assert "李四" in words(client, "/comparison/?whose=mine")
    settle = f"/comparison/tasks/{task.pk}/settle/"
    assert client.post(settle, {"outcome": "corrected", "note": ""}).status_code == 422
    client.post(settle, {"outcome": "corrected", "note": "已看低保证"})

    task.refresh_from_db()
    assert (task.state, task.owner, task.settled_by) == (
        "settled", world.township_clerk, world.township_clerk,
    )  # fmt: skip
    assert "李四" not in words(client, "/comparison/")
    assert "已看低保证" in words(client, f"/comparison/tasks/{task.pk}/")
    assert "李四" in words(client, "/comparison/?state=settled")


def test_file_shows_its_differences_and_the_liaison_may_only_read(world: World, number: str) -> None:
    without_policy()
    compared(world)
    home = Person.objects.get(name="李四").household
    task = ComparisonTask.objects.get(name="李四")

    liaison = world.signed_in(world.liaison)
    assert "户档享受最低生活保障为未登记" in words(liaison, f"/households/{home.pk}/")
    assert "您的角色不能办理比对差异" in words(liaison, f"/comparison/tasks/{task.pk}/")
    assert liaison.post(f"/comparison/tasks/{task.pk}/take/").status_code == 403
    assert world.signed_in(world.clerk_next_door).get(f"/comparison/tasks/{task.pk}/").status_code == 404


def test_list_of_tasks_goes_on_page_by_page(world: World) -> None:
    for count in range(53):
        listed(f"人{count:02d}", w.id_number())
    compared(world)
    client = world.signed_in(world.clerk)

    first = client.get("/comparison/")
    onward = first.context["page"].next_url
    second = client.get(f"/comparison/{onward}")

    assert (len(first.context["page"].lines), len(second.context["page"].lines)) == (50, 3)
    assert client.get("/comparison/?after=x").status_code == 200
