"""What can differ between a household's rows in two ledgers: each field once, for the database and in words.

``when`` holds where the earlier content ``o`` and the later ``n`` differ; ``words`` says in what. A field
that the statement calls changed has at least one sentence, and the other way round (held by a test).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assessment.ledgers.columns import COLUMNS
from assessment.ledgers.lines import GUARANTEES
from households.models.certificates import Category, Level
from households.models.households import Attribute, Cause, PovertyStatus

Content = dict[str, Any]
Words = Callable[[Content, Content], Iterator[str]]

_SUPPORTS = {column.key: column.label for column in COLUMNS}


@dataclass(frozen=True)
class Field:
    key: str
    label: str
    when: str
    words: Words


def _plain(key: str, label: str, choices: dict[str, str] | None = None) -> Field:
    def words(before: Content, after: Content) -> Iterator[str]:
        yield f"{label}：{_told(before.get(key), choices)} → {_told(after.get(key), choices)}"

    return Field(key, label, _unlike(_text(key)), words)


def _text(key: str) -> str:
    return f"nullif({{c}} ->> '{key}', '')"


def _unlike(of_row: str) -> str:
    return f"{of_row.format(c='o')} is distinct from {of_row.format(c='n')}"


def _told(value: Any, choices: dict[str, str] | None = None) -> str:
    if value in (None, ""):
        return "未填"
    return (choices or {}).get(value, str(value))


def _place(before: Content, after: Content) -> Iterator[str]:
    one, other = (
        f"{row.get('township') or ''}{row.get('village') or ''}{row.get('group') or ''}"
        for row in (before, after)
    )
    yield f"住址：{_told(one)} → {_told(other)}"


def _people(before: Content, after: Content) -> Iterator[str]:
    then, now = (_by_id(row, "name") for row in (before, after))
    yield from (f"减少残疾人：{then[key]}" for key in then if key not in now)
    yield from (f"增加残疾人：{now[key]}" for key in now if key not in then)
    yield from (f"姓名：{then[key]} → {now[key]}" for key in then if key in now and then[key] != now[key])


def _by_id(row: Content, field: str) -> dict[int, Any]:
    return {person["id"]: person[field] for person in row["people"]}


def _disability(before: Content, after: Content) -> Iterator[str]:
    then = {person["id"]: person for person in before["people"]}
    for person in after["people"]:
        old = then.get(person["id"], person)
        one, other = _degree(old), _degree(person)
        if one != other:
            yield f"{person['name']}的残疾证：{one} → {other}"


def _degree(person: dict[str, Any]) -> str:
    if not person["category"]:
        return "无证"
    again = f"（补证{person['reissue']}次）" if person["reissue"] else ""
    return f"{Category(person['category']).label}{Level(person['level']).label}{again}"


def _supports(before: Content, after: Content) -> Iterator[str]:
    yield from _came_and_went(set(before["cols"]), set(after["cols"]), "")
    then = {person["id"]: set(person["cols"]) for person in before["people"]}
    home = set(before["cols"]) ^ set(after["cols"])
    for person in after["people"]:
        now = set(person["cols"])
        old = then.get(person["id"], now)
        yield from _came_and_went(old - home, now - home, person["name"])


def _came_and_went(then: set[str], now: set[str], who: str) -> Iterator[str]:
    yield from (f"{who}新享受{_SUPPORTS.get(key, key)}" for key in sorted(now - then))
    yield from (f"{who}不再享受{_SUPPORTS.get(key, key)}" for key in sorted(then - now))


def _incomes(before: Content, after: Content) -> Iterator[str]:
    """The years of both: a later ledger looks back on other years."""
    for year in sorted(before["incomes"].keys() & after["incomes"].keys()):
        one, other = before["incomes"][year], after["incomes"][year]
        if one != other:
            yield f"{year}年人均纯收入：{one} → {other}"


def _guarantees(before: Content, after: Content) -> Iterator[str]:
    unknown = [None] * len(GUARANTEES)
    pairs = zip(GUARANTEES, before["guarantees"] or unknown, after["guarantees"] or unknown, strict=True)
    words = {True: "有保障", False: "没有保障", None: "未调查"}
    yield from (f"{name}：{words[one]} → {words[other]}" for name, one, other in pairs if one != other)


# Cheap, and false for most: only then are the people looked at one by one.
_PEOPLE_CHANGED = "o -> 'people' <> n -> 'people'"
_NAMED = """(select jsonb_agg(jsonb_build_array(x -> 'id', x -> 'name') order by x -> 'id')
    from jsonb_array_elements({c} -> 'people') x)"""
_STAYING = """exists (select from jsonb_array_elements(o -> 'people') a
    join jsonb_array_elements(n -> 'people') b on a -> 'id' = b -> 'id' where {})"""
_OTHER_DEGREE = """(a -> 'category', a -> 'level', a -> 'reissue')
    is distinct from (b -> 'category', b -> 'level', b -> 'reissue')"""
_OTHER_INCOME = """o -> 'incomes' <> n -> 'incomes' and exists (select from jsonb_each(o -> 'incomes') a
    join jsonb_each(n -> 'incomes') b on a.key = b.key where a.value <> b.value)"""
# Not surveyed at all is the same as six answers left open.
_SIX = "coalesce(nullif({c} -> 'guarantees', '[]'), '[null, null, null, null, null, null]')"
_COLS = "{c} -> 'cols'"
_OTHER_COLS = "a -> 'cols' <> b -> 'cols'"
_PLACE = ("township", "village", "group")

FIELDS: tuple[Field, ...] = (
    _plain("status", "脱贫属性", dict(PovertyStatus.choices)),
    _plain("head", "户主"),
    Field("place", "住址", " or ".join(_unlike(_text(key)) for key in _PLACE), _place),
    _plain("number", "户编号"),
    _plain("members", "家庭人口"),
    Field("people", "残疾人增减", f"{_PEOPLE_CHANGED} and {_unlike(_NAMED)}", _people),
    Field(
        "disability", "残疾类别等级", f"{_PEOPLE_CHANGED} and {_STAYING.format(_OTHER_DEGREE)}", _disability
    ),
    Field(
        "supports", "享受政策",
        f"{_unlike(_COLS)} or {_PEOPLE_CHANGED} and {_STAYING.format(_OTHER_COLS)}", _supports,
    ),
    Field("incomes", "人均纯收入", _OTHER_INCOME, _incomes),
    Field("guarantees", "吃穿和保障", _unlike(_SIX), _guarantees),
    _plain("attribute", "户属性", dict(Attribute.choices)),
    _plain("cause", "致贫原因", dict(Cause.choices)),
    _plain("identified_on", "识别时间"),
    _plain("lifted_on", "脱贫时间"),
    _plain("reviewed_on", "评议时间"),
    _plain("notice_from", "公示时间"),
    _plain("announced_on", "公告时间"),
    _plain("fallen_on", "返贫时间"),
    _plain("fallen_reason", "返贫原因"),
    _plain("helper", "帮扶责任人"),
    _plain("note", "备注"),
)  # fmt: skip
