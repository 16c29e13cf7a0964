"""``manage.py detect_fall_back --area CODE --as-of 2018-06-30 --by USERNAME [--json]``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from assessment.management.commands._asking import AskingCommand
from assessment.monitoring.detecting import UnableToDetect, ask_for_detection
from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.jobs.models import Run


class Command(AskingCommand):
    help = "对一个区域开展返贫监测"
    act = "detect"
    refusal = UnableToDetect

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--as-of", type=date.fromisoformat, required=True, help="监测日期，如2018-06-30")

    def handle(self, *args: Any, **given: Any) -> None:
        def ask(area: Area, by: User, on: date) -> Run:
            return ask_for_detection(area=area, as_of=given["as_of"], by=by, on=on)

        self.work(given, ask)
