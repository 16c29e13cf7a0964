"""Pages of the three administrators: accounts and appointments, divisions, the access log."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.accounts import administration
from foundation.accounts.access import record_access
from foundation.accounts.access_log import access_log
from foundation.accounts.acting import ScopedRequest, acting, open_to_everyone
from foundation.accounts.administration import UnableToAdminister, accounts_within, areas_browsed
from foundation.accounts.forms import (
    AccessLogFilter,
    AppointmentForm,
    EndForm,
    NewAccountForm,
    NewPasswordForm,
)
from foundation.accounts.models import AccessRecord, User

PAGE = 50


def _page(rows: QuerySet[Any], after: str, key: str, descending: bool = False) -> tuple[list[Any], str]:
    """One keyset page and the key to go on from, empty on the last."""
    if after:
        rows = rows.filter(**{f"{key}__{'lt' if descending else 'gt'}": after})
    found: list[Model] = list(rows[: PAGE + 1])
    return found[:PAGE], str(getattr(found[PAGE - 1], key)) if len(found) > PAGE else ""


@require_GET
@acting("manage_accounts")
def accounts(request: ScopedRequest) -> HttpResponse:
    rows = accounts_within(request.scope.range)
    wanted = request.GET.get("q", "").strip()
    if wanted:
        rows = rows.filter(username__icontains=wanted) | rows.filter(full_name__icontains=wanted)
    found, after = _page(rows, request.GET.get("after", ""), "username")
    today = timezone.localdate()
    for user in found:
        user.present = [one for one in user.appointments.all() if one.ends_on is None or one.ends_on > today]
    next_url = f"?{urlencode({'q': wanted, 'after': after})}" if after else ""
    return render(request, "accounts/list.html", {"accounts": found, "q": wanted, "next_url": next_url})


@never_cache
@require_http_methods(["GET", "POST"])
@acting("manage_accounts")
def new_account(request: ScopedRequest) -> HttpResponse:
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, password = administration.create_account(**form.cleaned_data, by=request.user)
        except UnableToAdminister as reason:
            form.add_error("username", str(reason))
        else:
            _record(request, user, "新建账号")
            return render(request, "accounts/created.html", {"account": user, "password": password})
    return render(request, "accounts/new.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_POST
@acting("manage_accounts")
def renew_password(request: ScopedRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(accounts_within(request.scope.range), pk=pk)
    try:
        password = administration.renew_password(
            user=user, within=request.scope.range, by=request.user, on=timezone.localdate()
        )
    except UnableToAdminister as reason:
        messages.error(request, str(reason))
        return redirect("accounts:account", pk=pk)
    _record(request, user, "重置密码")
    return render(request, "accounts/created.html", {"account": user, "password": password, "renewed": True})


@require_http_methods(["GET", "POST"])
@acting("manage_accounts")
def account(request: ScopedRequest, pk: int) -> HttpResponse:
    """One account with its appointments; POST appoints."""
    user = get_object_or_404(accounts_within(request.scope.range), pk=pk)
    today, within = timezone.localdate(), request.scope.range
    form = AppointmentForm(request.POST or None, within=within, initial={"starts_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            made = administration.appoint(user=user, within=within, by=request.user, **form.cleaned_data)
        except UnableToAdminister as reason:
            form.add_error(None, str(reason))
        else:
            _record(request, user, f"任{made.role_label}")
            messages.success(request, f"{user}自{made.starts_on}起担任{made}。")
            return redirect("accounts:account", pk=pk)
    context = {"account": user, "form": form, "today": today}
    return render(request, "accounts/account.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@acting("manage_accounts")
def end_appointment(request: ScopedRequest, pk: int, appointment_pk: int) -> HttpResponse:
    user = get_object_or_404(accounts_within(request.scope.range), pk=pk)
    appointment = get_object_or_404(user.appointments.select_related("area"), pk=appointment_pk)
    form = EndForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            administration.end_appointment(
                appointment=appointment, within=request.scope.range, by=request.user, **form.cleaned_data
            )
        except UnableToAdminister as reason:
            form.add_error(None, str(reason))
        else:
            _record(request, user, f"结束{appointment.role_label}")
            messages.success(request, f"{user}的任职“{appointment}”到{appointment.ends_on}为止。")
            return redirect("accounts:account", pk=pk)
    context = {"account": user, "appointment": appointment, "form": form}
    return render(request, "accounts/end.html", context, status=422 if form.errors else 200)


def _record(request: HttpRequest, user: Any, what: str) -> None:
    record_access(AccessRecord.Kind.APPOINTED, request=request, subject=f"user:{user.pk}", reason=what)


@require_GET
@acting("see_access_log")
def log(request: ScopedRequest) -> HttpResponse:
    form = AccessLogFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = access_log(within=request.scope.range, **chosen)
    before = request.GET.get("before", "")
    records, onward = _page(rows, before if before.isdigit() else "", "pk", descending=True)
    kept = {name: request.GET.get(name, "") for name in form.fields}
    context = {
        "form": form,
        "records": records,
        "next_url": f"?{urlencode({**kept, 'before': onward})}" if onward else "",
        "first_url": f"?{urlencode(kept)}" if before else "",
    }
    return render(request, "accounts/access_log.html", context)


@require_GET
@acting("see_system")
def areas(request: ScopedRequest, code: int | None = None) -> HttpResponse:
    """Divisions, level by level, with flags and older names."""
    area, below = areas_browsed(request.scope.range, code)
    if area is None:
        if code is None:
            return redirect("home")
        raise Http404
    return render(request, "areas/browse.html", {"area": area, "below": below})


@open_to_everyone("one's own password; asks for the present one")
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)  # login_required saw to it
    form = NewPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)
        messages.success(request, "密码已修改。")
        return redirect("home")
    return render(
        request, "accounts/change_password.html", {"form": form}, status=422 if form.errors else 200
    )
