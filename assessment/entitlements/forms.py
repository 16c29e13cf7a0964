"""Filters of the lists, and the form for recording many at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from assessment.entitlements.choosing import (
    MOST,
    Chosen,
    UnableToChoose,
    chosen_by_number,
    chosen_by_tick,
    read_numbers,
)
from assessment.entitlements.lists import ItemLists
from foundation.areas.models import Area
from foundation.policy.models import PolicyPlan


class ChooseForm(forms.Form):
    """Whose record it is: ID numbers that were pasted, or rows that were ticked on a list."""

    numbers = forms.CharField(
        label="身份证号",
        widget=forms.Textarea({"rows": 6, "autocomplete": "off"}),
        required=False,
        help_text="一行一个，也可用空格或逗号隔开；从表格中复制一列粘贴即可",
    )
    ticked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None) -> None:
        if data is not None and data.getlist("chosen"):
            data = data.copy()
            data["ticked"] = ",".join(data.getlist("chosen"))
        super().__init__(data)
        self.keys: list[int] = []

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        keys = [key for key in given.get("ticked", "").split(",") if key]
        if not all(key.isdecimal() and len(key) < 19 for key in keys) or len(keys) > MOST:
            raise forms.ValidationError("名单已失效，请返回名单重新勾选。")
        self.keys = [int(key) for key in keys]
        try:
            self.pasted = read_numbers(given.get("numbers", ""))
        except UnableToChoose as reason:
            raise forms.ValidationError(str(reason)) from reason
        if not self.keys and not self.pasted.keys and not self.pasted.wrong:
            raise forms.ValidationError("请粘贴身份证号，或返回名单勾选。")
        return given

    def chosen(self, lists: ItemLists) -> Chosen:
        return chosen_by_tick(lists, self.keys) if self.keys else chosen_by_number(lists, self.pasted)


class FilterForm(forms.Form):
    """Which plan, which part of the area. The choices are the asker's own."""

    plan = forms.ChoiceField(label="政策方案", required=False)
    area = forms.TypedChoiceField(label="区域", required=False, coerce=int, empty_value=None)

    def __init__(
        self, data: Mapping[str, Any], *, plans: list[PolicyPlan], areas: list[Area], here: Area
    ) -> None:
        super().__init__(data)
        self.fields["plan"] = forms.ChoiceField(
            label="政策方案", required=False, choices=[(plan.slug, plan.title) for plan in plans]
        )
        below = [(area.code, area.name) for area in areas if area.code != here.code]
        self.fields["area"] = forms.TypedChoiceField(
            label="区域",
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", f"{here.name}（全部）"), *below],
        )
