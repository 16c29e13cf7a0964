"""manage.py demo_roster --area CODE --households N --seed S --out FILE: the roster of a generated county."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.places import UnableToFindVillages, counties_of
from config.demo.roster_workbook import write_roster
from config.demo.world import generate


class Command(BaseCommand):
    help = "生成一个县的虚构花名册工作簿（含少量有意写错的行）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", type=int, required=True, help="县级区划代码（12位）")
        parser.add_argument("--households", type=int, required=True, help="户数")
        parser.add_argument("--seed", type=int, default=1, help="种子")
        parser.add_argument("--out", type=Path, required=True, help="写到哪个文件")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            (county,) = counties_of(options["area"])
        except UnableToFindVillages as unable:
            raise CommandError(str(unable), returncode=1) from unable
        world = generate(county, households=options["households"], seed=options["seed"])
        write_roster(options["out"], world, mistakes=True)
        self.stdout.write(f"{county.name}：{options['households']}户，{world.persons}人")
