"""What makes a rule unusable, said before it is saved or loaded."""

from __future__ import annotations

from typing import Any

from foundation.policy.facts import Fact, Subject, UnknownFact, fact_named, usable_by

OPS = {
    "bool": ("is", "eq", "ne"),
    "int": ("eq", "ne", "gte", "lte", "gt", "lt", "in"),
    "age": ("eq", "ne", "gte", "lte", "gt", "lt", "in"),
    "choice": ("is", "eq", "ne", "in"),
    "set": ("contains",),
}
_NODES = ("all", "any", "not", "always", "fact")
_SUBJECTS = {"person": "个人", "household": "户", "area": "区域"}
_DEEPEST = 12


class UnableToUse(Exception):
    """The rule cannot be used; the message says why."""


def validate(rule: Any, *, subject: Subject = "person") -> None:
    """Raises :class:`UnableToUse` unless every node, fact, comparison and value of the rule is known."""
    _checked(rule, subject, 0)


def _checked(rule: Any, subject: Subject, depth: int) -> None:
    if not isinstance(rule, dict):
        raise UnableToUse("条件应由“全部满足”“任一满足”“不满足”或一项具体条件组成。")
    if depth > _DEEPEST:
        raise UnableToUse(f"条件嵌套不能超过{_DEEPEST}层。")
    nodes = [node for node in _NODES if node in rule]
    if len(nodes) != 1:
        raise UnableToUse("每一处条件只能是“全部满足”“任一满足”“不满足”“全部对象”或一项具体条件之一。")
    if unknown := set(rule) - ({"fact", "op", "value"} if "fact" in rule else {nodes[0]}):
        raise UnableToUse(f"条件中有不认识的内容：{'、'.join(sorted(map(str, unknown)))}。")
    if "fact" in rule:
        _leaf(rule, subject)
    elif "not" in rule:
        _checked(rule["not"], subject, depth + 1)
    elif "always" in rule:
        if rule["always"] is not True:
            raise UnableToUse("“全部对象”不能带其他取值。")
    else:
        parts = rule[nodes[0]]
        if not isinstance(parts, list) or not parts:
            raise UnableToUse("“全部满足”“任一满足”下至少要有一项条件。")
        for part in parts:
            _checked(part, subject, depth + 1)


def _leaf(rule: dict[str, Any], subject: Subject) -> None:
    try:
        fact = fact_named(rule["fact"])
    except UnknownFact as error:
        raise UnableToUse(str(error)) from None
    if fact not in usable_by(subject):
        raise UnableToUse(
            f"“{fact.label}”是{_SUBJECTS[fact.of]}的条件，不能用于按{_SUBJECTS[subject]}享受的项目。"
        )
    op, value = rule.get("op"), rule.get("value")
    if op not in OPS[fact.type]:
        raise UnableToUse(f"“{fact.label}”不能用“{op}”比较。")
    if op == "in" and (not isinstance(value, list) or not value):
        raise UnableToUse(f"“{fact.label}”后要列出至少一个可选值。")
    values: list[Any] = list(value or ()) if op == "in" else [value]
    for one in values:
        _value(fact, one)


def _value(fact: Fact, value: Any) -> None:
    if fact.type == "bool":
        valid = isinstance(value, bool)
    elif fact.type == "age":
        valid = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 130
    elif fact.type == "int" and not fact.choices:
        valid = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 9999
    else:
        valid = not isinstance(value, bool) and isinstance(value, (int, str)) and value in fact.choices
    if not valid:
        raise UnableToUse(f"“{fact.label}”不能取“{value}”。")
