"""Alerts, ledgers and progress in a browser: at desk and phone width, with axe on every page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assessment.ledgers.producing import ask_for_ledger
from assessment.models import RiskAlert
from assessment.monitoring.detecting import ask_for_detection
from tests import world as w
from tests.assessment.cast import AS_OF, home_with, survey, thresholds, worked
from tests.browser.conftest import PHONE, Opened
from tests.world import World, pair

ON = date(2018, 7, 10)


@pytest.fixture
def county(world: World) -> dict[str, Any]:
    thresholds()
    home = home_with(house_grade="D")
    survey(home, per_head="3102.5", medical_out_of_pocket_yuan="4000")
    pair(home, world.cadre)
    home_with(w.OTHER_TOWNSHIP_VILLAGE, status="identified")
    home_with(w.FAR_VILLAGE)
    detection = worked(ask_for_detection(area=world.county, as_of=AS_OF, by=world.clerk, on=ON))
    ledger = worked(ask_for_ledger(area=world.county, period="2018-06", by=world.clerk, on=ON))
    home.head_name = "新户主"
    home.save()
    later = worked(ask_for_ledger(area=world.county, period="2018", by=world.clerk, on=ON))
    ledgers = {"ledger": ledger.result["object_id"], "later": later.result["object_id"]}
    return {"detection": detection, "home": home, **ledgers}


def test_countys_pages(county: dict[str, Any], signed_in: Opened) -> None:
    clerk = signed_in("clerk")
    alert = RiskAlert.objects.get(rule="income-below-line")

    for name, path in (
        ("alerts", "/alerts/"),
        ("alert", f"/alerts/{alert.pk}/"),
        ("detect", "/alerts/detect/"),
        ("detection-run", f"/alerts/runs/{county['detection'].pk}/"),
        ("ledgers", "/ledgers/"),
        ("ledger", f"/ledgers/{county['ledger']}/"),
        ("ledgers-compared", f"/ledgers/{county['later']}/compare/{county['ledger']}/"),
        ("progress", "/progress/"),
        ("progress-list", f"/progress/households/?figure=unpaired&area={w.COUNTY}"),
    ):
        clerk.go(path)
        clerk.check_at_both(name)


def test_provincial_officer_drills_down(county: dict[str, Any], signed_in: Opened) -> None:
    officer = signed_in("province_officer")

    officer.go("/progress/")
    officer.check_at_both("progress-province")
    officer.page.get_by_role("table").get_by_role("link", name="六盘水市").click()
    officer.page.get_by_role("table").get_by_role("link", name="六枝特区").click()
    officer.check_at_both("progress-county")
    assert "六枝特区进展" in officer.page.inner_text("h1")


def test_cadre_verifies_an_alert_on_the_phone(county: dict[str, Any], signed_in: Opened) -> None:
    cadre = signed_in("cadre", PHONE)
    alert = RiskAlert.objects.get(rule="income-below-line")

    cadre.go(f"/alerts/{alert.pk}/")
    cadre.page.get_by_role("button", name="记录核实情况").click()
    cadre.check("alert-without-words")
    assert "请写明核实情况" in cadre.page.inner_text("main")
    cadre.page.get_by_label("核实情况").fill("入户核实，务工收入减少")
    cadre.page.get_by_role("button", name="记录核实情况").click()
    cadre.page.get_by_text("核实情况已记录").wait_for()
    cadre.check("alert-verified")

    alert.refresh_from_db()
    assert (alert.state, alert.verification) == ("verified", "入户核实，务工收入减少")
