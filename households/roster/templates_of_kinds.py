"""The blank sample of a kind: its headings, an example row that an import passes over, hints."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from households.roster.columns import Layout
from households.roster.kinds import RosterKind

_HEAD = PatternFill("solid", fgColor="FFD9E2EF")


def blank_template(kind: RosterKind, options: dict[str, Any]) -> bytes:
    """No number and no person in it: the example says in words what belongs there."""
    layout = kind.layout_for(options)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "样表"
    for place, (title, example) in enumerate(_columns(layout), 1):
        head, cell = sheet.cell(1, place, title), sheet.cell(2, place, example)
        head.font, head.fill = Font(bold=True), _HEAD
        head.alignment = Alignment(horizontal="center", wrap_text=True)
        cell.font = Font(italic=True, color="FF666666")
        # Numbers stay text, or a workbook eats their last digits.
        for row in range(1, 501):
            sheet.cell(row, place).number_format = "@"
        sheet.column_dimensions[get_column_letter(place)].width = 22 if "号" in title else 14
    sheet.freeze_panes = "A2"
    hints = book.create_sheet("说明")
    hints.append([f"{kind.title}：{kind.about}"])
    hints.append(["第2行是示例，序号写“例”的行导入时略过；列可以增减、调换次序，没有的列可以删去。"])
    hints.append(["身份证号、残疾人证号、账号等列请保持“文本”格式，否则末几位会丢失。"])
    if rare := "、".join(column.title for column in layout.columns if column.rare):
        hints.append([f"需要时还可以增加这些列：{rare}。"])
    hints.column_dimensions["A"].width = 90
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _columns(layout: Layout) -> list[tuple[str, str]]:
    titles = [("序号", "例")]
    for column in layout.columns:
        if column.goes == "told" or column.rare:
            continue
        titles.append((column.title, column.example))
    return titles
