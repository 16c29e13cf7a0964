"""The forms of comparison: its two sides, a word on who is whom, the outcome of a task, what is listed."""

from __future__ import annotations

from typing import Any

from django import forms

from foundation.worded import WordedForm
from households.comparison.comparing import Side
from households.models import ComparisonTask
from households.models.comparison import TaskOutcome
from households.models.lists import ListName

REGISTRY = "registry"


class SidesForm(WordedForm):
    """``lists``: (name, period) of the lists that the asker sees, the newest first."""

    def __init__(self, *args: Any, lists: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(ListName.choices)
        choices = [(f"{name}@{period}", f"{labels.get(name, name)} {period}") for name, period in lists]
        self.fields["left"] = forms.ChoiceField(label="名单", choices=[("", "请选择"), *choices])
        self.fields["right"] = forms.ChoiceField(
            label="与什么比对", choices=[(REGISTRY, "户档登记(本系统)"), *choices], initial=REGISTRY
        )

    def side(self, name: str) -> Side:
        value = str(self.cleaned_data[name])
        return Side() if value == REGISTRY else Side(*value.split("@"))


class IdentityForm(WordedForm):
    same = forms.ChoiceField(
        label="是不是同一人",
        choices=[("yes", "是同一人"), ("no", "不是同一人(以后不再提示)")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="核实情况", max_length=200, help_text="凭什么认定,例如核对身份证原件、与村干部当面核实。"
    )


class SettleForm(WordedForm):
    outcome = forms.ChoiceField(label="办理结果", choices=[("", "请选择"), *TaskOutcome.choices])
    note = forms.CharField(
        label="办理情况",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明向谁核实、怎样处理;请不要填写身份证号。",
    )


class TaskFilter(WordedForm):
    state = forms.ChoiceField(
        label="状态", choices=[*ComparisonTask.State.choices, ("all", "全部")], required=False
    )
    list_name = forms.ChoiceField(label="名单", choices=[("", "全部"), *ListName.choices], required=False)
    whose = forms.ChoiceField(
        label="承办", choices=[("", "全部"), ("mine", "我承办的"), ("nobody", "还没有人承办")], required=False
    )
    overdue = forms.BooleanField(label="只看逾期", required=False)
