"""Forms of photographs and papers: adding, opening one that shows numbers, taking away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from foundation.areas.scope import Scope
from foundation.worded import WordedForm
from households.attachments.keeping import Described
from households.entry.inputs import day_input
from households.models import Household, ProcedureStep, StatusStep, Visit
from households.models.attachments import SHOWING_NUMBERS, AttachmentKind

FILES_AT_ONCE = 10
RECENT = 30


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one go, as a phone's gallery hands them over."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError("请选择照片或材料")
        if len(given) > FILES_AT_ONCE:
            raise forms.ValidationError(f"一次最多上传{FILES_AT_ONCE}份，请分几次上传")
        limit = settings.ATTACHMENT_MAX_BYTES
        if any(file.size and file.size > limit for file in given):
            raise forms.ValidationError(f"有文件超过{limit // (1024 * 1024)}MB，请缩小后再上传")
        return [super(FilesField, self).clean(file, initial) for file in given]


class AttachmentForm(WordedForm):
    """Who may not see whole numbers is offered photographs only: papers show them."""

    uploads = FilesField(
        label="照片或材料",
        help_text="JPEG、PNG、WebP照片或PDF，可一次选多份；照片中的拍摄位置会自动去掉。",
        widget=_SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )
    kind = forms.ChoiceField(label="种类")
    taken_on = forms.DateField(label="拍摄或形成日期", widget=day_input())
    caption = forms.CharField(
        label="说明", max_length=100, required=False, help_text="例如：改造后的厨房。不要写证件号码。"
    )
    visit = forms.ChoiceField(label="属于哪次走访", required=False)
    procedure_step = forms.ChoiceField(label="属于哪个程序步骤", required=False)
    status_step = forms.ChoiceField(label="属于哪次状态变更", required=False)

    def __init__(self, *args: Any, household: Household, scope: Scope, papers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [one for one in AttachmentKind.choices if papers or one[0] not in SHOWING_NUMBERS]
        self.fields["kind"].choices = [("", "请选择"), *kinds]  # type: ignore[attr-defined]
        own = {"household": household}
        visits = scope.rows(Visit).filter(**own).order_by("-visited_on", "-pk")[:RECENT]
        steps = scope.rows(StatusStep).filter(**own).order_by("-decided_on", "-pk")[:RECENT]
        held = scope.rows(ProcedureStep).filter(**own, taken_back_on=None).select_related("procedure")
        held = held.order_by("-procedure_id", "-position")[:RECENT]
        self._linked = {"visit": list(visits), "status_step": list(steps), "procedure_step": list(held)}
        self._offer("visit", [(one.pk, str(one)) for one in visits])
        self._offer("procedure_step", [(one.pk, f"{one.procedure.get_kind_display()}:{one}") for one in held])
        self._offer("status_step", [(one.pk, f"{one.decided_on} {one}") for one in steps])

    def _offer(self, name: str, rows: list[tuple[int, str]]) -> None:
        if rows:
            choices = [("", "不属于"), *((str(pk), words) for pk, words in rows)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def told(self) -> Described:
        given = self.cleaned_data
        return Described(
            kind=given["kind"],
            taken_on=given["taken_on"],
            caption=given["caption"],
            visit=self._chosen("visit"),
            status_step=self._chosen("status_step"),
            procedure_step=self._chosen("procedure_step"),
        )

    def _chosen(self, name: str) -> Any:
        chosen = self.cleaned_data.get(name)
        return next((one for one in self._linked[name] if str(one.pk) == chosen), None)


class OpeningForm(WordedForm):
    reason = forms.CharField(
        label="事由", max_length=200, help_text="例如：核对残疾人证。查看和事由都会记录。"
    )


class WithdrawingForm(WordedForm):
    REASONS = ("传错了户", "不清晰，已重新上传", "本人要求", "已过期", "其他")

    reason = forms.ChoiceField(label="撤下原因", choices=[("", "请选择"), *((one, one) for one in REASONS)])
