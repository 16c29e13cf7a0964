"""The form of an enrolment, made from what the action's records hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from actions.enrolling import Outcome
from actions.models import Job, Stage
from foundation.policy.models import PolicyItem
from foundation.policy.record_fields import covered_by, details_of, form_field, initial_of, kept_fields

_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
_STAGES = [choice for choice in Stage.choices if choice[0] != Stage.LEFT]


class EnrolForm(forms.Form):
    """``given`` is what the verb takes; ``proposes``: the wish is noted, the clerk enrols."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        action: PolicyItem,
        on: date,
        proposes: bool = False,
        promise: PolicyItem | None = None,
    ) -> None:
        """``promise``: the item, where the action holds several; its fields are asked."""
        action = promise or action
        super().__init__(data, initial=initial_of(action.record_fields, action.recurrence, on))
        self.action, self.proposes = action, proposes
        counted = {key for entry in action.satisfied_by for key in entry.get("filled", ())}
        if "start_date" not in {spec["key"] for spec in action.record_fields}:
            self.fields["starts_on"] = forms.DateField(label="参加日期", widget=_DAY, initial=on)
        for spec in kept_fields(action.record_fields):
            self.fields[spec["key"]] = form_field(spec, required=spec["key"] == "start_date")
            if spec["key"] in counted:
                self.fields[spec["key"]].help_text = "填写后才计入已享受"
        if not proposes:
            self.fields["stage"] = forms.ChoiceField(label="阶段", choices=_STAGES, initial=Stage.ENROLLED)

    @property
    def given(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "starts_on": cleaned.get("start_date") or cleaned["starts_on"],
            "ends_on": covered_by(cleaned).ends_on,
            "stage": Stage.WILLING if self.proposes else cleaned["stage"],
            "fund_yuan": cleaned.get("fund_yuan"),
            "details": details_of(self.action.record_fields, cleaned),
        }


class MoveForm(forms.Form):
    """The next stage, with what came of it and the fields that are still open."""

    stage = forms.ChoiceField(label="阶段", choices=Stage.choices)
    skill = forms.CharField(
        label="掌握技能", max_length=60, required=False, help_text="完成或退出时填写，下同"
    )
    job = forms.ChoiceField(label="就业去向", choices=[("", "未填"), *Job.choices], required=False)
    income_gained_yuan = forms.DecimalField(
        label="年增收（元）", min_value=0, max_digits=12, decimal_places=2, required=False
    )
    reason = forms.CharField(label="退出原因", max_length=60, required=False, help_text="退出时必须填写")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        action: PolicyItem | None,
        known: Mapping[str, Any],
    ) -> None:
        super().__init__(data)
        open_fields = kept_fields(action.record_fields) if action else []
        columns = {"start_date", "end_date", "fund_yuan", "skill", *known}
        self.specs = [spec for spec in open_fields if spec["key"] not in columns]
        for spec in self.specs:
            self.fields[spec["key"]] = form_field(spec)

    @property
    def details(self) -> dict[str, Any]:
        return details_of(self.specs, self.cleaned_data)

    @property
    def outcome(self) -> Outcome:
        given = self.cleaned_data
        return Outcome(given["skill"].strip(), given["job"], given["income_gained_yuan"])
