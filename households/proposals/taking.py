"""What is taken of a proposal, as the registry's own verbs want it: only the values that were chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from foundation.accounts.models import User
from foundation.sealed.numbers import IdNumber
from households.entry import whole_file
from households.entry.forms import EntryForms
from households.entry.member_forms import MemberForm
from households.entry.side_by_side import Sent
from households.entry.whole_file import FileSent, MemberSent, SurveySent
from households.members import MemberEntry
from households.models import Household
from households.proposals.lines import key_of

Keys = frozenset[str]


def write_chosen(forms: EntryForms, keys: Keys, *, by: User, on: date) -> Household:
    """Through the same verbs as the entry page: a household enters, or its file is corrected."""
    home = forms.on_file.household
    if home is not None:
        return whole_file.correct_file(household=home, sent=_sent(forms, keys), by=by, on=on)
    form: Any = forms.household
    return whole_file.register_file(
        village=form.cleaned_data["village"],
        number=form.cleaned_data["number"],
        values=_values(form, keys),
        members=_added(forms, keys),
        survey=_survey(forms, keys),
        earlier=form.earlier() if "earlier" in keys else None,
        by=by,
        on=on,
    )


def _sent(forms: EntryForms, keys: Keys) -> FileSent:
    household = None
    if forms.household is not None and (values := _values(forms.household, keys)):
        household = Sent(values, forms.on_file.household.version)  # type: ignore[union-attr]
    kept = forms.members.kept() if forms.members is not None else []
    return FileSent(
        household=household,
        corrected=[
            _corrected(form, keys) for form in kept if form.member and _names(form, form.fields, keys)
        ],
        added=_added(forms, keys),
        survey=_survey(forms, keys),
    )


def _names(form: Any, names: Any, keys: Keys) -> set[str]:
    return {name for name in names if key_of(form, name) in keys}


def _values(form: Any, keys: Keys) -> dict[str, Any]:
    values: dict[str, Any] = form.values()
    return {name: values[name] for name in _names(form, values, keys)}


def _added(forms: EntryForms, keys: Keys) -> list[MemberEntry]:
    kept = forms.members.kept() if forms.members is not None else []
    return [form.entry() for form in kept if not form.member and form.prefix in keys]


def _survey(forms: EntryForms, keys: Keys) -> SurveySent | None:
    form, kept = forms.survey, forms.on_file.survey
    if form is None or not form.has_changed():
        return None
    if kept is None:
        return SurveySent(forms.on_file.year, Sent(form.values(), 0)) if "survey" in keys else None
    values = _values(form, keys)
    return SurveySent(forms.on_file.year, Sent(values, kept.version)) if values else None


def _corrected(form: MemberForm, keys: Keys) -> MemberSent:
    """The entry with what was chosen; all else of it is what is on file already."""
    member, entry = form.member, form.entry()
    assert member is not None
    chosen = _names(form, (*form.fields, "certificate"), keys)
    number = IdNumber.read(member.id_number.open()) if member.id_number else None
    certificate = "certificate" in chosen
    kept: dict[str, Any] = {
        name: getattr(member, name) for name in ("name", "relation", "no_number_reason") if name not in chosen
    }
    if "id_number" not in chosen:
        kept["id_number"] = number
    if not certificate:
        kept |= {"certificate": None, "components": [], "paper": {}}
    for name, blank in (("sex", ""), ("birth_date", None)):
        if name not in chosen:
            kept[name] = blank if number else getattr(member, name)
    values = {name: value for name, value in entry.values.items() if name in chosen}
    return MemberSent(member, replace(entry, **kept, values=values), member.version)
