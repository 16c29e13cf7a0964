"""Checked rows as lines for COPY: what was checked is what will be merged, sealed until then.

Two lines a family and person; a family's line rides on its first row. Numbers are
sealed already inside the lines, and the lines once more in ``RosterRow.sealed_cells``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from foundation.sealed.cipher import lookup_key, seal, unseal
from households.names import initials
from households.querysets import tail_key
from households.roster.checking import CheckedTable, Family
from households.roster.layout import HOUSEHOLD_PLAIN, PERSON_PLAIN
from households.roster.layout_rare import HOUSEHOLD_RARE, PERSON_RARE

SEAL_KIND = "roster-row"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def sealed_phone(number: str | None) -> tuple[bytes | None, bytes | None]:
    """Sealed, and its lookup key."""
    return (seal("phone", number), lookup_key("phone", number)) if number else (None, None)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file, ready to be staged. ``verdict`` is empty where the registry has to say it."""

    sheet: str
    row_number: int
    family: int | None
    verdict: str
    reasons: list[dict[str, Any]]
    cells: list[str]
    village_code: int | None = None
    person: str = ""
    household: str = ""

    @property
    def sealed(self) -> bytes | None:
        if not self.cells:
            return None
        whole = [self.cells, self.person, self.household]
        return seal(SEAL_KIND, json.dumps(whole, ensure_ascii=False, separators=(",", ":")))


def opened_cells(sealed: bytes) -> list[str]:
    """The cells as the sender gave them (for the workbook that goes back to the sender)."""
    cells: list[str] = json.loads(unseal(SEAL_KIND, bytes(sealed)))[0]
    return cells


def opened_lines(sealed: bytes) -> tuple[str, str]:
    """The person's and the household's line, as they were staged for the check."""
    _, person, household = json.loads(unseal(SEAL_KIND, bytes(sealed)))
    return person, household


def copy_line(values: list[Any]) -> str:
    """One line in COPY's text format."""
    return "\t".join(_written(value) for value in values)


def _written(value: Any) -> str:
    if value is None:
        return "\\N"
    if type(value) is str:
        return value.translate(_ESCAPED) if "\\" in value or not value.isprintable() else value
    if type(value) is bool:
        return "t" if value else "f"
    if type(value) is bytes:
        return "\\\\x" + value.hex()
    if type(value) is dict or (type(value) is list and value and type(value[0]) is dict):
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
    if type(value) is list:
        return "{" + ",".join(value) + "}"
    return str(value)


def lines_of(checked: CheckedTable) -> Iterator[Line]:
    """Every row of the table in the file's order."""
    table, families = checked.table, {family.key: family for family in checked.families}
    for place, (number, cells) in enumerate(zip(table.numbers, table.rows, strict=True)):
        family = families[table.families[place]]
        reasons = checked.reasons.get(place, [])
        notes = checked.notes.get(place, [])
        village = family.area_code or None
        if family.wrong_at:
            verdict = "wrong" if reasons else "held"
            reasons = reasons or [held_by(family.wrong_at)]
            yield Line(table.sheet, number, family.key, verdict, [*reasons, *notes], cells, village)
            continue
        first = place == family.places[0]
        home = _household_line(checked, family) if first else ""
        person = _person_line(checked, place, first)
        yield Line(table.sheet, number, family.key, "", notes, cells, village, person, home)
    for number, why in table.set_aside:
        yield Line(table.sheet, number, None, "blank", [{"reason": why, "note": True}], [])


def held_by(row_number: int) -> dict[str, Any]:
    return {"column": "", "cell": "", "value": "", "reason": f"同户第{row_number}行有误,整户待改"}


def _household_line(checked: CheckedTable, family: Family) -> str:
    values = family.values
    phone = values["home_phone"]
    return copy_line(
        [
            family.number or _number_for(checked, family),
            bool(family.number),
            family.area_code,
            family.head_name,
            initials(family.head_name),
            values["status"],
            values["lifted_year"],
            seal("phone", phone) if phone else None,
            lookup_key("phone", phone) if phone else None,
            values["helper"],
            _told_of({key: values[key] for key in _HOUSEHOLD_RARE & values.keys()}),
            *(values[column.key] for column in HOUSEHOLD_PLAIN),
        ]
    )


_HOUSEHOLD_RARE = frozenset(column.key for column in HOUSEHOLD_RARE)
_PERSON_RARE = frozenset(column.key for column in PERSON_RARE)


def _told_of(rare: dict[str, Any]) -> dict[str, Any] | None:
    """What the file says of its rare columns, as JSON; nothing where it says nothing."""
    said = {key: value for key, value in rare.items() if value is not None}
    return {key: float(value) if isinstance(value, Decimal) else value for key, value in said.items()} or None


def _number_for(checked: CheckedTable, family: Family) -> str:
    """A number for a household whose roster has none: always the same for the same first member."""
    who = checked.identities[family.places[0]]
    first = who.number if who and who.number else f"{family.area_code}{family.head_name}"
    return f"{family.area_code}N{lookup_key('household-number', first).hex()[:10].upper()}"


def _person_line(checked: CheckedTable, place: int, first: bool) -> str:
    who, values = checked.identities[place], checked.values
    assert who is not None
    number, phone = who.number, values["phone"][place]
    name = values["name"][place]
    born: date | None = who.birth_date or values["birth_date"][place]
    return copy_line(
        [
            checked.table.families[place],
            first,
            checked.table.numbers[place],
            name,
            initials(name),
            seal("id", number) if number else None,
            lookup_key("id", number) if number else None,
            tail_key(number[-4:]) if number else None,
            who.no_number_reason,
            who.sex or values["sex"][place] or "",
            born,
            values["relation"][place],
            seal("phone", phone) if phone else None,
            lookup_key("phone", phone) if phone else None,
            who.category,
            who.level,
            who.reissue,
            values["components"][place],
            checked.findings.get(place),
            _told_of({key: values[key][place] for key in _PERSON_RARE & values.keys()}),
            *(values[column.key][place] for column in PERSON_PLAIN),
        ]
    )
