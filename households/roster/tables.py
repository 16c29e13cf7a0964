"""Finds the table in a sheet: its header of one to three rows, its data rows, its families.

Rules that the clerk is told: title rows above the header are passed over; a merged cell
holds for every row it covers; 同上 and 〃 repeat the cell above; subtotals, notes,
printed-again headers and example rows are set aside; hidden sheets are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from households.roster.columns import Layout, heading
from households.roster.layout import REGISTRY
from households.roster.reading import Sheet
from households.roster.values import DITTO

_LOOK_AT = 30
_HEADS = frozenset({"户主", "本人", "户主本人"})
_TOTALS = re.compile(r"^(本页|本村|全[乡镇县村])?(小计|合计|总计|共计)|(小计|合计|总计)$")
_EXAMPLE = frozenset({"例", "示例", "样例", "例如"})
_NOTES = re.compile(
    r"^(填表人|制表人|审核人|填报人|填报单位|负责人|单位负责人|说明|注[::]|备注[::]|填表说明|单位\(盖章\))"
)
_LONG_NUMBER = re.compile(r"^\x01|^\d{15,}")


@dataclass(frozen=True)
class Found:
    """A column of the sheet: where it stands, what it was recognised as, by which words."""

    index: int
    key: str
    label: str

    @property
    def letter(self) -> str:
        return letter(self.index)


@dataclass
class Table:
    """One sheet's rows under its header; ``rows`` are as wide as ``columns``, ``families`` go with them."""

    sheet: str
    header_rows: tuple[int, int]
    columns: list[Found]
    title: str = ""
    numbers: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    families: list[int] = field(default_factory=list)
    set_aside: list[tuple[int, str]] = field(default_factory=list)
    blank: int = 0
    layout: Layout = REGISTRY
    _places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places = {column.key: column.index for column in self.columns if column.key}

    def place(self, key: str) -> int:
        """The column's place in the sheet, or -1."""
        return self._places.get(key, -1)

    def texts(self, key: str) -> list[str] | None:
        place = self.place(key)
        return None if place < 0 else [row[place] for row in self.rows]

    @property
    def total(self) -> int:
        return len(self.rows) + len(self.set_aside) + self.blank


def letter(index: int) -> str:
    """0 → A, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def table_in(sheet: Sheet, first_family: int = 1, layout: Layout = REGISTRY) -> Table | None:
    """The table of a sheet, or ``None`` where no known header stands in its first rows."""
    header = _find_header(sheet, layout)
    if header is None:
        return None
    start, depth, columns = header
    last_header_row = sheet.rows[start + depth - 1][0]
    title = " ".join(cell for _, cells in sheet.rows[:start] for cell in cells if cell)
    rows = (sheet.rows[start][0], last_header_row)
    table = Table(sheet.name, rows, columns, title[:300], layout=layout)
    _take_rows(table, sheet.rows[start + depth :])
    _spread_merges(table, sheet)
    _repeat_dittos(table)
    _count_blanks(table, last_header_row)
    table.families = _families(table, first_family)
    return table


def _find_header(sheet: Sheet, layout: Layout) -> tuple[int, int, list[Found]] | None:
    best: tuple[int, int, int, list[Found]] | None = None
    top = sheet.rows[:_LOOK_AT]
    spread = [_spread_across(sheet, number, cells) for number, cells in top]
    for depth in (1, 2, 3):
        for start in range(len(top) - depth + 1):
            block = spread[start : start + depth]
            if any(_LONG_NUMBER.match(cell) for cells in block for cell in cells):
                continue
            columns = _recognised(block, layout)
            keys = {column.key for column in columns if column.key}
            if not layout.is_header(keys):
                continue
            if best is None or len(keys) > best[0]:
                best = (len(keys), start, depth, columns)
    return None if best is None else best[1:]


def _spread_across(sheet: Sheet, number: int, cells: list[str]) -> list[str]:
    """A header row with its merged cells filled, across and from above."""
    filled = list(cells)
    for top, left, bottom, right in sheet.merges:
        if top <= number - 1 <= bottom and right - left < 60:
            text = _cell(sheet, top + 1, left)
            filled += [""] * (right + 1 - len(filled))
            for place in range(left, right + 1):
                filled[place] = filled[place] or text
    return filled


def _cell(sheet: Sheet, number: int, place: int) -> str:
    for row_number, cells in sheet.rows[:_LOOK_AT]:
        if row_number == number:
            return cells[place] if place < len(cells) else ""
    return ""


def _recognised(block: list[list[str]], layout: Layout) -> list[Found]:
    """Each column once: a second column of the same meaning stays unrecognised."""
    taken: set[str] = set()
    found = []
    for index in range(max(len(cells) for cells in block)):
        parts = [cells[index] if index < len(cells) else "" for cells in block]
        key, words = layout.column_for(parts)
        if key in taken:
            key = ""
        taken.add(key)
        found.append(Found(index, key, words))
    return found


def _take_rows(table: Table, rows: list[tuple[int, list[str]]]) -> None:
    width = len(table.columns)
    labels = [column.label for column in table.columns]
    identity = [place for place in map(table.place, table.layout.identity) if place >= 0]
    numbers = [place for place in map(table.place, table.layout.numbers) if place >= 0]
    serial = table.place("serial")
    for number, cells in rows:
        if len(cells) != width:
            cells = (cells + [""] * width)[:width]
        if any(cells[place] and cells[place][-2:].strip("X").isdigit() for place in numbers):
            why = "示例行" if serial >= 0 and cells[serial] in _EXAMPLE else ""
        elif any(cells[place] for place in identity):
            why = _printed_again(cells, labels, serial)
        else:
            why = _not_a_person(cells, serial)
        if why:
            table.set_aside.append((number, why))
        else:
            table.numbers.append(number)
            table.rows.append(cells)


def _not_a_person(cells: list[str], serial: int) -> str:
    """Why a row without name and number is no person's row; empty if it is one, a wrong one."""
    filled = [(place, cell) for place, cell in enumerate(cells) if cell]
    first = heading(filled[0][1]) if filled else ""
    if any(_TOTALS.search(heading(cell)) for _, cell in filled[:3]):
        return "小计或合计行"
    if _NOTES.match(first):
        return "说明或签字行"
    if all(place == serial for place, _ in filled):
        return "只有序号的空行"
    return "说明或签字行" if len(filled) == 1 and len(first) > 4 else ""


def _printed_again(cells: list[str], labels: list[str], serial: int) -> str:
    if serial >= 0 and cells[serial] in _EXAMPLE:
        return "示例行"
    if _TOTALS.search(heading(cells[0])) or (len(cells) > 1 and _TOTALS.search(heading(cells[1]))):
        return "小计或合计行"
    same = 0
    for cell, label in zip(cells, labels, strict=True):
        if cell and len(cell) < 20 and label.endswith(heading(cell)):
            same += 1
            if same == 3:
                return "重复的表头"
    return ""


def _spread_merges(table: Table, sheet: Sheet) -> None:
    """A cell merged over several rows holds for each of them."""
    at = dict(zip(table.numbers, table.rows, strict=True))
    width = len(table.columns)
    for top, left, bottom, _right in sheet.merges:
        if bottom == top or left >= width or top + 1 <= table.header_rows[1]:
            continue
        first = at.get(top + 1)
        if first is None or not first[left]:
            continue
        for number in range(top + 2, min(bottom + 2, table.numbers[-1] + 1)):
            row = at.get(number)
            if row is not None and not row[left]:
                row[left] = first[left]


def _repeat_dittos(table: Table) -> None:
    for column in table.columns:
        if column.key in table.layout.identity or not column.key:
            continue
        place, above = column.index, ""
        carried = column.key in {"county", "township", "village"}
        for row in table.rows:
            cell = row[place]
            if cell in DITTO or (carried and not cell):
                row[place] = above
            else:
                above = cell


def _count_blanks(table: Table, last_header_row: int) -> None:
    known = [*table.numbers, *(number for number, _ in table.set_aside)]
    table.blank = max(known) - last_header_row - len(known) if known else 0


def _families(table: Table, first: int) -> list[int]:
    """A family begins where the household's number changes, else where another head is named."""
    numbers, heads = table.texts("number"), table.texts("head_name")
    relations = table.texts("relation")
    known: dict[str, int] = {}
    result: list[int] = []
    current, last, number_now, head_now, has_head = first - 1, first - 1, "", "", False
    for place in range(len(table.rows)):
        number = numbers[place] if numbers else ""
        head = heads[place] if heads else ""
        is_head = bool(relations and relations[place] in _HEADS)
        if number:
            begins = number != number_now
        else:
            begins = bool(head and head_now and head != head_now) or (is_head and has_head)
        if begins or not result:
            number_now, head_now, has_head = number, head, False
            current = known.get(number, 0) if number else 0
            if not current:
                current = last = last + 1
                if number:
                    known[number] = current
        head_now, has_head = head or head_now, has_head or is_head
        result.append(current)
    return result
