"""The common part of the commands that ask for a run and work at it on the spot."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.roles import ACTS, extent_of
from foundation.areas.models import Area
from foundation.areas.scope import opened
from foundation.jobs.models import Run
from foundation.jobs.running import UnableToAsk, work_at

Ask = Callable[[Area, User, date], Run]


class AskingCommand(BaseCommand):
    """Exit code 0 done, 1 refused with a message, 2 wrong usage; with --json the last line is the counts."""

    act: str
    refusal: type[Exception]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", type=int, required=True, help="区划代码，12位")
        parser.add_argument("--by", required=True, help="发起人的账号")
        parser.add_argument("--json", action="store_true", help="最后一行是统计的 JSON")

    def work(self, given: dict[str, Any], ask: Ask) -> None:
        began = time.perf_counter()
        run = self._worked(given, ask)
        self.stdout.write(f"{run.label}：{run.sentence}")
        if given["json"]:
            counts = {"run": run.pk, **run.result, "seconds": round(time.perf_counter() - began, 3)}
            self.stdout.write(json.dumps(counts, ensure_ascii=False))

    def _worked(self, given: dict[str, Any], ask: Ask) -> Run:
        today = timezone.localdate()
        by = User.objects.filter(username=given["by"]).first()
        appointment = by.appointment_on(today) if by else None
        area = Area.objects.filter(code=given["area"]).first()
        if by is None or appointment is None or area is None:
            raise CommandError("没有这个账号、任职或区划", returncode=2)
        scope = appointment.scope(today, command=self.act)
        if extent_of(appointment.role, self.act) != "yes":
            raise CommandError(ACTS[self.act].refusal, returncode=1)
        if scope.range is not None and area.code not in scope.range:
            raise CommandError(f"{by}不负责{area.name}。", returncode=1)
        try:
            with opened(scope):
                run = ask(area, by, today)
        except (self.refusal, UnableToAsk) as reason:
            raise CommandError(str(reason), returncode=1) from reason
        work_at(run.pk)
        with opened(scope):
            run = Run.objects.get(pk=run.pk)
        if run.state != Run.State.DONE:
            raise CommandError(
                run.error or f"任务{run.pk}{run.get_state_display()}：{run.sentence}", returncode=1
            )
        return run
