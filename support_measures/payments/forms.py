"""Forms of paying out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from foundation.areas.models import Area
from foundation.policy.models import PolicyItem
from foundation.policy.record_fields import MonthField
from support_measures.models import FundSource
from support_measures.payments.paying import Paid

_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class _PaidForm(forms.Form):
    paid_on = forms.DateField(label="发放日期", widget=_DAY)
    fund_source = forms.ChoiceField(
        label="资金来源", choices=[("", "未填"), *FundSource.choices], required=False
    )
    document = forms.CharField(label="凭证或批次", max_length=60, required=False)

    @property
    def paid(self) -> Paid:
        given = self.cleaned_data
        return Paid(given["paid_on"], given["fund_source"], given["document"])


class PayForm(_PaidForm):
    """One payment; ``monthly`` asks for the month that it is for."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, monthly: bool, on: date, **given: Any
    ) -> None:
        super().__init__(data, initial={"paid_on": on, **given})
        if monthly:
            self.fields["month"] = MonthField(label="所属月份")
        self.fields["amount_yuan"] = forms.DecimalField(
            label="金额（元）", min_value=0, max_digits=12, decimal_places=2
        )
        self.order_fields(["month", "amount_yuan"])

    @property
    def first(self) -> date | None:
        """The month's first day."""
        said = self.cleaned_data.get("month")
        return first_of(said) if said else None


class PayMonthForm(_PaidForm):
    """A month's list of one benefit, for the own area or a part of it."""

    item = forms.ChoiceField(label="待遇项目")
    month = MonthField(label="所属月份")
    area = forms.TypedChoiceField(label="区域", coerce=int)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        items: Sequence[PolicyItem],
        areas: Sequence[Area],
        on: date,
    ) -> None:
        super().__init__(data, initial={"paid_on": on, "month": f"{on:%Y-%m}"})
        self.fields["item"].choices = [(item.slug, item.name) for item in items]  # type: ignore[attr-defined]
        self.fields["area"].choices = [(area.code, area.name) for area in areas]  # type: ignore[attr-defined]
        self.order_fields(["item", "month", "area", "paid_on", "fund_source", "document"])

    @property
    def first(self) -> date:
        return first_of(self.cleaned_data["month"])


class TakeBackForm(forms.Form):
    reason = forms.CharField(label="撤回原因", max_length=100, help_text="例如：退票、重复登记、月份填错")


def first_of(month: str) -> date:
    return date(int(month[:4]), int(month[5:7]), 1)
