"""A list taken along: at once when short, else by a run in the background; handed out as of the download."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import Appointment, User
from foundation.accounts.roles import extent_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.jobs.kinds import Progress, UnableToRun
from foundation.jobs.models import Run
from foundation.jobs.running import ask_for_run
from foundation.sealed.cipher import CannotOpen
from foundation.sealed.fields import Sealed
from foundation.sealed.files import forget_file, keep_file, read_file
from households.finding import columns as offered
from households.finding.asking import asked_in
from households.finding.columns import Cell, Column
from households.finding.files import written
from households.finding.listing import Asked, page_of
from households.finding.searching import Search
from households.models import Household, ListExport

KIND = "export_list"
AT_ONCE = 2_000
CHUNK = 5_000
AT_A_TIME = 3
KEPT_FOR = timedelta(days=7)


class UnableToExport(Exception):
    """The list cannot be exported or handed out; the message is ready for the user."""


class TooManyExports(UnableToExport):
    """Three are being made for this user already."""


@dataclass(frozen=True)
class ExportFile:
    content: bytes
    rows: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def is_short(asked: Asked, scope: Scope) -> bool:
    rows = asked.rows(scope, scope.today)
    return rows.order_by()[: AT_ONCE + 1].count() <= AT_ONCE


def export_at_once(asked: Asked, *, kind: str, columns: Sequence[Column], scope: Scope) -> ExportFile:
    rows = [cells for _, cells in _lines(asked, columns, scope, after="", limit=AT_ONCE)]
    return ExportFile(written(kind, headings(columns), rows), len(rows))


def headings(columns: Sequence[Column]) -> list[str]:
    return ["户主", *(column.label for column in columns)]


def _lines(
    asked: Asked, columns: Sequence[Column], scope: Scope, *, after: str, limit: int
) -> Iterator[tuple[Household, list[Cell]]]:
    rows = asked.rows(scope, scope.today)
    found = page_of(asked, rows, columns, scope=scope, after=after, size=limit)
    offered.with_places(found)
    for home in found:
        yield home, [home.head_name, *(column.value(home) for column in columns)]


@transaction.atomic
def ask_for_export(
    *, query: str, search: Search | None, kind: str, columns: Sequence[Column], by: User,
    appointment: Appointment, at: datetime,
) -> ListExport:  # fmt: skip
    """Put the export in the queue. Files older than a week go."""
    live = ListExport.objects.filter(user=by, run__state__in=Run.LIVE).count()
    if live >= AT_A_TIME:
        raise TooManyExports(f"您已有{live}份名单正在生成，请等其中一份完成后再导出。")
    for old in ListExport.objects.filter(user=by, asked_at__lt=at - KEPT_FOR).select_related("run"):
        _forget(old)
    made = ListExport.objects.create(
        user=by, area_code=appointment.area_id, role=appointment.role, format=kind, query=query,
        criteria=Sealed.of("search", search.written()) if search else None,
        columns=[column.key for column in columns],
    )  # fmt: skip
    area = Area.objects.get(pk=appointment.area_id)
    made.run = ask_for_run(kind=KIND, area=area, by=by, key=str(made.pk))
    made.save(update_fields=["run"])
    return made


def produce(run: Run) -> Progress:
    """One chunk of rows into a sealed part, or (after the last) the file out of the parts."""
    made = ListExport.objects.get(run=run)
    scope = _scope_of(made)
    parts: list[str] = run.cursor.get("parts", [])
    done, after = int(run.cursor.get("done", 0)), str(run.cursor.get("after", ""))
    if not run.cursor.get("complete"):
        columns = _columns_of(made)
        asked = _asked(made)
        lines = list(_lines(asked, columns, scope, after=after, limit=CHUNK))
        part = keep_file(json.dumps([[home.pk, cells] for home, cells in lines], ensure_ascii=False).encode())
        complete = len(lines) < CHUNK
        cursor = {
            "parts": [*parts, part], "done": done + len(lines), "complete": complete,
            "after": asked.sort.place_of(lines[-1][0]) if lines else after,
        }  # fmt: skip
        total = done + len(lines) + (0 if complete else CHUNK)
        return Progress(cursor, done + len(lines), total, f"已取出{done + len(lines)}户")
    _assemble(made, parts)
    return Progress(
        run.cursor,
        done,
        done,
        f"名单已生成：{done}户",
        finished=True,
        result={"object_id": made.pk, "rows": done},
    )


def _assemble(made: ListExport, parts: list[str]) -> None:
    ids: list[int] = []

    def rows() -> Iterator[list[Cell]]:
        for part in parts:
            for key, cells in json.loads(read_file(part)):
                ids.append(key)
                yield cells

    content = written(made.format, headings(_columns_of(made)), rows())
    stored_as = keep_file(content)
    made.household_ids, made.stored_as, made.made_at = ids, stored_as, timezone.now()
    made.sha256, made.size_bytes = hashlib.sha256(content).hexdigest(), len(content)
    try:
        made.save()
    except BaseException:
        forget_file(stored_as)
        raise
    transaction.on_commit(partial(_forget_files, parts))


def _forget_files(names: Sequence[str]) -> None:
    for name in filter(None, names):
        forget_file(name)


def _forget(old: ListExport) -> None:
    """File, parts of an export that never ended, and whose households they were; the record stays."""
    parts = old.run.cursor.get("parts", []) if old.run else []
    _forget_files([old.stored_as, *parts])
    ListExport.objects.filter(pk=old.pk).update(stored_as="", household_ids=[])


def _columns_of(made: ListExport) -> list[Column]:
    return offered.columns_called(made.columns, numbers=extent_of(made.role, "show_number") is not None)


def _scope_of(made: ListExport) -> Scope:
    day = timezone.localtime(made.asked_at).date()
    appointment = made.user.appointment_on(day)
    if appointment is None or (appointment.role, appointment.area_id) != (made.role, made.area_code):
        raise UnableToRun("您的任职已变动，这份名单不再生成；请重新导出。")
    return appointment.scope(day)


def _asked(made: ListExport) -> Asked:
    search = Search.read(made.criteria.open()) if made.criteria else None
    return asked_in(made.query, search=search)


def hand_out(made: ListExport, *, appointment: Appointment, scope: Scope, at: datetime) -> bytes:
    """The file, while the same role in the same area may still list every row of it."""
    if (appointment.role, appointment.area_id) != (made.role, made.area_code):
        raise UnableToExport("您的任职已变动，这份名单是按原来的任职生成的，不能再下载；请重新导出。")
    if made.made_at is None or not made.stored_as or made.made_at < at - KEPT_FOR:
        raise UnableToExport("这份名单还没有生成，或已过保存期（7天）；请重新导出。")
    listed = _still_listed(made, scope)
    if listed != made.rows:
        gone = made.rows - listed
        raise UnableToExport(f"名单中有{gone}户现在已不在您的名单范围内，不能再下载；请重新导出。")
    try:
        content = read_file(made.stored_as)
    except (FileNotFoundError, CannotOpen) as wrong:
        raise UnableToExport("文件已损坏或丢失，不能下载；请重新导出。") from wrong
    if hashlib.sha256(content).hexdigest() != made.sha256:
        raise UnableToExport("文件与生成时的校验值不符，不能下载；请重新导出。")
    return content


def _still_listed(made: ListExport, scope: Scope) -> int:
    """How many of the file's households the scope still lists."""
    rows = scope.rows(Household).active().of_keys(made.household_ids)
    return int(rows.order_by().count())


def file_name(kind: str, on: date) -> str:
    return f"残疾人贫困户名单{on:%Y%m%d}.{kind}"
