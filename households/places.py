"""Names of divisions for the registry's pages: public reference data, the same for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from foundation.areas.codes import CodeRange, code_range, county_of, level_of, township_of
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
    return _full_names([code])[code]


def _full_names(codes: Iterable[int]) -> dict[int, str]:
    lines = {code: dict.fromkeys((county_of(code), township_of(code), code)) for code in codes}
    asked = {one for line in lines.values() for one in line}
    names = Area.objects.filter(code__in=asked).names() if asked else {}
    return {code: "".join(names.get(one, "") for one in line) for code, line in lines.items()}


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


def division_words(code: int) -> str:
    """The name of a division where it is known here, else its code: people come from other provinces too."""
    return division_names([code])[code]


def division_names(codes: Iterable[int]) -> dict[int, str]:
    """The same for many, in one query; for none without any."""
    return {code: name or str(code) for code, name in _full_names(codes).items()}


def divisions_called(text: str) -> list[int]:
    """Codes of the present divisions of exactly this name: 六枝特区, or 六枝特区岩脚镇太和村."""
    whole = CodeRange(0, 10**12)
    return [code for code, rest in _below(whole, "county", text) for code in _named_within(code, rest)]


def _named_within(code: int, rest: str) -> list[int]:
    """What is called ``rest`` inside the area: itself where nothing is left of the name."""
    if not rest:
        return [code]
    level = "township" if level_of(code) == "county" else "village"
    if level_of(code) == "village":
        return []
    return [
        one for below, left in _below(code_range(code), level, rest) for one in _named_within(below, left)
    ]


def _below(bounds: CodeRange, level: str, text: str) -> list[tuple[int, str]]:
    """Areas of the level whose name begins the text, each with what is left of the text."""
    found = choices_below(bounds, level)
    return [(int(code), text.removeprefix(name)) for code, name in found if text.startswith(name)]


def area_names(codes: Iterable[int]) -> dict[int, str]:
    """Code → the area's own name, in one query."""
    return Area.objects.filter(code__in=set(codes)).names()
