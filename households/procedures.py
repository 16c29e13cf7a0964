"""Changes of the poverty status, each by its procedure with dates (退出、返贫认定).

Basis: 关于建立贫困退出机制的意见 (厅字〔2016〕16号): income steadily above the line, the
two worries and three guarantees met; 民主评议, 核查, 公示, 公告.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.accounts.models import User
from foundation.policy.models import Figure
from foundation.policy.querysets import UnknownFigure
from households import facts
from households.models import Household, HouseholdYear, StatusStep

_POOR = ("identified", "fallen_back")


class UnableToDecide(Exception):
    """The status cannot change; the message says what is missing."""


@dataclass(frozen=True)
class Procedure:
    """The dates of 民主评议, 核查, 公示 and 公告."""

    reviewed_on: date
    checked_on: date
    notice_from: date
    notice_to: date
    announced_on: date

    def check(self, decided_on: date) -> None:
        order = (
            ("民主评议", self.reviewed_on),
            ("核查", self.checked_on),
            ("公示开始", self.notice_from),
            ("公示结束", self.notice_to),
            ("公告", self.announced_on),
            ("生效", decided_on),
        )
        for (first, earlier), (second, later) in pairwise(order):
            if later < earlier:
                raise UnableToDecide(f"{second}日期{later}早于{first}日期{earlier},请核对程序的先后。")


@transaction.atomic
def lift_out(
    *,
    household: Household,
    year: int,
    procedure: Procedure,
    decided_on: date,
    by: User,
    on: date,
    reason: str = "",
) -> StatusStep:
    """The household leaves poverty (脱贫退出) for the year, if its survey carries it."""
    if household.poverty_status not in _POOR:
        raise UnableToDecide(f"此户现为“{household.get_poverty_status_display()}”,不在退出之列。")
    if decided_on > on:
        raise UnableToDecide("生效日期不能晚于今天。")
    procedure.check(decided_on)
    missing = missing_to_lift(household, year)
    if missing:
        raise UnableToDecide("还不能退出:" + ";".join(missing) + "。")
    return _step(
        household, "lifted", procedure, reason, decided_on=decided_on, by=by, on=on, lifted_year=year
    )


@transaction.atomic
def confirm_fall_back(
    *, household: Household, reason: str, by: User, on: date, procedure: Procedure | None = None
) -> StatusStep:
    """A household that had been lifted out has fallen back (返贫), for a reason that somebody verified."""
    if household.poverty_status != "lifted":
        raise UnableToDecide(f"此户现为“{household.get_poverty_status_display()}”,只有已脱贫户才能认定返贫。")
    if not reason:
        raise UnableToDecide("请写明返贫原因。")
    if procedure:
        procedure.check(on)
    return _step(household, "fallen_back", procedure, reason, decided_on=on, by=by, on=on)


def missing_to_lift(household: Household, year: int) -> list[str]:
    """What the year's survey lacks for leaving poverty; empty when nothing does."""
    survey = HouseholdYear.objects.of_year(year).filter(household=household).first()
    if survey is None:
        return [f"没有{year}年的收支调查"]
    missing = [f"“{name}”未达到或未核实" for name in survey.missing_guarantees]
    try:
        line = Figure.objects.of("exit_line", area_code=household.area_code, year=year)
    except UnknownFigure:
        return [*missing, f"没有{year}年适用的退出标准,请省残联录入"]
    if survey.income_per_head_yuan <= line:
        missing.append(
            f"{year}年人均纯收入{survey.income_per_head_yuan:.2f}元,没有超过当年退出标准{line:.2f}元"
        )
    return missing


def _step(
    household: Household,
    status: str,
    procedure: Procedure | None,
    reason: str,
    *,
    decided_on: date,
    by: User,
    on: date,
    lifted_year: int | None = None,
) -> StatusStep:
    """Record the step and change the status, if it is still what was seen."""
    before = household.poverty_status
    changed = Household.objects.filter(pk=household.pk, poverty_status=before, left_on=None).update(
        poverty_status=status,
        lifted_year=lifted_year,
        version=F("version") + 1,
        updated_at=timezone.now(),
    )
    if not changed:
        raise UnableToDecide("此户的状态刚刚已由别人变更,请重新打开核对。")
    step = StatusStep.objects.create(
        household=household,
        area_code=household.area_code,
        from_status=before,
        to_status=status,
        decided_on=decided_on,
        reason=reason,
        created_by=by,
        **(asdict(procedure) if procedure else {}),
    )
    facts.refresh([household.pk], on=on)
    household.refresh_from_db()
    return step
