"""On a household's file: which rows of which files it came from, and what each of them brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from foundation.accounts.roles import extent_of
from foundation.areas.scope import Scope
from households.file.panels import FilePanel, register_panel
from households.models import Household, RosterFile, RosterPart, RosterRow
from households.roster.kinds import roster_kind
from households.roster.words import change_words

SHOWN = 50


@dataclass(frozen=True)
class Origin:
    """A merged row of a file: where it stands, whom it is about, what it brought."""

    file: str
    where: str
    at: datetime | None
    about: str
    brought: list[str]
    fate: str
    url: str


def origins(scope: Scope, household: Household) -> dict[str, Any]:
    """The latest rows first, of whatever file: each row lies in its own village's scope."""
    rows = (
        scope.rows(RosterRow)
        .filter(household_id=household.pk, merged=True, verdict__in=["new", "changed"])
        .select_related("person")
        .defer("sealed_cells")
        .order_by("-pk")
    )
    opens = extent_of(scope.source.get("role"), "import_roster") == "yes"
    found = list(rows[: SHOWN + 1])
    files = {row.roster_id for row in found}
    parts = {
        (part.roster_id, part.area_code): part for part in scope.rows(RosterPart).filter(roster_id__in=files)
    }
    own = set(scope.rows(RosterFile).filter(pk__in=files).values_list("pk", flat=True)) if opens else set()
    shown = [
        _origin(row, parts[row.roster_id, row.area_code], own if opens else None)
        for row in found[:SHOWN]
        if (row.roster_id, row.area_code) in parts
    ]
    return {"rows": shown, "more": len(found) > SHOWN}


def _origin(row: RosterRow, part: RosterPart, own: set[int] | None) -> Origin:
    """``own``: the files that the asker opens; of the others her part. None: she opens no files."""
    layout = roster_kind(part.kind).layout_for(part.options)
    if row.verdict == RosterRow.Verdict.NEW:
        brought = ["新登记：" + "、".join(part.columns.get(row.sheet, []))]
    else:
        brought = [change_words(layout, key, *pair) for key, pair in row.changes.items()]
    return Origin(
        file=part.file_name,
        where=f"{row.sheet}表 第{row.row_number}行",
        at=row.merged_at,
        about=row.person.name if row.person else "",
        brought=brought,
        fate=str(RosterRow.TakenBack(row.taken_back).label) if row.taken_back else "",
        url="" if own is None else reverse(_page(row, own), args=[row.roster_id]),
    )


def _page(row: RosterRow, own: set[int]) -> str:
    return "rosters:detail" if row.roster_id in own else "rosters:from_above"


def declare() -> None:
    register_panel(FilePanel("imports", "来自名册", "see_history", "rosters/_panel.html", origins, order=95))
