"""The API's base: the same acts, the same scope, closed by default."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from rest_framework import mixins, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from foundation.areas.scope import Scope


class KeysetPages(BasePagination):
    """Pages by ``(area_code, id)``: ``?after=<area_code>-<id>`` goes on behind that row, at any depth."""

    page_size = 50
    after: tuple[int, int] | None = None

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        self.request = request
        rows = queryset.order_by("area_code", "pk")
        given = request.query_params.get("after", "")
        if given:
            area_code, pk = self._position(given)
            rows = rows.filter(Q(area_code__gt=area_code) | Q(area_code=area_code, pk__gt=pk))
        page = list(rows[: self.page_size + 1])
        self.more, page = len(page) > self.page_size, page[: self.page_size]
        self.after = (page[-1].area_code, page[-1].pk) if self.more else None
        return page

    def get_paginated_response(self, data: Any) -> Response:
        url = self.request.build_absolute_uri()
        following = (
            replace_query_param(url, "after", f"{self.after[0]}-{self.after[1]}") if self.after else None
        )
        return Response({"next": following, "results": data})

    def get_paginated_response_schema(self, schema: Any) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["results"],
            "properties": {
                "next": {"type": "string", "format": "uri", "nullable": True},
                "results": schema,
            },
        }

    @staticmethod
    def _position(given: str) -> tuple[int, int]:
        match = re.fullmatch(r"(\d{1,12})-(\d{1,18})", given)
        if match is None:
            raise ValidationError({"after": "应为“区划代码-编号”，请使用上一页返回的 next。"})
        return int(match[1]), int(match[2])


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
