"""What the pages of columns and village names show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from households.roster.forms_teaching import ColumnsForm

_HOW = {"words": "按表头", "content": "按内容", "chosen": "按上次的指定"}


@dataclass(frozen=True)
class SheetLines:
    """A sheet's three fields, with what it is read as; ``top``: its first rows where no header is known."""

    name: str
    leave: Any
    first: Any
    last: Any
    said: str
    top: list[dict[str, Any]]

    @property
    def has_errors(self) -> bool:
        return bool(self.leave.errors or self.first.errors or self.last.errors)


@dataclass(frozen=True)
class ColumnLine:
    letter: str
    label: str
    how: str
    samples: list[str]
    field: Any


@dataclass(frozen=True)
class HeaderLines:
    """The columns of one header and the sheets that share it: those that nobody knows, and the known ones."""

    names: list[str]
    unknown: list[ColumnLine]
    known: list[ColumnLine]
    # Whether the known ones are unfolded: they are all there is to look at.
    alone: bool

    @property
    def is_open(self) -> bool:
        return self.alone or any(line.field.errors for line in self.known)


@dataclass(frozen=True)
class ColumnsPage:
    """``asked``: sheets without a known header; ``sheets``: the others."""

    asked: list[SheetLines]
    sheets: list[SheetLines]
    headers: list[HeaderLines]

    @property
    def is_open(self) -> bool:
        return any(sheet.has_errors for sheet in self.sheets)


def columns_page(form: ColumnsForm) -> ColumnsPage:
    sheets = [
        SheetLines(
            sheet["name"],
            form[f"leave-{count}"],
            form[f"first-{count}"],
            form[f"last-{count}"],
            sheet.get("skipped") or f"{sheet.get('rows', 0)}行",
            sheet.get("top", []),
        )
        for count, sheet in enumerate(form.sheets)
    ]
    asked = [sheet for sheet in sheets if sheet.top]
    headers = [_header(form, group) for group in form.headers.values()]
    headers.sort(key=lambda header: not header.unknown)
    return ColumnsPage(asked, [sheet for sheet in sheets if not sheet.top], headers)


def _header(form: ColumnsForm, group: dict[str, Any]) -> HeaderLines:
    """A column without a key is asked about; what a person left out once is known."""
    unknown: list[ColumnLine] = []
    known: list[ColumnLine] = []
    said = any(column.get("how") == "chosen" for column in group["sheet"]["columns"])
    for column in group["sheet"]["columns"]:
        name = f"column-{group['number']}-{column['index']}"
        if name not in form.fields:
            continue
        how = _HOW.get(column.get("how", ""), "") if column["key"] else "未认出"
        label = column["label"] or "（没有表头）"
        line = ColumnLine(column["letter"], label, how, column.get("samples", []), form[name])
        (known if column["key"] or said else unknown).append(line)
    return HeaderLines(group["names"], unknown, known, alone=len(form.headers) == 1 and not unknown)


def villages_by_township(areas: Any) -> dict[str, list[tuple[int, str]]]:
    """The villages in force under each township's name."""
    villages = areas.current().of_level("village").select_related("parent")
    found: dict[str, list[tuple[int, str]]] = {}
    for area in villages:
        found.setdefault(area.parent.name if area.parent else "", []).append((area.code, area.name))
    return found
