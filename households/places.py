"""Names of divisions for the registry's pages: public reference data, the same for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from foundation.areas.codes import CodeRange, county_of, township_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from households.names import initials


def place_names(codes: Iterable[int]) -> dict[int, str]:
    """Village code → 乡镇+村, in one query."""
    villages = set(codes)
    names = Area.objects.filter(code__in=villages | {township_of(code) for code in villages}).names()
    return {code: names.get(township_of(code), "") + names.get(code, str(code)) for code in villages}


def full_place_name(code: int) -> str:
    """County, township and village in one."""
    line = list(dict.fromkeys((county_of(code), township_of(code), code)))
    names = Area.objects.filter(code__in=line).names()
    return "".join(names.get(one, "") for one in line)


def choices_below(bounds: CodeRange | None, level: str) -> list[tuple[str, str]]:
    """Present areas of a level within the range, as choices of a form; a same name gets its township."""
    rows = Area.objects.current().of_level(level)
    if bounds is not None:
        rows = rows.filter(code__gte=bounds.lo, code__lte=bounds.hi)
    return [(str(code), name) for code, name in rows.values_list("code", "name")]


def villages_by_township(bounds: CodeRange | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Villages of the range, grouped by township, for a select."""
    townships = dict(choices_below(_whole_townships(bounds), "township"))
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, name in choices_below(bounds, "village"):
        groups.setdefault(townships.get(str(township_of(int(code))), ""), []).append((code, name))
    return list(groups.items())


def _whole_townships(bounds: CodeRange | None) -> CodeRange | None:
    """A village's range lies inside its township: the group still needs the township's name."""
    return None if bounds is None else CodeRange(township_of(bounds.lo), bounds.hi)


def village_called(code: int, bounds: CodeRange | None) -> Area | None:
    """A present village of this code inside the range."""
    rows = Area.objects.current().of_level("village").filter(code=code)
    if bounds is not None:
        rows = rows.filter(code__gte=bounds.lo, code__lte=bounds.hi)
    return rows.first()


_PLACE_SUFFIX = re.compile(r"(村|社区|居委会|村委会|镇|乡|街道|街道办事处)$")
_MOST_PLACES = 60


def areas_called(name: str, scope: Scope) -> list[Area]:
    """Present townships and villages of the scope so called: 太和村, 太和, thc or th.

    By pinyin within a prefecture or below; the names of a whole province are matched as written.
    """
    rows = Area.objects.current().visible_to(scope).filter(level__in=["county", "township", "village"])
    if not (name.isascii() and name.isalpha()):
        return list(rows.filter(name__startswith=name).order_by("code")[:_MOST_PLACES])
    if scope.range is None:
        rows = rows.filter(level__in=["county", "township"])
    wanted = name.lower()
    found = [area for area in rows.order_by("code") if wanted in _initials_of_place(area.name)]
    return found[:_MOST_PLACES]


@lru_cache(maxsize=50_000)
def _initials_of_place(name: str) -> frozenset[str]:
    return frozenset({initials(name), initials(_PLACE_SUFFIX.sub("", name))})


def county_called(code: int) -> Area | None:
    """A present county of this code, wherever it lies."""
    return Area.objects.current().of_level("county").filter(code=code).first()


def counties_called(name: str) -> list[int]:
    """Codes of the present counties of exactly this name."""
    return list(
        Area.objects.current().filter(level=Area.Level.COUNTY, name=name).values_list("code", flat=True)[:2]
    )


def division_words(code: int) -> str:
    """The name of a division where it is known here, else its code: people come from other provinces too."""
    return full_place_name(code) or str(code)


def area_names(codes: Iterable[int]) -> dict[int, str]:
    """Code → the area's own name, in one query."""
    return Area.objects.filter(code__in=set(codes)).names()
