"""The pages of the import, and the workbook of wrong rows that goes back to the sender."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.accounts.models import AccessRecord
from foundation.jobs.running import work_at
from households.models import Household, RosterFile, RosterRow
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.workbooks import number, official, two_families
from tests.world import World, household


def with_wrong_rows() -> bytes:
    families = two_families()
    right = number(2, female=True)
    families[0][1]["身份证号"] = right[:-1] + ("1" if right[-1] != "1" else "2")
    families[0][2]["备注"] = "@SUM(1)"
    return official(families)


def test_clerk_uploads_looks_confirms_and_sees_the_result(world: World) -> None:
    clerk = world.signed_in(world.clerk)

    sent = clerk.post(
        reverse("rosters:upload"), {"file": SimpleUploadedFile("花名册.xlsx", with_wrong_rows())}, follow=True
    )
    roster = RosterFile.objects.get()
    assert sent.redirect_chain == [(reverse("rosters:detail", args=[roster.pk]), 302)]
    assert f"/runs/{roster.check_run_id}/" in sent.content.decode()
    assert roster.check_run_id is not None
    work_at(roster.check_run_id)

    page = clerk.get(reverse("rosters:detail", args=[roster.pk])).content.decode()
    for words in (
        "确认入库",
        "制作待改名册",
        "K6 身份证号",
        "校验位不符",
        "共 5 行 = 可入库 1 + 待改 3",
        "残疾人证号",
    ):
        assert words in page
    assert number(1) not in page
    assert number(2, female=True)[:17] not in page
    held = clerk.get(reverse("rosters:detail", args=[roster.pk]), {"verdict": "held"}).content.decode()
    assert "同户第6行有误，整户待改" in held

    clerk.post(reverse("rosters:confirm", args=[roster.pk]))
    roster.refresh_from_db()
    assert roster.merge_run_id is not None
    work_at(roster.merge_run_id)
    done = clerk.get(reverse("rosters:detail", args=[roster.pk]), {"verdict": "new"}).content.decode()
    assert "入库结果" in done
    assert reverse("households:detail", args=[Household.objects.get().pk]) in done
    assert "确认入库" not in done
    kinds = AccessRecord.objects.filter(subject=f"roster:{roster.pk}").order_by("pk")
    assert [record.kind for record in kinds] == ["imported", "confirmed"]


@pytest.mark.parametrize("name", ["detail", "absent"])
def test_roster_of_the_next_county_is_not_found(send: Send, world: World, name: str) -> None:
    roster = send(with_wrong_rows())
    address = reverse(f"rosters:{name}", args=[roster.pk])

    assert world.signed_in(world.clerk).get(address).status_code == 200
    assert world.signed_in(world.clerk_next_door).get(address).status_code == 404
    assert world.signed_in(world.cadre).get(address).status_code == 403
    assert world.signed_in(world.province_officer).get(address).status_code == 403


@pytest.mark.parametrize("name", ["confirm", "discard"])
def test_next_county_can_neither_confirm_nor_discard(send: Send, world: World, name: str) -> None:
    roster = send(official(two_families()))

    answer = world.signed_in(world.clerk_next_door).post(reverse(f"rosters:{name}", args=[roster.pk]))

    assert answer.status_code == 404
    roster.refresh_from_db()
    assert (roster.state, roster.merge_run_id) == ("checked", None)


def test_unreadable_file_says_why_on_its_page_and_can_be_dropped(send: Send, world: World) -> None:
    roster = send(b"\x89PNG nothing")
    clerk = world.signed_in(world.clerk)

    page = clerk.get(reverse("rosters:detail", args=[roster.pk])).content.decode()
    assert "不是工作簿" in page
    clerk.post(reverse("rosters:discard", args=[roster.pk]))
    assert "已放弃" in clerk.get(reverse("rosters:list")).content.decode()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "请选择要上传的花名册文件"),
        (("a.exe", b"MZ"), "不是能读的文件种类"),
        (("a.xlsx", b""), "文件是空的"),
    ],
)
def test_upload_that_is_none_is_told_on_the_form(world: World, file: Any, words: str) -> None:
    data = {"file": SimpleUploadedFile(*file)} if file else {}

    answer = world.signed_in(world.clerk).post(reverse("rosters:upload"), data)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not RosterFile.objects.exists()


def test_rows_are_paged_by_their_keys(send: Send, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("households.roster.presenters.PAGE", 2)
    household(w.NEXT_VILLAGE)
    roster = send(official(two_families()))
    clerk = world.signed_in(world.clerk)
    address = reverse("rosters:detail", args=[roster.pk])

    first = clerk.get(address, {"verdict": "new"}).content.decode()
    after = RosterRow.objects.get(roster=roster, row_number=6).pk
    second = clerk.get(address, {"verdict": "new", "after": after}).content.decode()

    assert f"after={after}" in first
    assert "第5行" in first
    assert "第7行" not in first
    assert "第7行" in second
    assert "回到第一页" in second


def test_pages_ask_as_much_of_the_database_for_many_rows_as_for_few(send: Send, world: World) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clerk = world.signed_in(world.clerk)
    asked = []
    for families in (two_families()[1:], two_families()):
        roster = send(official(families), name=f"{len(families)}.xlsx")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            clerk.get(reverse("rosters:detail", args=[roster.pk]), {"verdict": "new"})
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_rows_of_another_countys_people_lead_to_asking_for_a_transfer(send: Send, world: World) -> None:
    household(w.NEXT_VILLAGE, [w.person(id_number=number(2, female=True))])
    roster = send(official(two_families()))
    address = f"/rosters/{roster.pk}/"

    assert "/households/transfers/ask/" in page_of(world, f"{address}?verdict=elsewhere")
    assert "/households/transfers/ask/" not in page_of(world, f"{address}?verdict=new")


def page_of(world: World, address: str) -> str:
    return world.signed_in(world.clerk).get(address).content.decode()
