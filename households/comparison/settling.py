"""What becomes of a difference: somebody takes it on, looks, and says how it was settled."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from foundation.accounts.models import User
from households.models import ComparisonTask
from households.models.comparison import TaskOutcome


class UnableToSettle(Exception):
    """The difference cannot be settled; the message is ready for the user."""


@transaction.atomic
def take_task(*, task: ComparisonTask, by: User) -> ComparisonTask:
    """Who takes it on is its owner by name."""
    task = _open(task)
    task.owner = by
    task.save(update_fields=["owner"])
    return task


@transaction.atomic
def settle_task(*, task: ComparisonTask, outcome: str, note: str, by: User, on: date) -> ComparisonTask:
    """It stays settled until a later list brings other facts."""
    task = _open(task)
    if outcome not in TaskOutcome.values:
        raise UnableToSettle("请选择办理结果。")
    if not note.strip():
        raise UnableToSettle("请写明办理情况。")
    if on < task.found_on:
        raise UnableToSettle(f"办结日期不能早于发现日期{task.found_on}。")
    task.state, task.outcome, task.note = ComparisonTask.State.SETTLED, outcome, note.strip()
    task.settled_on, task.settled_by = on, by
    task.save(update_fields=["state", "outcome", "note", "settled_on", "settled_by"])
    return task


def _open(task: ComparisonTask) -> ComparisonTask:
    found: ComparisonTask = ComparisonTask.objects.select_for_update().get(pk=task.pk)
    if found.state != ComparisonTask.State.OPEN:
        raise UnableToSettle(f"这条差异{found.get_state_display()},请刷新页面查看。")
    return found
