"""Detection as a run: whom it leaves alone, what a second one does, and what a kill leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessment.models import RiskAlert
from assessment.monitoring import detecting
from assessment.monitoring.detecting import UnableToDetect, ask_for_detection
from assessment.monitoring.handling import close_alert, verify_alert
from assessment.monitoring.monthly import ask_for_month
from assessment.monitoring.rules import RULES
from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.jobs.models import Run
from foundation.policy.models import Figure
from households.facts.refreshing import refresh
from households.models import Household
from tests import world as w
from tests.assessment.cast import AS_OF, figure, home_with, survey, thresholds, worked
from tests.world import World, person

TODAY = date(2018, 7, 10)


@pytest.fixture
def poor(world: World) -> Household:
    """Two reasons to look at it: its income and its house."""
    thresholds()
    home = home_with(house_grade="D")
    survey(home, per_head="1000")
    return home


def detected(area: Area, by: User, as_of: date = AS_OF) -> Run:
    return worked(ask_for_detection(area=area, as_of=as_of, by=by, on=timezone.localdate()))


def test_run_reports_what_it_looked_at_and_what_it_raised(world: World, poor: Household) -> None:
    home_with(w.OTHER_TOWNSHIP_VILLAGE, status="identified")
    home_with(status="none")

    run = detected(world.county, world.clerk)

    assert (run.state, run.done, run.total) == ("done", len(RULES), len(RULES))
    assert (run.result["households"], run.result["alerts_new"]) == (2, 2)
    assert run.result["by_rule"]["income-below-line"] == run.result["by_rule"]["unsafe-house"] == 1
    alert = RiskAlert.objects.get(rule="income-below-line")
    assert (alert.created_by, alert.created_by_run, alert.as_of) == (world.clerk, run, AS_OF)
    assert alert.figures == {"year": 2018, "income": 1000.0, "line": 3535}


def test_neighbours_households_are_left_alone(world: World, poor: Household) -> None:
    next_door = home_with(w.NEXT_VILLAGE, house_grade="D")

    detected(world.county, world.clerk)
    assert not RiskAlert.objects.filter(household=next_door).exists()

    detected(Area.objects.get(pk=w.NEXT_COUNTY), world.clerk_next_door)
    assert RiskAlert.objects.filter(household=next_door).count() == 1


def test_household_that_left_or_has_no_disabled_member_is_not_asked_about(
    world: World, poor: Household
) -> None:
    gone = home_with(house_grade="D", left_on=date(2018, 1, 1), left_reason="整户迁出")
    without = w.household(members=[person()], poverty_status="identified", house_grade="D")
    refresh([without.pk])

    detected(world.county, world.clerk)

    assert not RiskAlert.objects.filter(household__in=[gone, without]).exists()


def test_second_run_doubles_nothing(world: World, poor: Household) -> None:
    detected(world.county, world.clerk)
    again = detected(world.county, world.clerk)
    next_month = detected(world.county, world.clerk, date(2018, 7, 31))

    assert (again.result["alerts_new"], next_month.result["alerts_new"]) == (0, 0)
    assert RiskAlert.objects.filter(household=poor).count() == 2


def test_handled_alert_stays_closed_for_that_day_and_may_come_again_later(
    world: World, poor: Household
) -> None:
    detected(world.county, world.clerk)
    alert = RiskAlert.objects.get(rule="unsafe-house")
    verify_alert(alert=alert, by=world.clerk, on=TODAY, verification="入户查看，已加固")
    close_alert(alert=alert, by=world.lead, on=TODAY, verdict="no_risk", conclusion="已加固为B级")

    detected(world.county, world.clerk)
    detected(world.county, world.clerk, date(2018, 5, 31))
    assert RiskAlert.objects.get(rule="unsafe-house").state == "closed"

    detected(world.county, world.clerk, date(2018, 7, 31))
    assert list(
        RiskAlert.objects.filter(rule="unsafe-house").order_by("as_of").values_list("state", flat=True)
    ) == ["closed", "open"]


def test_rule_without_its_threshold_is_told_and_the_others_go_on(world: World, poor: Household) -> None:
    Figure.objects.filter(kind="monitoring_line").delete()

    run = detected(world.county, world.clerk)

    assert "没有2018年适用的标准" in run.result["not_judged"]["income-below-line"]
    assert run.result["alerts_new"] == 1


def test_countys_own_threshold_goes_before_the_nations(world: World, poor: Household) -> None:
    figure("monitoring_line", "900", year=2018, area=w.COUNTY)

    detected(world.county, world.clerk)

    assert not RiskAlert.objects.filter(rule="income-below-line").exists()


def test_killed_between_rules_it_goes_on_to_the_same_result(
    world: World, poor: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_alerts, calls = detecting.sql.raise_alerts, []

    def die_after_the_fourth(rule: object, **given: object) -> int:
        calls.append(rule)
        new = raise_alerts(rule, **given)  # type: ignore[arg-type]
        if len(calls) == 5:
            raise SystemExit("killed in the middle of the fifth rule")
        return new

    monkeypatch.setattr(detecting.sql, "raise_alerts", die_after_the_fourth)
    run = ask_for_detection(area=world.county, as_of=AS_OF, by=world.clerk, on=TODAY)
    with pytest.raises(SystemExit):
        worked(run)
    assert set(RiskAlert.objects.values_list("rule", flat=True)) == {"income-below-line"}

    Run.objects.filter(pk=run.pk).update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    run = worked(run)

    assert (run.state, run.result["alerts_new"]) == ("done", 2)
    assert RiskAlert.objects.filter(household=poor).count() == 2


def test_day_that_has_not_come_is_refused(world: World) -> None:
    with pytest.raises(UnableToDetect, match="还没有到"):
        ask_for_detection(area=world.county, as_of=date(2018, 7, 11), by=world.clerk, on=TODAY)
    with pytest.raises(UnableToDetect, match="不能早于2014年"):
        ask_for_detection(area=world.county, as_of=date(2013, 7, 11), by=world.clerk, on=TODAY)


def test_each_county_with_a_lead_is_asked_for_once_a_month_and_made_up_if_missed(world: World) -> None:
    assert [run.area_code for run in ask_for_month(on=TODAY)] == [w.COUNTY]
    assert ask_for_month(on=TODAY) == []

    run = Run.objects.get(kind="detect_fall_back")
    assert (run.key, run.parameters, run.asked_by) == ("2018-06", {"as_of": "2018-06-30"}, world.lead)
    assert worked(run).state == "done"
    assert ask_for_month(on=date(2018, 7, 31)) == []
    assert [run.key for run in ask_for_month(on=date(2018, 8, 9))] == ["2018-07"]


def test_failed_month_is_asked_for_again_and_a_stopped_one_is_not(world: World) -> None:
    ask_for_month(on=TODAY)
    Run.objects.update(state="failed", finished_at=timezone.now())
    assert len(ask_for_month(on=TODAY)) == 1

    Run.objects.filter(state="queued").update(state="stopped", finished_at=timezone.now())
    assert ask_for_month(on=TODAY) == []
