"""What alerts add to the registry: a panel of the household's file, and a filter of the list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from assessment.models import RiskAlert
from assessment.monitoring.presenters import alert_lines
from foundation.areas.scope import Scope
from households.file.panels import FilePanel, register_panel
from households.finding.filters import ListFilter, register_filter
from households.models import Household
from households.querysets import HouseholdQuerySet


def alerts_of(scope: Scope, household: Household) -> dict[str, Any]:
    """Newest first."""
    rows = scope.rows(RiskAlert).of_household(household).select_related("household")
    return {"lines": alert_lines(list(rows.order_by("-as_of", "rule")), scope)}


def _with_alert(rows: HouseholdQuerySet, value: str, on: date) -> HouseholdQuerySet:
    """The filter's states; ``pending``: any that is not closed."""
    states = ["open", "verified"] if value == "pending" else [value]
    return rows.filter(Exists(RiskAlert.objects.filter(household_id=OuterRef("pk"), state__in=states)))


_ALERT_STATES = [("pending", "有未办结预警"), ("open", "有待核实预警"), ("verified", "有已核实、未办结预警")]


def declare() -> None:
    """Called from ``AssessmentConfig.ready``."""
    register_panel(
        FilePanel(
            "alerts", "返贫预警", "see_households", "assessment/alerts/file_panel.html", alerts_of, order=30
        )
    )
    register_filter(ListFilter("alert", "返贫预警", _ALERT_STATES, _with_alert, order=65))
