"""What stays of an import: where a household's values came from, the file for its days, who is not on it."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.accounts.models import AccessRecord
from foundation.sealed.files import read_file
from households.models import Household, ImportLimits, RosterFile, RosterRow
from households.roster import sql_merge
from households.roster.keeping import forget_expired
from households.roster.runs import time_left
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.workbooks import number, official, two_families
from tests.world import World, household, person


@pytest.mark.usefixtures("catalogue")
def test_file_page_says_from_which_row_of_which_file_a_value_came(send: Send, world: World) -> None:
    send(official(two_families()), name="一季度.xlsx", merge=True)
    families = two_families()
    families[0][1]["文化程度"] = "初中"
    send(official(families), name="二季度.xlsx", merge=True)
    home = Household.objects.get(head_name="张三")
    address = reverse("households:detail", args=[home.pk])

    page = world.signed_in(world.clerk).get(address).content.decode()

    panel = page[page.index('id="panel-imports"') :]
    assert "二季度.xlsx" in panel
    assert "Sheet1表 第6行" in panel
    assert "文化程度：小学 → 初中" in panel
    assert panel.count("一季度.xlsx") == 3
    assert "新登记：" in panel
    assert "李四" not in panel
    other = world.signed_in(world.clerk).get(
        reverse("households:detail", args=[Household.objects.get(head_name="李四").pk])
    )
    assert "二季度.xlsx" not in other.content.decode()
    assert "rosters/" not in world.signed_in(world.prefecture_officer).get(address).content.decode()


def test_file_goes_after_its_days_and_hash_and_fates_stay(
    send: Send, world: World, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    ImportLimits.objects.create(area_code=w.COUNTY, keep_days=10)
    families = two_families()
    families[0][1]["姓名"] = ""
    roster = send(official(families), merge=True)
    sent = roster.created_at.date()
    assert read_file(roster.stored_as)[:2] == b"PK"
    assert b"PK" not in next((settings.DATA_DIR / "files").iterdir()).read_bytes()[:2]
    assert forget_expired(on=sent + timedelta(days=9)) == 0

    with django_capture_on_commit_callbacks(execute=True):
        assert forget_expired(on=sent + timedelta(days=12)) == 1

    assert not list((settings.DATA_DIR / "files").iterdir())
    roster.refresh_from_db()
    assert (roster.stored_as, len(roster.sha256), roster.state) == ("", 64, "merged")
    assert RosterRow.objects.filter(roster=roster).count() == 5
    assert not RosterRow.objects.filter(sealed_cells__isnull=False).exists()
    clerk = world.signed_in(world.clerk)
    assert clerk.get(reverse("rosters:file", args=[roster.pk])).status_code == 404
    assert "到期删除" in clerk.get(reverse("rosters:detail", args=[roster.pk])).content.decode()
    assert forget_expired(on=sent + timedelta(days=13)) == 0


def test_file_of_a_county_that_set_nothing_is_kept_half_a_year(send: Send, world: World) -> None:
    roster = send(official(two_families()))

    assert forget_expired(on=roster.created_at.date() + timedelta(days=178)) == 0
    assert forget_expired(on=roster.created_at.date() + timedelta(days=182)) == 1
    roster.refresh_from_db()
    assert roster.state == RosterFile.State.DISCARDED


def test_original_is_an_attachment_for_those_who_see_the_import(send: Send, world: World) -> None:
    content = official(two_families())
    roster = send(content)

    answer = world.signed_in(world.clerk).get(reverse("rosters:file", args=[roster.pk]))

    assert answer.content == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    record = AccessRecord.objects.get(kind="downloaded")
    assert (record.subject, record.user) == (f"roster:{roster.pk}", world.clerk)


def test_file_with_too_many_wrong_rows_is_sent_back_whole(send: Send, world: World) -> None:
    families = two_families()
    families[1][0]["身份证号"] = "123"
    ImportLimits.objects.create(area_code=w.NEXT_COUNTY, max_wrong_percent=1)
    assert send(official(families)).state == RosterFile.State.CHECKED
    ImportLimits.objects.create(area_code=w.COUNTY, max_wrong_percent=24)

    roster = send(official(families, merge=False))

    assert roster.state == RosterFile.State.REFUSED
    assert "有误的行占25%，超过本县设定的24%" in roster.problem
    page = world.signed_in(world.clerk).get(reverse("rosters:detail", args=[roster.pk])).content.decode()
    assert "确认入库" not in page
    assert "制作待改名册" in page
    assert roster.counts["rows"] == 5


def test_who_is_registered_and_not_on_the_list_is_shown(send: Send, world: World) -> None:
    send(official(two_families()), merge=True)
    absent = household(w.VILLAGE, head_name="王五")
    household(w.OTHER_TOWNSHIP_VILLAGE, head_name="赵六")
    household(w.NEXT_VILLAGE, head_name="钱七")
    families = two_families()
    families[0].pop()

    roster = send(official(families), merge=True)

    assert (roster.counts["absent"], roster.counts["absent_members"]) == (1, 1)
    clerk, address = world.signed_in(world.clerk), reverse("rosters:absent", args=[roster.pk])
    page = clerk.get(address).content.decode()
    assert "王五户" in page
    assert not any(name in page for name in ("赵六", "钱七", "张三"))
    assert "张小三" in clerk.get(address, {"members": "1"}).content.decode()
    absent.refresh_from_db()
    assert absent.left_on is None
    assert world.signed_in(world.clerk_next_door).get(address).status_code == 404


def test_lead_sets_the_limits_of_the_county(send: Send, world: World) -> None:
    address = reverse("rosters:limits")
    values = {"max_wrong_percent": "20", "undo_days": "7", "keep_days": "90"}
    assert world.signed_in(world.clerk).post(address, values).status_code == 403
    lead = world.signed_in(world.lead)
    assert lead.post(address, values | {"max_wrong_percent": "0"}).status_code == 422

    lead.post(address, values)

    limits = ImportLimits.objects.get()
    assert (limits.area_code, limits.max_wrong_percent, limits.undo_days) == (w.COUNTY, 20, 7)
    assert 'value="90"' in lead.get(address).content.decode()
    with world.seen_by(world.township_clerk):
        assert ImportLimits.objects.count() == 1
    with world.seen_by(world.clerk_next_door):
        assert ImportLimits.objects.count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "insert into households_importlimits (area_code, max_wrong_percent, undo_days, keep_days, created_at,"
        " updated_at) values (520203102000, 50, 30, 180, now(), now())",
        "insert into households_importlimits (area_code, max_wrong_percent, undo_days, keep_days, created_at,"
        " updated_at) values (520203000000, 101, 30, 180, now(), now())",
        "update households_rosterfile set state = 'lost'",
        "insert into households_rosterfile (area_code, kind, options, file_name, sha256, size_bytes,"
        " stored_as, mapping, counts, problem, state, returned_as, returned_rows, created_at, updated_at)"
        " select area_code, kind, options, 'b', sha256, 1, '', '{}', '{}', '', 'uploaded', '', 0, now(),"
        " now() from households_rosterfile",
    ],
)
def test_database_guards_limits_states_and_one_open_file(send: Send, statement: str) -> None:
    send(official(two_families()))

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_name_and_no_number_in_the_log(
    send: Send, world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    household(w.NEXT_VILLAGE, [person(id_number=number(4), name="邻县人")])

    def refused_by_the_database() -> None:
        with connection.cursor() as cursor:
            cursor.execute("update households_household set attribute = head_name")

    with caplog.at_level(logging.INFO):
        send(official(two_families()), name="张三家.xlsx", merge=True)
        monkeypatch.setattr(sql_merge, "mark_rows", refused_by_the_database)
        families = two_families()
        families[0][0]["主要致贫原因"] = "因病"
        failed = send(official(families), name="张三家二.xlsx", merge=True)

    assert failed.merge_run is not None
    assert failed.merge_run.state == "failed"
    assert f"run {failed.merge_run_id} failed" in caplog.text
    assert "CheckViolation" in caplog.text
    for told in ("张", "李四", "刘芳", "邻县", number(1), number(4), "花名册“"):
        assert told not in caplog.text


def test_time_left_is_told_by_the_rows_so_far() -> None:
    assert time_left(5_000, 20_000, 10.0) == "，大约还要30秒"
    assert time_left(5_000, 100_000, 10.0) == "，大约还要3分钟"
    assert time_left(0, 10, 0.0) == time_left(10, 10, 3.0) == ""
