"""Forms of accounts: signing in, appointing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from foundation.accounts.administration import areas_called
from foundation.accounts.models import AccessRecord
from foundation.accounts.roles import Role
from foundation.areas.codes import CodeRange
from foundation.areas.models import Area
from foundation.worded import WordedForm


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SignInForm(AuthenticationForm):
    error_messages = {  # noqa: RUF012  (Django declares it as an instance attribute)
        "invalid_login": "用户名或密码不正确，或因多次输错已暂停登录15分钟。请核对后再试。",
        "inactive": "用户名或密码不正确，或因多次输错已暂停登录15分钟。请核对后再试。",
    }
    username = forms.CharField(
        label="用户名", widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class NewAccountForm(WordedForm):
    username = forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9_.-]{2,29}$",
        label="用户名",
        help_text="3至30个字母、数字，以字母开头，例如 liuzhi-zhang。",
        error_messages={"invalid": "用户名须为3至30个字母、数字、点、横线或下划线，以字母开头"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    full_name = forms.CharField(label="姓名", max_length=50)


class AppointmentForm(WordedForm):
    role = forms.ChoiceField(label="角色", choices=[("", "请选择"), *Role.choices])
    area = forms.CharField(
        label="任职区域",
        max_length=60,
        help_text="填区划名称，例如 六枝特区；重名时填12位区划代码。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    starts_on = forms.DateField(label="任职日期", widget=day_input())

    def __init__(self, *args: Any, within: CodeRange | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.within = within

    def clean_area(self) -> Area:
        found = areas_called(self.cleaned_data["area"], self.within)
        if not found:
            raise forms.ValidationError("您负责的区域内没有这个名称或代码的区划，请核对")
        if len(found) > 1:
            names = "、".join(f"{area.parent}{area}为{area.code}" for area in found[:6])
            raise forms.ValidationError(f"有几个同名的区划，请改填代码：{names}")
        return found[0]


class EndForm(WordedForm):
    ends_on = forms.DateField(label="结束日期", help_text="从这一天起不再有此角色。", widget=day_input())


class NewPasswordForm(PasswordChangeForm):
    old_password = forms.CharField(
        label="现在的密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new_password1 = forms.CharField(
        label="新密码",
        strip=False,
        help_text="至少10位，不能全是数字，不能与用户名、姓名相近，不能是常见密码。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label="再输一次新密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def save(self, commit: bool = True) -> Any:
        self.user.must_change_password = False
        self.user.set_password(self.cleaned_data["new_password1"])
        self.user.save(update_fields=["password", "must_change_password"])
        return self.user


class AccessLogFilter(WordedForm):
    """What the auditor narrows the access log by; it stands in the address."""

    kind = forms.ChoiceField(label="类别", choices=[("", "全部"), *AccessRecord.Kind.choices], required=False)
    username = forms.CharField(label="用户名", max_length=30, required=False)
    since = forms.DateField(label="从", required=False, widget=day_input())
    until = forms.DateField(label="到", required=False, widget=day_input())
