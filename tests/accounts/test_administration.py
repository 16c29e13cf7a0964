"""The three administrators: accounts and appointments, divisions and runs, the access log."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from foundation.accounts import administration
from foundation.accounts.administration import UnableToAdminister
from foundation.accounts.models import AccessRecord, Appointment, User
from foundation.areas.codes import code_range
from foundation.areas.models import Area
from foundation.jobs.models import Run
from tests import world as w
from tests.world import World, household

ON = date(2018, 6, 30)


def newcomer(name: str = "newcomer") -> User:
    return User.objects.create_user(name, password=w.PASSWORD, full_name="新来的")


def appoint(
    world: World, user: User, role: str = "county_clerk", area: int = w.COUNTY, **given: object
) -> Appointment:
    words = {"starts_on": ON, "within": code_range(w.PROVINCE), "by": world.security_admin} | given
    with world.seen_by(world.security_admin):
        return administration.appoint(user=user, role=role, area=Area.objects.get(code=area), **words)  # type: ignore[arg-type]


def test_account_is_made_appointed_and_signs_in_with_the_password_told_once(world: World) -> None:
    household(head_name="六枝户")
    admin = world.signed_in(world.security_admin)

    made = admin.post("/accounts/new/", {"username": "zhang.san", "full_name": "张三"})
    password = re.search(r"<code>([^<]+)</code>", made.content.decode())[1]  # type: ignore[index]
    user = User.objects.get(username="zhang.san")
    form = {"role": "county_clerk", "area": "六枝特区", "starts_on": "2018-01-01"}
    assert admin.post(f"/accounts/{user.pk}/", form).status_code == 302

    assert "no-store" in made.headers["Cache-Control"]
    theirs = Client()
    signed_in = theirs.post("/accounts/sign-in/", {"username": "zhang.san", "password": password})
    assert signed_in.status_code == 302
    assert theirs.get("/households/").headers["Location"] == "/accounts/password/"
    assert theirs.get("/api/v1/households/").status_code == 403
    chosen = {
        "old_password": password,
        "new_password1": "新的-long-words",
        "new_password2": "新的-long-words",
    }
    assert theirs.post("/accounts/password/", chosen).status_code == 302
    assert "六枝户" in theirs.get("/households/").content.decode()
    recorded = AccessRecord.objects.filter(kind="appointed", subject=f"user:{user.pk}")
    assert [one.reason for one in recorded.order_by("pk")] == ["新建账号", "任县残联业务员"]


def test_ended_appointment_ends_the_right_at_once(world: World) -> None:
    clerk = world.signed_in(world.clerk)
    assert clerk.get("/households/").status_code == 200
    appointment = world.clerk.appointments.get()
    address = f"/accounts/{world.clerk.pk}/appointments/{appointment.pk}/end/"

    answer = world.signed_in(world.security_admin).post(address, {"ends_on": f"{timezone.localdate()}"})

    assert answer.status_code == 302
    assert clerk.get("/households/").status_code == 403
    assert world.signed_in(world.second_clerk).get("/households/").status_code == 200


@pytest.mark.parametrize(
    ("role", "area", "told"),
    [
        ("county_clerk", w.TOWNSHIP, "只能在县"),
        ("province_officer", w.COUNTY, "只能在省"),
        ("system_admin", w.COUNTY, "只能在省"),
    ],
)
def test_role_is_given_only_at_its_level(world: World, role: str, area: int, told: str) -> None:
    with pytest.raises(UnableToAdminister, match=told):
        appoint(world, newcomer(), role, area)


def test_nobody_holds_two_of_the_three_administrator_roles(world: World) -> None:
    person = newcomer()
    first = appoint(world, person, "auditor", w.PROVINCE, starts_on=date(2017, 1, 1))
    Appointment.objects.filter(pk=first.pk).update(ends_on=date(2018, 1, 1))

    with pytest.raises(UnableToAdminister, match="三员须由三个不同的人"):
        appoint(world, person, "system_admin", w.PROVINCE)
    assert appoint(world, person, "auditor", w.PROVINCE)


def test_account_holds_one_role_at_a_time(world: World) -> None:
    with pytest.raises(UnableToAdminister, match="同一时间只担任一个角色"):
        appoint(world, world.clerk, "county_lead")


def test_administrator_appoints_neither_herself_nor_outside_her_area(world: World) -> None:
    with pytest.raises(UnableToAdminister, match="不能给自己任职"):
        appoint(world, world.security_admin)
    with pytest.raises(UnableToAdminister, match="不在您负责的区域"):
        appoint(world, newcomer(), within=code_range(w.NEXT_COUNTY))
    assert not Appointment.objects.filter(starts_on=ON).exists()


def test_county_administrator_cannot_take_over_the_account_of_somebody_above(world: World) -> None:
    officer = world.province_officer

    with pytest.raises(UnableToAdminister, match="请由上级安全管理员办理"):
        administration.renew_password(
            user=officer, within=code_range(w.COUNTY), by=world.security_admin, on=timezone.localdate()
        )

    officer.refresh_from_db()
    assert officer.check_password(w.PASSWORD)


def test_auditor_reads_the_log_and_nothing_else(world: World) -> None:
    AccessRecord.objects.create(kind="opened", user=world.clerk, subject="household:77", area_code=w.COUNTY)
    AccessRecord.objects.create(kind="exported", user=world.lead, subject="ledger:5", area_code=w.COUNTY)
    auditor = world.signed_in(world.auditor)

    page = auditor.get("/accounts/access-log/?kind=opened").content.decode()

    assert "household:77" in page
    assert "ledger:5" not in page
    assert auditor.get("/households/").status_code == 403
    assert world.signed_in(world.clerk).get("/accounts/access-log/").status_code == 403


def test_system_administrator_sees_areas_and_every_run_but_no_household(world: World) -> None:
    run = Run.objects.create(kind="merge_roster", area_code=w.COUNTY, asked_by=world.clerk, sentence="核对中")
    admin = world.signed_in(world.system_admin)

    assert "岩脚镇" in admin.get(f"/accounts/areas/{w.COUNTY}/").content.decode()
    assert f"/runs/{run.pk}/" in admin.get("/runs/").content.decode()
    assert admin.post(f"/runs/{run.pk}/stop/").status_code == 403
    assert admin.get("/households/").status_code == 403


def test_run_is_seen_and_stopped_in_its_county_only(world: World) -> None:
    run = Run.objects.create(kind="merge_roster", area_code=w.COUNTY, asked_by=world.clerk)
    stranger, officer = world.signed_in(world.clerk_next_door), world.signed_in(world.prefecture_officer)

    assert stranger.get(f"/runs/{run.pk}/").status_code == 404
    assert stranger.post(f"/runs/{run.pk}/stop/").status_code == 404
    assert officer.get(f"/runs/{run.pk}/").status_code == 200
    assert officer.post(f"/runs/{run.pk}/stop/").status_code == 403
    run.refresh_from_db()
    assert run.state == "queued"
    assert world.signed_in(world.second_clerk).post(f"/runs/{run.pk}/stop/").status_code == 302
    run.refresh_from_db()
    assert run.state == "stopped"


def test_poll_gets_the_part_alone_and_a_visitor_the_page(world: World) -> None:
    run = Run.objects.create(kind="merge_roster", area_code=w.COUNTY, asked_by=world.clerk)
    clerk = world.signed_in(world.clerk)

    part = clerk.get(f"/runs/{run.pk}/", headers={"HX-Request": "true"}).content.decode()
    whole = clerk.get(f"/runs/{run.pk}/").content.decode()

    assert "<html" not in part
    assert "<html" in whole
    assert f'id="run-{run.pk}"' in part


@pytest.mark.parametrize(
    ("name", "first_page"),
    [
        ("clerk", "/households/"),
        ("cadre", "/households/"),
        ("province_officer", "/progress/"),
        ("security_admin", "/accounts/"),
        ("system_admin", "/runs/"),
        ("auditor", "/accounts/access-log/"),
    ],
)
def test_everybody_begins_where_their_work_is(world: World, name: str, first_page: str) -> None:
    assert world.signed_in(world.users[name]).get("/").headers["Location"] == first_page


def test_without_an_appointment_there_is_nothing_but_a_sentence(world: World) -> None:
    nobody = world.signed_in(newcomer())

    assert "没有任职" in nobody.get("/").content.decode()
    assert nobody.get("/households/").status_code == 403
