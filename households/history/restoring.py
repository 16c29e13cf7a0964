"""An earlier value taken back into the file (恢复): an ordinary correction with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import DataError, IntegrityError, models, transaction

from foundation.accounts.models import User
from foundation.areas.scope import remarked
from foundation.sealed.numbers import IdNumber
from households import registry, surveys
from households.history.reading import events_of, of_household
from households.members import MemberEntry
from households.models import Household, HouseholdYear, Person
from households.registry import UnableToCorrect
from households.surveys import UnableToSurvey
from households.words import told_fields, words_of

KINDS: dict[str, type[models.Model]] = {"household": Household, "person": Person, "survey": HouseholdYear}
# Who somebody is and whether they live here is settled by its own pages.
_NOT_OF_PERSONS = {
    "name", "id_number", "no_number_reason", "sex", "birth_date", "relation", "left_on",
    "left_reason",
}  # fmt: skip


class UnableToRestore(Exception):
    """The earlier value cannot come back; the message is ready for the user."""


@dataclass(frozen=True)
class Earlier:
    """An earlier value of one field of a row that is still there, beside the present one."""

    kind: str
    row: Any
    field: Any
    value: Any

    @property
    def label(self) -> str:
        return str(self.field.verbose_name)

    @property
    def then(self) -> str:
        return words_of(self.field, self.value)

    @property
    def now(self) -> str:
        return words_of(self.field, getattr(self.row, self.field.attname))

    def seen(self, household: Household) -> str:
        """What the page had before it: checked again when the value is saved."""
        return self.row.updated_at.isoformat() if self.kind == "survey" else str(household.version)


def restorable(model: type[models.Model]) -> set[str]:
    """Names of the fields that a correction may set."""
    if model is Household:
        return set(registry.HOUSEHOLD_FIELDS)
    names = {one.name for one in told_fields(model)}
    if model is Person:
        return names - _NOT_OF_PERSONS
    return names - {"year"} if model is HouseholdYear else set()


def kind_of_model(model: type[models.Model]) -> str:
    return next((kind for kind, known in KINDS.items() if known is model), "")


def earlier_value(household: Household, kind: str, event_id: int, field: str) -> Earlier | None:
    """What the event holds of that field; nothing where it is another household's or cannot be restored."""
    model = KINDS.get(kind)
    if model is None or field not in restorable(model):
        return None
    own = of_household(model, household, events=True)
    event = events_of(model).filter(**own, pgh_id=event_id).first()
    manager: Any = model._default_manager
    key = of_household(model, household) | ({"pk": event.pgh_obj_id} if event else {})
    row = manager.filter(**key).first() if event else None
    if row is None or getattr(row, "left_on", None) is not None:
        return None
    known = model._meta.get_field(field)
    return Earlier(kind, row, known, getattr(event, known.attname))  # type: ignore[union-attr]


@transaction.atomic
def restore(*, household: Household, earlier: Earlier, seen: str, reason: str, by: User, on: date) -> None:
    """Take the earlier value back; the reason stands beside the change in the history."""
    if not reason.strip():
        raise UnableToRestore("请写明恢复的原因。")
    if getattr(earlier.row, earlier.field.attname) == earlier.value:
        raise UnableToRestore("此项现在就是这个值，不用恢复。")
    try:
        with remarked(reason=f"恢复：{reason}"):
            _corrected(household, earlier, seen, by=by, on=on)
    except (UnableToCorrect, UnableToSurvey) as told:
        raise UnableToRestore(str(told)) from told
    except (IntegrityError, DataError, ValueError) as unfit:
        raise UnableToRestore("原值与现在登记的其他内容不相符，请在更正页面中一并改正。") from unfit


def _corrected(household: Household, earlier: Earlier, seen: str, *, by: User, on: date) -> None:
    values = {earlier.field.name: earlier.value}
    if earlier.kind == "household":
        registry.correct_household(household=household, version=int(seen), values=values, by=by, on=on)
    elif earlier.kind == "person":
        member = _as_entered(earlier.row, values)
        registry.correct_person(person=earlier.row, version=int(seen), member=member, by=by, on=on)
    else:
        seen_at: Any = datetime.fromisoformat(seen)
        surveys.correct_survey(survey=earlier.row, seen_at=seen_at, values=values, by=by, on=on)


def _as_entered(person: Person, values: dict[str, Any]) -> MemberEntry:
    """The member as he stands, with the one value; the number is opened only to be handed on."""
    number: Any = person.id_number
    return MemberEntry(
        name=person.name,
        relation=person.relation,
        id_number=IdNumber.read(number.open()) if number else None,
        no_number_reason=person.no_number_reason,
        sex=person.sex,
        birth_date=person.birth_date,
        values=values,
    )
