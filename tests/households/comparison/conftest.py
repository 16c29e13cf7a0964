"""Comparisons need the days in which a difference is to be settled."""

from __future__ import annotations

import pytest

from foundation.policy.loading import load_figures
from tests.conftest import FIXTURES
from tests.world import World


@pytest.fixture(autouse=True)
def _days_to_settle(world: World) -> None:
    load_figures(FIXTURES / "figures_comparison.csv")
