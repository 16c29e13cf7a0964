"""Opens the signed-in person's scope for the whole request, rendering included.

Not ATOMIC_REQUESTS: Django renders template responses after that transaction has
ended, and lazy querysets would run without scope.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from foundation.areas.scope import Scope, opened


class ScopeMiddleware:
    """Sets ``request.appointment`` and ``request.scope``; 4xx commits (a refusal stays), 5xx rolls back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        appointment = request.user.appointment_on(today) if request.user.is_authenticated else None
        request.appointment = appointment  # type: ignore[attr-defined]
        if appointment is None:
            request.scope = Scope("sees_none", today)  # type: ignore[attr-defined]
            return self._private(request, self.get_response(request))
        scope = appointment.scope(today, path=request.path, method=request.method)
        request.scope = scope  # type: ignore[attr-defined]
        with opened(scope):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return self._private(request, response)

    @staticmethod
    def _private(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
