"""A rule as the editor shows it: conditions in groups, and back again.

Two levels are enough for every item of both plans: the groups are joined by one word, the
conditions within a group by the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foundation.policy.facts import Fact, Subject, UnknownFact, fact_named, usable_by
from foundation.policy.validating import OPS

Rule = dict[str, Any]
OTHER = {"all": "any", "any": "all"}
JOINED = [("all", "各组条件都要满足（同组内满足任一条）"), ("any", "满足任一组即可（同组内都要满足）")]
OP_WORDS = {
    "is": "是",
    "eq": "等于",
    "ne": "不是",
    "gte": "大于或等于",
    "lte": "小于或等于",
    "gt": "大于",
    "lt": "小于",
    "in": "是其中之一",
    "contains": "包含",
}
# 1 is the heaviest level.
_LEVEL_WORDS = {"lte": "及更重", "gte": "及更轻", "lt": "更重于", "gt": "更轻于"}
_OF = {"person": "本人", "household": "家庭", "area": "所在区域"}


@dataclass(frozen=True)
class Row:
    """One condition; ``group`` from 1."""

    group: int
    leaf: Rule
    negated: bool = False


@dataclass(frozen=True)
class Rows:
    joined: str
    rows: list[Row]

    def rule(self) -> Rule:
        """The tree; no condition at all: everybody."""
        groups: dict[int, list[Rule]] = {}
        for row in sorted(self.rows, key=lambda row: row.group):
            groups.setdefault(row.group, []).append({"not": row.leaf} if row.negated else row.leaf)
        parts = [group[0] if len(group) == 1 else {OTHER[self.joined]: group} for group in groups.values()]
        if not parts:
            return {"always": True}
        return parts[0] if len(parts) == 1 else {self.joined: parts}


def rows_of(rule: Rule) -> Rows | None:
    """``None``: the rule is deeper than the editor shows."""
    if not rule or rule.get("always"):
        return Rows("all", [])
    single = _single(rule, 1)
    if single:
        return Rows("all", [single])
    if "not" in rule:
        return None
    word = "all" if "all" in rule else "any"
    found: list[Row] = []
    for group, part in enumerate(rule[word], start=1):
        alone = _single(part, group)
        inner = [alone] if alone else [_single(one, group) for one in part.get(OTHER[word], ())]
        if not inner or None in inner:
            return None
        found += [row for row in inner if row]
    return Rows(word, found)


def _single(part: Rule, group: int) -> Row | None:
    if "fact" in part:
        return Row(group, part)
    if "not" in part and "fact" in part["not"]:
        return Row(group, part["not"], negated=True)
    return None


def fact_choices(subject: Subject) -> list[tuple[str, list[tuple[str, str]]]]:
    """The declared facts that a rule of this level may use, by whose they are."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for fact in usable_by(subject):
        groups.setdefault(_OF[fact.of], []).append((fact.key, fact.label))
    return list(groups.items())


def declared(key: str) -> Fact | None:
    try:
        return fact_named(key)
    except UnknownFact:
        return None


def op_choices(fact: Fact) -> list[tuple[str, str]]:
    """The comparisons that fit; one of a kind where two say the same."""
    words = OP_WORDS | (_LEVEL_WORDS if fact.key == "disability_level" else {})
    if fact.type == "bool":
        return [("is", "是否")]
    ops = [op for op in OPS[fact.type] if op != "is"]
    if fact.type in ("int", "age") and not fact.choices:
        ops = [op for op in ops if op != "in"]
    return [(op, words[op]) for op in ops]
