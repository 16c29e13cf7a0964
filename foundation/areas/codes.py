"""The statistical division code: 12 digits, kept as a number; a scope is one range of codes."""

from typing import NamedTuple

# Digits after which each level's own part ends.
_PREFIX_DIGITS = {"province": 2, "prefecture": 4, "county": 6, "township": 9, "village": 12}


class CodeRange(NamedTuple):
    """All codes from ``lo`` to ``hi``, both included."""

    lo: int
    hi: int

    def __contains__(self, code: object) -> bool:
        return isinstance(code, int) and self.lo <= code <= self.hi

    def covers(self, other: "CodeRange") -> bool:
        return self.lo <= other.lo and other.hi <= self.hi


def level_of(code: int) -> str:
    """The level whose own digits are the last that are not zero."""
    text = f"{code:012d}"
    for level, digits in _PREFIX_DIGITS.items():
        if int(text[digits:] or "0") == 0:
            return level
    return "village"


def code_range(code: int) -> CodeRange:
    """Every code at or below ``code``: 520201000000 → 520201000000..520201999999."""
    width: int = 10 ** (12 - _PREFIX_DIGITS[level_of(code)])
    return CodeRange(code, code + width - 1)


def county_of(code: int) -> int:
    return code // 1_000_000 * 1_000_000


def township_of(code: int) -> int:
    return code // 1_000 * 1_000


def prefecture_of(code: int) -> int:
    return code // 100_000_000 * 100_000_000
