"""What the pages of duplicates show, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foundation.areas.scope import Scope
from households.duplicates.differences import differences, fixed_differences
from households.hanging import followers
from households.models import DisabilityCertificate, Duplicate, Household, Merge, Person
from households.places import full_place_name, place_names

PAGE = 50
COUNT_CAP = 1000


@dataclass(frozen=True)
class PairPage:
    pairs: list[Any]
    after: str
    count: str


def pair_list(rows: Any, *, after: str) -> PairPage:
    """The most alike first; the count is capped."""
    counted = rows.order_by()[: COUNT_CAP + 1].count()
    rows = rows.most_alike().select_related("household_a", "household_b", "person_a", "person_b")
    score, _, pk = after.partition("-")
    if score.isdigit() and pk.isdigit():
        rows = rows.less_alike_than(int(score), int(pk))
    found: list[Any] = list(rows[: PAGE + 1])
    names = place_names(home.area_code for one in found for home in (one.household_a, one.household_b))
    for one in found:
        one.place_a = names[one.household_a.area_code]
        one.place_b = names[one.household_b.area_code]
    last = found[PAGE - 1] if len(found) > PAGE else None
    count = f"{COUNT_CAP}以上" if counted > COUNT_CAP else str(counted)
    return PairPage(found[:PAGE], f"{last.score}-{last.pk}" if last else "", count)


def side_by_side(found: Duplicate, scope: Scope) -> dict[str, Any]:
    """Both files: who, where, which certificate, what hangs on each, and what differs."""
    a: Any = found.person_a if found.of_persons else found.household_a
    b: Any = found.person_b if found.of_persons else found.household_b
    sides = [_side(a, found.household_a, scope), _side(b, found.household_b, scope)]
    return {
        "pair": found,
        "sides": sides,
        "fixed": fixed_differences(a, b),
        "differing": differences(a, b),
        "records": [
            (name, sides[0]["records"].get(name, 0), sides[1]["records"].get(name, 0))
            for name in sorted({*sides[0]["records"], *sides[1]["records"]})
        ],
    }


def _side(one: Person | Household, home: Household, scope: Scope) -> dict[str, Any]:
    of_person = isinstance(one, Person)
    people = [] if of_person else list(scope.rows(Person).living_here().filter(household=home))
    certificates = (
        list(scope.rows(DisabilityCertificate).filter(person=one).order_by("-pk")) if of_person else []
    )
    return {
        "one": one,
        "home": home,
        "place": full_place_name(home.area_code),
        "people": people,
        "certificates": certificates,
        "records": _records(one, scope),
    }


def _records(one: Person | Household, scope: Scope) -> dict[str, int]:
    """How much hangs on it, table by table."""
    counts: dict[str, int] = {}
    for table in followers():
        columns = table.persons if isinstance(one, Person) else table.households
        for column in columns:
            rows = scope.rows(table.model).filter(**{column: one.pk}).order_by()
            counts[table.words] = counts.get(table.words, 0) + rows.count()
    return {words: count for words, count in counts.items() if count}


def merge_page(made: Merge) -> dict[str, Any]:
    """What a merge did, readable for good."""
    tables = {table.label: table.words for table in followers()}
    moved: dict[str, int] = {}
    for step in made.moved:
        words = tables.get(step["table"], step["table"])
        moved[words] = moved.get(words, 0) + 1
    return {"merge": made, "moved": sorted(moved.items()), "clashes": made.clashes, "taken": made.taken}
