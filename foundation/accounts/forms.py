"""Forms of accounts: signing in, appointing."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    error_messages = {  # noqa: RUF012  (Django declares it as an instance attribute)
        "invalid_login": "用户名或密码不正确,或因多次输错已暂停登录15分钟。请核对后再试。",
        "inactive": "用户名或密码不正确,或因多次输错已暂停登录15分钟。请核对后再试。",
    }
    username = forms.CharField(
        label="用户名", widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
