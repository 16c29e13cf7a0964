"""What is asked of people on the pages of alerts and ledgers."""

from __future__ import annotations

from typing import Any

from django import forms

from assessment.ledgers.comparing import LABELS, SETS
from assessment.models import AlertState, Verdict
from assessment.monitoring.rules import RULES
from foundation.areas.models import Area
from foundation.areas.scope import Scope


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _words(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AlertFilter(forms.Form):
    """In the address bar: no personal data."""

    rule = forms.ChoiceField(
        label="预警类型", required=False, choices=[("", "全部"), *((rule.slug, rule.label) for rule in RULES)]
    )
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "未办结"), *AlertState.choices, ("all", "全部")]
    )
    area: forms.ModelChoiceField[Area] = forms.ModelChoiceField(
        None, label="乡镇或村", required=False, empty_label="全部"
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = scope.rows(Area).current()
        level = "county" if scope.range is None or scope.range.lo % 10**8 == 0 else "township"
        if scope.range is not None and scope.range.lo % 1_000_000:
            level = "village"
        self.fields["area"].queryset = areas.of_level(level)  # type: ignore[attr-defined]


class DetectionForm(forms.Form):
    as_of = forms.DateField(
        label="监测日期",
        widget=_day_input(),
        help_text="按这一天的数据比对；每月1日后系统会自动做上月末的监测。",
        error_messages={"required": "请填监测日期。", "invalid": "日期请填如2018-06-30。"},
    )


class VerifyForm(forms.Form):
    verification = forms.CharField(
        label="核实情况",
        max_length=300,
        widget=_words(),
        help_text="入户看到的实际情况。不要写身份证号、电话、银行账号。",
        error_messages={"required": "请写明核实情况。"},
    )


class CloseForm(forms.Form):
    verdict = forms.ChoiceField(
        label="结论",
        widget=forms.RadioSelect,
        choices=Verdict.choices,
        error_messages={"required": "请选择办结结论。"},
    )
    conclusion = forms.CharField(
        label="办结说明",
        max_length=300,
        widget=_words(),
        help_text="认定返贫的，写明返贫原因。",
        error_messages={"required": "请写明办结说明。"},
    )


class LedgerForm(forms.Form):
    area: forms.ModelChoiceField[Area] = forms.ModelChoiceField(
        None,
        label="区域",
        required=False,
        empty_label=None,
        error_messages={"invalid_choice": "请从列表中选择区域。"},
    )
    period = forms.CharField(
        label="期间",
        max_length=7,
        help_text="年月如2018-06，或年度如2018；数据截至该期间最后一天。",
        error_messages={"required": "请填期间。"},
    )

    def __init__(self, *args: Any, scope: Scope, own: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = {"province": ["province", "prefecture", "county"], "prefecture": ["prefecture", "county"]}
        levels = wanted.get(own.level, ["county", "township"])
        areas = scope.rows(Area).current().below(own).filter(level__in=levels).order_by("code")
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.initial.setdefault("area", own.pk)


class LedgersComparedForm(forms.Form):
    """Which of two ledgers' households are looked at. In the address bar: no personal data."""

    set = forms.ChoiceField(label="比对结果", required=False)
    field = forms.ChoiceField(label="变化项目", required=False)
    area: forms.ModelChoiceField[Area] = forms.ModelChoiceField(
        None, label="乡镇或村", required=False, empty_label="全部"
    )

    def __init__(self, *args: Any, scope: Scope, of: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["set"].choices = list(SETS.items())  # type: ignore[attr-defined]
        self.fields["field"].choices = [("", "全部"), *LABELS.items()]  # type: ignore[attr-defined]
        below = {"province": "county", "prefecture": "county", "county": "township"}.get(of.level, "village")
        areas = scope.rows(Area).below(of).of_level(below)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]

    def asked(self) -> tuple[str, str, int | None]:
        """Set, field and part of the area; what is not known counts as not asked for."""
        known = self.cleaned_data if self.is_valid() else {}
        area = known.get("area")
        which = known.get("set") or "different"
        return which, known.get("field") or "" if which == "different" else "", area.code if area else None
