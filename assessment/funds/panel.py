"""What the household's file shows of the money that reached it."""

from __future__ import annotations

from typing import Any

from assessment.funds.totals import of_household
from foundation.areas.scope import Scope
from foundation.policy.plans import plan_for_area
from households.file.panels import FilePanel, register_panel
from households.models import Household


def money(scope: Scope, household: Household) -> dict[str, Any]:
    """By year, newest first, and in all."""
    years = of_household(scope, household, plan_for_area(household.area_code))
    return {"years": years, "total": sum(year["yuan"] for year in years)}


def declare() -> None:
    """Called from ``AssessmentConfig.ready``."""
    register_panel(
        FilePanel("funds", "到户资金", "see_households", "assessment/funds/file_panel.html", money, order=60)
    )
