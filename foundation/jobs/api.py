"""Runs over the API: state, progress and result."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers

from foundation.accounts.acting import may
from foundation.accounts.api import ScopedViewSet
from foundation.jobs.health import runs_for
from foundation.jobs.models import Run, RunQuerySet


class RunSerializer(serializers.ModelSerializer[Run]):
    percent = serializers.IntegerField(read_only=True)

    class Meta:
        model = Run
        fields: ClassVar = [
            "id", "kind", "area_code", "state", "done", "total", "percent", "sentence", "error", "result",
            "asked_at", "finished_at",
        ]  # fmt: skip


class RunViewSet(ScopedViewSet):
    act = "see_runs"
    model = Run
    serializer_class = RunSerializer

    def get_queryset(self) -> RunQuerySet:
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset()  # type: ignore[return-value]
        request: Any = self.request._request
        return runs_for(request.scope, of_everybody=may(request, "see_system") is not None)


ROUTES = [("runs", RunViewSet)]
