"""What the roster pages show, in words: counts, rows with their reasons, changes old → new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from foundation.jobs.models import Run
from households.models import RosterFile, RosterRow
from households.roster.columns import Layout
from households.roster.deciding_sql import asked_about
from households.roster.kinds import roster_kind, roster_kinds
from households.roster.words import change_words, title_of

PAGE = 50
Verdict = RosterRow.Verdict
LEVELS = {
    Verdict.NEW: "ok",
    Verdict.CHANGED: "info",
    Verdict.UNCHANGED: "quiet",
    Verdict.WRONG: "danger",
    Verdict.HELD: "attention",
    Verdict.AMBIGUOUS: "attention",
    Verdict.UNKNOWN: "warning",
    Verdict.ELSEWHERE: "warning",
    Verdict.SKIPPED: "quiet",
    Verdict.BLANK: "quiet",
}
_MERGED = {RosterFile.State.CHECKED, RosterFile.State.MERGED}
_DECIDABLE = {Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.SKIPPED}
_STATE_LEVELS = {"uploaded": "info", "checked": "attention", "merged": "ok", "refused": "danger"}


@dataclass(frozen=True)
class Tag:
    """A cell of components/table.html with a status or a link."""

    text: str
    level: str = ""
    url: str = ""


@dataclass(frozen=True)
class Figure:
    """A count with the link to its rows."""

    word: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class RowLine:
    """A row of the preview: where it stands, its verdict, what is said about it."""

    where: str
    verdict: str
    level: str
    said: list[str]
    household_id: int | None
    decide_url: str = ""
    answer_url: str = ""


@dataclass(frozen=True)
class RosterPage:
    """Everything that the page of one roster shows."""

    figures: list[Figure]
    rows: list[RowLine]
    heading: str
    elsewhere: bool
    kinds: list[Figure]
    next_url: str
    first_url: str
    run: Run | None
    last_run: Run | None
    can_confirm: bool
    can_discard: bool
    can_undo: bool
    has_wrong_rows: bool
    sheets: list[dict[str, Any]]
    skipped: list[dict[str, Any]]
    counts: dict[str, Any]
    trail: list[tuple[str, str]]
    acts: bool

    @classmethod
    def of(
        cls, roster: RosterFile, rows: QuerySet[RosterRow], verdict: str, after: str, about: str = ""
    ) -> RosterPage:
        verdict = verdict if verdict in Verdict.values else _first_choice(roster)
        run = roster.undo_run or roster.merge_run or roster.check_run
        if roster.return_run and roster.return_run.state != Run.State.DONE:
            run = roster.return_run
        live = bool(run and run.is_live)
        shown, more = rows_page(rows.filter(changes__has_key=about) if about else rows, verdict, after)
        answered = _answered(roster, shown)
        here = reverse("rosters:detail", args=[roster.pk])
        kept = {"verdict": verdict} | ({"about": about} if about else {})
        sheets = roster.mapping.get("sheets", [])
        open_states = {RosterFile.State.UPLOADED, RosterFile.State.CHECKED, RosterFile.State.REFUSED}
        checked = roster.state == RosterFile.State.CHECKED
        layout = roster_kind(roster.kind).layout_for(roster.options)
        decides = roster_kind(roster.kind).steps.decides
        return cls(
            figures=_figures(roster, here, verdict),
            rows=[
                row_line(row, layout, checked and decides and not live, row.pk in answered) for row in shown
            ],
            heading=str(Verdict(verdict).label) + (f"（{title_of(layout, about)}）" if about else ""),
            elsewhere=verdict == Verdict.ELSEWHERE,
            kinds=_kinds(roster, here, layout) if checked and decides else [],
            next_url=f"{here}?{urlencode(kept | {'after': more})}#rows" if more else "",
            first_url=f"{here}?{urlencode(kept)}#rows" if after else "",
            run=run if run and (live or run.state != Run.State.DONE) else None,
            last_run=run,
            can_confirm=checked and not live and bool(roster.counts.get("accepted")),
            can_discard=roster.state in open_states and not live,
            can_undo=roster.merge_run is not None and not live and roster.state in _MERGED,
            has_wrong_rows=bool(roster.counts.get("rejected") and roster.stored_as),
            sheets=_alike([sheet for sheet in sheets if "columns" in sheet]),
            skipped=[sheet for sheet in sheets if "skipped" in sheet],
            counts=roster.counts,
            trail=[("花名册导入", reverse("rosters:list"))],
            acts=checked and decides and not live,
        )


def _alike(sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sheets with the same columns are shown once: the first with its samples, the others by name."""
    groups: dict[tuple[Any, ...], dict[str, Any]] = {}
    for sheet in sheets:
        key = tuple((column["letter"], column["label"], column["title"]) for column in sheet["columns"])
        group = groups.setdefault(key, sheet | {"others": [], "rows": 0, "set_aside": 0, "blank": 0})
        if group["name"] != sheet["name"]:
            group["others"].append(sheet["name"])
        for figure in ("rows", "set_aside", "blank"):
            group[figure] += sheet.get(figure, 0)
    return list(groups.values())


def _first_choice(roster: RosterFile) -> str:
    """What the clerk has to look at comes first."""
    order = (
        Verdict.WRONG,
        Verdict.AMBIGUOUS,
        Verdict.UNKNOWN,
        Verdict.ELSEWHERE,
        Verdict.CHANGED,
        Verdict.NEW,
    )
    return next((verdict.value for verdict in order if roster.counts.get(verdict.value)), Verdict.NEW.value)


def _figures(roster: RosterFile, here: str, current: str) -> list[Figure]:
    if not roster.counts:
        return []
    return [
        Figure(
            str(verdict.label),
            roster.counts.get(verdict.value, 0),
            f"{here}?{urlencode({'verdict': verdict.value})}#rows",
            verdict.value == current,
        )
        for verdict in Verdict
    ]


def _kinds(roster: RosterFile, here: str, layout: Layout) -> list[Figure]:
    """Each column in which rows differ, with the link to these rows."""
    return [
        Figure(
            title_of(layout, key),
            count,
            f"{here}?{urlencode({'verdict': 'changed', 'about': key})}#rows",
            False,
        )
        for key, count in asked_about(roster.pk)
    ]


def cursor_of(after: str) -> int:
    """The key in an address, from which a page goes on; 0 is the first page."""
    return int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0


def rows_page(rows: QuerySet[RosterRow], verdict: str, after: str) -> tuple[list[RosterRow], int | None]:
    rows = rows.filter(verdict=verdict).defer("sealed_cells").order_by("pk")
    rows = rows.filter(pk__gt=cursor_of(after))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def _answered(roster: RosterFile, rows: list[RosterRow]) -> set[int]:
    """Which of them wait for a word on who is meant, or have one."""
    places = {(row.sheet, row.row_number): row.pk for row in rows}
    said = roster.decisions.filter(
        answer__in=["same", "other"], row_number__in=[row.row_number for row in rows]
    ).values_list("sheet", "row_number")
    waiting = {row.pk for row in rows if row.verdict == Verdict.AMBIGUOUS}
    return waiting | {places[place] for place in said if place in places}


def row_line(row: RosterRow, layout: Layout, open_: bool, answerable: bool = False) -> RowLine:
    said = [_reason(reason) for reason in row.reasons]
    if row.taken_back:
        said.append(str(RosterRow.TakenBack(row.taken_back).label))
    said += [change_words(layout, key, *pair) for key, pair in row.changes.items()]
    verdict = Verdict(row.verdict)
    return RowLine(
        f"{row.sheet} 第{row.row_number}行",
        str(verdict.label),
        LEVELS[verdict],
        said,
        row.household_id,
        reverse("rosters:decide_row", args=[row.roster_id, row.pk])
        if open_ and verdict in _DECIDABLE
        else "",
        reverse("rosters:answer_row", args=[row.roster_id, row.pk]) if open_ and answerable else "",
    )


def _reason(reason: dict[str, Any]) -> str:
    where = " ".join(part for part in (reason.get("cell", ""), reason.get("column", "")) if part)
    value = f"“{reason['value']}”" if reason.get("value") else ""
    lead = f"{where}{value}:" if where or value else ""
    return f"{'提示 ' if reason.get('note') else ''}{lead}{reason['reason']}"


def roster_rows(rosters: Any) -> list[list[Any]]:
    """The list of rosters as rows of components/table.html."""
    lines = []
    titles = {kind.code: kind.title for kind in roster_kinds()}
    for roster in rosters:
        url = reverse("rosters:detail", args=[roster.pk])
        sent = timezone.localtime(roster.created_at).strftime("%Y-%m-%d %H:%M")
        level = _STATE_LEVELS.get(roster.state, "quiet")
        result = _short(roster.counts)
        lines.append(
            [
                Tag(roster.file_name, url=url),
                titles.get(roster.kind, roster.kind),
                sent,
                str(roster.created_by or ""),
                Tag(roster.get_state_display(), level),
                result or "—",
            ]
        )
    return lines


def _short(counts: dict[str, Any]) -> str:
    words = (
        ("rows", "共"),
        ("new", "新增"),
        ("changed", "变更"),
        ("unchanged", "无变化"),
        ("rejected", "待改"),
    )
    return " ".join(f"{word}{counts[key]}" for key, word in words if counts.get(key))
