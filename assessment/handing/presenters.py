"""What the pages of tasks show, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from assessment.models import GivenTo, ItemTask
from foundation.areas.codes import township_of
from foundation.areas.models import Area
from households.models import Pairing
from households.places import place_names

PAGE = 50
_COUNTED = ("n", "open", "overdue", "done", "recorded", "unable")
_LEVELS = {"open": "attention", "done": "ok", "unable": "quiet", "recorded": "ok"}


@dataclass(frozen=True)
class TaskPage:
    rows: list[ItemTask]
    next_url: str
    first_url: str


@dataclass(frozen=True)
class TaskLine:
    task: ItemTask
    name: str
    place: str
    owner: str
    level: str
    overdue: bool


def task_page(rows: Any, *, kept: dict[str, str], after: str) -> TaskPage:
    """The overdue first; ``after``: the day and key of the last row before."""
    if after:
        day, _, key = after.partition("_")
        try:
            rows = rows.due_after(date.fromisoformat(day), int(key[:18]))
        except ValueError as wrong:
            raise Http404 from wrong
    found = list(rows.soonest_due()[: PAGE + 1])
    shown = found[:PAGE]
    here = reverse("assessment:tasks")
    onward = {**kept, "after": f"{shown[-1].due_on}_{shown[-1].pk}"} if len(found) > PAGE else {}
    next_url = f"{here}?{urlencode(onward)}" if onward else ""
    return TaskPage(shown, next_url, f"{here}?{urlencode(kept)}" if after else "")


def task_lines(tasks: list[ItemTask], *, on: date) -> list[TaskLine]:
    places = place_names(task.area_code for task in tasks)
    towns = Area.objects.filter(code__in={township_of(task.area_code) for task in tasks}).names()
    leads = Pairing.objects.in_force(on).filter(
        is_lead=True, household_id__in={task.household_id for task in tasks}
    )
    cadres: dict[int, str] = dict(leads.values_list("household_id", "cadre__name"))
    return [
        TaskLine(
            task,
            task.person.name if task.person else f"{task.household.head_name}户",
            places[task.area_code],
            cadres.get(task.household_id, "未结对")
            if task.given_to == GivenTo.CADRE
            else towns.get(township_of(task.area_code), ""),
            _LEVELS[task.state],
            task.state == "open" and task.due_on < on,
        )
        for task in tasks
    ]


def progress_rows(rows: Any, *, on: date) -> list[list[Any]]:
    """Of each item: handed out, open, overdue, done, recorded, unable. One query."""
    states = {state: Count("pk", filter=Q(state=state)) for state in ("open", "done", "recorded", "unable")}
    counted = (
        rows.order_by()
        .values("item_version__name")
        .annotate(n=Count("pk"), overdue=Count("pk", filter=Q(state="open", due_on__lt=on)), **states)
    )
    return [
        [one["item_version__name"], *(one[key] for key in _COUNTED)]
        for one in counted.order_by("item_version__name")
    ]
