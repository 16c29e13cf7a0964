"""What an import may have written, and how it is taken back: rows it made leave, rows it changed return.

An upper floor registers its own tables from ``AppConfig.ready``. Nothing is deleted that can
say of itself that it counts no longer; the history stays whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from households.models import (
    DisabilityCertificate,
    FactStatement,
    Household,
    HouseholdYear,
    Pairing,
    Person,
    Visit,
)

UNDONE = "撤销导入"
_NEVER_RESTORED = {"id", "household_id", "person_id", "created_at", "created_by_id", "created_by_run_id",
                   "updated_at", "version"}  # fmt: skip


@dataclass(frozen=True)
class Undoable:
    """A tracked table with a household; ``leaving`` assigns, in SQL, what a row gets that the import made.

    ``present`` is the condition under which such a row still counts. Parameters of both:
    ``on`` and ``reason``. A row that has no way to leave keeps its household.
    """

    model: type[models.Model]
    leaving: str
    present: str
    home: str = "household_id"
    # A row without a state of its own that says it counts no longer: it goes, its history stays.
    removed: bool = False

    @property
    def stays(self) -> bool:
        return not self.leaving and not self.removed

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def events(self) -> str:
        related: Any = self.model._meta.get_field("events").related_model
        return str(related._meta.db_table)

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def restored(self) -> list[str]:
        kept_out = _NEVER_RESTORED | ({"area_code"} if self.home != "id" else set())
        fields = self.model._meta.concrete_fields
        columns = [str(field.column) for field in fields if not getattr(field, "generated", False)]
        return [column for column in columns if column not in kept_out]


_UNDOABLE: dict[type[models.Model], Undoable] = {}


def register_undoable(one: Undoable) -> None:
    if _UNDOABLE.get(one.model, one) != one:
        raise ValueError(f"{one.model.__name__} is registered twice.")
    _UNDOABLE[one.model] = one


def undoables() -> list[Undoable]:
    """What hangs on a household first, the household last."""
    return sorted(_UNDOABLE.values(), key=lambda one: (one.home == "id", one.model is Person))


def register_own() -> None:
    for one in (
        Undoable(HouseholdYear, "", "true", removed=True),
        Undoable(Visit, "", "true"),
        Undoable(FactStatement, "", "true", removed=True),
        Undoable(Pairing, "ends_on = starts_on, end_reason = %(reason)s", "ends_on is null"),
        Undoable(DisabilityCertificate, "state = 'cancelled'", "state = 'valid'"),
        Undoable(Person, "left_on = %(on)s, left_reason = %(reason)s", "left_on is null"),
        Undoable(
            Household,
            "left_on = %(on)s, left_reason = %(reason)s, version = version + 1",
            "left_on is null",
            home="id",
        ),
    ):
        register_undoable(one)
