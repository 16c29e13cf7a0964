"""On a household's file: what may be a duplicate of it, and what was merged into it or out of it."""

from __future__ import annotations

from typing import Any

from foundation.accounts.roles import extent_of
from foundation.areas.scope import Scope
from households.file.panels import FilePanel
from households.models import Duplicate, Household, Merge


def content(scope: Scope, household: Household) -> dict[str, Any]:
    """Two queries; a cadre's list is empty without one."""
    pairs = scope.rows(Duplicate).to_settle().touching(household).most_alike()
    merges = scope.rows(Merge).touching(household).order_by("-pk")
    return {
        "pairs": list(pairs.select_related("household_a", "household_b", "person_a", "person_b")[:10]),
        "merges": list(merges.select_related("kept_household", "dropped_household", "created_by")[:10]),
        "open": extent_of(scope.source.get("role"), "register") == "yes",
    }


PANEL = FilePanel(
    "duplicates", "疑似重复与合并", "see_households", "duplicates/file_panel.html", content, order=90
)
