"""A whole installation for one test: a database of its own, real worker and beat processes."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import sql

ROOT = Path(__file__).resolve().parents[2]
WAIT_SECONDS = 120.0


class Installation:
    """Database, data folder and processes; ``close`` leaves nothing behind."""

    def __init__(self, folder: Path, *, template: str = "template1") -> None:
        self.name = f"installation_{secrets.token_hex(4)}"
        self.folder = folder
        self.owner_url = self._url(os.environ["DATABASE_URL"])
        self.app_url = self._url(os.environ["APP_DATABASE_URL"])
        broker, _, _ = os.environ["REDIS_URL"].rpartition("/")
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(folder),
            "REDIS_URL": f"{broker}/{secrets.randbelow(14) + 1}",
            "RUN_STALE_SECONDS": "3",
            "IMPORT_FAMILIES_A_CHUNK": "200",
        }
        self.processes: list[subprocess.Popen[bytes]] = []
        self._as_owner_of_the_cluster(
            sql.SQL("create database {} template {}").format(
                sql.Identifier(self.name), sql.Identifier(template)
            )
        )

    def copy(self, folder: Path) -> Installation:
        """Another installation with the same database as of now."""
        return Installation(folder, template=self.name)

    def _url(self, url: str) -> str:
        return f"{url.rpartition('/')[0]}/{self.name}"

    def _as_owner_of_the_cluster(self, statement: sql.Composed) -> None:
        with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)

    def manage(self, *arguments: str, owner: bool = False) -> str:
        """Run a management command; returns what it printed, raises with it when it failed."""
        environment = self.environment | {
            "DATABASE_URL": self.owner_url if owner else self.app_url,
            "CONNECTION_ROLE": "owner" if owner else "app",
        }
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def manage_json(self, *arguments: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.manage(*arguments, "--json").strip().splitlines()[-1])
        return found

    def shell(self, code: str) -> str:
        return self.manage("shell", "--no-imports", "-c", code).strip()

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{command[3]}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=self.environment | {"DATABASE_URL": self.app_url, "CONNECTION_ROLE": "app"},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with closing(psycopg2.connect(self.owner_url)) as connection, connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return cursor.fetchall()

    def wait_for(self, query: str, wanted: Callable[[list[tuple[Any, ...]]], bool]) -> list[tuple[Any, ...]]:
        """Poll without pause until the rows are as wanted; raises with the last rows seen."""
        deadline = time.monotonic() + WAIT_SECONDS
        with closing(psycopg2.connect(self.owner_url)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                while time.monotonic() < deadline:
                    cursor.execute(query)
                    rows = cursor.fetchall()
                    if wanted(rows):
                        return rows
                    time.sleep(0.01)
        raise AssertionError(f"waited {WAIT_SECONDS:.0f} s in vain; last: {rows}\n{self.logs()}")

    def logs(self) -> str:
        return "\n".join(path.read_text()[-3000:] for path in self.folder.glob("*.log"))

    def close(self) -> None:
        for process in self.processes:
            kill(process)
        statement = sql.SQL("drop database {} with (force)").format(sql.Identifier(self.name))
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                return self._as_owner_of_the_cluster(statement)
            except psycopg2.errors.InsufficientPrivilege:  # autovacuum is in it: nobody may end that
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of the process with all its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
