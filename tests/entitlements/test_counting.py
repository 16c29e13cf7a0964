"""All items of a prefecture or the province counted in the background."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from assessment.entitlements import counting
from assessment.entitlements.counting import KIND, judged_items
from assessment.entitlements.lists import lists_of
from foundation.areas.models import Area
from foundation.areas.scope import opened
from foundation.jobs.models import Run
from foundation.jobs.running import work_at
from foundation.policy.models import PolicyPlan
from households.models import Person
from tests import world as w
from tests.world import World


def page(client: Client, address: str = "/entitlements/") -> str:
    return client.get(address).content.decode()


def counted(client: Client, address: str = "/entitlements/count/") -> Run:
    assert client.post(address).status_code == 302
    run = Run.objects.of_kind(KIND).latest("pk")
    work_at(run.pk)
    run.refresh_from_db()
    assert run.state == "done", run.error
    return run


def test_province_sees_every_item_of_one_day_after_one_run(world: World, missed: Person) -> None:
    client = world.signed_in(world.province_officer)
    assert "尚未统计过全部项目" in page(client)
    assert "未统计</span>" in page(client)

    run = counted(client)

    shown = page(client)
    assert "未统计</span>" not in shown
    assert f"以下为 {run.parameters['on']} 统计的数字" in shown


def test_kept_counts_are_those_of_the_lists(world: World, missed: Person) -> None:
    run = counted(world.signed_in(world.province_officer))

    on = run.asked_at.date()
    scope = world.province_officer.appointment_on(on).scope(on)
    plan, area = PolicyPlan.objects.get(slug=run.parameters["plan"]), Area.objects.get(code=w.PROVINCE)
    with opened(scope):
        items = judged_items(plan, on=on)
        lists = {str(item.pk): lists_of(item, scope=scope, area=area, on=on).counts() for item in items}
    assert run.result["counts"] == lists
    allowance = next(str(item.pk) for item in items if item.slug == "nursing-allowance")
    assert lists[allowance]["missed"] == 2  # of both counties


def test_prefecture_counts_its_own_only(world: World, missed: Person) -> None:
    province, prefecture = (
        world.signed_in(who) for who in (world.province_officer, world.prefecture_officer)
    )
    run = counted(prefecture)

    assert run.area_code == w.PREFECTURE
    assert "尚未统计过全部项目" in page(province)


def test_one_count_at_a_time(world: World, missed: Person) -> None:
    client = world.signed_in(world.province_officer)
    assert client.post("/entitlements/count/").status_code == 302

    again = client.post("/entitlements/count/")

    assert again.status_code == 422
    assert "正在进行" in again.content.decode()
    assert Run.objects.of_kind(KIND).count() == 1


def test_county_is_counted_on_its_page_and_not_in_the_background(world: World, missed: Person) -> None:
    client = world.signed_in(world.clerk)

    assert client.post("/entitlements/count/").status_code == 404
    assert "统计全部项目" not in page(client)
    assert not Run.objects.of_kind(KIND).exists()


def test_count_killed_on_its_way_ends_like_an_undisturbed_one(
    world: World, missed: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.signed_in(world.province_officer)
    undisturbed = counted(client)
    client.post("/entitlements/count/")
    run = Run.objects.of_kind(KIND).latest("pk")
    honest, asked = counting.count_items, []

    def killed_at_the_second(items: Any, **given: Any) -> Any:
        asked.append({item.per for item in items})
        if len(asked) == 2:
            raise KeyboardInterrupt
        return honest(items, **given)

    monkeypatch.setattr(counting, "count_items", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        work_at(run.pk)
    Run.objects.filter(pk=run.pk).update(heartbeat_at=datetime(2020, 1, 1, tzinfo=UTC))
    work_at(run.pk)

    run.refresh_from_db()
    assert asked == [{"person"}, {"household"}, {"household"}, {"area"}]
    assert (run.state, run.result) == ("done", undisturbed.result)
