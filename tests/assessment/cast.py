"""What the tests of this floor add to the world: surveys, benefits, figures, and a run worked at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.jobs.models import Run
from foundation.jobs.running import work_at
from foundation.policy.models import Figure
from households.facts.refreshing import refresh
from households.models import Household, HouseholdYear
from support_measures.models import BenefitRecord
from tests import world as w

AS_OF = date(2018, 6, 30)


def home_with(in_village: int = w.VILLAGE, *, status: str = "lifted", **given: Any) -> Household:
    """A household whose facts are known; a lifted one unless the test says otherwise."""
    if status in ("lifted", "fallen_back"):
        given = {"lifted_year": 2016} | given
    home = w.household(in_village, poverty_status=status, **{"identified_on": date(2014, 3, 1)} | given)
    refresh([home.pk])
    return home


def survey(home: Household, year: int = 2018, *, per_head: str = "6000", **given: Any) -> HouseholdYear:
    """A year's survey of a household of two; every guarantee met unless given."""
    wage = Decimal(per_head) * 2
    guarantees = dict.fromkeys(HouseholdYear.GUARANTEES, True)
    return HouseholdYear.objects.create(
        household=home,
        area_code=home.area_code,
        **{"year": year, "members": 2, "wage_yuan": wage} | guarantees | given,
    )


def benefit(home: Household, item: str, *, starts_on: date = date(2017, 1, 1), **given: Any) -> BenefitRecord:
    return BenefitRecord.objects.create(
        household=home, area_code=home.area_code, item=item, starts_on=starts_on, **given
    )


def figure(kind: str, value: str, *, year: int = 2014, area: int | None = None) -> Figure:
    return Figure.objects.create(kind=kind, value=Decimal(value), year=year, area_id=area, source="测试")


def thresholds() -> None:
    figure("monitoring_line", "3535", year=2018, area=w.PROVINCE)
    figure("detect_medical_share", "40")
    figure("detect_income_drop", "30")
    figure("detect_benefit_days", "60")
    figure("detect_certificate_days", "90")


def worked(run: Run) -> Run:
    work_at(run.pk)
    run.refresh_from_db()
    return run


def county_of(user: User) -> Area:
    return Area.objects.get(pk=user.appointments.get().area_id)
