"""A small invented county on the villages of the tests' world."""

from __future__ import annotations

import pytest

from config.demo.places import counties_of
from config.demo.world import County, generate
from tests import world as w
from tests.world import World


@pytest.fixture
def county(world: World) -> County:
    return generate(counties_of(w.COUNTY)[0], households=50, seed=7)
