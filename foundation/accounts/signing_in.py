"""Signing in and out, recorded; the same words whether or not the account exists."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from foundation.accounts.access import record_access
from foundation.accounts.forms import SignInForm
from foundation.accounts.models import AccessRecord


class SignIn(LoginView):
    open_because = "signing in"
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    open_because = "signing out"
    next_page = "accounts:sign_in"


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
    """Too many failures: the same page and the same words as a wrong password (A-01)."""
    form = SignInForm(request, data={"username": "", "password": ""})
    form.errors.clear()
    form.add_error(None, SignInForm.error_messages["invalid_login"])
    return render(request, "accounts/sign_in.html", {"form": form}, status=429)


def _signed_in(sender: object, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    appointment = user.appointment_on(timezone.localdate())
    request.appointment = appointment  # type: ignore[attr-defined]
    request.user = user
    record_access(AccessRecord.Kind.SIGN_IN, request=request)


def _failed(
    sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **kw: Any
) -> None:
    record_access(
        AccessRecord.Kind.SIGN_IN_FAILED, request=request, subject=credentials.get("username") or ""
    )


def _signed_out(sender: object, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user is not None:
        record_access(AccessRecord.Kind.SIGN_OUT, request=request)


def record_sign_ins() -> None:
    """Django tells of sign-ins by signals only; nothing else of ours hangs on signals."""
    user_logged_in.connect(_signed_in, dispatch_uid="record_sign_in")
    user_login_failed.connect(_failed, dispatch_uid="record_sign_in_failed")
    user_logged_out.connect(_signed_out, dispatch_uid="record_sign_out")
