"""What the file page shows of statements."""

from __future__ import annotations

from typing import Any

from foundation.areas.scope import Scope
from foundation.policy.facts import fact_named
from foundation.policy.plans import plan_for_area
from households.file.panels import FilePanel
from households.models import FactStatement, Household

SHOWN = 100


def statements_panel(scope: Scope, household: Household) -> dict[str, Any]:
    """Those in force first, then the newest."""
    rows = list(
        scope.rows(FactStatement)
        .of_household(household)
        .select_related("person", "created_by")
        .order_by("-holds_from", "-pk")[:SHOWN]
    )
    slugs = {row.item for row in rows if row.item}
    named: Any = plan_for_area(household.area_code).items.all().in_force() if slugs else None
    names = dict(named.filter(slug__in=slugs).values_list("slug", "name")) if slugs else {}
    told = [
        {
            "row": row,
            "whom": row.person.name if row.person else "全户",
            "label": fact_named(row.fact).label,
            "item": names.get(row.item, row.item),
            "holds": row.holds_from <= scope.today and (row.holds_to is None or row.holds_to > scope.today),
        }
        for row in rows
    ]
    return {"statements": sorted(told, key=lambda one: not one["holds"])}


STATEMENTS = FilePanel(
    name="statements",
    title="认定",
    act="see_households",
    template="households/_statements.html",
    content=statements_panel,
    order=8,
)
