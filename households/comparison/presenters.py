"""What the pages of comparison show, in a fixed number of queries; numbers masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from households.comparison.departments import department_of, difference_named
from households.models import Comparison, ComparisonRow, ComparisonTask, ListRow
from households.models.certificates import Category, Level
from households.models.comparison import Outcome
from households.places import place_names

PAGE = 50
COUNT_CAP = 1000
_OWNERS = 200
_LEVELS = {"open": "attention", "settled": "ok", "gone": "quiet"}
_CODED = {"残疾类别": dict(Category.choices), "残疾等级": dict(Level.choices)}


def known_lists(scope: Scope) -> list[tuple[str, str]]:
    """Lists that were sent in, the newest first."""
    rows = scope.rows(ListRow).order_by("-period", "list_name")
    return list(rows.values_list("list_name", "period").distinct()[:200])


def recent_comparisons(scope: Scope) -> list[list[Any]]:
    rows = scope.rows(Comparison).select_related("run", "asked_by").order_by("-pk")[:20]
    return [
        [
            {"text": f"{one.left} 与 {one.right}", "url": _address(one)},
            one.compared_on,
            str(one.asked_by),
            one.run.get_state_display() if one.run else "",
            sum(_to_do(told) for told in one.counts.get("tasks", {}).values()) if one.counts else "",
        ]
        for one in rows
    ]


def _address(one: Comparison) -> str:
    if one.counts or one.run is None:
        return reverse("comparison:result", args=[one.pk])
    return reverse("jobs:progress", args=[one.run_id])


def _to_do(told: dict[str, int]) -> int:
    return int(told["made"] + told["again"] + told["open"])


def result_page(comparison: Comparison, *, outcome: str) -> dict[str, Any]:
    """Sizes of the sets with links, and what the differences mean with their counts."""
    sizes = comparison.counts.get("sizes", {})
    here, tasks = reverse("comparison:result", args=[comparison.pk]), reverse("comparison:tasks")
    right = comparison.right
    words = {
        Outcome.ONLY_LEFT: f"只在{comparison.left}",
        Outcome.ONLY_RIGHT: f"只在{right}",
        Outcome.GONE: "名单上有，户档已减少",
    }
    sets = [
        {
            "label": words.get(Outcome(value), label),
            "count": sizes.get(value, 0),
            "url": f"{here}?outcome={value}#rows",
            "current": value == outcome,
        }
        for value, label in Outcome.choices
    ]
    meanings: list[dict[str, Any]] = []
    for kind, told in comparison.counts.get("tasks", {}).items():
        difference = difference_named(kind)
        if difference and sum(told.values()):
            at = {"list_name": comparison.left_list, "kind": kind, "state": "all"}
            meanings.append(told | {"title": difference.title, "url": f"{tasks}?{urlencode(at)}"})
    return {"sets": sets, "meanings": meanings, "chosen": words.get(Outcome(outcome), Outcome(outcome).label)}


@dataclass(frozen=True)
class RowLine:
    row: ComparisonRow
    theirs: str
    number: str
    place: str
    household_url: str
    differing: list[str]
    # Where it waits for a word, or has one.
    identity_url: str


def row_lines(rows: list[ComparisonRow]) -> list[RowLine]:
    places = place_names(
        code for row in rows for code in (row.area_code, *_villages(row)) if isinstance(code, int)
    )
    return [
        RowLine(
            row,
            _their_words(row),
            str((row.list_row or row.other_row or row.person).id_number or "无") if _has_side(row) else "",
            places[row.area_code],
            reverse("households:detail", args=[row.household_id]) if row.household_id else "",
            [
                f"{label}：{_told(label, a, places)} → {_told(label, b, places)}"
                for label, (a, b) in row.differences.items()
            ],
            reverse("comparison:identity", args=[row.pk])
            if row.outcome == Outcome.DOUBTFUL or row.how == ComparisonRow.How.WORD
            else "",
        )
        for row in rows
    ]


def _has_side(row: ComparisonRow) -> bool:
    return bool(row.list_row or row.other_row or row.person)


def _their_words(row: ComparisonRow) -> str:
    one = row.list_row or row.other_row
    return " ".join(filter(None, (one.grade, one.status, one.school))) if one else ""


def _villages(row: ComparisonRow) -> list[Any]:
    return [code for code in row.differences.get("村（社区）", []) if code]


def _told(label: str, value: Any, places: dict[int, str]) -> str:
    if value in (None, ""):
        return "未填"
    if label == "村（社区）":
        return places.get(value, str(value))
    return str(_CODED[label].get(value, value)) if label in _CODED else str(value)


@dataclass(frozen=True)
class TaskLine:
    task: ComparisonTask
    title: str
    place: str
    owner: str
    level: str
    overdue: bool
    url: str


def task_lines(tasks: list[ComparisonTask], *, on: date) -> list[TaskLine]:
    places = place_names(task.area_code for task in tasks)
    owners = Area.objects.filter(code__in={task.owner_code for task in tasks}).names()
    return [
        TaskLine(
            task,
            title_of(task),
            places[task.area_code],
            str(task.owner) if task.owner else owners.get(task.owner_code, ""),
            _LEVELS[task.state],
            task.state == "open" and task.due_on < on,
            reverse("comparison:task", args=[task.pk]),
        )
        for task in tasks
    ]


def owner_choices(scope: Scope) -> list[tuple[str, str]]:
    """Units and people with differences to settle, to choose by."""
    open_tasks = scope.rows(ComparisonTask).to_settle().order_by()
    codes = list(open_tasks.values_list("owner_code", flat=True).distinct()[:_OWNERS])
    people = open_tasks.exclude(owner=None).values_list("owner_id", flat=True).distinct()[:_OWNERS]
    units = sorted(Area.objects.filter(code__in=codes).names().items())
    users = User.objects.filter(pk__in=list(people)).order_by("pk")
    return [(f"unit-{code}", name) for code, name in units] + [(f"user-{one.pk}", str(one)) for one in users]


def title_of(task: ComparisonTask) -> str:
    difference = difference_named(task.kind)
    return difference.title if difference else task.kind


@dataclass(frozen=True)
class TaskPage:
    lines: list[TaskLine]
    next_url: str
    count: str


def task_page(rows: Any, *, kept: dict[str, str], after: str, on: date) -> TaskPage:
    """The longest overdue first; the count is capped."""
    counted = rows.order_by()[: COUNT_CAP + 1].count()
    rows = rows.soonest_due().select_related("owner")
    day, _, pk = after.partition("_")
    try:
        rows = rows.due_after(date.fromisoformat(day), int(pk)) if after else rows
    except ValueError:
        rows = rows.none()
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    onward = f"?{urlencode({**kept, 'after': f'{last.due_on}_{last.pk}'})}" if last else ""
    return TaskPage(
        task_lines(found[:PAGE], on=on), onward, f"{COUNT_CAP}以上" if counted > COUNT_CAP else str(counted)
    )


def task_context(task: ComparisonTask, *, on: date) -> dict[str, Any]:
    difference = difference_named(task.kind)
    return {
        "task": task,
        "line": task_lines([task], on=on)[0],
        "todo": difference.todo if difference else "",
        "department": department_of(task.list_name),
    }
