"""Alerts on their pages: found, verified by those who know the household, closed by the lead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from assessment.models import RiskAlert
from assessment.monitoring.handling import UnableToHandleAlert, close_alert, verify_alert
from foundation.accounts.models import AccessRecord, User
from foundation.jobs.models import Run
from households.models import StatusStep
from tests import world as w
from tests.assessment.cast import AS_OF, home_with
from tests.households.cases import figures, opened, with_steps
from tests.world import World, pair


def raised(in_village: int = w.VILLAGE, rule: str = "unsafe-house", **given: Any) -> RiskAlert:
    home = home_with(in_village, **given)
    return RiskAlert.objects.create(
        household=home, area_code=home.area_code, rule=rule, as_of=AS_OF, sentence="住房安全等级为D级，须核实"
    )


@pytest.fixture
def alert(world: World) -> RiskAlert:
    found = raised()
    pair(found.household, world.cadre)
    return found


@pytest.fixture
def next_door(world: World) -> RiskAlert:
    return raised(w.NEXT_VILLAGE)


def handled(world: World, alert: RiskAlert, by: User, verdict: str) -> Any:
    return world.signed_in(by).post(
        f"/alerts/{alert.pk}/close/", {"verdict": verdict, "conclusion": "因病返贫，须继续帮扶"}
    )


def test_clerk_sees_her_countys_alerts_with_their_reasons(
    world: World, alert: RiskAlert, next_door: RiskAlert
) -> None:
    page = world.signed_in(world.clerk).get("/alerts/").content.decode()

    assert alert.household.head_name in page
    assert "住房安全等级为D级，须核实" in page
    assert "岩脚镇太和村" in page
    assert f"/alerts/{next_door.pk}/" not in page


def test_list_is_narrowed_by_rule_state_and_township(world: World, alert: RiskAlert) -> None:
    other = raised(w.OTHER_TOWNSHIP_VILLAGE, rule="income-drop")
    client = world.signed_in(world.clerk)

    def shown(**asked: str) -> set[int]:
        return {line.alert.pk for line in client.get("/alerts/", asked).context["lines"]}

    assert shown() == {alert.pk, other.pk}
    assert shown(rule="income-drop") == {other.pk}
    assert shown(area=str(w.TOWNSHIP)) == {alert.pk}
    assert shown(state="closed") == set()
    verify_alert(alert=other, by=world.clerk, on=timezone.localdate(), verification="属实")
    assert shown(state="verified") == {other.pk}
    assert shown(state="open") == {alert.pk}


@pytest.mark.parametrize("name", ["clerk", "lead", "township_clerk", "liaison", "cadre"])
def test_who_knows_the_household_verifies(world: World, alert: RiskAlert, name: str) -> None:
    client = world.signed_in(world.users[name])

    answer = client.post(f"/alerts/{alert.pk}/verify/", {"verification": "入户查看，屋顶渗漏"}, follow=True)

    assert "入户查看，屋顶渗漏" in answer.content.decode()
    alert.refresh_from_db()
    assert (alert.state, alert.verified_by) == ("verified", world.users[name])


@pytest.mark.parametrize("name", ["prefecture_officer", "province_officer"])
def test_officer_above_looks_and_does_not_verify(world: World, alert: RiskAlert, name: str) -> None:
    client = world.signed_in(world.users[name])

    assert "您的角色不能核实预警" in client.get(f"/alerts/{alert.pk}/").content.decode()
    assert client.post(f"/alerts/{alert.pk}/verify/", {"verification": "属实"}).status_code == 403
    alert.refresh_from_db()
    assert alert.state == "open"


@pytest.mark.parametrize("name", ["clerk_next_door", "cadre_next_door"])
def test_neighbours_get_the_same_answer_as_for_an_unknown_number(
    world: World, alert: RiskAlert, name: str
) -> None:
    client = world.signed_in(world.users[name])

    foreign, unknown = client.get(f"/alerts/{alert.pk}/"), client.get("/alerts/99999999/")

    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content
    assert client.post(f"/alerts/{alert.pk}/verify/", {"verification": "属实"}).status_code == 404


def test_lead_alone_closes_and_only_what_was_verified(world: World, alert: RiskAlert) -> None:
    too_early = handled(world, alert, world.lead, "supported")
    assert "还没有核实" in too_early.content.decode()

    verify_alert(alert=alert, by=world.clerk, on=timezone.localdate(), verification="属实")
    assert handled(world, alert, world.clerk, "supported").status_code == 403
    assert handled(world, alert, world.lead, "supported").status_code == 302

    alert.refresh_from_db()
    assert (alert.state, alert.verdict, alert.closed_by) == ("closed", "supported", world.lead)
    assert AccessRecord.objects.filter(kind="confirmed", subject=f"alert:{alert.pk}").exists()
    assert "已办结" in handled(world, alert, world.lead, "no_risk").content.decode()


def test_fallen_back_is_closed_by_the_households_own_procedure(
    world: World, alert: RiskAlert, next_door: RiskAlert
) -> None:
    home, today = alert.household, timezone.localdate()
    verify_alert(alert=alert, by=world.clerk, on=today, verification="属实")

    told = handled(world, alert, world.lead, "fallen_back")
    assert "须按识别程序认定" in told.content.decode()
    home.refresh_from_db()
    assert home.poverty_status == "lifted"
    figures()
    with_steps(opened(home, "fall_back", world.clerk, reason="因病"), world.clerk, on=today)
    handled(world, alert, world.lead, "fallen_back")

    home.refresh_from_db()
    next_door.household.refresh_from_db()
    assert (home.poverty_status, next_door.household.poverty_status) == ("fallen_back", "lifted")
    assert StatusStep.objects.get(household=home).reason == "因病返贫，须继续帮扶"


def test_household_that_was_never_lifted_cannot_fall_back(world: World) -> None:
    alert = raised(status="identified")
    verify_alert(alert=alert, by=world.clerk, on=timezone.localdate(), verification="属实")

    with pytest.raises(UnableToHandleAlert, match="只有已脱贫户才能认定返贫"):
        close_alert(
            alert=alert, by=world.lead, on=timezone.localdate(), verdict="fallen_back", conclusion="因病"
        )
    alert.refresh_from_db()
    assert alert.state == "verified"


def test_alert_is_verified_once_with_words_and_not_before_its_day(world: World, alert: RiskAlert) -> None:
    with pytest.raises(UnableToHandleAlert, match="早于监测日期"):
        verify_alert(alert=alert, by=world.clerk, on=date(2018, 6, 29), verification="属实")
    with pytest.raises(UnableToHandleAlert, match="写明核实情况"):
        verify_alert(alert=alert, by=world.clerk, on=AS_OF, verification="  ")
    verify_alert(alert=alert, by=world.clerk, on=AS_OF, verification="属实")
    with pytest.raises(UnableToHandleAlert, match="不能再次核实"):
        verify_alert(alert=alert, by=world.lead, on=AS_OF, verification="不属实")


def test_clerk_starts_detection_for_her_county(world: World) -> None:
    client = world.signed_in(world.clerk)

    answer = client.post("/alerts/detect/", {"as_of": "2018-06-30"}, follow=True)

    run = Run.objects.get(kind="detect_fall_back")
    assert (run.area_code, run.asked_by) == (w.COUNTY, world.clerk)
    assert "监测日期：2018-06-30" in answer.content.decode()
    again = client.post("/alerts/detect/", {"as_of": "2018-06-30"})
    assert "正在进行" in again.content.decode()
    tomorrow = client.post("/alerts/detect/", {"as_of": "2099-01-01"})
    assert "还没有到" in tomorrow.content.decode()
    neighbour = world.signed_in(world.clerk_next_door)
    assert neighbour.get(f"/alerts/runs/{run.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["township_clerk", "cadre", "province_officer"])
def test_detection_is_the_countys_business(world: World, name: str) -> None:
    client = world.signed_in(world.users[name])

    assert client.post("/alerts/detect/", {"as_of": "2018-06-30"}).status_code == 403
    assert "您的角色不能开展返贫监测" in client.get("/alerts/").content.decode()


@pytest.mark.usefixtures("catalogue")
def test_households_file_shows_its_alerts(world: World, alert: RiskAlert) -> None:
    page = world.signed_in(world.clerk).get(f"/households/{alert.household_id}/").content.decode()

    assert f"/alerts/{alert.pk}/" in page
