"""The rule language: a small tree over named facts, compiled to a pair of conditions.

``{"all": […]}``, ``{"any": […]}``, ``{"not": …}``, ``{"always": true}``, or a leaf
``{"fact": "age", "op": "gte", "value": 15}``. A rule compiles to (yes, no); what is in
neither cannot be judged, and its missing facts are the leaves that are in neither. A
tree is never negated: the negation of a condition over nulls would count the unknown as no.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Func, Q, Value, When

from foundation.policy.explaining import explain
from foundation.policy.facts import Fact, Holds, Subject, fact_named
from foundation.policy.leaves import leaf_pair
from foundation.policy.validating import UnableToUse, validate

Rule = dict[str, Any]
Items = str | Sequence[str]


class Pair(NamedTuple):
    """Who surely meets the rule, and who surely does not."""

    yes: Q
    no: Q


# Plain Q() would vanish from an OR; these stand.
_EVERYBODY, _NOBODY = Q(pk__isnull=False), Q(pk__in=())


def compile_rule(
    rule: Rule, *, on: date, subject: Subject, item: Items = "", holds: Holds | None = None
) -> Pair:
    """The pair of conditions on the subject's row of facts (areas: on the divisions themselves).

    ``item`` is the item (or the items) whose statements count for facts that are judged per item.
    ``holds``: how a row is asked for a statement, where not by reading the statements themselves.
    """
    items = (item,) if isinstance(item, str) else tuple(item)
    return _compiled(rule, on, subject, items, holds)


def _compiled(rule: Rule, on: date, subject: Subject, items: tuple[str, ...], holds: Holds | None) -> Pair:
    if not rule or rule.get("always"):
        return Pair(_EVERYBODY, _NOBODY)
    if "not" in rule:
        yes, no = _compiled(rule["not"], on, subject, items, holds)
        return Pair(no, yes)
    if "all" in rule or "any" in rule:
        pairs = [_compiled(part, on, subject, items, holds) for part in rule.get("all") or rule["any"]]
        both = Q(*(pair.yes for pair in pairs)), Q(*(pair.no for pair in pairs))
        either = _any(pair.yes for pair in pairs), _any(pair.no for pair in pairs)
        return Pair(both[0], either[1]) if "all" in rule else Pair(either[0], both[1])
    fact = fact_named(rule["fact"])
    if fact.rule is not None:
        yes, no = _compiled(fact.rule, on, subject, items, holds)
        return Pair(yes, no) if _wants_true(rule) else Pair(no, yes)
    op, value = rule["op"], rule.get("value")
    return Pair(*leaf_pair(fact, op, value, on=on, subject=subject, items=items, holds=holds))


def _wants_true(leaf: Rule) -> bool:
    positive: bool = leaf["op"] != "ne"
    return bool(leaf.get("value")) == positive


def _any(conditions: Iterator[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found


def leaves(rule: Rule) -> Iterator[Rule]:
    """The leaves of the tree; of a fact that follows from others, the leaves of its own rule."""
    for part in (*rule.get("all", ()), *rule.get("any", ())):
        yield from leaves(part)
    if "not" in rule:
        yield from leaves(rule["not"])
    if "fact" in rule:
        own = fact_named(rule["fact"]).rule
        if own is not None:
            yield from leaves(own)
        else:
            yield rule


class Wanted(NamedTuple):
    """A condition at the end of the tree, and whether it has to hold or must not."""

    leaf: Rule
    holds: bool

    @property
    def words(self) -> str:
        return explain(self.leaf if self.holds else {"not": self.leaf})


def conditions_of(rule: Rule, holds: bool = True) -> Iterator[Wanted]:
    """Every leaf in the order of the text, with the negations above it taken in."""
    for part in (*rule.get("all", ()), *rule.get("any", ())):
        yield from conditions_of(part, holds)
    if "not" in rule:
        yield from conditions_of(rule["not"], not holds)
    if "fact" in rule:
        own = fact_named(rule["fact"]).rule
        if own is not None:
            yield from conditions_of(own, holds == _wants_true(rule))
        else:
            yield Wanted(rule, holds)


def facts_in(rule: Rule) -> list[Fact]:
    """The facts a rule rests on, each once, in the order of the text."""
    return [fact_named(key) for key in dict.fromkeys(leaf["fact"] for leaf in leaves(rule))]


class _KnownOnly(Func):
    function = "array_remove"
    template = "%(function)s(array[%(expressions)s]::text[], null)"
    output_field = ArrayField(models.CharField())


def missing_facts(rule: Rule, *, on: date, subject: Subject, item: Items = "") -> models.Expression:
    """An annotation: the keys of the rule's facts that are unknown for the row; ``labels_of`` words them.

    ``rows.annotate(missing=missing_facts(rule, on=on, subject="person"))``.
    """
    columns = []
    for fact in facts_in(rule):
        leaf = next(one for one in leaves(rule) if one["fact"] == fact.key)
        pair = compile_rule(leaf, on=on, subject=subject, item=item)
        columns.append(
            Case(
                When(pair.yes, then=Value(None)),
                When(pair.no, then=Value(None)),
                default=Value(fact.key),
                output_field=models.CharField(null=True),
            )
        )
    return _array(columns)


def unmet_conditions(rule: Rule, *, on: date, subject: Subject, item: Items = "") -> models.Expression:
    """An annotation: the places (as text) among ``conditions_of`` of those that surely do not hold."""
    columns = []
    for place, (leaf, holds) in enumerate(conditions_of(rule)):
        pair = compile_rule(leaf, on=on, subject=subject, item=item)
        fails = pair.no if holds else pair.yes
        columns.append(
            Case(When(fails, then=Value(str(place))), default=None, output_field=models.CharField(null=True))
        )
    return _array(columns)


def _array(columns: list[Case]) -> models.Expression:
    return _KnownOnly(*columns) if columns else Value([], output_field=ArrayField(models.CharField()))


def labels_of(keys: Sequence[str]) -> list[str]:
    return [fact_named(key).label for key in keys]


class Condition(NamedTuple):
    """One condition of a rule for one row: true, false, or None where it cannot be judged."""

    key: str
    words: str
    holds: bool | None


def judge_one(
    rule: Rule, rows: models.QuerySet[Any], *, on: date, subject: Subject, item: Items = ""
) -> tuple[bool | None, list[Condition]]:
    """The verdict on the one row in ``rows`` (a person's or household's facts), and on every condition."""
    parts = [rule, *leaves(rule)]
    pairs = [compile_rule(part, on=on, subject=subject, item=item) for part in parts]
    columns = {f"verdict_{place}": _verdict(pair) for place, pair in enumerate(pairs)}
    row = rows.annotate(**columns).values_list(*columns).get()
    found = [
        Condition(part["fact"], explain(part), holds) for part, holds in zip(parts[1:], row[1:], strict=True)
    ]
    return row[0], found


def _verdict(pair: Pair) -> Case:
    return Case(
        When(pair.yes, then=Value(True)),
        When(pair.no, then=Value(False)),
        default=Value(None),
        output_field=models.BooleanField(null=True),
    )


__all__ = [
    "Condition",
    "Pair",
    "UnableToUse",
    "Wanted",
    "compile_rule",
    "conditions_of",
    "explain",
    "facts_in",
    "judge_one",
    "labels_of",
    "leaves",
    "missing_facts",
    "unmet_conditions",
    "validate",
]
