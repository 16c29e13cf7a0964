"""The wrong rows as a workbook for the sender: marked, with reason and cure; corrected, it goes in as it is.

An .xlsx of no more than 20,000 rows comes back as the sender's own workbook; of others
a workbook of the wrong rows is made, with the sender's heads. It holds whole ID
numbers, as the sender gave them: it is kept encrypted, and the download is recorded by the view.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import column_index_from_string, get_column_letter

from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.jobs.kinds import Progress, RunKind, UnableToRun
from foundation.jobs.models import Run
from foundation.sealed.files import forget_file, keep_file, read_file
from households.models import RosterFile, RosterRow
from households.roster.intake import RETURN, UnableToTakeRoster, asked_for, roster_of
from households.roster.marking import HELD, WRONG, counts_sheet, note, write
from households.roster.reading import BROKEN_NUMBER
from households.roster.staging import opened_cells

OWN_UP_TO_ROWS = 20_000
WALL_SECONDS = 400
BACK = (
    RosterRow.Verdict.WRONG,
    RosterRow.Verdict.HELD,
    RosterRow.Verdict.AMBIGUOUS,
    RosterRow.Verdict.UNKNOWN,
    RosterRow.Verdict.ELSEWHERE,
)
REASON_COLUMN = "原因和改法"
_HEAD = PatternFill("solid", fgColor="FFD9E2EF")
_THIN = Side(style="thin", color="FFBFBFBF")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_ROOT = Path(__file__).resolve().parents[2]
_CELL = re.compile(r"([A-Z]{1,3})\d+")


@transaction.atomic
def ask_for_wrong_rows(*, roster: RosterFile, area: Area, by: User) -> Run:
    """Have the workbook made in the background."""
    roster = RosterFile.objects.select_for_update().get(pk=roster.pk)
    if not roster.counts.get("rejected"):
        raise UnableToTakeRoster("没有待改的行")
    if not roster.stored_as:
        raise UnableToTakeRoster("原文件已到期删除，不能再制作待改名册；请重新上传名册")
    roster.return_run = asked_for(RETURN, roster, area, by)
    roster.save(update_fields=["return_run", "updated_at"])
    return roster.return_run


def make_wrong_rows(run: Run) -> Progress:
    """First says what it does; then makes the workbook and keeps it encrypted, instead of the former."""
    if not run.cursor:
        return Progress(cursor={"step": "making"}, sentence="正在制作待改名册")
    roster = roster_of(run)
    if not roster.stored_as:
        raise UnableToRun("原文件已删除，不能制作待改名册。")
    rows = RosterRow.objects.filter(roster=roster, verdict__in=BACK)
    content, count = own_workbook(roster, rows) or wrong_rows_workbook(roster, rows)
    forget_returned(roster)
    roster.returned_as, roster.returned_rows = keep_file(content), count
    roster.save(update_fields=["returned_as", "returned_rows", "updated_at"])
    return Progress(
        done=count,
        total=count,
        sentence=f"待改名册已制作，{count}行",
        finished=True,
        result={"object_id": roster.pk, "rows": count},
    )


def forget_returned(roster: RosterFile) -> None:
    """The workbook of before tells no longer what stands; the caller saves the row."""
    former, roster.returned_as = roster.returned_as, ""
    if former:
        transaction.on_commit(lambda: forget_file(former))


def own_workbook(roster: RosterFile, rows: QuerySet[RosterRow]) -> tuple[bytes, int] | None:
    """The sender's own workbook, marked by a process of its own; ``None`` where it cannot be."""
    content = read_file(roster.stored_as)
    if not roster.file_name.lower().endswith(".xlsx") or roster.counts["rows"] > OWN_UP_TO_ROWS:
        return None
    widths = {name: len(labels) for name, labels in _labels(roster).items()}
    sheets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.defer("sealed_cells").order_by("pk"):
        sheets[row.sheet].append(_told(row, widths.get(row.sheet, 1)))
    told = {"counts": counts_of(roster), "sheets": sheets}
    try:
        child = subprocess.run(
            [sys.executable, "-m", "households.roster.marking"],
            input=json.dumps(told, ensure_ascii=False).encode() + b"\n" + content,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=_ROOT,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONIOENCODING": "utf-8"},
            check=True,
        )
    except subprocess.SubprocessError:
        return None
    return child.stdout, sum(map(len, sheets.values()))


def _told(row: RosterRow, width: int) -> dict[str, Any]:
    notes: dict[int, list[str]] = defaultdict(list)
    for reason in row.reasons:
        if not reason.get("note"):
            notes[_column_of(reason)].append(reason["reason"])
    return {"row": row.row_number, "held": row.verdict == "held", "width": width, "notes": notes}


def _column_of(reason: dict[str, Any]) -> int:
    """Its column counted from 1; 0 where it is about the row."""
    found = _CELL.fullmatch(reason.get("cell", ""))
    return column_index_from_string(found[1]) if found else 0


def _labels(roster: RosterFile) -> dict[str, list[str]]:
    sheets = roster.mapping.get("sheets", ())
    return {sheet["name"][:60]: sheet["labels"] for sheet in sheets if "labels" in sheet}


def counts_of(roster: RosterFile) -> list[list[Any]]:
    counts = roster.counts
    return [
        ["花名册待改行", ""],
        ["文件", roster.file_name],
        ["总行数", counts.get("rows", 0)],
        *([str(verdict.label), counts.get(verdict.value, 0)] for verdict in RosterRow.Verdict),
        ["怎样改", "标红的格有误，批注写明原因和改法；改好后原样上传此文件即可。"],
        ["", "灰色的行本身无误，因同户有误一并退回，请保留。"],
        ["", "内含完整身份证号，用后请妥善保管或删除。"],
    ]


def wrong_rows_workbook(roster: RosterFile, rows: QuerySet[RosterRow]) -> tuple[bytes, int]:
    """The wrong rows under the sender's heads; and how many they are. Written row by row: any size."""
    book = Workbook(write_only=True)
    first = Workbook()  # the sheet of counts is written at random: into a small book of its own
    counts_sheet(first, counts_of(roster))
    _copied(first["统计"], book)
    labels = _labels(roster)
    rows = rows.filter(sealed_cells__isnull=False)
    count = 0
    for name in rows.order_by("sheet").values_list("sheet", flat=True).distinct():
        count += _rows_sheet(book, name, labels.get(name, []), rows.filter(sheet=name).order_by("pk"))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), count


def _copied(counts: Any, book: Workbook) -> None:
    sheet = book.create_sheet("统计")
    for letter in ("A", "B"):
        sheet.column_dimensions[letter].width = counts.column_dimensions[letter].width
    for row in counts.iter_rows():
        sheet.append([_cell(sheet, cell.value) for cell in row])


def _cell(sheet: Any, value: Any) -> Any:
    cell = WriteOnlyCell(sheet)
    if isinstance(value, int):
        cell.value = value
    else:
        write(cell, str(value or ""))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _rows_sheet(book: Workbook, name: str, labels: list[str], rows: QuerySet[RosterRow]) -> int:
    sheet: Any = book.create_sheet(re.sub(r"[\[\]:*?/\\]", "_", name)[:31] or "待改")
    for place, label in enumerate(labels, 1):
        wide = "号" in label and label != "序号"
        sheet.column_dimensions[get_column_letter(place)].width = 23 if wide else 12
    sheet.column_dimensions[get_column_letter(len(labels) + 1)].width = 60
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, label) for label in [*labels, REASON_COLUMN]])
    count = 0
    for row in rows.iterator(chunk_size=500):
        sheet.append(list(_one_row(sheet, row, len(labels))))
        count += 1
    return count


def _head(sheet: Any, label: str) -> Any:
    cell = write(WriteOnlyCell(sheet), label)
    cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _LINE
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    return cell


def _one_row(sheet: Any, row: RosterRow, width: int) -> Iterator[Any]:
    assert row.sealed_cells is not None
    reasons = [reason for reason in row.reasons if not reason.get("note")]
    about: dict[int, list[str]] = defaultdict(list)
    for reason in reasons:
        about[_column_of(reason)].append(reason["reason"])
    texts = opened_cells(bytes(row.sealed_cells))
    for place in range(1, width + 1):
        text = texts[place - 1] if place <= len(texts) else ""
        if text.startswith(BROKEN_NUMBER):  # never a number again that could pass for a right one
            text = f"（末几位已丢失）{text.removeprefix(BROKEN_NUMBER)}"
        cell = write(WriteOnlyCell(sheet), text)
        cell.border = _LINE
        if row.verdict == RosterRow.Verdict.HELD:
            cell.fill = HELD
        if place in about:
            cell.fill, cell.comment = WRONG, note(about[place])
        yield cell
    said = "；".join(f"{r['column']}：{r['reason']}" if r["column"] else r["reason"] for r in reasons)
    last = write(WriteOnlyCell(sheet), f"原第{row.row_number}行 {said}")
    last.alignment, last.border = Alignment(wrap_text=True, vertical="top"), _LINE
    yield last


KIND = RunKind(RETURN, "制作待改名册", "import_roster", make_wrong_rows, "rosters:detail", "去下载")
