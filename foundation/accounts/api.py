"""The API's base: the same acts, the same scope, closed by default."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from rest_framework import mixins, permissions, viewsets
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView

from foundation.accounts.acting import may
from foundation.accounts.roles import ACTS
from foundation.areas.scope import Scope


class DeclaredAct(permissions.BasePermission):
    """The view's ``act`` decides; a view without one is closed to everybody."""

    message = "您的角色不能办理此事。"

    def has_permission(self, request: Request, view: APIView) -> bool:
        act = getattr(view, "act", None)
        if act is None or not request.user.is_authenticated:
            return False
        self.message = ACTS[act].refusal
        return may(request._request, act) is not None


class KeysetPages(CursorPagination):
    page_size = 50
    ordering = ("area_code", "pk")


class ScopedViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """Read-only rows of ``model`` within the asker's scope."""

    act: str
    model: Any
    pagination_class = KeysetPages

    def get_queryset(self) -> QuerySet[Any]:
        if getattr(self, "swagger_fake_view", False):
            return Scope("sees_none", date.min).rows(self.model)  # type: ignore[no-any-return]
        rows: QuerySet[Any] = self.request._request.scope.rows(self.model)  # type: ignore[attr-defined]
        return self.with_related(rows)

    def with_related(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows
