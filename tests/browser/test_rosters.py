"""A clerk with an odd workbook: says what its columns are, corrects what comes back, sends it again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl

from foundation.jobs.running import work_at
from households.models import Household, RosterFile
from tests.browser.conftest import DESK, PHONE, Opened, Visit
from tests.households.roster.workbooks import fill_official, number, saved, two_families
from tests.world import World


def odd_workbook() -> bytes:
    """Two sheets of one layout, one with heads that nobody knows, a page of notes; and a wrong number."""
    families = two_families()
    right = number(2, female=True)
    families[0][1]["身份证号"] = right[:-1] + ("1" if right[-1] != "1" else "2")
    book = openpyxl.Workbook()
    first: Any = book.active
    first.title = "岩脚镇"
    fill_official(first, families[:1])
    fill_official(book.create_sheet("岩脚镇续"), families[1:])
    odd = book.create_sheet("补报")
    odd.append(["居处", "称呼", "身份证号", "户内身份", "民族", "鞋码"])
    odd.append(["桃花源村", "王五", number(8), "户主", "汉族", "42"])
    notes = book.create_sheet("填表说明")
    for line in ("一、填报范围为建档立卡残疾人。", "二、六月底前报送。", "三、联系人老李。"):
        notes.append([line])
    return saved(book)


def worked(visit: Visit) -> RosterFile:
    """The worker does what was asked for; the clerk opens the roster's page."""
    roster = RosterFile.objects.latest("pk")
    for run in (roster.check_run, roster.merge_run, roster.return_run):
        if run is not None and run.is_live:
            work_at(run.pk)
    roster.refresh_from_db()
    visit.go(f"/rosters/{roster.pk}/")
    return roster


def send_in(clerk: Visit, path: Path) -> RosterFile:
    clerk.go("/rosters/")
    clerk.page.get_by_label("花名册文件").set_input_files(path)
    clerk.page.get_by_role("button", name="上传").click()
    clerk.page.wait_for_url("**/rosters/*/")
    return worked(clerk)


def test_odd_workbook_is_explained_corrected_and_goes_in_as_it_is(
    world: World, signed_in: Opened, tmp_path: Path
) -> None:
    clerk = signed_in("clerk", PHONE)
    page = clerk.page
    sent = tmp_path / "残疾人名单.xlsx"
    sent.write_bytes(odd_workbook())
    assert send_in(clerk, sent).state == RosterFile.State.REFUSED

    page.get_by_role("link", name="核对列").click()
    clerk.check("roster-columns")
    assert page.evaluate("document.documentElement.scrollHeight") < 6_000
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    clerk.check("roster-columns")
    page.get_by_label("A列居处").select_option("village")
    page.get_by_role("button", name="记住并重新核对").click()
    page.wait_for_url("**/rosters/*/")
    roster = worked(clerk)
    assert roster.state == RosterFile.State.CHECKED, roster.problem

    page.get_by_role("link", name="说明村名").click()
    clerk.check("roster-places")
    page.get_by_role("combobox").first.select_option(label="新华村")
    page.get_by_role("button", name="记住并重新核对").click()
    page.wait_for_url("**/rosters/*/")
    worked(clerk)
    page.get_by_role("button", name="制作待改名册").click()
    roster = worked(clerk)
    clerk.check("roster-checked")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载待改名册").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert book.sheetnames == ["统计", "岩脚镇", "岩脚镇续", "补报", "填表说明"]
    assert "校验位不符" in book["岩脚镇"]["K6"].comment.text
    book["岩脚镇"]["K6"].value = number(2, female=True)
    corrected = tmp_path / "残疾人名单_改.xlsx"
    corrected.write_bytes(saved(book))

    roster = send_in(clerk, corrected)
    assert (roster.state, roster.counts["new"], roster.counts["rejected"]) == (RosterFile.State.CHECKED, 5, 0)
    page.get_by_role("button", name="确认入库").click()
    worked(clerk)
    clerk.check("roster-merged")
    assert set(Household.objects.values_list("head_name", flat=True)) == {"张三", "李四", "王五"}
