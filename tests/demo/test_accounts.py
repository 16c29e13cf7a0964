"""Accounts for trying the product out: one of each role, made once."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.management import call_command

from config.demo.accounts import create_demo_accounts
from foundation.accounts.models import Appointment, User
from foundation.accounts.roles import Role
from households.models import Cadre
from tests import world as w
from tests.world import World


def _without_the_cast() -> None:
    Appointment.objects.all().delete()
    User.objects.all().delete()


def test_each_role_has_one_account_in_its_area(world: World) -> None:
    _without_the_cast()

    made = create_demo_accounts(w.COUNTY)

    roles = {
        a.role: a.area_id for a in Appointment.objects.filter(user__username__in=[m.username for m in made])
    }
    assert set(roles) == set(Role.values)
    assert roles["county_clerk"] == w.COUNTY
    assert roles["village_liaison"] == w.VILLAGE
    assert roles["township_clerk"] == w.TOWNSHIP
    assert roles["prefecture_officer"] == w.PREFECTURE
    clerk = User.objects.get(username="clerk")
    password = next(m.password for m in made if m.username == "clerk")
    assert check_password(password, clerk.password)
    assert clerk.appointment_on(date(2018, 6, 30))


def test_cadre_account_belongs_to_the_cadre_of_the_rosters(world: World) -> None:
    _without_the_cast()
    kept = Cadre.objects.create(area_code=w.COUNTY, name="罗长青", unit="六枝特区教育局")

    create_demo_accounts(w.COUNTY, cadre=("罗长青", "六枝特区教育局"))

    kept.refresh_from_db()
    assert kept.user
    assert kept.user.username == "cadre"
    assert kept.user.full_name == "罗长青"


def test_command_shows_passwords_once_and_changes_nothing_the_second_time(
    world: World, settings: Any
) -> None:
    _without_the_cast()
    first, second = StringIO(), StringIO()

    call_command("create_accounts", area=w.COUNTY, stdout=first)
    before = list(User.objects.order_by("pk").values_list("username", "password"))
    call_command("create_accounts", area=w.COUNTY, stdout=second)

    file = Path(settings.DATA_DIR) / "accounts.txt"
    assert file.read_text() == first.getvalue()
    assert file.stat().st_mode & 0o777 == 0o600
    assert "没有改动" in second.getvalue()
    assert list(User.objects.order_by("pk").values_list("username", "password")) == before
