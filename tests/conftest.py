"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.world import World, build_world


@pytest.fixture(autouse=True)
def _files_of_their_own(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    yield


@pytest.fixture
def world(db: None) -> World:
    return build_world()
