"""Which tables hang on a household or a person, registered from ``AppConfig.ready`` of the app that has them.

Two files of one family are merged by moving all that hangs on the one to the other.
A table that nobody has registered would be forgotten there: the check below refuses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import models

TARGETS = ("households.Household", "households.Person")


@dataclass(frozen=True)
class Hanging:
    """A table that hangs on households or persons. ``stays``: why its rows do not follow a merge.

    ``through``: its key to a row that hangs there itself (a payment's record); it goes where that goes.
    """

    model: type[models.Model]
    stays: str = ""
    through: str = ""
    # A row in an official's words, where the model's own text has codes.
    told: Callable[[Any], str] = str
    households: tuple[str, ...] = field(default=())
    persons: tuple[str, ...] = field(default=())

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def words(self) -> str:
        return str(self.model._meta.verbose_name)


_HANGING: dict[str, Hanging] = {}


def follows(*tables: type[models.Model], through: str = "", told: Callable[[Any], str] = str) -> None:
    """The rows of these tables go along when their household or person is merged into another."""
    for model in tables:
        _keep(model, "", through, told)


def stays(model: type[models.Model], *, because: str) -> None:
    """The rows of this table stay where they are."""
    _keep(model, because)


def _keep(
    model: type[models.Model], because: str, through: str = "", told: Callable[[Any], str] = str
) -> None:
    known = _HANGING.get(model._meta.label)
    if known and known.stays != because:
        raise ValueError(f"{model._meta.label} hangs on a household in two ways.")
    _HANGING[model._meta.label] = Hanging(
        model, because, through, told, tuple(_columns(model, TARGETS[0])), tuple(_columns(model, TARGETS[1]))
    )


def followers() -> list[Hanging]:
    return [one for one in _HANGING.values() if not one.stays]


def followers_of(model: type[models.Model]) -> list[Hanging]:
    """Tables whose rows go where a row of ``model`` goes."""
    return [
        one
        for one in followers()
        if one.through and one.model._meta.get_field(one.through).related_model is model
    ]


def _columns(model: type[models.Model], target: str) -> Iterator[str]:
    for one in model._meta.concrete_fields:
        related: Any = one.related_model
        if isinstance(one, models.ForeignKey) and related._meta.label == target:
            yield one.attname


def hanging_models() -> list[type[models.Model]]:
    """Every table with a key to a household or person; the history's own tables read through them."""
    return [
        model
        for model in apps.get_models()
        if not hasattr(model, "pgh_tracked_model")
        and any(list(_columns(model, target)) for target in TARGETS)
    ]


@register(Tags.models)
def every_hanging_table_is_registered(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{model._meta.label} hangs on a household or person and would be forgotten by a merge.",
            hint="In its AppConfig.ready: households.hanging.follows(Model), or stays(Model, because=…).",
            id="households.E001",
        )
        for model in hanging_models()
        if model._meta.label not in _HANGING
    ]
