"""Fall-back detection (返贫监测): asking for a run, and its work rule by rule."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessment.monitoring import sql
from assessment.monitoring.rules import RULES, Rule
from foundation.accounts.models import User
from foundation.areas.codes import code_range
from foundation.areas.models import Area
from foundation.jobs.kinds import Progress
from foundation.jobs.models import Run
from foundation.jobs.running import ask_for_run
from foundation.policy.models import Figure
from foundation.policy.querysets import UnknownFigure

KIND = "detect_fall_back"


class UnableToDetect(Exception):
    """Detection cannot be asked for; the message is ready for the user."""


def ask_for_detection(*, area: Area, as_of: date, by: User, on: date) -> Run:
    """Ask for a run over the area as of a day that has come. Raises UnableToAsk while one is live."""
    if as_of > on:
        raise UnableToDetect(f"监测日期{as_of}还没有到，请填今天或以前的日期。")
    if as_of.year < 2014:
        raise UnableToDetect("监测日期不能早于2014年：此前没有建档立卡数据。")
    return ask_for_run(kind=KIND, area=area, by=by, key=as_of.isoformat(), as_of=as_of.isoformat())


def detect(run: Run) -> Progress:
    """One rule in one transaction; the counts travel in the cursor."""
    as_of = date.fromisoformat(run.parameters["as_of"])
    bounds = code_range(run.area_code)
    place = int(run.cursor.get("rule", 0))
    by_rule: dict[str, int] = dict(run.cursor.get("by_rule", {}))
    not_judged: dict[str, str] = dict(run.cursor.get("not_judged", {}))
    rule = RULES[place]
    missing = _missing_threshold(rule, area_code=run.area_code, year=as_of.year)
    if missing:
        not_judged[rule.slug] = missing
    by_rule[rule.slug] = (
        0
        if missing
        else sql.raise_alerts(
            rule, area_code=run.area_code, bounds=bounds, as_of=as_of, by_id=run.asked_by_id, run_id=run.pk
        )
    )
    done = place + 1
    finished = done == len(RULES)
    return Progress(
        cursor={"rule": done, "by_rule": by_rule, "not_judged": not_judged},
        done=done,
        total=len(RULES),
        sentence=f"已比对{done}项规则，新预警{sum(by_rule.values())}条",
        finished=finished,
        result=_result(sql.count_homes(bounds), by_rule, not_judged) if finished else {},
    )


def _missing_threshold(rule: Rule, *, area_code: int, year: int) -> str:
    if not rule.threshold:
        return ""
    try:
        Figure.objects.of(rule.threshold, area_code=area_code, year=year)
    except UnknownFigure:
        return f"没有{year}年适用的标准，请先由省残联录入"
    return ""


def _result(households: int, by_rule: dict[str, int], not_judged: dict[str, str]) -> dict[str, Any]:
    return {
        "households": households,
        "alerts_new": sum(by_rule.values()),
        "by_rule": by_rule,
        "not_judged": not_judged,
    }
