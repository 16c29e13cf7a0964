"""Forms of entering and correcting: what is typed becomes numbers, dates and entries, with mending words."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.forms.models import fields_for_model

from foundation.sealed.fields import Sealed
from foundation.sealed.numbers import tidy
from households.places import division_words, divisions_called


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def model_fields(model: Any, names: tuple[str, ...]) -> dict[str, forms.Field]:
    """The model's own fields as a form's: labels, choices and limits; days by the browser's picker."""
    made: dict[str, forms.Field] = fields_for_model(model, fields=names)
    for form_field in made.values():
        if isinstance(form_field, forms.TypedChoiceField) and not form_field.required:
            choices: Any = form_field.choices
            form_field.choices = [("", "未登记"), *(one for one in choices if one[0] != "")]
        if isinstance(form_field, forms.DateField):
            form_field.widget = day_input()
        if isinstance(form_field, forms.DecimalField):
            form_field.widget.attrs["inputmode"] = "decimal"
    return made


class DivisionField(forms.CharField):
    """A division anywhere in the country: by the name known here, or its code of 6, 9 or 12 places."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=40,
            help_text=f"{help_text}填本省县（市、区）、乡镇或村的全称，外省的填6、9或12位区划代码。",
        )

    def prepare_value(self, value: Any) -> Any:
        return division_words(value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != initial)
        except forms.ValidationError:
            return True

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).strip()
        if not text:
            return None
        if re.fullmatch(r"[1-9]\d{5}(\d{3}){0,2}", text):
            return int(text.ljust(12, "0"))
        called = divisions_called(text)
        if len(called) != 1:
            raise forms.ValidationError(
                "请填本省县（市、区）、乡镇或村的全称（如六枝特区岩脚镇），或6、9、12位区划代码"
            )
        return called[0]


class SealedNumberField(forms.CharField):
    """A number that is sealed at once and never shown again: left empty it stays as it is."""

    kind, pattern, wrong = "", "", ""

    def __init__(self, *, label: str, present: Any = None, **kwargs: Any) -> None:
        hint = f"现登记为{present}；不填则不改。" if present else ""
        super().__init__(
            label=label,
            required=False,
            max_length=40,
            help_text=hint,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        number = tidy(super().clean(value))
        if not number:
            return None
        if not re.fullmatch(self.pattern, number):
            raise forms.ValidationError(self.wrong)
        return Sealed.of(self.kind, number)


class PhoneField(SealedNumberField):
    kind, pattern = "phone", r"1\d{10}|0\d{9,11}|\d{7,8}"
    wrong = "电话应为11位手机号，或带区号的座机号，请核对"


class AccountField(SealedNumberField):
    kind, pattern = "account", r"\d{12,23}"
    wrong = "银行账号应为12至23位数字，请按存折或一卡通核对"


def add_sealed(form: forms.Form, name: str, field: SealedNumberField, present: Any) -> None:
    """The field, and where a number is on record the tick that takes it away."""
    form.fields[name] = field
    if present:
        form.fields[f"{name}_cleared"] = forms.BooleanField(
            label=f"清除已登记的{field.label}（{present}）", required=False
        )


def sealed_value(given: dict[str, Any], name: str) -> dict[str, Any]:
    """``{}`` where the number stays as it is."""
    if given.get(name):
        return {name: given[name]}
    return {name: None} if given.get(f"{name}_cleared") else {}
