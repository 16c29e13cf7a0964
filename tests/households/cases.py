"""Whole procedures for tests: opened, with the steps they need, at dates that fit."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from foundation.accounts.models import User
from foundation.policy.models import Figure
from households.models import Household, HouseholdYear, Procedure
from households.procedures import running as procedures
from households.procedures.rules import is_notice

FIRST = date(2018, 5, 1)


def figures(line: int | None = 3535) -> None:
    for kind in ("notice_days_first", "notice_days_second"):
        Figure.objects.get_or_create(
            kind=kind, area=None, year=2014, defaults={"value": Decimal(7), "unit": "日", "source": "测试"}
        )
    if line:
        Figure.objects.create(kind="exit_line", year=2018, value=line, source="测试文件")


def surveyed(home: Household, per_head: int = 4000, **given: object) -> HouseholdYear:
    met = dict.fromkeys(HouseholdYear.GUARANTEES, True)
    return HouseholdYear.objects.create(
        household=home, area_code=home.area_code, year=2018, members=1, wage_yuan=per_head, **met | given
    )


def opened(home: Household, kind: str, by: User, on: date = FIRST, **given: Any) -> Procedure:
    if kind == "lift":
        given = {"year": 2018} | given
    return procedures.open_procedure(household=home, kind=kind, by=by, on=on, **given)


def with_steps(procedure: Procedure, by: User, *, on: date, without: tuple[str, ...] = ()) -> Procedure:
    """Every needed step, one a day, notices of eight days."""
    day = FIRST
    for kind in procedure.needs:
        if kind in without:
            continue
        until = day + timedelta(days=7) if is_notice(kind) else None
        procedures.record_step(
            procedure=procedure,
            kind=kind,
            held_on=day,
            until=until,
            responsible="村支书 张三",
            document="会议记录",
            by=by,
            on=on,
        )
        day = (until or day) + timedelta(days=1)
    return procedure
