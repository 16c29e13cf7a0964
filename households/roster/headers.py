"""Finds a sheet's header and says what each column is: by what was chosen for such a sheet before,
by the header's words, and by what stands in the column.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from households.roster.columns import Layout, heading
from households.roster.content import guessed, is_counted
from households.roster.folded import Fold, folds_of
from households.roster.reading import Sheet
from households.roster.values import plain
from households.roster.villages import Places

_LOOK_AT = 30
_MAX_HEADER = 6
_LONG_NUMBER = re.compile(r"^\x01|^\d{15,}")
# Under such a parent a plain 姓名, 身份证号 or 联系电话 is another person's.
_OTHER_PEOPLE = re.compile(r"户主|监护|帮扶|联系人|开户|申请|责任人|干部|领导|书记|工作队|代办|代理")
_OF_A_PERSON = frozenset({"name", "id_number", "certificate", "phone", "sex"})
_OTHER_PLACES = re.compile(r"单位|帮扶|开户|银行")
_DISABLED = re.compile(r"残疾|本人|成员")


@dataclass(frozen=True)
class Found:
    """A column of the sheet: where it stands, what it was recognised as, by which words, and how."""

    index: int
    key: str
    label: str
    how: str = "words"

    @property
    def letter(self) -> str:
        return letter(self.index)


@dataclass
class Header:
    """``rows`` are the header's row numbers, (0, 0) where the list has none; ``signature`` tells its kind."""

    rows: tuple[int, int]
    columns: list[Found]
    signature: str
    # The row of Sheet.rows where the data begins, and where the header does.
    data_from: int = 0
    starts_at: int = 0
    # Groups of columns that tick one value: 性别{男|女}.
    folds: list[Fold] = field(default_factory=list)

    @property
    def says_nothing_chosen(self) -> bool:
        return not any(column.how == "chosen" for column in self.columns)


@dataclass
class Choices:
    """What a person has chosen, by signature: of a sheet (leave_out, header) or of a header (columns)."""

    by_signature: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    def left_out(self, sheet: Sheet) -> bool:
        return bool(self.by_signature.get(sheet_signature(sheet), {}).get("leave_out"))

    def header_rows(self, sheet: Sheet) -> tuple[int, int] | None:
        given = self.by_signature.get(sheet_signature(sheet), {}).get("header")
        return (given[0], given[1]) if given else None

    def columns(self, signature: str) -> dict[int, str]:
        given = self.by_signature.get(signature, {}).get("columns", {})
        return {int(index): key for index, key in given.items()}


def letter(index: int) -> str:
    """0 → A, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _digest(kind: str, words: list[str]) -> str:
    said = "\n".join(re.sub(r"[\d一二三四五六七八九十〇零]+", "", heading(word)) for word in words)
    return hashlib.sha256(f"{kind}\n{said}".encode()).hexdigest()


def sheet_signature(sheet: Sheet) -> str:
    """The sheet's name and first rows without figures: the next quarter's list has the same."""
    return _digest("sheet", [sheet.name, *(cell for _, cells in sheet.rows[:3] for cell in cells)])


def header_of(
    sheet: Sheet, layout: Layout, places: Places | None = None, choices: Choices | None = None
) -> Header | None:
    """The header, or ``None`` where none is known and none was chosen."""
    choices = choices or Choices()
    given = choices.header_rows(sheet)
    if given is not None:
        start = next((at for at, (number, _) in enumerate(sheet.rows) if number >= given[0]), 0)
        after = next((at for at, (number, _) in enumerate(sheet.rows) if number > given[1]), len(sheet.rows))
        return _header(sheet, layout, places, choices, start, after if given[1] else start)
    best = _best_block(sheet, layout, choices)
    if best is not None:
        start, after = best
        while after - start < 3 and _goes_on_below(sheet, after):
            after += 1
        return _header(sheet, layout, places, choices, start, after)
    data = _first_number(sheet)
    without = _header(sheet, layout, places, choices, max(data - 1, 0), data)
    keys = {column.key for column in without.columns if column.key}
    return (
        without
        if choices.columns(without.signature) or (len(keys) >= 3 and _is_known(layout, keys))
        else None
    )


def _first_number(sheet: Sheet) -> int:
    """Where the first long number stands the data has begun; right above is the header, whatever it says."""
    for at, (_, cells) in enumerate(sheet.rows[:_LOOK_AT]):
        if any(_LONG_NUMBER.match(plain(cell)) for cell in cells):
            return at
    return 0


def _is_known(layout: Layout, keys: set[str]) -> bool:
    return any(keys.intersection(group) for group in layout.header_needs) and bool(
        keys & {"id_number", "certificate"}
    )


def _best_block(sheet: Sheet, layout: Layout, choices: Choices) -> tuple[int, int] | None:
    """The rows that name the most columns; what a person has confirmed before goes first."""
    top = sheet.rows[:_LOOK_AT]
    spread = _spread_top(sheet)
    best, most = None, 0
    for depth in (1, 2, 3):
        for start in range(len(top) - depth + 1):
            block = spread[start : start + depth]
            if any(_LONG_NUMBER.match(cell) for cells in block for cell in cells):
                continue
            if choices.columns(_block_signature(block)):
                return start, start + depth
            keys = {key for key, _ in by_words(block, layout) if key}
            if len(keys) > most and (layout.is_header(keys) or _is_near(layout, keys)):
                best, most = (start, start + depth), len(keys)
    return best


def _goes_on_below(sheet: Sheet, after: int) -> bool:
    """Whether the next row names parts of the header above it: words under its parents, nothing elsewhere."""
    if not 0 < after < len(sheet.rows):
        return False
    (number, upper), (below, lower) = sheet.rows[after - 1], sheet.rows[after]
    under = {
        place
        for top, left, bottom, right in sheet.merges
        if top <= number - 1 <= bottom and bottom < below - 1 and 0 < right - left < 60
        for place in range(left, right + 1)
    }
    if not sheet.merges:
        upper = upper + [""] * (len(lower) - len(upper))
        blank = {place for place, cell in enumerate(lower) if cell and not upper[place]}
        under = blank | {place - 1 for place in blank if place}
    filled = {place for place, cell in enumerate(lower) if cell}
    words = [cell for cell in lower if cell and not plain(cell)[-1:].isdigit()]
    return below == number + 1 and len(filled) > 1 and filled <= under and len(words) == len(filled)


def _is_near(layout: Layout, keys: set[str]) -> bool:
    """Enough of a header to ask what the rest is."""
    return len(keys) >= max(3, layout.at_least - 1) and bool(
        keys.intersection(*[set().union(*layout.header_needs)])
    )


def _block_signature(block: list[list[str]]) -> str:
    return _digest("header", [cell for cells in block for cell in [*cells, "/"]])


def _header(
    sheet: Sheet, layout: Layout, places: Places | None, choices: Choices, start: int, after: int
) -> Header:
    rows = sheet.rows[after : after + 300]
    width = max((len(cells) for _, cells in rows), default=0)
    if after == start:
        block: list[list[str]] = [[""] * width]
        guesses = [guessed(_texts(rows, index), layout, places) for index in range(width)]
        signature = _digest("no header", [guess or "-" for guess in guesses])
        numbers = (0, 0)
    else:
        block = _spread_top(sheet, max(_LOOK_AT, after))[start:after][:_MAX_HEADER]
        width = max(width, *(len(cells) for cells in block))
        block = [cells + [""] * (width - len(cells)) for cells in block]
        signature = _block_signature([_stripped(cells) for cells in block])
        numbers = (sheet.rows[start][0], sheet.rows[after - 1][0])
        guesses = [guessed(_texts(rows, index), layout, places) for index in range(width)]
    columns = _recognised(block, layout, guesses, choices.columns(signature))
    columns = [_no_name(column) if _counts_people(column, rows) else column for column in columns]
    folds = folds_of(block, layout, columns)
    return Header(numbers, _with_parts(columns, folds), signature, after, start, folds)


def _counts_people(column: Found, rows: list[tuple[int, list[str]]]) -> bool:
    """残疾人 over 2, 3, 5: how many there are in a village, not who."""
    return column.key == "name" and column.how == "words" and is_counted(_texts(rows, column.index))


def _no_name(column: Found) -> Found:
    return replace(column, key="")


def _with_parts(columns: list[Found], folds: list[Fold]) -> list[Found]:
    """The other places of a group are parts of its first."""
    parts = {place for fold in folds for place in fold.places if place != fold.first}
    named = {fold.first: f"{columns[fold.first].label}（{'、'.join(fold.words)}）" for fold in folds}
    return [
        replace(column, key="", how="part")
        if column.index in parts
        else replace(column, label=named.get(column.index, column.label))
        for column in columns
    ]


def _stripped(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _texts(rows: list[tuple[int, list[str]]], index: int) -> list[str]:
    return [cells[index] for _, cells in rows if index < len(cells) and cells[index]]


def _spread_top(sheet: Sheet, count: int = _LOOK_AT) -> list[list[str]]:
    """The first rows with their merged cells filled; without any, parents go on to the right."""
    top = sheet.rows[:count]
    if not top:
        return []
    texts = dict(top)
    last = top[-1][0]
    merges = [merge for merge in sheet.merges if merge[0] < last and merge[3] - merge[1] < 60]
    spread = [_spread_across(merges, texts, number, cells) for number, cells in top]
    if not merges:
        for upper, lower in pairwise(spread):
            _spread_by_look(upper, lower)
    return [_stripped(cells) for cells in spread]


def _spread_across(
    merges: list[tuple[int, int, int, int]], texts: dict[int, list[str]], number: int, cells: list[str]
) -> list[str]:
    filled = list(cells)
    for top, left, bottom, right in merges:
        if top <= number - 1 <= bottom:
            first = texts.get(top + 1, [])
            text = first[left] if left < len(first) else ""
            filled += [""] * (right + 1 - len(filled))
            for place in range(left, right + 1):
                filled[place] = filled[place] or text
    return filled


def _spread_by_look(upper: list[str], lower: list[str]) -> None:
    """A blank above a word belongs to the parent on its left, if that has a word below too."""
    blanks = [place for place, cell in enumerate(lower) if cell and (place >= len(upper) or not upper[place])]
    if not blanks or sum(map(bool, upper)) < 3 or any(_LONG_NUMBER.match(plain(cell)) for cell in lower):
        return
    upper += [""] * (len(lower) - len(upper))
    for place in blanks:
        if place and lower[place - 1] and upper[place - 1]:
            upper[place] = upper[place - 1]


def by_words(block: list[list[str]], layout: Layout) -> list[tuple[str, str]]:
    """Key and words of each column; a whole header beats its lower part, the first beats the second."""
    said = []
    for index in range(max((len(cells) for cells in block), default=0)):
        parts = [cells[index] if index < len(cells) else "" for cells in block]
        key, words = layout.column_for(parts)
        whole = "".join(dict.fromkeys(heading(part) for part in parts if part))
        parent = whole.removesuffix(words)
        if key and parent and _OTHER_PEOPLE.search(parent) and not _DISABLED.search(parent):
            key = ""
        said.append((key, words if key else whole, words == whole))
    taken: set[str] = set()
    kept = [""] * len(said)
    for exact in (True, False):
        for place, (key, _, is_whole) in enumerate(said):
            if key and is_whole == exact and (key not in taken or key in layout.repeatable):
                taken.add(key)
                kept[place] = key
    return [(key, words) for key, (_, words, _) in zip(kept, said, strict=True)]


def _recognised(
    block: list[list[str]], layout: Layout, guesses: list[str], chosen: dict[int, str]
) -> list[Found]:
    named = by_words(block, layout)
    named += [("", "")] * (len(guesses) - len(named))
    if chosen:
        return [
            Found(index, chosen.get(index, ""), words, "chosen" if chosen.get(index) else "words")
            for index, (_, words) in enumerate(named)
        ]
    keys = [key for key, _ in named]
    how = ["words"] * len(keys)
    _numbers_by_content(keys, guesses, how)
    for index, guess in enumerate(guesses):
        others = _OTHER_PEOPLE if guess in _OF_A_PERSON else _OTHER_PLACES
        if others.search(named[index][1]):
            continue  # 户主身份证 beside 成员姓名 is the head's number, 工作单位 no village
        if guess and not keys[index] and guess not in keys and guess in layout.by_key:
            keys[index], how[index] = guess, "content"
    return [Found(index, keys[index], words, how[index]) for index, (_, words) in enumerate(named)]


def _numbers_by_content(keys: list[str], guesses: list[str], how: list[str]) -> None:
    """A column called 证号 that holds ID numbers is the ID number's; swapped headers are put right."""
    pair = ("id_number", "certificate")
    wrong = [
        index
        for index, key in enumerate(keys)
        if key in pair and guesses[index] in pair and guesses[index] != key
    ]
    for index in wrong:
        if guesses[index] not in keys or len(wrong) > 1:
            keys[index], how[index] = guesses[index], "content"
