"""How money, divisions and months are written in departments' lists."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from households.roster.values import Unreadable, a_date, plain

_NOTHING = frozenset({"", "/", "-", "—", "--", "无"})
_MONEY = re.compile(r"(\d{1,9}(?:\.\d+)?)(万)?元?(?:/(?:人)?[年月次人户])?")


def money(text: str) -> Decimal | None:
    """1200, 1,200.00, 1200元, 0.12万元, 50元/月; in yuan and fen."""
    word = plain(text).replace(",", "").removeprefix("¥").removeprefix("¥")
    if word in _NOTHING:
        return None
    found = _MONEY.fullmatch(word)
    if found is None:
        raise Unreadable(f"“{text[:12]}”不是金额；请只填数字（元），不要填算式或负数")
    return (Decimal(found[1]) * (10_000 if found[2] else 1)).quantize(Decimal("0.01"))


def division(text: str) -> int | None:
    """A division's code of 6, 9 or 12 places; a name is left as it is (the code alone is kept)."""
    word = plain(text)
    if not re.fullmatch(r"[1-9]\d{5}|[1-9]\d{8}|[1-9]\d{11}", word):
        return None
    code = int(word.ljust(12, "0"))
    return code if code >= 110_000_000_000 else None


def a_month(text: str) -> date | None:
    """The first day of a month: 2018-03, 2018年3月, 201803."""
    word = plain(text)
    if re.fullmatch(r"20\d{4}", word):
        word = f"{word[:4]}-{word[4:]}"
    found = a_date(word)
    return found.replace(day=1) if found else None


_QUARTER = re.compile(r"(20\d\d)年?第?([一二三四1-4])季度")
_MONTHS = re.compile(r"(20\d\d)年?(\d{1,2})(?:月)?(?:份)?[-—~至到](\d{1,2})月")
_MONTH = re.compile(r"(20\d\d)年(\d{1,2})月")
_YEAR = re.compile(r"(20\d\d)年度?")


def period_in(title: str) -> tuple[date, date] | None:
    """From the first day to the day after the last, as a title says it: 2017年第三季度, 2018年1-6月."""
    word = plain(title)
    if found := _QUARTER.search(word):
        quarter = "一二三四".find(found[2]) if found[2] in "一二三四" else int(found[2]) - 1
        return _months(int(found[1]), quarter * 3 + 1, quarter * 3 + 3)
    if found := _MONTHS.search(word):
        return _months(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH.search(word):
        return _months(int(found[1]), int(found[2]), int(found[2]))
    if found := _YEAR.search(word):
        return _months(int(found[1]), 1, 12)
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), date(year + last // 12, last % 12 + 1, 1)
