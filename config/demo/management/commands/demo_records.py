"""manage.py demo_records --area CODE --households N --seed S: what rosters do not hold, after an import.

Surveys, procedures, earlier years' benefits and enrolments, visits and judgments come here from the
generated world, as they would from the departments' own lists.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from config.demo.loading import BEYOND_ROSTER, load_records
from config.demo.loading.whole_record import fill_whole_record
from config.demo.management.commands.generate_county import LABELS, refresh_facts
from config.demo.places import counties_of
from config.demo.world import generate
from households.models import HouseholdYear

WORDS = LABELS | {"whole_record": "档案其余项目"}


class Command(BaseCommand):
    help = "为已导入的虚构县补充年度收支、程序、待遇、走访等记录"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", type=int, required=True, help="县级区划代码（12位）")
        parser.add_argument("--households", type=int, required=True, help="户数")
        parser.add_argument("--seed", type=int, default=1, help="种子")

    def handle(self, *args: Any, **options: Any) -> None:
        (county,) = counties_of(options["area"])
        if HouseholdYear.objects.in_area(options["area"]).exists():
            self.stdout.write("已有年度收支记录，未重复载入")
            return
        world = generate(county, households=options["households"], seed=options["seed"])
        counts = load_records(world, at=timezone.now(), parts=BEYOND_ROSTER)
        counts["whole_record"] = fill_whole_record()
        refresh_facts()
        self.stdout.write("、".join(f"{WORDS.get(name, '调查补充')}{n}" for name, n in counts.items()))
