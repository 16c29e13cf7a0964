"""Forms of the history: a moment to look at, and the reason for taking a value back."""

from __future__ import annotations

from django import forms

from foundation.worded import WordedForm


class MomentForm(WordedForm):
    at = forms.DateTimeField(
        label="日期和时间",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "日期和时间请按年-月-日 时：分填写，例如2018-06-30 08:00"},
    )


class RestoringForm(WordedForm):
    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label="恢复原因", max_length=100, help_text="例如：更正有误，以原登记为准。")
