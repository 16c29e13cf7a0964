"""The history of a household's file, read from the events that the database keeps: who, when, which value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from households.models import (
    DisabilityCertificate,
    FactStatement,
    Household,
    HouseholdYear,
    Pairing,
    Person,
    StatusStep,
    Visit,
)
from households.words import told_fields, words_of

_TRACKED: tuple[type[models.Model], ...] = (
    Household, Person, DisabilityCertificate, HouseholdYear, Pairing, Visit, StatusStep, FactStatement,
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One value of one row that changed."""

    at: datetime
    who: str
    source: str
    subject: str
    field: str
    old: str
    new: str


def history_of(household: Household, *, limit: int = 200) -> list[Change]:
    """Every change that is on record, newest first. Numbers stay masked."""
    changes = [change for model in _TRACKED for change in _changes(model, household)]
    return sorted(changes, key=lambda change: change.at, reverse=True)[:limit]


def _changes(model: type[models.Model], household: Household) -> Iterator[Change]:
    """An event holds the old row; what it became is the next event of that row, or the row itself."""
    event_model: Any = model._meta.get_field("events").related_model
    own = {"pgh_obj_id": household.pk} if model is Household else {"household_id": household.pk}
    manager: Any = model._default_manager
    key = {"pk": household.pk} if model is Household else {"household_id": household.pk}
    became: dict[int, Any] = {row.pk: row for row in manager.filter(**key)}
    for event in event_model.objects.filter(**own).select_related("pgh_context").order_by("-pgh_id"):
        after = became.get(event.pgh_obj_id)
        if after is not None:
            yield from _differences(model, event, after)
        became[event.pgh_obj_id] = event


def _differences(model: type[models.Model], event: Any, after: Any) -> Iterator[Change]:
    told: dict[str, Any] = event.pgh_context.metadata if event.pgh_context else {}
    for field in told_fields(model):
        old, new = getattr(event, field.attname), getattr(after, field.attname)
        if old == new:
            continue
        yield Change(
            at=event.pgh_created_at,
            who=str(told.get("user_name", "系统")),
            source=_source(told),
            subject=_subject(model, event),
            field=str(field.verbose_name),
            old=words_of(field, old),
            new=words_of(field, new),
        )


def _source(told: dict[str, Any]) -> str:
    if told.get("run"):
        return f"任务{told['run']}"
    return "页面办理" if told else "系统维护"


def _subject(model: type[models.Model], event: Any) -> str:
    if model is Person:
        return f"家庭成员 {event.name}"
    if model is Household:
        return "户"
    if model is HouseholdYear:
        return f"{event.year}年收支调查"
    return str(model._meta.verbose_name)
