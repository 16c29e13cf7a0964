"""The orders of lists. Each goes on from a row at any depth and has an index."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.areas.scope import Scope
from households.models import Household
from households.querysets import HouseholdQuerySet


@dataclass(frozen=True)
class Sort:
    """``order``: columns that end in the key, or one that is unique."""

    key: str
    label: str
    order: tuple[str, ...]

    def sorted(self, rows: HouseholdQuerySet) -> HouseholdQuerySet:
        return rows.order_by(*self.order)

    def place_of(self, home: Household) -> str:
        """What the address of the next page says: codes and keys, never a name or number."""
        return f"{home.area_code}-{home.pk}" if self.key == "area" else str(home.pk)

    def behind(self, rows: HouseholdQuerySet, after: str, scope: Scope) -> HouseholdQuerySet:
        """``rows`` behind the row named by ``after``; an unreadable place is the beginning."""
        area, _, pk = after.rpartition("-")
        if not pk.isdigit() or (area and not area.isdigit()) or len(after) > 40:
            return rows
        if area and self.key == "area":
            return rows.beyond(int(area), int(pk))
        columns = [name.lstrip("-") for name in self.order]
        row = scope.rows(Household).filter(pk=int(pk)).values_list(*columns).first()
        return rows if row is None else rows.after(*zip(self.order, row, strict=True))


SORTS = {
    sort.key: sort
    for sort in (
        Sort("area", "按村（社区）", ("area_code", "pk")),
        Sort("head", "按户主姓名拼音", ("head_initials", "pk")),
        Sort("number", "按户编号", ("number",)),
        Sort("newest", "按登记先后，新的在前", ("-pk",)),
    )
}
DEFAULT = SORTS["area"]
