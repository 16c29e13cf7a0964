"""One year's survey on the entry page, with last year's figures beside each field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from foundation.worded import WordedForm
from households.entry.inputs import model_fields
from households.models import HouseholdYear
from households.models.surveys import COSTS, TRANSFERS

INCOME = ("members", "wage_yuan", "business_yuan", "property_yuan", "transfer_yuan")
SPENT = ("business_cost_yuan", *COSTS, "medical_out_of_pocket_yuan")
PROVEN = (*HouseholdYear.GUARANTEES, "evidence", "surveyed_on")
SURVEYED = (*INCOME, *TRANSFERS, *SPENT, *PROVEN)
# What the script adds up, and the sign it has in the sum.
_SUMMED = {
    "wage_yuan": "+", "business_yuan": "+", "property_yuan": "+", "transfer_yuan": "+",
    "business_cost_yuan": "-",
}  # fmt: skip


class SurveyForm(WordedForm):
    """A form that nobody touched is no survey. The year is the page's, not the form's."""

    def __init__(
        self,
        data: Any = None,
        *,
        survey: HouseholdYear | None,
        last: HouseholdYear | None,
        members: int,
    ) -> None:
        present: dict[str, Any] = {"members": members or None}
        if survey is not None:
            present = {name: getattr(survey, name) for name in SURVEYED} | {"version": survey.version}
        super().__init__(
            data, prefix="survey", initial=present, empty_permitted=True, use_required_attribute=False
        )
        self.survey = survey
        for name in ("version", "shown"):
            self.fields[name] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        self.fields.update(model_fields(HouseholdYear, SURVEYED))
        for name, sign in _SUMMED.items():
            self.fields[name].widget.attrs["data-sum"] = sign
            self.fields[name].required = False
            self.fields[name].initial = None  # blank until somebody fills it in, and then nought
        for name in TRANSFERS:
            self.fields[name].widget.attrs["data-part"] = ""
        self.fields["members"].widget.attrs |= {"min": 1, "data-heads": ""}
        if last is not None:
            self._set_beside(last)

    def _set_beside(self, last: HouseholdYear) -> None:
        for name in (*INCOME, *TRANSFERS, *SPENT):
            value = getattr(last, name)
            words = "未登记" if value is None else f"{value:,}"
            self.fields[name].help_text = f"{last.year}年：{words}"

    @property
    def income(self) -> list[Any]:
        return [self[name] for name in INCOME]

    @property
    def transfers(self) -> list[Any]:
        return [self[name] for name in TRANSFERS]

    @property
    def spent(self) -> list[Any]:
        return [self[name] for name in SPENT]

    @property
    def proven(self) -> list[Any]:
        return [self[name] for name in PROVEN]

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in {"version", "shown"}]

    def clean_members(self) -> int:
        members: int = self.cleaned_data["members"]
        if members < 1:
            raise forms.ValidationError("家庭人口至少为1")
        return members

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name, value in given.items():
            if name.endswith("_yuan") and value is not None and value < 0:
                self.add_error(name, "金额不能为负数")
        for name in _SUMMED:
            if given.get(name) is None and name not in self.errors:
                given[name] = Decimal(0)
        self._check_sums(given)
        return given

    def _check_sums(self, given: dict[str, Any]) -> None:
        parts = [given[name] for name in TRANSFERS if given.get(name) is not None]
        total = given.get("transfer_yuan")
        if parts and total is not None and sum(parts) != total:
            self.add_error(
                "transfer_yuan", f"各项合计{sum(parts):.2f}元，与转移性收入{total:.2f}元不一致，请核对"
            )
        own, whole = given.get("medical_out_of_pocket_yuan"), given.get("medical_cost_yuan")
        if own is not None and whole is not None and own > whole:
            self.add_error("medical_out_of_pocket_yuan", "自付医疗支出不能超过医疗总支出")

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SURVEYED}
