"""The ledger's workbook: official layout, flat persons, totals. Rows stream through; memory stays flat.

The same rows give the same bytes: nothing of the present moment enters the file. Text
is written as text (never as a formula), whatever it begins with.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from assessment.ledgers.columns import COLUMNS
from assessment.ledgers.lines import GUARANTEES, MARK, Cell, HouseholdLine, Totals, years_of
from assessment.models import Ledger

Group = tuple[str, list[str]]


class Sheet:
    """One sheet: cells by row and column, merges without going back to rows already written."""

    def __init__(self, worksheet: Worksheet, formats: dict[str, Format]) -> None:
        self.worksheet, self.formats, self.row = worksheet, formats, 0

    def put(self, column: int, value: Cell, style: str = "cell") -> None:
        form = self.formats["money" if isinstance(value, float) else style]
        if value is None or value == "":
            self.worksheet.write_blank(self.row, column, None, form)
        elif isinstance(value, str):
            self.worksheet.write_string(self.row, column, value, form)
        else:
            self.worksheet.write_number(self.row, column, value, form)

    def line(self, values: Iterable[Cell], style: str = "cell", start: int = 0) -> None:
        for column, value in enumerate(values, start):
            self.put(column, value, style)

    def merge(self, column: int, rows: int, columns: int = 1) -> None:
        """Merge from this row on. Each row's cells are written when it comes: rows are streamed."""
        if rows * columns > 1:
            last_row, last_column = self.row + rows - 1, column + columns - 1
            self.worksheet.merge.append([self.row, column, last_row, last_column])

    def title(self, text: str, below: str, width: int) -> None:
        """The title and, under it, who reports, the day and the units."""
        self.worksheet.set_row(0, 30)
        for value, style in ((text, "title"), (below, "remark")):
            self.merge(0, 1, width)
            self.line([value, *[None] * (width - 1)], style)
            self.row += 1

    def header(self, groups: list[Group]) -> None:
        """Two header rows: a group over its columns; a group without any spans both rows."""
        column = 0
        below: list[Cell] = []
        for name, parts in groups:
            width = max(1, len(parts))
            self.merge(column, 1 if parts else 2, width)
            self.line([name, *[None] * (width - 1)], "head", column)
            below += parts or [None]
            column += width
        self.row += 1
        self.line(below, "head")
        self.row += 1


def write_workbook(ledger: Ledger, area_name: str, lines: Iterable[HouseholdLine]) -> tuple[bytes, Totals]:
    """The file's bytes, and what it counted."""
    output = io.BytesIO()
    workbook = xlsxwriter.Workbook(output, {"constant_memory": True})
    formats = _formats(workbook)
    moment = datetime(ledger.as_of.year, ledger.as_of.month, ledger.as_of.day)  # noqa: DTZ001
    workbook.set_properties({"title": f"{area_name}贫困残疾人脱贫台账", "created": moment})
    official = Sheet(workbook.add_worksheet("脱贫台账"), formats)
    flat = Sheet(workbook.add_worksheet("残疾人明细"), formats)
    totals = Sheet(workbook.add_worksheet("汇总"), formats)
    _begin_official(official, ledger, area_name)
    _begin_flat(flat, ledger)
    by_township, grand = [], Totals()
    number = 0
    for _, group in groupby(lines, key=lambda line: line.township_code):
        sum_up, name = Totals(), ""
        for line in group:
            number, name = number + 1, line.township
            _official_rows(official, line, number, ledger)
            _flat_rows(flat, line, ledger)
            sum_up.count(line)
        _sum_row(official, "小计", name, sum_up)
        by_township.append((name, sum_up))
        grand.add(sum_up)
    _sum_row(official, "合计", "", grand)
    _end_flat(flat)
    _totals_sheet(totals, ledger, area_name, [*by_township, ("合计", grand)])
    workbook.close()
    return output.getvalue(), grand


def _formats(workbook: xlsxwriter.Workbook) -> dict[str, Format]:
    base = {"font_name": "宋体", "font_size": 9, "border": 1, "valign": "vcenter", "align": "center"}
    wrap = base | {"text_wrap": True}
    return {
        "title": workbook.add_format(
            {"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"}
        ),
        "remark": workbook.add_format({"font_name": "宋体", "font_size": 9, "align": "left"}),
        "head": workbook.add_format(wrap | {"bold": True, "bg_color": "#E7EEF6"}),
        "cell": workbook.add_format(wrap),
        "money": workbook.add_format(base | {"num_format": "0.00"}),
        "sum": workbook.add_format(base | {"bold": True, "bg_color": "#F3F3F3"}),
    }


def _official_groups(ledger: Ledger) -> list[Group]:
    plain = [
        "序号",
        "乡镇",
        "村",
        "户主",
        "人口",
        "残疾人",
        "残疾人证号",
        "类别",
        "等级",
        "识别时间",
        "致贫原因",
    ]
    return [
        *((name, []) for name in plain),
        ("年人均纯收入", [f"{year}年" for year in years_of(ledger.as_of)]),
        ("两不愁三保障", list(GUARANTEES)),
        ("享受政策", [column.label for column in COLUMNS]),
        ("脱贫", ["是否脱贫", "脱贫时间", "民主评议", "公示", "公告"]),
        ("返贫（时间、原因）", []),
        ("帮扶责任人", []),
        ("备注", []),
    ]


_FIRST_MARK = 11 + 3 + len(GUARANTEES)
_PERSON_COLUMNS = {5, 6, 7, 8} | {
    _FIRST_MARK + place for place, column in enumerate(COLUMNS) if not column.of_household
}
_WIDTH = _FIRST_MARK + len(COLUMNS) + 5 + 3


def _begin_official(sheet: Sheet, ledger: Ledger, area_name: str) -> None:
    groups = _official_groups(ledger)
    sheet.worksheet.set_column(0, _WIDTH - 1, 6)
    for column, width in (
        (1, 9),
        (2, 9),
        (3, 8),
        (5, 8),
        (6, 21),
        (7, 8),
        (9, 10),
        (11, 9),
        (12, 9),
        (13, 9),
    ):
        sheet.worksheet.set_column(column, column, width)
    sheet.worksheet.set_column(_WIDTH - 7, _WIDTH - 1, 10)
    below = f"填报单位（盖章）：{area_name}残联    截止日期：{ledger.as_of:%Y年%m月%d日}    单位：人、元"
    sheet.title(f"{area_name}贫困残疾人脱贫台账（{ledger.as_of.year}年度）", below, _WIDTH)
    sheet.header(groups)
    _print_set_up(sheet, repeat=(2, 3), freeze=(4, 4))


def _print_set_up(sheet: Sheet, *, repeat: tuple[int, int], freeze: tuple[int, int]) -> None:
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_paper(9)  # A4
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.worksheet.repeat_rows(*repeat)
    sheet.worksheet.freeze_panes(*freeze)
    sheet.worksheet.set_footer("&C第 &P 页，共 &N 页")


def _official_rows(sheet: Sheet, line: HouseholdLine, number: int, ledger: Ledger) -> None:
    content, size = line.content, len(line.people)
    for column in range(_WIDTH):
        if column not in _PERSON_COLUMNS:
            sheet.merge(column, size)
    head = [number, line.township, content["village"], content["head"], content["members"]]
    middle = [
        content["identified_on"],
        line.cause(),
        *line.incomes(years_of(ledger.as_of)),
        *line.guarantees(),
    ]
    tail = [*line.lifting(), line.falling(), content["helper"], content["note"]]
    for place, person in enumerate(line.people):
        first = place == 0
        marks = [
            MARK if column.key in (line.household_marks if column.of_household else person.marks) else None
            for column in COLUMNS
        ]
        if not first:
            marks = [
                None if column.of_household else mark for column, mark in zip(COLUMNS, marks, strict=True)
            ]
        own = [person.name, person.certificate, person.category, person.level]
        sheet.line(
            [
                *(head if first else [None] * len(head)),
                *own,
                *(middle if first else [None] * len(middle)),
                *marks,
                *(tail if first else [None] * len(tail)),
            ]
        )
        sheet.row += 1


def _sum_row(sheet: Sheet, word: str, name: str, totals: Totals) -> None:
    """Households under 户主, members under 人口, disabled persons under 残疾人, marks under their column."""
    cells: list[Cell] = [None] * _WIDTH
    cells[:6] = [word, name, None, totals.households, totals.members, totals.persons]
    for place, column in enumerate(COLUMNS):
        cells[_FIRST_MARK + place] = totals.marks[column.key]
    cells[_FIRST_MARK + len(COLUMNS)] = totals.lifted
    cells[_WIDTH - 3] = totals.fallen
    sheet.line(cells, "sum")
    sheet.row += 1


_FLAT = (
    ["乡镇", "村", "组", "户编号", "户主", "户属性", "姓名", "性别", "与户主关系", "身份证号", "残疾人证号"],
    ["残疾类别", "残疾等级", "是否脱贫", "帮扶责任人"],
)


def _begin_flat(sheet: Sheet, ledger: Ledger) -> None:
    heads = [*_FLAT[0], *_FLAT[1], f"{ledger.as_of.year}年人均纯收入", *(column.label for column in COLUMNS)]
    sheet.worksheet.set_column(0, len(heads) - 1, 9)
    sheet.worksheet.set_column(3, 3, 20)
    sheet.worksheet.set_column(9, 10, 22)
    _print_set_up(sheet, repeat=(0, 0), freeze=(1, 7))
    sheet.line(heads, "head")
    sheet.row += 1


def _flat_rows(sheet: Sheet, line: HouseholdLine, ledger: Ledger) -> None:
    content = line.content
    home: list[Cell] = [
        line.township,
        content["village"],
        content["group"],
        content["number"],
        content["head"],
    ]
    after: list[Cell] = [line.lifting()[0], content["helper"], line.incomes([ledger.as_of.year])[0]]
    for person in line.people:
        own = [person.name, person.sex, person.relation, person.id_number, person.certificate]
        had = line.household_marks
        marks = [
            MARK if column.key in (had if column.of_household else person.marks) else None
            for column in COLUMNS
        ]
        sheet.line([*home, line.attribute(), *own, person.category, person.level, *after, *marks])
        sheet.row += 1


def _end_flat(sheet: Sheet) -> None:
    width = len(_FLAT[0]) + len(_FLAT[1]) + 1 + len(COLUMNS)
    sheet.worksheet.autofilter(0, 0, max(1, sheet.row - 1), width - 1)


def _totals_sheet(sheet: Sheet, ledger: Ledger, area_name: str, rows: list[tuple[str, Totals]]) -> None:
    unit = {True: "户", False: "人"}
    support = [f"{column.label}（{unit[column.of_household]}）" for column in COLUMNS]
    groups: list[Group] = [
        *((name, []) for name in ("乡镇", "户数", "家庭人口", "残疾人数", "已脱贫户", "返贫户")),
        ("享受政策", support),
    ]
    sheet.worksheet.set_column(0, 0, 14)
    sheet.worksheet.set_column(1, 5 + len(COLUMNS), 8)
    below = f"截止日期：{ledger.as_of:%Y年%m月%d日}    享受政策栏按各列所注的户或人计数"
    sheet.title(f"{area_name}贫困残疾人脱贫台账汇总（{ledger.as_of.year}年度）", below, 6 + len(COLUMNS))
    sheet.header(groups)
    _print_set_up(sheet, repeat=(2, 3), freeze=(4, 1))
    for name, totals in rows:
        counts = [totals.households, totals.members, totals.persons, totals.lifted, totals.fallen]
        marks = [totals.marks[column.key] for column in COLUMNS]
        sheet.line([name, *counts, *marks], "sum" if name == "合计" else "cell")
        sheet.row += 1
