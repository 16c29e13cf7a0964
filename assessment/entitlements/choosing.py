"""Entry for many at once: chosen by ID numbers or ticked, told apart before anything is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assessment.entitlements.lists import ItemLists
from foundation.sealed.cipher import lookup_key
from foundation.sealed.numbers import IdNumber, MalformedNumber, masked

MOST = 2000


class UnableToChoose(Exception):
    """Why the numbers cannot be used, in words for the clerk."""


@dataclass(frozen=True)
class Numbers:
    """What was pasted: the lookup key of each good number, and what is wrong with the others."""

    keys: dict[bytes, str]
    wrong: list[str]
    twice: int


@dataclass(frozen=True)
class Chosen:
    """The chosen, told apart by the item's own lists."""

    lists: ItemLists
    # Masked numbers that nobody in the asked area carries.
    unknown: list[str]
    numbers: Numbers

    def rows(self, name: str) -> Any:
        return self.lists.of(name)

    @property
    def to_record(self) -> Any:
        """Who is entitled and has it not yet."""
        return self.rows("missed")


def read_numbers(text: str) -> Numbers:
    """ID numbers divided by blanks, commas or lines; each wrong one is told with its place."""
    keys: dict[bytes, str] = {}
    wrong, twice = [], 0
    words = [word for word in re.split(r"[\s,，;；、]+", text) if word]
    if len(words) > MOST:
        raise UnableToChoose(f"一次最多{MOST}个身份证号，现有{len(words)}个；请分批粘贴，或用花名册导入。")
    for place, word in enumerate(words, start=1):
        try:
            number = IdNumber.read(word).text
        except MalformedNumber as reason:
            wrong.append(f"第{place}个（{masked('id', word)}）：{reason}")
            continue
        key = lookup_key("id", number)
        twice += key in keys
        keys[key] = masked("id", number)
    return Numbers(keys, wrong, twice)


def chosen_by_number(lists: ItemLists, numbers: Numbers) -> Chosen:
    """The subjects of the item among the numbers: the persons, or the households they live in."""
    path = {"person": "person__", "household": "household__persons__"}[lists.item.per]
    carriers = lists.rows.filter(**{f"{path}id_number_key__in": list(numbers.keys), f"{path}left_on": None})
    found = {bytes(key) for key in carriers.values_list(f"{path}id_number_key", flat=True)}
    unknown = [shown for key, shown in numbers.keys.items() if key not in found]
    return Chosen(_among(lists, carriers.values_list("pk", flat=True)), unknown, numbers)


def chosen_by_tick(lists: ItemLists, keys: Iterable[int]) -> Chosen:
    """The ticked rows; whoever is not among the asker's rows is simply not there."""
    return Chosen(_among(lists, keys), [], Numbers({}, [], 0))


def _among(lists: ItemLists, keys: Iterable[int]) -> ItemLists:
    return ItemLists(lists.item, lists.on, lists.rows.filter(pk__in=set(keys)))
