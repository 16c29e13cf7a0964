"""A list under entry: rows found by search and ticked, each with a number; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from actions.models import Result
from foundation.areas.scope import Scope
from households.finding.searching import Search, found_by, understand
from households.models import Household, Person

HOUSEHOLDS = 10


class AttendeeForm(forms.Form):
    """One person of an activity's list."""

    take = forms.BooleanField(label="参加", required=False)
    amount = forms.DecimalField(
        label="参加时长（小时）", required=False, min_value=0, max_digits=6, decimal_places=1
    )
    result = forms.ChoiceField(label="结果", required=False, choices=[("", "未填"), *Result.choices])


class HoldingForm(forms.Form):
    """One household and its shares."""

    take = forms.BooleanField(label="折股", required=False)
    amount = forms.DecimalField(label="份额", required=False, min_value=0, max_digits=12, decimal_places=4)


class Roll:
    """``kept``: what stands already, by key. ``rows``: the subject and its form, in the order of finding."""

    def __init__(
        self,
        form_class: type[forms.Form],
        subjects: Iterable[Any],
        *,
        data: QueryDict | None,
        kept: dict[int, dict[str, Any]] | None = None,
        unsaved: bool = False,
    ) -> None:
        """``unsaved``: the form was sent only to search, so nothing is judged yet."""
        self.rows: list[tuple[Any, forms.Form]] = []
        for subject in subjects:
            prefix = f"row{subject.pk}"
            initial = (kept or {}).get(subject.pk, {})
            if data is not None and unsaved:
                initial = {name: data.get(f"{prefix}-{name}") for name in form_class.base_fields}
                # Who was just found is taken until the tick is removed.
                initial["take"] = bool(initial["take"]) or str(subject.pk) not in data.getlist("shown")
            form = form_class(None if unsaved else data, prefix=prefix, initial=initial)
            for field in form.fields.values():
                field.widget.attrs["aria-label"] = f"{field.label}：{_name(subject)}"
            self.rows.append((subject, form))

    def is_valid(self) -> bool:
        judged = [form.is_valid() for _, form in self.rows]
        return all(judged)

    @property
    def taken(self) -> list[tuple[Any, dict[str, Any]]]:
        return [(subject, form.cleaned_data) for subject, form in self.rows if form.cleaned_data["take"]]


def _name(subject: Any) -> str:
    return str(getattr(subject, "head_name", "") or subject.name)


def shown_keys(data: QueryDict) -> list[int]:
    """Keys of the rows that the form was sent with."""
    return [int(key) for key in data.getlist("shown") if key.isdecimal() and len(key) < 19][:600]


def households_found(text: str, *, scope: Scope) -> tuple[list[Household], Search]:
    """The first households that the words mean, and how these were understood."""
    search = understand(text, scope=scope)
    rows = found_by(scope.rows(Household).active(), search, scope=scope)
    return list(rows[:HOUSEHOLDS]), search


def people_of(households: list[Household], text: str, *, scope: Scope) -> list[Person]:
    """Their members; those so called alone where there are any."""
    ids = [household.pk for household in households]
    people = list(scope.rows(Person).living_here().filter(household_id__in=ids))
    called = [person for person in people if any(word in person.name for word in text.split())]
    return called or people
