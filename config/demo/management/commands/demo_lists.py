"""manage.py demo_lists --area CODE --households N --seed S --out FOLDER: the civil affairs office's lists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.department_lists import write_department_lists
from config.demo.places import UnableToFindVillages, counties_of
from config.demo.world import generate


class Command(BaseCommand):
    help = "生成一个县的虚构民政名单（低保对象、残疾人两项补贴），与花名册有少量有意的出入"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", type=int, required=True, help="县级区划代码（12位）")
        parser.add_argument("--households", type=int, required=True, help="户数")
        parser.add_argument("--seed", type=int, default=1, help="种子")
        parser.add_argument("--out", type=Path, required=True, help="写到哪个文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            (county,) = counties_of(options["area"])
        except UnableToFindVillages as unable:
            raise CommandError(str(unable), returncode=1) from unable
        world = generate(county, households=options["households"], seed=options["seed"])
        written = write_department_lists(options["out"], world)
        paths = {name: str(path) for name, path in written.paths.items()}
        dead = {"household": written.dead.home.number, "name": written.dead.member.name}
        self.stdout.write(json.dumps({"lists": paths, "dead": dead}, ensure_ascii=False))
