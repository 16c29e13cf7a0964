"""An import taken back: what it made leaves, what it changed returns, what was touched since is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from foundation.areas.models import Area
from foundation.jobs.models import Run
from foundation.jobs.running import stop_run, work_at
from households.models import (
    DisabilityCertificate,
    Household,
    HouseholdFacts,
    ImportLimits,
    Pairing,
    Person,
    RosterFile,
    RosterRow,
    Visit,
)
from households.registry import correct_household
from households.roster import runs, undoing, undoing_sql
from households.roster.intake import UnableToTakeRoster, confirm_roster
from households.roster.undoable import undoables
from support_measures.models import BenefitRecord
from tests import world as w
from tests.households.roster.conftest import TODAY, Send
from tests.households.roster.test_merging import many_families
from tests.households.roster.workbooks import member, number, official, two_families
from tests.world import World, household, person

REGISTRY = """
select string_agg(line, E'\\n' order by line) from (
  select concat_ws(',', 'h', h.number, h.area_code, h.head_name, h.main_cause, h.poverty_status, h.note,
      h.left_on) as line from households_household h where h.left_on is null
  union all
  select concat_ws(',', 'p', h.number, p.name, encode(p.id_number_key, 'hex'), p.relation, p.education,
      encode(p.phone_key, 'hex'), p.medical_insured)
    from households_person p join households_household h on h.id = p.household_id where p.left_on is null
  union all
  select concat_ws(',', 'c', p.name, c.category, c.level, c.reissue)
    from households_disabilitycertificate c join households_person p on p.id = c.person_id
    where c.state = 'valid'
  union all
  select concat_ws(',', 'g', h.number, c.name) from households_pairing g
    join households_household h on h.id = g.household_id join households_cadre c on c.id = g.cadre_id
    where g.ends_on is null
) lines"""


def registry() -> str:
    """Everything that is registered, in words that do not depend on keys and versions."""
    with connection.cursor() as cursor:
        cursor.execute(REGISTRY)
        row = cursor.fetchone()
    return str(row[0] if row else "")


def changed_families() -> list[list[dict[str, Any]]]:
    """The two families with other values, another head, a better certificate and one more child."""
    families = two_families()
    families[0][0] |= {"主要致贫原因": "因病", "与户主关系": "配偶", "户主姓名": "刘芳"}
    families[0][0]["残疾人证号"] = families[0][0]["身份证号"] + "41"
    families[0][1] |= {"文化程度": "初中", "联系电话": "13900000003", "与户主关系": "户主"}
    families[0][1]["残疾人证号"] = families[0][1]["身份证号"] + "43"
    families[0].append(member(9, "张小四", 与户主关系="之女"))
    families[1][0] |= {"主要致贫原因": "因学"}
    return families


def undone(world: World, roster: RosterFile, on: date = TODAY) -> RosterFile:
    with world.seen_by(world.lead):
        run = undoing.ask_to_undo(roster=roster, by=world.lead, on=on)
    work_at(run.pk)
    run.refresh_from_db()
    assert run.state == "done", run.error
    roster.refresh_from_db()
    return roster


def registered_long_ago() -> None:
    """A test's import happens at the transaction's start: what was there before was made before."""
    for one in undoables():
        one.model._default_manager.update(created_at="2018-01-01T00:00:00Z")


def test_changed_households_are_as_before_to_the_last_value(send: Send, world: World) -> None:
    bystander = household(w.OTHER_VILLAGE, [person(level=2)])
    send(official(two_families()), merge=True)
    before = registry()
    roster = send(official(changed_families()), merge=True)
    assert roster.counts["rejected"] == 0
    assert registry() != before

    roster = undone(world, roster)

    assert registry() == before
    assert roster.state == RosterFile.State.UNDONE
    assert (roster.counts["households_undone"], roster.counts["households_kept"]) == (2, 0)
    fates = RosterRow.objects.filter(roster=roster, verdict__in=["new", "changed"])
    assert set(fates.values_list("taken_back", flat=True)) == {"undone"}
    bystander.refresh_from_db()
    assert (bystander.version, bystander.left_on) == (1, None)


def test_new_households_leave_whole_and_the_list_may_come_again(send: Send, world: World) -> None:
    before = registry()
    roster = send(official(two_families()), merge=True)
    there = registry()

    undone(world, roster)

    assert registry() == before
    assert set(Household.objects.values_list("left_reason", flat=True)) == {"撤销导入"}
    assert not Person.objects.filter(left_on=None).exists()
    assert not DisabilityCertificate.objects.filter(state="valid").exists()
    assert not Pairing.objects.in_force(TODAY).exists()
    assert not HouseholdFacts.objects.filter(n_disabled__gte=1).exists()
    again = send(official(two_families()), merge=True)
    assert (again.counts["new"], again.counts["rejected"], again.counts["households_new"]) == (4, 0, 2)
    assert registry() == there


def test_corrected_list_may_put_a_household_into_another_village(send: Send, world: World) -> None:
    undone(world, send(official(two_families()), merge=True))
    families = two_families()
    families[0][0]["行政村"] = "新华村"

    send(official(families), merge=True)

    home = Household.objects.get(number="5202031022000001")
    assert (home.area_code, home.left_on) == (w.OTHER_VILLAGE, None)
    assert {p.area_code for p in home.persons.all()} == {w.OTHER_VILLAGE}


def test_certificate_that_the_undone_list_brought_comes_again_with_the_next(send: Send, world: World) -> None:
    send(official(two_families()), merge=True)
    undone(world, send(official(changed_families()), merge=True))
    assert not DisabilityCertificate.objects.filter(person__name="刘芳", state="valid").exists()

    send(official(changed_families(), merge=False), merge=True)

    assert DisabilityCertificate.objects.get(person__name="刘芳", state="valid").level == 3


def test_household_that_somebody_touched_since_is_kept_and_listed(send: Send, world: World) -> None:
    send(official(two_families()), merge=True)
    roster = send(official(changed_families()), merge=True)
    home = Household.objects.get(head_name="李四")
    with world.seen_by(world.clerk):
        correct_household(
            household=home, version=home.version, values={"note": "走访核实"}, by=world.clerk, on=TODAY
        )
    _an_hour_later(home)
    lead = world.signed_in(world.lead)
    page = lead.get(reverse("rosters:undo", args=[roster.pk])).content.decode()
    assert "李四户" in page
    assert "导入之后残疾人贫困户有新增或改动" in page

    roster = undone(world, roster)

    home.refresh_from_db()
    assert (home.main_cause, home.note) == ("schooling", "走访核实")
    assert Household.objects.get(head_name="张三").main_cause == "disability"
    row = RosterRow.objects.get(roster=roster, household=home)
    assert row.taken_back == "kept"
    assert "未撤销，保留：导入之后残疾人贫困户有新增或改动" in str(row.reasons)
    assert (roster.counts["households_undone"], roster.counts["households_kept"]) == (1, 1)


def _an_hour_later(home: Household) -> None:
    """A test is one transaction, whose now() stands still: the last event of the household happens later."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update households_householdevent set pgh_created_at = pgh_created_at + interval '1 hour'"
            " where pgh_id = (select max(pgh_id) from households_householdevent where pgh_obj_id = %s)",
            [home.pk],
        )


def test_member_who_came_since_keeps_the_new_household(send: Send, world: World) -> None:
    roster = send(official(two_families()), merge=True)
    home = Household.objects.get(head_name="李四")
    w.add_member(home, name="李小四", level=2)

    undone(world, roster)

    home.refresh_from_db()
    assert home.left_on is None
    assert Household.objects.get(head_name="张三").left_on == TODAY


def test_visit_and_benefit_since_keep_the_new_households(send: Send, world: World) -> None:
    roster = send(official(two_families()), merge=True)
    one, two = Household.objects.order_by("pk")
    Visit.objects.create(household=one, area_code=one.area_code, visited_on=TODAY, done="入户")
    BenefitRecord.objects.create(
        household=two, area_code=two.area_code, item="dibao", starts_on=date(2018, 1, 1)
    )

    roster = undone(world, roster)

    assert roster.counts["households_kept"] == 2
    assert not Household.objects.exclude(left_on=None).exists()


def test_undoing_killed_between_chunks_goes_on_to_the_same_result(
    send: Send, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "HOUSEHOLDS_A_CHUNK", 2)
    before = registry()
    roster = send(many_families(), merge=True)
    with world.seen_by(world.lead):
        run = undoing.ask_to_undo(roster=roster, by=world.lead, on=TODAY)
    chunks, honest = 0, undoing_sql.tell_rows

    def killed_in_the_middle(roster_id: int) -> None:
        nonlocal chunks
        chunks += 1
        if chunks == 3:
            raise KeyboardInterrupt
        honest(roster_id)

    monkeypatch.setattr(undoing_sql, "tell_rows", killed_in_the_middle)
    with pytest.raises(KeyboardInterrupt):
        work_at(run.pk)
    assert Household.objects.filter(left_on=None).count() == 5
    Run.objects.filter(pk=run.pk).update(heartbeat_at="2020-01-01T00:00:00Z")

    work_at(run.pk)

    roster.refresh_from_db()
    assert registry() == before
    assert (roster.state, roster.counts["households_undone"]) == ("undone", 9)


def test_stopped_merge_is_taken_back_and_does_not_go_on(
    send: Send, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.IMPORT_FAMILIES_A_CHUNK", 4)
    before = registry()
    roster = send(many_families())
    with world.seen_by(world.clerk):
        run = confirm_roster(roster=roster, area=world.county, by=world.clerk, on=TODAY)
    honest = runs._merge_rows

    def stopped_meanwhile(*given: Any) -> Any:
        stop_run(run)
        return honest(*given)

    monkeypatch.setattr(runs, "_merge_rows", stopped_meanwhile)
    work_at(run.pk)
    assert Household.objects.count() == 4
    roster.refresh_from_db()

    undone(world, roster)

    assert registry() == before
    with world.seen_by(world.clerk), pytest.raises(UnableToTakeRoster, match="已撤销"):
        confirm_roster(roster=roster, area=world.county, by=world.clerk, on=TODAY)


def test_after_the_days_of_the_county_nothing_is_taken_back(send: Send, world: World) -> None:
    roster = send(official(two_families()), merge=True)
    ended = roster.merge_run.finished_at.date()  # type: ignore[union-attr]
    ImportLimits.objects.create(area_code=w.NEXT_COUNTY, undo_days=365)
    assert undoing.refusal_to_undo(roster, ended + timedelta(days=29)) == ""

    assert "超过30天" in undoing.refusal_to_undo(roster, ended + timedelta(days=32))
    ImportLimits.objects.create(area_code=w.COUNTY, undo_days=5)
    with world.seen_by(world.lead), pytest.raises(UnableToTakeRoster, match="超过5天"):
        undoing.ask_to_undo(roster=roster, by=world.lead, on=ended + timedelta(days=7))
    assert Area.objects.filter(code=w.COUNTY).exists()


def test_only_the_lead_of_the_county_takes_back(send: Send, world: World) -> None:
    roster = send(official(two_families()), merge=True)
    address = reverse("rosters:undo", args=[roster.pk])

    assert world.signed_in(world.clerk).post(address).status_code == 403
    assert "撤销此次导入" in world.signed_in(world.lead).get(address).content.decode()
    assert number(1) not in world.signed_in(world.lead).get(address).content.decode()
    answer = world.signed_in(world.lead).post(address)
    roster.refresh_from_db()
    assert answer.headers["Location"] == reverse("jobs:progress", args=[roster.undo_run_id])
    assert roster.undo_run is not None
    work_at(roster.undo_run.pk)
    page = world.signed_in(world.lead).get(reverse("rosters:detail", args=[roster.pk])).content.decode()
    assert "已撤销 2 户" in page
    assert "撤销导入…" not in page
