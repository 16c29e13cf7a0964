"""The form of an activity: what every activity has, and the typed fields of its action and kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from actions.activities.holding import Held
from actions.activities.kinds import fields_of
from actions.models import Activity
from foundation.areas.models import Area
from foundation.policy.funding import FundSource
from foundation.policy.models import PolicyItem
from foundation.policy.record_fields import details_of, form_field

_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class ActivityForm(forms.Form):
    name = forms.CharField(label="活动名称", max_length=80)
    area_code = forms.TypedChoiceField(label="举办区域", coerce=int)
    organiser = forms.CharField(label="举办单位", max_length=80, required=False)
    place = forms.CharField(label="地点", max_length=80, required=False)
    starts_on = forms.DateField(label="开始日期", widget=_DAY)
    last_on = forms.DateField(label="结束日期", widget=_DAY, required=False)
    hours = forms.DecimalField(
        label="时长（小时）", min_value=0, max_digits=6, decimal_places=1, required=False,
        help_text="每人最多可参加的小时数；每人的时长不能超过它",
    )  # fmt: skip
    places = forms.IntegerField(label="名额", min_value=0, max_value=100_000, required=False)
    fund_yuan = forms.DecimalField(
        label="经费（元）", min_value=0, max_digits=12, decimal_places=2, required=False
    )
    fund_source = forms.ChoiceField(
        label="经费来源", choices=[("", "未填"), *FundSource.choices], required=False
    )
    document = forms.CharField(label="文件或凭证", max_length=80, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        promise: PolicyItem,
        kind: str,
        areas: Sequence[Area],
        on: date,
        activity: Activity | None = None,
        unsaved: bool = False,
    ) -> None:
        self.specs = fields_of(promise, kind)
        initial: dict[str, Any] = {"starts_on": on, "area_code": areas[0].code if areas else None}
        if activity is not None:
            known = {name: getattr(activity, name) for name in self.base_fields}
            initial = {**known, **activity.details}
        if unsaved and data is not None:
            names = [*self.base_fields, *(spec["key"] for spec in self.specs)]
            initial = {name: data.get(name) for name in names}
        super().__init__(None if unsaved else data, initial=initial)
        choices = [(area.code, area.name) for area in areas]
        self.fields["area_code"] = forms.TypedChoiceField(label="举办区域", coerce=int, choices=choices)
        for spec in self.specs:
            self.fields[spec["key"]] = form_field(spec)

    @property
    def held(self) -> Held:
        given = self.cleaned_data
        plain = {name: given[name] for name in self.base_fields}
        plain["hours"] = given["hours"] or Decimal(0)
        return Held(**plain, details=details_of(self.specs, given))


class SharesForm(forms.Form):
    starts_on = forms.DateField(label="起始日期", widget=_DAY)


class EndShareForm(forms.Form):
    ends_on = forms.DateField(label="终止日期（不含）", widget=_DAY)


class PayForm(forms.Form):
    """The year's payment: one amount for every holding."""

    paid_on = forms.DateField(label="发放日期", widget=_DAY)
    document = forms.CharField(label="凭证", max_length=60, required=False)


class YuanForm(forms.Form):
    yuan = forms.DecimalField(
        label="收益（元）", required=False, min_value=0, max_digits=12, decimal_places=2
    )
