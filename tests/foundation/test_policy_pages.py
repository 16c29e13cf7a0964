"""政策目录 as an official reads it: every item of both plans has its page, in Chinese, to read only."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from foundation.policy.facts import all_facts
from foundation.policy.models import PolicyItem, PolicyPlan
from tests.world import World


def _read(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200, (name, args)
    return re.sub(r"<[^>]+>", "", response.content.decode())


def test_plan_lists_its_actions_measures_and_demands(world: World, catalogue: dict[str, PolicyPlan]) -> None:
    client = world.signed_in(world.clerk)
    listed = _read(client, "policy:list")
    assert "贵州省贫困残疾人脱贫攻坚行动计划" in listed
    assert "黔残联发〔2017〕30号" in listed
    national = _read(client, "policy:plan", "cn-2016")
    for words in (
        "重点行动（10项）",
        "保障措施（17项）",
        "光伏助残扶贫行动",
        "民政、人社、残联、财政（推定）",
    ):
        assert words in national
    own = _read(client, "policy:plan", "gz-2017")
    assert "保障措施（15项）" in own
    assert "光伏助残扶贫行动" not in own


def test_item_says_whom_when_and_what_counts(world: World, catalogue: dict[str, PolicyPlan]) -> None:
    client = world.signed_in(world.clerk)
    page = _read(client, "policy:item", "gz-2017", "benefit", "nursing-allowance")
    for words in (
        "持有有效残疾人证、且残疾等级二级及更重、且需要长期照护",
        "每月一次",
        "待遇记录，已批准或已发放（落实）",
        "特困",
        "工伤保险生活护理费",
        "加强社会救助等社会保障政策和扶贫开发政策有效衔接",
    ):
        assert words in page, words


def test_every_item_of_both_plans_has_its_page_without_a_technical_word(
    world: World, catalogue: dict[str, PolicyPlan]
) -> None:
    client = world.signed_in(world.province_officer)
    technical = {fact.key for fact in all_facts()} | {
        "benefit_record",
        "area_support",
        "enrolment",
        "person_ref",
    }
    for item in PolicyItem.objects.select_related("plan"):
        page = _read(client, "policy:item", item.plan.slug, item.kind, item.slug)
        main = page[page.index("条款") :]
        assert item.name in page
        found = {word for word in technical if re.search(rf"\b{word}\b", main)}
        assert not found, (item.slug, found)
        keys = {held["key"] for held in item.record_fields}
        assert not {key for key in keys if "_" in key and key in main}, item.slug


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("policy:plan", ["no-such-plan"]),
        ("policy:item", ["gz-2017", "action", "photovoltaic"]),
        ("policy:item", ["gz-2017", "nothing", "dibao"]),
    ],
)
def test_what_a_plan_does_not_have_is_not_found(
    world: World, catalogue: dict[str, PolicyPlan], name: str, args: list[str]
) -> None:
    assert world.signed_in(world.clerk).get(reverse(name, args=args)).status_code == 404


def test_administrators_and_strangers_are_refused(world: World, catalogue: dict[str, PolicyPlan]) -> None:
    assert world.signed_in(world.security_admin).get(reverse("policy:list")).status_code == 403
    assert Client().get(reverse("policy:list")).status_code == 302


def test_page_asks_the_database_as_often_for_a_long_plan_as_for_a_short_one(
    world: World, catalogue: dict[str, PolicyPlan], django_assert_max_num_queries: Any
) -> None:
    client = world.signed_in(world.clerk)
    with django_assert_max_num_queries(20):
        client.get(reverse("policy:plan", args=["cn-2016"]))
    with django_assert_max_num_queries(20):
        client.get(reverse("policy:item", args=["cn-2016", "measure", "medical-rehab"]))
