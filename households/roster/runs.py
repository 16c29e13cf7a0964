"""The two background runs of a roster: its check (one piece) and its merge (chunk by chunk)."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Min

from foundation.areas.models import Area
from foundation.jobs.kinds import Progress, RunKind, UnableToRun
from foundation.jobs.models import Run
from households.duplicates.finding import find_around
from households.models import RosterFile, RosterRow
from households.models.rosters import REJECTED
from households.roster import sql, sql_merge
from households.roster.deciding import decide_again
from households.roster.intake import CHECK, MERGE, day_of, roster_of, summary
from households.roster.kinds import Asked, RosterKind, StagedLine, roster_kind
from households.roster.limits import limits_of
from households.roster.locking import one_at_a_time
from households.roster.parts import tell_parts
from households.roster.reading import UnableToRead
from households.roster.recognition import UnableToRecognise, read_tables
from households.roster.staging import Line, copy_line, held_by, opened_lines
from households.roster.undoing import KIND as UNDO_KIND
from households.roster.values import Unreadable, a_date
from households.roster.villages import Places
from households.roster.wrong_rows import KIND as RETURN_KIND
from households.roster.wrong_rows import forget_returned

ACCEPTED = ("new", "changed", "unchanged")
WRITTEN = ("new", "changed")
HOUSEHOLD_COUNTS = ("households_new", "households_changed")


def check_roster(run: Run) -> Progress:
    """First says that it reads; then reads, checks, stages and compares in one transaction."""
    if not run.cursor:
        return Progress(cursor={"step": "reading"}, sentence="正在读取文件")
    roster, on = roster_of(run), day_of(run)
    kind = roster_kind(roster.kind)
    places = Places.of(Area.objects.get(code=roster.area_code))
    try:
        reading = read_tables(roster, kind.layout_for(roster.options), places)
    except UnableToRead as why:
        return _refused(roster, why)
    dated = dated_on([table.title for table in reading.tables], on).isoformat()
    roster.mapping = {"sheets": reading.told, "dated_on": dated}
    asked = asked_for(roster, on, places)
    lines = kind.steps.check(reading.tables, asked)
    roster.mapping["places"] = places.told_unknown()
    roster.counts = _stage_and_compare(roster, kind, asked, lines, reading.blank)
    decide_again(roster)
    roster.problem = _too_many_wrong(roster)
    roster.state = RosterFile.State.REFUSED if roster.problem else RosterFile.State.CHECKED
    roster.save(update_fields=["mapping", "counts", "state", "problem", "updated_at"])
    rows = roster.counts["rows"]
    return Progress(
        done=rows, total=rows, sentence=summary(roster.counts), finished=True, result=_result(roster)
    )


def _refused(roster: RosterFile, why: UnableToRead) -> Progress:
    """A file that cannot be read is an outcome, told on its page; nothing is half-written."""
    roster.state, roster.problem = RosterFile.State.REFUSED, str(why)
    roster.counts = {}
    roster.mapping = {"sheets": why.told} if isinstance(why, UnableToRecognise) else {}
    roster.save(update_fields=["state", "problem", "counts", "mapping", "updated_at"])
    return Progress(
        sentence="未能读取，原因见花名册页", finished=True, result={"object_id": roster.pk, "refused": 1}
    )


def _too_many_wrong(roster: RosterFile) -> str:
    """Above the county's share of wrong rows the whole file goes back: it is not the roster it should be."""
    counts, most = roster.counts, limits_of(roster.area_code).max_wrong_percent
    rows = counts["rows"] - counts["blank"]
    if roster.mapping.get("places") or counts["wrong"] * 100 <= most * rows:  # villages are asked first
        return ""
    share = counts["wrong"] * 100 // rows
    return f"有误的行占{share}%，超过本县设定的{most}%，整份退回；请按待改名册改好后重新上传"


def asked_for(roster: RosterFile, on: date, places: Places | None = None) -> Asked:
    places = places or Places.of(Area.objects.get(code=roster.area_code))
    dated = date.fromisoformat(roster.mapping["dated_on"])
    return Asked(places, on, dated, roster.options, roster.pk)


def _result(roster: RosterFile) -> dict[str, Any]:
    return {"object_id": roster.pk, **roster.counts}


_DATED = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?")


def dated_on(titles: list[str], on: date) -> date:
    """The roster's own date from its title rows, never later than today; else today."""
    for title in titles:
        for year, month, day in _DATED.findall(title):
            try:
                found = a_date(f"{year}-{month}-{day or 1}")
            except Unreadable:
                continue
            if found and found <= on:
                return found
    return on


def _stage_and_compare(
    roster: RosterFile, kind: RosterKind, asked: Asked, lines: list[Line], blank: int
) -> dict[str, Any]:
    steps = kind.steps
    steps.open_staging()
    sql.copy_into("staged_row", sql.ROW_LINE, (_row_line(row, line) for row, line in enumerate(lines, 1)))
    steps.stage(
        StagedLine(row, line.family or 0, None, line.person, line.household)
        for row, line in enumerate(lines, 1)
        if line.person
    )
    steps.compare(asked)
    tell_problems(roster, kind, {row: line.sheet for row, line in enumerate(lines, 1)})
    steps.keep_rows(roster)
    found = steps.counts(roster)
    counts = _counted(found, blank)
    counts |= {key: found[key] for key in HOUSEHOLD_COUNTS if key in found}
    counts["absent"] = steps.absent(roster)
    counts["absent_members"] = steps.absent_members(roster)
    steps.close_staging()
    return counts


def _row_line(row: int, line: Line) -> str:
    return copy_line(
        [
            row,
            line.sheet[:60],
            line.row_number,
            line.family,
            line.verdict or None,
            line.reasons or "[]",
            line.sealed,
            line.village_code,
        ]
    )


def tell_problems(roster: RosterFile, kind: RosterKind, sheets: dict[int, str]) -> None:
    """What the registry said against a row, with the column and the cell."""
    columns = kind.layout_for(roster.options).by_key
    letters = {
        (sheet["name"], column["key"]): column["letter"]
        for sheet in roster.mapping["sheets"]
        for column in sheet.get("columns", ())
    }
    told = []
    for row, number, key, sentence in kind.steps.problems():
        where = letters.get((sheets[row], key or ""), "")
        reason = {
            "column": columns[key].title if key else "",
            "cell": f"{where}{number}" if where else "",
            "value": "",
            "reason": sentence,
        }
        told.append((row, json.dumps([reason], ensure_ascii=False)))
    kind.steps.tell_problems(told)


def _counted(found: dict[str, int], blank: int) -> dict[str, Any]:
    """Every row is accounted for: accepted + rejected + skipped + blank = rows."""
    counts: dict[str, Any] = {key: found.get(key, 0) for key in (*ACCEPTED, *REJECTED, "skipped", "blank")}
    counts["blank"] += blank
    counts["accepted"] = sum(counts[key] for key in ACCEPTED)
    counts["rejected"] = sum(counts[key] for key in REJECTED)
    counts["rows"] = counts["accepted"] + counts["rejected"] + counts["skipped"] + counts["blank"]
    return counts


def merge_roster(run: Run) -> Progress:
    """One chunk of whole families: staged again from the sealed lines, compared again, written."""
    roster = roster_of(run)
    if roster.state == RosterFile.State.MERGED:
        return Progress(done=run.done, total=run.total, sentence="已入库", finished=True, result=run.result)
    if roster.state != RosterFile.State.CHECKED:
        raise UnableToRun(f"此花名册的状态是“{roster.get_state_display()}”，不能入库。")
    one_at_a_time(roster.area_code)
    began = time.monotonic()
    cursor = run.cursor or {"family": 0, "counts": {}, "rows": 0, "seconds": 0.0}
    total = roster.counts["accepted"]
    rows, last = _next_rows(roster, cursor["family"])
    if not rows:
        return _finish(run, roster, cursor, total)
    found = _merge_rows(run, roster, rows)
    counts = {key: cursor["counts"].get(key, 0) + found.get(key, 0) for key in {*cursor["counts"], *found}}
    done = cursor["rows"] + len(rows)
    seconds = cursor.get("seconds", 0.0) + time.monotonic() - began
    return Progress(
        cursor={"family": last, "counts": counts, "rows": done, "seconds": seconds},
        done=done,
        total=total,
        sentence=f"已入库{done}行，共{total}行{time_left(done, total, seconds)}",
    )


def time_left(done: int, total: int, seconds: float) -> str:
    """In words, from how long the rows took so far; nothing where none are left."""
    left = round(seconds / done * (total - done)) if 0 < done < total else 0
    if not left:
        return ""
    return f"，大约还要{left}秒" if left < 90 else f"，大约还要{round(left / 60)}分钟"


def _next_rows(roster: RosterFile, after: int) -> tuple[list[tuple[Any, ...]], int]:
    """The rows of the next families; their keys run on, with gaps where a family is held."""
    waiting = RosterRow.objects.filter(roster=roster, verdict__in=ACCEPTED, merged=False, family__gt=after)
    first: int | None = waiting.aggregate(first=Min("family"))["first"]
    if first is None:
        return [], after
    last = first + settings.IMPORT_FAMILIES_A_CHUNK - 1
    chunk = waiting.filter(family__lte=last).order_by("family", "row_number")
    fields = ("pk", "sheet", "family", "household_version", "sealed_cells")
    return list(chunk.values_list(*fields)), last


def _merge_rows(run: Run, roster: RosterFile, rows: list[tuple[Any, ...]]) -> dict[str, int]:
    kind, asked = roster_kind(roster.kind), asked_for(roster, day_of(run))
    steps = kind.steps
    steps.open_staging()
    steps.stage(
        (
            StagedLine(pk, family, version, *opened_lines(sealed))
            for pk, _sheet, family, version, sealed in rows
        ),
        versions=True,
    )
    steps.compare(asked, merging=True)
    tell_problems(roster, kind, {row[0]: row[1] for row in rows})
    who = sql_merge.Merging(run.asked_by_id, run.pk, roster.pk, roster.file_name, asked.dated_on)
    touched = steps.merge(who, asked)
    steps.mark_rows()
    counts = steps.merged_counts()
    steps.close_staging()
    sql_merge.renew_statistics(len(touched))
    refresh_facts(touched, day_of(run))
    return counts


def refresh_facts(household_ids: list[int], on: date) -> None:
    """The facts of what was written, for the rules."""
    from households.facts.refreshing import refresh

    if household_ids:
        refresh(household_ids, on=on)


def _finish(run: Run, roster: RosterFile, cursor: dict[str, Any], total: int) -> Progress:
    # Rows that were refused only now (registered elsewhere meanwhile) change the account; its sum stays.
    found = dict(RosterRow.objects.filter(roster=roster).values_list("verdict").annotate(n=Count("pk")))
    counts = _counted(found, roster.counts["rows"] - sum(found.values()))
    whole = cursor["rows"] == total  # not where an earlier run had merged a part
    extra = {key: value for key, value in cursor["counts"].items() if key not in counts and whole}
    roster.counts = {**roster.counts, **counts, **extra}
    _look_for_duplicates(roster)
    roster.state = RosterFile.State.MERGED
    if counts["rejected"] != roster.returned_rows:
        forget_returned(roster)
    roster.save(update_fields=["counts", "state", "returned_as", "updated_at"])
    tell_parts(roster, on=day_of(run))
    told = roster_kind(roster.kind).steps.finish(roster, asked_for(roster, day_of(run)), run.asked_by_id)
    sentence = "。".join(filter(None, (summary(roster.counts), told)))
    return Progress(done=total, total=total, sentence=sentence, finished=True, result=_result(roster))


def _look_for_duplicates(roster: RosterFile) -> None:
    """All households of the import at once, after the last chunk; set-based."""
    rows = RosterRow.objects.filter(roster=roster, merged=True, verdict__in=WRITTEN)
    touched = rows.exclude(household=None).order_by().values_list("household_id", flat=True)
    find_around(list(touched.distinct()))


KINDS = (
    RunKind(CHECK, "花名册核对", "import_roster", check_roster, "rosters:detail", "查看核对结果"),
    RunKind(MERGE, "花名册入库", "import_roster", merge_roster, "rosters:detail", "查看入库结果"),
    UNDO_KIND,
    RETURN_KIND,
)

__all__ = ["KINDS", "check_roster", "dated_on", "held_by", "merge_roster"]
