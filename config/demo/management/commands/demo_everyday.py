"""manage.py demo_everyday --area CODE: half a year of daily work.

Run by the demonstration in the application's own role: each verb is called in the scope of the account that
would call it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.demo.day import DAY
from config.demo.everyday import WORK, desk
from foundation.areas.models import Area
from households.models import Procedure


class Command(BaseCommand):
    help = "为演示县补充半年的程序、家庭变动、照片、发放和活动"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", type=int, required=True, help="县级区划代码（12位）")

    def handle(self, *args: Any, **options: Any) -> None:
        on = DAY - timedelta(days=1)
        with desk(Area.objects.get(pk=options["area"]), on) as at:
            if at.scope.rows(Procedure).exists():
                self.stdout.write("已有程序记录，未重复办理")
                return
            self.stdout.write("、".join(f"{name}{work(at)}" for name, work in WORK.items()))
