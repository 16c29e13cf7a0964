"""The clerk decides about differences: for the file, for a column, for one row; the merge does just that."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from foundation.jobs.models import Run
from foundation.jobs.running import work_at
from households.models import Finding, Household, Person, RosterDecision, RosterFile, RosterRow
from households.roster.deciding import decide
from households.roster.intake import UnableToTakeRoster
from tests.households.roster.conftest import Send
from tests.households.roster.test_merging import _merge
from tests.households.roster.workbooks import member, number, official, two_families
from tests.world import World


@pytest.fixture
def roster(send: Send, world: World) -> RosterFile:
    """Checked: 张三's cause and certificate, 刘芳's schooling and phone, 李四's cause; a child is new."""
    send(official(two_families()), merge=True)
    families = two_families()
    families[0][0] |= {"主要致贫原因": "因病", "残疾人证号": families[0][0]["身份证号"] + "41"}
    families[0][0]["残疾等级"] = "一级"
    families[0][1] |= {"文化程度": "初中", "联系电话": "13900000003"}
    families[0].append(member(9, "张小四", 与户主关系="之女"))
    families[1][0] |= {"主要致贫原因": "因学"}
    return send(official(families), name="第二次.xlsx")


@pytest.fixture
def clerk(world: World) -> Client:
    return world.signed_in(world.clerk)


def decided(clerk: Client, roster: RosterFile, row_number: int | None = None, **answers: str) -> None:
    name, arguments = "rosters:decide", [roster.pk]
    if row_number:
        arguments.append(RosterRow.objects.get(roster=roster, row_number=row_number).pk)
        name = "rosters:decide_row"
    data = {key if key == "all" else f"about-{key}": answer for key, answer in answers.items()}
    assert clerk.post(reverse(name, args=arguments), data).status_code == 302
    roster.refresh_from_db()


def causes() -> dict[str, str]:
    return dict(Household.objects.values_list("head_name", "main_cause"))


def verdict(roster: RosterFile, row_number: int) -> str:
    return RosterRow.objects.get(roster=roster, row_number=row_number).verdict


def test_column_that_is_kept_as_registered_changes_nowhere(roster: RosterFile, clerk: Client) -> None:
    page = clerk.get(reverse("rosters:detail", args=[roster.pk]), {"about": "main_cause"}).content.decode()
    assert "行主要致贫原因不同" in page
    assert "第6行" not in page

    decided(clerk, roster, main_cause="ours")

    assert (verdict(roster, 5), verdict(roster, 9)) == ("changed", "unchanged")
    assert (roster.counts["changed"], roster.counts["unchanged"]) == (2, 2)
    _merge(roster)
    assert causes() == {"张三": "disability", "李四": "disability"}
    assert Person.objects.get(name="刘芳").education == "junior"
    assert Household.objects.get(head_name="李四").version == 1
    assert not Finding.objects.exists()


def test_word_on_a_row_outweighs_the_word_on_its_column(roster: RosterFile, clerk: Client) -> None:
    decided(clerk, roster, main_cause="ours")
    decided(clerk, roster, 9, main_cause="theirs")

    _merge(roster)

    assert causes() == {"张三": "disability", "李四": "schooling"}


def test_whole_file_is_kept_as_registered_and_only_who_is_new_comes_in(
    roster: RosterFile, clerk: Client
) -> None:
    decided(clerk, roster, all="ours", education="theirs")

    _merge(roster)

    assert causes() == {"张三": "disability", "李四": "disability"}
    wife = Person.objects.get(name="刘芳")
    assert (wife.education, wife.phone) == ("junior", None)
    assert Person.objects.get(name="张三").certificates.get().level == 2
    assert Person.objects.filter(name="张小四").exists()


def test_difference_that_shall_wait_is_a_finding_from_its_row(roster: RosterFile, clerk: Client) -> None:
    decided(clerk, roster, main_cause="finding", education="finding")
    page = clerk.get(reverse("rosters:detail", args=[roster.pk]), {"verdict": "changed"}).content.decode()
    assert "小学 → 初中（不改登记，记入待核实）" in page

    _merge(roster)

    assert Person.objects.get(name="刘芳").education == "primary"
    found = {(f.field, f.kept, f.given, f.person.name if f.person else "") for f in Finding.objects.all()}
    assert found == {
        ("文化程度", "小学", "初中", "刘芳"),
        ("主要致贫原因", "因残", "因病", ""),
        ("主要致贫原因", "因残", "因学", ""),
    }
    assert all("第二次.xlsx" in finding.source for finding in Finding.objects.all())
    assert "第6行" in Finding.objects.get(field="文化程度").source


def test_skipped_row_does_not_come_in_and_stays_accounted_for(roster: RosterFile, clerk: Client) -> None:
    decided(clerk, roster, 8, all="skip")
    decided(clerk, roster, 9, all="skip")
    assert (roster.counts["skipped"], roster.counts["accepted"]) == (2, 3)

    _merge(roster)

    assert not Person.objects.filter(name="张小四").exists()
    assert causes() == {"张三": "illness", "李四": "disability"}
    counts = roster.counts
    assert (
        counts["rows"] == counts["accepted"] + counts["rejected"] + counts["skipped"] + counts["blank"] == 6
    )
    assert verdict(roster, 8) == "skipped"


def test_decision_taken_back_is_as_if_never_made(roster: RosterFile, clerk: Client) -> None:
    before = dict(RosterRow.objects.filter(roster=roster).values_list("row_number", "verdict"))
    decided(clerk, roster, 8, all="skip")
    decided(clerk, roster, all="finding")

    decided(clerk, roster, 8, all="")
    decided(clerk, roster, all="")

    assert dict(RosterRow.objects.filter(roster=roster).values_list("row_number", "verdict")) == before
    assert not RosterDecision.objects.exists()
    _merge(roster)
    assert causes() == {"张三": "illness", "李四": "schooling"}


def test_decisions_hold_when_the_file_is_checked_again(roster: RosterFile, clerk: Client) -> None:
    decided(clerk, roster, main_cause="ours")
    decided(clerk, roster, 8, all="skip")
    before = dict(RosterRow.objects.filter(roster=roster).values_list("row_number", "verdict"))
    run = roster.check_run
    assert run is not None
    Run.objects.filter(pk=run.pk).update(state="queued", cursor={}, finished_at=None)

    work_at(run.pk)

    roster.refresh_from_db()
    assert dict(RosterRow.objects.filter(roster=roster).values_list("row_number", "verdict")) == before
    assert (roster.counts["skipped"], roster.counts["changed"], roster.counts["rows"]) == (1, 2, 6)


def test_neighbour_decides_nothing_and_after_the_merge_nobody(
    roster: RosterFile, clerk: Client, world: World
) -> None:
    address = reverse("rosters:decide", args=[roster.pk])
    assert world.signed_in(world.clerk_next_door).post(address, {"all": "ours"}).status_code == 404
    row = RosterRow.objects.get(roster=roster, row_number=6)
    shown = clerk.get(reverse("rosters:decide_row", args=[roster.pk, row.pk])).content.decode()
    assert "文化程度：小学 → 初中" in shown
    assert number(2, female=True) not in shown
    _merge(roster)

    with world.seen_by(world.clerk), pytest.raises(UnableToTakeRoster, match="不能再改处理意见"):
        decide(roster=roster, answers={"": "ours"}, by=world.clerk)
    assert clerk.post(address, {"all": "ours"}).status_code == 422


@pytest.mark.parametrize(
    ("about", "sheet", "row", "answer"),
    [("", "", None, "skip"), ("education", "Sheet1", 6, "skip"), ("", "", None, "perhaps")],
)
def test_database_refuses_decisions_without_sense(
    roster: RosterFile, about: str, sheet: str, row: Any, answer: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "insert into households_rosterdecision (roster_id, area_code, about, sheet, row_number, answer,"
            " created_at, updated_at) values (%s, %s, %s, %s, %s, %s, now(), now())",
            [roster.pk, roster.area_code, about, sheet, row, answer],
        )
