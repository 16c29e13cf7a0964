"""What is said of comparison at start: its run, departments, panel, page and tables."""

from __future__ import annotations

from foundation.accounts.navigation import register_entry
from foundation.jobs.kinds import register_kind
from households import hanging, models
from households.comparison.comparing import RUN_KIND
from households.comparison.declared import declare_departments
from households.comparison.panel import PANEL
from households.file.panels import register_panel


def declare_comparison() -> None:
    """Called from ``HouseholdsConfig.ready``."""
    declare_departments()
    register_kind(RUN_KIND)
    register_panel(PANEL)
    register_entry("数据比对", "comparison:tasks", "settle_difference", order=22)
    hanging.follows(models.ComparisonTask)
    hanging.stays(models.ComparisonRow, because="tells what stood on both sides on that day")
