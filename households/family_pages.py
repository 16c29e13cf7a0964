"""What the file page shows of the family's changes."""

from __future__ import annotations

from typing import Any

from foundation.areas.scope import Scope
from households.models import FamilyChange, Household
from households.panels import FilePanel

SHOWN = 50


def file_panel(scope: Scope, household: Household) -> dict[str, Any]:
    """The newest changes; the other household of a division is a link where the asker sees it."""
    changes = list(
        scope.rows(FamilyChange)
        .filter(household=household)
        .select_related("person", "created_by")
        .order_by("-happened_on", "-pk")[:SHOWN]
    )
    others = {one.counterpart_id for one in changes if one.counterpart_id}
    visible = {home.pk: home for home in scope.rows(Household).filter(pk__in=others)} if others else {}
    for one in changes:
        one.other = visible.get(one.counterpart_id)
    return {"changes": changes}


PANEL = FilePanel(
    name="family",
    title="家庭变动",
    act="see_households",
    template="households/families/_panel.html",
    content=file_panel,
    order=6,
)
