"""The registry over the API, read-only: the same acts, the same scope, numbers masked."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.accounts.access import record_access
from foundation.accounts.api import ScopedViewSet
from foundation.accounts.models import AccessRecord
from households.models import DisabilityCertificate, Household, Person


class CertificateSerializer(serializers.ModelSerializer[DisabilityCertificate]):
    class Meta:
        model = DisabilityCertificate
        fields: ClassVar = ["category", "level", "reissue", "components", "issued_on", "valid_until", "state"]


class HouseholdSerializer(serializers.ModelSerializer[Household]):
    class Meta:
        model = Household
        fields: ClassVar = [
            "id", "number", "area_code", "group_name", "head_name", "attribute", "poverty_status",
            "identified_on", "lifted_year", "main_cause", "house_grade", "house_area_sqm", "only_house",
            "safe_water", "farmland_mu", "need_accessibility", "startup_household",
            "has_contract_land_or_house", "collective_member", "left_on", "updated_at",
        ]  # fmt: skip


class PersonSerializer(serializers.ModelSerializer[Person]):
    id_number = serializers.SerializerMethodField(help_text="masked")
    certificates = CertificateSerializer(many=True, read_only=True)

    class Meta:
        model = Person
        fields: ClassVar = [
            "id", "household", "area_code", "name", "id_number", "no_number_reason", "sex", "birth_date",
            "relation", "ethnicity", "education", "school_stage", "health", "labour_ability", "employed",
            "medical_insured", "pension_insured", "need_rehab", "need_device", "need_care", "left_on",
            "left_reason", "certificates", "updated_at",
        ]  # fmt: skip

    def get_id_number(self, person: Person) -> str:
        return str(person.id_number or "")


class HouseholdViewSet(ScopedViewSet):
    act = "see_households"
    model = Household
    serializer_class = HouseholdSerializer

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        answer = super().retrieve(request, *args, **kwargs)
        _record_opened(request, answer.data["id"])
        return answer


class PersonViewSet(ScopedViewSet):
    act = "see_households"
    model = Person
    serializer_class = PersonSerializer

    def with_related(self, rows: QuerySet[Person]) -> QuerySet[Person]:
        scope = self.request._request.scope  # type: ignore[attr-defined]
        return rows.prefetch_related(Prefetch("certificates", scope.rows(DisabilityCertificate)))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        answer = super().retrieve(request, *args, **kwargs)
        _record_opened(request, answer.data["household"])
        return answer


def _record_opened(request: Request, household_id: int) -> None:
    subject = f"household:{household_id}"
    record_access(AccessRecord.Kind.OPENED, request=request._request, subject=subject, through="api")


ROUTES = [("households", HouseholdViewSet), ("persons", PersonViewSet)]
