"""The history of a household's file, read from the events that the database keeps: who, when, which value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery
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
    Proposal,
    RosterFile,
    StatusStep,
    Visit,
)
from households.places import place_names
from households.words import told_fields, words_of

PAGE = 50
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
    "households:restore": "变更记录页面（恢复）",
    "duplicates:merge": "疑似重复合并页面",
    "duplicates:undo": "合并经过页面（撤销合并）",
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


@dataclass(frozen=True)
class HistoryPage:
    """Changes newest first; ``before``: where the next page goes on, none on the last."""

    changes: list[Change]
    before: datetime | None


def history_of(household: Household, *, limit: int = PAGE) -> list[Change]:
    """The newest changes. Numbers stay masked."""
    return history_page(household, limit=limit).changes[:limit]


def history_page(household: Household, *, limit: int = PAGE, before: datetime | None = None) -> HistoryPage:
    """At least ``limit`` changes from before that moment; what one transaction changed stays together.

    Each table is read down to the moment of its ``limit``-th event, so the page is complete
    down to the latest of these moments, however long the history is.
    """
    while True:
        found: list[Change] = []
        ends: list[datetime] = []
        for read in _READERS:
            changes, end = read(household, before, limit)
            found += changes
            ends += [end] if end else []
        end = max(ends, default=None)
        found = [one for one in found if end is None or one.at >= end]
        found.sort(key=lambda change: change.at, reverse=True)
        if found or end is None:
            break
        before = end  # events that changed nothing to be told of
    if len(found) > limit:
        last = found[limit - 1].at
        further = [one for one in found if one.at >= last]
        if len(further) < len(found):
            return HistoryPage(further, last)
    return HistoryPage(found, end)


def _down_to(rows: Any, moment: str, before: datetime | None, limit: int) -> tuple[Any, datetime | None]:
    """``rows`` from before, down to the moment of the ``limit``-th of them, all of that moment included."""
    if before is not None:
        rows = rows.filter(**{f"{moment}__lt": before})
    end = rows.order_by(f"-{moment}").values_list(moment, flat=True)[limit - 1 : limit].first()
    return (rows.filter(**{f"{moment}__gte": end}), end) if end else (rows, None)


def _changes_of(
    model: type[models.Model], household: Household, before: datetime | None, limit: int
) -> tuple[list[Change], datetime | None]:
    """An event holds the old row; what it became is the next event of that row, or the row itself."""
    every = events_of(model).filter(**of_household(model, household, events=True))
    later = events_of(model).filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id"))
    chosen, end = _down_to(every, "pgh_created_at", before, limit)
    chosen = chosen.annotate(next_id=Subquery(later.order_by("pgh_id").values("pgh_id")[:1]))
    events = list(chosen.select_related("pgh_context").order_by("-pgh_id"))
    known = {event.pgh_id: event for event in events}
    known |= events_of(model).in_bulk([one.next_id for one in events if one.next_id not in known | {None: 0}])
    manager: Any = model._default_manager
    rows = {row.pk: row for row in manager.filter(**of_household(model, household))}
    told = _sources(events)
    found = [
        change
        for event in events
        if (after := known.get(event.next_id) or rows.get(event.pgh_obj_id)) is not None
        for change in _differences(model, event, after, told)
    ]
    return found, end


def _added(
    model: type[models.Model], page: str, household: Household, before: datetime | None, limit: int
) -> tuple[list[Change], datetime | None]:
    manager: Any = model._default_manager
    rows = manager.filter(**of_household(model, household)).select_related("created_by")
    rows, end = _down_to(rows, "created_at", before, limit)
    return [_addition(model, page, row) for row in rows.order_by("-pk")], end


def _addition(model: type[models.Model], page: str, row: Any) -> Change:
    by_somebody = row.created_by is not None
    return Change(
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


def _accepted(
    household: Household, before: datetime | None, limit: int
) -> tuple[list[Change], datetime | None]:
    """Proposals that a clerk took: of a new member or survey nothing else tells who proposed it."""
    rows = Proposal.objects.of_household(household).filter(state__in=["accepted", "partly"])
    rows, end = _down_to(rows, "decided_at", before, limit)
    found = [
        Change(
            at=one.decided_at,
            who=str(one.decided_by),
            source=_PAGES["proposals:decide"],
            subject="登记建议",
            field=one.get_state_display(),
            old="—",
            new=f"{one.about}（{one.created_by}提出）",
            reason=one.answer,
            model=Proposal,
            event=0,
            field_name="",
            added=True,
        )
        for one in rows.select_related("created_by", "decided_by")
    ]
    return found, end


_Reader = Callable[[Household, datetime | None, int], tuple[list[Change], datetime | None]]
_READERS: list[_Reader] = [
    *(partial(_changes_of, model) for model in _TRACKED),
    *(partial(_added, model, page) for model, page in _TOLD_WHEN_ADDED.items()),
    _accepted,
]


def _differences(
    model: type[models.Model], event: Any, after: Any, told: Mapping[int, str]
) -> Iterator[Change]:
    context = _context(event)
    for field in told_fields(model):
        old, new = getattr(event, field.attname), getattr(after, field.attname)
        if old == new:
            continue
        yield Change(
            at=event.pgh_created_at,
            who=str(context.get("user_name", "系统")),
            source=told[event.pgh_id],
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


def _sources(events: Sequence[Any]) -> dict[int, str]:
    """For each event: the page, the import with its file, or the job that made the change."""
    runs = {int(run) for event in events if (run := _context(event).get("run"))}
    kinds = dict(Run.objects.filter(pk__in=runs).values_list("pk", "kind"))
    files = dict(RosterFile.objects.filter(merge_run__in=runs).values_list("merge_run_id", "file_name"))
    return {event.pgh_id: _source(_context(event), kinds, files) for event in events}


def _source(told: dict[str, Any], kinds: dict[int, str], files: dict[int, str]) -> str:
    run = told.get("run")
    if run:
        label = kind_of(kinds[run]).label if run in kinds else "后台任务"
        return f"{label}《{files[run]}》" if run in files else f"{label}（任务{run}）"
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
