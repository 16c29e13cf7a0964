"""Two frozen ledgers of one area against each other: who came, who went, whose row changed and in what."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from assessment.ledgers.comparing_sql import PAGE, SIZES, fetch
from assessment.ledgers.differing import FIELDS
from assessment.ledgers.lines import people_words
from assessment.models import Ledger, LedgerEntry
from foundation.areas.codes import CodeRange, code_range
from foundation.areas.scope import Scope
from households.finding.files import written

SETS = {
    "different": "两期都有，内容不同",
    "only_new": "只在后一期",
    "only_old": "只在前一期",
    "both": "两期都有，相同",
}
LABELS = {field.key: field.label for field in FIELDS}
MOST_EXPORTED = 5_000
_HEADINGS = [
    "比对结果",
    "乡镇",
    "村（社区）",
    "户编号",
    "户主",
    "残疾人",
    "变化项目",
    "变化（前一期 → 后一期）",
]


class UnableToExportComparison(Exception):
    """Too much at once; the message is ready for the user."""


@dataclass(frozen=True)
class Pair:
    """The earlier and the later ledger, and the part of their area that is looked at."""

    old: Ledger
    new: Ledger
    bounds: CodeRange

    @property
    def values(self) -> dict[str, Any]:
        return {"old": self.old.pk, "new": self.new.pk, "lo": self.bounds.lo, "hi": self.bounds.hi}


@dataclass(frozen=True)
class Line:
    """A household: the later row where there is one, and what changed in words."""

    household_id: int
    area_code: int
    content: dict[str, Any]
    fields: list[str]
    changes: list[str]


def comparable(ledger: Ledger, scope: Scope) -> Any:
    """Other frozen ledgers of the same area, the newest day first."""
    rows = scope.rows(Ledger).frozen().filter(area_code=ledger.area_code).exclude(pk=ledger.pk)
    return rows.order_by("-as_of", "-pk")


def pair_of(first: Ledger, second: Ledger, *, scope: Scope, part: int | None = None) -> Pair:
    """In order of their days; ``part``: only this township or village of the area."""
    old, new = sorted((first, second), key=lambda one: (one.as_of, one.pk))
    bounds, wanted = code_range(new.area_code), code_range(part or new.area_code)
    seen = scope.range or bounds
    return Pair(old, new, CodeRange(max(bounds.lo, wanted.lo, seen.lo), min(bounds.hi, wanted.hi, seen.hi)))


def sizes(pair: Pair) -> tuple[dict[str, int], dict[str, int]]:
    """Households to a set, and changed ones to a field (a household may stand under several)."""
    found = fetch(SIZES, pair.values)
    sets = dict.fromkeys(SETS, 0) | {key: int(n) for what, key, n in found if what == "set"}
    fields = {key: int(n) for what, key, n in found if what == "field"}
    return sets, {key: fields[key] for key in LABELS if key in fields}


def lines_of(
    pair: Pair, which: str, *, field: str, scope: Scope, after: tuple[int, int], most: int
) -> list[Line]:
    """The households of one set behind ``after`` (area, household)."""
    asked = {"which": which, "field": field or None, "after_area": after[0], "after": after[1], "most": most}
    found = fetch(PAGE, pair.values | asked)
    keys = [key for row in found for key in (row[2], row[3]) if key]
    content = dict(scope.rows(LedgerEntry).filter(pk__in=keys).values_list("pk", "content"))
    return [
        _line(home, area, content.get(old), content.get(new), changed)
        for home, area, old, new, changed in found
        if old in content or new in content
    ]


def _line(
    home: int, area: int, before: dict[str, Any] | None, after: dict[str, Any] | None, changed: list[str]
) -> Line:
    words = []
    if before and after:
        words = [word for one in FIELDS if one.key in changed for word in one.words(before, after)]
    return Line(home, area, after or before or {}, [LABELS[key] for key in changed], words)


@dataclass(frozen=True)
class ExportedComparison:
    content: bytes
    rows: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def export(pair: Pair, which: str, *, field: str, scope: Scope) -> ExportedComparison:
    """The set as a workbook: every household once, numbers of persons masked."""
    found = lines_of(pair, which, field=field, scope=scope, after=(0, 0), most=MOST_EXPORTED + 1)
    if len(found) > MOST_EXPORTED:
        raise UnableToExportComparison(f"超过{MOST_EXPORTED}户，一次导不完；请选择乡镇或变化项目后分次导出。")
    people = people_words([line.content for line in found])
    rows = [
        [
            SETS[which], line.content["township"], line.content["village"], line.content["number"],
            line.content["head"], words, "、".join(line.fields), "；".join(line.changes),
        ]
        for line, words in zip(found, people, strict=True)
    ]  # fmt: skip
    return ExportedComparison(written("xlsx", _HEADINGS, rows), len(rows))
