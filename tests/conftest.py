"""Fixtures that every test may use."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.world import World, build_world


@pytest.fixture(autouse=True)
def _files_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def world(db: None) -> World:
    return build_world()


FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@cache
def _parsed_plan(name: str) -> dict[str, Any]:
    from foundation.policy.loading import read_plan

    return read_plan(FIXTURES / "policy" / f"{name}.json")


@pytest.fixture
def catalogue(world: World) -> dict[str, Any]:
    """Both plans and the figures, in the small world. Plans by slug: ``catalogue["gz-2017"]``."""
    from foundation.policy.loading import load_figures, load_plan
    from foundation.policy.models import PolicyPlan

    for name in ("cn-2016", "gz-2017"):
        load_plan(_parsed_plan(name))
    load_figures(FIXTURES / "figures.csv")
    return {plan.slug: plan for plan in PolicyPlan.objects.all()}
