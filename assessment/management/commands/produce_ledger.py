"""``manage.py produce_ledger --area CODE --period 2018-06 --by USERNAME [--json]``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from assessment.ledgers.producing import UnableToProduce, ask_for_ledger
from assessment.management.commands._asking import AskingCommand
from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.jobs.models import Run


class Command(AskingCommand):
    help = "出具一个区域某一期间的脱贫台账"
    act = "export"
    refusal = UnableToProduce

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--period", required=True, help="年月如2018-06，或年度如2018")

    def handle(self, *args: Any, **given: Any) -> None:
        def ask(area: Area, by: User, on: date) -> Run:
            return ask_for_ledger(area=area, period=given["period"], by=by, on=on)

        self.work(given, ask)
