"""Enrolling in the ten key actions, stage by stage."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from actions.enrolling import Outcome, UnableToEnrol, enrol, enrol_many, move_stage
from actions.models import Enrolment, Stage
from assessment.entitlements.lists import lists_of
from foundation.policy.models import PolicyItem
from households.facts.refreshing import refresh
from households.models import Household
from tests import world as w
from tests.world import World, household, person

DAY = date(2018, 6, 30)


@pytest.fixture
def action(catalogue: dict[str, Any]) -> Any:
    return lambda slug, plan="gz-2017": PolicyItem.objects.get(plan=catalogue[plan], kind="action", slug=slug)


def start(world: World, policy: PolicyItem, home: Household, **words: Any) -> Enrolment:
    return enrol(
        **{
            "action": policy,
            "household": home,
            "person": None if policy.per == "household" else home.persons.get(),
            "by": world.clerk,
            "on": DAY,
            "starts_on": date(2018, 6, 1),
        }
        | words
    )


def missed(world: World, policy: PolicyItem) -> set[int]:
    found = lists_of(policy, scope=world.scope(world.clerk, DAY), area=world.county, on=DAY)
    return set(found.of("missed").values_list("household_id", flat=True))


def test_household_counts_once_it_takes_part(world: World, action: Any) -> None:
    policy = action("startup-employment")
    home, bystander = household(), household()
    refresh(on=DAY)

    with world.seen_by(world.clerk, DAY):
        enrolment = start(world, policy, home, fund_yuan=Decimal("5000"))
    assert missed(world, policy) == {home.pk, bystander.pk}
    with world.seen_by(world.clerk, DAY):
        move_stage(enrolment=enrolment, to=Stage.TAKING_PART, by=world.clerk, on=DAY)

    assert missed(world, policy) == {bystander.pk}


def test_enrolling_twice_in_the_period_is_refused(world: World, action: Any) -> None:
    home = household()
    start(world, action("startup-employment"), home)

    with pytest.raises(UnableToEnrol, match=r"本期.2018年.已登记.*已报名"):
        start(world, action("startup-employment"), home, starts_on=date(2018, 6, 20))

    assert Enrolment.objects.count() == 1


def test_stages_go_onward_only_and_leaving_needs_its_reason(world: World, action: Any) -> None:
    enrolment = start(world, action("startup-employment"), household(), stage=Stage.TAKING_PART)

    with pytest.raises(UnableToEnrol, match="不能退回"):
        move_stage(enrolment=enrolment, to=Stage.ENROLLED, by=world.clerk, on=DAY)
    with pytest.raises(UnableToEnrol, match="退出原因"):
        move_stage(enrolment=enrolment, to=Stage.LEFT, by=world.clerk, on=DAY)
    left = move_stage(enrolment=enrolment, to=Stage.LEFT, by=world.clerk, on=DAY, reason="外出务工")

    assert (left.stage, left.left_reason, left.ends_on) == ("left", "外出务工", DAY)
    with pytest.raises(UnableToEnrol, match="已退出"):
        move_stage(enrolment=enrolment, to=Stage.DONE, by=world.clerk, on=DAY)


def test_what_cannot_be_is_refused_in_words(world: World, action: Any) -> None:
    home = household()
    for slug, words, message in (
        ("startup-employment", {"fund_yuan": Decimal("-1")}, "不能为负数"),
        ("startup-employment", {"person": home.persons.get()}, "登记到户"),
        ("precise-rehab", {"person": None}, "登记到人"),
        ("party-pairing", {}, "以结对为准"),
        ("ecommerce", {}, "包含几个项目"),
        ("startup-employment", {"by": world.clerk_next_door}, "不在您负责的区域"),
        ("startup-employment", {"stage": "left"}, "请选择阶段"),
    ):
        with pytest.raises(UnableToEnrol, match=message):
            start(world, action(slug), home, **words)

    assert not Enrolment.objects.exists()


def test_promise_of_an_action_is_enrolled_by_its_name(world: World, action: Any) -> None:
    enrolment = start(world, action("ecommerce"), household(), item="ecommerce-training")

    assert (enrolment.action, enrolment.item) == ("ecommerce", "ecommerce-training")


def test_whole_list_is_enrolled_at_once_and_only_once(world: World, action: Any) -> None:
    policy = action("startup-employment")
    willing, *others = [household(), household(members=[person(level=2)]), household()]
    neighbour = household(w.NEXT_VILLAGE)
    start(world, policy, willing, stage=Stage.WILLING)
    refresh(on=DAY)

    def everybody() -> dict[str, int]:
        with world.seen_by(world.clerk, DAY) as scope:
            chosen = lists_of(policy, scope=scope, area=world.county, on=DAY).of("missed")
            return enrol_many(
                action=policy,
                subjects=chosen,
                by=world.clerk,
                on=DAY,
                starts_on=date(2018, 6, 5),
                stage=Stage.TAKING_PART,
            )

    assert everybody() == {"asked": 3, "recorded": 2, "already": 1}
    assert everybody() == {"asked": 1, "recorded": 0, "already": 1}
    assert set(Enrolment.objects.filter(stage="taking_part").values_list("household_id", flat=True)) == {
        home.pk for home in others
    }
    assert not Enrolment.objects.filter(household=neighbour).exists()


def test_outcome_is_told_at_the_end_and_two_movers_do_not_overtake(world: World, action: Any) -> None:
    enrolment = start(world, action("startup-employment"), household(), stage=Stage.TAKING_PART)
    stale = Enrolment.objects.get()

    with pytest.raises(UnableToEnrol, match="完成或退出时登记"):
        move_stage(
            enrolment=start(world, action("startup-employment"), household(), stage=Stage.WILLING),
            to=Stage.ENROLLED, by=world.clerk, on=DAY, outcome=Outcome(skill="养蜂"),
        )  # fmt: skip
    done = move_stage(
        enrolment=enrolment, to=Stage.DONE, by=world.clerk, on=DAY,
        outcome=Outcome("养蜂", "farm", Decimal(2400)),
    )  # fmt: skip
    with pytest.raises(UnableToEnrol, match="刚被他人更新"):
        move_stage(enrolment=stale, to=Stage.LEFT, by=world.clerk, on=DAY, reason="外出")

    assert (done.stage, done.skill, done.job, done.income_gained_yuan) == ("done", "养蜂", "farm", 2400)
    for change in ("income_gained_yuan = -1", "job = 'idle'", "stage = 'enrolled'"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"update actions_enrolment set {change} where id = %s", [done.pk])


def test_story_is_published_only_with_consent(world: World, action: Any) -> None:
    published = {"published_date": "2018-06-01"}
    with pytest.raises(UnableToEnrol, match="本人同意"):
        start(world, action("model-cases"), household(), details=published)

    start(world, action("model-cases"), household(), details=published | {"consent": True})
