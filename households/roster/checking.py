"""Checks a roster column by column and says of every row what is wrong with it and how to mend it.

A household is taken whole or not at all: where one of its rows is wrong, its other
rows are *held* (同户待改) and come back with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foundation.sealed.numbers import masked, tidy
from households.models.certificates import Category, Level
from households.models.persons import Sex
from households.roster.columns import Column
from households.roster.identity import Identity, WrongNumber, identity, kinds_in, level_in
from households.roster.layout import BY_KEY, HOUSEHOLD_PLAIN, PERSON_PLAIN
from households.roster.layout_rare import HOUSEHOLD_RARE, PERSON_RARE
from households.roster.reading import BROKEN_NUMBER, CUT_NUMBER
from households.roster.tables import Table, letter
from households.roster.values import UNUSABLE, Noted, Unreadable, plain, usable
from households.roster.villages import Places, UnknownPlace

Reason = dict[str, Any]
_FIRST_YEAR = 2000


@dataclass
class Family:
    """One household of the file: its rows and what the household's columns say."""

    key: int
    table: Table
    places: list[int]
    number: str = ""
    area_code: int = 0
    group: str = ""
    head_name: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    wrong_at: int = 0


@dataclass
class CheckedTable:
    """A table's rows, what was read in them, what is wrong (``reasons``) or remarkable (``notes``)."""

    table: Table
    identities: list[Identity | None]
    values: dict[str, list[Any]]
    findings: dict[int, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    reasons: dict[int, list[Reason]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[int, list[Reason]] = field(default_factory=lambda: defaultdict(list))
    families: list[Family] = field(default_factory=list)

    def wrong(self, place: int, key: str, why: str) -> None:
        self.reasons[place].append(self._told(place, key, why))

    def noted(self, place: int, key: str, why: str) -> None:
        self.notes[place].append({**self._told(place, key, why), "note": True})

    def _told(self, place: int, key: str, why: str) -> Reason:
        if key in self.table.joined and place in self.table.origins:
            title = self.table.layout.by_key[key].title
            return {"column": title, "cell": "", "value": "", "reason": f"{self.table.origins[place]}：{why}"}
        index = self.table.place(key)
        text = self.table.rows[place][index] if index >= 0 else ""
        cell = f"{letter(index)}{self.table.numbers[place]}" if index >= 0 else ""
        column = self.table.layout.by_key[key]
        return {"column": column.title, "cell": cell, "value": shown(column, text), "reason": why}


def shown(column: Column | None, text: str) -> str:
    """The cell's text as it may be shown: a person's number is masked."""
    text = text.lstrip(f"{BROKEN_NUMBER}{CUT_NUMBER}{UNUSABLE}")
    kind = column.masked if column else ""
    digits = sum(letter.isdigit() for letter in text)
    if kind or digits >= 11:
        number = tidy(text)
        return masked(kind or "id", number) if len(number) >= 8 and digits >= 7 else number[:8]
    return text[:40]


def check_tables(tables: list[Table], places: Places, on: date) -> list[CheckedTable]:
    """Everything that can be said without looking into the registry."""
    checked = [_check_table(table, places, on) for table in tables]
    _same_person_twice(checked)
    _same_number_twice(checked)
    for each in checked:
        _hold_families(each)
    return checked


def _check_table(table: Table, places: Places, on: date) -> CheckedTable:
    checked = CheckedTable(table, [], {})
    for column in (*PERSON_PLAIN, BY_KEY["name"], BY_KEY["relation"], BY_KEY["sex"], BY_KEY["birth_date"]):
        checked.values[column.key] = list(read_column(checked, column.key))
    checked.values["phone"] = list(read_column(checked, "phone"))
    for column in PERSON_RARE:
        if table.place(column.key) >= 0:
            checked.values[column.key] = list(read_column(checked, column.key))
    check_identities(checked, on)
    _check_names(checked)
    checked.families = _families(table)
    for family in checked.families:
        _check_family(checked, family, places, on)
    for doubt in table.doubts:
        checked.wrong(*doubt)
    return checked


def read_column(checked: CheckedTable, key: str) -> Iterator[Any]:
    """Each distinct text is read once: columns repeat themselves."""
    texts = checked.table.texts(key) or [""] * len(checked.table.rows)
    read, known = checked.table.layout.by_key[key].read, {"": (None, "", "")}
    for place, text in enumerate(texts):
        if text not in known:
            known[text] = _read(read, text)
        value, wrong, note = known[text]
        if wrong:
            checked.wrong(place, key, wrong)
        elif note:
            checked.noted(place, key, note)
        yield value


def _read(read: Any, text: str) -> tuple[Any, str, str]:
    try:
        value = read(usable(text))
    except Unreadable as why:
        return None, str(why), ""
    if isinstance(value, Noted):
        return value.value, "", value.note
    return value, "", ""


def _check_names(checked: CheckedTable) -> None:
    for place, name in enumerate(checked.values["name"]):
        if name is None and not any(r["column"] == "姓名" for r in checked.reasons.get(place, ())):
            checked.wrong(place, "name", "没有填姓名；请补填，或删去此行")


def check_identities(checked: CheckedTable, on: date) -> None:
    table = checked.table
    empty = [""] * len(table.rows)
    columns = (table.texts(key) or empty for key in ("id_number", "certificate", "note"))
    for place, (number, certificate, note) in enumerate(zip(*columns, strict=True)):
        try:
            who = identity(number, certificate, note, on)
        except WrongNumber as why:
            checked.wrong(place, why.column, str(why))
            checked.identities.append(None)
            continue
        if who.note:
            checked.noted(place, "id_number", who.note)
        checked.identities.append(who)
    contrary_values(checked)


def contrary_values(checked: CheckedTable) -> None:
    """What the columns say otherwise than the numbers is kept as a finding; the number holds."""
    table = checked.table
    empty = [""] * len(table.rows)
    categories, levels = table.texts("category") or empty, table.texts("level") or empty
    sexes, births = checked.values["sex"], checked.values["birth_date"]
    components: list[list[str] | None] = []
    for place, who in enumerate(checked.identities):
        components.append(None)
        if who is None:
            continue
        if who.number:
            if sexes[place] and sexes[place] != who.sex:
                _found(checked, place, "sex", Sex(who.sex).label, Sex(sexes[place]).label)
            if births[place] and births[place] != who.birth_date:
                _found(checked, place, "birth_date", f"{who.birth_date}", f"{births[place]}")
        if who.category and who.level:
            kinds, category = kinds_in(categories[place])
            if category and category != who.category:
                _found(checked, place, "category", Category(who.category).label, Category(category).label)
            elif who.category == 7 and len(kinds) > 1:
                components[place] = list(kinds)
            level = level_in(levels[place])
            if level and level != who.level:
                _found(checked, place, "level", Level(who.level).label, Level(level).label)
    checked.values["components"] = components


_SAYS = {"sex": "身份证号", "birth_date": "身份证号", "category": "残疾人证号", "level": "残疾人证号"}
_WORDS = {"sex": "性别", "birth_date": "出生日期", "category": "残疾类别", "level": "残疾等级"}


def _found(checked: CheckedTable, place: int, key: str, kept: object, given: object) -> None:
    checked.findings[place].append({"field": _WORDS[key], "kept": str(kept), "given": str(given)})
    checked.noted(place, key, f"与{_SAYS[key]}所载不一致，按号码登记，差异已记入待核实")


def _families(table: Table) -> list[Family]:
    places: dict[int, list[int]] = defaultdict(list)
    for place, key in enumerate(table.families):
        places[key].append(place)
    return [Family(key, table, at) for key, at in places.items()]


def _check_family(checked: CheckedTable, family: Family, places: Places, on: date) -> None:
    for column in HOUSEHOLD_PLAIN:
        family.values[column.key] = _family_value(checked, family, column.key)
    for column in HOUSEHOLD_RARE:
        if family.table.place(column.key) >= 0:
            family.values[column.key] = _family_value(checked, family, column.key)
    for key in ("status", "lifted_year", "home_phone"):
        family.values[key] = _family_value(checked, family, key)
    family.values["helper"] = _helper(checked, family)
    family.head_name = _family_value(checked, family, "head_name") or ""
    _check_number(checked, family)
    _check_place(checked, family, places)
    _check_head(checked, family)
    _check_status(checked, family, on)
    for key in ("group_name",):
        family.values[key] = (family.values[key] or family.group or None) and str(
            family.values[key] or family.group
        )[:30]


def _first_text(family: Family, key: str) -> tuple[str, int]:
    index = family.table.place(key)
    if index >= 0:
        rows = family.table.rows
        for place in family.places:
            if text := rows[place][index]:
                return text, place
    return "", family.places[0]


def _family_value(checked: CheckedTable, family: Family, key: str) -> Any:
    if family.table.place(key) < 0:
        return None
    text, place = _first_text(family, key)
    if not text:
        return None
    value, wrong, note = _read_once(key, text)
    if wrong:
        checked.wrong(place, key, wrong)
    elif note:
        checked.noted(place, key, note)
    return value


_read_before: dict[tuple[str, str], tuple[Any, str, str]] = {}


def _read_once(key: str, text: str) -> tuple[Any, str, str]:
    if len(_read_before) > 50_000:
        _read_before.clear()
    found = _read_before.get((key, text))
    if found is None:
        found = _read_before[key, text] = _read(BY_KEY[key].read, text)
    return found


def _helper(checked: CheckedTable, family: Family) -> str | None:
    text, place = _first_text(family, "helper")
    names = [name for name in re.split("[、,，/;；]", text) if name]
    if len(names) > 1:
        checked.noted(place, "helper", "一格里有几位帮扶人，按第一位登记结对")
    if not names or plain(names[0]) in {"无", "-", "—"}:
        return None
    value, wrong, _ = _read_once("helper", names[0])
    if wrong:
        checked.wrong(place, "helper", wrong)
    return value if isinstance(value, str) else None


def _check_number(checked: CheckedTable, family: Family) -> None:
    text, place = _first_text(family, "number")
    if text.startswith(UNUSABLE):
        checked.wrong(place, "number", "此格是公式或出错，没有可用的值；请直接填写户编号")
    if text.startswith(BROKEN_NUMBER):
        checked.wrong(
            place, "number", "户编号被表格存成了数字，后几位已丢失；请把该列设为“文本”格式后重新填写"
        )
    family.number = plain(text).upper()
    if len(family.number) > 24:
        checked.wrong(place, "number", "户编号超过24位；请核对")


def _check_place(checked: CheckedTable, family: Family, places: Places) -> None:
    village, place = _first_text(family, "village")
    township, _ = _first_text(family, "township")
    try:
        family.area_code, family.group = places.find(township, village, family.table.sheet)
    except UnknownPlace as why:
        checked.wrong(place, why.column, str(why))
        return
    for key, first in (("township", township), ("village", village)):
        index = family.table.place(key)
        for other in family.places if index >= 0 else ():
            text = family.table.rows[other][index]
            if text and text != first and not _is_same_place(family, places, key, (township, village), text):
                checked.wrong(other, key, f"同一户前后不一致（本户前面填的是“{first[:20]}”）；请改为一致")
                return


def _is_same_place(family: Family, places: Places, key: str, firsts: tuple[str, str], text: str) -> bool:
    """太和 below 太和村 is the same village."""
    township, village = (text, firsts[1]) if key == "township" else (firsts[0], text)
    try:
        return places.find(township, village, family.table.sheet)[0] == family.area_code
    except UnknownPlace:
        return False


def _check_head(checked: CheckedTable, family: Family) -> None:
    names, relations = checked.values["name"], checked.values["relation"]
    heads = [place for place in family.places if relations[place] == "head"]
    if not heads and family.head_name:
        named = [place for place in family.places if names[place] == family.head_name]
        if len(named) == 1 and relations[named[0]] is None:
            relations[named[0]] = "head"
            heads = named
    for extra in heads[1:]:
        first = family.table.numbers[heads[0]]
        checked.wrong(extra, "relation", f"同一户有两个户主（第{first}行已是户主）；请改正与户主关系或户编号")
    if heads and names[heads[0]]:
        if family.head_name and names[heads[0]] != family.head_name:
            checked.noted(heads[0], "head_name", "户主姓名与标为户主的成员不同，按成员登记")
        family.head_name = names[heads[0]]
    if not family.head_name:
        checked.wrong(family.places[0], "head_name", "不知道户主是谁；请填户主姓名，或在与户主关系里标明户主")


def _check_status(checked: CheckedTable, family: Family, on: date) -> None:
    status, year = family.values["status"], family.values["lifted_year"]
    _, place = _first_text(family, "lifted_year")
    if year is not None and not _FIRST_YEAR <= year <= on.year:
        checked.wrong(place, "lifted_year", f"脱贫年度应在{_FIRST_YEAR}到{on.year}之间；请核对")
    if status is None and year is not None:
        family.values["status"] = "lifted"
    if status == "lifted" and year is None:
        at = _first_text(family, "status")[1]
        if not any(r["column"] == "脱贫年度" for r in checked.reasons.get(place, ())):
            checked.wrong(at, "status", "已脱贫的户须填脱贫年度；请补填")
    if status in {"identified", "none"}:
        family.values["lifted_year"] = None


def _same_person_twice(tables: list[CheckedTable]) -> None:
    seen: dict[Any, tuple[CheckedTable, int]] = {}
    for checked in tables:
        for place, who in enumerate(checked.identities):
            if who is None:
                continue
            key: Any = who.number or (checked.table.families[place], checked.values["name"][place])
            before = seen.setdefault(key, (checked, place))
            if before != (checked, place):
                _tell_twins(before, (checked, place), bool(who.number))


def _tell_twins(one: tuple[CheckedTable, int], two: tuple[CheckedTable, int], numbered: bool) -> None:
    what = "同一身份证号" if numbered else "同户同名且都没有身份证号的人"
    for (checked, place), (other, other_place) in ((one, two), (two, one)):
        row = other.table.numbers[other_place]
        where = f"第{row}行" if other.table is checked.table else f"“{other.table.sheet}”表第{row}行"
        key = "id_number" if numbered else "name"
        checked.wrong(place, key, f"{what}在{where}也有；请核对两行，删去重复的或改正填错的")


def _same_number_twice(tables: list[CheckedTable]) -> None:
    seen: dict[str, Family] = {}
    for checked in tables:
        for family in checked.families:
            if not family.number:
                continue
            before = seen.setdefault(family.number, family)
            if before is not family:
                row = before.table.numbers[before.places[0]]
                checked.wrong(
                    family.places[0],
                    "number",
                    f"户编号与“{before.table.sheet}”表第{row}行的户相同；请核对，同一户请放在一张表里",
                )


def _hold_families(checked: CheckedTable) -> None:
    for family in checked.families:
        wrong = [place for place in family.places if checked.reasons.get(place)]
        if wrong:
            family.wrong_at = checked.table.numbers[wrong[0]]
