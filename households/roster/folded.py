"""Columns under one heading that tick a value each: 性别{男|女}, 残疾等级{一级|二级|…}, 出生年月{年|月|日}.

They are read as the one column that they are: what is ticked is its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from households.roster.columns import Layout, heading
from households.roster.identity import kinds_in, level_in
from households.roster.values import a_date, plain, yes_or_no

_DATE_PARTS = ("年", "月", "日")


@dataclass(frozen=True)
class Fold:
    """``words`` go with the places from ``first`` on; without words the cells are parts of a date."""

    key: str
    first: int
    words: tuple[str, ...]
    of_date: bool = False

    @property
    def places(self) -> range:
        return range(self.first, self.first + len(self.words))


class _Known(Protocol):
    @property
    def index(self) -> int: ...

    @property
    def key(self) -> str: ...


def folds_of(block: Sequence[list[str]], layout: Layout, columns: Sequence[_Known]) -> list[Fold]:
    """The groups of columns under one heading whose lower headings are values of it."""
    if len(block) < 2:
        return []
    uppers, lower = block[:-1], block[-1]
    above = [heading("".join(dict.fromkeys(row[place] for row in uppers))) for place in range(len(lower))]
    keys = {column.index: column.key for column in columns}
    found = []
    for head, group in groupby(range(len(lower)), key=above.__getitem__):
        places = list(group)
        words = tuple(heading(lower[place]) for place in places)
        key = layout.column_for([*(row[places[0]] for row in uppers)])[0]
        if not head or len(places) < 2 or key not in layout.by_key or keys.get(places[0]) != key:
            continue
        of_date = layout.by_key[key].read is a_date and words == _DATE_PARTS[: len(words)]
        if of_date or _are_values(key, words):
            found.append(Fold(key, places[0], words, of_date))
    return found


def _are_values(key: str, words: tuple[str, ...]) -> bool:
    if key == "sex":
        return set(words) == {"男", "女"}
    if key == "category":
        return all(kinds_in(word)[1] and not word.isdigit() for word in words)
    return key == "level" and all(level_in(word) and not word.isdigit() for word in words)


def fold(cells: list[str], folds: Sequence[Fold]) -> list[str]:
    """The cells with each group's value in its first place."""
    cells = list(cells)
    for each in folds:
        texts = [plain(cells[place]) for place in each.places]
        said = "-".join(filter(None, texts)) if each.of_date else "、".join(_ticked(texts, each.words))
        cells[each.first] = said
    return cells


def _ticked(texts: list[str], words: tuple[str, ...]) -> list[str]:
    """The words that are ticked; a cell with a word of its own says that itself."""
    found = []
    for text, word in zip(texts, words, strict=True):
        try:
            ticked = yes_or_no(text)
        except ValueError:
            found.append(text)
            continue
        if ticked:
            found.append(word)
    return found
