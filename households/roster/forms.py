"""The upload of a roster."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

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
    file = forms.FileField(
        label="花名册文件",
        help_text=(
            "贫困残疾人花名册(.xlsx、.xls、.xlsb、.et、.ods、.csv,或装有各乡镇工作簿的 .zip),"
            "一行一人;残疾人的家庭成员也请一并列出"
        ),
        error_messages={
            "required": "请选择要上传的花名册文件",
            "empty": "文件是空的,没有任何内容;请检查后重新上传",
            "invalid": "没有收到文件;请重新选择",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        max_length=200,
    )

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
