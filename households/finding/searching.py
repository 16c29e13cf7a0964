"""Finding a household by what somebody holds in their hand: a name, initials, a number, a village."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from foundation.areas.codes import code_range
from foundation.areas.scope import Scope
from foundation.sealed.cipher import lookup_key
from foundation.sealed.numbers import CertificateNumber, IdNumber, MalformedNumber, masked, tidy
from households.places import areas_called
from households.querysets import HouseholdQuerySet

LABELS = {
    "name": "姓名",
    "initials": "姓名拼音首字母",
    "id": "身份证号",
    "certificate": "残疾人证号",
    "household_number": "户编号",
    "tail": "身份证号后4位",
    "certificate_tail": "残疾人证号后6位",
    "phone": "联系电话",
    "place": "乡镇、村",
}
# A person's own numbers: asking by one of them is recorded.
NUMBERS = frozenset({"id", "certificate", "tail", "certificate_tail", "phone"})
_PLACE_WORDS = re.compile(r".+(村|社区|居委会|镇|乡|街道|县|区|市)$")
_WORDS = 4


class UnableToSearch(Exception):
    """Nothing can be looked for by this; the message is ready for the user."""


@dataclass(frozen=True)
class Part:
    """One thing that the household must have. ``text`` of a place: its codes and its name."""

    how: str
    text: str

    @property
    def told(self) -> str:
        """How it was understood, without a whole number of a person."""
        if self.how == "place":
            shown = self.text.partition(" ")[2]
        elif self.how in {"id", "certificate", "phone"}:
            shown = masked(self.how, self.text)
        else:
            shown = self.text
        return f"{LABELS[self.how]}“{shown}”"


@dataclass(frozen=True)
class Search:
    """All parts together. ``doubt``: why a number is not what its length would make it (nothing found)."""

    parts: tuple[Part, ...]
    doubt: str = ""

    @property
    def numbers(self) -> list[str]:
        return sorted({part.how for part in self.parts} & NUMBERS)

    @property
    def told(self) -> str:
        return "、".join(part.told for part in self.parts)

    def written(self) -> str:
        return json.dumps([self.doubt, *([part.how, part.text] for part in self.parts)], ensure_ascii=False)

    @classmethod
    def read(cls, written: str) -> Search:
        doubt, *parts = json.loads(written)
        return cls(tuple(Part(how, text) for how, text in parts), doubt)


def understand(text: str, *, scope: Scope) -> Search:
    """What was typed into the one box: a number by its shape, else up to four words side by side."""
    number = tidy(text)
    if re.fullmatch(r"[\dX]+(B\d{1,2})?", number) and re.search(r"\d", number):
        return _number(number)
    words = [word for word in re.split(r"[\s,，、;；]+", text.strip()) if word]
    if not words or len(words) > _WORDS:
        raise UnableToSearch(f"请填写要查找的内容，最多{_WORDS}项，用空格隔开。")
    return both(*(_word(word, scope) for word in words))


def both(*searches: Search) -> Search:
    """All that each of them asks for."""
    doubts = [search.doubt for search in searches if search.doubt]
    return Search(tuple(part for search in searches for part in search.parts), "".join(doubts[:1]))


def by_person_number(text: str) -> Search:
    """The advanced form's number of a person: whole ID or certificate, or the last places of one."""
    found = _number(tidy(text))
    if found.parts[0].how not in {"id", "certificate", "tail", "certificate_tail"}:
        raise UnableToSearch(found.doubt or "证件号码请填完整号码，或身份证号后4位、残疾人证号后6位。")
    return found


def by_phone(text: str) -> Search:
    number = tidy(text)
    if not re.fullmatch(r"\d{7,12}", number):
        raise UnableToSearch("联系电话请填完整号码，只含数字。")
    return Search((Part("phone", number),))


def by_name(text: str) -> Search:
    name = text.strip()
    how = "initials" if name.isascii() and name.isalpha() else "name"
    return Search((Part(how, name.lower() if how == "initials" else name),))


def by_household_number(text: str) -> Search:
    return Search((Part("household_number", text.strip().upper()),))


def by_place(text: str, *, scope: Scope) -> Search:
    """A township or village of the scope, by name, by the name without 村 or 镇, or by pinyin initials."""
    name = text.strip()
    areas = areas_called(name, scope)
    if not areas:
        raise UnableToSearch(f"您负责的范围内没有叫“{name}”的乡镇或村。")
    codes = ",".join(str(area.code) for area in areas)
    names = "、".join(dict.fromkeys(area.name for area in areas))
    return Search((Part("place", f"{codes} {names}"),))


def _word(word: str, scope: Scope) -> Search:
    number = tidy(word)
    if re.fullmatch(r"[\dX]+(B\d{1,2})?", number):
        return _number(number)
    if re.search(r"\d", word):
        return by_household_number(word)
    if _PLACE_WORDS.fullmatch(word) and areas_called(word, scope):
        return by_place(word, scope=scope)
    return by_name(word)


def _number(number: str) -> Search:
    if re.fullmatch(r"\d{3}[\dX]", number):
        return Search((Part("tail", number),))
    if re.fullmatch(r"\d{3}[\dX][1-7][1-4](B\d{1,2})?", number):
        return Search((Part("certificate_tail", number),))
    if re.fullmatch(r"1\d{10}|0\d{9,11}", number):
        return Search((Part("phone", number),))
    for shape, kind, read in _WHOLE:
        if re.fullmatch(shape, number):
            try:
                return Search((Part(kind, read(number)),))
            except MalformedNumber as wrong:
                # Numbers of households have 18 or 20 digits as well.
                return Search((Part("household_number", number),), str(wrong))
    return Search((Part("household_number", number),))


def _id(number: str) -> str:
    return IdNumber.read(number).text


def _certificate(number: str) -> str:
    return CertificateNumber.read(number).text


_WHOLE: list[tuple[str, str, Callable[[str], str]]] = [
    (r"\d{17}[\dX]", "id", _id),
    (r"\d{15}", "id", _id),
    (r"\d{17}[\dX]\d{2}(B\d{1,2})?", "certificate", _certificate),
]


def found_by(rows: HouseholdQuerySet, search: Search, *, scope: Scope) -> HouseholdQuerySet:
    """The households of ``rows`` that have every part of the search."""
    for part in search.parts:
        rows = _FOUND[part.how](rows, part.text, scope)
    return rows


def _by_id(rows: HouseholdQuerySet, text: str, scope: Scope) -> HouseholdQuerySet:
    with_member = rows.with_member_numbered(lookup_key("id", text)).order_by().values("pk")
    return rows.filter(Q(pk__in=with_member) | Q(number=text))


def _by_certificate_tail(rows: HouseholdQuerySet, text: str, scope: Scope) -> HouseholdQuerySet:
    return rows.with_certificate_tail(text[:4], int(text[4]), int(text[5]))


def _by_household_number(rows: HouseholdQuerySet, text: str, scope: Scope) -> HouseholdQuerySet:
    """The whole number, or its beginning from six places on."""
    return rows.filter(number__startswith=text) if len(text) >= 6 else rows.filter(number=text)


def _by_place(rows: HouseholdQuerySet, text: str, scope: Scope) -> HouseholdQuerySet:
    inside = Q(pk__in=[])
    for code in text.partition(" ")[0].split(","):
        bounds = code_range(int(code))
        inside |= Q(area_code__gte=bounds.lo, area_code__lte=bounds.hi)
    return rows.filter(inside)


_FOUND: dict[str, Callable[[HouseholdQuerySet, str, Scope], HouseholdQuerySet]] = {
    "name": lambda rows, text, scope: rows.named(text, by_characters=scope.role == "sees_all"),
    "initials": lambda rows, text, scope: rows.with_initials(text),
    "id": _by_id,
    "certificate": lambda rows, text, scope: rows.with_member_numbered(lookup_key("id", text[:18])),
    "household_number": _by_household_number,
    "tail": lambda rows, text, scope: rows.with_member_tail(text),
    "certificate_tail": _by_certificate_tail,
    "phone": lambda rows, text, scope: rows.with_phone(lookup_key("phone", text)),
    "place": _by_place,
}
