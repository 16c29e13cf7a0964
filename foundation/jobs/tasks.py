"""Celery's door: key in, one call into the work, nothing else."""

from celery import shared_task

from foundation.jobs import running


@shared_task
def work_at_run(*, run_id: int) -> None:
    running.work_at(run_id)


@shared_task
def ring_for_waiting_runs() -> None:
    """The sweep: rings again for runs that were never started or whose heartbeat stopped."""
    for run_id in running.waiting_run_ids():
        work_at_run.delay(run_id=run_id)
