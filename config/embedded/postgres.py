"""A PostgreSQL cluster of the project's own, on a port of loopback."""

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

import psycopg2
from psycopg2 import sql

from config.embedded.folders import ServiceUser, end_with_parent, postgres_binaries, services_dir

START_LIMIT_SECONDS = 60.0
SETTINGS = ("shared_buffers=256MB", "work_mem=16MB", "max_connections=100", "timezone=UTC")
# For a cluster that nobody needs after a crash: nothing waits for the disk.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ROLES_SQL = Path(__file__).with_name("roles.sql")


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class EmbeddedPostgres:
    """Start, stop and find the cluster. ``owner`` owns the tables; ``app_login`` is the web's connection."""

    def __init__(self, *, owner_password: str, app_password: str, durable: bool = True) -> None:
        self.user = ServiceUser.for_postgres()
        self.folder = services_dir(self.user)
        self.cluster = self.folder / "pgdata"
        self.owner_password = owner_password
        self.app_password = app_password
        self.settings = SETTINGS if durable else SETTINGS + FORGETFUL
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        binaries = postgres_binaries(self.user)
        if not (self.cluster / "PG_VERSION").exists():
            self._initialise(binaries)
        sockets = self.user.own(self.folder / "pgsocket")
        self.port = free_port()
        command = [str(binaries / "postgres"), "-D", str(self.cluster), "-h", "127.0.0.1"]
        command += ["-p", str(self.port), "-k", str(sockets)]
        for setting in self.settings:
            command += ["-c", setting]
        with (self.folder / "postgres.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                preexec_fn=end_with_parent(signal.SIGINT),
                **self.user.popen_arguments(),  # type: ignore[call-overload]
            )
        self._wait_until_ready()
        self._ensure_roles()

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)  # fast shutdown: rolls back what is open
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)

    def url(self, login: str, database: str = "canlian") -> str:
        password = self.owner_password if login == "owner" else self.app_password
        return f"postgres://{login}:{password}@127.0.0.1:{self.port}/{database}"

    def _initialise(self, binaries: Path) -> None:
        if self.cluster.exists():
            shutil.rmtree(self.cluster)  # an initdb that was cut off
        self.user.own(self.cluster)
        passwords = self.folder / "initdb.pw"
        handle = os.open(passwords, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(self.owner_password)
        if self.user.uid is not None and self.user.gid is not None:
            os.chown(passwords, self.user.uid, self.user.gid)
        try:
            subprocess.run(
                [
                    str(binaries / "initdb"),
                    "-D",
                    str(self.cluster),
                    "-U",
                    "cluster_admin",
                    "-A",
                    "scram-sha-256",
                    f"--pwfile={passwords}",
                    "-E",
                    "UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-sync",
                ],
                check=True,
                capture_output=True,
                cwd="/",
                **self.user.popen_arguments(),  # type: ignore[call-overload]
            )
        except subprocess.CalledProcessError as failure:
            raise RuntimeError(f"initdb failed: {failure.stderr.decode(errors='replace')}") from failure
        finally:
            passwords.unlink(missing_ok=True)

    def _connect(self, database: str) -> "psycopg2.extensions.connection":
        connection = psycopg2.connect(
            host="127.0.0.1",
            port=self.port,
            user="cluster_admin",
            password=self.owner_password,
            dbname=database,
            connect_timeout=5,
        )
        connection.autocommit = True
        return connection

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                break
            with suppress(psycopg2.OperationalError):
                self._connect("postgres").close()
                return
            time.sleep(0.05)
        tail = (self.folder / "postgres.log").read_text(errors="replace")[-2000:]
        raise RuntimeError(f"PostgreSQL did not start:\n{tail}")

    def _ensure_roles(self) -> None:
        """The same roles as roles.sql makes on a server of one's own, with this installation's passwords."""
        with closing(self._connect("postgres")) as connection, connection.cursor() as cursor:
            cursor.execute(ROLES_SQL.read_text())
            for login, password in (("owner", self.owner_password), ("app_login", self.app_password)):
                cursor.execute(sql.SQL("alter role {} password %s").format(sql.Identifier(login)), [password])
            cursor.execute("select 1 from pg_database where datname = 'canlian'")
            if cursor.fetchone() is None:
                cursor.execute("create database canlian owner owner")
