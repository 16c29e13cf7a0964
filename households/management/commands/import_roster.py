"""``manage.py import_roster FILE --area CODE --by USERNAME [--preview | --apply] [--json]``.

A thin face of the verbs that the pages use. Exit code 0 done, 1 refused with a message, 2 wrong usage.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.roles import extent_of
from foundation.areas.models import Area
from foundation.areas.scope import opened
from foundation.jobs.models import Run
from foundation.jobs.running import work_at
from households.models import RosterFile
from households.roster.forms import cleaned_options
from households.roster.intake import (
    UnableToTakeRoster,
    confirm_roster,
    refuse_too_large,
    summary,
    take_in_roster,
)
from households.roster.kinds import roster_kind, roster_kinds


class Command(BaseCommand):
    help = "核对花名册（--preview），或核对后入库（--apply）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=[kind.code for kind in roster_kinds()], default="registry")
        parser.add_argument(
            "--option",
            action="append",
            default=[],
            metavar="KEY=VALUE",
            help="该种类的选项，可写几个，如 from_month=2018-07",
        )
        parser.add_argument("--area", type=int, required=True)
        parser.add_argument("--by", required=True)
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--preview", action="store_true", help="只核对，不入库")
        way.add_argument("--apply", action="store_true", help="核对并入库")
        parser.add_argument("--json", action="store_true", help="最后一行是统计的 JSON")

    def handle(self, *args: Any, **given: Any) -> None:
        if not given["file"].is_file():
            raise CommandError(f"没有文件 {given['file']}", returncode=2)
        began = time.perf_counter()
        try:
            roster = self._import(given)
        except UnableToTakeRoster as why:
            raise CommandError(str(why), returncode=1) from why
        counts = {"roster": roster.pk, "state": roster.state, **roster.counts}
        counts["seconds"] = round(time.perf_counter() - began, 3)
        self.stdout.write(summary(roster.counts))
        if given["json"]:
            self.stdout.write(json.dumps(counts, ensure_ascii=False))

    def _import(self, given: dict[str, Any]) -> RosterFile:
        today = timezone.localdate()
        by = User.objects.filter(username=given["by"]).first()
        appointment = by.appointment_on(today) if by else None
        area = Area.objects.filter(code=given["area"]).first()
        if by is None or appointment is None or area is None:
            raise CommandError("没有这个账号、任职或区划", returncode=2)
        scope = appointment.scope(today, command="import_roster")
        if extent_of(appointment.role, "import_roster") != "yes" or (
            scope.range is not None and area.code not in scope.range
        ):
            raise UnableToTakeRoster(f"{by}不能在{area.name}导入花名册")
        refuse_too_large(given["file"].stat().st_size)
        with opened(scope):
            content = given["file"].read_bytes()
            roster = take_in_roster(
                content=content,
                name=given["file"].name,
                area=area,
                by=by,
                on=today,
                kind=given["kind"],
                options=self._options(given, area),
            )
        roster = self._worked(roster.check_run, scope, roster.pk)
        if roster.state == RosterFile.State.REFUSED:
            raise UnableToTakeRoster(roster.problem)
        if given["apply"]:
            with opened(scope):
                run = confirm_roster(roster=roster, area=area, by=by, on=today)
            roster = self._worked(run, scope, roster.pk)
        return roster

    def _options(self, given: dict[str, Any], area: Area) -> dict[str, Any]:
        words = dict(word.partition("=")[::2] for word in given["option"])
        try:
            return cleaned_options(roster_kind(given["kind"]), area, words)
        except ValidationError as wrong:
            raise CommandError("、".join(wrong.messages), returncode=2) from wrong

    def _worked(self, run: Run | None, scope: Any, roster_id: int) -> RosterFile:
        assert run is not None
        work_at(run.pk)
        with opened(scope):
            run = Run.objects.get(pk=run.pk)
            if run.state != Run.State.DONE:
                raise UnableToTakeRoster(run.error or f"任务{run.pk}未完成：{run.get_state_display()}")
            return RosterFile.objects.get(pk=roster_id)
