"""One page of a list: what was asked for, in its order, from a row on, with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from foundation.areas.scope import Scope
from households.finding import columns as offered
from households.finding import filters, searching, sorting
from households.finding.columns import Cell, Column
from households.finding.searching import Search
from households.finding.sorting import Sort
from households.models import Household
from households.querysets import HouseholdQuerySet

PAGE = 50
COUNT_CAP = 1000


@dataclass(frozen=True)
class Asked:
    """What a list holds: the area and filters of the address, and a search that is not in it."""

    area: int | None = None
    chosen: dict[str, str] = field(default_factory=dict)
    search: Search | None = None
    sort: Sort = sorting.DEFAULT

    def rows(self, scope: Scope, on: date) -> HouseholdQuerySet:
        """The households meant, as far as the scope sees them, in their order."""
        rows: HouseholdQuerySet = scope.rows(Household).active()
        if self.area is not None:
            rows = rows.in_area(self.area)
        rows = filters.narrowed(rows, self.chosen, on)
        if self.search is not None:
            rows = searching.found_by(rows, self.search, scope=scope)
        return self.sort.sorted(rows)


@dataclass(frozen=True)
class Line:
    household: Household
    cells: list[tuple[Column, Cell]]


@dataclass(frozen=True)
class ListPage:
    """One keyset page; ``after`` goes on, empty on the last; ``count`` is capped."""

    lines: list[Line]
    columns: Sequence[Column]
    after: str
    count: str

    @property
    def households(self) -> list[Household]:
        return [line.household for line in self.lines]


def list_page(
    asked: Asked, *, scope: Scope, after: str = "", columns: Sequence[Column] = (), counted: bool = True
) -> ListPage:
    """Fifty households; the number of queries does not depend on how many. Later pages need no count."""
    columns = columns or offered.columns_called((), numbers=False)
    rows = asked.rows(scope, scope.today)
    if counted and not after:
        found, count = _first_page(asked, rows, columns, scope)
    else:
        found = page_of(asked, rows, columns, scope=scope, after=after, size=PAGE + 1)
        count = capped_count(rows) if counted else ""
    offered.with_places(found[:PAGE])
    return ListPage(
        lines=[Line(home, [(column, column.value(home)) for column in columns]) for home in found[:PAGE]],
        columns=columns,
        after=asked.sort.place_of(found[PAGE - 1]) if len(found) > PAGE else "",
        count=count,
    )


def _first_page(
    asked: Asked, rows: HouseholdQuerySet, columns: Sequence[Column], scope: Scope
) -> tuple[list[Household], str]:
    """The first page and the count, from one walk: the keys up to the cap, in order."""
    keys = list(rows.values_list("pk", flat=True)[: COUNT_CAP + 1])
    which: HouseholdQuerySet = scope.rows(Household).of_keys(keys[: PAGE + 1])
    return list(asked.sort.sorted(offered.prepared(which, columns, scope.today))), _capped(len(keys))


def page_of(
    asked: Asked, rows: HouseholdQuerySet, columns: Sequence[Column], *, scope: Scope, after: str, size: int
) -> list[Household]:
    """So many of ``rows`` behind a place: first which, then for these alone what the columns need."""
    if after:
        rows = asked.sort.behind(rows, after, scope)
    which: HouseholdQuerySet = scope.rows(Household).filter(pk__in=rows.values("pk")[:size])
    return list(asked.sort.sorted(offered.prepared(which, columns, scope.today)))


def capped_count(rows: HouseholdQuerySet) -> str:
    """How many, or "1000+": counting a province costs hundreds of times a page."""
    return _capped(rows.order_by()[: COUNT_CAP + 1].count())


def _capped(counted: int) -> str:
    return f"{COUNT_CAP}+" if counted > COUNT_CAP else str(counted)
