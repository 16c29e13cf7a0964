"""A list handed out as work: to each household's cadre or its township; closed by itself when recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from assessment.entitlements.lists import ItemLists
from assessment.models import GivenTo, ItemTask
from foundation.accounts.models import User
from foundation.policy.models import PolicyItem
from households.models import HouseholdFacts, Pairing, PersonFacts

MOST = 2_000


class UnableToHandOut(Exception):
    """The list cannot be handed out, or a task not closed; the message is ready for the user."""


@dataclass(frozen=True)
class HandedOut:
    """New tasks, open ones that were given anew, and households without a cadre who has an account."""

    made: int
    again: int
    without: int


@transaction.atomic
def hand_out(
    *, item: PolicyItem, subjects: QuerySet[Any], given_to: str, due_on: date, by: User, on: date
) -> HandedOut:
    """One task for each of ``subjects`` (rows of facts); an open one of the same item is given anew."""
    if due_on < on:
        raise UnableToHandOut("办理期限不能早于今天。")
    of_person = item.per == "person"
    columns = ("household_id", "area_code", *(("person_id",) if of_person else ()))
    rows = list(subjects.order_by("area_code", "pk").values(*columns)[: MOST + 1])
    if len(rows) > MOST:
        raise UnableToHandOut(f"一次最多交办{MOST}条；请选择下一级区域，或勾选后交办。")
    if not rows:
        raise UnableToHandOut("名单上没有可交办的对象。")
    able = _with_cadre(rows, on) if given_to == GivenTo.CADRE else {row["household_id"] for row in rows}
    going = [row for row in rows if row["household_id"] in able]
    told = {"given_to": given_to, "due_on": due_on, "handed_by": by, "handed_on": on, "item_version": item}
    standing = ItemTask.objects.unfinished().filter(kind=item.kind, item=item.slug, household_id__in=able)
    chosen = {(row["household_id"], row.get("person_id")) for row in going}
    again = {task.pk: (task.household_id, task.person_id) for task in standing.select_for_update()}
    again = {pk: whose for pk, whose in again.items() if whose in chosen}
    ItemTask.objects.filter(pk__in=again).update(**told)
    fresh = [row for row in going if (row["household_id"], row.get("person_id")) not in again.values()]
    made = [ItemTask(**row, **told, kind=item.kind, item=item.slug, created_by=by) for row in fresh]
    try:
        with transaction.atomic():
            ItemTask.objects.bulk_create(made, batch_size=500)
    except IntegrityError as twice:
        raise UnableToHandOut("同一名单刚由他人交办，请刷新后再试。") from twice
    return HandedOut(len(made), len(again), len(rows) - len(going))


def _with_cadre(rows: list[dict[str, Any]], on: date) -> set[int]:
    """Households whose lead cadre of the day can sign in."""
    paired = Pairing.objects.in_force(on).filter(is_lead=True, cadre__user__is_active=True)
    return set(
        paired.filter(household_id__in={row["household_id"] for row in rows}).values_list(
            "household_id", flat=True
        )
    )


@transaction.atomic
def close_task(*, task: ItemTask, outcome: str, note: str, by: User, on: date) -> ItemTask:
    """办结, or 不能办理 with the reason."""
    found: ItemTask = ItemTask.objects.select_for_update().get(pk=task.pk)
    if found.state != ItemTask.State.OPEN:
        raise UnableToHandOut(f"这项任务{found.get_state_display()}，请刷新页面查看。")
    if outcome not in (ItemTask.State.DONE, ItemTask.State.UNABLE):
        raise UnableToHandOut("请选择办理结果。")
    if outcome == ItemTask.State.UNABLE and not note.strip():
        raise UnableToHandOut("不能办理的，请写明原因。")
    found.state, found.note, found.closed_on, found.closed_by = outcome, note.strip(), on, by
    found.save(update_fields=["state", "note", "closed_on", "closed_by", "updated_at"])
    return found


def close_recorded(household_ids: list[int] | None, on: date | None) -> int:
    """Tasks whose subject has the item now are closed by themselves. Called with the refresh of facts."""
    tasks = ItemTask.objects.unfinished()
    if household_ids is not None:
        tasks = tasks.filter(household_id__in=household_ids)
    versions = set(tasks.order_by().values_list("item_version", flat=True))
    if not versions:
        return 0
    day, closed = on or _today(), 0
    for item in PolicyItem.objects.filter(pk__in=versions).select_related("plan"):
        of_item = tasks.filter(item_version=item)
        if item.per == "person":
            people = PersonFacts.objects.filter(pk__in=of_item.order_by().values("person_id"))
            held = Q(person_id__in=list(ItemLists(item, day, people).of("has").values_list("pk", flat=True)))
        else:
            homes = HouseholdFacts.objects.filter(pk__in=of_item.order_by().values("household_id"))
            held = Q(
                household_id__in=list(ItemLists(item, day, homes).of("has").values_list("pk", flat=True))
            )
        closed += of_item.filter(held).update(state=ItemTask.State.RECORDED, closed_on=day)
    return closed


def _today() -> date:
    """The database's day, as for the facts."""
    with connection.cursor() as cursor:
        cursor.execute("select current_date")
        row = cursor.fetchone()
    assert row is not None
    day: date = row[0]
    return day
