"""Forms whose messages are an official's words: 请填写…, 请选择… instead of a library's 字段."""

from __future__ import annotations

from django import forms


class WordedForm(forms.Form):
    """Says what is to be filled in by the field's own label."""

    def full_clean(self) -> None:
        for field in self.fields.values():
            verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
            field.error_messages["required"] = f"请{verb}{field.label}"
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = f"{field.label}请从所列各项中选择"
            elif isinstance(field, forms.DateField):
                field.error_messages["invalid"] = (
                    f"{field.label}不是有效日期，请按年-月-日填写，例如2018-06-30"
                )
            elif isinstance(field, forms.DecimalField | forms.IntegerField):
                field.error_messages["invalid"] = f"{field.label}应填数字"
        super().full_clean()
