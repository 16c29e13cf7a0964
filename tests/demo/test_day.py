"""The demonstration lives on the day that its records end with; no other installation does."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from config.demo.day import DAY, VARIABLE, live_on_the_demo_day
from tests.world import World


@pytest.fixture
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    # Put back after the test, whatever the demonstration did to it.
    monkeypatch.setattr(timezone, "localdate", timezone.localdate)


@pytest.mark.usefixtures("_clock")
def test_demo_takes_its_day_for_today_and_says_so(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setenv(VARIABLE, DAY.isoformat())
    live_on_the_demo_day()
    assert timezone.localdate() == date(2018, 7, 2)
    page = Client().get("/accounts/sign-in/").content.decode()
    assert "演示数据，均为虚构；系统按2018-07-02办理" in page


@pytest.mark.usefixtures("_clock")
def test_elsewhere_today_is_today(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    live_on_the_demo_day()
    assert timezone.localdate() == timezone.now().astimezone(timezone.get_current_timezone()).date()
    assert "演示数据" not in Client().get("/accounts/sign-in/").content.decode()
