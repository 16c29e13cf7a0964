"""Load divisions, plans and figures from fixtures/. Runs as the tables' owner; safe to run again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from foundation.areas.loading import load_areas, load_flags, load_former_names
from foundation.policy.loading import UnableToLoad, load_figures, load_plan, read_plan


class Command(BaseCommand):
    help = "载入行政区划、政策方案和标准数值（可重复执行）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--holds-from",
            type=date.fromisoformat,
            default=timezone.localdate(),
            help="改动过的项目自哪一天起施行（年-月-日），默认为今天",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "fixtures"
        try:
            with transaction.atomic():
                self._load(folder, options["holds_from"])
        except UnableToLoad as error:
            raise CommandError(str(error)) from error

    def _load(self, folder: Path, holds_from: date) -> None:
        areas = load_areas(folder / "areas" / "guizhou.csv")
        flags = load_flags(folder / "areas" / "guizhou_flags.csv")
        names = load_former_names(folder / "areas" / "guizhou_former_names.csv")
        self.stdout.write(f"行政区划 {areas} 个，标志 {flags} 条，曾用名 {names} 个")
        for path in sorted((folder / "policy").glob("*.json")):
            plan = read_plan(path)
            counts = load_plan(plan, holds_from=holds_from)
            self.stdout.write(
                f"{plan['title']}：重点行动 {counts['action']} 项，保障措施 {counts['measure']} 项，"
                f"待遇项目 {counts['benefit']} 项"
                + (f"；其中 {counts['changed']} 项自{holds_from}起有新版本" if counts["changed"] else "")
            )
        figures = sum(load_figures(path) for path in sorted(folder.glob("figures*.csv")))
        self.stdout.write(f"标准数值 {figures} 条")
