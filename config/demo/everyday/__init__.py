"""A half-year of daily work, done by the product's own verbs, so that every page has something to show."""

from __future__ import annotations

from collections.abc import Callable

from config.demo.everyday.activities import hold_activities
from config.demo.everyday.cases import run_cases
from config.demo.everyday.desk import Desk, desk
from config.demo.everyday.families import change_families
from config.demo.everyday.papers import add_papers
from config.demo.everyday.payments import pay_by_month
from config.demo.everyday.supports import record_supports

WORK: dict[str, Callable[[Desk], int]] = {
    "程序": run_cases,
    "家庭变动": change_families,
    "照片和材料": add_papers,
    "按月发放": pay_by_month,
    "活动": hold_activities,
    "区域投入": record_supports,
}

__all__ = ["WORK", "Desk", "desk"]
