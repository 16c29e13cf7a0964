"""What stands in the cells of a household and of its disabled persons; written once, for every sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assessment.ledgers.columns import COLUMNS
from assessment.models import Ledger
from households.models import Person
from households.models.certificates import Category, Level
from households.models.households import Attribute, Cause, PovertyStatus
from households.models.persons import Relation, Sex

MARK = "√"
GUARANTEES = ("吃", "穿", "饮水", "义务教育", "基本医疗", "住房")
_BATCH = 500

Cell = str | int | float | None


@dataclass(frozen=True)
class PersonLine:
    name: str
    id_number: str
    certificate: str
    category: str
    level: str
    sex: str
    relation: str
    marks: frozenset[str]


@dataclass(frozen=True)
class HouseholdLine:
    """One household as the ledger counted it. Numbers of persons are masked."""

    row: int
    township_code: int
    content: dict[str, Any]
    people: list[PersonLine]

    @property
    def township(self) -> str:
        return str(self.content["township"] or "")

    @property
    def status(self) -> str:
        return str(self.content["status"])

    @property
    def household_marks(self) -> frozenset[str]:
        return frozenset(self.content["cols"])

    def incomes(self, years: list[int]) -> list[Cell]:
        """Blank where no survey was made: never 0."""
        given = self.content["incomes"]
        return [float(given[str(year)]) if str(year) in given else None for year in years]

    def guarantees(self) -> list[Cell]:
        """√ met, 否 not met, blank not surveyed."""
        known = self.content["guarantees"] or [None] * len(GUARANTEES)
        return [None if met is None else MARK if met else "否" for met in known]

    def lifting(self) -> list[Cell]:
        given = self.content
        lifted = self.status == PovertyStatus.LIFTED
        dates: list[Cell] = [
            given[name] for name in ("lifted_on", "reviewed_on", "notice_from", "announced_on")
        ]
        return ["是" if lifted else "否", *dates]

    def falling(self) -> str:
        return " ".join(
            str(part) for part in (self.content["fallen_on"], self.content["fallen_reason"]) if part
        )

    def cause(self) -> str:
        return Cause(self.content["cause"]).label if self.content["cause"] else ""

    def attribute(self) -> str:
        return str(Attribute(self.content["attribute"]).label)


@dataclass
class Totals:
    """Counted while the rows are written, so that each sheet adds up to the others."""

    households: int = 0
    members: int = 0
    persons: int = 0
    lifted: int = 0
    fallen: int = 0
    marks: Counter[str] = field(default_factory=Counter)

    def count(self, line: HouseholdLine) -> None:
        self.households += 1
        self.members += int(line.content["members"])
        self.persons += len(line.people)
        self.lifted += line.status == PovertyStatus.LIFTED
        self.fallen += line.status == PovertyStatus.FALLEN_BACK
        for column in COLUMNS:
            if column.of_household:
                self.marks[column.key] += column.key in line.household_marks
            else:
                self.marks[column.key] += sum(column.key in person.marks for person in line.people)

    def add(self, other: Totals) -> None:
        for name in ("households", "members", "persons", "lifted", "fallen"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.marks.update(other.marks)

    def in_words(self) -> dict[str, Any]:
        """For the ledger's row: what it counted."""
        return {
            "households": self.households,
            "members": self.members,
            "persons": self.persons,
            "lifted": self.lifted,
            "fallen": self.fallen,
            "marks": {column.key: self.marks[column.key] for column in COLUMNS},
        }


def lines_of(ledger: Ledger) -> Iterator[HouseholdLine]:
    """The ledger's rows in order, a batch at a time: memory stays flat."""
    last = 0
    while batch := list(ledger.entries.filter(row__gt=last).order_by("row")[:_BATCH]):
        last = batch[-1].row
        numbers = _numbers([entry.content for entry in batch])
        for entry in batch:
            yield HouseholdLine(
                entry.row, entry.area_code // 1000 * 1000, entry.content, _people(entry.content, numbers)
            )


def _numbers(contents: list[dict[str, Any]]) -> dict[int, Any]:
    ids = [person["id"] for content in contents for person in content["people"]]
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "id_number"))


def people_words(contents: list[dict[str, Any]]) -> list[str]:
    """Of each household its disabled persons as the ledger counted them, in a line; numbers masked."""
    numbers = _numbers(contents)
    return [
        "、".join(
            f"{one.name}（{' '.join(filter(None, (one.id_number, one.category + one.level)))}）"
            for one in _people(content, numbers)
        )
        for content in contents
    ]


def _people(content: dict[str, Any], numbers: dict[int, Any]) -> list[PersonLine]:
    return [
        _person(given, numbers.get(given["id"]), content["shared"] if place == 0 else [])
        for place, given in enumerate(content["people"])
    ]


def _person(given: dict[str, Any], number: object, shared: list[str]) -> PersonLine:
    """``shared``: records of the household without a person are shown with its first one."""
    masked = str(number) if number is not None else ""
    category, level, reissue = given["category"], given["level"], given["reissue"]
    certificate = f"{masked}{category}{level}" + (f"B{reissue}" if reissue else "")
    return PersonLine(
        name=given["name"],
        id_number=masked,
        certificate=certificate if category and masked else "",
        category=Category(category).label if category else "",
        level=Level(level).label if level else "",
        sex=Sex(given["sex"]).label if given["sex"] else "",
        relation=Relation(given["relation"]).label,
        marks=frozenset([*given["cols"], *shared]),
    )


def years_of(as_of: date) -> list[int]:
    return [as_of.year - 2, as_of.year - 1, as_of.year]
