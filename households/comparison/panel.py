"""On a household's file: what other departments' lists say differently of its people."""

from __future__ import annotations

from typing import Any

from foundation.areas.scope import Scope
from households.comparison.presenters import task_lines
from households.file.panels import FilePanel
from households.models import ComparisonTask, Household

_MOST = 20


def content(scope: Scope, household: Household) -> dict[str, Any]:
    """The open ones first, the longest overdue at the top."""
    rows = scope.rows(ComparisonTask).of_household(household).exclude(state="gone")
    found = list(rows.order_by("state", "due_on", "pk").select_related("owner")[:_MOST])
    return {"lines": task_lines(found, on=scope.today) if found else []}


PANEL = FilePanel(
    "comparison", "数据比对差异", "see_households", "comparison/file_panel.html", content, order=85
)
