"""A stage or field of an action's list that is not taken stays as registered."""

from __future__ import annotations

from typing import Any

from actions.models import Enrolment
from households.models import Household, RosterRow
from households.roster.deciding import decide
from tests.actions.test_enrolment_lists import homes, line, sent  # noqa: F401
from tests.households.roster.conftest import send  # noqa: F401
from tests.households.roster.test_merging import _merge
from tests.world import World


def test_stage_that_is_not_taken_stays_and_the_rest_is_written(
    sent: Any,  # noqa: F811
    homes: dict[str, Household],  # noqa: F811
    world: World,
) -> None:
    sent(line(1, "张三", "已报名"), line(2, "李四", "已报名"))
    after = {"服务项目": "作业疗法"}
    roster = sent(
        line(1, "张三", "已完成", **after), line(2, "李四", "已完成", **after), name="二.xlsx", merge=False
    )
    row = RosterRow.objects.get(roster=roster, household=homes["张三"])
    with world.seen_by(world.clerk):
        decide(roster=roster, answers={"stage": "ours"}, by=world.clerk, row=row)
        other = RosterRow.objects.get(roster=roster, household=homes["李四"])
        decide(roster=roster, answers={"detail.service": "ours"}, by=world.clerk, row=other)
    _merge(roster)

    kept = Enrolment.objects.get(household=homes["张三"])
    assert (kept.stage, kept.details["service"]) == ("enrolled", "作业疗法")
    neighbour = Enrolment.objects.get(household=homes["李四"])
    assert (neighbour.stage, neighbour.details["service"]) == ("done", "运动疗法")
