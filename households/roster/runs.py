"""The two background runs of a roster: its check (one piece) and its merge (chunk by chunk)."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from django.db.models import Count, Min

from foundation.areas.models import Area
from foundation.jobs.kinds import Progress, RunKind
from foundation.jobs.models import Run
from foundation.sealed.files import read_file
from households.models import Household, RosterFile, RosterRow
from households.roster import sql, sql_merge
from households.roster.checking import check_tables, shown
from households.roster.intake import CHECK, MERGE, day_of, roster_of, summary
from households.roster.layout import BY_KEY
from households.roster.reading import UnableToRead, read_sheets
from households.roster.staging import Line, copy_line, held_by, lines_of, opened_lines
from households.roster.tables import Table, table_in
from households.roster.values import Unreadable, a_date
from households.roster.villages import Places

FAMILIES_A_CHUNK = 2_000
REJECTED = ("wrong", "held", "elsewhere")
ACCEPTED = ("new", "changed", "unchanged")


def check_roster(run: Run) -> Progress:
    """First says that it reads; then reads, checks, stages and compares in one transaction."""
    if not run.cursor:
        return Progress(cursor={"step": "reading"}, sentence="正在读取文件")
    roster, on = roster_of(run), day_of(run)
    try:
        tables, mapping, blank = _read(roster)
    except UnableToRead as why:
        return _refused(roster, str(why))
    area = Area.objects.get(code=roster.area_code)
    checked = check_tables(tables, Places.of(area), on)
    lines = [line for table in checked for line in lines_of(table)]
    mapping["dated_on"] = dated_on([table.title for table in tables], on).isoformat()
    roster.mapping = mapping
    roster.counts = _stage_and_compare(roster, lines, blank)
    roster.state, roster.problem = RosterFile.State.CHECKED, ""
    roster.save(update_fields=["mapping", "counts", "state", "problem", "updated_at"])
    rows = roster.counts["rows"]
    return Progress(
        done=rows, total=rows, sentence=summary(roster.counts), finished=True, result=_result(roster)
    )


def _refused(roster: RosterFile, why: str) -> Progress:
    """A file that cannot be read is an outcome, told on its page; nothing is half-written."""
    roster.state, roster.problem = RosterFile.State.REFUSED, why
    roster.counts = {}
    roster.save(update_fields=["state", "problem", "counts", "updated_at"])
    return Progress(
        sentence="未能读取,原因见花名册页", finished=True, result={"object_id": roster.pk, "refused": 1}
    )


def _result(roster: RosterFile) -> dict[str, Any]:
    return {"object_id": roster.pk, **roster.counts}


def _read(roster: RosterFile) -> tuple[list[Table], dict[str, Any], int]:
    tables: list[Table] = []
    told: list[dict[str, Any]] = []
    for sheet in read_sheets(read_file(roster.stored_as), roster.file_name):
        table = None
        if not sheet.hidden and sheet.rows:
            first = max((max(t.families, default=0) for t in tables), default=0) + 1
            table = table_in(sheet, first)
        if table is None or not table.rows:
            why = (
                "隐藏的工作表" if sheet.hidden else "空表" if not sheet.rows else "没有认得的表头或没有人员行"
            )
            told.append({"name": sheet.name, "skipped": why})
            continue
        told.append(_told(table))
        tables.append(table)
    if not tables:
        if any(sheet.get("skipped") == "没有认得的表头或没有人员行" for sheet in told):
            raise UnableToRead(
                "没有找到认得的表头:表头里至少要有“姓名”和“身份证号”(或“残疾人证号”)等四列;请对照花名册样式改好表头后再上传"
            )
        raise UnableToRead("文件里没有数据(工作表是空的或被隐藏);请检查后重新上传")
    _check_columns(tables)
    return tables, {"sheets": told}, sum(table.blank for table in tables)


def _check_columns(tables: list[Table]) -> None:
    for table in tables:
        keys = {column.key for column in table.columns}
        if not keys & {"number", "head_name", "relation"}:
            raise UnableToRead(
                f"“{table.sheet}”表没有“户编号”“户主姓名”或“与户主关系”列,分不清哪些人是一户;请补上其中一列"
            )
        if "village" not in keys:
            raise UnableToRead(f"“{table.sheet}”表没有“行政村”列,不知道户在哪个村;请补上这一列")


def _told(table: Table) -> dict[str, Any]:
    """What the page shows of a sheet: its columns with a sample, masked where it is a person's number."""
    columns = []
    for column in table.columns:
        sample = next((row[column.index] for row in table.rows[:50] if row[column.index]), "")
        if not column.key and not column.label and not sample:
            continue
        known = BY_KEY.get(column.key)
        columns.append(
            {
                "letter": column.letter,
                "label": column.label[:40],
                "key": column.key,
                "title": known.title if known else "",
                "used": bool(known and known.goes != "told"),
                "sample": shown(column.key, sample),
            }
        )
    return {
        "name": table.sheet,
        "header_rows": list(table.header_rows),
        "columns": columns,
        "labels": [column.label for column in table.columns],
        "rows": len(table.rows),
        "set_aside": len(table.set_aside),
        "blank": table.blank,
    }


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


def _stage_and_compare(roster: RosterFile, lines: list[Line], blank: int) -> dict[str, Any]:
    sql.open_staging()
    sql.copy_into(
        "staged_row",
        ["row", "sheet", "row_number", "family", "verdict", "reasons", "sealed_cells", "village_code"],
        (_row_line(row, line) for row, line in enumerate(lines, 1)),
    )
    sql.stage(
        (f"{line.family}\t{line.household}" for line in lines if line.household),
        (f"{row}\t{line.person}" for row, line in enumerate(lines, 1) if line.person),
    )
    sql.compare(starts_on=date.fromisoformat(roster.mapping["dated_on"]))
    sheets = {row: line.sheet for row, line in enumerate(lines, 1)}
    _tell_problems(roster.mapping, sheets)
    sql.keep_rows(roster.pk, roster.area_code)
    counts = _counted(sql.counts(), blank)
    counts |= sql.household_counts()
    counts["absent"] = _absent(roster)
    sql.close_staging()
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


def _tell_problems(mapping: dict[str, Any], sheets: dict[int, str]) -> None:
    """What the registry said against a row, with the column and the cell."""
    letters = {
        (sheet["name"], column["key"]): column["letter"]
        for sheet in mapping["sheets"]
        for column in sheet.get("columns", ())
    }
    told = []
    for row, number, key, sentence in sql.problems():
        where = letters.get((sheets[row], key or ""), "")
        reason = {
            "column": BY_KEY[key].title if key else "",
            "cell": f"{where}{number}" if where else "",
            "value": "",
            "reason": sentence,
        }
        told.append((row, json.dumps([reason], ensure_ascii=False)))
    sql.tell_problems(told)


def _counted(found: dict[str, int], blank: int) -> dict[str, Any]:
    """Every row is accounted for: accepted + rejected + blank = rows."""
    counts: dict[str, Any] = {key: found.get(key, 0) for key in (*ACCEPTED, *REJECTED, "blank")}
    counts["blank"] += blank
    counts["accepted"] = sum(counts[key] for key in ACCEPTED)
    counts["rejected"] = sum(counts[key] for key in REJECTED)
    counts["rows"] = counts["accepted"] + counts["rejected"] + counts["blank"]
    return counts


def _absent(roster: RosterFile) -> int:
    """Households of the roster's villages that the roster doesn't name: shown, never deleted."""
    return (
        Household.objects.in_area(roster.area_code)
        .registered()
        .filter(area_code__in=RosterRow.objects.filter(roster=roster).values("village_code"))
        .exclude(
            pk__in=RosterRow.objects.filter(roster=roster, household__isnull=False).values("household_id")
        )
        .count()
    )


def merge_roster(run: Run) -> Progress:
    """One chunk of whole families: staged again from the sealed lines, compared again, written."""
    roster = roster_of(run)
    if roster.state == RosterFile.State.MERGED:
        return Progress(done=run.done, total=run.total, sentence="已入库", finished=True, result=run.result)
    cursor = run.cursor or {"family": 0, "counts": {}, "rows": 0}
    total = roster.counts["accepted"]
    rows, last = _next_rows(roster, cursor["family"])
    if not rows:
        return _finish(run, roster, cursor, total)
    found = _merge_rows(run, roster, rows)
    counts = {key: cursor["counts"].get(key, 0) + found.get(key, 0) for key in {*cursor["counts"], *found}}
    done = cursor["rows"] + len(rows)
    return Progress(
        cursor={"family": last, "counts": counts, "rows": done},
        done=done,
        total=total,
        sentence=f"已入库{done}行,共{total}行",
    )


def _next_rows(roster: RosterFile, after: int) -> tuple[list[tuple[Any, ...]], int]:
    """The rows of the next families; their keys run on, with gaps where a family is held."""
    waiting = RosterRow.objects.filter(roster=roster, verdict__in=ACCEPTED, merged=False, family__gt=after)
    first: int | None = waiting.aggregate(first=Min("family"))["first"]
    if first is None:
        return [], after
    last = first + FAMILIES_A_CHUNK - 1
    chunk = waiting.filter(family__lte=last).order_by("family", "row_number")
    fields = ("pk", "sheet", "family", "household_version", "sealed_cells")
    return list(chunk.values_list(*fields)), last


def _merge_rows(run: Run, roster: RosterFile, rows: list[tuple[Any, ...]]) -> dict[str, int]:
    families, persons = [], []
    for pk, _sheet, family, version, sealed in rows:
        person, household = opened_lines(sealed)
        persons.append(f"{pk}\t{person}")
        if household:
            known = r"\N" if version is None else str(version)
            families.append(f"{family}\t{known}\t{household}")
    starts_on = date.fromisoformat(roster.mapping["dated_on"])
    sql.open_staging()
    sql.stage(families, persons, versions=True)
    sql.compare(starts_on=starts_on, merging=True)
    _tell_problems(roster.mapping, {row[0]: row[1] for row in rows})
    who = sql_merge.Merging(run.asked_by_id, run.pk, roster.pk, roster.file_name, starts_on)
    touched = sql_merge.merge_staged(who)
    sql_merge.mark_rows()
    counts = sql_merge.merged_counts()
    sql.close_staging()
    sql_merge.renew_statistics(len(touched))
    refresh_facts(touched, day_of(run))
    return counts


def refresh_facts(household_ids: list[int], on: date) -> None:
    """The facts of what was written, for the rules."""
    from households.facts import refresh

    if household_ids:
        refresh(household_ids, on=on)


def _finish(run: Run, roster: RosterFile, cursor: dict[str, Any], total: int) -> Progress:
    # Rows that were refused only now (registered elsewhere meanwhile) change the account; its sum stays.
    found = dict(RosterRow.objects.filter(roster=roster).values_list("verdict").annotate(n=Count("pk")))
    counts = _counted(found, roster.counts["rows"] - sum(found.values()))
    whole = cursor["rows"] == total  # not where an earlier run had merged a part
    extra = {key: value for key, value in cursor["counts"].items() if key not in counts and whole}
    roster.counts = {**roster.counts, **counts, **extra}
    roster.state = RosterFile.State.MERGED
    roster.save(update_fields=["counts", "state", "updated_at"])
    return Progress(
        done=total, total=total, sentence=summary(roster.counts), finished=True, result=_result(roster)
    )


KINDS = (
    RunKind(CHECK, "花名册核对", "import_roster", check_roster, "rosters:detail", "查看核对结果"),
    RunKind(MERGE, "花名册入库", "import_roster", merge_roster, "rosters:detail", "查看入库结果"),
)

__all__ = ["KINDS", "check_roster", "dated_on", "held_by", "merge_roster"]
