"""A changed item holds from its day: what held before stays, two versions never hold at once."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from foundation.policy.loading import UnableToLoad, load_plan
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import items_of
from foundation.policy.versions import UnableToChange, add_benefit, change_item, remove_benefit
from tests.conftest import _parsed_plan
from tests.world import World

TODAY = date(2018, 6, 30)
JULY, AUGUST = date(2018, 7, 1), date(2018, 8, 1)
LEVEL_THREE = {"fact": "disability_level", "op": "lte", "value": 3}


@pytest.fixture
def nursing(catalogue: dict[str, PolicyPlan]) -> PolicyItem:
    return PolicyItem.objects.get(plan=catalogue["gz-2017"], kind="benefit", slug="nursing-allowance")


def on_day(item: PolicyItem, day: date) -> PolicyItem:
    found: PolicyItem = items_of(item.plan, item.kind, day).get(slug=item.slug)
    return found


def changed(world: World, item: PolicyItem, **given: Any) -> PolicyItem:
    given = {"values": {"rule": LEVEL_THREE}, "holds_from": JULY, "reason": "省民政厅通知"} | given
    return change_item(**{"item": item, "by": world.province_officer, "on": TODAY} | given)


def test_rule_holds_from_its_day_and_the_day_before_is_as_it_was(world: World, nursing: PolicyItem) -> None:
    new = changed(world, nursing)
    assert on_day(nursing, TODAY).rule == nursing.rule
    assert on_day(nursing, JULY).pk == new.pk
    assert on_day(nursing, JULY).rule == LEVEL_THREE
    assert on_day(nursing, JULY).policy_text == nursing.policy_text
    other = on_day(nursing, JULY).plan.items.get(slug="dibao")
    assert (other.holds_from, other.holds_to) == (None, None)


def test_version_that_has_not_begun_is_corrected_itself_and_may_begin_earlier(
    world: World, nursing: PolicyItem
) -> None:
    first = changed(world, nursing, holds_from=AUGUST)
    same_day = changed(world, nursing, values={"who": "改对象"}, holds_from=AUGUST)
    assert same_day.pk == first.pk
    earlier = changed(world, nursing, values={"who": "再改"}, holds_from=JULY)
    assert earlier.pk == first.pk
    assert (on_day(nursing, JULY).who, on_day(nursing, JULY).rule) == ("再改", LEVEL_THREE)
    assert on_day(nursing, TODAY).pk == nursing.pk

    later = changed(world, nursing, values={"who": "八月起"}, holds_from=AUGUST)
    assert (on_day(nursing, JULY).who, on_day(nursing, AUGUST).who) == ("再改", "八月起")
    assert later.pk != first.pk
    with pytest.raises(UnableToChange, match="须晚于该日"):
        changed(world, nursing, values={"who": "又改"}, holds_from=JULY)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"holds_from": date(2018, 6, 29)}, "不能早于今天"),
        ({"reason": " "}, "请填写修改原因"),
        ({"values": {}}, "没有改动"),
        ({"values": {"rule": {"fact": "age", "op": "contains", "value": 1}}}, "不能用"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    world: World, nursing: PolicyItem, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UnableToChange, match=sentence):
        changed(world, nursing, **given)
    assert on_day(nursing, JULY).pk == nursing.pk


def test_only_the_province_changes_and_only_its_own_plan(
    world: World, nursing: PolicyItem, catalogue: dict[str, PolicyPlan]
) -> None:
    national = catalogue["cn-2016"].items.get(kind="benefit", slug=nursing.slug)
    with pytest.raises(UnableToChange, match="全国方案不能修改"):
        changed(world, national)
    for user in (world.clerk, world.lead, world.prefecture_officer, world.system_admin):
        with pytest.raises(UnableToChange, match="不能修改"):
            changed(world, nursing, by=user)


def test_benefit_item_comes_and_goes_with_its_day(world: World, catalogue: dict[str, PolicyPlan]) -> None:
    measure = items_of(catalogue["gz-2017"], "measure", TODAY).filter(benefit_slugs__contains=["dibao"]).get()
    given: dict[str, Any] = {"reason": "省里新增", "by": world.province_officer}
    words = {"name": "取暖补贴", "per": "household", "nature": "entitlement", "recurrence": "year"}
    add_benefit(
        holder=measure, slug="heating", values=words | {"rule": {"always": True}}, holds_from=JULY, on=TODAY,
        **given,
    )  # fmt: skip
    assert not items_of(measure.plan, "benefit", TODAY).filter(slug="heating").exists()
    heating = items_of(measure.plan, "benefit", JULY).get(slug="heating")
    assert "heating" in on_day(measure, JULY).benefit_slugs
    assert "heating" not in on_day(measure, TODAY).benefit_slugs

    remove_benefit(holder=on_day(measure, JULY), item=heating, holds_from=AUGUST, on=JULY, **given)
    assert "heating" not in on_day(measure, AUGUST).benefit_slugs
    assert not items_of(measure.plan, "benefit", AUGUST).filter(slug="heating").exists()
    assert items_of(measure.plan, "benefit", JULY).filter(slug="heating").exists()


def test_changed_file_makes_a_version_and_the_same_file_none(world: World, nursing: PolicyItem) -> None:
    file = copy.deepcopy(_parsed_plan("gz-2017"))
    assert load_plan(file)["changed"] == 0
    row = next(one for one in file["items"] if (one["kind"], one["slug"]) == ("benefit", nursing.slug))
    row["rule"] = LEVEL_THREE
    with pytest.raises(UnableToLoad, match="施行日期"):
        load_plan(file)
    for _ in range(2):
        load_plan(file, holds_from=JULY)
    assert (on_day(nursing, TODAY).rule, on_day(nursing, JULY).rule) == (nursing.rule, LEVEL_THREE)
    assert PolicyItem.objects.filter(plan=nursing.plan, slug=nursing.slug, kind="benefit").count() == 2
    assert PolicyItem.objects.exclude(holds_from=None).count() == 1


def test_loading_again_leaves_alone_what_the_province_changed(world: World, nursing: PolicyItem) -> None:
    new = changed(world, nursing)
    assert load_plan(_parsed_plan("gz-2017"), holds_from=AUGUST)["changed"] == 0
    assert on_day(nursing, AUGUST).pk == new.pk


def test_the_database_refuses_two_versions_at_once_and_an_end_before_the_start(
    world: World, nursing: PolicyItem
) -> None:
    changed(world, nursing)
    table, columns = "policy_policyitem", "plan_id = %s and slug = %s and kind = 'benefit'"
    for statement in (
        f"update {table} set holds_to = null where {columns} and holds_from is null",
        f"update {table} set holds_from = '2018-06-01' where {columns} and holds_from is not null",
        f"update {table} set holds_to = holds_from where {columns} and holds_from is not null",
        f"update {table} set reason = '' where {columns} and holds_from is not null",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [nursing.plan_id, nursing.slug])
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyItem.objects.filter(plan=nursing.plan, kind="measure", number=1).update(number=2)


def test_page_tells_who_changed_what_when_and_why(world: World, nursing: PolicyItem) -> None:
    today = timezone.localdate()
    changed(world, nursing, holds_from=today + timedelta(days=1), on=today)
    client = world.signed_in(world.clerk)
    page = client.get(reverse("policy:item", args=["gz-2017", "benefit", nursing.slug])).content.decode()
    for words in ("省民政厅通知", "测试province_officer", "残疾等级三级及更重", "历次版本（2个）"):
        assert words in page, words
    assert "残疾等级二级及更重" in page
