"""What rules may ask of benefits, kept in narrow rows beside those of the registry."""

from __future__ import annotations

from datetime import date

from django.db import connection

from foundation.policy.facts import Fact, register_facts
from households.facts.refreshing import register_refresher
from support_measures import facts_sql

_PERSON, _HOUSEHOLD = "person__benefit_facts__", "household__benefit_facts__"
FACTS = [
    Fact(
        "in_dibao_family",
        "低保家庭成员",
        "person",
        absence="closed",
        closed_by="低保对象名单（按月）",
        path=_PERSON + "in_dibao_family",
        source="待遇记录、户属性",
    ),
    Fact(
        "in_tekun",
        "特困供养",
        "person",
        absence="closed",
        closed_by="特困人员名单（按月）",
        path=_PERSON + "in_tekun",
        source="待遇记录、户属性",
    ),
    Fact(
        "trained",
        "已接受技能培训",
        "household",
        absence="closed",
        path=_HOUSEHOLD + "trained",
        person_path=_HOUSEHOLD + "trained",
        source="待遇记录",
        gloss="任一成员有已完成的培训记录",
    ),
    Fact(
        "relocated",
        "已搬迁",
        "household",
        absence="closed",
        path=_HOUSEHOLD + "relocated",
        person_path=_HOUSEHOLD + "relocated",
        source="待遇记录",
        gloss="易地搬迁记录有入住日期",
    ),
]


def refresh_benefit_facts(household_ids: list[int] | None, on: date | None) -> int:
    """Rows written. ``households.facts.refreshing.refresh`` calls it along with its own."""
    written = 0
    with connection.cursor() as cursor:
        for statement in (facts_sql.PERSONS, facts_sql.HOUSEHOLDS):
            cursor.execute(statement, {"ids": household_ids, "on": on})
            written += cursor.rowcount
    return written


def declare() -> None:
    """Called from ``SupportMeasuresConfig.ready``."""
    register_facts(FACTS)
    register_refresher(refresh_benefit_facts)
