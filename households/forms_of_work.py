"""Forms of the daily work: surveying, pairing, visiting, settling, lifting out."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from foundation.areas.codes import code_range, county_of
from foundation.areas.scope import Scope
from foundation.worded import WordedForm
from households.entry.inputs import day_input, model_fields
from households.file.showing import Showable
from households.models import Cadre, Household, Pairing, Visit
from households.pairing import accounts_without_cadre


class PairingForm(WordedForm):
    """The household's cadre: one on record, one with an account, or a new one by name and unit."""

    cadre = forms.ChoiceField(
        label="帮扶责任人", required=False, help_text="从名单中选择；名单中没有的，在下面填姓名和单位。"
    )
    new_name = forms.CharField(label="名单中没有的：姓名", max_length=50, required=False)
    new_unit = forms.CharField(label="名单中没有的：单位", max_length=80, required=False)
    starts_on = forms.DateField(label="结对日期", widget=day_input())
    reason = forms.CharField(label="移交原因", max_length=60)

    def __init__(
        self, *args: Any, scope: Scope, household: Household, present: Pairing | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        county = code_range(county_of(household.area_code))
        cadres = scope.rows(Cadre).filter(area_code__gte=county.lo, area_code__lte=county.hi)
        accounts = accounts_without_cadre(household.area_code, scope.today)
        self.fields["cadre"].choices = [  # type: ignore[attr-defined]
            ("", "请选择"),
            *((str(cadre.pk), str(cadre)) for cadre in cadres.order_by("name", "unit")),
            *((f"user-{user.pk}", f"{user}（有账号，尚未结对）") for user in accounts),
        ]
        if present is None:
            del self.fields["reason"]
            made = model_fields(Pairing, ("measures", "fund_yuan", "fund_source"))
            self.fields.update(made)
        else:
            self.fields["starts_on"].label = "移交日期"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("cadre") and not given.get("new_name") and "cadre" not in self.errors:
            self.add_error("cadre", "请选择帮扶责任人，或填写名单中没有的姓名和单位")
        if given.get("fund_yuan") is not None and given["fund_yuan"] < 0:
            self.add_error("fund_yuan", "金额不能为负数")
        return given

    def values(self) -> dict[str, Any]:
        names = ("measures", "fund_yuan", "fund_source")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class EndPairingForm(WordedForm):
    ends_on = forms.DateField(label="解除日期", help_text="从这一天起不再结对。", widget=day_input())
    reason = forms.CharField(label="解除原因", max_length=60)


_VISITED = ("visited_on", "way", "done", "needs_heard", "outcome", "goods_yuan", "money_yuan")


class VisitForm(WordedForm):
    """Filled in on a phone at the door; the hidden key makes a second sending harmless."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        first = {"client_key": uuid.uuid4(), "way": Visit.Way.AT_HOME, "outcome": Visit.Outcome.NOTHING}
        kwargs["initial"] = {**first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields.update(model_fields(Visit, _VISITED))
        self.fields["done"].widget.attrs["rows"] = 4
        self.fields["needs_heard"].widget.attrs["rows"] = 3
        for name in ("goods_yuan", "money_yuan"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in ("goods_yuan", "money_yuan"):
            if given.get(name) is not None and given[name] < 0:
                self.add_error(name, "金额不能为负数")
            given[name] = given.get(name) or 0
        return given

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in _VISITED}


class NumberForm(WordedForm):
    which = forms.ChoiceField(label="查看哪一个号码", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="事由", max_length=200, help_text="例如：核对残疾人证。查看和事由都会记录。"
    )

    def __init__(self, *args: Any, numbers: Sequence[Showable], **kwargs: Any) -> None:
        if numbers:
            kwargs.setdefault("initial", {"which": numbers[0].which})
        super().__init__(*args, **kwargs)
        self._numbers = {one.which: one for one in numbers}
        self.fields["which"].choices = [(one.which, one.label) for one in numbers]  # type: ignore[attr-defined]

    def chosen(self) -> Showable:
        return self._numbers[self.cleaned_data["which"]]


class SettlingForm(WordedForm):
    OUTCOMES = ("登记值正确", "对方值正确，已按程序更正", "已核实，双方都需更正", "其他")

    outcome = forms.ChoiceField(label="核实结果", choices=[(text, text) for text in OUTCOMES])
    note = forms.CharField(label="说明", max_length=80, required=False)

    def words(self) -> str:
        note = self.cleaned_data["note"]
        return f"{self.cleaned_data['outcome']}：{note}" if note else str(self.cleaned_data["outcome"])
