"""A rule as a Chinese sentence, for whoever reads a list or a policy page."""

from __future__ import annotations

from typing import Any

from foundation.policy.facts import Fact, fact_named

_WORDS = {
    "gte": "{v}以上（含）",
    "lte": "{v}以下（含）",
    "gt": "超过{v}",
    "lt": "不满{v}",
    "eq": "为{v}",
    "is": "为{v}",
    "ne": "不为{v}",
}
# 1 is the heaviest level: 「≤ 2」 reads 「二级及以上(更重)」.
_LEVELS = {
    "lte": "{v}及更重",
    "gte": "{v}及更轻",
    "lt": "重于{v}",
    "gt": "轻于{v}",
}


def explain(rule: dict[str, Any]) -> str:
    """``残疾人、且建档立卡户、且年龄15岁以上(含)``."""
    if not rule or rule.get("always"):
        return "本项目范围内的全部对象"
    return _said(rule, inside="")


def _said(rule: dict[str, Any], *, inside: str) -> str:
    if "fact" in rule:
        return _leaf(fact_named(rule["fact"]), rule["op"], rule.get("value"))
    if rule.get("always"):
        return "全部对象"
    if "not" in rule:
        return _not(rule["not"])
    word = "all" if "all" in rule else "any"
    joined = ("、且" if word == "all" else "、或").join(_said(part, inside=word) for part in rule[word])
    return f"（{joined}）" if inside and inside != word and len(rule[word]) > 1 else joined


def _not(rule: dict[str, Any]) -> str:
    if "fact" in rule and fact_named(rule["fact"]).type == "bool":
        opposite = {**rule, "op": "is", "value": not _true(rule)}
        return _said(opposite, inside="")
    return f"不符合（{_said(rule, inside='')}）"


def _true(leaf: dict[str, Any]) -> bool:
    positive: bool = leaf["op"] != "ne"
    return bool(leaf.get("value")) == positive


def _leaf(fact: Fact, op: str, value: Any) -> str:
    if fact.type == "bool":
        return fact.label if bool(value) == (op != "ne") else f"非“{fact.label}”"
    if op == "in":
        return f"{fact.label}为{'或'.join(fact.word_for(one) for one in value)}"
    if op == "contains":
        return f"{fact.label}包含{fact.word_for(value)}"
    word = f"{value}岁" if fact.type == "age" else fact.word_for(value)
    wording = _LEVELS if fact.key == "disability_level" and op in _LEVELS else _WORDS
    return f"{fact.label}{wording[op].format(v=word)}"
