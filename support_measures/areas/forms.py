"""The form of an area's support: the item's own fields, the money, and the document that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from foundation.policy.models import PolicyItem
from support_measures.forms import RecordForm
from support_measures.models import AreaSupport


class AreaSupportForm(RecordForm):
    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        item: PolicyItem,
        on: date,
        known: AreaSupport | None = None,
    ) -> None:
        super().__init__(data, item=item, on=on, area_item=True)
        self.fields["document"] = forms.CharField(
            label="依据文件（文号）", max_length=100, required=False, help_text="如：黔残联发〔2017〕12号"
        )
        if known is not None:
            self.initial = _said(known)


class ChooseItemForm(forms.Form):
    """Which item of the plan is to be recorded."""

    item = forms.ChoiceField(label="项目")

    def __init__(self, data: Mapping[str, Any] | None = None, *, items: list[PolicyItem]) -> None:
        super().__init__(data)
        choices = [(item.slug, item.name) for item in items]
        self.fields["item"] = forms.ChoiceField(label="登记哪一项", choices=choices)


def _said(known: AreaSupport) -> dict[str, Any]:
    """The record in the words of its form; the last day is said, not the one after it."""
    last = known.ends_on - timedelta(days=1) if known.ends_on else None
    return {
        **known.details,
        "starts_on": known.starts_on,
        "start_date": known.starts_on,
        "end_date": last,
        "amount_yuan": known.amount_yuan,
        "funds": known.fund_source,
        "status": known.status,
        "document": known.document,
    }
