"""One family change as a page asks for it: its form, and the verb that does what the form says.

The clerk's page does it at once. Of who only proposes, what was typed is kept, and the same verb runs
when a clerk accepts it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from foundation.accounts.models import User
from foundation.areas.codes import CodeRange
from foundation.areas.scope import Scope
from households.families import changing as families
from households.families.forms import (
    ArrivalForm,
    DepartureForm,
    DivisionForm,
    HeadForm,
    JoiningForm,
    JoiningRelationsForm,
    MovingForm,
)
from households.models import Household, Person
from households.places import place_names


@dataclass(frozen=True)
class Asked:
    """Whose page it is. ``within``: where a village may be chosen; ``before``: what was typed earlier."""

    scope: Scope
    household: Household
    within: CodeRange | None
    typed: QueryDict | None = None
    person: Person | None = None
    before: Mapping[str, Any] = field(default_factory=dict)

    @property
    def first(self) -> dict[str, Any]:
        """What an empty form begins with; the version is always the present one."""
        begun = {"happened_on": self.scope.today} | dict(self.before)
        return begun | {"version": self.household.version}

    def living(self, household: Household | None = None) -> list[Person]:
        rows = self.scope.rows(Person).living_here().filter(household=household or self.household)
        return list(rows.order_by("pk"))


@dataclass(frozen=True)
class Work:
    """``now``: what is on record of a field. ``joining``: the other household, once it has been found."""

    heading: str
    form: Any
    told: str
    verb: Callable[[dict[str, Any]], Household | Person]
    now: Mapping[str, str] = field(default_factory=dict)
    joining: Household | None = None
    complete: bool = True

    def carry_out(self, *, by: User, on: date) -> Household | Person:
        return self.verb(self.form.cleaned_data | {"by": by, "on": on})


def work_of(page: str, asked: Asked) -> Work:
    """By the name of its page."""
    return PAGES[page](asked)


def _arrival(asked: Asked) -> Work:
    household = asked.household
    form = ArrivalForm(
        asked.typed, version=household.version, today=asked.scope.today, before=dict(asked.before)
    )

    def verb(given: dict[str, Any]) -> Person:
        return families.record_arrival(
            household=household, version=given["version"], kind=given["kind"], member=form.entry(),
            happened_on=given["happened_on"], reason=given["change_reason"], by=given["by"], on=given["on"],
        )  # fmt: skip

    return Work("自然增加", form, "新成员已登记。", verb)


def _departure(asked: Asked) -> Work:
    person = asked.person
    assert person is not None
    return Work(
        f"自然减少：{person.name}",
        DepartureForm(asked.typed, initial=asked.first),
        f"{person.name}已从本户减少，登记和以往记录都保留。",
        lambda given: families.record_departure(person=person, **given),
    )


def _head(asked: Asked) -> Work:
    household, people = asked.household, asked.living()
    form = HeadForm(asked.typed, people=people, initial=asked.first)

    def verb(given: dict[str, Any]) -> Household:
        head = next(one for one in people if str(one.pk) == given["head"])
        return families.change_head(
            household=household, head=head, relations=form.relations(), **_when(given)
        )  # fmt: skip

    return Work("更换户主", form, "户主已更换。", verb, {"head": household.head_name} | _relations(people))


def _division(asked: Asked) -> Work:
    household, people = asked.household, asked.living()
    first = {"village": household.area_code} | asked.first
    form = DivisionForm(asked.typed, people=people, within=asked.within, initial=first)

    def verb(given: dict[str, Any]) -> Household:
        by_key = {str(one.pk): one for one in people}
        return families.divide_household(
            household=household, leaving=[by_key[pk] for pk in given["leaving"]], head=by_key[given["head"]],
            relations=form.relations(), village=given["village"], **_when(given),
        )  # fmt: skip

    return Work("分户", form, "已分户，这是新户的户档。", verb, _relations(people))


def _move(asked: Asked) -> Work:
    household = asked.household
    # A pairing that goes on is the rule; to end it is the clerk's decision.
    first = {"keep_pairing": True} | asked.first
    now = {
        "village": place_names([household.area_code])[household.area_code],
        "group_name": household.group_name,
        "address": household.address,
    }
    return Work(
        "迁移到另一个村",
        MovingForm(asked.typed, household=household, within=asked.within, initial=first),
        "已迁移。",
        lambda given: families.move_household(household=household, **given),
        now,
    )


def _join(asked: Asked) -> Work:
    """First which household, then what each of its people is to the head of this one."""
    household, typed = asked.household, asked.typed
    number = typed.get("number", "").strip() if typed else ""
    rows = asked.scope.rows(Household).active().exclude(pk=household.pk)
    joining = rows.filter(number=number).first() if number else None
    if joining is None or typed is None:
        sought = JoiningForm(typed, initial=asked.first)
        if typed is not None and sought.is_valid():
            sought.add_error("number", "您负责的区域内没有这个户编号，请核对")
        return Work("并户", sought, "", _unasked, complete=False)
    told = any(name.startswith("relation-") for name in typed)
    people = asked.living(joining)
    first = asked.first | {name: typed.get(name, "") for name in ("version", "happened_on", "reason")}
    form = JoiningRelationsForm(typed if told else None, people=people, initial=first)

    def verb(given: dict[str, Any]) -> Household:
        return families.join_households(
            household=household, joining=joining, relations=form.relations(), **_when(given)
        )  # fmt: skip

    heading = f"并户：{joining}"
    return Work(heading, form, "两户已合并。", verb, _relations(people), joining, complete=told)


def _unasked(given: dict[str, Any]) -> Household:
    raise AssertionError("the page has not asked everything yet")


def _relations(people: list[Person]) -> dict[str, str]:
    return {f"relation-{one.pk}": one.get_relation_display() for one in people}


def _when(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("version", "happened_on", "reason", "by", "on")}


PAGES: dict[str, Callable[[Asked], Work]] = {
    "arrive": _arrival,
    "remove_person": _departure,
    "change_head": _head,
    "divide": _division,
    "move": _move,
    "join": _join,
}
