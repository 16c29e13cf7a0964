"""Each rule: a household just inside, its neighbour just outside, and the sentence that says why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from assessment.models import RiskAlert
from assessment.monitoring.detecting import ask_for_detection
from foundation.jobs.models import Run
from households.models import DisabilityCertificate, Household
from tests.assessment.cast import AS_OF, benefit, home_with, survey, thresholds, worked
from tests.world import World, pair, person


@pytest.fixture(autouse=True)
def _figures(world: World) -> None:
    thresholds()


def detected(world: World) -> Run:
    return worked(ask_for_detection(area=world.county, as_of=AS_OF, by=world.clerk, on=timezone.localdate()))


def sentences(home: Household) -> dict[str, str]:
    return dict(RiskAlert.objects.filter(household=home).values_list("rule", "sentence"))


def test_income_below_the_line_of_the_survey_year(world: World) -> None:
    below, at_the_line, not_lifted = home_with(), home_with(), home_with(status="identified")
    survey(below, per_head="3534.99")
    survey(at_the_line, per_head="3535")
    survey(not_lifted, per_head="1000")

    detected(world)

    assert sentences(below) == {"income-below-line": "2018年人均纯收入3534.99元，低于当年监测线3535元"}
    assert sentences(at_the_line) == sentences(not_lifted) == {}


def test_only_the_latest_survey_that_was_made_by_then_counts(world: World) -> None:
    recovered, not_yet_surveyed = home_with(), home_with()
    survey(recovered, 2017, per_head="1000")
    survey(recovered, 2018, per_head="6000")
    survey(not_yet_surveyed, 2018, per_head="1000", surveyed_on=date(2018, 7, 1))

    detected(world)

    assert sentences(recovered) == sentences(not_yet_surveyed) == {}


def test_medical_costs_above_the_share_of_the_income(world: World) -> None:
    heavy, borne, unknown = home_with(), home_with(), home_with()
    survey(heavy, medical_out_of_pocket_yuan="4800.01")
    survey(borne, medical_out_of_pocket_yuan="4800")
    survey(unknown)

    detected(world)

    assert sentences(heavy) == {
        "medical-burden": "2018年自付医疗支出4800.01元，占家庭年收入12000.00元的40.0%，超过40%"
    }
    assert sentences(borne) == sentences(unknown) == {}


def test_medical_costs_without_any_income(world: World) -> None:
    home = home_with(status="identified")
    survey(home, per_head="0", medical_out_of_pocket_yuan="500")

    detected(world)

    assert sentences(home) == {
        "medical-burden": "2018年自付医疗支出500.00元，占家庭年收入0.00元的全部，超过40%"
    }


def test_income_that_fell_by_more_than_the_limit(world: World) -> None:
    fell, held, gap = home_with(), home_with(), home_with()
    survey(fell, 2017, per_head="10000")
    survey(fell, 2018, per_head="6900")
    survey(held, 2017, per_head="10000")
    survey(held, 2018, per_head="7000")
    survey(gap, 2016, per_head="10000")
    survey(gap, 2018, per_head="6000")

    detected(world)

    assert sentences(fell) == {
        "income-drop": "2018年人均纯收入6900.00元，比上年的10000.00元下降31.0%，超过30%"
    }
    assert sentences(held) == sentences(gap) == {}


def test_guarantee_that_is_not_met_but_not_one_that_is_unknown(world: World) -> None:
    lacking, unknown, not_lifted = home_with(), home_with(), home_with(status="identified")
    survey(lacking, water_ok=False, housing_ok=False)
    survey(unknown, water_ok=None)
    survey(not_lifted, water_ok=False)

    detected(world)

    assert sentences(lacking) == {"guarantee-missing": "2018年度调查有2项未达标：饮水安全、住房安全"}
    assert sentences(unknown) == sentences(not_lifted) == {}


@pytest.mark.parametrize(("grade", "meaning"), [("C", "局部危险"), ("D", "整幢危险")])
def test_house_of_a_dangerous_grade(world: World, grade: str, meaning: str) -> None:
    unsafe, safe = home_with(house_grade=grade), home_with(house_grade="B")

    detected(world)

    assert sentences(unsafe) == {"unsafe-house": f"住房安全等级为{grade}级（{meaning}），须核实住房保障"}
    assert sentences(safe) == {}


def test_benefit_that_ended_and_was_not_renewed(world: World) -> None:
    lost, renewed, long_ago, ahead = home_with(), home_with(), home_with(), home_with()
    benefit(lost, "dibao", ends_on=date(2018, 6, 1))
    benefit(renewed, "dibao", ends_on=date(2018, 6, 1))
    benefit(renewed, "dibao", starts_on=date(2018, 6, 1))
    benefit(long_ago, "dibao", ends_on=date(2018, 5, 1))
    benefit(ahead, "dibao", ends_on=date(2018, 7, 1))

    detected(world)

    assert sentences(lost) == {"benefit-lost": "农村低保（自2018-06-01起）停发29日，至监测日没有新的记录"}
    assert sentences(renewed) == sentences(long_ago) == sentences(ahead) == {}


def test_allowance_is_the_persons_own_and_the_dead_need_none(world: World) -> None:
    two = [person(level=1), person(level=2)]
    lost, of_the_dead = home_with(members=two), home_with(members=[person(level=1), person(level=1)])
    first, second = lost.persons.order_by("pk")
    benefit(lost, "nursing-allowance", person=first, ends_on=date(2018, 6, 10))
    benefit(lost, "nursing-allowance", person=second)
    dead = of_the_dead.persons.order_by("pk").last()
    benefit(of_the_dead, "nursing-allowance", person=dead, ends_on=date(2018, 6, 10))
    of_the_dead.persons.filter(pk=dead.pk).update(left_on=date(2018, 6, 9), left_reason="死亡")

    detected(world)

    assert list(sentences(lost)) == ["benefit-lost"]
    assert sentences(of_the_dead) == {}


def test_helper_who_left_and_nobody_took_over(world: World) -> None:
    left_alone, taken_over, never_paired = home_with(), home_with(), home_with()
    pair(left_alone, world.cadre, ends_on=date(2018, 6, 20))
    pair(taken_over, world.cadre, ends_on=date(2018, 6, 20))
    pair(taken_over, world.cadre_next_door, starts_on=date(2018, 6, 20))

    detected(world)

    assert sentences(left_alone) == {"helper-left": "结对帮扶自2018-06-20起解除，至监测日已10日无人接手"}
    assert sentences(taken_over) == sentences(never_paired) == {}


def test_certificate_that_expires_soon(world: World) -> None:
    soon, later, none_given = home_with(), home_with(), home_with()
    for home, until in ((soon, date(2018, 9, 28)), (later, date(2018, 9, 29))):
        DisabilityCertificate.objects.filter(household=home).update(valid_until=until)

    detected(world)

    assert sentences(soon) == {"certificate-expiring": "有1本残疾人证到期或90日内将到期，最早为2018-09-28"}
    assert sentences(later) == sentences(none_given) == {}


def test_sentence_and_figures_name_nobody(world: World) -> None:
    home = home_with(house_grade="D")
    survey(home, per_head="1000")

    detected(world)

    for alert in RiskAlert.objects.filter(household=home):
        told: Any = f"{alert.sentence} {alert.figures}"
        assert home.head_name not in told
        assert home.number not in told
