"""Every item of both plans in its own words: who is just inside, who just outside, who cannot be judged."""

from __future__ import annotations

from tests.entitlements.edges.of_counties import OF_COUNTIES
from tests.entitlements.edges.of_households import OF_HOUSEHOLDS
from tests.entitlements.edges.of_persons import OF_PERSONS
from tests.entitlements.edges.wording import Edge

EDGES = [*OF_PERSONS, *OF_HOUSEHOLDS, *OF_COUNTIES]


def asked() -> list[tuple[str, Edge]]:
    """Each edge once for every plan that it is about."""
    return [(plan, edge) for edge in EDGES for plan in edge.plans]
