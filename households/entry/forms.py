"""The entry page as one: the household, its members, one year's survey, or only a part of them.

Bound to what was sent; or filled from the file; or filled again from a draft, unjudged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from foundation.areas.codes import CodeRange
from households.entry.household_forms import HouseholdForm
from households.entry.member_forms import MemberForm, MembersFormset
from households.entry.side_by_side import MINE, THEIRS, Sent
from households.entry.survey_form import SurveyForm
from households.entry.whole_file import FileSent, MemberSent, SurveySent, person_key
from households.models import Household, HouseholdYear, Person

CHOOSE = "choose:"


@dataclass(frozen=True)
class OnFile:
    """The parts of the file that the page shows. ``adds``: an empty row for a new member."""

    within: CodeRange | None
    today: date
    year: int
    household: Household | None = None
    people: Sequence[Person] = ()
    survey: HouseholdYear | None = None
    last: HouseholdYear | None = None
    shows: frozenset[str] = frozenset({"household", "members", "survey"})
    adds: bool = False


class EntryForms:
    def __init__(
        self, on_file: OnFile, data: QueryDict | None = None, draft: QueryDict | None = None
    ) -> None:
        self.on_file, self.data = on_file, data
        self.household = self.members = self.survey = None
        if "household" in on_file.shows:
            self.household = HouseholdForm(
                data, within=on_file.within, today=on_file.today, household=on_file.household
            )
        if "members" in on_file.shows:
            self.members = self._members(data, draft)
        if "survey" in on_file.shows:
            size = len(on_file.people)
            self.survey = SurveyForm(data, survey=on_file.survey, last=on_file.last, members=size)
        if draft is not None:
            for form in self._forms():
                _refill(form, draft)

    def _members(self, data: QueryDict | None, draft: QueryDict | None) -> Any:
        order: list[int | None] = [person.pk for person in self.on_file.people]
        if self.on_file.adds or not order:
            order.append(None)
        if draft is not None:
            told = draft.get("members-TOTAL_FORMS", "")
            rows = range(min(int(told), MembersFormset.max_num) if told.isdigit() else 0)
            keys = [draft.get(f"members-{place}-person", "") for place in rows]
            order = [int(key) if key.isdigit() else None for key in keys] or order
        people = {person.pk: person for person in self.on_file.people}
        made: Any = MembersFormset  # the factory's type knows nothing of our own arguments
        return made(data, prefix="members", today=self.on_file.today, people=people, order=order)

    def _forms(self) -> list[forms.Form]:
        rows = self.members.forms if self.members is not None else []
        return [form for form in (self.household, *rows, self.survey) if form is not None]

    def is_valid(self) -> bool:
        """Every part is judged, so that all that is wrong is told at once; an untouched survey is none."""
        parts = (self.household, self.members, self.survey)
        verdicts = [part.is_valid() for part in parts if part is not None]
        return all(verdicts)

    @property
    def wrong(self) -> bool:
        return bool(
            (self.household and self.household.errors)
            or (self.members is not None and self.members.total_error_count())
            or (self.survey and self.survey.errors)
        )

    def refuse(self, reason: str) -> None:
        """A refusal of the verb, on top of the page."""
        if self.household is not None:
            self.household.add_error(None, reason)
        elif self.members is not None:
            self.members.forms[0].add_error(None, reason)
        elif self.survey is not None:
            self.survey.add_error(None, reason)

    def sent(self) -> FileSent:
        household = None
        if self.household is not None and self.household.has_changed():
            household = self._sent("household", self.household, self.household.values())
        kept = self.members.kept() if self.members is not None else []
        return FileSent(
            household=household,
            corrected=[self._corrected(form) for form in kept if form.member],
            added=[form.entry() for form in kept if not form.member],
            survey=self.survey_sent(),
        )

    def survey_sent(self) -> SurveySent | None:
        if self.survey is None or not self.survey.has_changed():
            return None
        return SurveySent(self.on_file.year, self._sent("survey", self.survey, self.survey.values()))

    def changed(self) -> list[str]:
        """Names on the page that say something else than the file: what a proposal is about."""
        rows = self.members.kept() if self.members is not None else []
        parts = [form for form in (self.household, *rows, self.survey) if form is not None]
        return [form.add_prefix(name) for form in parts for name in form.changed_data]

    def _corrected(self, form: MemberForm) -> MemberSent:
        assert form.member is not None
        sent = self._sent(person_key(form.member.pk), form, {})
        return MemberSent(form.member, form.entry(), sent.seen, sent.shown, sent.chosen)

    def _sent(self, key: str, form: forms.Form, values: dict[str, Any]) -> Sent:
        given = form.cleaned_data
        return Sent(values, given.get("version") or 0, given.get("shown") or 0, self._chosen(key))

    def _chosen(self, key: str) -> dict[str, str]:
        assert self.data is not None
        start = f"{CHOOSE}{key}."
        chosen = {name[len(start) :]: str(self.data[name]) for name in self.data if name.startswith(start)}
        return {name: word for name, word in chosen.items() if word in {MINE, THEIRS}}

    def show_beside(self, versions: Mapping[str, int]) -> None:
        """Note in the sent data which versions stand beside her values now; her choices are for these."""
        assert self.data is not None
        again = self.data.copy()
        for form in self._forms():
            key = "survey" if isinstance(form, SurveyForm) else "household"
            if isinstance(form, MemberForm):
                key = person_key(form.member.pk) if form.member else ""
            if key in versions:
                again[form.add_prefix("shown")] = str(versions[key])
        for form in self._forms():
            form.data = again


def _refill(form: forms.Form, draft: QueryDict) -> None:
    """What the draft holds becomes what the page shows, field by field, exactly as it was typed."""
    for name, field in form.fields.items():
        widget = field.widget
        if not widget.value_omitted_from_data(draft, {}, form.add_prefix(name)) or isinstance(
            widget, forms.CheckboxInput | forms.CheckboxSelectMultiple
        ):
            form.initial[name] = widget.value_from_datadict(draft, {}, form.add_prefix(name))
