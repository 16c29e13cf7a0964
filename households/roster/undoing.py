"""Taking a whole import back (撤销导入): asked for by the county's lead, done chunk by chunk by a run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.jobs.kinds import Progress, RunKind, UnableToRun
from foundation.jobs.models import Run
from households.duplicates.finding import find_around
from households.facts.refreshing import refresh
from households.models import RosterFile
from households.roster import undoing_sql
from households.roster.intake import MERGE, UnableToTakeRoster, asked_for, day_of, roster_of
from households.roster.kinds import Asked, roster_kind
from households.roster.limits import limits_of
from households.roster.locking import one_at_a_time
from households.roster.villages import Places

UNDO = "undo_roster"
HOUSEHOLDS_A_CHUNK = 1_000


@dataclass(frozen=True)
class Expected:
    """What taking back would do: households that leave, return to what they were, or are kept and why."""

    leave: int
    restored: int
    kept: int
    listed: list[tuple[int, str]]


def refusal_to_undo(roster: RosterFile, on: date) -> str:
    """Empty, or why this import cannot be taken back now."""
    if not roster_kind(roster.kind).undoable:
        return f"{roster_kind(roster.kind).title}不能整批撤销；请改正后重新导入，或在户档逐户更正"
    run = roster.merge_run
    if run is None or roster.state not in (RosterFile.State.MERGED, RosterFile.State.CHECKED):
        return f"此花名册的状态是“{roster.get_state_display()}”，没有可撤销的入库"
    if any(one and one.is_live for one in (run, roster.undo_run)):
        return "此花名册正在入库或撤销；请先停止任务再撤销"
    if not roster.rows.filter(merged=True).exists():
        return "此花名册没有入库任何行，不需要撤销"
    days = limits_of(roster.area_code).undo_days
    ended = timezone.localtime(run.finished_at).date() if run.finished_at else on
    if on > ended + timedelta(days=days):
        return f"入库已超过{days}天（{ended}入库），不能整批撤销；请在户档逐户更正"
    return ""


def runs_of(roster: RosterFile) -> list[int]:
    """The runs that merged it: more than one where a stopped merge was confirmed again."""
    merges = Run.objects.of_kind(MERGE).filter(area_code=roster.area_code, key=f"roster-{roster.pk}")
    return list(merges.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def what_undoing_does(roster: RosterFile, *, after: int, page: int) -> Expected:
    """By the same statements as the undoing itself."""
    found = undoing_sql.expected(roster.pk, runs_of(roster))
    return Expected(**found, listed=undoing_sql.kept_households(after, page))


@transaction.atomic
def ask_to_undo(*, roster: RosterFile, by: User, on: date) -> Run:
    roster = RosterFile.objects.select_for_update().get(pk=roster.pk)
    if why := refusal_to_undo(roster, on):
        raise UnableToTakeRoster(why)
    area = Area.objects.get(code=roster.area_code)
    roster.undo_run = asked_for(UNDO, roster, area, by, on=on.isoformat())
    roster.save(update_fields=["undo_run", "updated_at"])
    return roster.undo_run


def undo_roster(run: Run) -> Progress:
    """One chunk of whole households."""
    roster = roster_of(run)
    if roster.state == RosterFile.State.UNDONE:
        return Progress(done=run.done, total=run.total, sentence="已撤销", finished=True, result=run.result)
    if roster.merge_run and roster.merge_run.is_live:
        raise UnableToRun("此花名册正在入库，不能撤销；请先停止入库。")
    one_at_a_time(roster.area_code)
    merges = runs_of(roster)
    cursor: dict[str, Any] = run.cursor or {
        "after": 0, "undone": 0, "kept": 0, "total": undoing_sql.take_up(roster.pk),
    }  # fmt: skip
    if not undoing_sql.take_up(roster.pk, after=cursor["after"], limit=HOUSEHOLDS_A_CHUNK):
        return _finish(run, roster, merges, cursor)
    undoing_sql.lock_households()
    undoing_sql.find_touched(merges)
    undoing_sql.take_back(merges, day_of(run))
    undoing_sql.tell_rows(roster.pk)
    undone, last, kept = undoing_sql.outcome()
    refresh(undone, on=day_of(run))
    find_around(undone)
    cursor |= {"after": last, "undone": cursor["undone"] + len(undone), "kept": cursor["kept"] + kept}
    done = cursor["undone"] + cursor["kept"]
    return Progress(
        cursor=cursor,
        done=done,
        total=cursor["total"],
        sentence=f"已处理{done}户，共{cursor['total']}户；因之后有改动保留{cursor['kept']}户",
    )


def _finish(run: Run, roster: RosterFile, merges: list[int], cursor: dict[str, Any]) -> Progress:
    undoing_sql.close_findings(roster.pk, merges, run.asked_by_id)
    on = day_of(run)
    asked = Asked(
        Places.of(Area.objects.get(code=roster.area_code)),
        on,
        date.fromisoformat(roster.mapping["dated_on"]),
        roster.options,
    )
    rows, rows_kept = roster_kind(roster.kind).steps.take_back(roster, asked)
    told = {"households_undone": cursor["undone"], "households_kept": cursor["kept"]}
    told |= {"rows_undone": rows, "rows_kept": rows_kept} if rows or rows_kept else {}
    roster.counts = {**roster.counts, **told}
    roster.state = RosterFile.State.UNDONE
    roster.save(update_fields=["counts", "state", "updated_at"])
    return Progress(
        done=cursor["total"],
        total=cursor["total"],
        sentence=f"撤销{cursor['undone']}户，因之后有改动保留{cursor['kept']}户"
        + (f"；名单撤销{rows}行，保留{rows_kept}行" if rows or rows_kept else ""),
        finished=True,
        result={"object_id": roster.pk, **told},
    )


KIND = RunKind(UNDO, "撤销导入", "undo_import", undo_roster, "rosters:detail", "查看撤销结果")
