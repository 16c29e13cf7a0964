"""Checked rows as lines for COPY: what was checked is what will be merged, sealed until then.

Two lines a family and person; a family's line rides on its first row. Numbers are
sealed already inside the lines, and the lines once more in ``RosterRow.sealed_cells``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    return "\t".join(map(_written, values))


def _column(values: Iterable[Any]) -> list[str]:
    """A column in COPY's text format: each distinct value is written once, columns repeat themselves."""
    known: dict[Any, str] = {}
    texts = []
    for value in values:
        text = known.get(value)
        if text is None:
            text = known[value] = _written(value)
        texts.append(text)
    return texts


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
    persons = _person_lines(checked)
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
        home = _household_line(checked, family) if place == family.places[0] else ""
        person = persons[place]
        yield Line(table.sheet, number, family.key, "", notes, cells, village, person, home)
    for number, why in table.set_aside:
        yield Line(table.sheet, number, None, "blank", [{"reason": why, "note": True}], [])


def held_by(row_number: int) -> dict[str, Any]:
    return {"column": "", "cell": "", "value": "", "reason": f"同户第{row_number}行有误，整户待改"}


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


def _person_lines(checked: CheckedTable) -> dict[int, str]:
    """The lines of the members of good families, by place; made column by column, not cell by cell."""
    good = sorted(place for family in checked.families if not family.wrong_at for place in family.places)
    firsts = {family.places[0] for family in checked.families}
    table, values = checked.table, checked.values
    people = [who for place in good if (who := checked.identities[place]) is not None]
    numbers = [who.number or None for who in people]
    phones, names = ([values[key][place] for place in good] for key in ("phone", "name"))
    born = (who.birth_date or values["birth_date"][p] for p, who in zip(good, people, strict=True))
    sexes = (who.sex or values["sex"][p] or "" for p, who in zip(good, people, strict=True))
    rare = _PERSON_RARE & values.keys()
    columns = [
        map(str, (table.families[place] for place in good)),
        _column(place in firsts for place in good),
        map(str, (table.numbers[place] for place in good)),
        _column(names),
        _column(map(initials, names)),
        *_sealed_columns("id", numbers),
        _column(number and tail_key(number[-4:]) for number in numbers),
        _column(who.no_number_reason for who in people),
        _column(sexes),
        _column(born),
        _column(values["relation"][place] for place in good),
        *_sealed_columns("phone", phones),
        *(_column(getattr(who, part) for who in people) for part in ("category", "level", "reissue")),
        [_written(values["components"][place]) for place in good],
        [_written(checked.findings.get(place)) for place in good],
        [_written(_told_of({key: values[key][place] for key in rare})) for place in good],
        *(_column(values[column.key][place] for place in good) for column in PERSON_PLAIN),
    ]
    return dict(zip(good, map("\t".join, zip(*columns, strict=True)), strict=True))


def _sealed_columns(kind: str, numbers: Iterable[str | None]) -> tuple[list[str], list[str]]:
    """Sealed, and with their lookup keys."""
    known = list(numbers)
    return (
        [_written(seal(kind, number) if number else None) for number in known],
        [_written(lookup_key(kind, number) if number else None) for number in known],
    )
