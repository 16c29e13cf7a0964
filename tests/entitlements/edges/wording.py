"""The words of the table: conditions as the plans say them, and the subjects on either side of each.

``Words`` are changes to an ordinary subject: a registered household with one member whose
certificate says first level (a county's are its flags). ``judged`` are statements, ``records``
benefits held, ``village`` one of those in ``people.VILLAGES``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Words = dict[str, Any]
CN, GZ = ("cn-2016",), ("gz-2017",)
BOTH = (*CN, *GZ)


@dataclass(frozen=True)
class Condition:
    """One condition of a rule, in the words of the page, with a subject on either side of its edge.

    ``shown``: what the page tells of the one inside and of the one outside, where there is a value;
    ``missing``: what it asks for, of the one who cannot be judged.
    """

    says: str
    inside: Words
    outside: Words
    unknown: Words | None = None
    shown: tuple[str, str] = ("", "")
    missing: str = ""


@dataclass(frozen=True)
class Told:
    """A subject, and what the page must tell of it: conditions not met, words of the explanation."""

    words: Words
    unmet: tuple[str, ...] = ()
    shown: str = ""


@dataclass(frozen=True)
class Edge:
    slug: str
    says: frozenset[str]
    insides: list[Told]
    outsides: list[Told]
    unknowns: list[Told] = field(default_factory=list)
    kind: str = "benefit"
    plans: tuple[str, ...] = BOTH


def mixed(inside: Words, change: Words) -> Words:
    """The change on top of the inside; what is nested is mixed as well."""
    found = {**inside, **change}
    for key in ("home", "judged"):
        if key in inside and key in change:
            found[key] = {**inside[key], **change[key]}
    return found


def edge(slug: str, *conditions: Condition, kind: str = "benefit", plans: tuple[str, ...] = BOTH) -> Edge:
    """All of the conditions together: outside is who fails one of them and meets the others."""
    base: Words = {}
    for one in conditions:
        base = mixed(base, one.inside)
    return Edge(
        slug,
        frozenset(one.says for one in conditions if one.says),
        [Told(mixed(base, one.inside), shown=one.shown[0]) for one in conditions] or [Told({})],
        [Told(mixed(base, one.outside), (one.says,) if one.says else (), one.shown[1]) for one in conditions],
        [
            Told(mixed(base, one.unknown), shown=one.missing or one.says.removeprefix("非").strip("“”"))
            for one in conditions
            if one.unknown is not None
        ],
        kind,
        plans,
    )


def born(day: str) -> Words:
    return {"born_on": date.fromisoformat(day)}


def said(**facts: bool | None) -> Words:
    return {"judged": facts}


def home(**columns: Any) -> Words:
    return {"home": columns}


def judged(fact: str, says: str) -> Condition:
    """What somebody has to judge: stated, stated to the contrary, not stated."""
    return Condition(says, said(**{fact: True}), said(**{fact: False}), said(**{fact: None}))


def surveyed(column: str, says: str, *, of: str = "person") -> Condition:
    """What a survey asks: yes, no, not asked yet."""
    words = [{column: value} for value in (True, False, None)]
    inside, outside, unknown = [home(**one) if of == "household" else one for one in words]
    return Condition(says, inside, outside, unknown)


def at_least(years: int) -> Condition:
    """On 30 June 2018: the birthday is today, or tomorrow."""
    inside, outside = born(f"{2018 - years}-06-30"), born(f"{2018 - years}-07-01")
    return Condition(f"年龄{years}岁以上（含）", inside, outside, shown=(f"{years}岁", f"{years - 1}岁"))


def at_most(years: int) -> Condition:
    inside, outside = born(f"{2017 - years}-07-01"), born(f"{2017 - years}-06-30")
    return Condition(f"年龄{years}岁以下（含）", inside, outside, shown=(f"{years}岁", f"{years + 1}岁"))


def under(years: int) -> Condition:
    inside, outside = born(f"{2018 - years}-07-01"), born(f"{2018 - years}-06-30")
    return Condition(f"年龄不满{years}岁", inside, outside, shown=(f"{years - 1}岁", f"{years}岁"))


def at_school(says: str, inside: tuple[str, str], outside: tuple[str, str]) -> Condition:
    """Stages by key and word; one without a stage on record is unknown at an age of school."""
    return Condition(
        says,
        {"school_stage": inside[0]},
        {"school_stage": outside[0]},
        {"school_stage": "", **born("2001-01-01")},
        (f"在校阶段{inside[1]}", f"在校阶段{outside[1]}"),
        "在校阶段",
    )


DISABLED = Condition("残疾人", {}, {"level": None})
CERTIFIED = Condition("持有有效残疾人证", {}, {"level": None})
POOR = Condition("建档立卡户", home(poverty_status="identified"), home(poverty_status="none"))
DISABLED_AND_POOR = Condition("残疾人贫困户", {}, {"level": None})
SEVERE = Condition("残疾等级二级及更重", {"level": 2}, {"level": 3}, shown=("残疾等级二级", "残疾等级三级"))
LIFTED = Condition(
    "建档立卡状态为已脱贫",
    home(poverty_status="lifted", lifted_year=2017),
    home(poverty_status="identified"),
    shown=("", "建档立卡状态未脱贫"),
)
# 有就业能力: 16 to 59, with some ability to work.
EMPLOYABLE = (
    at_least(16),
    at_most(59),
    Condition(
        "劳动能力为技能劳动力或普通劳动力或弱劳动力或半劳动力",
        {"labour_ability": "weak", **born("1990-01-01")},
        {"labour_ability": "lost"},
        {"labour_ability": ""},
        ("劳动能力弱劳动力或半劳动力", "劳动能力丧失劳动力"),
        "劳动能力",
    ),
)
