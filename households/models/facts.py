"""The narrow rows that rules are judged on, and the dated statements of what somebody had to judge."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from foundation.recorded import Recorded, tracked
from households.models.linked import HouseholdLinked
from households.models.persons import Person
from households.querysets import FactsQuerySet, LinkedQuerySet


class PersonFacts(HouseholdLinked):
    """What rules ask of a person: null is unknown. Written only by ``households.facts.refreshing.refresh``.

    ``birth_date`` stands for age. ``kinds`` is null where the components of a
    multiple disability are not on record (then no kind can be judged).
    """

    person = models.OneToOneField(
        Person, models.PROTECT, primary_key=True, related_name="facts", db_constraint=False
    )
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=6, null=True)  # noqa: DJ001  (null is "unknown" here)
    has_certificate = models.BooleanField(default=False)
    disabled = models.BooleanField(default=False)
    certificate_until = models.DateField(null=True)
    kinds = ArrayField(models.CharField(max_length=12), null=True)
    disability_level = models.PositiveSmallIntegerField(null=True)
    illiterate = models.BooleanField(null=True)
    school_stage = models.CharField(max_length=14, null=True)  # noqa: DJ001
    dropped_out_for_poverty = models.BooleanField(null=True)
    child_of_disabled = models.BooleanField(null=True)
    labour_ability = models.CharField(max_length=10, null=True)  # noqa: DJ001
    employed = models.BooleanField(null=True)
    returned_migrant = models.BooleanField(null=True)
    need_rehab = models.BooleanField(null=True)
    need_device = models.BooleanField(null=True)
    need_care = models.BooleanField(null=True)
    family_supported = models.BooleanField(null=True)
    medical_insured = models.BooleanField(null=True)
    pension_insured = models.BooleanField(null=True)

    objects = FactsQuerySet["PersonFacts"].as_manager()

    class Meta:
        verbose_name = "人员事实"
        indexes: ClassVar = [models.Index(fields=["area_code", "person"], name="personfacts_by_area")]

    def __str__(self) -> str:
        return f"facts of person {self.pk}"


class HouseholdFacts(models.Model):
    """What rules ask of a household, and of the area it lies in."""

    household = models.OneToOneField(
        "households.Household", models.PROTECT, primary_key=True, related_name="facts", db_constraint=False
    )
    area_code = models.BigIntegerField(editable=False)
    poverty_status = models.CharField(max_length=12, default="none")
    registered = models.BooleanField(default=False)
    n_disabled = models.PositiveSmallIntegerField(default=0)
    hh_has_disabled = models.BooleanField(default=False)
    house_grade = models.CharField(max_length=1, null=True)  # noqa: DJ001
    only_house = models.BooleanField(null=True)
    need_accessibility = models.BooleanField(null=True)
    startup_household = models.BooleanField(null=True)
    has_contract_land_or_house = models.BooleanField(null=True)
    collective_member = models.BooleanField(null=True)
    hh_lost_labour = models.BooleanField(null=True)
    old_supports_disabled = models.BooleanField(null=True)
    has_student_college = models.BooleanField(null=True)
    hh_labour = models.PositiveSmallIntegerField(null=True)
    area_key_county = models.BooleanField(null=True)
    area_contiguous = models.BooleanField(null=True)
    area_poor_county = models.BooleanField(null=True)
    area_old_base = models.BooleanField(null=True)
    area_minority = models.BooleanField(null=True)
    area_tibet_xinjiang = models.BooleanField(null=True)
    area_midwest = models.BooleanField(null=True)
    area_tourism_village = models.BooleanField(null=True)
    area_solar_fit = models.BooleanField(null=True)

    objects = FactsQuerySet["HouseholdFacts"].as_manager()

    class Meta:
        verbose_name = "户事实"
        indexes: ClassVar = [models.Index(fields=["area_code", "household"], name="householdfacts_by_area")]

    def __str__(self) -> str:
        return f"facts of household {self.pk}"


@tracked()
class FactStatement(HouseholdLinked, Recorded):
    """A dated judgment: whose, which fact, for which item (or none), yes or no, from–to, on what basis."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="statements")
    fact = models.CharField("事项", max_length=40)
    item = models.CharField("针对的项目", max_length=60, blank=True)
    value = models.BooleanField("认定结果")
    holds_from = models.DateField("起")
    holds_to = models.DateField("止（不含）", null=True, blank=True)
    basis = models.CharField("依据", max_length=200)
    end_reason = models.CharField("结束原因", max_length=100, blank=True, db_default="")

    objects = LinkedQuerySet["FactStatement"].as_manager()

    class Meta:
        verbose_name = "认定"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="statement_ends_after_start",
                condition=Q(holds_to=None) | Q(holds_to__gt=F("holds_from")),
            ),
            models.CheckConstraint(name="statement_has_basis", condition=~Q(basis="")),
            models.CheckConstraint(
                name="statement_end_reason_has_day", condition=Q(end_reason="") | Q(holds_to__isnull=False)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["fact", "person", "holds_from"], name="statement_of_person"),
            models.Index(fields=["fact", "household", "holds_from"], name="statement_of_household"),
        ]

    def __str__(self) -> str:
        return f"{self.fact}={self.value}"


class LoadedList(models.Model):
    """A department's list that was loaded for an area and period: only then does absence mean no."""

    area_code = models.BigIntegerField("区域")
    list_name = models.CharField("名单", max_length=40)
    period = models.CharField("期间", max_length=7)
    loaded_at = models.DateTimeField("载入时间", auto_now_add=True)
    loaded_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    objects = FactsQuerySet["LoadedList"].as_manager()

    class Meta:
        verbose_name = "已载入名单"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area_code", "list_name", "period"], name="list_loaded_once")
        ]

    def __str__(self) -> str:
        return f"{self.list_name} {self.period}"
