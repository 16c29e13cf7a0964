"""Alerts, ledgers (what they are, never the file) and progress over the API."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from assessment.models import Ledger, RiskAlert
from assessment.progress.areas import AreaProgress, progress_of
from foundation.accounts.api import ScopedViewSet
from foundation.areas.models import Area


class AlertSerializer(serializers.ModelSerializer[RiskAlert]):
    class Meta:
        model = RiskAlert
        fields: ClassVar = [
            "id", "household", "area_code", "rule", "as_of", "sentence", "figures", "state",
            "verified_on", "verdict", "closed_on",
        ]  # fmt: skip


class AlertViewSet(ScopedViewSet):
    act = "see_households"
    model = RiskAlert
    serializer_class = AlertSerializer


class LedgerSerializer(serializers.ModelSerializer[Ledger]):
    class Meta:
        model = Ledger
        fields: ClassVar = [
            "id", "area_code", "period", "as_of", "file_name", "sha256", "size_bytes", "counts",
            "catalogue_version", "frozen_at",
        ]  # fmt: skip


class LedgerViewSet(ScopedViewSet):
    act = "export"
    model = Ledger
    serializer_class = LedgerSerializer

    def with_related(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.frozen()  # type: ignore[attr-defined, no-any-return]


class AreaProgressSerializer(serializers.Serializer[AreaProgress]):
    code = serializers.IntegerField(source="area.code")
    name = serializers.CharField(source="area.name")
    level = serializers.CharField(source="area.level")
    reports_to = serializers.IntegerField(source="area.reports_to_id", allow_null=True)
    counts = serializers.DictField(child=serializers.IntegerField())


class ProgressSerializer(serializers.Serializer[Any]):
    on = serializers.DateField()
    total = AreaProgressSerializer()
    parts = AreaProgressSerializer(many=True)


class ProgressViewSet(viewsets.ViewSet):
    """The figures of an area and of its parts of the next level below."""

    act = "see_progress"

    @extend_schema(responses=ProgressSerializer)
    def list(self, request: Request) -> Response:
        """The asker's own area."""
        return self._answer(request, request._request.appointment.area)  # type: ignore[attr-defined]

    @extend_schema(responses=ProgressSerializer, parameters=[])
    def retrieve(self, request: Request, pk: int) -> Response:
        """An area by its twelve-digit code."""
        areas = request._request.scope.rows(Area)  # type: ignore[attr-defined]
        return self._answer(request, get_object_or_404(areas, pk=pk))

    def _answer(self, request: Request, area: Area) -> Response:
        scope = request._request.scope  # type: ignore[attr-defined]
        found = progress_of(area, scope=scope, on=timezone.localdate())
        return Response(ProgressSerializer(found).data)

    lookup_value_regex = r"\d{12}"


ROUTES: list[tuple[str, Any]] = [
    ("alerts", AlertViewSet),
    ("ledgers", LedgerViewSet),
    ("progress", ProgressViewSet),
]
