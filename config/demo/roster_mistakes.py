"""A dozen wrong rows for a demonstration roster, of the kinds that rosters really hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from config.demo.world import Home, Member


class Mistake(NamedTuple):
    """Where a wrong row stands and what is wrong with it. ``row`` is the number that the workbook shows.

    ``refused``: the row cannot be taken; else it is, and the difference is kept until somebody settles it.
    """

    kind: str
    sheet: str
    row: int
    column: str
    household_number: str
    refused: bool = True


@dataclass(eq=False)
class Row:
    """One member's row, before it is written."""

    home: Home
    member: Member
    cells: dict[str, Any]
    family: str = field(default="")

    def __post_init__(self) -> None:
        self.family = self.family or self.home.number


def _wrong_check_digit(row: Row, rows: list[Row]) -> str:
    number = row.cells["身份证号"]
    row.cells["身份证号"] = number[:-1] + ("1" if number[-1] != "1" else "2")
    row.cells["残疾人证号"] = ""
    row.cells["残疾类别"] = row.cells["残疾等级"] = ""
    return "身份证号"


def _unknown_village(row: Row, rows: list[Row]) -> str:
    for other in rows:
        if other.family == row.family:
            other.cells["行政村"] = "望星坪村"
    return "行政村"


def _same_person_twice(row: Row, rows: list[Row]) -> str:
    following = [*rows[rows.index(row) :], *rows]
    source = next(r for r in following if r.family != row.family and r.member.sex == row.member.sex)
    row.cells |= {name: source.cells[name] for name in ("姓名", "性别", "身份证号")}
    row.cells["残疾人证号"] = row.cells["残疾类别"] = row.cells["残疾等级"] = ""
    return "身份证号"


def _certificate_of_another(row: Row, rows: list[Row]) -> str:
    disability = row.member.disability
    assert disability is not None
    other = next(r.member for r in rows if r.family != row.family)
    row.cells["残疾人证号"] = disability.certificate_number(other.id_number)
    return "残疾人证号"


def _category_contradicts(row: Row, rows: list[Row]) -> str:
    row.cells["残疾类别"] = "听力" if row.cells["残疾类别"] != "听力" else "肢体"
    return "残疾类别"


def _number_cut_short(row: Row, rows: list[Row]) -> str:
    row.cells["身份证号"] = row.cells["身份证号"][:16]
    row.cells["残疾人证号"] = row.cells["残疾类别"] = row.cells["残疾等级"] = ""
    return "身份证号"


def _no_such_birthday(row: Row, rows: list[Row]) -> str:
    """The date in the number is none: 31 February."""
    number = row.cells["身份证号"]
    row.cells["身份证号"] = number[:10] + "0231" + number[14:]
    row.cells["残疾人证号"] = row.cells["残疾类别"] = row.cells["残疾等级"] = ""
    return "身份证号"


def _year_that_is_none(row: Row, rows: list[Row]) -> str:
    for other in rows:
        if other.family == row.family:
            other.cells["脱贫年度"] = "2016.13"
    return "脱贫年度"


MISTAKES: tuple[tuple[str, Callable[[Row, list[Row]], str], int], ...] = (
    ("身份证号校验位不符", _wrong_check_digit, 2),
    ("村不在本县", _unknown_village, 1),
    ("同一人重复", _same_person_twice, 2),
    ("残疾人证号与身份证号不一致", _certificate_of_another, 2),
    ("残疾类别与残疾人证号不一致", _category_contradicts, 2),
    ("身份证号位数不足", _number_cut_short, 1),
    ("身份证号中的出生日期不存在", _no_such_birthday, 1),
    ("脱贫年度不是年份", _year_that_is_none, 1),
)


def with_mistakes(rows: list[Row]) -> list[Mistake]:
    """Spoil a dozen rows in place, evenly over the roster, each in a household of its own."""
    wanted = [mistake for mistake in MISTAKES for _ in range(mistake[2])]
    positions = _positions(rows)
    homes = _fitting(rows)
    step = max(1, len(homes) // (len(wanted) + 1))
    made = []
    for turn, (kind, spoil, _) in enumerate(wanted, start=1):
        place = next(i for i in _from(turn * step, len(homes)) if _suits(homes[i], spoil))
        row = homes.pop(place)
        column = spoil(row, rows)
        merged = column in {"行政村", "脱贫年度"}
        shown = next(r for r in rows if r.family == row.family) if merged else row
        sheet, number = positions[id(shown)]
        refused = spoil is not _category_contradicts
        made.append(Mistake(kind, sheet, number, column, row.home.number, refused))
    return made


def _from(start: int, count: int) -> list[int]:
    return [(start + shift) % count for shift in range(count)]


def _suits(row: Row, spoil: object) -> bool:
    if spoil is _year_that_is_none:
        return row.home.poverty_status == "lifted"
    return row.member.disability is not None


def _fitting(rows: list[Row]) -> list[Row]:
    """The first member with a certificate of every household that has more than one member."""
    seen: set[str] = set()
    found = []
    for row in rows:
        fits = row.member.disability is not None and row.member is not row.home.head
        if fits and row.family not in seen:
            seen.add(row.family)
            found.append(row)
    return found


def _positions(rows: list[Row]) -> dict[int, tuple[str, int]]:
    """Sheet and row number of each row: four rows of titles and headers stand above."""
    positions: dict[int, tuple[str, int]] = {}
    counts: dict[str, int] = {}
    for row in rows:
        sheet = row.home.village.township[:31]
        counts[sheet] = counts.get(sheet, 4) + 1
        positions[id(row)] = (sheet, counts[sheet])
    return positions
