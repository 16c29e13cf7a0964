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


@dataclass(frozen=True)
class ColumnLine:
    letter: str
    label: str
    how: str
    samples: list[str]
    field: Any


@dataclass(frozen=True)
class HeaderLines:
    """The columns of one header and the sheets that share it."""

    names: list[str]
    columns: list[ColumnLine]


@dataclass(frozen=True)
class ColumnsPage:
    sheets: list[SheetLines]
    headers: list[HeaderLines]


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
    headers = [HeaderLines(group["names"], _columns(form, group)) for group in form.headers.values()]
    return ColumnsPage(sheets, headers)


def _columns(form: ColumnsForm, group: dict[str, Any]) -> list[ColumnLine]:
    lines = []
    for column in group["sheet"]["columns"]:
        name = f"column-{group['number']}-{column['index']}"
        if name in form.fields:
            how = _HOW.get(column.get("how", ""), "") if column["key"] else "未认出"
            label = column["label"] or "(没有表头)"
            lines.append(ColumnLine(column["letter"], label, how, column.get("samples", []), form[name]))
    return lines


def villages_by_township(areas: Any) -> dict[str, list[tuple[int, str]]]:
    """The villages in force under each township's name."""
    villages = areas.current().of_level("village").select_related("parent")
    found: dict[str, list[tuple[int, str]]] = {}
    for area in villages:
        found.setdefault(area.parent.name if area.parent else "", []).append((area.code, area.name))
    return found
