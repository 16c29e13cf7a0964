"""Benefit records for other systems, within the asker's scope."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from foundation.accounts.api import ScopedViewSet
from support_measures.models import BenefitRecord


class BenefitRecordSerializer(serializers.ModelSerializer[BenefitRecord]):
    class Meta:
        model = BenefitRecord
        fields: ClassVar = [
            "id",
            "item",
            "household",
            "person",
            "area_code",
            "status",
            "starts_on",
            "ends_on",
            "amount_yuan",
            "fund_source",
            "paid_on",
            "details",
        ]


class BenefitRecordViewSet(ScopedViewSet):
    act = "see_households"
    model = BenefitRecord
    serializer_class = BenefitRecordSerializer

    def with_related(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        item = self.request.query_params.get("item")
        return rows.filter(item=item) if item else rows


ROUTES = [("benefit-records", BenefitRecordViewSet)]
