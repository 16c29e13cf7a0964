"""Figures in Hanzi as they stand in lists: 二〇一六年五月, 民国三十四年, 叁仟伍佰元整."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = dict(
    zip("零〇○一二三四五六七八九两壹贰叁肆伍陆柒捌玖", [0, 0, *range(10), 2, *range(1, 10)], strict=True)
)
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_SIGNS = "".join({*_DIGITS, *_TENS})
_AMOUNT = re.compile(
    rf"(?:([{_SIGNS}]+)[万萬])?([{_SIGNS}]*)(?:[元圆]|$)(?:([{_SIGNS}])角)?(?:([{_SIGNS}])分)?整?"
)
_YEAR = re.compile(r"([〇零○一二三四五六七八九]{4})年(?:(\w{1,3})月(?:(\w{1,3})日)?)?")
_REPUBLIC = re.compile(rf"民国(\d{{1,2}}|元|[{_SIGNS}]{{1,4}})年(?:(\w{{1,3}})月(?:(\w{{1,3}})日)?)?")


def whole(text: str) -> int | None:
    """十二 → 12, 三千五百 → 3500, 二〇一六 → 2016; nothing else."""
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(sign not in _SIGNS for sign in text):
        return None
    if not any(sign in _TENS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, digit = 0, None
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total += (1 if digit is None else digit) * _TENS[sign]
            digit = 0
    return total + (digit or 0)


def amount(text: str) -> Decimal | None:
    """叁仟伍佰元整 → 3500; 一万二千 → 12000."""
    found = _AMOUNT.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    parts = [whole(part) if part else 0 for part in found.groups()]
    known = [part for part in parts if part is not None]
    if len(known) < 4:
        return None
    ten_thousands, ones, dimes, cents = known
    return ten_thousands * 10_000 + ones + Decimal(dimes) / 10 + Decimal(cents) / 100


def year_and_days(text: str) -> str:
    """A date in Hanzi, or of the Republic's years, in figures: 民国34年3月 → 1945-3; else the text."""
    if found := _YEAR.fullmatch(text):
        parts = [whole(part) for part in found.groups() if part]
    elif found := _REPUBLIC.fullmatch(text):
        years = 1 if found[1] == "元" else whole(found[1])
        parts = [years and years + 1911, *(whole(part) for part in found.groups()[1:] if part)]
    else:
        return text
    if None in parts:
        return text
    return "-".join(map(str, parts)) if len(parts) > 1 else f"{parts[0]}年"
