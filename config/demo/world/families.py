"""Who lives in a household: relations with ages that fit, sizes that average 3.06 persons."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from config.demo.world.names import FamilyNames
from config.demo.world.people import REFERENCE, Member
from foundation.sealed.invented import invented_id_number

SIZES = ((1, 14), (2, 23), (3, 26), (4, 22), (5, 10), (6, 5))  # weights: mean 3.06
MARRIED_IN = {"spouse", "daughter_in_law", "son_in_law", "parent_in_law"}


class Place(NamedTuple):
    relation: str
    female: bool
    age: int


class Numbers:
    """Numbers of nobody, none twice: place by county, and 25 of the sequence's 500 for each seed."""

    def __init__(self, county_code: int, seed: int) -> None:
        self._place = county_code // 1_000_000 % 10_000
        self._first = seed % 20 * 25
        self._given: dict[tuple[date, bool], int] = {}

    def next(self, born_on: date, female: bool) -> tuple[str, date]:
        """The number and the birth date: a day that is full gives way to the day before."""
        while self._given.get((born_on, female), 0) >= 25:
            born_on -= timedelta(days=1)
        count = self._given.get((born_on, female), 0)
        self._given[born_on, female] = count + 1
        number = invented_id_number(
            born_on=born_on, female=female, sequence=self._first + count, place=self._place
        )
        return number, born_on


def family(rng: Random, numbers: Numbers, ethnicity: str) -> list[Member]:
    """The members, the head first; children carry the line's surname, who married in another one."""
    names = FamilyNames(rng, dotted=ethnicity == "彝族" and rng.random() < 0.08)
    return [_member(rng, numbers, names, ethnicity, place) for place in _places(rng)]


def _member(rng: Random, numbers: Numbers, names: FamilyNames, ethnicity: str, place: Place) -> Member:
    # Day 1-364 after the last birthday, so that the age is the one that was meant.
    birthday = REFERENCE.replace(year=REFERENCE.year - place.age) - timedelta(days=rng.randrange(1, 364))
    number, born_on = numbers.next(birthday, place.female)
    other_line = place.relation in MARRIED_IN or (place.relation == "parent" and place.female)
    name = (names.married_in if other_line else names.of_line)(place.female, place.age)
    return Member(
        name=name,
        female=place.female,
        born_on=born_on,
        id_number=number,
        relation=place.relation,
        ethnicity=ethnicity,
    )


def _places(rng: Random) -> list[Place]:
    size = rng.choices([size for size, _ in SIZES], [weight for _, weight in SIZES])[0]
    if size == 1:
        return [_head(rng, 34, 86)]
    if size == 2:
        return _two(rng)
    young = rng.random() < 0.62
    return (_nuclear if young else _three_generations)(rng, size)


def _head(rng: Random, youngest: int, oldest: int) -> Place:
    return Place("head", rng.random() < 0.17, rng.randint(youngest, oldest))


def _spouse(rng: Random, head: Place) -> Place:
    older = rng.randint(-2, 5)
    return Place("spouse", not head.female, max(22, head.age + (older if head.female else -older)))


def _child(rng: Random, youngest_parent: int, *, oldest: int = 42) -> Place:
    """Born when the younger parent was 19 to 38."""
    age = min(oldest, rng.randint(max(0, youngest_parent - 38), max(0, youngest_parent - 19)))
    female = rng.random() < (0.47 if age < 20 else 0.22)
    return Place("daughter" if female else "son", female, age)


def _parent(rng: Random, head: Place, female: bool) -> Place:
    return Place("parent", female, min(94, head.age + rng.randint(19, 34)))


def _two(rng: Random) -> list[Place]:
    chance = rng.random()
    if chance < 0.5:
        head = _head(rng, 40, 80)
        return [head, _spouse(rng, head)]
    if chance < 0.75:
        head = _head(rng, 35, 74)
        return [head, _child(rng, head.age)]
    if chance < 0.9:
        head = _head(rng, 26, 56)
        return [head, _parent(rng, head, rng.random() < 0.62)]
    head = _head(rng, 54, 76)
    if chance < 0.97:
        return [head, Place("grandchild", rng.random() < 0.47, rng.randint(3, min(17, head.age - 42)))]
    return [head, Place("sibling", rng.random() < 0.3, max(40, head.age + rng.randint(-8, 8)))]


def _nuclear(rng: Random, size: int) -> list[Place]:
    """A couple with children, and with parents of the head where there is room."""
    head = _head(rng, 28, 55)
    spouse = _spouse(rng, head)
    places = [head, spouse]
    parents = min(size - 3, rng.choice((0, 0, 1, 1, 2))) if size > 3 else int(rng.random() < 0.2)
    for number in range(size - 2 - parents):
        places.append(_child(rng, min(head.age, spouse.age), oldest=26 if number else 32))
    first = rng.random() < 0.6
    places += [_parent(rng, head, first ^ bool(number)) for number in range(parents)]
    return places


def _three_generations(rng: Random, size: int) -> list[Place]:
    """An older couple, a grown son, his wife, grandchildren."""
    head = _head(rng, 50, 70)
    spouse = _spouse(rng, head)
    youngest = min(head.age, spouse.age)
    son = Place("son", False, rng.randint(max(23, youngest - 36), max(24, youngest - 20)))
    if size == 3:
        return [head, spouse, son]
    if size == 4 and rng.random() < 0.4:
        return [head, spouse, son, Place("grandchild", rng.random() < 0.47, rng.randint(0, son.age - 21))]
    wife = Place("daughter_in_law", True, max(21, son.age - rng.randint(0, 3)))
    places = [head, spouse, son, wife]
    for _ in range(size - 4):
        oldest = min(20, wife.age - 20)
        places.append(Place("grandchild", rng.random() < 0.47, rng.randint(0, max(0, oldest))))
    return places
