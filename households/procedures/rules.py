"""Which steps a procedure has, who records which, and how many days a notice hangs.

Basis of the order. Identification: 两公示一公告 (申请、民主评议、村委核实、第一次公示、乡镇审核、第二次公示、
县复审、公告); falling back goes the same way. Lifting out: 关于建立贫困退出机制的意见
(厅字〔2016〕16号): 民主评议、核实、拟退出户认可、公示、公告. The days are data:
Figures of the area and year with their source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from foundation.policy.models import Figure
from foundation.policy.querysets import UnknownFigure
from households.models import Household, HouseholdYear, Procedure, ProcedureStep
from households.models.procedures import NOTICES, StepKind

_IDENTIFYING = (
    "application", "review", "check", "first_notice", "township_review", "second_notice", "county_review",
    "announced",
)  # fmt: skip
_LIFTING = ("review", "check", "agreed", "first_notice", "announced")
_ERROR = ("review", "check", "first_notice", "township_review", "county_review")
_GONE = ("check", "township_review")
# A county may have its township and its own office look as well; it need not.
_MAY_ALSO = {"lift": ("township_review", "county_review"), "leave": ("county_review", "announced")}

POSITION: dict[str, int] = {kind: place for place, kind in enumerate(StepKind.values, 1)}
LEVEL_OF_STEP: dict[str, str] = {
    "application": "village",
    "review": "village",
    "check": "village",
    "agreed": "village",
    "first_notice": "village",
    "township_review": "township",
    "second_notice": "township",
    "county_review": "county",
    "announced": "county",
}
# The paper that a step leaves behind; its name or number is recorded, a scan can be added.
PAPER_OF_STEP: dict[str, str] = {
    "application": "农户申请书",
    "review": "民主评议会议记录",
    "check": "入户核实表",
    "agreed": "拟退出户签字确认书",
    "first_notice": "村内公示",
    "township_review": "乡镇审核意见",
    "second_notice": "乡镇公示",
    "county_review": "县复审意见",
    "announced": "公告",
}
LEVEL_WORDS = {"village": "村", "township": "乡镇", "county": "县"}
DAYS_OF_NOTICE = {"first_notice": "notice_days_first", "second_notice": "notice_days_second"}


def steps_needed(kind: str, leaving: str = "") -> list[str]:
    if kind == "lift":
        return list(_LIFTING)
    if kind == "leave":
        return list(_ERROR if leaving == "error" else _GONE)
    return list(_IDENTIFYING)


def steps_possible(procedure: Procedure) -> list[str]:
    """What it needs and what may come besides, in order."""
    kinds = {*procedure.needs, *_MAY_ALSO.get(procedure.kind, ())}
    return sorted(kinds, key=POSITION.__getitem__)


@dataclass(frozen=True)
class NoticeDays:
    days: int
    source: str


def notice_days(kind: str, *, area_code: int, year: int) -> NoticeDays:
    """The minimum of the notice for the area and year; raises ``UnknownFigure`` when none is on record."""
    figure = Figure.objects.in_force(DAYS_OF_NOTICE[kind], area_code=area_code, year=year)
    if figure is None:
        raise UnknownFigure(f"没有{year}年适用的公示最短天数，请先录入标准。")
    return NoticeDays(int(figure.value), figure.source)


@dataclass(frozen=True)
class Due:
    """What comes next: step, level, first possible day; no ``kind`` when only the lead's word is left."""

    kind: str
    label: str
    level: str
    not_before: date | None

    def words(self, on: date) -> str:
        if self.not_before and self.not_before > on:
            return f"公示中，{self.not_before}起可办：{self.label}"
        return self.label

    @property
    def paper(self) -> str:
        return PAPER_OF_STEP.get(self.kind, "")

    @property
    def by(self) -> str:
        return LEVEL_WORDS[self.level]


def due(procedure: Procedure, steps: list[ProcedureStep]) -> Due:
    """The first needed step that does not stand yet; after the last one the lead's confirmation."""
    standing = {step.kind for step in steps if step.taken_back_on is None}
    missing = [kind for kind in procedure.needs if kind not in standing]
    earlier = earliest_day(steps, missing[0] if missing else "")
    if not missing:
        return Due("", "县残联负责人确认", "county", earlier)
    return Due(missing[0], str(StepKind(missing[0]).label), LEVEL_OF_STEP[missing[0]], earlier)


def earliest_day(steps: list[ProcedureStep], kind: str) -> date | None:
    """The first day on which a step of this kind can be held, by the steps before it."""
    place = POSITION.get(kind, len(POSITION) + 1)
    days = [
        step.until + timedelta(days=1) if step.until else step.held_on
        for step in steps
        if step.taken_back_on is None and step.position < place
    ]
    return max(days, default=None)


@dataclass(frozen=True)
class Condition:
    """One condition of leaving poverty: met or not, what was found, and what is missing."""

    label: str
    met: bool
    found: str
    lack: str = ""


def lifting_conditions(household: Household, year: int) -> list[Condition]:
    """The two worries, the three guarantees, the income against the year's line: each with what was found."""
    survey = HouseholdYear.objects.of_year(year).filter(household=household).first()
    if survey is None:
        lack = f"没有{year}年的收支调查"
        return [Condition(f"{year}年收支调查", met=False, found="未登记", lack=lack)]
    missing = set(survey.missing_guarantees)
    conditions = []
    for name in HouseholdYear.GUARANTEES:
        label = str(HouseholdYear._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        value = getattr(survey, name)
        found = "达到" if value else "未核实" if value is None else "未达到"
        conditions.append(
            Condition(label, met=label not in missing, found=found, lack=f"“{label}”未达到或未核实")
        )
    return [*conditions, _income(household, survey, year)]


def _income(household: Household, survey: HouseholdYear, year: int) -> Condition:
    label, per_head = f"{year}年人均纯收入", survey.income_per_head_yuan
    line = Figure.objects.in_force("exit_line", area_code=household.area_code, year=year)
    if line is None:
        lack = f"没有{year}年适用的退出标准，请省残联录入"
        return Condition(label, met=False, found=f"{per_head:.2f}元；没有退出标准", lack=lack)
    return Condition(
        label,
        met=per_head > line.value,
        found=f"{per_head:.2f}元；退出标准{line.value:.2f}元（{line.year}年，依据：{line.source}）",
        lack=f"{label}{per_head:.2f}元，没有超过当年退出标准{line.value:.2f}元",
    )


def missing_to_lift(household: Household, year: int) -> list[str]:
    """What the year's survey lacks for leaving poverty; empty when nothing does."""
    return [one.lack for one in lifting_conditions(household, year) if not one.met]


def is_notice(kind: str) -> bool:
    return kind in NOTICES
