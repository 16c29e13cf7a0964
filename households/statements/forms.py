"""Forms of statements: one by one on the file, for a list from an item."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from foundation.policy.facts import Fact
from households.models import Person
from households.statements.stating import Stated

_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
_YES_NO = [("true", "是"), ("false", "否")]


class StatementForm(forms.Form):
    """Which fact, yes or no, on what basis, for how long."""

    fact = forms.ChoiceField(label="认定事项")
    value = forms.TypedChoiceField(
        label="认定结果", choices=_YES_NO, coerce=lambda said: said == "true", widget=forms.RadioSelect
    )
    basis = forms.CharField(label="依据", max_length=200, help_text="例如乡镇评估表、本人申请、银行意见")
    holds_from = forms.DateField(label="自", widget=_DAY)
    last_day = forms.DateField(
        label="至（含）", widget=_DAY, required=False, help_text="不填为长期有效，直到结束"
    )

    def __init__(self, data: Any = None, *, facts: list[Fact], on: date) -> None:
        super().__init__(data, initial={"holds_from": on})
        self.fields["fact"] = forms.ChoiceField(
            label="认定事项", choices=[(fact.key, fact.label) for fact in facts]
        )

    def stated(self, item: str = "") -> Stated:
        given = self.cleaned_data
        last = given["last_day"]
        return Stated(
            fact=given["fact"],
            value=given["value"],
            basis=given["basis"],
            holds_from=given["holds_from"],
            holds_to=last + timedelta(days=1) if last else None,
            item=item,
        )


class OnFileForm(StatementForm):
    """For the household or one member; facts judged by item name the item."""

    whom = forms.TypedChoiceField(label="对象", coerce=int, empty_value=None, required=False)
    item = forms.ChoiceField(label="针对的项目", required=False, help_text="只有按项目认定的事项才选")

    field_order = ("whom", "fact", "item", "value", "basis", "holds_from", "last_day")

    def __init__(
        self,
        data: Any = None,
        *,
        facts: list[Fact],
        on: date,
        people: list[Person],
        items: list[tuple[str, str]],
    ) -> None:
        super().__init__(data, facts=facts, on=on)
        words = {"person": "个人", "household": "户"}
        grouped = [
            (
                word,
                [
                    (fact.key, fact.label + ("（按项目）" if fact.per_item else ""))
                    for fact in facts
                    if fact.of == of
                ],
            )
            for of, word in words.items()
        ]
        self.fields["fact"] = forms.ChoiceField(label="认定事项", choices=grouped)
        named = [("", "全户"), *((one.pk, one.name) for one in people)]
        self.fields["whom"] = forms.TypedChoiceField(
            label="对象", coerce=int, empty_value=None, required=False, choices=named
        )
        self.fields["item"] = forms.ChoiceField(
            label="针对的项目",
            required=False,
            choices=[("", "不分项目"), *items],
            help_text="只有注明“按项目”的事项才选",
        )
        self.order_fields(self.field_order)


class EndForm(forms.Form):
    ends_on = forms.DateField(label="结束日期", widget=_DAY, help_text="自这一天起不再有效")
    reason = forms.CharField(label="结束原因", max_length=100)
