"""Finds the table in a sheet: its header of one to three rows, its data rows, its families.

Rules that the clerk is told: title rows above the header are passed over; a merged cell
holds for every row it covers; 同上 and 〃 repeat the cell above; subtotals, notes,
printed-again headers and example rows are set aside; hidden sheets are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from households.roster.columns import Layout, heading
from households.roster.folded import fold
from households.roster.headers import Choices, Found, Header, header_of, letter
from households.roster.layout import REGISTRY
from households.roster.reading import Sheet
from households.roster.values import DITTO, UNUSABLE, a_date, a_year, bare_relation, plain
from households.roster.villages import Places
from households.roster.whose_number import is_the_heads

# Never the same as in the row above.
_OWN = frozenset({"name", "id_number", "certificate"})
_HEADS = frozenset({"户主", "本人", "户主本人", "本人或户主"})
# 一组, 第三村民组: a row of its own above its people.
_GROUP = re.compile(r"第?[\d一二三四五六七八九十]{1,3}(村民)?小?组")
_TOTALS = re.compile(r"^(本页|本村|全[乡镇县村])?(小计|合计|总计|共计)|(小计|合计|总计)$")
_EXAMPLE = frozenset({"例", "示例", "样例", "例如"})
_NOTES = re.compile(
    r"^(填表人|制表人|审核人|填报人|填报单位|负责人|单位负责人|说明|注[:：]|备注[:：]|填表说明|单位\(盖章\))"
)


_ERROR_SHOWN = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|Err:5\d\d")
# 1 2 3 … or 甲 乙 1 2 … under the header.
_COLUMN_NUMBERS = re.compile(r"[甲乙丙丁戊()]*123\d*[()\d]*|[甲乙丙丁戊]*\(1\)\(2\)\(3\)[()\d]*")
# 太和村, 太和村(12人): a row of its own above its people.
_PLACE = re.compile(r"(村|社区|居委会|村委会|乡|镇|街道)([:：(（].{0,20})?$")
# One cell alone that is no name: a title printed again, a note; names have no such length without dots.
_TITLE = re.compile(r"[^·]{7,}")
# (元), (18位), 亩 under the header.
_UNIT = re.compile(r"\(.{1,20}\)|[元亩人户个年月日岁级位]|万元|元/月|平方米|公里")
__all__ = ["Found", "Table", "letter", "table_in"]


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
    # Rows of one cell: 太和村 above the people of 太和村.
    headings: list[tuple[int, str]] = field(default_factory=list)
    blank: int = 0
    layout: Layout = REGISTRY
    signature: str = ""
    # Columns that another sheet brought, from which row of it, and what doesn't agree (two_sheets.py).
    joined: set[str] = field(default_factory=set)
    origins: dict[int, str] = field(default_factory=dict)
    doubts: list[tuple[int, str, str]] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places = {column.key: column.index for column in reversed(self.columns) if column.key}

    def place(self, key: str) -> int:
        """The column's place in the sheet, or -1."""
        return self._places.get(key, -1)

    def texts(self, key: str) -> list[str] | None:
        place = self.place(key)
        return None if place < 0 else [row[place] for row in self.rows]

    def forget(self, key: str) -> None:
        """The column stays, and is not taken as this."""
        place = self._places.pop(key)
        self.columns[place] = replace(self.columns[place], key="")

    def add_column(self, key: str, label: str, text: str) -> None:
        """A column that the sheet doesn't have, with one text for every row."""
        index = len(self.columns)
        self.columns.append(Found(index, key, label, "name"))
        self._places[key] = index
        for row in self.rows:
            row.append(text)

    @property
    def total(self) -> int:
        return len(self.rows) + len(self.set_aside) + self.blank


def table_in(
    sheet: Sheet,
    first_family: int = 1,
    layout: Layout = REGISTRY,
    places: Places | None = None,
    choices: Choices | None = None,
) -> Table | None:
    """The table of a sheet, or ``None`` where no known header stands in its first rows."""
    header = header_of(sheet, layout, places, choices)
    if header is None:
        return None
    table = _begun(sheet, header, layout)
    _spread_merges(table, sheet)
    _repeat_dittos(table)
    if header.says_nothing_chosen and is_the_heads(table):
        table.forget("id_number")
    _count_blanks(table, header.rows[1])
    _tell_unusable(table, sheet)
    if sheet.around.since_1904:
        _count_from_1904(table)
    if places is not None:
        _place_by_name(table, sheet, places)
    _group_by_heading(table)
    table.families = _families(table, first_family)
    return table


def _begun(sheet: Sheet, header: Header, layout: Layout) -> Table:
    """The table with its rows as they stand below the header."""
    title = " ".join(cell for _, cells in sheet.rows[: header.starts_at] for cell in cells if cell)
    table = Table(sheet.name, header.rows, header.columns, title[:300], layout=layout)
    table.signature = header.signature
    _take_rows(table, sheet.rows[header.data_from :])
    if header.folds:
        table.rows = [fold(cells, header.folds) for cells in table.rows]
    return table


def _tell_unusable(table: Table, sheet: Sheet) -> None:
    """Formulas without a result and error values are no blanks: the column's reader refuses them."""
    at = dict(zip(table.numbers, table.rows, strict=True))
    keys = {column.index for column in table.columns if column.key}
    for number, place, what in sheet.around.unusable:
        row = at.get(number)
        if row is not None and place in keys:
            row[place] = f"{UNUSABLE}{what}"
    for row in table.rows:  # where the kind of file keeps an error as the text it shows
        joined = "".join(row)
        if "#" in joined or "Err:5" in joined:
            for place in keys:
                if _ERROR_SHOWN.fullmatch(row[place]):
                    row[place] = f"{UNUSABLE}公式出错"


def _count_from_1904(table: Table) -> None:
    """Bare serial numbers of days in a workbook whose days count from 1904."""
    for column in table.columns:
        known = table.layout.by_key.get(column.key)
        if known is None or known.read not in (a_date, a_year):
            continue
        for row in table.rows:
            if len(row[column.index]) == 5 and row[column.index].isdigit():
                row[column.index] = str(int(row[column.index]) + 1462)


def _place_by_name(table: Table, sheet: Sheet, places: Places) -> None:
    """Where the column is missing, a heading among the rows says the place, else the sheet's or file's name,
    else the title."""
    for key, named in (("township", places.township_named_in), ("village", places.village_named_in)):
        if key not in table.layout.by_key or table.place(key) >= 0:
            continue
        word = next((found for text in (sheet.name, sheet.source, table.title) if (found := named(text))), "")
        said = [(number, found) for number, text in table.headings if (found := named(text[:40]))]
        if word or said:
            table.add_column(key, "表名或文件名", word)
        for place, number in enumerate(table.numbers if said else ()):
            above = [found for at, found in said if at < number]
            table.rows[place][-1] = above[-1] if above else word


def _group_by_heading(table: Table) -> None:
    """一组 above its people, down to the next heading."""
    said = {number: text for number, text in table.headings if _GROUP.fullmatch(plain(text))}
    if not said or "group_name" not in table.layout.by_key or table.place("group_name") >= 0:
        return
    table.add_column("group_name", "分组的标题行", "")
    for place, number in enumerate(table.numbers):
        above = [(at, text) for at, text in table.headings if at < number]
        table.rows[place][-1] = above[-1][1] if above and above[-1][0] in said else ""


def _take_rows(table: Table, rows: list[tuple[int, list[str]]]) -> None:
    width = len(table.columns)
    labels = [column.label for column in table.columns]
    identity = [place for place in map(table.place, table.layout.identity) if place >= 0]
    numbers = [place for place in map(table.place, table.layout.numbers) if place >= 0]
    serial = table.place("serial")
    for number, cells in rows:
        if len(cells) != width:
            cells = (cells + [""] * width)[:width]
        if len(table.rows) < 3 and (under := _under_the_header(cells)):
            why = under
        elif any(len(cells[place]) > 7 and cells[place][-2:].strip("X").isdigit() for place in numbers):
            why = "示例行" if serial >= 0 and cells[serial] in _EXAMPLE else ""
        elif cells.count("") == width - 1 and _PLACE.search(heading("".join(cells))):
            why = "村名行"
        elif cells.count("") == width - 1 and _GROUP.fullmatch(plain("".join(cells))):
            why = "组名行"
        elif cells.count("") == width - 1 and _TITLE.fullmatch(plain("".join(cells))):
            why = "说明或签字行" if _NOTES.match(heading("".join(cells))) else "标题行"
        elif any(cells[place] for place in identity):
            why = _printed_again(cells, labels, serial)
        else:
            why = _not_a_person(cells, serial, table.place("head_name"))
        if why:
            table.set_aside.append((number, why))
            if cells.count("") == width - 1:
                table.headings.append((number, "".join(cells)))
        else:
            table.numbers.append(number)
            table.rows.append(cells)


def _under_the_header(cells: list[str]) -> str:
    """A row right below the header that says no person: numbers of the columns, units."""
    filled = [plain(cell) for cell in cells if cell]
    if len(filled) > 3 and _COLUMN_NUMBERS.fullmatch("".join(filled)):
        return "列号行"
    return "单位行" if filled and all(map(_UNIT.fullmatch, filled)) else ""


def _not_a_person(cells: list[str], serial: int, head: int) -> str:
    """Why a row without name and number is no person's row; empty if it is one, a wrong one."""
    filled = [(place, cell) for place, cell in enumerate(cells) if cell]
    first = heading(filled[0][1]) if filled else ""
    if any(_TOTALS.search(heading(cell)) for _, cell in filled[:3]):
        return "小计或合计行"
    if _NOTES.match(first):
        return "说明或签字行"
    if all(place == serial for place, _ in filled):
        return "只有序号的空行"
    return "说明或签字行" if len(filled) == 1 and filled[0][0] != head else ""


def _printed_again(cells: list[str], labels: list[str], serial: int) -> str:
    if serial >= 0 and cells[serial] in _EXAMPLE:
        return "示例行"
    if any(cell and _TOTALS.search(heading(cell)) for cell in cells[:3]):
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
        if column.key in _OWN or not column.key or column.how == "name":
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


def _is_head(relation: str) -> bool:
    return relation in _HEADS or bare_relation(relation) in _HEADS


def _families(table: Table, first: int) -> list[int]:
    """A family begins where the household's number changes, else where another head is named."""
    numbers, heads = table.texts("number"), table.texts("head_name")
    relations, names = table.texts("relation"), table.texts("name")
    known: dict[str, int] = {}
    result: list[int] = []
    current, last, number_now, head_now, has_head = first - 1, first - 1, "", "", False
    for place in range(len(table.rows)):
        number = numbers[place] if numbers else ""
        head = heads[place] if heads else ""
        is_head = _is_head(relations[place]) if relations and relations[place] else False
        if names and head and not is_head and not (relations and relations[place]):
            is_head = plain(names[place]) == plain(head)  # two heads of one name, one after the other
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
