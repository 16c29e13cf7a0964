"""The registry of facts that rules may name. Each app declares its own, from ``AppConfig.ready``.

A fact says where its value stands as a lookup path from the row that a rule is
judged on: for a person's rule the person's row of facts, for a household's rule
the household's. A fact without a path is declared but not yet entered: unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Subject = Literal["person", "household", "area"]
FactType = Literal["bool", "int", "choice", "set", "age"]

# (records, subject) → the condition on the subject's row of facts that it has one of them.
Holds = Callable[[Any, str], Any]
# (subject, fact key, items that count, value, on, how records are asked) → a condition on the subject's row.
StatementCondition = Callable[[Subject, "Fact", tuple[str, ...], bool, date, Holds | None], Any]
# (subject, on) → a condition that is always yes or no, such as a pairing in force on the day.
Existence = Callable[[Subject, date], Any]


class UnknownFact(LookupError):
    """A rule names a fact that nobody declared."""


@dataclass(frozen=True)
class Fact:
    key: str
    label: str
    of: Subject
    type: FactType = "bool"
    # "closed": no record means no; "open": unknown. The refresh of the rows of facts holds to it.
    absence: Literal["open", "closed"] = "open"
    # Judged facts are dated statements (with per_item: about one item), never columns.
    judged: bool = False
    per_item: bool = False
    choices: dict[Any, str] = field(default_factory=dict, hash=False)
    # From the subject's own row of facts; from a person's row, for facts of households and areas.
    path: str = ""
    person_path: str = ""
    # The last day on which a recorded "yes" holds (null: without end).
    until: str = ""
    # A fact that follows from others, by a rule of its own.
    rule: dict[str, Any] | None = field(default=None, hash=False)
    exists: Existence | None = field(default=None, hash=False)
    source: str = ""
    closed_by: str = ""
    gloss: str = ""

    def path_from(self, subject: Subject) -> str:
        """A household's row of facts also holds the flags of the area it lies in."""
        if subject == self.of or (subject, self.of) == ("household", "area"):
            return self.path
        return self.person_path if subject == "person" else ""

    def word_for(self, value: Any) -> str:
        return self.choices.get(value, str(value))


_FACTS: dict[str, Fact] = {}
_statements: StatementCondition | None = None


def register_fact(fact: Fact) -> None:
    if fact.key in _FACTS and _FACTS[fact.key] != fact:
        raise ValueError(f"The fact {fact.key} is declared twice.")
    _FACTS[fact.key] = fact


def register_facts(facts: Iterable[Fact]) -> None:
    for fact in facts:
        register_fact(fact)


def register_statements(condition: StatementCondition) -> None:
    """Called by the registry's app: how a dated statement in force becomes a condition."""
    global _statements
    _statements = condition


def statement(
    subject: Subject, fact: Fact, items: tuple[str, ...], value: bool, on: date, holds: Holds | None = None
) -> Any:
    if _statements is None:
        raise RuntimeError("No app has registered how statements are looked up.")
    return _statements(subject, fact, items, value, on, holds)


def fact_named(key: str) -> Fact:
    try:
        return _FACTS[key]
    except KeyError:
        raise UnknownFact(f"没有名为“{key}”的条件。") from None


def all_facts() -> list[Fact]:
    return list(_FACTS.values())


def usable_by(subject: Subject) -> list[Fact]:
    """A person's rule may also use facts of the household and the area, a household's those of the area."""
    levels: dict[Subject, tuple[Subject, ...]] = {
        "person": ("person", "household", "area"),
        "household": ("household", "area"),
        "area": ("area",),
    }
    return [fact for fact in _FACTS.values() if fact.of in levels[subject]]
