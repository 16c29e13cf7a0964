"""Sheets that read only in part: persons side by side, a second table below, a table on its side.

Nothing of them is guessed: the sender is asked to put one person in one row.
"""

from __future__ import annotations

import re

from households.roster.columns import Layout, heading
from households.roster.content import guessed
from households.roster.headers import Found, letter
from households.roster.reading import Sheet
from households.roster.tables import Table
from households.roster.values import plain

_FIRST_ROWS = 60
# 配偶姓名, 成员1身份证号: one of the family, in columns of its own.
_KIN = re.compile(
    r"配偶|妻|丈夫|子女|儿子|女儿|父亲|母亲|(成员|子|女)[\d一二三四五六七八]|第[\d一二三四五六七八]"
)
_NOT_IN_THE_FAMILY = re.compile(
    r"监护|帮扶|联系人|开户|持卡|申请|责任人|负责人|干部|领导|书记|工作队|代办|代理|代领|领款|经办|原|旧|曾用"
)
_NUMBERS = ("id_number", "certificate")


def asked_of(sheet: Sheet, table: Table) -> str:
    """What the sender has to change before this sheet can be read whole; empty if nothing."""
    if any(column.how == "chosen" for column in table.columns):
        return ""
    return _side_by_side(table) or _second_table(sheet, table)


def _side_by_side(table: Table) -> str:
    """姓名 and a number come a second time, with people under them."""
    again: dict[str, int] = {}
    for column in table.columns:
        if what := _another(table, column):
            again.setdefault(what, column.index)
    if len(again) < 2 or min(again.values()) < table.place("name"):
        return ""
    named = "、".join(f"{letter(index)}列" for index in sorted(again.values()))
    return (
        f"“{table.sheet}”表一行里并排着几个人（{named}又是姓名和证号）。请改成每人一行，"
        "把右边的人移到下面，再上传"
    )


def _another(table: Table, column: Found) -> str:
    """Whether the column says the name or the number of a second person in the row."""
    layout, label = table.layout, column.label
    texts = [row[column.index] for row in table.rows[:200] if row[column.index]]
    if not label or not texts or _NOT_IN_THE_FAMILY.search(label):
        return ""
    if column.key:
        # 配偶姓名 beside 户主身份证: the head has no row of its own.
        return _kin_beside_the_head(table, column)
    key, _ = layout.column_for([label])
    holds = guessed(texts, layout, None)
    if holds in _NUMBERS and "户主" not in label and (key in _NUMBERS or re.search("证|号", label)):
        return "number"
    return "name" if key == "name" or (holds == "name" and "名" in label and "户主" not in label) else ""


def _kin_beside_the_head(table: Table, column: Found) -> str:
    if column.key not in ("name", "id_number") or not _KIN.search(column.label):
        return ""
    for other in table.columns:
        texts = [row[other.index] for row in table.rows[:200] if row[other.index]]
        if not other.key and "户主" in other.label and guessed(texts, table.layout, None) in _NUMBERS:
            return "name" if column.key == "name" else "number"
    return ""


def _second_table(sheet: Sheet, table: Table) -> str:
    """A header further down that says the columns in another order than the first."""
    own = {column.index: column.key for column in table.columns if column.key}
    numbers = [place for place in map(table.place, table.layout.numbers) if place >= 0]
    for number, cells in sheet.rows:
        if number <= table.header_rows[1] or any(
            place < len(cells) and cells[place][-1:].isdigit() for place in numbers
        ):
            continue
        said = _said(cells, table.layout)
        moved = [place for place, key in said.items() if own.get(place) != key]
        if table.layout.is_header(set(said.values())) and len(moved) > 1:
            return (
                f"“{table.sheet}”表第{number}行起是另一张表，各列次序与上面不同。"
                "请把它移到另一张工作表，再上传"
            )
    return ""


def _said(cells: list[str], layout: Layout) -> dict[int, str]:
    keys = {place: layout.column_for([cell])[0] for place, cell in enumerate(cells) if 0 < len(cell) < 20}
    return {place: key for place, key in keys.items() if key}


def lies_on_its_side(sheet: Sheet, layout: Layout) -> bool:
    """Whether the heads stand one below the other, each person in a column."""
    for place in (0, 1):
        words = [cells[place] for _, cells in sheet.rows[:_FIRST_ROWS] if len(cells) > place + 1]
        keys = {layout.column_for([heading(word)])[0] for word in words if plain(word)} - {""}
        if layout.is_header(keys):
            return True
    return False
