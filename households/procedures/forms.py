"""Forms of the procedures: begin one, record a step, confirm, take back."""

from __future__ import annotations

from typing import Any

from django import forms

from foundation.worded import WordedForm
from households.entry.inputs import day_input
from households.models import Procedure
from households.procedures.rules import is_notice


class OpeningForm(WordedForm):
    """What the case is about; the year only of lifting out, the cause only of leaving."""

    year = forms.IntegerField(label="脱贫年度", min_value=2014, max_value=2100)
    leaving = forms.ChoiceField(label="退出登记的原因", choices=[("", "请选择"), *Procedure.Leaving.choices])
    reason = forms.CharField(label="事由", max_length=200)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != Procedure.Kind.LIFT:
            del self.fields["year"]
        if kind != Procedure.Kind.LEAVE:
            del self.fields["leaving"]
        self.fields["reason"].required = kind == Procedure.Kind.FALL_BACK


class StepForm(WordedForm):
    held_on = forms.DateField(label="日期", widget=day_input())
    until = forms.DateField(label="公示截止日期", widget=day_input())
    responsible = forms.CharField(
        label="负责人", max_length=60, help_text="主持或审核这一步的人，例如 村支书 张三。"
    )
    document = forms.CharField(
        label="文书名称或文号",
        max_length=120,
        help_text="这一步留存的文书，有文号的写文号，如（2018年第2号）；登记后可添加扫描件。",
    )
    note = forms.CharField(label="结果和说明", max_length=200, required=False)

    def __init__(self, *args: Any, kind: str, days: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_notice(kind):
            self.fields["held_on"].label = "公示开始日期"
            self.fields["until"].help_text = days
            self.fields["note"].label = "公示结果（有无异议）"
        else:
            del self.fields["until"]


class ConfirmingForm(WordedForm):
    decided_on = forms.DateField(label="生效日期", widget=day_input())


class ReasonForm(WordedForm):
    reason = forms.CharField(label="原因", max_length=200)
