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
