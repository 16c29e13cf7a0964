"""Households and members on two sheets (户表、人表): joined by 户编号, else by the head and the village.

What the households' sheet says is carried to the first row of the family, where the check
looks for it; every row of it is told what became of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from households.roster.staging import Line
from households.roster.tables import Table, letter
from households.roster.values import plain

Key = tuple[str, ...]


@dataclass
class Home:
    """A row of the households' sheet, and where its family's first member stands."""

    table: Table
    place: int
    members_at: str = ""
    twice_at: str = ""

    def text(self, key: str) -> str:
        index = self.table.place(key)
        return self.table.rows[self.place][index] if index >= 0 else ""

    @property
    def where(self) -> str:
        return f"“{self.table.sheet}”表第{self.table.numbers[self.place]}行"


def apart(tables: list[Table]) -> tuple[list[Table], list[Table]]:
    """The members' tables, and the households' tables that say something the members' don't."""
    members = [table for table in tables if not table.layout.of_homes]
    known = {column.key for table in members for column in table.columns}
    homes = [table for table in tables if table.layout.of_homes and brings(table, known)]
    return members, homes


def brings(homes: Table, known: Iterable[str]) -> bool:
    """Whether it has a household's column that the members' sheets have not."""
    by_key = homes.layout.by_key
    own = {column.key for column in homes.columns if column.key and by_key[column.key].of_household}
    return bool(own - set(known))


def joined(members: list[Table], homes: list[Table]) -> list[Line]:
    """Carries the households' columns over to their members; the lines of the households' sheets."""
    rows = [Home(table, place) for table in homes for place in range(len(table.rows))]
    by_key = _by_key(rows)
    carried = list(dict.fromkeys(key for table in homes for key in _carried(table)))
    for table in members:
        complete = table.place("village") >= 0
        missing = [key for key in carried if table.place(key) < 0]
        for key in missing:
            table.add_column(key, table.layout.by_key[key].title, "")
        table.joined = set(missing)
        for first in _firsts(table):
            _carry(table, first, by_key, carried, complete)
    return [*map(_line, rows), *_set_aside(homes)]


def _carried(table: Table) -> Iterator[str]:
    for column in table.columns:
        if column.key and table.layout.by_key[column.key].of_household:
            yield column.key


def _firsts(table: Table) -> list[int]:
    """The first row of each family."""
    seen: dict[int, int] = {}
    for place, family in enumerate(table.families):
        seen.setdefault(family, place)
    return list(seen.values())


def _keys(number: str, head: str, village: str) -> list[Key]:
    """Its number alone tells a household; without one its head and village, else its head."""
    if number:
        return [("number", plain(number).upper())]
    if not head:
        return []
    return [("head", plain(head), plain(village))] if village else [("head", plain(head))]


def _by_key(rows: list[Home]) -> dict[Key, list[Home]]:
    found: dict[Key, list[Home]] = {}
    for home in rows:
        number, head, village = home.text("number"), home.text("head_name"), home.text("village")
        for key in (*_keys(number, "", ""), *_keys("", head, village), *_keys("", head, "")):
            found.setdefault(key, []).append(home)
        same = found.get(("number", plain(number).upper()), []) if number else []
        if len(same) > 1:
            home.twice_at, same[0].twice_at = same[0].where, home.where
    return found


def _carry(
    table: Table, first: int, by_key: dict[Key, list[Home]], carried: list[str], complete: bool
) -> None:
    def text(key: str) -> str:
        index = table.place(key)
        return table.rows[first][index] if index >= 0 else ""

    keys = _keys(text("number"), text("head_name"), text("village"))
    found = by_key.get(keys[0], []) if keys else []
    if len(found) != 1:
        _tell_unjoined(table, first, found, text("number"), complete)
        return
    home = found[0]
    home.members_at = f"“{table.sheet}”表第{table.numbers[first]}行"
    table.origins[first] = f"户表{home.where}"
    for key in carried:
        said, own = home.text(key), text(key)
        if said and not own:
            table.rows[first][table.place(key)] = said
        elif said and plain(said) != plain(own):
            table.doubts.append((first, key, f"户表{home.where}填的是“{said[:20]}”，与此处不同；请改为一致"))


def _tell_unjoined(table: Table, first: int, found: list[Home], number: str, complete: bool) -> None:
    key = "number" if number else "head_name" if table.place("head_name") >= 0 else "name"
    if found:
        for home in found:
            home.members_at = f"“{table.sheet}”表第{table.numbers[first]}行"
        where = "、".join(home.where for home in found[:3])
        table.doubts.append((first, key, f"户表有{len(found)}行与此户对应（{where}）；请核对，每户留一行"))
    elif not complete:
        why = f"户表没有户编号“{number[:24]}”" if number else "户表没有此户"
        table.doubts.append((first, key, f"{why}；请在户表补上此户，或核对户编号和户主"))


def _line(home: Home) -> Line:
    number, cells = home.table.numbers[home.place], home.table.rows[home.place]
    if home.members_at and not home.twice_at:
        note = {"reason": f"户表的行，与{home.members_at}起的成员合为一户", "note": True}
        return Line(home.table.sheet, number, None, "blank", [note], [])
    key = "number" if home.text("number") else "head_name"
    index = home.table.place(key)
    why = (
        f"此户编号在{home.twice_at}也有；请核对，每户留一行"
        if home.twice_at
        else "人表没有此户的成员，此户未入库；请在人表补上成员，或核对户编号"
    )
    reason = {
        "column": home.table.layout.by_key[key].title,
        "cell": f"{letter(index)}{number}" if index >= 0 else "",
        "value": home.text(key)[:40],
        "reason": why,
    }
    return Line(home.table.sheet, number, None, "wrong", [reason], cells)


def _set_aside(homes: list[Table]) -> Iterator[Line]:
    for table in homes:
        for number, why in table.set_aside:
            yield Line(table.sheet, number, None, "blank", [{"reason": why, "note": True}], [])
