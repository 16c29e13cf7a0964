"""The merge: twice is once, whole families, resumed as undisturbed, nobody overwritten unawares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from foundation.areas.models import Area
from foundation.jobs.models import Run
from foundation.jobs.running import resume_run, stop_run, work_at
from households.models import (
    Cadre,
    DisabilityCertificate,
    Household,
    Pairing,
    Person,
    RosterFile,
    RosterRow,
)
from households.roster import runs, sql_merge
from households.roster.intake import UnableToTakeRoster, confirm_roster, discard_roster, take_in_roster
from tests import world as w
from tests.households.roster.conftest import TODAY, Send
from tests.households.roster.workbooks import family, member, official, two_families
from tests.world import World, household, pair, person

REGISTRY = """
select md5(string_agg(line, '|' order by line)) from (
  select concat_ws(',', 'h', h.number, h.area_code, h.head_name, h.version, h.poverty_status,
      h.main_cause) as line
    from households_household h
  union all
  select concat_ws(',', 'p', h.number, p.name, encode(p.id_number_key, 'hex'), p.relation, p.education)
    from households_person p join households_household h on h.id = p.household_id
  union all
  select concat_ws(',', 'c', p.name, c.category, c.level, c.state)
    from households_disabilitycertificate c join households_person p on p.id = c.person_id
  union all
  select concat_ws(',', 'g', h.number, c.name, g.starts_on)
    from households_pairing g join households_household h on h.id = g.household_id
    join households_cadre c on c.id = g.cadre_id
  union all
  select concat_ws(',', 'r', r.sheet, r.row_number, r.verdict, r.merged) from households_rosterrow r
    where r.roster_id = (select max(id) from households_rosterfile)
) lines"""


def digest() -> str:
    with connection.cursor() as cursor:
        cursor.execute(REGISTRY)
        row = cursor.fetchone()
    assert row is not None
    return str(row[0])


def many_families() -> bytes:
    homes = []
    for count, sign in enumerate("甲乙丙丁戊己庚辛壬", 1):
        members = [member(2 * count, f"户主{sign}"), member(2 * count + 1, "家人", certificate="43")]
        homes.append(family(count, members))
    return official(homes)


def asked_to_merge(world: World, roster: RosterFile) -> Run:
    with world.seen_by(world.clerk):
        return confirm_roster(roster=roster, area=world.county, by=world.clerk, on=TODAY)


def test_same_roster_again_changes_nothing(send: Send) -> None:
    send(official(two_families()), merge=True)
    before, events = digest(), _events()

    roster = send(official(two_families(), merge=False), merge=True)

    counts = roster.counts
    assert (counts["unchanged"], counts["new"], counts["changed"]) == (4, 0, 0)
    assert (counts["households_new"], counts["households_changed"]) == (0, 0)
    assert _events() == events
    assert set(Household.objects.values_list("version", flat=True)) == {1}
    assert before != ""


def _events() -> int:
    return sum(
        model.events.rel.related_model.objects.count() for model in (Household, Person, DisabilityCertificate)
    )  # type: ignore[attr-defined]


def test_preview_shows_old_and_new_and_the_merge_does_just_that(send: Send) -> None:
    send(official(two_families()), merge=True)
    bystander = Household.objects.get(head_name="李四")
    families = two_families()
    families[0][0] |= {"主要致贫原因": "因病", "残疾人证号": families[0][0]["身份证号"] + "41"}
    families[0][1] |= {"文化程度": "初中", "联系电话": "13900000003"}
    families[0].append(member(9, "张小四", 与户主关系="之女"))

    roster = send(official(families))

    rows = {row.row_number: row for row in RosterRow.objects.filter(roster=roster)}
    assert rows[5].changes == {
        "main_cause": ["disability", "illness"],
        "certificate": [[4, 2, 0], [4, 1, 0]],
    }
    assert rows[6].changes == {"education": ["primary", "junior"], "phone": [None, "新号码"]}
    assert {n: row.verdict for n, row in rows.items() if row.family} == {
        5: "changed", 6: "changed", 7: "unchanged", 8: "new", 9: "unchanged",
    }  # fmt: skip
    assert Household.objects.get(head_name="张三").main_cause == "disability"

    _merge(roster)
    home = Household.objects.get(head_name="张三")
    assert (home.main_cause, home.version, home.persons.count()) == ("illness", 2, 4)
    assert DisabilityCertificate.objects.get(person__name="张三").level == 1
    assert Person.objects.get(name="刘芳").education == "junior"
    bystander.refresh_from_db()
    assert bystander.version == 1
    event = Household.events.rel.related_model.objects.get()  # type: ignore[attr-defined]
    assert (event.main_cause, event.pgh_context.metadata["run"]) == ("disability", _merge_run(roster))


def _merge(roster: RosterFile) -> None:
    assert roster.created_by is not None
    appointment = roster.created_by.appointment_on(TODAY)
    assert appointment is not None
    run = confirm_roster(roster=roster, area=appointment.area, by=roster.created_by, on=TODAY)
    work_at(run.pk)
    roster.refresh_from_db()
    assert roster.state == RosterFile.State.MERGED


def _merge_run(roster: RosterFile) -> int:
    roster.refresh_from_db()
    assert roster.merge_run_id is not None
    return int(roster.merge_run_id)


def test_blank_cells_wipe_nothing(send: Send) -> None:
    send(official(two_families()), merge=True)
    families = two_families()
    for rows in families:
        for row in rows:
            row |= {"文化程度": "", "劳动能力": "", "医保": "", "残疾人证号": "", "联系电话": ""}
        rows[0] |= {"主要致贫原因": "", "户属性": "", "组": "", "是否脱贫": ""}

    roster = send(official(families), merge=True)

    assert roster.counts["unchanged"] == 4
    assert Person.objects.get(name="刘芳").education == "primary"


def test_household_that_the_roster_leaves_out_stays_and_is_counted(send: Send) -> None:
    absent = household(w.VILLAGE, head_name="王五")

    roster = send(official(two_families()), merge=True)

    assert roster.counts["absent"] == 1
    absent.refresh_from_db()
    assert (absent.left_on, absent.version) == (None, 1)


def test_new_head_takes_over_from_the_former(send: Send) -> None:
    send(official(two_families()), merge=True)
    families = two_families()
    families[0][0] |= {"与户主关系": "配偶", "户主姓名": "刘芳"}
    families[0][1] |= {"与户主关系": "户主"}

    roster = send(official(families), merge=True)

    assert roster.counts["rejected"] == 0
    home = Household.objects.get(number="5202031022000001")
    assert home.head_name == "刘芳"
    assert {p.name: p.relation for p in home.persons.all()} == {
        "张三": "spouse",
        "刘芳": "head",
        "张小三": "son",
    }


def test_lead_cadre_in_force_is_not_handed_over_by_a_roster(send: Send, world: World) -> None:
    home = household(w.VILLAGE, [], number="5202031022000001", head_name="张三")
    pair(home, world.cadre)

    send(official(two_families()), merge=True)

    assert Pairing.objects.get(household=home).cadre.user == world.cadre
    finding = home.findings.get(field="帮扶责任人")
    assert (finding.kept, finding.given) == ("测试cadre", "王干部")
    assert Cadre.objects.filter(name="赵干部").count() == 1


@pytest.mark.parametrize("killed_after", [1, 2, 3])
def test_merge_killed_between_chunks_goes_on_to_the_same_result(
    send: Send, world: World, monkeypatch: pytest.MonkeyPatch, killed_after: int
) -> None:
    monkeypatch.setattr("django.conf.settings.IMPORT_FAMILIES_A_CHUNK", 2)
    roster = send(many_families())
    run = asked_to_merge(world, roster)
    chunks = 0
    honest = sql_merge.mark_rows

    def killed_in_the_middle() -> None:
        nonlocal chunks
        chunks += 1
        if chunks == killed_after + 1:
            raise KeyboardInterrupt  # like a kill: nothing of the chunk stays
        honest()

    monkeypatch.setattr(runs.sql_merge, "mark_rows", killed_in_the_middle)
    with pytest.raises(KeyboardInterrupt):
        work_at(run.pk)
    assert Household.objects.count() == killed_after * 2
    assert all(home.persons.count() == 2 for home in Household.objects.all())
    Run.objects.filter(pk=run.pk).update(heartbeat_at=date(2020, 1, 1).isoformat() + "T00:00:00Z")

    work_at(run.pk)

    roster.refresh_from_db()
    assert (roster.state, roster.counts["new"], roster.counts["households_new"]) == ("merged", 18, 9)
    assert digest() == _undisturbed(send, monkeypatch)


def _undisturbed(send: Send, monkeypatch: pytest.MonkeyPatch) -> str:
    """The digest of the same roster merged in one go into an empty registry."""
    monkeypatch.setattr(runs.sql_merge, "mark_rows", sql_merge.mark_rows)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(
            "truncate households_household, households_person, households_disabilitycertificate,"
            " households_pairing, households_cadre, households_rosterrow, households_rosterfile cascade"
        )
    monkeypatch.setattr("django.conf.settings.IMPORT_FAMILIES_A_CHUNK", 1_000)
    send(many_families(), merge=True)
    return digest()


def test_stopped_merge_goes_on_where_it_stopped(
    send: Send, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.IMPORT_FAMILIES_A_CHUNK", 4)
    roster = send(many_families())
    run = asked_to_merge(world, roster)
    honest: Callable[..., Any] = runs._merge_rows

    def stopped_meanwhile(*given: Any) -> Any:
        stop_run(run)
        return honest(*given)

    monkeypatch.setattr(runs, "_merge_rows", stopped_meanwhile)
    work_at(run.pk)
    run.refresh_from_db()
    assert (run.state, Household.objects.count(), run.done) == ("stopped", 4, 8)
    with world.seen_by(world.clerk), pytest.raises(UnableToTakeRoster, match="部分户入库"):
        discard_roster(roster=roster, by=world.clerk)

    monkeypatch.setattr(runs, "_merge_rows", honest)
    resume_run(run)
    work_at(run.pk)

    assert Household.objects.count() == 9
    assert RosterRow.objects.filter(roster=roster, merged=True).count() == 18


def test_household_edited_after_the_check_is_told_and_not_overwritten(send: Send, world: World) -> None:
    send(official(two_families()), merge=True)
    families = two_families()
    families[0][0]["主要致贫原因"] = "因病"
    families[1][0]["主要致贫原因"] = "因学"
    roster = send(official(families))
    Household.objects.filter(head_name="张三").update(main_cause="land", version=2)

    work_at(asked_to_merge(world, roster).pk)

    roster.refresh_from_db()
    assert (roster.counts["changed"], roster.counts["held"]) == (1, 3)
    assert Household.objects.get(head_name="张三").main_cause == "land"
    assert Household.objects.get(head_name="李四").main_cause == "schooling"
    row = RosterRow.objects.get(roster=roster, row_number=5)
    assert "核对之后此户又有改动" in row.reasons[0]["reason"]
    assert roster.counts["rows"] == 5


def test_roster_without_household_numbers_gives_each_household_one_and_knows_it_again(send: Send) -> None:
    families = two_families()
    for rows in families:
        rows[0]["户编号"] = ""

    send(official(families), merge=True)
    again = send(official(families, merge=False), merge=True)

    numbers = Household.objects.values_list("number", flat=True)
    assert all(number.startswith(str(w.VILLAGE // 1000)) for number in numbers)
    assert (len(set(numbers)), again.counts["unchanged"]) == (2, 4)


def test_township_clerk_imports_into_her_township_only(send: Send, world: World) -> None:
    families = two_families()
    families[1][0] |= {"乡（镇）": "木岗镇", "行政村": "大树脚村"}

    roster = send(official(families), by=world.township_clerk, area=w.TOWNSHIP, merge=True)

    assert (roster.counts["new"], roster.counts["wrong"]) == (3, 1)
    wrong = RosterRow.objects.get(roster=roster, verdict="wrong")
    assert "您只能导入岩脚镇的户" in wrong.reasons[0]["reason"]


def test_neighbour_neither_sees_nor_feels_an_import(send: Send, world: World) -> None:
    theirs = household(w.NEXT_VILLAGE, [person(level=1)])

    roster = send(official(two_families()), merge=True)

    with world.seen_by(world.clerk_next_door) as scope:
        assert scope.rows(RosterFile).count() == RosterFile.objects.count() == 0
        assert scope.rows(RosterRow).count() == RosterRow.objects.count() == 0
    with world.seen_by(world.clerk) as scope:
        assert list(scope.rows(RosterFile)) == [roster]
    theirs.refresh_from_db()
    assert (theirs.version, theirs.persons.count()) == (1, 1)


def test_same_file_twice_at_once_is_refused(send: Send, world: World) -> None:
    content = official(two_families())
    send(content)

    with world.seen_by(world.second_clerk), pytest.raises(UnableToTakeRoster, match="同一文件"):
        take_in_roster(
            content=content,
            name="b.xlsx",
            area=Area.objects.get(code=w.COUNTY),
            by=world.second_clerk,
            on=TODAY,
        )


def test_discarded_roster_leaves_no_rows_and_no_file(
    send: Send, world: World, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    roster = send(official(two_families()))
    assert len(list((settings.DATA_DIR / "files").iterdir())) == 1

    with django_capture_on_commit_callbacks(execute=True), world.seen_by(world.clerk):
        discard_roster(roster=roster, by=world.clerk)

    assert not RosterRow.objects.exists()
    assert not list((settings.DATA_DIR / "files").iterdir())
    with world.seen_by(world.clerk), pytest.raises(UnableToTakeRoster, match="已放弃"):
        confirm_roster(roster=roster, area=world.county, by=world.clerk, on=TODAY)
