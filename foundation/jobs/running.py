"""The verbs of a run: ask for it, work at it, stop it. Safe to call twice, even side by side.

A transaction-long advisory lock says who works at a run: a killed worker's lock goes
with its connection. The run's own row is written only at the end of a chunk, so that
a request to stop never waits for the work.
"""

from __future__ import annotations

import logging
import traceback
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.roles import extent_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope, opened
from foundation.jobs.kinds import Progress, UnableToRun, kind_of
from foundation.jobs.models import Run

log = logging.getLogger(__name__)

_LOCK_CLASS = 7_301  # one number for all runs, so that other advisory locks do not meet them


class UnableToAsk(Exception):
    """The run cannot be asked for; the message is ready for the user."""


def ask_for_run(*, kind: str, area: Area, by: User, key: str = "", **parameters: Any) -> Run:
    """Put a run in the queue and ring once the transaction has committed."""
    try:
        with transaction.atomic():
            run = Run.objects.create(
                kind=kind,
                area_code=area.code,
                key=key,
                parameters=parameters,
                asked_by=by,
                sentence="已提交，等待执行",
            )
    except IntegrityError as already:
        label = kind_of(kind).label
        raise UnableToAsk(f"{area.name}的同一项{label}正在进行，请等它完成或先停止它。") from already
    ring(run)
    return run


def ring(run: Run) -> None:
    """Ring the doorbell after commit. A bell that is not heard is rung again by the sweep."""
    from foundation.jobs.tasks import work_at_run

    def send() -> None:
        try:
            work_at_run.delay(run_id=run.pk)
        except Exception:
            log.warning("run %s: the queue did not answer, the sweep will ring again", run.pk)

    transaction.on_commit(send)


def stop_run(run: Run) -> None:
    """Ask the run to stop; what is waiting stops at once, what is working after its present chunk."""
    Run.objects.filter(pk=run.pk, state__in=Run.LIVE).update(stop_requested=True)
    with transaction.atomic():
        if _locked(run.pk):
            waiting = Run.objects.filter(pk=run.pk, state=Run.State.QUEUED).first()
            if waiting:
                _end(waiting, Run.State.STOPPED, sentence="已停止")


def resume_run(run: Run) -> None:
    """Let a stopped or failed run go on from its checkpoint."""
    resumed = Run.objects.filter(pk=run.pk, state__in=[Run.State.STOPPED, Run.State.FAILED]).update(
        state=Run.State.QUEUED,
        stop_requested=False,
        finished_at=None,
        error="",
        attempts=0,
        sentence="已提交，等待继续",
    )
    if resumed:
        ring(run)


def waiting_run_ids() -> list[int]:
    """Runs that were never started, or whose worker has not been heard of for a while."""
    stale = timezone.now() - timedelta(seconds=settings.RUN_STALE_SECONDS)
    return list(
        Run.objects.filter(
            Q(state=Run.State.QUEUED, asked_at__lt=timezone.now() - timedelta(seconds=5))
            | Q(state=Run.State.RUNNING, heartbeat_at__lt=stale)
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def work_at(run_id: int) -> None:
    """Work at the run chunk by chunk until it ends, stops, fails, or somebody else has it."""
    worker = uuid.uuid4()
    if not _take_over(run_id, worker):
        return
    while _one_chunk(run_id, worker):
        pass


def _locked(run_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s, %s)", [_LOCK_CLASS, run_id % 2_147_483_647])
        row = cursor.fetchone()
    return bool(row and row[0])


@transaction.atomic
def _take_over(run_id: int, worker: uuid.UUID) -> bool:
    if not _locked(run_id):
        return False
    stale = timezone.now() - timedelta(seconds=settings.RUN_STALE_SECONDS)
    free = Q(state=Run.State.QUEUED) | Q(state=Run.State.RUNNING, heartbeat_at__lt=stale)
    taken = Run.objects.filter(free, pk=run_id).update(
        state=Run.State.RUNNING, worker=worker, attempts=F("attempts") + 1, heartbeat_at=timezone.now()
    )
    if not taken:
        return False
    run = Run.objects.get(pk=run_id)
    if run.attempts > settings.RUN_MAX_ATTEMPTS:
        _end(run, Run.State.FAILED, error="多次中断未能完成，已停止自动重试；请联系系统管理员查看原因。")
        return False
    return True


def _one_chunk(run_id: int, worker: uuid.UUID) -> bool:
    """One chunk in one transaction; whether there is more to do."""
    try:
        with transaction.atomic():
            if not _locked(run_id):
                return False
            run = Run.objects.get(pk=run_id)
            if not run.is_worked_by(worker):
                return False
            if run.stop_requested:
                _end(run, Run.State.STOPPED, sentence=f"已停止：{run.sentence}"[:300])
                return False
            with opened(_scope_of_asker(run)):
                progress = kind_of(run.kind).work(run)
            _keep(run, progress)
            return not progress.finished
    except UnableToRun as reason:
        _fail(run_id, worker, str(reason))
    except Exception as error:
        log.error("run %s failed: %s", run_id, _where_it_failed(error))
        _fail(run_id, worker, f"系统内部错误，任务编号{run_id}；已记录，请联系系统管理员。")
    return False


def _where_it_failed(error: BaseException) -> str:
    """Kinds of errors and lines of code. The database's own words quote the row: names and numbers."""
    told = []
    cause: BaseException | None = error
    while cause is not None:
        told.append(type(cause).__name__ + "\n" + "".join(traceback.format_tb(cause.__traceback__)))
        cause = cause.__cause__
    return "".join(told)


def _scope_of_asker(run: Run) -> Scope:
    """The asker's rights as of now, not as of the asking."""
    today = timezone.localdate()
    asker = User.objects.get(pk=run.asked_by_id)
    appointment = asker.appointment_on(today)
    kind = kind_of(run.kind)
    if appointment is None or extent_of(appointment.role, kind.act) != "yes":
        raise UnableToRun(f"发起人{asker}现在没有办理“{kind.label}”的权限，任务未执行。")
    scope = appointment.scope(today, run=run.pk, act=kind.act)
    if scope.range is not None and run.area_code not in scope.range:
        raise UnableToRun(f"发起人{asker}现在不负责该区域，任务未执行。")
    return scope


def _keep(run: Run, progress: Progress) -> None:
    run.cursor, run.done, run.total = progress.cursor, progress.done, progress.total
    run.sentence, run.heartbeat_at = progress.sentence[:300], timezone.now()
    fields = ["cursor", "done", "total", "sentence", "heartbeat_at", "attempts"]
    run.attempts = 1  # it moved: what counts is how often one chunk was tried in vain
    if progress.finished:
        run.state, run.finished_at, run.result = Run.State.DONE, timezone.now(), progress.result
        fields += ["state", "finished_at", "result"]
    run.save(update_fields=fields)


def _fail(run_id: int, worker: uuid.UUID, error: str) -> None:
    with transaction.atomic():
        if not _locked(run_id):
            return
        run = Run.objects.get(pk=run_id)
        if run.is_worked_by(worker):
            _end(run, Run.State.FAILED, error=error)


def _end(run: Run, state: str, *, sentence: str = "", error: str = "") -> None:
    run.state, run.finished_at, run.error = state, timezone.now(), error
    if sentence:
        run.sentence = sentence
    run.save(update_fields=["state", "finished_at", "error", "sentence"])
    on_end = kind_of(run.kind).on_end
    if on_end:
        on_end(run)
