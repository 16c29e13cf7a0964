"""How a page declares the act it serves. A page without a declared act answers 403 to everyone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from foundation.accounts.access import record_access
from foundation.accounts.models import AccessRecord, Appointment, User
from foundation.accounts.roles import ACTS, Extent, extent_of
from foundation.areas.scope import Scope

View = TypeVar("View", bound=Callable[..., HttpResponse])


class ScopedRequest(HttpRequest):
    """A request behind ``ScopeMiddleware`` by somebody with an appointment."""

    user: User
    appointment: Appointment
    scope: Scope
    extent: Extent


def may(request: HttpRequest, act: str) -> Extent | None:
    appointment: Appointment | None = getattr(request, "appointment", None)
    return extent_of(appointment.role if appointment else None, act)


def refusal(request: HttpRequest, act: str, *, outright: bool = False) -> str:
    """Empty when the act is open to the asker; else the sentence for the greyed button and the refusal.

    ``outright``: who may only propose is refused as well.
    """
    extent = may(request, act)
    return "" if extent == "yes" or (extent and not outright) else ACTS[act].refusal


def acting(act: str, *, outright: bool = False) -> Callable[[View], View]:
    """``@acting("pair")``: the view serves this act; others are refused with its sentence and recorded.

    ``outright``: what is entered takes effect at once, so who may only propose is refused too.
    A first password is changed before anything else.
    """
    if act not in ACTS:
        raise KeyError(f"No such act: {act}. Declare it in foundation/accounts/roles.py.")

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.user.must_change_password:
                return redirect("accounts:change_password")
            sentence = refusal(request, act, outright=outright)
            if sentence:
                record_access(AccessRecord.Kind.REFUSED, request=request, subject=f"act:{act}")
                raise PermissionDenied(sentence)
            request.extent = may(request, act)
            return view(request, *args, **kwargs)

        guarded.act = act  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return declare


def open_to_everyone(reason: str) -> Callable[[View], View]:
    """Declares a page that needs no act (sign-in, health), with the reason."""

    def declare(view: View) -> View:
        view.open_because = reason  # type: ignore[attr-defined]
        return view

    return declare


class ClosedByDefaultMiddleware:
    """Refuses every view that has declared neither an act nor a reason to be open (Z-02)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: object, kwargs: object) -> None:
        if not declared(view):
            raise PermissionDenied("此页面未声明权限，暂不开放。")


def declared(view: Any) -> bool:
    """Whether a view says who it is for; API views say it per method (foundation/accounts/api.py)."""
    view_class = getattr(view, "view_class", None) or getattr(view, "cls", None)
    return any(
        hasattr(candidate, mark)
        for candidate in (view, view_class)
        if candidate is not None
        for mark in ("act", "open_because")
    )
