"""The forms of finding: one box, the advanced form, the filters of the address, columns, a saved filter."""

from __future__ import annotations

from typing import Any

from django import forms

from foundation.areas.codes import CodeRange, code_range
from foundation.areas.scope import Scope
from foundation.worded import WordedForm
from households.finding import columns as offered
from households.finding import searching
from households.finding.columns import Column
from households.finding.filters import all_filters
from households.finding.searching import Search, UnableToSearch
from households.finding.sorting import SORTS
from households.models import ListExport
from households.places import choices_below


def _text(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=60, required=False, help_text=help_text, widget=widget)


class SearchForm(WordedForm):
    """The one box. Sent by POST: what is looked for is about a person and stays out of every address."""

    q = forms.CharField(
        label="查找",
        max_length=80,
        help_text="姓名或其中几个字、拼音首字母、户编号、身份证号或后4位、残疾人证号或后6位、联系电话、村名；"
        "几项之间用空格隔开，如“太和村 张建国”。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "请填写要查找的内容"},
    )

    def search(self, scope: Scope) -> Search:
        return searching.understand(self.cleaned_data["q"], scope=scope)


class AdvancedForm(WordedForm):
    """The same by field; what is filled in must hold together. By POST as well."""

    name = _text("姓名", "全名或其中几个字，也可填拼音首字母。")
    person_number = _text("证件号码", "身份证号或后4位，残疾人证号或后6位。")
    phone = _text("联系电话", "户或成员的完整号码。")
    household_number = _text("户编号", "完整编号，或前6位以上。")
    place = _text("乡镇或村", "名称或拼音首字母。")

    def search(self, scope: Scope) -> Search:
        """All fields that are filled in; what is wrong with one is said at it."""
        read: dict[str, Any] = {
            "name": searching.by_name,
            "person_number": searching.by_person_number,
            "phone": searching.by_phone,
            "household_number": searching.by_household_number,
            "place": lambda text: searching.by_place(text, scope=scope),
        }
        found = []
        for name, reading in read.items():
            if self.cleaned_data.get(name):
                try:
                    found.append(reading(self.cleaned_data[name]))
                except UnableToSearch as reason:
                    self.add_error(name, str(reason))
        return searching.both(*found)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not any(given.values()) and not self.errors:
            raise forms.ValidationError("请至少填写一项。")
        return given


class ListFilterForm(WordedForm):
    """What stands in the address: places, filters, order; nothing about a person."""

    county = forms.ChoiceField(label="县（市、区）", required=False)
    township = forms.ChoiceField(label="乡镇（街道）", required=False)
    village = forms.ChoiceField(label="村（社区）", required=False)

    def __init__(self, data: Any, *, within: CodeRange | None) -> None:
        super().__init__(data)
        # A level is offered once the one above it is settled: by the scope, or by the choice.
        for name, above in (("county", None), ("township", "county"), ("village", "township")):
            bounds = self._chosen(above, within) if above else within
            choices = choices_below(bounds, name) if bounds or name == "county" else []
            if above and above in self.fields and not self._given(above):
                choices = []
            if len(choices) < 2 and not self._given(name):
                del self.fields[name]
            else:
                self.fields[name].choices = [("", "全部"), *choices]  # type: ignore[attr-defined]
        for made in all_filters():
            choices = [("", "全部"), *made.choices]
            self.fields[made.name] = forms.ChoiceField(label=made.label, choices=choices, required=False)
        orders = [("" if key == "area" else key, sort.label) for key, sort in SORTS.items()]
        self.fields["sort"] = forms.ChoiceField(label="排列", choices=orders, required=False)

    def _given(self, name: str | None) -> str:
        value = str(self.data.get(name or "", ""))
        return value if value.isdigit() and len(value) == 12 else ""

    def _chosen(self, name: str, within: CodeRange | None) -> CodeRange | None:
        given = self._given(name)
        if not given:
            return within
        bounds = code_range(int(given))
        return bounds if within is None or within.covers(bounds) else within

    FIRST = ("county", "township", "village", "status", "paired", "kind", "level", "sort")

    def first(self) -> list[Any]:
        """The fields used daily; the others fold away."""
        return [self[name] for name in self.FIRST if name in self.fields]

    def further(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in self.FIRST]

    def further_in_use(self) -> bool:
        return any(self.data.get(name) for name in self.fields if name not in self.FIRST)


class ColumnsForm(WordedForm):
    columns = forms.MultipleChoiceField(label="显示哪些列", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, numbers: bool, present: list[Column], **kwargs: Any) -> None:
        kwargs["initial"] = {"columns": [column.key for column in present]}
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = [  # type: ignore[attr-defined]
            (column.key, f"{column.label}（隐去中间几位）" if column.of_number else column.label)
            for column in offered.ALL
            if numbers or not column.of_number
        ]


class SavingForm(WordedForm):
    name = forms.CharField(label="给这组条件起个名称", max_length=30)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)


class ExportForm(WordedForm):
    format = forms.ChoiceField(label="格式", choices=ListExport.Format.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"format": "xlsx"}
        super().__init__(*args, **kwargs)
