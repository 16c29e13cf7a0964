"""Forms of reading and deciding proposals."""

from __future__ import annotations

from typing import Any

from django import forms

from foundation.worded import WordedForm
from households.models import Proposal


class ListForm(WordedForm):
    """Without a choice: what waits, for those who decide; all of them, for those who proposed."""

    state = forms.ChoiceField(
        label="办理情况", required=False, choices=[("all", "全部"), *Proposal.State.choices]
    )

    def __init__(self, data: Any, *, own: bool) -> None:
        self.default = "all" if own else "waiting"
        super().__init__({"state": data.get("state") or self.default})

    def narrowed(self, rows: Any) -> Any:
        state = self.cleaned_data["state"] if self.is_valid() else self.default
        return rows if state == "all" else rows.filter(state=state)


class DecisionForm(WordedForm):
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label="审核意见", choices=[("accept", "采纳"), ("return", "退回")], widget=forms.HiddenInput
    )
    answer = forms.CharField(
        label="答复",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回或没有全部采纳的必须填写，提出人看得到。",
    )
