"""Starts the suite's own PostgreSQL and Valkey before Django reads its settings.

The controller starts them; workers of xdist inherit its environment.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

_running = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: Any) -> None:
    # Before anything imports config: its Celery module would settle on the real settings.
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"
    if "DATABASE_URL" in os.environ:
        return
    # A folder of its own: the demo's data is never touched.
    build = Path(__file__).resolve().parents[1] / "build"
    build.mkdir(exist_ok=True)
    folder = tempfile.mkdtemp(prefix="test-services-", dir=build)
    os.chmod(folder, 0o755)
    os.environ["DATA_DIR"] = folder
    from config.embedded import start_services

    services = _running.enter_context(start_services(durable=False))
    _running.callback(_remove, folder)
    os.environ.update(services.environment(owner=True))
    os.environ["APP_DATABASE_URL"] = services.environment()["DATABASE_URL"]


def _remove(folder: str) -> None:
    import shutil

    from config.embedded.folders import ServiceUser, services_dir

    shutil.rmtree(services_dir(ServiceUser.for_postgres()), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    _running.close()
