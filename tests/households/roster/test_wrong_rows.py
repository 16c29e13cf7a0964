"""The wrong rows come back to the sender: marked, told how to mend, and corrected they go in as they are."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from foundation.accounts.models import AccessRecord
from foundation.jobs.running import work_at
from households.models import Household, RosterFile
from households.roster import wrong_rows
from households.roster.values import plain
from tests.households.roster.conftest import Send
from tests.households.roster.test_pages import with_wrong_rows
from tests.households.roster.workbooks import COLUMNS, number, official, two_families
from tests.world import World

WRONG, HELD = "FFF2B8B5", "FFF3F3F3"


def returned(client: Client, roster: RosterFile) -> bytes:
    """As the clerk does it: has the workbook made, and takes it."""
    answer = client.post(reverse("rosters:make_wrong_rows", args=[roster.pk]))
    roster.refresh_from_db()
    assert roster.return_run is not None
    assert answer.headers["Location"] == reverse("jobs:progress", args=[roster.return_run.pk])
    work_at(roster.return_run.pk)
    roster.refresh_from_db()
    got = client.get(reverse("rosters:wrong_rows", args=[roster.pk]))
    assert got.status_code == 200
    return got.content


def saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def styled() -> bytes:
    """A roster with its sender's looks: a wide column, a colour, a hidden sheet, a formula, a remark."""
    book = openpyxl.load_workbook(io.BytesIO(with_wrong_rows()))
    sheet: Any = book["Sheet1"]
    sheet.column_dimensions["K"].width = 31
    sheet["H5"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFFFF00")
    sheet["H6"].comment = openpyxl.comments.Comment("老李填", "老李")
    sheet["AD5"] = "=1+1"
    book.create_sheet("别表").sheet_state = "hidden"
    return saved(book)


def test_senders_own_workbook_comes_back_marked_and_goes_in_when_corrected(send: Send, world: World) -> None:
    roster = send(styled(), merge=True)
    clerk = world.signed_in(world.clerk)

    content = returned(clerk, roster)

    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["统计", "Sheet1", "别表"]
    assert book["别表"].sheet_state == "hidden"
    sheet: Any = book["Sheet1"]
    assert sheet["A1"].value == "六枝特区建档立卡贫困残疾人花名册"
    assert (sheet.column_dimensions["K"].width, sheet["H5"].value) == (31, "张三")
    assert sheet.merged_cells.ranges
    wrong = sheet["K6"]
    assert "校验位不符" in wrong.comment.text
    assert (wrong.fill.fgColor.rgb, wrong.data_type) == (WRONG, "s")
    assert {sheet[f"H{row}"].fill.fgColor.rgb for row in (5, 7)} == {HELD}
    assert sheet["H8"].fill.fgColor.rgb not in {HELD, WRONG}
    assert "老李填" in sheet["H6"].comment.text
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    note = sheet["AC7"]
    assert (note.value, note.data_type, note.quotePrefix) == ("@SUM(1)", "s", True)
    told = {row[0].value: row[1].value for row in book["统计"].iter_rows()}
    assert (told["有误"], told["同户待改"], told["总行数"]) == (1, 2, 5)

    wrong.value = number(2, female=True)
    corrected = send(saved(book), name="待改.xlsx", merge=True)
    assert (corrected.counts["new"], corrected.counts["unchanged"], corrected.counts["rejected"]) == (3, 1, 0)
    assert Household.objects.get(head_name="张三").persons.count() == 3


def test_workbook_is_kept_sealed_and_its_download_recorded(send: Send, world: World, settings: Any) -> None:
    roster = send(with_wrong_rows())
    clerk = world.signed_in(world.clerk)
    address = reverse("rosters:wrong_rows", args=[roster.pk])
    assert clerk.get(address).status_code == 302
    assert not AccessRecord.objects.filter(kind="downloaded").exists()

    returned(clerk, roster)

    record = AccessRecord.objects.get(kind="downloaded")
    assert (record.subject, record.detail["rows"]) == (f"roster:{roster.pk}", 3)
    kept = (settings.DATA_DIR / "files" / roster.returned_as).read_bytes()
    assert not kept.startswith(b"PK")
    for stranger in (world.clerk_next_door, world.cadre):
        assert world.signed_in(stranger).get(address).status_code in {403, 404}
        make = reverse("rosters:make_wrong_rows", args=[roster.pk])
        assert world.signed_in(stranger).post(make).status_code in {403, 404}


def test_of_a_text_file_the_wrong_rows_come_back_under_its_heads(send: Send, world: World) -> None:
    lines = io.StringIO()
    writer = csv.DictWriter(lines, COLUMNS, restval="")
    writer.writeheader()
    families = two_families()
    families[0][1] |= {"身份证号": "12", "备注": "=1+1"}
    for rows in families:
        for row in rows:
            writer.writerow(rows[0] | {"与户主关系": "其他"} | row)
    roster = send(lines.getvalue().encode(), name="花名册.csv", merge=True)

    book = openpyxl.load_workbook(io.BytesIO(returned(world.signed_in(world.clerk), roster)))

    sheet: Any = book.worksheets[1]
    assert book.sheetnames[0] == "统计"
    assert [cell.value for cell in sheet[1]] == [*map(plain, COLUMNS), "原因和改法"]
    assert sheet.max_row == 4
    wrong = sheet["K3"]
    assert "应为18位" in wrong.comment.text
    assert wrong.fill.fgColor.rgb == WRONG
    assert (sheet["AC3"].value, sheet["AC3"].data_type) == ("=1+1", "s")
    assert "原第3行" in sheet.cell(3, len(COLUMNS) + 1).value
    wrong.value = number(2, female=True)
    corrected = send(saved(book), name="待改.xlsx", merge=True)
    assert (corrected.counts["new"], corrected.counts["rejected"]) == (3, 0)


def test_number_that_was_lost_comes_back_as_lost(
    send: Send, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    families = two_families()
    families[1][0]["身份证号"] = 520203196003151234
    roster = send(official(families))
    clerk = world.signed_in(world.clerk)
    own = returned(clerk, roster)
    monkeypatch.setattr(wrong_rows, "OWN_UP_TO_ROWS", 0)

    content = returned(clerk, roster)

    book = openpyxl.load_workbook(io.BytesIO(content))
    assert any(str(cell.value).startswith("（末几位已丢失）") for cell in book["Sheet1"][2])
    assert send(content, name="原样.xlsx").counts["wrong"] == 1
    assert send(own, name="自己的.xlsx").counts["wrong"] == 1
