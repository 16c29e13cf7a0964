"""Both services together, and the environment that web, worker and commands get from them."""

import atexit
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded.folders import data_dir
from config.embedded.postgres import EmbeddedPostgres
from config.embedded.secrets import local_secrets
from config.embedded.valkey import EmbeddedValkey


class Services:
    """PostgreSQL and Valkey, started unless DATABASE_URL / REDIS_URL name others."""

    def __init__(self, *, durable: bool = True) -> None:
        folder = data_dir()
        self.secrets = local_secrets(folder)
        self.durable = durable
        self.state_file = folder / "services.json"
        self.postgres: EmbeddedPostgres | None = None
        self.valkey: EmbeddedValkey | None = None
        self.own_environment: dict[str, str] = {}

    def start(self) -> None:
        if "DATABASE_URL" not in os.environ:
            self.postgres = EmbeddedPostgres(
                owner_password=self.secrets["OWNER_PASSWORD"],
                app_password=self.secrets["APP_PASSWORD"],
                durable=self.durable,
            )
            self.postgres.start()
        if "REDIS_URL" not in os.environ:
            self.valkey = EmbeddedValkey(password=self.secrets["REDIS_PASSWORD"])
            self.valkey.start()
        self.own_environment = self._environment()
        self._write_state()

    def stop(self) -> None:
        self.state_file.unlink(missing_ok=True)
        if self.valkey:
            self.valkey.stop()
        if self.postgres:
            self.postgres.stop()

    def environment(self, *, owner: bool = False) -> dict[str, str]:
        """Variables for a child process; ``owner`` for migrations and for loading reference data."""
        result = dict(self.own_environment)
        if owner and "OWNER_DATABASE_URL" in result:
            result |= {"DATABASE_URL": result["OWNER_DATABASE_URL"], "CONNECTION_ROLE": "owner"}
        return result

    def _environment(self) -> dict[str, str]:
        wanted = {key: self.secrets[key] for key in ("SECRET_KEY", "SEAL_KEY", "SEAL_LOOKUP_KEY")}
        if self.postgres:
            wanted["OWNER_DATABASE_URL"] = self.postgres.url("owner")
            wanted["DATABASE_URL"] = self.postgres.url("app_login")
        if self.valkey:
            wanted["REDIS_URL"] = self.valkey.url
        given = {key: os.environ[key] for key in (*wanted, "DATABASE_URL", "REDIS_URL") if key in os.environ}
        return wanted | given

    def _write_state(self) -> None:
        """Let commands started beside us (``manage.py …``) find the running services."""
        temporary = self.state_file.with_suffix(".tmp")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump({"pid": os.getpid(), "environment": self.own_environment}, file)
        temporary.rename(self.state_file)


@contextmanager
def _only_one(folder: Path) -> Iterator[bool]:
    """Hold the data folder's lock, or say that another process has it."""
    handle = (folder / "services.lock").open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        yield False
        return
    try:
        yield True
    finally:
        handle.close()


@contextmanager
def start_services(*, durable: bool = True) -> Iterator[Services]:
    """Run both services for the length of the block; refuses a data folder that is in use.

    ``durable=False`` for tests: after a crash of the database nothing of it is needed.
    """
    with _only_one(data_dir()) as free:
        if not free:
            raise RuntimeError(f"Services are already running on {data_dir()}.")
        services = Services(durable=durable)
        try:
            services.start()
            yield services
        finally:
            services.stop()


def ensure_services(*, owner: bool) -> None:
    """For a command on its own: join services that are running, else run them until it ends."""
    if "DATABASE_URL" in os.environ:
        return
    state_file = data_dir() / "services.json"
    running = start_services()
    try:
        environment = running.__enter__().environment(owner=owner)
        atexit.register(running.__exit__, None, None, None)
    except RuntimeError:
        if not state_file.exists():
            raise
        environment = json.loads(state_file.read_text())["environment"]
        if owner:
            environment |= {"DATABASE_URL": environment["OWNER_DATABASE_URL"], "CONNECTION_ROLE": "owner"}
    os.environ.update({key: value for key, value in environment.items() if key not in os.environ})
