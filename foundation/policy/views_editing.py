"""The province changes its own plan: write, see what it does to whom, then confirm it from a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from foundation.accounts.acting import ScopedRequest, acting
from foundation.policy.effects import Effect, effect_of
from foundation.policy.facts import Subject
from foundation.policy.forms import AddForm, ChangeForm, ItemForm
from foundation.policy.history import differences
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import all_plans
from foundation.policy.rule_forms import ConditionSet
from foundation.policy.validating import UnableToUse
from foundation.policy.versions import (
    UnableToChange,
    add_benefit,
    change_item,
    check_rule,
    remove_benefit,
    with_values,
)

_BOTH = require_http_methods(["GET", "POST"])


@dataclass
class Editor:
    """The page that writes an item: its fields, its conditions, what was pressed."""

    request: ScopedRequest
    item: PolicyItem
    adds: bool = False

    @property
    def pressed(self) -> str:
        return self.request.POST.get("act", "") if self.request.method == "POST" else ""

    @property
    def judges(self) -> bool:
        return self.pressed in ("check", "confirm")

    @cached_property
    def form(self) -> Any:
        form_class = AddForm if self.adds else ItemForm
        given: dict[str, Any] = {"item": self.item, "on": timezone.localdate()}
        if self.judges:
            return form_class(self.request.POST, **given)
        return form_class(None, sent=self.request.POST or None, **given)

    @cached_property
    def sent(self) -> ConditionSet:
        data = self.request.POST if self.request.method == "POST" else None
        return ConditionSet(data, subject=self.subject, rule=self.item.rule)

    @property
    def subject(self) -> Subject:
        said = self.request.POST.get("per") if self.adds else self.item.per
        return said if said in ("person", "household") or said == "area" else "person"  # type: ignore[return-value]

    @cached_property
    def conditions(self) -> ConditionSet | None:
        if not (self.item.nature and self.sent.is_editable):
            return None
        if self.request.method != "POST" or self.judges:
            return self.sent
        dropped = self.pressed.removeprefix("remove-")
        without = int(dropped) if self.pressed != dropped and dropped.isdecimal() else None
        return self.sent.reshaped(without=without, one_more=self.pressed == "add")

    def proposed(self) -> PolicyItem | None:
        """What would hold; ``None`` with the reason on the form where it cannot."""
        valid = self.form.is_valid()
        if self.conditions is not None and not self.conditions.is_valid():
            valid = False
        if not valid:
            return None
        values = dict(self.form.values)
        try:
            if self.conditions is not None:
                values["rule"] = self.conditions.rule()
            slug = values.pop("slug", self.item.slug)
            found = with_values(self.item, values)
            found.slug = slug
            check_rule(found)
        except (UnableToUse, UnableToChange) as reason:
            self.form.add_error(None, str(reason))
            return None
        return found

    def page(self, **more: Any) -> HttpResponse:
        context = {
            "plan": self.item.plan,
            "item": self.item,
            "form": self.form,
            "conditions": self.conditions,
            "sentence": self.sent.sentence(),
            "adds": self.adds,
            **more,
        }
        wrong = self.judges and (self.form.errors or (self.conditions and not self.conditions.is_valid()))
        return render(self.request, "policy/edit_item.html", context, status=422 if wrong else 200)


@_BOTH
@acting("edit_policy")
def edit_item(request: ScopedRequest, plan: str, kind: str, slug: str) -> HttpResponse:
    editor = Editor(request, newest_of_own_plan(request, plan, kind, slug))
    proposed = editor.proposed() if editor.judges else None
    if proposed is None:
        return editor.page()
    item, today, form = editor.item, timezone.localdate(), editor.form
    if editor.pressed == "confirm":
        values = editor.form.values | {"rule": proposed.rule}
        try:
            change_item(
                item=item, values=values, holds_from=form.day, reason=form.cleaned_data["reason"],
                by=request.user, on=today,
            )  # fmt: skip
        except UnableToChange as reason:
            form.add_error(None, str(reason))
            return editor.page()
        return done(request, item, form.day, item)
    return second_look(request, item, item, proposed, form.day)


@_BOTH
@acting("edit_policy")
def add_item(request: ScopedRequest, plan: str, kind: str, slug: str) -> HttpResponse:
    """A new benefit item under the action or measure that the address names."""
    holder = newest_of_own_plan(request, plan, kind, slug)
    if holder.kind == PolicyItem.Kind.BENEFIT:
        raise Http404
    blank = PolicyItem(
        plan=holder.plan, kind="benefit", nature="entitlement", per="person", rule={"always": True}
    )
    blank.satisfied_by = [{"record": "benefit_record", "counts_when": ["approved", "paid"]}]
    editor = Editor(request, blank, adds=True)
    proposed = editor.proposed() if editor.judges else None
    if proposed is None:
        return editor.page(holder=holder)
    form = editor.form
    if editor.pressed == "confirm":
        values = {key: value for key, value in form.values.items() if key != "slug"} | {"rule": proposed.rule}
        try:
            add_benefit(
                holder=holder, slug=proposed.slug, values=values | {"satisfied_by": blank.satisfied_by},
                holds_from=form.day, reason=form.cleaned_data["reason"], by=request.user,
                on=timezone.localdate(),
            )  # fmt: skip
        except UnableToChange as reason:
            form.add_error(None, str(reason))
            return editor.page(holder=holder)
        return done(request, proposed, form.day, holder)
    return second_look(request, holder, None, proposed, form.day)


@_BOTH
@acting("edit_policy")
def remove_item(request: ScopedRequest, plan: str, kind: str, slug: str, benefit: str) -> HttpResponse:
    """A benefit item leaves the action or measure from a day; its records and versions stay."""
    holder = newest_of_own_plan(request, plan, kind, slug)
    if benefit not in holder.benefit_slugs:
        raise Http404
    item, today = newest_of_own_plan(request, plan, "benefit", benefit), timezone.localdate()
    form = ChangeForm(request.POST or None, on=today, draft=holder.plan.is_draft)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("act") != "confirm":
            return second_look(request, holder, item, None, form.day)
        try:
            remove_benefit(
                holder=holder, item=item, holds_from=form.day, reason=form.cleaned_data["reason"],
                by=request.user, on=today,
            )  # fmt: skip
        except UnableToChange as reason:
            form.add_error(None, str(reason))
        else:
            return done(request, item, form.day, holder)
    context = {"plan": holder.plan, "holder": holder, "item": item, "form": form}
    return render(request, "policy/remove_item.html", context, status=422 if form.errors else 200)


def newest_of_own_plan(request: ScopedRequest, plan: str, kind: str, slug: str) -> PolicyItem:
    """The newest version in a plan of the asker's own area; there is no other for her to change."""
    found = own_plan(request, plan)
    newest = found.items.filter(kind=kind, slug=slug).newest_first().first()
    if newest is None:
        raise Http404
    newest.plan = found
    return newest  # type: ignore[no-any-return]


def own_plan(request: ScopedRequest, slug: str) -> PolicyPlan:
    plan: PolicyPlan = get_object_or_404(all_plans(), slug=slug, area_id=request.appointment.area.code)
    return plan


def second_look(
    request: ScopedRequest, back: PolicyItem, old: PolicyItem | None, new: PolicyItem | None, day: date
) -> HttpResponse:
    """The second look: what changes in words, and whom it touches in the officer's area."""
    shown = new or old
    assert shown is not None
    effect: Effect | None = None
    if shown.nature and (old is None or new is None or _touches_people(old, new)):
        effect = effect_of(old, new, scope=request.scope, area=request.appointment.area, on=day)
    context = {
        "item": shown,
        "plan": back.plan,
        "changes": differences(old, new) if old and new else [],
        "effect": effect,
        "day": day,
        "area": request.appointment.area,
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in ("act", "csrfmiddlewaretoken")
            for value in values
        ],
        "word": "修改" if old and new else ("新增" if new else "取消"),
    }
    return render(request, "policy/check.html", context)


def _touches_people(old: PolicyItem, new: PolicyItem) -> bool:
    named = ("rule", "conflicts_with", "recurrence", "satisfied_by", "higher_of")
    return any(getattr(old, name) != getattr(new, name) for name in named)


def done(request: ScopedRequest, item: PolicyItem, day: date, shown: PolicyItem) -> HttpResponse:
    when = "草稿" if shown.plan.is_draft else f"自{day:%Y年%-m月%-d日}起施行"
    messages.success(request, f"已保存“{item.name}”的改动（{when}）。")
    return redirect(reverse("policy:item", args=[shown.plan.slug, shown.kind, shown.slug]))
