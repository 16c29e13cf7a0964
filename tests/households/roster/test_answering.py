"""A row without a number that several registered fit: the clerk says who it is; later files know it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from households.models import Household, HouseholdYear, IdentityWord, RosterDecision, RosterFile, RosterRow
from tests import world as w
from tests.households.entries import words
from tests.households.roster import test_survey_lists as surveys
from tests.households.roster.conftest import Send
from tests.households.roster.test_merging import _merge
from tests.households.roster.workbooks import number
from tests.world import World, household, person


@pytest.fixture
def homes(world: World) -> list[Household]:
    """Two of one name in one village; one of the same name in another village."""
    found = [
        household(village, [person(id_number=number(key), name="张伟")], number=f"A{key}")
        for key, village in ((1, w.VILLAGE), (2, w.VILLAGE), (3, w.OTHER_VILLAGE))
    ]
    household(w.NEXT_VILLAGE, [person(id_number=number(4), name="张伟")], number="B4")
    return found


def sent(send: Send, name: str = "调查.xlsx", year: int = 2018, **more: Any) -> RosterFile:
    wage = {"收入（元）.工资性收入": year}  # no two files alike
    row = surveys.line("", 乡镇="岩脚镇", 村="太和村", 户主姓名="张伟", **wage)
    return send(surveys.survey(row), kind="surveys", options={"year": year}, name=name, **more)


def answered(client: Client, roster: RosterFile, who: object, reason: str = "看过户口簿") -> Any:
    row = RosterRow.objects.exclude(verdict="blank").get(roster=roster)
    address = reverse("rosters:answer_row", args=[roster.pk, row.pk])
    return client.post(address, {"who": str(who), "reason": reason})


def verdict(roster: RosterFile) -> str:
    return RosterRow.objects.exclude(verdict="blank").get(roster=roster).verdict


def test_said_to_be_one_of_them_it_is_merged_and_remembered(
    send: Send, world: World, homes: list[Household]
) -> None:
    client, roster = world.signed_in(world.clerk), sent(send)
    assert verdict(roster) == "ambiguous"
    page = words(client, reverse("rosters:detail", args=[roster.pk]))
    row = RosterRow.objects.get(roster=roster, verdict="ambiguous")
    address = reverse("rosters:answer_row", args=[roster.pk, row.pk])
    assert address in page
    shown = words(client, address)
    assert "户编号A1" in shown
    assert "户编号A2" in shown
    assert "户编号A3" not in shown

    assert answered(client, roster, homes[1].pk, reason="").status_code == 422
    assert answered(client, roster, homes[2].pk).status_code == 422
    assert answered(client, roster, homes[1].pk).status_code == 302

    roster.refresh_from_db()
    assert (verdict(roster), roster.counts["ambiguous"], roster.counts["accepted"]) == ("new", 0, 1)
    _merge(roster)
    assert HouseholdYear.objects.get().household == homes[1]

    later = sent(send, "明年.xlsx", year=2019)
    assert verdict(later) == "new"
    assert RosterRow.objects.get(roster=later, verdict="new").household == homes[1]
    told = words(client, "/comparison/words/")
    assert "花名册“调查.xlsx”" in told
    assert "看过户口簿" in told


def test_somebody_else_is_not_registered_and_not_asked_again(
    send: Send, world: World, homes: list[Household]
) -> None:
    client, roster = world.signed_in(world.clerk), sent(send)
    answered(client, roster, "other")

    assert verdict(roster) == "unknown"
    said = RosterRow.objects.get(roster=roster, verdict="unknown").reasons[0]["reason"]
    assert said.startswith("已认定不是在册的同名人")
    assert verdict(sent(send, "明年.xlsx", year=2019)) == "unknown"
    assert IdentityWord.objects.filter(same=False).count() == 2
    household(w.VILLAGE, [person(id_number=number(9), name="张伟")], number="A9")
    assert verdict(sent(send, "后年.xlsx", year=2020)) == "new"


def test_answer_may_be_changed_until_it_is_merged(send: Send, world: World, homes: list[Household]) -> None:
    client, roster = world.signed_in(world.clerk), sent(send)
    answered(client, roster, homes[0].pk)
    answered(client, roster, homes[1].pk, reason="派出所核实")
    _merge(roster)

    assert HouseholdYear.objects.get().household == homes[1]
    later = sent(send, "明年.xlsx", year=2019)
    assert RosterRow.objects.get(roster=later, verdict="new").household == homes[1]
    assert answered(client, roster, homes[0].pk).status_code == 404


def test_answer_outlives_another_check_of_the_file(send: Send, world: World, homes: list[Household]) -> None:
    from households.roster.runs import check_roster

    client, roster = world.signed_in(world.clerk), sent(send)
    answered(client, roster, homes[1].pk)
    IdentityWord.objects.all().delete()
    run = roster.check_run
    assert run is not None
    run.cursor = {"step": "reading"}
    with world.seen_by(world.clerk):
        check_roster(run)

    assert RosterRow.objects.get(roster=roster, verdict="new").household == homes[1]


def test_nobody_answers_for_another_county_and_the_database_knows_who_is_meant(
    send: Send, world: World, homes: list[Household]
) -> None:
    roster = sent(send)
    assert answered(world.signed_in(world.clerk_next_door), roster, "other").status_code == 404
    assert answered(world.signed_in(world.liaison), roster, "other").status_code == 403
    assert answered(world.signed_in(world.clerk), roster, homes[0].pk).status_code == 302
    decision = RosterDecision.objects.get()
    assert (decision.answer, decision.target) == ("same", homes[0].pk)
    for wrong in ("target = null", "answer = 'other'", "answer = 'skip'"):
        with (
            pytest.raises(IntegrityError, match="roster_decision_same_as_whom"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"update households_rosterdecision set {wrong}")
