"""manage.py create_accounts --area COUNTY_CODE: one account of each role; passwords are shown once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.accounts import DemoAccount, UnableToCreate, create_demo_accounts


class Command(BaseCommand):
    help = "为每种角色建一个演示账号，密码随机，显示一次并存入数据目录的 accounts.txt"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", type=int, required=True, help="县级区划代码（12位）")
        parser.add_argument("--cadre", default="", help="帮扶干部姓名")
        parser.add_argument("--unit", default="", help="帮扶干部单位")

    def handle(self, *args: Any, **options: Any) -> None:
        cadre = (options["cadre"], options["unit"]) if options["cadre"] else None
        try:
            made = create_demo_accounts(options["area"], cadre=cadre)
        except UnableToCreate as unable:
            raise CommandError(str(unable), returncode=1) from unable
        if not made:
            self.stdout.write(f"账号已建好，没有改动；密码在 {accounts_file()}")
            return
        for account in made:
            self.stdout.write(_line(account))
        keep_accounts(made)


def accounts_file() -> Path:
    return Path(settings.DATA_DIR) / "accounts.txt"


def keep_accounts(made: list[DemoAccount]) -> None:
    """Append to the file that only its owner may read."""
    handle = os.open(accounts_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w") as file:
        os.fchmod(handle, 0o600)
        file.writelines(_line(account) + "\n" for account in made)


def _line(account: DemoAccount) -> str:
    return f"{account.role}\t{account.username}\t{account.password}"
