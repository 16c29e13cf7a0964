"""Enrolments for other systems, within the asker's scope."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from actions.models import Enrolment
from foundation.accounts.api import ScopedViewSet


class EnrolmentSerializer(serializers.ModelSerializer[Enrolment]):
    class Meta:
        model = Enrolment
        fields: ClassVar = [
            "id",
            "action",
            "item",
            "household",
            "person",
            "area_code",
            "stage",
            "starts_on",
            "ends_on",
            "left_reason",
            "fund_yuan",
            "details",
        ]


class EnrolmentViewSet(ScopedViewSet):
    act = "see_households"
    model = Enrolment
    serializer_class = EnrolmentSerializer

    def with_related(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        action = self.request.query_params.get("action")
        return rows.filter(action=action) if action else rows


ROUTES = [("enrolments", EnrolmentViewSet)]
