"""Villages by name within the township: current names, old names, with or without 镇, 村, 社区."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from foundation.areas.codes import code_range, county_of, township_of
from foundation.areas.models import Area, AreaAlias
from households.roster.values import plain

_VILLAGE_ENDINGS = re.compile(r"(社区居民委员会|社区居委会|村民委员会|居民委员会|村委会|居委会|社区|村|居)$")
_TOWNSHIP_ENDINGS = re.compile(r"(街道办事处|街道办|办事处|街道|镇|乡)$")
_GROUP = re.compile(r"^(.+?(?:村|社区|居委会|村委会))([\d一二三四五六七八九十]+(?:村民)?(?:小)?组)$")


class UnknownPlace(ValueError):
    """No such village, or several; the message says which and how to mend it."""

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(message)


def _bare(name: str, endings: re.Pattern[str]) -> str:
    bare = endings.sub("", name)
    return bare if len(bare) >= 2 else name


@dataclass
class Places:
    """The townships and villages of one area, by every name they go by."""

    area: Area
    names: dict[int, str] = field(default_factory=dict)
    townships: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    villages: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, area: Area) -> Places:
        bounds = code_range(county_of(area.code) or area.code)
        places = cls(area)
        rows = Area.objects.filter(
            code__gte=bounds.lo, code__lte=bounds.hi, level__in=["township", "village"]
        )
        present: dict[int, tuple[str, int]] = {}
        for code, name, level, successor in rows.values_list("code", "name", "level", "successor_id"):
            present[code] = (level, successor or code)
            places._learn(level, name, successor or code)
            places.names[code] = name
        aliases = AreaAlias.objects.filter(area__code__gte=bounds.lo, area__code__lte=bounds.hi)
        for code, name in aliases.values_list("area_id", "name"):
            if code in present:
                level, now = present[code]
                places._learn(level, name, now)
        return places

    def _learn(self, level: str, name: str, code: int) -> None:
        name = plain(name)
        known, endings = (
            (self.townships, _TOWNSHIP_ENDINGS) if level == "township" else (self.villages, _VILLAGE_ENDINGS)
        )
        for word in {name, _bare(name, endings)}:
            known[word].add(code)

    def find(self, township: str, village: str, sheet: str = "") -> tuple[int, str]:
        """The village's code, and the group that stood in the same cell; raises :class:`UnknownPlace`."""
        township, village = plain(township), plain(village)
        if re.fullmatch(r"\d{12}", village) and int(village) in self.names:
            return self._own(int(village), village), ""
        if not village:
            raise UnknownPlace("village", "没有填行政村;请填写户所在的村(社区)")
        split = _GROUP.match(village)
        group = split[2] if split else ""
        village = split[1] if split else village
        wanted = self._township(township) if township else self._of_sheet(sheet)
        found = self.villages.get(village) or self.villages.get(_bare(village, _VILLAGE_ENDINGS)) or set()
        if wanted:
            found = {code for code in found if township_of(code) in wanted}
        if not found:
            raise UnknownPlace("village", self._no_such(township, village))
        if len(found) > 1:
            exact = {code for code in found if plain(self.names[code]) == village}
            if len(exact) != 1:
                raise UnknownPlace("village", self._several(village, found))
            found = exact
        return self._own(found.pop(), village), group

    def _township(self, township: str) -> set[int]:
        found = self.townships.get(township) or self.townships.get(_bare(township, _TOWNSHIP_ENDINGS))
        if not found:
            raise UnknownPlace("township", f"{self.area.name}没有乡镇“{township[:20]}”;请改为现行乡镇名称")
        return found

    def _of_sheet(self, sheet: str) -> set[int]:
        name = plain(sheet)
        return self.townships.get(name) or self.townships.get(_bare(name, _TOWNSHIP_ENDINGS)) or set()

    def _no_such(self, township: str, village: str) -> str:
        where = township or self.area.name
        return f"{where}没有村(社区)“{village[:20]}”;请改为现行村名,改名或合并的村填现在的名称"

    def _several(self, village: str, found: set[int]) -> str:
        named = "、".join(
            f"{self.names.get(township_of(code), '')}{self.names[code]}" for code in sorted(found)[:4]
        )
        return f"“{village[:20]}”不止一个({named});请填写乡镇和村的全称"

    def _own(self, code: int, village: str) -> int:
        if code not in self.area.range:
            raise UnknownPlace(
                "village", f"“{village[:20]}”不属于{self.area.name};您只能导入{self.area.name}的户"
            )
        return code
