"""Hostile and broken files: a plain message or a clean read, in little memory and time."""

from __future__ import annotations

import os
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from foundation.areas.models import Area
from foundation.jobs.models import Run
from foundation.jobs.running import work_at
from households.models import Household, RosterFile
from households.roster.forms import UploadForm
from households.roster.kinds import roster_kind
from households.roster.reading import UnableToRead, read_sheets
from tests import world as w
from tests.households.roster import hostile
from tests.households.roster.workbooks import official, two_families
from tests.households.roster.xls import xls
from tests.households.roster.xlsb import xlsb
from tests.world import World

SECONDS = 60
CHILD_MB = 700


@pytest.fixture
def within_limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The reading process is asked for its peak when it is waited for."""
    peaks: list[int] = []

    def waited(pid: int, flags: int) -> tuple[int, int]:
        pid, status, used = os.wait4(pid, flags)
        peaks.append(used.ru_maxrss // 1024)
        return pid, status

    monkeypatch.setattr(os, "waitpid", waited)
    began = time.monotonic()
    yield
    assert time.monotonic() - began < SECONDS
    assert 0 < max(peaks) < CHILD_MB


READ: dict[str, Callable[[], bytes]] = {
    "a million rows that are only formatted": hostile.a_million_formatted_rows,
    "16,384 columns that are only formatted": hostile.all_formatted_columns,
    "a workbook with macros": hostile.macros,
    "a name linked from another file": hostile.link_to_another_file,
}


@pytest.mark.usefixtures("within_limits")
@pytest.mark.parametrize("what", READ)
def test_what_looks_bad_and_is_not_is_read_whole(what: str) -> None:
    [plain] = read_sheets(official(two_families()))

    [sheet] = read_sheets(READ[what]())

    assert sheet.rows == plain.rows


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a part with a wrong check sum": (hostile.wrong_check_sum, "文件已损坏"),
    "a cell in the last column": (lambda: hostile.one_cell_at("XFD9"), "第9行超过200列"),
    "a cell in the last row": (lambda: hostile.one_cell_at("A1048576"), "第1048576行还有内容"),
    "a far cell in .xlsb": (hostile.far_cell_in_xlsb, "第1行超过200列"),
    "entities in the sheet": (lambda: hostile.billion_laughs(hostile.SHEET), "外部实体"),
    "entities in the book": (lambda: hostile.billion_laughs("xl/workbook.xml"), "外部实体"),
    "entities after a long comment": (
        lambda: hostile.billion_laughs(hostile.SHEET, before=9_000),
        "已损坏",
    ),
    "one text shown in every cell": (hostile.one_text_five_thousand_times, "一格的文字过长"),
    "a chain of sectors without end": (hostile.chain_that_bites_its_tail, "文件已损坏"),
    "a table of sectors without end": (hostile.table_of_sectors_that_names_itself, "文件已损坏"),
    "an .ods of a million equal rows": (lambda: hostile.repeated_in_ods(1_048_575, 16_384, "x"), "另存为"),
    "an .ods of wide rows": (lambda: hostile.repeated_in_ods(100, 16_384, "x"), "第2行超过200列"),
    "30 million blank lines": (hostile.blank_lines, "“名单.csv”：文件超过1048576行"),
    "a cell of 20 megabytes": (lambda: b'"' + b"a" * (20 << 20) + b'"\n', "分不出列"),
    "a picture called .xlsx": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + os.urandom(500), "其实是图片"),
}


@pytest.mark.usefixtures("within_limits")
@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(what: str) -> None:
    make, words = REFUSED[what]

    with pytest.raises(UnableToRead, match=words) as refused:
        read_sheets(make())

    assert any(cure in str(refused.value) for cure in ("请删除", "另存为", "重新压缩"))


def test_empty_repeats_of_an_ods_are_nothing() -> None:
    [sheet] = read_sheets(hostile.repeated_in_ods(1_048_575, 16_384))

    assert sheet.rows == [(1, ["姓名"])]


ROWS = [["姓名", "金额", "人数"], ["张三", "1", "2"], ["李四", "", ""]]


def test_error_values_of_an_old_workbook_are_told() -> None:
    content = xls(ROWS, errors=[(2, 1)], wrong_formulas=[(2, 2)], hidden_row=1, since_1904=True)

    [sheet] = read_sheets(content)

    assert [cells for _, cells in sheet.rows] == [ROWS[0], ROWS[1], ["李四"]]
    assert sorted(map(tuple, sheet.around.unusable)) == [(3, 1, "公式出错"), (3, 2, "公式出错")]
    assert (sheet.around.hidden_rows, sheet.around.since_1904) == ([2], True)


def test_error_values_and_merges_of_a_binary_workbook_are_told() -> None:
    content = xlsb(ROWS, errors=[(2, 1)], merges=[(0, 1, 0, 0)], hidden_row=1)

    [sheet] = read_sheets(content)

    assert [tuple(cell) for cell in sheet.around.unusable] == [(3, 1, "公式出错")]
    assert (sheet.merges, sheet.around.hidden_rows) == ([(0, 0, 1, 0)], [2])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + os.urandom(300), "文件其实是图片，不是工作簿"),
        (hostile.one_cell_at("A1048576"), "请删除表格下面多余的行后上传"),
        (hostile.chain_that_bites_its_tail(), "文件已损坏，打不开"),
    ],
)
def test_clerk_sees_what_is_wrong_and_the_worker_lives(world: World, content: bytes, words: str) -> None:
    clerk = world.signed_in(world.clerk)

    page = _sent(clerk, content)

    assert words in page
    assert "退回" in page
    assert not Household.objects.exists()
    assert "确认入库" in _sent(clerk, official(two_families()))


def _sent(clerk: object, content: bytes) -> str:
    """Sends the file in, lets the worker work, looks at the roster's page."""
    file = SimpleUploadedFile("花名册.xlsx", content)
    clerk.post(reverse("rosters:upload"), {"file": file})  # type: ignore[attr-defined]
    roster = RosterFile.objects.latest("pk")
    assert roster.check_run_id is not None
    work_at(roster.check_run_id)
    assert Run.objects.get(pk=roster.check_run_id).state == Run.State.DONE
    page = clerk.get(reverse("rosters:detail", args=[roster.pk]))  # type: ignore[attr-defined]
    return str(page.content.decode())


def test_file_of_300_megabytes_is_refused_unread(world: World, tmp_path: Path) -> None:
    file = TemporaryUploadedFile("花名册.xlsx", "application/octet-stream", 300 << 20, None)
    file.truncate(300 << 20)
    area = Area.objects.get(code=w.COUNTY)
    tracemalloc.start()
    try:
        form = UploadForm({}, {"file": file}, kind=roster_kind("registry"), area=area)
        errors = form.errors["file"]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert "文件超过60MB；请删除图片和多余格式" in errors[0]
    assert (file.tell(), peak < 5 << 20) == (0, True)
    file.close()
    path = tmp_path / "大.xlsx"
    with path.open("wb") as sparse:
        sparse.truncate(300 << 20)
    with pytest.raises(CommandError, match="文件超过60MB"):
        call_command("import_roster", str(path), "--area", str(w.COUNTY), "--by", "clerk")
    assert not RosterFile.objects.exists()
