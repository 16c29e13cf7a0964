"""The history of a household's file, read from the events that the database keeps: who, when, which value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.urls import Resolver404, resolve

from foundation.jobs.kinds import kind_of
from foundation.jobs.models import Run
from households.models import (
    Attachment,
    DisabilityCertificate,
    FactStatement,
    FamilyChange,
    Household,
    HouseholdYear,
    Pairing,
    Person,
    Procedure,
    ProcedureStep,
    RosterFile,
    StatusStep,
    Visit,
)
from households.places import place_names
from households.words import told_fields, words_of

EVENTS_OF_A_TABLE = 500  # the newest; what is older can be read as on a day (as_on.py)
_TRACKED: tuple[type[models.Model], ...] = (
    Household, Person, DisabilityCertificate, HouseholdYear, Pairing, Visit, StatusStep, FactStatement,
    Attachment, Procedure, ProcedureStep, FamilyChange,
)  # fmt: skip
# What comes into the file one by one is told when it comes; of other rows the file itself tells.
_TOLD_WHEN_ADDED: dict[type[models.Model], str] = {
    Attachment: "照片和材料页面",
    Procedure: "识别退出程序页面",
    ProcedureStep: "识别退出程序页面",
    FamilyChange: "家庭变动页面",
}
# Pages in an official's words, by the name of their route; others are told as 页面办理.
_PAGES = {
    "households:register": "登记新户页面",
    "households:correct": "更正户信息页面",
    "households:add_person": "增加家庭成员页面",
    "households:correct_person": "更正家庭成员页面",
    "households:remove_person": "减少家庭成员页面",
    "households:survey": "年度调查页面",
    "households:correct_survey": "年度调查页面",
    "households:pair": "结对页面",
    "households:end_pairing": "解除结对页面",
    "households:visit": "走访页面",
    "households:attach": "照片和材料页面",
    "households:withdraw_attachment": "照片和材料页面",
    "households:restore": "变更记录页面(恢复)",
    "duplicates:merge": "疑似重复合并页面",
    "duplicates:undo": "合并经过页面(撤销合并)",
    "households:settle_finding": "差异核实页面",
    "proposals:decide": "审核登记建议页面",
    **dict.fromkeys(
        (
            f"households:{name}"
            for name in (
                "open_procedure",
                "record_step",
                "take_back_step",
                "confirm_procedure",
                "end_procedure",
                "revoke_procedure",
            )
        ),
        "识别退出程序页面",
    ),
    **dict.fromkeys(
        (f"households:{name}" for name in ("arrive", "change_head", "divide", "join", "move")), "家庭变动页面"
    ),
    **dict.fromkeys(
        (f"households:{name}" for name in ("offer_transfer", "release_transfer", "receive_transfer")),
        "跨县转移页面",
    ),
}


@dataclass(frozen=True)
class Change:
    """One value of one row that changed; ``event`` and ``field_name`` lead back to the old value.

    A row that was ``added`` has neither: ``new`` says what came.
    """

    at: datetime
    who: str
    source: str
    subject: str
    field: str
    old: str
    new: str
    reason: str
    model: type[models.Model]
    event: int
    field_name: str
    added: bool = False


def events_of(model: type[models.Model]) -> Any:
    """Event rows of a tracked table: each holds the row as it was before a change."""
    event_model: Any = model._meta.get_field("events").related_model
    return event_model.objects.all()


def of_household(model: type[models.Model], household: Household, *, events: bool = False) -> dict[str, int]:
    """The filter that leads to a household's rows, or to their events."""
    if model is Household:
        return {"pgh_obj_id" if events else "pk": household.pk}
    return {"household_id": household.pk}


def history_of(household: Household, *, limit: int = 200, start: int = 0) -> list[Change]:
    """Changes newest first, from the ``start``-th on. Numbers stay masked."""
    found = [pair for model in _TRACKED for pair in _events(model, household)]
    told = _sources(event for _, event, _ in found)
    changes = [one for model, event, after in found for one in _differences(model, event, after, told)]
    changes += [one for model, page in _TOLD_WHEN_ADDED.items() for one in _added(model, page, household)]
    return sorted(changes, key=lambda change: change.at, reverse=True)[start : start + limit]


def _events(model: type[models.Model], household: Household) -> Iterator[tuple[Any, Any, Any]]:
    """An event holds the old row; what it became is the next event of that row, or the row itself."""
    manager: Any = model._default_manager
    became: dict[int, Any] = {row.pk: row for row in manager.filter(**of_household(model, household))}
    events = events_of(model).filter(**of_household(model, household, events=True))
    for event in events.select_related("pgh_context").order_by("-pgh_id")[:EVENTS_OF_A_TABLE]:
        after = became.get(event.pgh_obj_id)
        if after is not None:
            yield model, event, after
        became[event.pgh_obj_id] = event


def _added(model: type[models.Model], page: str, household: Household) -> Iterator[Change]:
    manager: Any = model._default_manager
    rows = manager.filter(**of_household(model, household)).select_related("created_by")
    for row in rows.order_by("-pk")[:EVENTS_OF_A_TABLE]:
        by_somebody = row.created_by is not None
        yield Change(
            at=row.created_at,
            who=str(row.created_by) if by_somebody else "系统",
            source=page if by_somebody else "后台任务",
            subject=_subject(model, row),
            field="新增",
            old="—",
            new=str(row),
            reason="",
            model=model,
            event=0,
            field_name="",
            added=True,
        )


def _differences(model: type[models.Model], event: Any, after: Any, told: dict[int, str]) -> Iterator[Change]:
    context = _context(event)
    for field in told_fields(model):
        old, new = getattr(event, field.attname), getattr(after, field.attname)
        if old == new:
            continue
        yield Change(
            at=event.pgh_created_at,
            who=str(context.get("user_name", "系统")),
            source=told[event.pgh_id, model],  # type: ignore[index]
            subject=_subject(model, event),
            field=str(field.verbose_name),
            old=_words(field, old),
            new=_words(field, new),
            reason=str(context.get("reason", "")),
            model=model,
            event=event.pgh_id,
            field_name=field.name,
        )


def _words(field: Any, value: Any) -> str:
    if field.name == "area_code" and value is not None:
        return place_names([value])[value]
    return words_of(field, value)


def _context(event: Any) -> dict[str, Any]:
    found: dict[str, Any] = event.pgh_context.metadata if event.pgh_context else {}
    return found


def _sources(events: Iterable[Any]) -> Any:
    """For each event: the page, the import with its file, or the job that made the change."""
    events = list(events)
    runs = {int(run) for event in events if (run := _context(event).get("run"))}
    kinds = dict(Run.objects.filter(pk__in=runs).values_list("pk", "kind"))
    files = dict(RosterFile.objects.filter(merge_run__in=runs).values_list("merge_run_id", "file_name"))
    return {
        (event.pgh_id, event.pgh_tracked_model): _source(_context(event), kinds, files) for event in events
    }


def _source(told: dict[str, Any], kinds: dict[int, str], files: dict[int, str]) -> str:
    run = told.get("run")
    if run:
        label = kind_of(kinds[run]).label if run in kinds else "后台任务"
        return f"{label}《{files[run]}》" if run in files else f"{label}(任务{run})"
    if not told:
        return "系统维护"
    try:
        return _PAGES.get(resolve(told.get("path", "")).view_name, "页面办理")
    except Resolver404:
        return "页面办理"


def _subject(model: type[models.Model], event: Any) -> str:
    if model is Person:
        return f"家庭成员 {event.name}"
    if model is Household:
        return "户"
    if model is HouseholdYear:
        return f"{event.year}年收支调查"
    if model in _TOLD_WHEN_ADDED:
        return f"{model._meta.verbose_name} {event.get_kind_display()}"
    return str(model._meta.verbose_name)
