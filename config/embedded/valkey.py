"""A Valkey server (Redis protocol) of the project's own, on a port of loopback."""

import signal
import subprocess
import time

import redis

from config.embedded.folders import data_dir, end_with_parent, valkey_binary
from config.embedded.postgres import free_port

START_LIMIT_SECONDS = 20.0


class EmbeddedValkey:
    def __init__(self, *, password: str) -> None:
        self.password = password
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        folder = data_dir() / "valkey"
        folder.mkdir(mode=0o700, exist_ok=True)
        self.port = free_port()
        # The password goes by standard input, so that it stands in no process list.
        with (folder / "valkey.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(valkey_binary()), "-"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=folder,
                start_new_session=True,
                preexec_fn=end_with_parent(signal.SIGTERM),
            )
        assert self.process.stdin is not None
        self.process.stdin.write(
            f"port {self.port}\nbind 127.0.0.1\nrequirepass {self.password}\ndir {folder}\n"
            'appendonly yes\nsave ""\nmaxmemory-policy noeviction\n'.encode()
        )
        self.process.stdin.close()
        self._wait_until_ready()

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_LIMIT_SECONDS
        client = redis.Redis.from_url(self.url)
        try:
            while time.monotonic() < deadline:
                try:
                    client.ping()
                    return
                except redis.exceptions.RedisError:
                    time.sleep(0.05)
        finally:
            client.close()
        raise RuntimeError("Valkey did not start; see valkey.log in the data folder.")
