"""What a column holds, told from its cells: numbers by their check digit, places by the county's names."""

from __future__ import annotations

import re
from collections.abc import Callable

from households.roster.columns import Layout
from households.roster.identity import is_right, kinds_in, level_in
from households.roster.values import plain
from households.roster.villages import Places

_SAMPLE = 200
_SHARE = 0.6
_CERTIFICATE = re.compile(r"([0-9]{17}[0-9X])[1-7][1-4](B[0-9]{1,2})?")
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,4}(?<![村镇乡组族级])")
_RELATIONS = frozenset(
    [
        "户主",
        "本人",
        "配偶",
        "妻",
        "夫",
        "之子",
        "之女",
        "儿子",
        "女儿",
        "父亲",
        "母亲",
        "之父",
        "之母",
        "孙子",
        "孙女",
        "儿媳",
        "女婿",
    ]
)


def guessed(texts: list[str], layout: Layout, places: Places | None) -> str:
    """The key of what most of the texts are, or nothing."""
    words = [plain(text).upper() for text in texts[:_SAMPLE]]
    if not words:
        return ""
    for key, fits in _tests(places):
        fitting = sum(1 for word in words if fits(word))
        if key in layout.by_key and fitting >= max(1, _SHARE * len(words)):
            return key
    if "name" in layout.by_key and len(set(words)) * 2 > len(words) and all(map(_NAME.fullmatch, words)):
        return "name"
    return ""


def is_counted(texts: list[str]) -> bool:
    """Whether these are figures."""
    return bool(texts) and all(re.fullmatch(r"\d{1,5}人?", plain(text)) for text in texts[:_SAMPLE])


def _tests(places: Places | None) -> list[tuple[str, Callable[[str], object]]]:
    tests: list[tuple[str, Callable[[str], object]]] = [
        ("id_number", is_right),
        ("certificate", _is_certificate),
        ("sex", frozenset("男女").__contains__),
        ("phone", re.compile(r"1[3-9]\d{9}").fullmatch),
        ("ethnicity", re.compile(r".{1,5}族").fullmatch),
        ("relation", _RELATIONS.__contains__),
        ("level", lambda word: word.endswith("级") and level_in(word)),
        ("category", lambda word: not word.isdigit() and len(word) <= 6 and kinds_in(word)[1]),
    ]
    if places is not None:
        tests += [("village", places.knows_village), ("township", places.knows_township)]
    return tests


def _is_certificate(word: str) -> bool:
    found = _CERTIFICATE.fullmatch(word)
    return found is not None and is_right(found[1])
