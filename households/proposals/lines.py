"""A proposal read against the file as it stands now: value by value, what is registered and what is proposed.

A value that somebody changed since the writer opened the page is shown three times: as the writer saw
it, as it is now, and as proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from foundation.sealed.numbers import CertificateNumber, IdNumber, masked
from households.entry.forms import EntryForms
from households.entry.household_forms import EARLIER
from households.entry.member_forms import CERTIFICATE, MemberForm
from households.entry.side_by_side import as_it_was
from households.models import DisabilityCertificate, Household, HouseholdYear, Person
from households.models.certificates import Category, Level
from households.words import words_of

# Decided together: a standing on paper is one thing, and so is a certificate.
BUNDLED = dict.fromkeys(CERTIFICATE, "certificate") | dict.fromkeys(EARLIER, "earlier")
_OF_CERTIFICATE = frozenset(CERTIFICATE)
_ALWAYS = frozenset({"village", "number"})  # without them there is no new household


@dataclass(frozen=True)
class Line:
    """``before``: as the writer saw it, where it has changed since. ``key``: "" where there is no choice."""

    key: str
    label: str
    now: str
    new: str
    before: str = ""

    @property
    def meanwhile(self) -> bool:
        return bool(self.before)


@dataclass(frozen=True)
class Group:
    """The lines of one row of the file; ``key`` where it is taken as a whole (somebody new, a new year)."""

    title: str
    lines: list[Line] = field(default_factory=list)
    key: str = ""

    @property
    def keys(self) -> list[str]:
        return [self.key] if self.key else [line.key for line in self.lines if line.key]


def groups_of(forms: EntryForms, changed: Sequence[str]) -> list[Group]:
    """What a proposal says, in the order of the page. The forms are bound to it and valid."""
    found = list(_groups(forms, frozenset(changed)))
    return [group for group in found if group.lines]


def _groups(forms: EntryForms, changed: frozenset[str]) -> Iterator[Group]:
    home = forms.on_file.household
    if forms.household is not None:
        lines = _lines(forms.household, changed, home, Household)
        yield Group("户" if home else "新户", list(lines))
    members = forms.members
    for form in members.forms if members is not None else ():
        if form.member:
            lines = _lines(form, changed, form.member, Person)
            yield Group(f"家庭成员 {form.member.name}", list(lines))
        elif form.has_changed() and members is not None and form not in members.deleted_forms:
            name = form.cleaned_data.get("name", "")
            yield Group(f"新增家庭成员 {name}", list(_lines(form, changed, None, Person)), form.prefix or "")
    if forms.survey is not None:
        kept = forms.on_file.survey
        lines = _lines(forms.survey, changed, kept, HouseholdYear)
        yield Group(f"{forms.on_file.year}年收支", list(lines), "" if kept else "survey")


def lines_of_somebody_new(form: MemberForm, changed: frozenset[str]) -> list[Line]:
    """Of a member who is not on file yet; the numbers masked."""
    return list(_lines(form, changed, None, Person))


def key_of(form: Any, name: str) -> str:
    """The choice that a field of the page belongs to."""
    plain = name.removesuffix("_cleared")
    return str(form.add_prefix(BUNDLED.get(plain, plain)))


def _lines(form: Any, changed: frozenset[str], row: Any, model: type[Any]) -> Iterator[Line]:
    """One line a value; of a bundle the first carries the choice."""
    names = [name for name in form.fields if form.add_prefix(name) in changed and name in form.cleaned_data]
    seen, _ = _as_seen(row, form.cleaned_data.get("version"))
    told: set[str] = set()
    for name in names:
        key = "" if model is Household and name in _ALWAYS else key_of(form, name)
        now = _value(row, name)
        before = _value(seen, name) if seen is not None and name not in _OF_CERTIFICATE else now
        label = str(form.fields[name].label).partition("(")[0] if name.endswith("_cleared") else ""
        yield Line(
            key="" if key in told else key,
            label=label or str(form.fields[name].label),
            now=_words(form, model, name, now) if row is not None else "—",
            new=_words(form, model, name, _proposed(form, name)),
            before=_words(form, model, name, before) if before != now else "",
        )
        told.add(key)


def _as_seen(row: Any, version: int | None) -> tuple[Any, str]:
    """The row as the writer had it, where it has changed since."""
    if row is None or not version or row.version == version:
        return None, ""
    return as_it_was(row, version)


def _value(row: Any, name: str) -> Any:
    plain = name.removesuffix("_cleared")
    if row is None:
        return None
    if name in _OF_CERTIFICATE:
        certificate = row.certificate
        if certificate is None:
            return None
        return str(certificate) if name == "certificate_number" else getattr(certificate, name)
    return getattr(row, plain, None)


def _proposed(form: Any, name: str) -> Any:
    given = form.cleaned_data
    if name.endswith("_cleared"):
        return "清除"
    if isinstance(form, MemberForm) and name == "id_number":
        return given.get("id")
    if isinstance(form, MemberForm) and name == "certificate_number":
        return given.get("certificate")
    return given.get(name)


def _words(form: Any, model: type[Any], name: str, value: Any) -> str:
    if isinstance(value, IdNumber):
        return masked("id", value.text)
    if isinstance(value, CertificateNumber):
        grade = f"{Category(value.category).label}{Level(value.level).label}"
        return f"{grade}（{masked('id', value.id_number.text)}）"
    if value is None or value == "" or value == []:
        return "未登记"
    for owner in (model, DisabilityCertificate):
        try:
            return words_of(owner._meta.get_field(name), value)
        except (FieldDoesNotExist, AttributeError):
            continue
    labels = dict(getattr(form.fields[name], "choices", ()))
    return str(labels.get(value, value))


def told_of(groups: Iterable[Group], taken: frozenset[str]) -> list[Any]:
    """What stays of it when it is decided: words alone, and which of them were taken."""
    made = []
    for group in groups:
        chosen = group.key in taken if group.key else bool(taken)
        lines = []
        for line in group.lines:
            if not group.key and line.key:
                chosen = line.key in taken
            lines.append([line.label, line.now, line.new, chosen])
        made.append([group.title, lines])
    return made
