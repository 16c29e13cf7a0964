"""The editor of what records hold, what counts as having an item, what it excludes. Without scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from foundation.policy.models import PolicyItem
from foundation.policy.wording import RECORDS, STAGES, TYPES, field_label

MOST = 40
STAGES_OF = {
    "benefit_record": ("approved", "paid"),
    "area_support": ("approved", "paid"),
    "enrolment": ("willing", "enrolled", "taking_part", "done"),
}
# Ways that can be added; of the others (pairing, visits, ledgers) an item has what the file gave it.
ADDABLE = ("benefit_record", "enrolment")
_OWN = re.compile(r"own_(\d+)")
_SPLIT = re.compile(r"[、,，;；\s]+")
Spec = dict[str, Any]


class FieldForm(forms.Form):
    """One field of the item's records. The type of a field that has records behind it stays."""

    key = forms.SlugField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(label="记录内容", max_length=40)
    type = forms.ChoiceField(label="填写", choices=[(key, word) for key, word in TYPES.items()])
    choices = forms.CharField(
        label="可选值", max_length=300, required=False, help_text="填写为“选择”时，用顿号隔开"
    )
    unit_label = forms.CharField(label="单位", max_length=10, required=False)

    def __init__(self, *args: Any, known: Mapping[str, Spec], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spec = known.get(str(self["key"].value() or ""))
        if self.spec is not None:
            kind = self.spec["type"]
            self.fields["type"] = forms.ChoiceField(
                label="填写", choices=[(kind, TYPES[kind])], initial=kind, help_text="已有记录，种类不变"
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["choices"] = [word for word in _SPLIT.split(cleaned.get("choices", "")) if word]
        if cleaned.get("type") == "choice" and len(cleaned["choices"]) < 2:
            self.add_error("choices", "请至少列出两个可选值。")
        if cleaned.get("type") != "choice":
            cleaned["choices"] = []
        return cleaned

    def said(self, key: str) -> Spec:
        """As the plan keeps it; what is not shown here stays as it was."""
        given = self.cleaned_data
        before = self.spec or {}
        found = {"key": key, "label": given["label"], "type": given["type"]}
        if before.get("unit_label", "") == given["unit_label"] and "unit" in before:
            found["unit"] = before["unit"]
        if given["unit_label"]:
            found["unit_label"] = given["unit_label"]
        if given["choices"]:
            found["choices"] = given["choices"]
        return found


class WayForm(forms.Form):
    """One way of having the item: which record, of which items, at which stages, with what filled in."""

    record = forms.CharField(widget=forms.HiddenInput)
    origin = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: PolicyItem, others: Mapping[str, PolicyItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        record, origin = str(self["record"].value()), str(self["origin"].value() or "")
        entries = item.satisfied_by
        self.entry: Spec = entries[int(origin)] if origin.isdecimal() and int(origin) < len(entries) else {}
        self.words = RECORDS.get(record, "")
        if record in ADDABLE:
            named = [(slug, other.name) for slug, other in others.items()]
            self.fields["of"] = _several(
                "其他项目的记录也算（不选为本项目）", named, forms.SelectMultiple({"size": 6})
            )
        if record in STAGES_OF:
            stages = [(stage, STAGES[stage]) for stage in STAGES_OF[record]]
            self.fields["counts_when"] = _several("到哪一步算", stages, required=True)
        if record in (*STAGES_OF, "pairing", "ledger"):
            keys = dict.fromkeys([spec["key"] for spec in item.record_fields] + self.entry.get("filled", []))
            fields = [(key, field_label(key, self.entry, item, others)) for key in keys]
            self.fields["filled"] = _several("须已填写", fields)

    def said(self) -> Spec:
        """Lists that name the same as before keep their order, so that an untouched way is the same way."""
        found: Spec = {**self.entry, "record": self.cleaned_data["record"]}
        for name in ("of", "counts_when", "filled"):
            if name not in self.fields:
                continue
            before, given = list(self.entry.get(name, [])), list(self.cleaned_data[name])
            if set(before) != set(given):
                found[name] = given
                if not given:
                    found.pop(name)
        return found


def _several(
    label: str,
    choices: list[tuple[str, str]],
    widget: Any = forms.CheckboxSelectMultiple,
    *,
    required: bool = False,
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=widget,
        required=required,
        error_messages={"required": "请至少选一项。"},
    )


class ExcludingForm(forms.Form):
    """What may not be had together, and what only the higher of is paid."""

    first_words = forms.CharField(label="优先次序的说明", max_length=100, required=False)

    def __init__(self, data: Any = None, *, item: PolicyItem, others: Mapping[str, PolicyItem]) -> None:
        said = {name: getattr(item, name) for name in ("conflicts_with", "higher_of")}
        super().__init__(data, initial=said | {"first_words": item.first.get("words", "")})
        choices = [(slug, other.name) for slug, other in others.items() if slug != item.slug]
        choices += [(one["slug"], one["name"]) for one in item.plan.other_benefits]
        for name, label in (("conflicts_with", "不得同时享受"), ("higher_of", "择高享受")):
            self.fields[name] = _several(label, choices, forms.SelectMultiple({"size": 8}))

    def said(self, item: PolicyItem) -> dict[str, list[str]]:
        found = {}
        for name in ("conflicts_with", "higher_of"):
            before, given = list(getattr(item, name)), list(self.cleaned_data[name])
            found[name] = before if set(before) == set(given) else given
        return found


@dataclass(frozen=True)
class Part:
    """Rows of one kind of form: from what is there, from what was sent, or reshaped on the way."""

    name: str
    forms: list[Any]

    @property
    def count_name(self) -> str:
        return f"{self.name}-count"

    def is_valid(self) -> bool:
        return not [form for form in self.forms if not form.is_valid()]


def parts_of(name: str, data: QueryDict | None, kept: list[Spec], make: Any, *, pressed: str) -> Part:
    """``make(prefix, …)`` builds a form; ``pressed`` adds or removes one: ``add-field``, ``remove-way-2``."""
    if data is None:
        return Part(name, [make(f"{name}-{place}", initial=said) for place, said in enumerate(kept)])
    count = data.get(f"{name}-count", "0")
    places = range(min(int(count), MOST) if count.isdecimal() else 0)
    sent = [make(f"{name}-{place}", data=data) for place in places]
    if pressed in ("check", "confirm"):
        return Part(name, sent)
    said = [{key: form[key].value() for key in form.fields} for form in sent]
    if pressed.startswith(f"remove-{name}-"):
        dropped = pressed.removeprefix(f"remove-{name}-")
        said = [one for place, one in enumerate(said) if str(place) != dropped]
    if pressed.startswith(f"add-{name}") and len(said) < MOST:
        said.append({"record": pressed.removeprefix(f"add-{name}-")} if name == "way" else {"type": "text"})
    return Part(name, [make(f"{name}-{place}", initial=one) for place, one in enumerate(said)])


def field_specs(part: Part, item: PolicyItem) -> list[Spec]:
    """The fields as sent; a new one gets a key that no field of the item has had."""
    used = {spec["key"] for spec in item.record_fields}
    last = max((int(found[1]) for key in used if (found := _OWN.fullmatch(key))), default=0)
    specs = []
    for form in part.forms:
        key = form.cleaned_data["key"] if form.spec is not None else ""
        if not key:
            last += 1
            key = f"own_{last}"
        specs.append(form.said(key))
    return specs


def shown_field(spec: Spec) -> Spec:
    """A field as its form begins."""
    return {**spec, "choices": "、".join(spec.get("choices", []))}
