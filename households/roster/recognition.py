"""From the kept file to tables: what each sheet is, which column is what, and what has to be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from foundation.sealed.files import read_file
from households.models import RememberedLayout, RosterFile
from households.roster.checking import shown
from households.roster.columns import Layout
from households.roster.headers import Choices, letter, sheet_signature
from households.roster.reading import Sheet, UnableToRead, read_sheets
from households.roster.strange_shapes import asked_of, lies_on_its_side
from households.roster.tables import Table, table_in
from households.roster.two_sheets import apart
from households.roster.villages import Places

_NO_HEADER = "没有认得的表头或没有人员行"
_ON_ITS_SIDE = "表头竖着排、每人占一列；请转置（复制后“选择性粘贴—转置”）成每人一行，再上传"
_SUMMARY = "没有姓名和证号的汇总表"
_LONG = re.compile(r"\d{15}")
_SAMPLES = 3
ASK = "。请在“核对列”页指定表头所在行和各列的含义，指定后自动重新核对"


class UnableToRecognise(UnableToRead):
    """The sheets are read, but a needed column is not known: the page of columns asks for it."""

    def __init__(self, message: str, told: list[dict[str, Any]]) -> None:
        super().__init__(message)
        self.told = told


@dataclass
class Reading:
    """The tables of a file, what is told of each sheet, and how many blank rows lie between."""

    tables: list[Table]
    told: list[dict[str, Any]]
    # What the sender has to change before a sheet can be read whole.
    asked: list[str] = field(default_factory=list)

    @property
    def blank(self) -> int:
        return sum(table.blank for table in self.tables)


def read_tables(roster: RosterFile, layout: Layout, places: Places) -> Reading:
    """Every sheet's table; raises :class:`UnableToRecognise` where a needed column has to be asked for."""
    choices, sheets = choices_for(roster), read_sheets(read_file(roster.stored_as))
    reading = _tables(sheets, layout, places, choices)
    if not any(not table.layout.of_homes for table in reading.tables):
        reading = _tables(sheets, replace(layout, homes=None), places, choices)
    _leave_out_homes_that_say_nothing(reading)
    _leave_out_summaries(reading)
    _ask_for_what_is_missing(reading, layout)
    return reading


def _tables(sheets: list[Sheet], layout: Layout, places: Places, choices: Choices) -> Reading:
    reading = Reading([], [])
    for sheet in sheets:
        told: dict[str, Any] = {"name": sheet.name, "signature": sheet_signature(sheet)}
        why = _passed_over(sheet, choices)
        table = None
        if not why:
            first = max((max(t.families, default=0) for t in reading.tables), default=0) + 1
            table = _table(sheet, first, layout, places, choices)
            if table is None or not table.rows:
                why, table = _ON_ITS_SIDE if lies_on_its_side(sheet, layout) else _NO_HEADER, None
                told["top"] = _top(sheet)
        if table is None:
            reading.told.append({**told, "skipped": why, "left_out": choices.left_out(sheet)})
            continue
        reading.told.append({**told, **_told(table, sheet)})
        reading.tables.append(table)
        if asked := asked_of(sheet, table):
            reading.asked.append(asked)
    return reading


def _table(sheet: Sheet, first: int, layout: Layout, places: Places, choices: Choices) -> Table | None:
    """The sheet's rows; one that names no person may be the households' own."""
    table = table_in(sheet, first, layout, places, choices)
    if layout.homes is None or (table is not None and table.place("name") >= 0):
        return table
    homes = table_in(sheet, first, layout.homes, places, choices)
    keys = {column.key for column in homes.columns if column.key} if homes else set()
    return homes if homes is not None and layout.homes.is_header(keys) else table


def _leave_out_homes_that_say_nothing(reading: Reading) -> None:
    """A second list of the same households is no households' sheet."""
    members, homes = apart(reading.tables)
    for told in reading.told:
        if any(table.layout.of_homes and table.sheet == told["name"] for table in reading.tables):
            told["homes"] = True
            if not any(table.sheet == told["name"] for table in homes):
                told["skipped"] = _NO_HEADER
    reading.tables = [*members, *homes]


def _leave_out_summaries(reading: Reading) -> None:
    """A sheet that names nobody beside the lists: how many there are in each village."""
    people = [table for table in reading.tables if table.layout.of_homes or _names_people(table)]
    if not any(not table.layout.of_homes for table in people):
        return
    left = {table.sheet for table in reading.tables} - {table.sheet for table in people}
    for told in reading.told:
        if told["name"] in left and not told.get("skipped"):
            told["skipped"], told["columns"] = _SUMMARY, []
    reading.tables = people


def _names_people(table: Table) -> bool:
    texts = (row[column.index] for row in table.rows for column in table.columns)
    return any(table.place(key) >= 0 for key in table.layout.identity) or any(map(_LONG.match, texts))


def choices_for(roster: RosterFile) -> Choices:
    """What this sender's lists taught: remembered by area, kind and the sheet's or header's signature."""
    remembered = RememberedLayout.objects.filter(area_code=roster.area_code, kind=roster.kind)
    return Choices(dict(remembered.values_list("signature", "choice")))


def _passed_over(sheet: Sheet, choices: Choices) -> str:
    if sheet.problem:
        return sheet.problem
    if sheet.hidden:
        return "隐藏的工作表"
    if not sheet.rows:
        return "空表"
    return "按您的选择不读取" if choices.left_out(sheet) else ""


def _ask_for_what_is_missing(reading: Reading, layout: Layout) -> None:
    if reading.asked:
        others = f"。另有{len(reading.asked) - 1}张表也要改" if len(reading.asked) > 1 else ""
        leave = "；不需要的表，可在“核对列”页勾选不读取"
        raise UnableToRecognise(reading.asked[0] + others + leave, reading.told)
    if not reading.tables:
        lying = next((sheet for sheet in reading.told if sheet.get("skipped") == _ON_ITS_SIDE), None)
        if lying:
            raise UnableToRecognise(f"“{lying['name']}”{_ON_ITS_SIDE}", reading.told)
        if any(sheet.get("skipped") == _NO_HEADER for sheet in reading.told):
            raise UnableToRecognise(layout.no_header + ASK, reading.told)
        problems = [sheet["skipped"] for sheet in reading.told if "压缩包里的" in sheet.get("skipped", "")]
        raise UnableToRead(
            problems[0] if problems else "文件里没有数据（工作表是空的或被隐藏）；请检查后重新上传"
        )
    homes = {column.key for table in reading.tables if table.layout.of_homes for column in table.columns}
    for table in reading.tables:
        if table.layout.of_homes:
            continue
        keys = {column.key for column in table.columns if column.key}
        for group in layout.header_needs:
            if not keys.intersection(group):
                titles = "或".join(f"“{layout.by_key[key].title}”" for key in group if key in layout.by_key)
                raise UnableToRecognise(f"“{table.sheet}”表没有认出{titles}列{ASK}", reading.told)
        for need in layout.needs:
            if not (keys | homes).intersection(need.one_of):
                raise UnableToRecognise(f"“{table.sheet}”{need.sentence}{ASK}", reading.told)


def _top(sheet: Sheet) -> list[dict[str, Any]]:
    """The first rows, masked, so that the header can be pointed at."""
    return [
        {"number": number, "cells": [shown(None, cell)[:16] for cell in cells[:12]]}
        for number, cells in sheet.rows[:12]
    ]


def _told(table: Table, sheet: Sheet) -> dict[str, Any]:
    """What the pages show of a sheet: its columns with samples, masked where it is a person's number."""
    columns = []
    for column in table.columns:
        texts = dict.fromkeys(row[column.index] for row in table.rows[:200] if row[column.index])
        known = table.layout.by_key.get(column.key)
        samples = [shown(known, text) for text in list(texts)[:_SAMPLES]]
        if column.how == "part" or not (column.key or column.label or samples):
            continue
        columns.append(
            {
                "index": column.index,
                "letter": column.letter,
                "label": column.label[:40],
                "key": column.key,
                "how": column.how,
                "title": known.title if known else "",
                "used": bool(known and known.goes != "told"),
                "sample": samples[0] if samples else "",
                "samples": samples,
            }
        )
    around = sheet.around
    return {
        "header": table.signature,
        "header_rows": list(table.header_rows),
        "columns": columns,
        "labels": [column.label for column in table.columns],
        "rows": len(table.rows),
        "set_aside": len(table.set_aside),
        "blank": table.blank,
        "hidden_rows": _ranges(around.hidden_rows)[:20],
        "hidden_columns": [letter(index) for index in around.hidden_columns[:40]],
    }


def _ranges(numbers: list[int]) -> list[str]:
    """5, 6, 7, 12 → "5-7", "12"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [f"{low}-{high}" if low != high else str(low) for low, high in runs]
