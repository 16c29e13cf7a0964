"""Web, worker and beat as children of one process: started in order, stopped in reverse."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import FrameType

from config.embedded.folders import ROOT, data_dir, end_with_parent
from config.embedded.postgres import free_port

STOP_LIMIT_SECONDS = 60.0
READY_LIMIT_SECONDS = 120.0


class Stopped(Exception):
    """SIGTERM or Ctrl-C arrived: unwind and stop everything in order."""


def unwind_on_signals() -> None:
    """Also where the shell that started us told its children to ignore Ctrl-C."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


class Processes:
    """The application's own processes on one set of services."""

    def __init__(self, environment: dict[str, str], *, port: int = 0, workers: int = 2) -> None:
        self.environment = os.environ | environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        self.port = port or free_port()
        self.workers = workers
        self.running: list[tuple[str, subprocess.Popen[bytes]]] = []
        self.logs = data_dir() / "logs"
        self.logs.mkdir(mode=0o700, exist_ok=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.start_one("web", *self._web())
        self.start_one("worker", *worker_command())
        self.start_one("beat", *beat_command())
        self._wait_until_ready()

    def start_one(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        with (self.logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C reaches us first, and we stop them in order
                preexec_fn=end_with_parent(signal.SIGTERM),
            )
        self.running.append((name, process))
        return process

    def stop(self) -> None:
        """Ask in reverse order, wait, then make sure that nothing is left."""
        for _, process in reversed(self.running):
            with suppress(ProcessLookupError):
                process.terminate()
            try:
                process.wait(STOP_LIMIT_SECONDS)
            except subprocess.TimeoutExpired:
                _kill_group(process)
        for _, process in self.running:
            _kill_group(process)
        self.running = []

    def watch(self) -> None:
        """Serve until somebody stops us or one of the processes ends by itself."""
        while True:
            for name, process in self.running:
                if process.poll() is not None:
                    raise RuntimeError(f"{name} ended with {process.returncode}; see {self.log_of(name)}")
            time.sleep(0.5)

    def log_of(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def _web(self) -> list[str]:
        return [
            "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{self.port}",
            "--worker-class", "gthread", "--workers", str(self.workers), "--threads", "4",
            "--timeout", "60", "--graceful-timeout", "20", "--no-control-socket",
        ]  # fmt: skip

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_LIMIT_SECONDS
        while time.monotonic() < deadline:
            with suppress(OSError):  # refused, not ready, or slow to answer on a busy machine
                urllib.request.urlopen(f"{self.address}/health/", timeout=5).close()
                return
            time.sleep(0.2)
        raise RuntimeError(f"The web process did not answer; see {self.log_of('web')}")


def worker_command() -> list[str]:
    return [
        "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "INFO",
        "--without-gossip", "--without-mingle",
    ]  # fmt: skip


def beat_command() -> list[str]:
    return ["celery", "-A", "config", "beat", "--loglevel", "INFO", "--pidfile", ""]


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)
