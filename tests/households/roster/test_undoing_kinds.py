"""Surveys, pairings and certificates of an import taken back; what was touched since is kept and told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from households.models import DisabilityCertificate, Household, HouseholdYear, Pairing, RosterFile, RosterRow
from tests import world as w
from tests.households.roster import test_certificate_lists as certificates
from tests.households.roster import test_pairing_lists as pairings
from tests.households.roster import test_survey_lists as surveys
from tests.households.roster.conftest import Send
from tests.households.roster.test_undoing import registered_long_ago, undone
from tests.households.roster.workbooks import number
from tests.world import World, household, pair, person

YEAR = {"year": 2018}


@pytest.fixture
def homes(world: World) -> dict[str, Household]:
    homes = {
        "张三": household(w.VILLAGE, [person(id_number=number(1), name="张三", level=2)], number="A1"),
        "李四": household(w.VILLAGE, [person(id_number=number(2), name="李四")], number="A2"),
        "赵六": household(w.NEXT_VILLAGE, [person(id_number=number(3), name="赵六")], number="B1"),
    }
    pair(homes["李四"], world.cadre)
    registered_long_ago()
    return homes


def touched_later(row: Any) -> None:
    """Somebody changes the row an hour after the import."""
    type(row).objects.filter(pk=row.pk).update(updated_at=timezone.now())
    row.events.filter(pk=row.events.latest("pgh_id").pk).update(
        pgh_created_at=timezone.now() + timedelta(hours=1)
    )


def fates(roster: RosterFile) -> dict[str, str]:
    rows = RosterRow.objects.filter(roster=roster, verdict__in=["new", "changed"])
    return {row.household.head_name: row.taken_back for row in rows.select_related("household")}


def test_surveys_go_or_are_as_before_and_a_touched_one_stays(
    send: Send, world: World, homes: dict[str, Household]
) -> None:
    first = surveys.survey(surveys.line("A1", 家庭人口=2))
    send(first, kind="surveys", options=YEAR, merge=True)
    more = surveys.line("A1", 家庭人口=3), surveys.line("A2", 户主姓名="李四")
    second = send(surveys.survey(*more), kind="surveys", options=YEAR, merge=True, name="二.xlsx")
    touched_later(HouseholdYear.objects.get(household=homes["李四"]))

    second = undone(world, second)

    members = dict(HouseholdYear.objects.values_list("household__number", "members"))
    assert members == {"A1": 2, "A2": 2}
    assert sorted(fates(second).values()) == ["kept", "undone"]
    kept = RosterRow.objects.get(roster=second, household=homes["李四"])
    assert "导入之后年度收支有新增或改动" in str(kept.reasons)


def test_new_survey_goes_and_its_history_stays_and_it_may_come_again(
    send: Send, world: World, homes: dict[str, Household]
) -> None:
    content = surveys.survey(surveys.line("A1"))
    roster = send(content, kind="surveys", options=YEAR, merge=True)
    gone = HouseholdYear.objects.get().pk

    undone(world, roster)

    assert not HouseholdYear.objects.exists()
    events = HouseholdYear._meta.get_field("events").related_model
    assert [event.pgh_label for event in events.objects.filter(pgh_obj_id=gone)] == ["delete"]
    again = send(content, kind="surveys", options=YEAR, merge=True, name="二.xlsx")
    assert again.counts["new"] == 1


def test_pairings_of_the_list_end_and_the_former_helper_leads_again(
    send: Send, world: World, homes: dict[str, Household]
) -> None:
    before = list(Pairing.objects.values_list("household__number", "ends_on"))
    own = {"张三": homes["张三"].head_name, "李四": homes["李四"].head_name}
    rows = (
        pairings.line(own["张三"], "王干部", "2018-03-01"),
        pairings.line(own["李四"], "钱干部", "2018-03-01"),
    )
    roster = send(pairings.roster_of(*rows), kind="pairings", merge=True)
    assert roster.counts["new"] + roster.counts["changed"] == 2, roster.counts

    undone(world, roster)

    in_force = Pairing.objects.filter(ends_on=None).values_list("household__number", "ends_on")
    assert list(in_force) == before
    assert set(fates(roster).values()) == {"undone"}


def test_certificates_of_the_list_go_and_the_former_level_holds(
    send: Send, world: World, homes: dict[str, Household]
) -> None:
    rows = certificates.line(1, "41", "张三"), certificates.line(2, "43", "李四")
    roster = certificates.send_in(send, *rows)
    assert DisabilityCertificate.objects.filter(state="valid", level__in=[1, 3]).count() == 2

    undone(world, roster)

    held = DisabilityCertificate.objects.filter(state="valid")
    assert list(held.values_list("person__name", "level")) == [("张三", 2)]
