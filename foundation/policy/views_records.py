"""The province changes what records hold, what counts as having an item, who comes first, what it bars."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from foundation.policy.forms import ChangeForm
from foundation.policy.models import PolicyItem
from foundation.policy.record_forms import (
    ADDABLE,
    ExcludingForm,
    FieldForm,
    Part,
    WayForm,
    field_specs,
    parts_of,
    shown_field,
)
from foundation.policy.rule_forms import ConditionSet
from foundation.policy.validating import UnableToUse
from foundation.policy.versions import UnableToChange, change_item, with_values
from foundation.policy.views_editing import done, newest_of_own_plan, second_look
from foundation.policy.wording import RECORDS


@dataclass
class RecordEditor:
    """The page: the fields, the ways of having the item, the order, what it excludes; and from when, why."""

    request: ScopedRequest
    item: PolicyItem

    @property
    def pressed(self) -> str:
        return self.request.POST.get("act", "") if self.request.method == "POST" else ""

    @property
    def judges(self) -> bool:
        return self.pressed in ("check", "confirm")

    @property
    def data(self) -> Any:
        return self.request.POST if self.request.method == "POST" else None

    @cached_property
    def others(self) -> dict[str, PolicyItem]:
        return self.item.plan.items_by_slug

    @cached_property
    def form(self) -> ChangeForm:
        given: dict[str, Any] = {"on": timezone.localdate(), "draft": self.item.plan.is_draft}
        if self.judges or self.data is None:
            return ChangeForm(self.data, **given)
        sent = {name: self.data[name] for name in ("holds_from", "reason") if name in self.data}
        return ChangeForm(None, initial=sent, **given)

    @cached_property
    def excluding(self) -> ExcludingForm:
        return ExcludingForm(self.data, item=self.item, others=self.others)

    @cached_property
    def fields(self) -> Part:
        known = {spec["key"]: spec for spec in self.item.record_fields}

        def make(prefix: str, **given: Any) -> FieldForm:
            return FieldForm(prefix=prefix, known=known, **given)

        kept = [shown_field(spec) for spec in self.item.record_fields]
        return parts_of("field", self.data, kept, make, pressed=self.pressed)

    @cached_property
    def ways(self) -> Part:
        def make(prefix: str, **given: Any) -> WayForm:
            return WayForm(prefix=prefix, item=self.item, others=self.others, **given)

        kept = [entry | {"origin": str(place)} for place, entry in enumerate(self.item.satisfied_by)]
        return parts_of("way", self.data, kept, make, pressed=self.pressed)

    @cached_property
    def sent_first(self) -> ConditionSet:
        before = self.item.first.get("condition", self.item.first) or {"always": True}
        return ConditionSet(self.data, subject=self.item.per, rule=before)  # type: ignore[arg-type]

    @cached_property
    def first(self) -> ConditionSet:
        if self.data is None or self.judges:
            return self.sent_first
        dropped = self.pressed.removeprefix("remove-")
        without = int(dropped) if self.pressed != dropped and dropped.isdecimal() else None
        return self.sent_first.reshaped(without=without, one_more=self.pressed == "add")

    def values(self) -> dict[str, Any] | None:
        """What would hold; ``None`` with the reasons on the forms where it cannot."""
        parts: list[Any] = [self.form, self.excluding, self.fields, self.ways, self.first]
        if [part for part in parts if not part.is_valid()]:
            return None
        specs, ways = field_specs(self.fields, self.item), [way.said() for way in self.ways.forms]
        gone = {spec["key"]: spec["label"] for spec in self.item.record_fields}
        for spec in specs:
            gone.pop(spec["key"], None)
        asked = [gone[key] for way in ways for key in way.get("filled", ()) if key in gone]
        if asked:
            self.form.add_error(None, f"“{'、'.join(asked)}”是何为已享受的依据，不能移除；请先取消该依据。")
        if not ways:
            self.form.add_error(None, "至少要有一种记录算已享受。")
        if self.form.errors:
            return None
        said = {"record_fields": specs, "satisfied_by": ways, **self.excluding.said(self.item)}
        try:
            return said | {"first": self._first_said()}
        except UnableToUse as reason:
            self.form.add_error(None, str(reason))
            return None

    def _first_said(self) -> dict[str, Any]:
        rule, words = self.first.rule(), self.excluding.cleaned_data["first_words"]
        if rule.get("always"):
            return {}
        before: dict[str, Any] = self.item.first
        if before.get("condition", before) == rule and before.get("words", "") == words:
            return before
        kept = {"outside": before["outside"]} if "outside" in before else {}
        return kept | {"words": words or self.first.sentence(), "condition": rule}

    def page(self) -> HttpResponse:
        context = {
            "plan": self.item.plan,
            "item": self.item,
            "form": self.form,
            "excluding": self.excluding,
            "fields": self.fields,
            "ways": self.ways,
            "conditions": self.first,
            "sentence": self.sent_first.sentence() if self.first.forms else "不分先后",
            "addable": [(key, RECORDS[key]) for key in ADDABLE],
        }
        return render(self.request, "policy/edit_records.html", context, status=422 if self.judges else 200)


@require_http_methods(["GET", "POST"])
@acting("edit_policy")
def edit_records(request: ScopedRequest, plan: str, kind: str, slug: str) -> HttpResponse:
    item = newest_of_own_plan(request, plan, kind, slug)
    if not item.nature:
        raise Http404
    editor = RecordEditor(request, item)
    values = editor.values() if editor.judges else None
    if values is None:
        return editor.page()
    if editor.pressed == "check":
        return second_look(request, item, item, with_values(item, values), editor.form.day)
    try:
        change_item(
            item=item, values=values, holds_from=editor.form.day, reason=editor.form.cleaned_data["reason"],
            by=request.user, on=timezone.localdate(),
        )  # fmt: skip
    except UnableToChange as reason:
        editor.form.add_error(None, str(reason))
        return editor.page()
    return done(request, item, editor.form.day, item)
