"""Why somebody stands in a list, in words: 因:残疾等级一级、低保家庭成员;未享受护理补贴."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from assessment.entitlements.lists import subject_of
from foundation.policy.explaining import explain
from foundation.policy.facts import Fact, fact_named
from foundation.policy.models import PolicyItem
from foundation.policy.rules import conditions_of, facts_in, labels_of, leaves

_HAVING = {
    "entitled": "符合条件",
    "has": "已享受",
    "missed": "未享受",
    "has_without": "不符合条件，仍有记录",
    "cannot_judge": "无法判断",
    "ruled_out": "不符合条件",
}

_DONE_IN_AREA = {"has": "已办理", "missed": "尚未办理"}


def reason(item: PolicyItem, row: Any, name: str, *, on: date) -> str:
    """The sentence beside a row of facts in the list ``name``."""
    if name == "cannot_judge":
        return f"缺：{'、'.join(labels_of(row.missing))}。补充后才能判断。"
    if name in ("ruled_out", "has_without"):
        return f"因：{'、'.join(dict.fromkeys(_unmet(item, row, on)))}；{_HAVING[name]}。"
    said = "、".join(word for word in (_word(item, fact, row, on) for fact in facts_in(item.rule)) if word)
    because = f"因：{said}；" if said else ""
    tail = (_DONE_IN_AREA if item.per == "area" else _HAVING).get(name, _HAVING[name])
    return f"{because}{tail}{item.name if name in ('has', 'missed') else ''}。"


def _unmet(item: PolicyItem, row: Any, on: date) -> Iterator[str]:
    """The conditions that do not hold, each with what stands on record instead."""
    wanted = list(conditions_of(item.rule))
    for place in row.unmet:
        leaf, _ = condition = wanted[int(place)]
        fact = fact_named(leaf["fact"])
        now = fact_word(item, fact, row, on) if fact.type != "bool" else ""
        yield f"不满足“{condition.words}”" + (f"（{now}）" if now else "")
    if row.excluded:
        yield "已有不得同享的待遇"


def _word(item: PolicyItem, fact: Fact, row: Any, on: date) -> str:
    """The fact as it stands for this row; of a judged one, the rule's own words."""
    if fact.judged:
        plain = "all" in item.rule or "fact" in item.rule
        leaf = next(leaf for leaf in leaves(item.rule) if leaf["fact"] == fact.key)
        return explain(leaf) if plain and row.entitled else ""
    return fact_word(item, fact, row, on)


def fact_word(item: PolicyItem, fact: Fact, row: Any, on: date) -> str:
    """The fact as it stands on the row, in words; empty where it is unknown."""
    value = _value(row, fact.path_from(subject_of(item)) if item.per != "area" else "")
    if value is None:
        return ""
    if fact.type == "age":
        return f"{_years(value, on)}岁"
    if fact.type == "bool":
        return fact.label if value else f"非“{fact.label}”"
    if fact.type == "set":
        return f"{fact.label}{'、'.join(fact.word_for(one) for one in value)}"
    return f"{fact.label}{fact.word_for(value)}"


def _value(row: Any, path: str) -> Any:
    value = row if path else None
    for step in path.split("__") if path else ():
        if value is None:
            return None
        value = _loaded(value, step)
    return value


def _loaded(row: Any, step: str) -> Any:
    """What was read with the row; nothing is fetched one by one for a list."""
    field = row._meta.get_field(step)
    if field.is_relation and not field.is_cached(row):
        return None
    return getattr(row, step, None)


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
