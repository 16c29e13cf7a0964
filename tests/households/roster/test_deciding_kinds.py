"""What is decided about lists of records (surveys, certificates, helpers): the merge does just that."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from households.models import (
    DisabilityCertificate,
    Finding,
    Household,
    HouseholdYear,
    Pairing,
    RosterFile,
    RosterRow,
)
from households.roster.deciding import decide
from tests import world as w
from tests.households.entries import words
from tests.households.roster import test_certificate_lists as certificates
from tests.households.roster import test_pairing_lists as pairings
from tests.households.roster import test_survey_lists as surveys
from tests.households.roster.conftest import Send
from tests.households.roster.test_merging import _merge
from tests.households.roster.workbooks import number
from tests.world import World, household, pair, person


def decided(world: World, roster: RosterFile, row_number: int | None = None, **answers: str) -> None:
    row = RosterRow.objects.get(roster=roster, row_number=row_number) if row_number else None
    with world.seen_by(world.clerk):
        given = {key if key != "all" else "": answer for key, answer in answers.items()}
        decide(roster=roster, answers=given, by=world.clerk, row=row)
    roster.refresh_from_db()


def row_of(roster: RosterFile, home: Household) -> RosterRow:
    return RosterRow.objects.get(roster=roster, household=home)


@pytest.fixture
def surveyed(send: Send, world: World) -> RosterFile:
    """Checked: 张三's wage, members and water differ from what was merged before, 李四's wage."""
    for key, name in ((1, "张三"), (2, "李四")):
        household(w.VILLAGE, [person(id_number=number(key), name=name)], number=f"A{key}")
    before = [surveys.line("A1"), surveys.line("A2", 户主姓名="李四")]
    send(surveys.survey(*before), kind="surveys", options={"year": 2018}, merge=True)
    wage, water = "收入（元）.工资性收入", "两不愁三保障.饮水"
    now = [
        surveys.line("A1", **{wage: 20000, "家庭人口": 3, water: "否"}),
        surveys.line("A2", 户主姓名="李四", **{wage: 30000}),
    ]
    return send(surveys.survey(*now), kind="surveys", options={"year": 2018}, name="第二次.xlsx")


def test_survey_keeps_the_registered_wage_and_asks_about_the_members(
    world: World, surveyed: RosterFile
) -> None:
    mine, other = Household.objects.order_by("number")
    page = words(world.signed_in(world.clerk), reverse("rosters:detail", args=[surveyed.pk]))
    assert "按事项作决定" in page
    assert reverse("rosters:decide_row", args=[surveyed.pk, row_of(surveyed, mine).pk]) in page

    decided(world, surveyed, wage_yuan="ours", members="finding")
    assert row_of(surveyed, mine).verdict == "changed"
    assert row_of(surveyed, other).verdict == "unchanged"
    _merge(surveyed)

    year = HouseholdYear.objects.get(household=mine)
    assert (year.wage_yuan, year.members, year.water_ok) == (Decimal(12000), 2, False)
    assert HouseholdYear.objects.get(household=other).wage_yuan == Decimal(12000)
    finding = Finding.objects.get()
    assert (finding.household, finding.field, finding.kept, finding.given) == (mine, "家庭人口", "2", "3")
    assert surveyed.counts["changed"] == 1
    assert row_of(surveyed, mine).merged


def test_row_of_a_survey_is_skipped_and_taken_up_again_as_it_was(world: World, surveyed: RosterFile) -> None:
    mine, other = Household.objects.order_by("number")
    place = row_of(surveyed, other).row_number
    decided(world, surveyed, place, all="skip")
    assert (row_of(surveyed, other).verdict, surveyed.counts["skipped"]) == ("skipped", 1)
    decided(world, surveyed, place, all="")
    assert (row_of(surveyed, other).verdict, surveyed.counts["skipped"]) == ("changed", 0)
    decided(world, surveyed, place, all="skip")
    _merge(surveyed)

    assert HouseholdYear.objects.get(household=other).wage_yuan == Decimal(12000)
    assert HouseholdYear.objects.get(household=mine).wage_yuan == Decimal(20000)


def test_changed_since_it_was_checked_is_still_held_where_something_was_decided(
    world: World, surveyed: RosterFile
) -> None:
    mine = Household.objects.get(number="A1")
    decided(world, surveyed, wage_yuan="ours")
    HouseholdYear.objects.filter(household=mine).update(members=5)
    _merge(surveyed)

    assert row_of(surveyed, mine).verdict == "held"
    assert HouseholdYear.objects.get(household=mine).members == 5


def test_certificate_is_not_cancelled_where_the_registered_one_is_kept(send: Send, world: World) -> None:
    for key, name in ((1, "张三"), (2, "李四")):
        household(w.VILLAGE, [person(id_number=number(key), name=name, level=2)])
    cancelled = {"证件状态": "注销", "注销原因": "死亡"}
    content = certificates.export(
        certificates.line(1, "42", "张三", **cancelled), certificates.line(2, "42", "李四", **cancelled)
    )
    roster = send(content, kind="certificates")
    first = Household.objects.get(head_name="张三")
    decided(world, roster, row_of(roster, first).row_number, state="ours")
    _merge(roster)

    states = dict(DisabilityCertificate.objects.values_list("person__name", "state"))
    assert states == {"张三": "valid", "李四": "cancelled"}
    assert DisabilityCertificate.objects.get(person__name="张三").cancel_reason == ""
    assert DisabilityCertificate.objects.get(person__name="张三").issued_on is not None


def test_handover_that_is_not_taken_leaves_the_helper(send: Send, world: World) -> None:
    for name in ("张三", "李四"):
        pair(household(w.VILLAGE, [person(name=name)]), world.cadre)
    content = pairings.roster_of(
        pairings.line("张三", "王新", "2019-03-01"), pairings.line("李四", "王新", "2019-03-01")
    )
    roster = send(content, kind="pairings")
    first = Household.objects.get(head_name="张三")
    decided(world, roster, row_of(roster, first).row_number, all="ours")
    _merge(roster)

    def lead(name: str) -> Any:
        return Pairing.objects.get(household__head_name=name, ends_on=None).cadre.name

    assert lead("李四") == "王新"
    assert lead("张三") != "王新"
    assert Pairing.objects.filter(household=first).count() == 1
