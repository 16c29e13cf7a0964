"""Villages by name within the township: current names, old names, with or without 镇, 村, 社区."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from foundation.areas.codes import code_range, county_of, township_of
from foundation.areas.models import Area, AreaAlias
from households.models import PlaceWord
from households.roster.values import Unreadable, plain, usable

_VILLAGE_ENDINGS = re.compile(r"(社区居民委员会|社区居委会|村民委员会|居民委员会|村委会|居委会|社区|村|居)$")
_TOWNSHIP_ENDINGS = re.compile(r"(街道办事处|街道办|办事处|街道|镇|乡)$")
_GROUP = re.compile(r"^(.+?(?:村|社区|居委会|村委会))([\d一二三四五六七八九十]+(?:村民)?(?:小)?组)$")


_GROUP_AFTER = re.compile(r"([\d一二三四五六七八九十]+(?:村民)?(?:小)?组)")


def _last(found: tuple[int, str]) -> tuple[bool, int, int]:
    """The longest township's name that stands in the address."""
    return found[0] >= 0, len(found[1]), found[0]


class UnknownPlace(Unreadable):
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
    # What a person has said of (township, village) as a list writes them.
    said: dict[tuple[str, str], int] = field(default_factory=dict)
    # What no village was found for, with how often; asked once for the file.
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    # The same place stands in many rows.
    _answers: dict[tuple[str, str, str], tuple[int, str]] = field(default_factory=dict)

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
        words = PlaceWord.objects.filter(area_code__in=[area.code, county_of(area.code) or area.code])
        for township, village, code in words.values_list("township", "village", "village_code"):
            if code in present:
                places.said[township, village] = present[code][1]
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
        asked = (township, village, sheet)
        found = self._answers.get(asked) or self._looked_up(*asked)
        self._answers[asked] = found
        return found

    def _looked_up(self, township: str, village: str, sheet: str) -> tuple[int, str]:
        try:
            township, village = plain(usable(township)), plain(usable(village))
        except Unreadable as why:
            raise UnknownPlace("village", str(why)) from why
        if village and (code := self.said.get((township, village))):
            return self._own(code, village), ""
        try:
            return self._found(township, village, sheet)
        except UnknownPlace:
            if village and not village.isdigit():
                self.unknown[township, village] += 1
            raise

    def _found(self, township: str, village: str, sheet: str) -> tuple[int, str]:
        if re.fullmatch(r"\d{12}", village) and int(village) in self.names:
            return self._own(int(village), village), ""
        if not village:
            raise UnknownPlace("village", "没有填行政村；请填写户所在的村（社区）")
        split = _GROUP.match(village)
        group = split[2] if split else ""
        village = split[1] if split else village
        wanted = self._township(township) if township else self._of_sheet(sheet)
        found = self.villages.get(village) or self.villages.get(_bare(village, _VILLAGE_ENDINGS)) or set()
        if not found and (parts := self._parted(village + group)):
            there, village, group = parts
            wanted = wanted or self.townships.get(there, set())
            found = self.villages.get(village, set())
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

    def _parted(self, address: str) -> tuple[str, str, str] | None:
        """六枝特区岩脚镇太和村三组12号 → its township, its village and its group."""
        at, there = max(((address.rfind(name), name) for name in self.townships), default=(-1, ""), key=_last)
        rest = address[at + len(there) :] if at >= 0 else ""
        for end in range(len(rest), 1, -1):
            if rest[:end] in self.villages:
                group = _GROUP_AFTER.match(rest[end:].removeprefix("村"))
                return there, rest[:end], group[1] if group else ""
        return None

    def _township(self, township: str) -> set[int]:
        found = self.townships.get(township) or self.townships.get(_bare(township, _TOWNSHIP_ENDINGS))
        if not found:
            raise UnknownPlace("township", f"{self.area.name}没有乡镇“{township[:20]}”；请改为现行乡镇名称")
        return found

    def _of_sheet(self, sheet: str) -> set[int]:
        name = plain(sheet)
        return self.townships.get(name) or self.townships.get(_bare(name, _TOWNSHIP_ENDINGS)) or set()

    def told_unknown(self) -> list[dict[str, Any]]:
        """What no one village was found for, the frequent first, with those that may be meant."""
        told = []
        for (township, village), count in self.unknown.most_common(300):
            near = self.villages.get(village) or self.villages.get(_bare(village, _VILLAGE_ENDINGS)) or set()
            told.append({"township": township, "village": village, "times": count, "near": sorted(near)[:20]})
        return told

    def knows_village(self, word: str) -> bool:
        split = _GROUP.match(word)
        word = split[1] if split else word
        known = word in self.villages or _bare(word, _VILLAGE_ENDINGS) in self.villages
        return known or (len(word) > 5 and self._parted(word) is not None)

    def knows_township(self, word: str) -> bool:
        return word in self.townships or _bare(word, _TOWNSHIP_ENDINGS) in self.townships

    def township_named_in(self, text: str) -> str:
        return self._named_in(text, self.townships)

    def village_named_in(self, text: str) -> str:
        return self._named_in(text, self.villages)

    def _named_in(self, text: str, known: dict[str, set[int]]) -> str:
        """The one name that stands in a sheet's name or title: the longest, and of one place only."""
        text = plain(text)
        longest = max((len(name) for name in known if name in text), default=0)
        names = [name for name in known if len(name) == longest and name in text]
        codes = {code for name in names for code in known[name]}
        return names[0] if longest >= 2 and len(codes) == 1 else ""

    def _no_such(self, township: str, village: str) -> str:
        where = township or self.area.name
        return f"{where}没有村（社区）“{village[:20]}”；请改为现行村名，改名或合并的村填现在的名称"

    def _several(self, village: str, found: set[int]) -> str:
        named = "、".join(
            f"{self.names.get(township_of(code), '')}{self.names[code]}" for code in sorted(found)[:4]
        )
        return f"“{village[:20]}”不止一个（{named}）；请填写乡镇和村的全称"

    def _own(self, code: int, village: str) -> int:
        if code not in self.area.range:
            raise UnknownPlace(
                "village", f"“{village[:20]}”不属于{self.area.name}；您只能导入{self.area.name}的户"
            )
        return code
