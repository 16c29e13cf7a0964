"""On a household's file: which rows of which files it came from, and what each of them brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from foundation.accounts.roles import extent_of
from foundation.areas.scope import Scope
from households.models import Household, RosterRow
from households.panels import FilePanel, register_panel
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
    """The latest rows first; the rows of files that the asker may see."""
    rows = (
        scope.rows(RosterRow)
        .filter(household_id=household.pk, merged=True, verdict__in=["new", "changed"])
        .select_related("roster", "person")
        .defer("sealed_cells")
        .order_by("-pk")
    )
    opens = extent_of(scope.source.get("role"), "import_roster") == "yes"
    found = list(rows[: SHOWN + 1])
    return {"rows": [_origin(row, opens) for row in found[:SHOWN]], "more": len(found) > SHOWN}


def _origin(row: RosterRow, opens: bool) -> Origin:
    layout = roster_kind(row.roster.kind).layout_for(row.roster.options)
    if row.verdict == RosterRow.Verdict.NEW:
        brought = ["新登记:" + "、".join(_columns_of(row))]
    else:
        brought = [change_words(layout, key, *pair) for key, pair in row.changes.items()]
    return Origin(
        file=row.roster.file_name,
        where=f"{row.sheet}表 第{row.row_number}行",
        at=row.merged_at,
        about=row.person.name if row.person else "",
        brought=brought,
        fate=str(RosterRow.TakenBack(row.taken_back).label) if row.taken_back else "",
        url=reverse("rosters:detail", args=[row.roster_id]) if opens else "",
    )


def _columns_of(row: RosterRow) -> list[str]:
    """The columns of its sheet that were taken in."""
    for sheet in row.roster.mapping.get("sheets", ()):
        if sheet["name"][:60] == row.sheet:
            return [column["title"] for column in sheet.get("columns", ()) if column["used"]]
    return []


def declare() -> None:
    register_panel(FilePanel("imports", "来自名册", "see_history", "rosters/_panel.html", origins, order=95))
