"""Well-formed ID numbers of nobody: the area part begins with 99, which no place has."""

from __future__ import annotations

from datetime import date

from stdnum.cn import ric

RESERVED_AREA_PREFIX = "99"


def invented_id_number(*, born_on: date, female: bool, sequence: int, place: int = 203) -> str:
    """An 18-digit number with a right check digit; ``sequence`` 0-499, ``place`` 0-9999."""
    order = sequence % 500 * 2 + (0 if female else 1)
    body = f"{RESERVED_AREA_PREFIX}{place % 10_000:04d}{born_on:%Y%m%d}{order:03d}"
    return body + str(ric.calc_check_digit(body + "0"))
