"""On a household's file: what was proposed for it, and what became of that."""

from __future__ import annotations

from typing import Any

from foundation.accounts.navigation import register_entry
from foundation.accounts.roles import extent_of
from foundation.areas.scope import Scope
from households import hanging
from households.file.panels import FilePanel, register_panel
from households.models import Household, Proposal
from households.proposals.waiting import waiting_count

NEWEST = 10


def content(scope: Scope, household: Household) -> dict[str, Any]:
    """One query. Who proposes sees his own alone."""
    rows = scope.rows(Proposal).of_household(household).select_related("created_by", "decided_by")
    if extent_of(scope.source.get("role"), "register") == "proposes":
        rows = rows.of_user(scope.user_id)
    return {"rows": list(rows.order_by("-pk")[:NEWEST])}


PANEL = FilePanel("proposals", "登记建议", "see_proposals", "proposals/file_panel.html", content, order=5)


def declare_proposals() -> None:
    """Called from ``HouseholdsConfig.ready``."""
    register_panel(PANEL)
    register_entry("登记建议", "proposals:list", "see_proposals", order=12, count=waiting_count)
    hanging.stays(Proposal, because="said of the file as it was; a merged one tells that it has left")
