"""Fixtures that every test may use."""

from __future__ import annotations

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
