"""The upload of a roster."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from foundation.areas.models import Area
from foundation.policy.record_fields import MonthField
from foundation.worded import WordedForm
from households.roster.intake import UnableToTakeRoster, refuse_too_large
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
        help_text=".xlsx、.xls、.xlsb、.et、.ods、.csv，或装有各乡镇工作簿的 .zip",
        error_messages={
            "required": "请选择要上传的花名册文件",
            "empty": "文件是空的，没有任何内容；请检查后重新上传",
            "invalid": "没有收到文件；请重新选择",
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
                "不是能读的文件种类；请上传 .xlsx、.xls、.xlsb、.et、.ods、.csv 或 .zip"
            )
        try:
            refuse_too_large(file.size)
        except UnableToTakeRoster as why:
            raise forms.ValidationError(str(why)) from why
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
        raise forms.ValidationError(f"{kind.title}没有这个选项：{'、'.join(sorted(unknown))}")
    cleaned = {key: field.clean(given.get(key, "")) for key, field in fields.items()}
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in cleaned.items()
        if value not in (None, "")
    }


class LimitsForm(WordedForm):
    max_wrong_percent = forms.IntegerField(
        label="有误的行最多占（%）", min_value=1, max_value=100, help_text="超过时整份名册退回，不能入库"
    )
    undo_days = forms.IntegerField(
        label="可撤销天数", min_value=0, max_value=366, help_text="入库后多少天内可以整批撤销"
    )
    keep_days = forms.IntegerField(
        label="文件保存天数",
        min_value=1,
        max_value=3660,
        help_text="到期删除加密保存的文件，校验值和各行结果长期保留",
    )


class AnswerForm(WordedForm):
    """Who a row is about. ``candidates``: the registered ones that it fits, as (key, words)."""

    who = forms.ChoiceField(label="这一行是谁", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="凭什么认定", max_length=200, help_text="例如核对户口簿、与村干部核实；请不要填写身份证号。"
    )

    def __init__(self, *args: Any, candidates: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(key), f"是{words}") for key, words in candidates]
        self.fields["who"].choices = [*known, ("other", "都不是，是另外的人或户（没有登记）")]  # type: ignore[attr-defined]

    def target(self) -> int | None:
        who = self.cleaned_data["who"]
        return None if who == "other" else int(who)


class DecidingForm(WordedForm):
    """One choice a column; "all" for everything, of the file or of the row."""

    ANSWERS = (("", "不另作决定"), ("theirs", "取名单"), ("ours", "保留登记"), ("finding", "记入待核实"))

    def __init__(self, *args: Any, about: dict[str, str], of_row: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        skip = (("skip", "跳过（一户的首行连同全户）"),) if of_row else ()
        label = "此行全部" if of_row else "全部变更"
        self.fields["all"] = forms.ChoiceField(label=label, choices=(*self.ANSWERS, *skip), required=False)
        for key, title in about.items():
            self.fields[f"about-{key}"] = forms.ChoiceField(label=title, choices=self.ANSWERS, required=False)

    def answers(self) -> dict[str, str]:
        return {
            "" if name == "all" else name.removeprefix("about-"): answer
            for name, answer in self.cleaned_data.items()
        }
