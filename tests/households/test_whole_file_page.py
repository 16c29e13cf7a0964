"""The file page as a whole: as many queries for eight members as for one; each number; what came when."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation.accounts.models import AccessRecord
from foundation.sealed.fields import Sealed
from households.attachments.keeping import Described, attach
from households.entry import member_forms
from households.history import restoring
from households.models import Household, HouseholdYear, Person, StatusStep, Visit
from households.registry import HOUSEHOLD_FIELDS, correct_household
from tests.households import pictures
from tests.households.cases import figures, opened, with_steps
from tests.households.entries import without_policy, words
from tests.world import World, household, pair, person


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    without_policy()
    figures()


def full(world: World, times: int) -> Household:
    """A household with everything ``times`` times."""
    home = household(
        members=[person(level=1), *(person(relation="other", level=2) for _ in range(times - 1))],
        phone=Sealed.of("phone", "13800001234"),
    )
    here, today = {"household": home, "area_code": home.area_code}, timezone.localdate()
    pair(home, world.cadre)
    for place in range(times):
        HouseholdYear.objects.create(**here, year=2018 - place, members=1)
        Visit.objects.create(**here, visited_on=date(2018, 1, 1 + place), done="看望")
        StatusStep.objects.create(
            **here, from_status="none", to_status="identified", decided_on=date(2010 + place, 1, 1)
        )
        case = opened(home, "lift", world.clerk)
        with_steps(case, world.clerk, on=today)
        if place < times - 1:
            case.state, case.closed_on, case.closed_by, case.closing_reason = (
                "ended",
                today,
                world.lead,
                "有异议",
            )
            case.save()
        told = Described("house", today, procedure_step=case.steps.first())  # type: ignore[attr-defined]
        with world.seen_by(world.clerk):
            attach(
                household=home, raw=pictures.photo(colour=("red", "teal", "gray", "khaki", "blue", "navy",
                       "green", "pink")[place]), told=told, by=world.clerk, on=today,
            )  # fmt: skip
    return home


def test_file_of_eight_takes_as_many_queries_as_a_file_of_one(world: World) -> None:
    small, large = full(world, 1), full(world, 8)
    clerk = world.signed_in(world.clerk)
    words(clerk, f"/households/{small.pk}/")
    counted = []
    for home in (small, large):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            words(clerk, f"/households/{home.pk}/")
        counted.append([query["sql"][:90] for query in queries])

    assert len(counted[0]) == len(counted[1]), sorted(set(counted[1]) - set(counted[0]))


def test_numbers_of_the_household_and_the_guardian_are_shown_one_by_one_with_a_trace(world: World) -> None:
    home = household(
        phone=Sealed.of("phone", "13800001234"), bank_account=Sealed.of("account", "6210990000000001234")
    )
    member = home.persons.get()
    Person.objects.filter(pk=member.pk).update(
        guardian_name="王大明", guardian_relation="parent",
        guardian_phone=Sealed.of("phone", "13900005678"),
        guardian_phone_key=Sealed.of("phone", "13900005678").lookup_key,
    )  # fmt: skip
    clerk = world.signed_in(world.clerk)
    own, members = f"/households/{home.pk}/number/", f"/households/{home.pk}/persons/{member.pk}/number/"
    file = words(clerk, f"/households/{home.pk}/")
    assert own in file
    assert "6210990000000001234" not in file

    for address, which, number in (
        (own, "phone", "13800001234"),
        (own, "account", "6210990000000001234"),
        (members, "guardian_phone", "13900005678"),
    ):
        assert clerk.post(address, {"which": which, "reason": ""}).status_code == 422
        shown = clerk.post(address, {"which": which, "reason": "核对发放账户"})
        assert number in shown.content.decode()
        assert "no-store" in shown["Cache-Control"]

    records = AccessRecord.objects.filter(kind="number_shown").order_by("pk")
    assert [(one.subject, one.detail["which"]) for one in records] == [
        (f"household:{home.pk}", "phone"),
        (f"household:{home.pk}", "account"),
        (f"person:{member.pk}", "guardian_phone"),
    ]


def test_households_numbers_are_limited_by_the_hour_and_to_those_who_may(
    world: World, settings: object
) -> None:
    settings.NUMBERS_SHOWN_PER_HOUR = 1  # type: ignore[attr-defined]
    home = household(phone=Sealed.of("phone", "13800001234"))
    address, given = f"/households/{home.pk}/number/", {"which": "phone", "reason": "核对"}
    clerk = world.signed_in(world.clerk)
    clerk.post(address, given)

    assert clerk.post(address, given).status_code == 429
    assert world.signed_in(world.liaison).post(address, given).status_code == 403
    assert world.signed_in(world.clerk_next_door).post(address, given).status_code == 404


def test_time_line_tells_cases_that_run_and_that_ended(world: World) -> None:
    home, today = household(), timezone.localdate()
    first = opened(home, "lift", world.clerk, reason="收入达标")
    with_steps(first, world.clerk, on=today, without=tuple(first.needs[2:]))
    client = world.signed_in(world.lead)
    client.post(f"/households/{home.pk}/procedures/{first.pk}/end/", {"reason": "群众有异议"})
    second = opened(home, "lift", world.clerk)

    page = words(client, f"/households/{home.pk}/").split('id="status"')[1].split("</section>")[0]

    assert "脱贫退出程序：已终止：群众有异议" in page
    assert "民主评议 2018-05-01" in page
    assert "脱贫退出程序：办理中，下一步：民主评议" in page
    assert f"/procedures/{second.pk}/" in page


def test_history_tells_papers_and_procedures_when_they_come(world: World) -> None:
    home, bystander = full(world, 1), full(world, 1)

    page = words(world.signed_in(world.lead), f"/households/{home.pk}/history/").split("<tbody>")[1]

    rows = [row for row in page.split("<tr>")[1:] if "新增" in row]
    assert sum("照片和材料 住房照片" in row for row in rows) == 1
    assert sum("脱贫退出" in row for row in rows) == 1
    assert sum("程序步骤" in row for row in rows) == 5
    assert all("测试clerk" in row for row in rows)
    assert not any("恢复原值" in row for row in rows)
    assert bystander.number not in page


def test_every_field_that_is_entered_can_be_restored(world: World) -> None:
    assert restoring.restorable(Household) == set(HOUSEHOLD_FIELDS)
    assert restoring.restorable(Person) == {*member_forms.PLAIN, *member_forms.SEALED}
    home = household(bank_account=Sealed.of("account", "6210990000000001234"))
    with world.seen_by(world.clerk):
        correct_household(
            household=home, version=home.version, by=world.clerk, on=date(2018, 6, 30),
            values={"bank_account": Sealed.of("account", "6210990000000009999")},
        )  # fmt: skip
    event = home.events.latest("pgh_id").pgh_id  # type: ignore[attr-defined]
    home.refresh_from_db()

    world.signed_in(world.clerk).post(
        f"/households/{home.pk}/history/household/{event}/bank_account/restore/",
        {"seen": str(home.version), "reason": "录入有误"},
    )

    home.refresh_from_db()
    assert home.bank_account is not None
    assert home.bank_account.open() == "6210990000000001234"
    assert home.bank_account_key == Sealed.of("account", "6210990000000001234").lookup_key
