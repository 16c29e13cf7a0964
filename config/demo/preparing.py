"""What must stand before anybody signs in: tables, divisions, policy, accounts, static files."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
from contextlib import closing

from config.demo.telling import Teller
from config.embedded.folders import ROOT, data_dir
from config.embedded.postgres import free_port
from config.embedded.services import Services

COUNTY = 520203000000  # 六枝特区


def prepare(services: Services, tell: Teller) -> None:
    """Migrate and load what this version ships; does nothing when it was done for the same files."""
    mark = data_dir() / "prepared"
    version = _version_of_what_is_loaded()
    # Static files are collected beside the code: another checkout over the same data has none yet.
    collected = (ROOT / "staticfiles" / "staticfiles.json").exists()
    if collected and mark.exists() and mark.read_text() == version:
        return
    manage(services, "migrate", "--verbosity", "0", owner=True)
    tell.step("数据表已就绪")
    _tell_each(tell, manage(services, "load_reference_data", owner=True))
    tell.step("贵州省行政区划、国家和贵州两个政策方案、标准数值已载入")
    manage(services, "create_accounts", "--area", str(COUNTY), owner=True)
    tell.step("每个角色各一个账号已建立（随机密码）")
    manage(services, "collectstatic", "--noinput", "--verbosity", "0")
    manage(services, "check", "--database", "default")
    tell.step("静态文件已就绪，两道数据边界检查通过")
    mark.write_text(version)


def manage(services: Services, *arguments: str, owner: bool = False) -> str:
    environment = os.environ | services.environment(owner=owner)
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {arguments[0]} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def usable_port(wanted: int) -> int:
    """The wanted port, or another one where it is taken."""
    with closing(socket.socket()) as probe:
        return wanted if probe.connect_ex(("127.0.0.1", wanted)) else free_port()


def _tell_each(tell: Teller, output: str) -> None:
    for line in output.strip().splitlines():
        tell.detail(line)


def _version_of_what_is_loaded() -> str:
    """A digest of the migrations, fixtures and static files."""
    digest = hashlib.sha256()
    for pattern in ("*/migrations/*.py", "foundation/*/migrations/*.py", "fixtures/**/*", "static/**/*"):
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()
