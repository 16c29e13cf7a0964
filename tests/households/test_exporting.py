"""The exported list: the rows and columns of the screen, as text, recorded, handed out as of the download."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from foundation.accounts.models import AccessRecord, Appointment
from foundation.jobs.models import Run
from foundation.jobs.running import work_at
from foundation.sealed.files import _folder
from households.finding import exporting
from households.models import Household, ListExport
from tests import world as w
from tests.world import World, household, pair, person


@pytest.fixture
def homes(world: World) -> None:
    pair(household(head_name="结对户"), world.cadre)
    household(head_name="=1+1", members=[person(level=1, name="=1+1")])
    household(w.NEXT_VILLAGE, head_name="邻县户")


def workbook(content: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]


def taken(client: Client, query: str = "", kind: str = "xlsx") -> bytes:
    answer = client.post(f"/households/export/{query}", {"format": kind})
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content


def text(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets know UTF-8 by its mark"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_file_holds_the_rows_of_the_list_and_no_others(world: World, homes: None) -> None:
    clerk = world.signed_in(world.clerk)

    everything = workbook(taken(clerk))
    unpaired = workbook(taken(clerk, "?paired=no"))

    assert everything[0] == ("户主", "村（社区）", "户编号", "脱贫属性", "残疾人（人）", "帮扶责任人")
    assert {row[0] for row in everything[1:]} == {"结对户", "=1+1"}
    assert [row[0] for row in unpaired[1:]] == ["=1+1"]


def test_file_may_hold_insurance_help_towards_work_and_the_divisions_of_certificates(world: World) -> None:
    home = household(
        head_name="外出户",
        members=[
            person(level=2, pension_insured=True, work_help=["funds"], name="外出户"),
            person(level=3, pension_insured=True, work_help=["training", "funds"], name="儿"),
            person(
                pension_insured=False,
                work_help=["other"],
                name="故人",
                left_on=date(2018, 1, 2),
                left_reason="死亡",
            ),
        ],
    )
    household(head_name="旁户")
    first, second = home.certificates.order_by("pk")
    for held, belongs, living in ((first, w.VILLAGE, w.NEXT_VILLAGE), (second, 330102000000, None)):
        held.hukou_code, held.residence_code = belongs, living
        held.save()
    clerk = world.signed_in(world.clerk)
    clerk.post("/households/columns/", {"columns": ["pension", "work_help", "hukou", "residence"]})

    rows = workbook(taken(clerk))

    titles = ("参加居民养老保险（人）", "需要的就业帮扶", "残疾人证户籍区划", "残疾人证居住区划")
    assert rows[0] == ("户主", *titles)
    found = {row[0]: row[1:] for row in rows[1:]}
    assert found["外出户"] == (
        2,
        "职业技能培训、资金信贷扶持",
        "六枝特区岩脚镇太和村、330102000000",
        "水城区玉舍镇海坪村",
    )
    assert found["旁户"] == (0, None, None, None)


def test_what_looks_like_a_formula_stays_text(world: World, homes: None) -> None:
    clerk = world.signed_in(world.clerk)

    cells = load_workbook(io.BytesIO(taken(clerk))).active["A"]  # type: ignore[index]
    lines = text(taken(clerk, kind="csv"))

    assert {cell.data_type for cell in cells} == {"s"}
    assert [row[0] for row in lines[1:]] == ["结对户", "'=1+1"]


def test_file_has_the_columns_she_chose_with_numbers_masked(world: World) -> None:
    number = w.id_number()
    household(members=[person(level=1, id_number=number)])
    clerk = world.signed_in(world.clerk)
    clerk.post("/households/columns/", {"columns": ["head_number", "members"]})

    lines = text(taken(clerk, kind="csv"))

    assert lines[0] == ["户主", "户主身份证号", "家庭人口（人）"]
    assert lines[1][1:] == [f"{number[:3]}***********{number[-4:]}", "1"]


def test_export_is_recorded_with_filters_columns_rows_and_digest(world: World, homes: None) -> None:
    taken(world.signed_in(world.clerk), f"?paired=no&township={w.TOWNSHIP}")

    record = AccessRecord.objects.get(kind="exported")
    assert record.user == world.clerk
    assert record.detail["filters"] == {"paired": "no"}
    assert (record.detail["area"], record.detail["rows"], record.detail["format"]) == (w.TOWNSHIP, 1, "xlsx")
    assert record.detail["columns"] == ["place", "number", "status", "disabled", "cadre"]
    assert len(record.detail["sha256"]) == 64


def test_result_of_a_search_goes_into_a_file_and_its_record_names_nobody(world: World, homes: None) -> None:
    clerk = world.signed_in(world.clerk)
    found = clerk.post("/households/search/", {"q": "结对"})["Location"].partition("?")[2]

    assert [row[0] for row in workbook(taken(clerk, f"?{found}"))[1:]] == ["结对户"]
    detail = AccessRecord.objects.get(kind="exported").detail
    assert detail["searched_by"] == ["name"]
    assert "结对" not in str(detail)


def test_cadre_and_liaison_may_not_export(world: World, homes: None) -> None:
    for user in (world.cadre, world.liaison):
        assert world.signed_in(user).post("/households/export/", {"format": "csv"}).status_code == 403


@pytest.fixture
def long_list(
    world: World, homes: None, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> ListExport:
    """Five households where one is already too many for an answer, two to a chunk; made by its run."""
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    monkeypatch.setattr(exporting, "CHUNK", 2)
    for place in range(3):
        household(w.OTHER_VILLAGE, head_name=f"户{place}")
    answer = world.signed_in(world.clerk).post("/households/export/?sort=head", {"format": "csv"})
    assert answer.status_code == 302
    made = ListExport.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        work_at(made.run_id)
    made.refresh_from_db()
    return made


def test_long_list_is_made_in_chunks_by_a_run(world: World, long_list: ListExport) -> None:
    clerk = world.signed_in(world.clerk)

    content = clerk.get(f"/households/exports/{long_list.pk}/file/").content

    assert Run.objects.get().state == "done", Run.objects.get().error
    names = [row[0] for row in text(content)[1:]]
    assert sorted(names) == sorted(["结对户", "'=1+1", "户0", "户1", "户2"])
    assert len(list(_folder().iterdir())) == 1, "the parts are gone"
    assert AccessRecord.objects.get(kind="downloaded").detail["rows"] == 5


def test_somebody_elses_file_is_not_there(world: World, long_list: ListExport) -> None:
    for user in (world.second_clerk, world.clerk_next_door, world.province_officer):
        assert world.signed_in(user).get(f"/households/exports/{long_list.pk}/file/").status_code == 404


def refused(world: World, made: ListExport) -> str:
    answer = world.signed_in(world.clerk).get(f"/households/exports/{made.pk}/file/", follow=True)
    assert answer["Content-Type"].startswith("text/html")
    assert not AccessRecord.objects.filter(kind="downloaded").exists()
    return answer.content.decode()


def test_file_is_refused_when_a_row_is_no_longer_hers_to_list(world: World, long_list: ListExport) -> None:
    home = Household.objects.get(head_name="户1")
    Household.objects.filter(pk=home.pk).update(left_on=world.scope(world.clerk).today, left_reason="迁出")

    assert "名单中有1户现在已不在您的名单范围内" in refused(world, long_list)


def test_file_is_refused_after_a_change_of_role(world: World, long_list: ListExport) -> None:
    address = f"/households/exports/{long_list.pk}/file/"
    for role, area, status in (("county_lead", w.COUNTY, 302), ("township_clerk", w.TOWNSHIP, 404),
                               ("village_liaison", w.VILLAGE, 403)):  # fmt: skip
        Appointment.objects.filter(user=world.clerk).update(role=role, area_id=area)
        assert world.signed_in(world.clerk).get(address).status_code == status, role

    Appointment.objects.filter(user=world.clerk).update(role="county_lead", area_id=w.COUNTY)
    assert "您的任职已变动" in refused(world, long_list)


def test_file_is_refused_after_a_week(world: World, long_list: ListExport) -> None:
    ListExport.objects.update(made_at=long_list.made_at - timedelta(days=8))  # type: ignore[operator]

    assert "已过保存期" in refused(world, long_list)


def test_fourth_export_at_a_time_has_to_wait(
    world: World, homes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    clerk = world.signed_in(world.clerk)

    answers = [clerk.post("/households/export/", {"format": "csv"}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert answers[3]["Retry-After"] == "60"
    assert "您已有3份名单正在生成" in answers[3].content.decode()
