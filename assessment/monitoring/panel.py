"""What the household's file shows of its alerts."""

from __future__ import annotations

from typing import Any

from assessment.models import RiskAlert
from assessment.monitoring.presenters import alert_lines
from foundation.areas.scope import Scope
from households.models import Household
from households.panels import FilePanel, register_panel


def alerts_of(scope: Scope, household: Household) -> dict[str, Any]:
    """Newest first."""
    rows = scope.rows(RiskAlert).of_household(household).select_related("household")
    return {"lines": alert_lines(list(rows.order_by("-as_of", "rule")), scope)}


def declare() -> None:
    """Called from ``AssessmentConfig.ready``."""
    register_panel(
        FilePanel(
            "alerts", "返贫预警", "see_households", "assessment/alerts/file_panel.html", alerts_of, order=30
        )
    )
