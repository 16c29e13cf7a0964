"""What a township is shown of the county's files: its rows, by what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from households.models import RosterRow
from households.roster.kinds import roster_kind, roster_kinds
from households.roster.parts import FileFromAbove
from households.roster.presenters import Figure, RowLine, Tag, Verdict, row_line, rows_page


@dataclass(frozen=True)
class PartPage:
    """The rows of a file from above that lie in the scope."""

    figures: list[Figure]
    rows: list[RowLine]
    heading: str
    next_url: str
    first_url: str

    @classmethod
    def of(cls, part: FileFromAbove, rows: QuerySet[RosterRow], verdict: str, after: str) -> PartPage:
        present = [one for one in Verdict if part.counts[one.value]]
        verdict = verdict if verdict in Verdict.values else present[0].value
        here = reverse("rosters:from_above", args=[part.roster_id])
        shown, more = rows_page(rows, verdict, after)
        layout = roster_kind(part.kind).layout_for(part.options)
        kept = {"verdict": verdict}
        return cls(
            [
                Figure(str(one.label), part.counts[one.value], _at(here, one), one.value == verdict)
                for one in present
            ],
            [row_line(row, layout, open_=False) for row in shown],
            str(Verdict(verdict).label),
            f"{here}?{urlencode(kept | {'after': more})}#rows" if more else "",
            f"{here}?{urlencode(kept)}#rows" if after else "",
        )  # fmt: skip


def _at(here: str, verdict: Verdict) -> str:
    return f"{here}?{urlencode({'verdict': verdict.value})}#rows"


def part_rows(parts: list[FileFromAbove]) -> list[list[Any]]:
    """Files from above as rows of components/table.html."""
    titles = {kind.code: kind.title for kind in roster_kinds()}
    return [
        [
            Tag(part.file_name, url=reverse("rosters:from_above", args=[part.roster_id])),
            titles.get(part.kind, part.kind),
            part.merged_on,
            " ".join(f"{one.label}{part.counts[one.value]}" for one in Verdict if part.counts[one.value]),
        ]
        for part in parts
    ]
