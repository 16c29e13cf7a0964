"""Procedures: step by step, in order, with their days; only the lead's word changes the status."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from foundation.policy.models import Figure
from households.models import FamilyChange, Household, Person, Procedure, ProcedureStep, StatusStep
from households.procedures import running as procedures
from households.procedures.running import UnableToDecide
from tests import world as w
from tests.households.cases import FIRST, figures, opened, surveyed, with_steps
from tests.world import World, household, pair

ON = date(2018, 6, 30)


@pytest.fixture(autouse=True)
def _figures(world: World) -> None:
    figures()


def confirmed(world: World, procedure: Procedure, **given: Any) -> StatusStep:
    with world.seen_by(world.lead, ON):
        words = {"decided_on": ON, "by": world.lead, "on": ON} | given
        return procedures.confirm_procedure(procedure=procedure, **words)


def ready(world: World, home: Household, kind: str, **given: Any) -> Procedure:
    with world.seen_by(world.clerk, ON):
        return with_steps(opened(home, kind, world.clerk, **given), world.clerk, on=ON)


def test_household_is_lifted_out_when_the_lead_confirms_and_not_before(world: World) -> None:
    home, bystander = household(), household()
    surveyed(home)

    procedure = ready(world, home, "lift")
    home.refresh_from_db()
    assert home.poverty_status == "identified"
    step = confirmed(world, procedure)

    assert (step.from_status, step.to_status) == ("identified", "lifted")
    assert (step.reviewed_on, step.notice_from, step.notice_to) == (
        FIRST, FIRST + timedelta(days=3), FIRST + timedelta(days=10),
    )  # fmt: skip
    home.refresh_from_db()
    bystander.refresh_from_db()
    assert (home.poverty_status, home.lifted_year, home.version) == ("lifted", 2018, 2)
    assert (bystander.poverty_status, home.facts.poverty_status) == ("identified", "lifted")
    with pytest.raises(UnableToDecide, match="不能再办理"):
        confirmed(world, procedure)


@pytest.mark.parametrize(
    ("survey", "line", "told"),
    [
        (None, 3535, "没有2018年的收支调查"),
        ({"per_head": 3535}, 3535, "没有超过当年退出标准3535.00元"),
        ({"housing_ok": None}, 3535, "“住房安全有保障”未达到或未核实"),
        ({"water_ok": False}, 3535, "“饮水安全”未达到或未核实"),
        ({}, None, "没有2018年适用的退出标准"),
    ],
)
def test_what_is_missing_for_leaving_poverty_is_said(
    world: World, survey: dict[str, object] | None, line: int | None, told: str
) -> None:
    if not line:
        Figure.objects.filter(kind="exit_line").delete()
    home = household()
    if survey is not None:
        surveyed(home, **survey)  # type: ignore[arg-type]

    with pytest.raises(UnableToDecide, match=told):
        confirmed(world, ready(world, home, "lift"))

    home.refresh_from_db()
    assert home.poverty_status == "identified"
    assert not StatusStep.objects.exists()


def test_nothing_is_confirmed_while_a_step_is_missing(world: World) -> None:
    home = household()
    surveyed(home)
    with world.seen_by(world.clerk, ON):
        procedure = with_steps(opened(home, "lift", world.clerk), world.clerk, on=ON, without=("announced",))

    with pytest.raises(UnableToDecide, match="“公告”没有登记"):
        confirmed(world, procedure)
    with pytest.raises(DatabaseError, match="procedure_complete"), transaction.atomic():
        Procedure.objects.update(state="confirmed", decided_on=ON, confirmed_by=world.lead)


STEPS = [
    ("announced", {}, "之前还须登记“民主评议”"),
    ("township_review", {}, "之前还须登记"),
    ("second_notice", {}, "没有“第二次公示”这一步"),
    ("review", {"held_on": date(2018, 7, 1)}, "不能晚于今天"),
]


@pytest.mark.parametrize(("kind", "given", "told"), STEPS)
def test_step_comes_in_its_turn(world: World, kind: str, given: dict[str, Any], told: str) -> None:
    with world.seen_by(world.clerk, ON):
        procedure = opened(household(), "lift", world.clerk)
        words = {"held_on": FIRST, "until": FIRST, "responsible": "张三", "document": "记录"} | given
        with pytest.raises(UnableToDecide, match=told):
            procedures.record_step(procedure=procedure, kind=kind, by=world.clerk, on=ON, **words)


def test_notice_hangs_its_days_and_the_next_step_waits_for_its_end(world: World) -> None:
    with world.seen_by(world.clerk, ON):
        procedure = opened(household(), "lift", world.clerk)
        words = {
            "procedure": procedure,
            "responsible": "张三",
            "document": "记录",
            "by": world.clerk,
            "on": ON,
        }
        for kind in ("review", "check", "agreed"):
            procedures.record_step(kind=kind, held_on=FIRST, **words)  # type: ignore[arg-type]
        with pytest.raises(UnableToDecide, match="只有6天，不足7天"):
            procedures.record_step(kind="first_notice", held_on=FIRST, until=date(2018, 5, 6), **words)  # type: ignore[arg-type]
        procedures.record_step(kind="first_notice", held_on=FIRST, until=date(2018, 5, 7), **words)  # type: ignore[arg-type]
        with pytest.raises(UnableToDecide, match="早于2018-05-08"):
            procedures.record_step(kind="announced", held_on=date(2018, 5, 7), **words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "kind", "allowed"),
    [
        ("liaison", "review", True),
        ("liaison", "township_review", False),
        ("township_clerk", "township_review", True),
        ("township_clerk", "review", False),
        ("clerk", "review", True),
    ],
)
def test_each_level_records_its_own_steps(world: World, who: str, kind: str, allowed: bool) -> None:
    home, user = household(poverty_status="lifted", lifted_year=2016), world.users[who]
    with world.seen_by(world.clerk, ON):
        procedure = opened(home, "fall_back", world.clerk, reason="因病")
        if kind != "review":
            with_steps(procedure, world.clerk, on=ON, without=(
                "township_review", "second_notice", "county_review", "announced"))  # fmt: skip
        else:
            procedures.record_step(
                procedure=procedure,
                kind="application",
                held_on=FIRST,
                responsible="甲",
                document="申请书",
                by=world.clerk,
                on=ON,
            )
    words: dict[str, Any] = {
        "kind": kind,
        "held_on": ON,
        "responsible": "甲",
        "document": "记录",
        "by": user,
        "on": ON,
    }
    with world.seen_by(user, ON):
        if allowed:
            procedures.record_step(procedure=procedure, **words)
        else:
            with pytest.raises(UnableToDecide, match="您不能代为登记"):
                procedures.record_step(procedure=procedure, **words)


def test_wrong_step_is_taken_back_and_stays_readable(world: World) -> None:
    with world.seen_by(world.clerk, ON):
        procedure = opened(household(), "lift", world.clerk)
        words = {
            "procedure": procedure,
            "kind": "review",
            "responsible": "张三",
            "document": "记录",
            "by": world.clerk,
            "on": ON,
        }
        wrong = procedures.record_step(held_on=FIRST, **words)  # type: ignore[arg-type]
        procedures.take_back_step(step=wrong, reason="日期写错", by=world.clerk, on=ON)
        with pytest.raises(UnableToDecide, match="已经收回"):
            procedures.take_back_step(step=wrong, reason="再收", by=world.clerk, on=ON)
        right = procedures.record_step(held_on=date(2018, 5, 2), **words)  # type: ignore[arg-type]

    assert list(ProcedureStep.objects.order_by("pk")) == [wrong, right]
    assert ProcedureStep.objects.get(pk=wrong.pk).taken_back_reason == "日期写错"


def test_fallen_back_through_the_identification_procedure(world: World) -> None:
    home = household(poverty_status="lifted", lifted_year=2016)
    with world.seen_by(world.lead, ON):
        given: dict[str, Any] = {"household": home, "reason": "因病返贫", "by": world.lead, "on": ON}
        with pytest.raises(UnableToDecide, match="须按识别程序认定"):
            procedures.confirm_fall_back(**given)
    procedure = ready(world, home, "fall_back", reason="因病")
    assert "second_notice" in procedure.needs

    with world.seen_by(world.lead, ON):
        step = procedures.confirm_fall_back(**given)
        assert procedures.confirm_fall_back(**given | {"household": Household.objects.get()}) == step

    home.refresh_from_db()
    assert (home.poverty_status, home.lifted_year, step.reason) == ("fallen_back", None, "因病返贫")


def test_revoked_confirmation_brings_back_what_was(world: World) -> None:
    home = household(poverty_status="lifted", lifted_year=2016)
    procedure = ready(world, home, "fall_back", reason="因病")
    confirmed(world, procedure)

    with world.seen_by(world.lead, ON):
        procedures.revoke_procedure(
            procedure=Procedure.objects.get(), reason="核实有误", by=world.lead, on=ON
        )  # fmt: skip

    home.refresh_from_db()
    assert (home.poverty_status, home.lifted_year) == ("lifted", 2016)
    assert list(StatusStep.objects.order_by("pk").values_list("to_status", flat=True)) == [
        "fallen_back", "lifted",
    ]  # fmt: skip
    assert Procedure.objects.get().state == "revoked"


def test_household_that_leaves_keeps_its_people_and_comes_back_when_revoked(world: World) -> None:
    home, bystander = household(), household()
    pair(home, world.cadre)
    procedure = ready(world, home, "leave", leaving="moved")

    confirmed(world, procedure)

    home.refresh_from_db()
    person = home.persons.get()
    assert (home.left_on, home.left_reason, home.poverty_status) == (ON, "整户迁出", "removed")
    assert (person.left_on, person.left_reason) == (ON, "整户迁出")
    assert home.facts.registered is False
    with world.seen_by(world.cadre, ON) as scope:
        assert not scope.rows(Household).exists()
    with world.seen_by(world.lead, ON):
        procedures.revoke_procedure(
            procedure=Procedure.objects.get(), reason="并未迁出", by=world.lead, on=ON
        )  # fmt: skip
    home.refresh_from_db()
    assert (home.left_on, home.poverty_status) == (None, "identified")
    assert Person.objects.filter(left_on=None).count() == 2
    assert list(FamilyChange.objects.order_by("pk").values_list("kind", flat=True)) == ["left", "back"]
    bystander.refresh_from_db()
    assert bystander.left_on is None


def test_one_running_procedure_to_a_household_and_only_from_its_status(world: World) -> None:
    home = household()
    with world.seen_by(world.clerk, ON):
        opened(home, "lift", world.clerk)
        with pytest.raises(UnableToDecide, match="已有正在办理的程序"):
            opened(home, "leave", world.clerk, leaving="died")
        with pytest.raises(UnableToDecide, match="只有已脱贫户"):
            opened(home, "fall_back", world.clerk)


def test_database_keeps_order_days_and_states(world: World) -> None:
    home = household(poverty_status="lifted", lifted_year=2016)
    ready(world, home, "fall_back", reason="因病")
    late = "set held_on = '2018-06-29'"
    for statement, guard in (
        (f"update households_procedurestep {late} where kind = 'review'", "procedure_steps_in_order"),
        ("update households_procedurestep set until = held_on where kind = 'first_notice'",
         "procedure_notice_long_enough"),
        ("update households_procedurestep set until = null where kind = 'first_notice'",
         "procedure_notice_has_its_days"),
        ("update households_procedurestep set responsible = ''", "procedure_step_has_responsible"),
        ("update households_procedurestep set document = ''", "procedure_step_has_its_paper"),
        ("update households_procedurestep set kind = 'x'", "procedure_step_known"),
        ("update households_procedurestep set taken_back_on = now()", "taken_back_with_reason"),
        ("update households_procedure set state = 'revoked'", "procedure_state_in_order"),
        ("update households_procedure set year = 2018", "procedure_year_of_lifting"),
        ("update households_procedure set leaving = 'died'", "procedure_reason_of_leaving"),
        ("update households_procedure set closing_reason = 'x'", "procedure_closed_with_reason"),
        ("update households_procedure set kind = 'x'", "procedure_kind_known"),
        ("update households_procedure set confirmed_by_id = created_by_id", "confirmed_by_somebody"),
        (f"update households_procedure set state = 'confirmed', decided_on = '2018-05-02',"
         f" confirmed_by_id = {world.lead.pk}", "procedure_decided_after_its_steps"),
        (f"update households_procedurestep set area_code = {w.NEXT_VILLAGE}",
         "procedurestep_of_its_procedure"),
    ):  # fmt: skip
        with (
            pytest.raises(DatabaseError, match=guard),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_decided_case_keeps_its_steps_as_they_were(world: World) -> None:
    procedure = ready(world, household(poverty_status="lifted", lifted_year=2016), "fall_back", reason="因病")
    confirmed(world, procedure)

    with pytest.raises(DatabaseError, match="procedure_steps_while_running"), transaction.atomic():
        ProcedureStep.objects.filter(kind="announced").update(held_on=ON)
