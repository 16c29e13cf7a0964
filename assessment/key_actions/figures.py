"""The figures of each action, declared once: words, rows, aggregate, and by what they are told apart.

The page shows the aggregate, the list behind it shows the same rows: the two cannot disagree.
An action that is not named here shows the figures that every action has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DecimalField, F, Q, Sum
from django.db.models.functions import Coalesce

from assessment.key_actions.rows import (
    Asked,
    activities,
    age_band,
    attended,
    benefits,
    enrolled,
    missed,
    number,
    pairings,
    said,
    share_payments,
    shares,
    taking_part,
)


@dataclass(frozen=True)
class Figure:
    """``part``: the group of a row, as text; its figures add up to the whole."""

    key: str
    label: str
    unit: str
    rows: Callable[[Asked], Any]
    value: Any = Count("pk")  # noqa: RUF009 — an expression, never changed
    part: Callable[[Asked], Any] | None = None


HOUSEHOLDS = Count("household_id", distinct=True)
PERSONS = Count("person_id", distinct=True)


def _by(key: str) -> Callable[[Asked], Any]:
    return lambda asked: said(key)


def _details(rows: Callable[[Asked], Any], **wanted: Any) -> Callable[[Asked], Any]:
    return lambda asked: rows(asked).filter(details__contains=wanted)


def _filled(rows: Callable[[Asked], Any], *keys: str) -> Callable[[Asked], Any]:
    return lambda asked: rows(asked).filter(details__has_any_keys=list(keys))


def _volunteering(asked: Asked) -> Any:
    return activities(asked, "volunteers")


LOANS = ("micro-credit", "rehab-loan")
# Lists of banks bring the principal as the amount of the record.
_PRINCIPAL = Coalesce(
    number("principal_yuan"), F("amount_yuan"), output_field=DecimalField(max_digits=16, decimal_places=2)
)
_TRAINED = Figure("trained", "参加培训", "人", lambda a: attended(a, "course"), PERSONS)
_COURSES = Figure("courses", "举办培训班", "期", lambda a: activities(a, "course"))
_BASES = Figure("bases", "基地、孵化园", "个", lambda a: activities(a, "base"), part=_by("base_kind"))
_CARRIED = Figure("carried", "基地折股带动", "户", shares, HOUSEHOLDS)
_LOANS = (
    Figure("loans", "获得贷款", "笔", lambda a: benefits(a, *LOANS), part=_by("loan_kind")),
    Figure("principal", "贷款本金", "元", lambda a: benefits(a, *LOANS), Sum(_PRINCIPAL)),
    Figure("interest", "贴息", "元", lambda a: benefits(a, *LOANS), Sum(number("subsidy_yuan"))),
)
_INDUSTRY = (
    Figure("projects", "参加产业项目", "户", taking_part, part=_by("trade")),
    _COURSES,
    _TRAINED,
    *_LOANS,
    _BASES,
    _CARRIED,
)

# What came of it, for every action with enrolments.
OUTCOME = (
    Figure("skilled", "掌握技能", "人（户）", lambda a: enrolled(a).exclude(skill="")),
    Figure(
        "employed", "就业创业", "人（户）", lambda a: enrolled(a).exclude(job__in=("", "none")),
        part=lambda a: F("job"),
    ),
    Figure(
        "gained", "年增收合计", "元", lambda a: enrolled(a).filter(income_gained_yuan__gt=0),
        Sum("income_gained_yuan"),
    ),
)  # fmt: skip

FIGURES: dict[str, tuple[Figure, ...]] = {
    "party-pairing": (
        Figure("helped", "有帮扶责任人", "户", pairings, HOUSEHOLDS),
        Figure("measures", "有帮扶措施", "户", lambda a: pairings(a).exclude(measures=""), HOUSEHOLDS),
        Figure(
            "funded", "有帮扶资金", "户", lambda a: pairings(a).filter(fund_yuan__gt=0), HOUSEHOLDS
        ),
        Figure("funds", "帮扶资金", "元", lambda a: pairings(a).filter(fund_yuan__gt=0), Sum("fund_yuan")),
    ),
    "precise-rehab": (
        Figure("needs", "康复服务", "人次", taking_part, part=_by("need_kind")),
        Figure(
            "services", "基本康复服务", "人次", lambda a: benefits(a, "rehab-service", "child-rehab"),
            part=_by("service"),
        ),
        Figure(
            "devices", "适配辅助器具", "件次", lambda a: benefits(a, "device-fitting"),
            part=_by("device_name"),
        ),
        Figure("devices-needed", "现仍需辅助器具", "人", lambda a: missed(a, "device-fitting")),
    ),
    "literacy": (
        Figure("ages", "参加扫盲", "人", taking_part, part=age_band),
        Figure("results", "脱盲认定", "人", _filled(taking_part, "passed"), part=_by("passed")),
        Figure("classes", "扫盲班", "人", lambda a: benefits(a, "literacy-class"), part=age_band),
        _COURSES,
    ),
    "education": (
        Figure("free", "享受高中阶段免费教育", "人", lambda a: benefits(a, "senior-free"), PERSONS),
        Figure(
            "aid", "贫困家庭残疾学生资助", "人次", lambda a: benefits(a, "poor-student-aid"),
            part=_by("stage"),
        ),
        Figure("literacy", "参加扫盲", "人", lambda a: taking_part(a, "literacy-class"), part=age_band),
        Figure("classes", "扫盲班待遇", "人", lambda a: benefits(a, "literacy-class"), part=_by("passed")),
    ),
    "industry": _INDUSTRY,
    "startup-employment": _INDUSTRY,
    "photovoltaic": (
        Figure("stations", "光伏电站", "座", lambda a: activities(a, "station"), part=_by("mode")),
        Figure("kw", "电站装机", "千瓦", lambda a: activities(a, "station"), Sum(number("capacity_kw"))),
        Figure("own-kw", "户用装机", "千瓦", taking_part, Sum(number("capacity_kw"))),
        Figure("holders", "持有份额", "户", shares, HOUSEHOLDS),
        Figure("shares", "份额", "份", shares, Sum("shares")),
        Figure("paid", "当年收益", "元", share_payments, Sum("yuan")),
    ),
    "ecommerce": (
        _COURSES,
        _TRAINED,
        Figure("taught", "登记参加电商培训", "人", lambda a: taking_part(a, "ecommerce-training")),
        Figure("shops", "开办网店", "个", lambda a: activities(a, "shop"), part=_by("platform")),
        Figure("starters", "电商创业", "人", lambda a: taking_part(a, "ecommerce-startup")),
        Figure(
            "sales", "年销售额", "元", lambda a: taking_part(a, "ecommerce-startup"),
            Sum(number("year_sales_yuan")),
        ),
    ),
    "rural-tourism": (
        Figure("posts", "旅游岗位就业", "户", taking_part, part=_by("post")),
        Figure("income", "年收入合计", "元", taking_part, Sum(number("income_yuan"))),
        _TRAINED,
    ),
    "women-weaving": (
        _COURSES,
        _TRAINED,
        Figure("crafts", "参加编织", "人", taking_part, part=_by("craft")),
        Figure("working", "编织就业", "人", _filled(taking_part, "work_mode"), part=_by("work_mode")),
        Figure("income", "年收入合计", "元", taking_part, Sum(number("income_yuan"))),
    ),
    "finance": (
        *_LOANS,
        Figure("repaid", "已还本金", "元", lambda a: benefits(a, *LOANS), Sum(number("repaid_yuan"))),
        Figure("overdue", "逾期", "笔", _details(lambda a: benefits(a, *LOANS), overdue=True)),
        Figure("enrolled-loans", "行动中登记的贷款", "笔", taking_part, part=_by("loan_kind")),
    ),
    "sunshine-volunteers": (
        Figure("events", "志愿服务活动", "次", _volunteering, part=_by("activity_kind")),
        Figure("volunteers", "志愿者", "人次", _volunteering, Sum(number("volunteers"))),
        Figure("hours", "服务时长", "小时", lambda a: attended(a, "volunteers"), Sum("hours")),
        Figure("served", "受助", "人", lambda a: attended(a, "volunteers"), PERSONS),
        Figure("tasks", "登记的志愿服务", "人次", taking_part, part=_by("activity_kind")),
        Figure("task-hours", "登记的服务时长", "小时", taking_part, Sum(number("hours"))),
    ),
    "model-cases": (
        Figure("nominated", "推荐典型", "人", enrolled, part=_by("level")),
        Figure("selected", "入选", "人", lambda a: enrolled(a).filter(
            Q(details__contains={"selected": True}) | Q(details__has_key="selected_date"))),
        Figure("consented", "本人同意宣传", "人", _details(enrolled, consent=True)),
        Figure(
            "published", "已刊播", "人", _filled(enrolled, "published_date", "link_or_copy"),
            part=_by("media_level"),
        ),
        Figure("led", "带动", "户", enrolled, Sum(number("led_households"))),
    ),
}  # fmt: skip


def figures_of(slug: str) -> tuple[Figure, ...]:
    """Pairing has no enrolments, so no outcome of them."""
    own = FIGURES.get(slug, (_COURSES, _TRAINED))
    return own if slug == "party-pairing" else (*own, *OUTCOME)


def figure_called(slug: str, key: str) -> Figure | None:
    return next((figure for figure in figures_of(slug) if figure.key == key), None)
