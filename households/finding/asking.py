"""From an address to what is asked: only names and values that the list offers count."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from foundation.areas.scope import Scope
from households.finding.filters import all_filters
from households.finding.listing import Asked
from households.finding.searching import Search
from households.finding.sorting import DEFAULT, SORTS
from households.models import KeptSearch

AREA_FIELDS = ("county", "township", "village")


def asked_in(query: str | Mapping[str, str], *, search: Search | None = None) -> Asked:
    """The list that an address (its query, or the parsed one) asks for."""
    given = dict(parse_qsl(query)) if isinstance(query, str) else query
    chosen = {
        made.name: given[made.name]
        for made in all_filters()
        if given.get(made.name) in {value for value, _ in made.choices}
    }
    areas = [int(given[name]) for name in AREA_FIELDS if _is_code(given.get(name, ""))]
    return Asked(
        area=areas[-1] if areas else None,
        chosen=chosen,
        search=search,
        sort=SORTS.get(given.get("sort", ""), DEFAULT),
    )


def address_of(asked: Asked, given: Mapping[str, str], **further: str) -> str:
    """The query of this list: its areas, filters and order as given, and what is added."""
    areas = {name: given[name] for name in AREA_FIELDS if _is_code(given.get(name, ""))}
    sort = {"sort": asked.sort.key} if asked.sort is not DEFAULT else {}
    found = {"found": given["found"]} if asked.search and given.get("found") else {}
    return urlencode({**found, **areas, **asked.chosen, **sort, **further})


def search_behind(key: str, scope: Scope) -> Search | None:
    """The user's own kept search; that of somebody else is not there."""
    kept = scope.rows(KeptSearch).filter(pk=key).first()
    return Search.read(kept.criteria.open()) if kept else None


def _is_code(text: str) -> bool:
    return len(text) == 12 and text.isdigit()
