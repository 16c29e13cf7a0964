"""The forms of handing out, of what became of a task, and of the list of tasks."""

from __future__ import annotations

from django import forms

from assessment.models import GivenTo, ItemTask
from foundation.worded import WordedForm


class HandOutForm(WordedForm):
    given_to = forms.ChoiceField(
        label="交给谁办理",
        choices=[(GivenTo.CADRE, "各户自己的帮扶责任人"), (GivenTo.TOWNSHIP, "各户所在的乡镇")],
        widget=forms.RadioSelect,
    )
    due_on = forms.DateField(
        label="办理期限", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class CloseForm(WordedForm):
    outcome = forms.ChoiceField(
        label="办理结果",
        choices=[(ItemTask.State.DONE, "已办结"), (ItemTask.State.UNABLE, "不能办理")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="办理情况",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不能办理的，请写明原因；请不要填写身份证号。",
    )


class TaskFilter(WordedForm):
    state = forms.ChoiceField(
        label="状态", choices=[*ItemTask.State.choices, ("all", "全部")], required=False
    )
    handed = forms.ChoiceField(label="交办", choices=[("", "全部"), ("mine", "我交办的")], required=False)
    overdue = forms.BooleanField(label="只看逾期", required=False)
