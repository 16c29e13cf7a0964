"""The parts of an area: which division of the next level below a row lies in, as an expression."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, ExpressionWrapper, F, Value

if TYPE_CHECKING:
    from foundation.areas.models import Area

# Width of the part of a code that lies below the children of an area of this level; a village has none.
_WIDTH = {"province": 10**8, "prefecture": 10**6, "county": 10**3, "township": 1, "village": 1}


def has_parts(area: Area) -> bool:
    return area.level != "village"


def part_of(area: Area) -> Any:
    """The 12-digit code of the part of ``area`` that a row lies in; in a village, the village itself.

    Whole division in the database, then back to twelve digits.
    """
    width = Value(_WIDTH[area.level])
    return ExpressionWrapper(F("area_code") / width * width, output_field=BigIntegerField())
