"""What of a merged roster concerns each village, and what a township is shown of the county's files."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count

from foundation.areas.scope import Scope
from households.models import RosterFile, RosterPart, RosterRow

_MOST_FILES = 50


def tell_parts(roster: RosterFile, *, on: date) -> None:
    """One part to a village that has rows in it; told again, the counts are the latest."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    sheets: dict[int, set[str]] = defaultdict(set)
    rows = RosterRow.objects.filter(roster=roster).exclude(area_code=roster.area_code).order_by()
    for area, sheet, verdict, count in rows.values_list("area_code", "sheet", "verdict").annotate(
        n=Count("pk")
    ):
        counts[area][verdict] += count
        sheets[area].add(sheet)
    titles = columns_taken(roster)
    RosterPart.objects.bulk_create(
        [
            RosterPart(
                roster=roster, area_code=area, imported_for=roster.area_code, file_name=roster.file_name,
                kind=roster.kind, options=roster.options, merged_on=on, counts=dict(found),
                columns={sheet: titles.get(sheet, []) for sheet in sorted(sheets[area])},
            )
            for area, found in sorted(counts.items())
        ],
        update_conflicts=True, unique_fields=["roster", "area_code"], update_fields=["counts", "columns"],
    )  # fmt: skip


def columns_taken(roster: RosterFile) -> dict[str, list[str]]:
    """Of each sheet the titles of the columns that were taken in."""
    return {
        sheet["name"][:60]: [column["title"] for column in sheet.get("columns", ()) if column["used"]]
        for sheet in roster.mapping.get("sheets", ())
    }


@dataclass
class FileFromAbove:
    """A file imported for a wider area, as far as it concerns the scope."""

    roster_id: int
    file_name: str
    kind: str
    options: dict[str, Any]
    merged_on: date
    counts: Counter[str] = field(default_factory=Counter)


def files_from_above(scope: Scope, roster_id: int | None = None) -> list[FileFromAbove]:
    """The latest first; of the parts within the scope, those whose file lies above it."""
    if scope.range is None:
        return []
    parts = scope.rows(RosterPart).exclude(imported_for__gte=scope.range.lo, imported_for__lte=scope.range.hi)
    if roster_id is not None:
        parts = parts.filter(roster_id=roster_id)
    keys = list(parts.order_by("-roster_id").values_list("roster_id", flat=True).distinct()[:_MOST_FILES])
    found: dict[int, FileFromAbove] = {}
    for part in parts.filter(roster_id__in=keys).order_by("-roster_id"):
        told = (part.roster_id, part.file_name, part.kind, part.options, part.merged_on)
        found.setdefault(part.roster_id, FileFromAbove(*told)).counts.update(part.counts)
    return list(found.values())
