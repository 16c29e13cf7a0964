"""What becomes of a difference: somebody takes it on or is given it, looks, and says how it was settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from foundation.accounts.models import Appointment, User
from foundation.accounts.roles import ACTS
from foundation.areas.codes import county_of, township_of
from foundation.areas.models import Area
from households.models import ComparisonTask
from households.models.comparison import TaskOutcome

_ABLE = tuple(ACTS["settle_difference"].roles)


class UnableToSettle(Exception):
    """The difference cannot be settled; the message is ready for the user."""


@dataclass(frozen=True)
class Owner:
    """Who may be given a task: a unit as such, or one of its people."""

    unit: int
    user: User | None
    label: str

    @property
    def key(self) -> str:
        return f"user-{self.user.pk}" if self.user else f"unit-{self.unit}"


def owners_of(task: ComparisonTask, *, on: date) -> list[Owner]:
    """The county and the township of the task, and who may settle it there on that day."""
    units = {county_of(task.area_code), township_of(task.area_code)}
    names = Area.objects.filter(pk__in=units).names()
    people = (
        Appointment.objects.filter(area_id__in=units, role__in=_ABLE, user__is_active=True, starts_on__lte=on)
        .filter(Q(ends_on=None) | Q(ends_on__gt=on))
        .select_related("user")
        .order_by("area_id", "user_id")
    )
    found = [Owner(unit, None, names[unit]) for unit in sorted(units) if unit in names]
    for one in people:
        label = f"{one.user}（{names[one.area_id]}，{one.get_role_display()}）"
        found.append(Owner(one.area_id, one.user, label))
    return found


@transaction.atomic
def assign_task(*, task: ComparisonTask, owner: Owner, due_on: date, by: User, on: date) -> ComparisonTask:
    """Given to a unit or one of its people, with a day to be done by; later comparisons leave it there."""
    task = _open(task)
    if owner.key not in {one.key for one in owners_of(task, on=on)}:
        raise UnableToSettle("只能交给这一条所在的县、乡镇，或那里能办理的人。")
    if due_on < on:
        raise UnableToSettle("办理期限不能早于今天。")
    task.owner, task.owner_code, task.due_on = owner.user, owner.unit, due_on
    task.assigned_on, task.assigned_by = on, by
    task.save(update_fields=["owner", "owner_code", "due_on", "assigned_on", "assigned_by"])
    return task


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
        raise UnableToSettle(f"这条差异{found.get_state_display()}，请刷新页面查看。")
    return found
