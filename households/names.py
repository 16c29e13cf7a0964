"""Pinyin initials of names (拼音首字母): the search by initials, and the order of lists by name."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, lazy_pinyin


@lru_cache(maxsize=100_000)
def initials(name: str) -> str:
    """``张建国`` → ``zjg``; letters and digits stay, signs and spaces go; at most 50 places.

    The first reading counts: a name with two readings is found by its more usual one.
    """
    syllables = lazy_pinyin(name, style=Style.NORMAL, errors="default")
    # A run that is not Chinese comes back whole: it stays whole.
    letters = "".join(part if part in name else part[:1] for part in syllables)
    return "".join(letter for letter in letters.lower() if letter.isalnum() and letter.isascii())[:50]


# Surnames read otherwise than the character usually is: the other initials they are looked for by.
_SURNAMES_READ_OTHERWISE = {
    "单": "s", "曾": "z", "解": "x", "仇": "q", "查": "z", "区": "o", "翟": "z", "乐": "y", "覃": "q",
    "种": "c", "秘": "b", "繁": "p", "召": "s", "折": "s", "佴": "n", "隗": "w", "郇": "x", "祭": "z",
    "尉迟": "wc",
}  # fmt: skip


@lru_cache(maxsize=1)
def _readings() -> dict[tuple[str, str], str]:
    """(other initials, usual initials) → the surnames that have both."""
    found: dict[tuple[str, str], str] = {}
    for surname, other in _SURNAMES_READ_OTHERWISE.items():
        usual = initials(surname)
        if usual != other:
            found[other, usual] = f"{found.get((other, usual), '')} {surname}".strip()
    return found


def other_readings(start: str) -> list[tuple[list[str], str]]:
    """For typed initials: which surnames may be meant by another reading, and how they stand on record.

    ``szg`` → ``[(["单", …], "dzg"), …]``.
    """
    return [
        (surnames.split(), usual + start[len(other) :])
        for (other, usual), surnames in _readings().items()
        if start.startswith(other)
    ]
