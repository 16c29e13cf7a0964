"""The form of a benefit record, made from what the item's records hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from foundation.policy.models import PolicyItem
from foundation.policy.record_fields import (
    covered_by,
    details_of,
    form_field,
    initial_of,
    kept_fields,
    says_its_start,
)
from support_measures.models import FundSource, Status
from support_measures.recording import Granted

_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
_STATES = [choice for choice in Status.choices if choice[0] != Status.VOID]


class RecordForm(forms.Form):
    """``granted`` is what a verb takes; ``proposes``: the entry waits as a draft for the clerk."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        item: PolicyItem,
        on: date,
        proposes: bool = False,
        area_item: bool = False,
    ) -> None:
        super().__init__(data, initial=initial_of(item.record_fields, item.recurrence, on))
        self.item, self.proposes = item, proposes
        counted = {key for entry in item.satisfied_by for key in entry.get("filled", ())}
        if not says_its_start(item.record_fields):
            self.fields["starts_on"] = forms.DateField(label="起始日期", widget=_DAY, initial=on)
        for spec in kept_fields(item.record_fields):
            self.fields[spec["key"]] = form_field(spec)
            if spec["key"] in counted:
                self.fields[spec["key"]].help_text = "填写后才计入已享受"
        if "amount_yuan" not in self.fields:
            self.fields["amount_yuan"] = forms.DecimalField(
                label="金额（元）", min_value=0, max_digits=12, decimal_places=2, required=False
            )
        self.fields["funds"] = forms.ChoiceField(
            label="资金来源", choices=[("", "未填"), *FundSource.choices], required=False
        )
        if proposes:
            return
        self.fields["status"] = forms.ChoiceField(label="办理状态", choices=_STATES, initial=Status.APPROVED)
        if not area_item:
            self.fields["paid_on"] = forms.DateField(
                label="发放（落实）日期", widget=_DAY, required=False, help_text="状态为“已发放”时填写"
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        covered = covered_by(cleaned)
        starts_on = covered.starts_on or cleaned.get("starts_on")
        if starts_on is None and not self.errors:
            raise forms.ValidationError("请填写从何时起：月份、日期或年度至少填一项。")
        self._covered = (starts_on, covered.ends_on)
        return cleaned

    @property
    def granted(self) -> Granted:
        given = self.cleaned_data
        starts_on, ends_on = self._covered
        assert starts_on is not None
        return Granted(
            starts_on=starts_on,
            ends_on=ends_on,
            status=Status.DRAFT if self.proposes else given["status"],
            amount_yuan=given.get("amount_yuan"),
            fund_source=given.get("funds", ""),
            paid_on=given.get("paid_on"),
            details=details_of(self.item.record_fields, given),
        )


class AdvanceForm(forms.Form):
    """The next state of a record, with the fields that are still open."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        item: PolicyItem | None,
        on: date,
        known: Mapping[str, Any],
    ) -> None:
        super().__init__(data)
        self.specs = kept_fields(item.record_fields) if item else []
        self.fields["status"] = forms.ChoiceField(label="办理状态", choices=_STATES, initial=Status.PAID)
        self.fields["paid_on"] = forms.DateField(
            label="发放（落实）日期", widget=_DAY, required=False, initial=on
        )
        self.specs = [spec for spec in self.specs if spec["key"] not in known and not _is_column(spec["key"])]
        for spec in self.specs:
            self.fields[spec["key"]] = form_field(spec)

    @property
    def details(self) -> dict[str, Any]:
        return details_of(self.specs, self.cleaned_data)


class VoidForm(forms.Form):
    reason = forms.CharField(label="作废原因", max_length=100)


def _is_column(key: str) -> bool:
    return key in {"start_date", "end_date", "amount_yuan", "month", "start_month"}
