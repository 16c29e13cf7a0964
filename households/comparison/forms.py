"""The forms of comparison: its two sides, a word on who is whom, the outcome of a task, what is listed."""

from __future__ import annotations

from typing import Any

from django import forms

from foundation.worded import WordedForm
from households.comparison.comparing import Side
from households.comparison.departments import all_differences
from households.comparison.settling import Owner
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
            label="与什么比对", choices=[(REGISTRY, "户档登记（本系统）"), *choices], initial=REGISTRY
        )

    def side(self, name: str) -> Side:
        value = str(self.cleaned_data[name])
        return Side() if value == REGISTRY else Side(*value.split("@"))


class IdentityForm(WordedForm):
    same = forms.ChoiceField(
        label="是不是同一人",
        choices=[("yes", "是同一人"), ("no", "不是同一人（以后不再提示）")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="核实情况", max_length=200, help_text="凭什么认定，例如核对身份证原件、与村干部当面核实。"
    )


class CorrectionForm(WordedForm):
    reason = forms.CharField(
        label="更正理由", max_length=200, help_text="原来错在哪里，现在凭什么认定；原来的认定和理由都会保留。"
    )


class AssignForm(WordedForm):
    """``owners``: the county, the township, and who may settle it there."""

    owner = forms.ChoiceField(label="交给谁办理")
    due_on = forms.DateField(
        label="办理期限", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: Any, owners: list[Owner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {one.key: one for one in owners}
        self.fields["owner"].choices = [(one.key, one.label) for one in owners]  # type: ignore[attr-defined]

    def chosen(self) -> Owner:
        return self.owners[self.cleaned_data["owner"]]


class SettleForm(WordedForm):
    outcome = forms.ChoiceField(label="办理结果", choices=[("", "请选择"), *TaskOutcome.choices])
    note = forms.CharField(
        label="办理情况",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明向谁核实、怎样处理；请不要填写身份证号。",
    )


class TaskFilter(WordedForm):
    state = forms.ChoiceField(
        label="状态", choices=[*ComparisonTask.State.choices, ("all", "全部")], required=False
    )
    list_name = forms.ChoiceField(label="名单", choices=[("", "全部"), *ListName.choices], required=False)
    kind = forms.ChoiceField(label="差异", required=False)
    whose = forms.ChoiceField(label="承办", required=False)
    overdue = forms.BooleanField(label="只看逾期", required=False)

    WHOSE = (("", "全部"), ("mine", "我承办的"), ("nobody", "还没有人承办"))

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        """``owners``: units and people with differences to settle, as ``unit-code`` and ``user-key``."""
        super().__init__(*args, **kwargs)
        kinds = [(one.kind, one.title) for one in all_differences()]
        self.fields["kind"].choices = [("", "全部"), *kinds]  # type: ignore[attr-defined]
        self.fields["whose"].choices = [*self.WHOSE, *owners]  # type: ignore[attr-defined]
