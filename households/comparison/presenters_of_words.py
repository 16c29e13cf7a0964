"""What a word on who is whom is shown with: both entries side by side, why they seem alike, earlier words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from foundation.areas.scope import Scope
from households.comparison import sql
from households.models import Comparison, ComparisonRow, IdentityWord, Person
from households.models.certificates import Category, Level
from households.places import place_names

_MOST_WORDS = 20


@dataclass(frozen=True)
class SideBySide:
    label: str
    theirs: str
    ours: str

    @property
    def alike(self) -> str:
        if "" in (self.theirs, self.ours):
            return "无从比较"
        return "相同" if self.theirs == self.ours else "不同"


def both_sides(row: ComparisonRow) -> list[SideBySide]:
    """Numbers masked; of the registered person the valid certificate."""
    theirs: Any = row.list_row
    ours: Any = row.other_row or row.person
    places = place_names(code for code in (theirs.village_code, _village(ours)) if code)
    degree = _degree(ours.certificates.filter(state="valid").first() if row.person else ours)
    return [
        SideBySide("姓名", theirs.name, ours.name),
        SideBySide("身份证号", str(theirs.id_number or ""), str(ours.id_number or "")),
        SideBySide("出生日期", str(theirs.birth_date or ""), str(ours.birth_date or "")),
        SideBySide("村（社区）", places.get(theirs.village_code, ""), places.get(_village(ours), "")),
        SideBySide("户主", theirs.head_name, row.household.head_name if row.household else _head(row)),
        SideBySide("残疾类别等级", _degree(theirs), degree),
    ]


def _village(one: Any) -> int:
    """0 where it is not known."""
    return (one.area_code if isinstance(one, Person) else one.village_code) or 0


def _head(row: ComparisonRow) -> str:
    return row.other_row.head_name if row.other_row else ""


def _degree(one: Any) -> str:
    if one is None or not one.category:
        return ""
    return f"{Category(one.category).label}{Level(one.level).label if one.level else ''}"


def score_words(row: ComparisonRow) -> str:
    """From what the score is made up (comparison/sql.py)."""
    theirs: Any = row.list_row
    ours: Any = row.other_row or row.person
    parts = ["姓名相同"]
    parts.append("出生日期相同" if theirs.birth_date == ours.birth_date else "一方没有出生日期")
    if theirs.village_code and _village(ours):
        same = theirs.village_code == _village(ours)
        near = theirs.village_code // 1000 == _village(ours) // 1000
        parts.append("同村" if same else "同乡镇不同村" if near else "不同乡镇")
    if not (theirs.id_number and ours.id_number):
        parts.append("一方没有身份证号")
    return "、".join(parts)


def words_on(row: ComparisonRow, scope: Scope) -> list[IdentityWord]:
    """What was said of the pair, the word in force first."""
    left, right = sql.fetch(sql.WORD_KEYS, {"row": row.pk})[0]
    if right is None:
        return []
    keys = {"key_a": min(left, right), "key_b": max(left, right)}
    found = scope.rows(IdentityWord).filter(**keys).select_related("decided_by", "replaced_by")
    return list(found.order_by("-pk")[:_MOST_WORDS])


@dataclass(frozen=True)
class WordLine:
    word: IdentityWord
    name: str
    source: str
    person: Person | None
    place: str
    url: str


def word_lines(words: list[IdentityWord], scope: Scope) -> list[WordLine]:
    """With the registered person where one side is one."""
    keys = {word.pk: _person_key(word) for word in words}
    wanted = [key for key in keys.values() if key]
    people = {one.pk: one for one in scope.rows(Person).filter(pk__in=wanted).select_related("household")}
    # A comparison of the county is not the township's to see.
    asked = {word.row.comparison_id for word in words if word.row}
    comparisons = {one.pk: one for one in scope.rows(Comparison).filter(pk__in=asked)}
    places = place_names(word.area_code for word in words)
    return [
        WordLine(
            word,
            word.row.name if word.row else "",
            str(comparisons.get(word.row.comparison_id, "")) if word.row else word.source,
            people.get(keys[word.pk] or 0),
            places[word.area_code],
            reverse("comparison:word", args=[word.pk]),
        )
        for word in words
    ]


def _person_key(word: IdentityWord) -> int | None:
    keys = (key for key in (word.key_a, word.key_b) if key.startswith("p:"))
    return next((int(key.removeprefix("p:")) for key in keys), None)


def earlier_words(word: IdentityWord, scope: Scope) -> list[IdentityWord]:
    """The whole chain of the pair, the latest first."""
    same_pair = {"county_code": word.county_code, "key_a": word.key_a, "key_b": word.key_b}
    found = scope.rows(IdentityWord).filter(**same_pair).select_related("decided_by")
    return list(found.order_by("-pk")[:_MOST_WORDS])
