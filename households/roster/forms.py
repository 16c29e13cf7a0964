"""The upload of a roster."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from foundation.areas.models import Area
from foundation.policy.record_fields import MonthField
from households.roster.kinds import Option, RosterKind

ENDINGS = (
    ".xlsx",
    ".xlsm",
    ".xls",
    ".xlsb",
    ".et",
    ".ods",
    ".csv",
    ".tsv",
    ".txt",
    ".htm",
    ".html",
    ".mht",
    ".zip",
)


class UploadForm(forms.Form):
    """The file, and what the kind asks to be chosen: item, period, list …"""

    file = forms.FileField(
        label="花名册文件",
        help_text=".xlsx、.xls、.xlsb、.et、.ods、.csv,或装有各乡镇工作簿的 .zip",
        error_messages={
            "required": "请选择要上传的花名册文件",
            "empty": "文件是空的,没有任何内容;请检查后重新上传",
            "invalid": "没有收到文件;请重新选择",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        max_length=200,
    )

    def __init__(self, *args: Any, kind: RosterKind, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for option in kind.options:
            self.fields[option.key] = _field(option, area)

    @property
    def options(self) -> dict[str, Any]:
        """What was chosen, as JSON keeps it."""
        given = {option.key: self.cleaned_data.get(option.key) for option in self.kind.options}
        return {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in given.items()
            if value not in (None, "")
        }

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(ENDINGS):
            raise forms.ValidationError(
                "不是能读的文件种类;请上传 .xlsx、.xls、.xlsb、.et、.ods、.csv 或 .zip"
            )
        if file.size > settings.ROSTER_MAX_BYTES:
            limit = settings.ROSTER_MAX_BYTES // (1024 * 1024)
            raise forms.ValidationError(f"文件超过{limit}MB;请删除图片和多余格式,或按乡镇分开后上传")
        return file


def _field(option: Option, area: Area) -> forms.Field:
    common: dict[str, Any] = {
        "label": option.label,
        "required": option.required,
        "help_text": option.help_text,
        "error_messages": {"required": f"请选择{option.label}"},
    }
    if option.type == "choice":
        choices = option.choices(area) if option.choices else []
        return forms.ChoiceField(choices=[("", "请选择"), *choices], **common)
    if option.type == "year":
        return forms.IntegerField(min_value=2010, max_value=2100, **common)
    if option.type == "month":
        return MonthField(**common)
    if option.type == "date":
        return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **common)
    return forms.CharField(max_length=100, **common)


def cleaned_options(kind: RosterKind, area: Area, given: dict[str, str]) -> dict[str, Any]:
    """The same checks for the command; raises ``ValidationError``."""
    fields = {option.key: _field(option, area) for option in kind.options}
    if unknown := set(given) - set(fields):
        raise forms.ValidationError(f"{kind.title}没有这个选项:{'、'.join(sorted(unknown))}")
    cleaned = {key: field.clean(given.get(key, "")) for key, field in fields.items()}
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in cleaned.items()
        if value not in (None, "")
    }
