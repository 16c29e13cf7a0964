"""manage.py generate_county --area CODE --households N --seed S [--province] [--json]"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from config.demo.loading import UnableToLoad, load_county
from config.demo.places import UnableToFindVillages, counties_of, shares
from config.demo.world import REFERENCE, generate
from households.facts import refreshing as facts


class Command(BaseCommand):
    help = "生成一个县（--province：全省各县）的虚构户、调查、结对和待遇，写入数据库"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", type=int, required=True, help="区划代码（12位）")
        parser.add_argument("--households", type=_positive, required=True, help="户数")
        parser.add_argument("--seed", type=int, default=1, help="种子；同一种子生成同样的数据")
        parser.add_argument("--province", action="store_true", help="按村数分到该省各县")
        parser.add_argument("--json", action="store_true", help="最后一行输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        area, households, seed = options["area"], options["households"], options["seed"]
        if options["province"]:
            area = area // 10**10 * 10**10
        totals: Counter[str] = Counter()
        try:
            counties = counties_of(area)
            for county, share in zip(counties, shares(counties, households), strict=True):
                if share:
                    world = generate(county, households=share, seed=seed)
                    totals += Counter(load_county(world, at=timezone.now()))
                    self.stdout.write(f"{county.name}：{share}户，{world.persons}人")
        except (UnableToFindVillages, UnableToLoad) as unable:
            raise CommandError(str(unable), returncode=1) from unable
        refresh_facts()
        self._report(totals, as_json=options["json"])

    def _report(self, totals: Counter[str], *, as_json: bool) -> None:
        labels = "、".join(f"{LABELS[name]}{count}" for name, count in totals.items())
        self.stdout.write(f"完成：{labels}")
        if as_json:
            self.stdout.write(json.dumps(dict(totals)))


LABELS = {
    "households": "户",
    "persons": "人",
    "certificates": "残疾人证",
    "surveys": "年度收支",
    "steps": "状态变更",
    "pairings": "结对",
    "former_helpers": "已解除的结对",
    "visits": "走访",
    "benefits": "待遇记录",
    "enrolments": "参加行动",
    "statements": "认定",
    "lists": "已载入名单",
}


def refresh_facts() -> None:
    """The narrow rows that rules are judged on, for everybody, as of the world's reference day."""
    facts.refresh(None, on=REFERENCE)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("at least one household")
    return number
