"""Lists of departments straight into the tables, and comparisons worked at on the spot."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.jobs.running import work_at
from foundation.sealed.fields import Sealed
from households.comparison.comparing import Side, ask_for_comparison
from households.models import Comparison, ListRow, RosterFile
from tests import world as w
from tests.world import World

DIBAO, ALLOWANCES = "低保对象名单", "残疾人两项补贴名单"
JUNE, SEPTEMBER = "2018-06", "2018-09"
ON = date(2018, 7, 2)
REGISTRY = Side()


def listed(
    name: str,
    number: str = "",
    *,
    list_name: str = DIBAO,
    period: str = JUNE,
    area: int = w.COUNTY,
    **given: Any,
) -> ListRow:
    """A row of a department's list, as the import keeps it."""
    file_name = f"{list_name}{period}.xlsx"
    digest = sha256(file_name.encode()).hexdigest()
    roster, _ = RosterFile.objects.get_or_create(
        area_code=area, file_name=file_name,
        defaults={"sha256": digest, "size_bytes": 1, "stored_as": "none", "kind": "lists"},
    )  # fmt: skip
    return ListRow.objects.create(
        roster=roster, area_code=area, list_name=list_name, period=period, sheet="名单", name=name,
        row_number=ListRow.objects.count() + 1,
        id_number=Sealed.of("id", number) if number else None, **given,
    )  # fmt: skip


def compared(
    world: World,
    list_name: str = DIBAO,
    period: str = JUNE,
    *,
    right: Side = REGISTRY,
    by: User | None = None,
    area: int = w.COUNTY,
    on: date = ON,
) -> Comparison:
    by = by or world.clerk
    with world.seen_by(by):
        made = ask_for_comparison(
            area=Area.objects.get(code=area), left=Side(list_name, period), right=right, by=by, on=on
        )
    assert made.run_id
    work_at(made.run_id)
    made.refresh_from_db()
    assert made.run is not None
    assert made.run.state == "done", made.run.error
    return made


def sizes(comparison: Comparison) -> dict[str, int]:
    """The sets that are not empty."""
    return {outcome: count for outcome, count in comparison.counts["sizes"].items() if count}
