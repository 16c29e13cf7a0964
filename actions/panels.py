"""What the household's file shows of the key actions: who takes part, at which stage."""

from __future__ import annotations

from typing import Any

from actions.models import Attendance, Enrolment, Stage
from foundation.accounts.roles import extent_of
from foundation.areas.scope import Scope
from foundation.policy.plans import plan_for_area
from households.file.panels import FilePanel, register_panel
from households.models import Household

# Activities on a household's file.
SHOWN = 20
LEVELS = {
    Stage.WILLING: "attention",
    Stage.ENROLLED: "info",
    Stage.TAKING_PART: "info",
    Stage.DONE: "ok",
    Stage.LEFT: "quiet",
}


def enrolments(scope: Scope, household: Household) -> dict[str, Any]:
    """Newest first."""
    rows = (
        scope.rows(Enrolment)
        .of_household(household)
        .select_related("person")
        .order_by("-starts_on", "action", "pk")
    )
    plan = plan_for_area(household.area_code)
    items: Any = plan.items.all().in_force().exclude(kind="measure").values_list("kind", "slug", "name")
    names = {(kind, slug): name for kind, slug, name in items}
    decides = extent_of(scope.source.get("role"), "record_support") == "yes"
    return {
        "rows": [
            {
                "enrolment": row,
                "action": names.get(("action", row.action), row.action),
                "item": names.get(("benefit", row.item), row.item),
                "level": LEVELS[row.stage],
                "open": decides and row.stage not in (Stage.DONE, Stage.LEFT),
            }
            for row in rows
        ],
        "attended": attended(scope, household),
    }


def attended(scope: Scope, household: Household) -> list[Attendance]:
    """The newest activities that its members attended."""
    rows = scope.rows(Attendance).standing().of_household(household).select_related("activity", "person")
    return list(rows.order_by("-activity__starts_on", "pk")[:SHOWN])


def declare() -> None:
    """Called from ``ActionsConfig.ready``."""
    register_panel(
        FilePanel(
            "enrolments",
            "参加重点行动",
            "see_households",
            "actions/file_panel.html",
            enrolments,
            order=60,
        )
    )
