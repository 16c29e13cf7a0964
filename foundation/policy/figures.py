"""Standards, lines and thresholds: entered and corrected by the province for its area, never deleted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.roles import extent_of
from foundation.areas.models import Area
from foundation.policy.models import Figure, PolicyPlan
from foundation.policy.plans import items_of
from foundation.policy.querysets import FigureQuerySet, lineage
from foundation.policy.versions import UnableToChange

STANDARD = "standard_"
KINDS = {
    "exit_line": "脱贫标准",
    "monitoring_line": "返贫监测线",
    "poverty_line_nbs": "农村贫困标准（国家统计局）",
    "detect_medical_share": "监测：自付医疗支出占收入比例",
    "detect_income_drop": "监测：收入下降比例",
    "detect_benefit_days": "监测：待遇停发后提醒天数",
    "detect_certificate_days": "监测：残疾人证到期前提醒天数",
    "payment_grace_days": "一次性待遇逾期未发提醒天数",
    "notice_days_first": "第一次公示天数",
    "notice_days_second": "第二次公示天数",
}


def kinds_of(plan: PolicyPlan, on: date) -> dict[str, str]:
    """What may be entered: the lines and thresholds, and a monthly standard for each monthly benefit."""
    monthly = items_of(plan, "benefit", on).filter(recurrence="month")
    return KINDS | {f"{STANDARD}{item.slug}": f"月标准：{item.name}" for item in monthly}


def figures_for(kind: str, area: Area) -> FigureQuerySet:
    """Newest first."""
    return Figure.objects.of_kind_for(kind, lineage(area.code), area.range)


def every_figure() -> FigureQuerySet:
    return Figure.objects.select_related("area", "made_by")


@transaction.atomic
def add_figure(
    *,
    kind: str,
    area: Area,
    year: int,
    value: Decimal,
    unit: str,
    source: str,
    verified: bool,
    by: User,
    on: date,
) -> Figure:
    _check(area.code, source, by=by, on=on)
    try:
        with transaction.atomic():
            return Figure.objects.create(
                kind=kind, area=area, year=year, value=value, unit=unit, source=source, verified=verified,
                made_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise UnableToChange(f"{area.name}{year}年的这一标准已有记录，请在原记录上更正。") from error


@transaction.atomic
def correct_figure(
    *, figure: Figure, value: Decimal, unit: str, source: str, verified: bool, by: User, on: date
) -> Figure:
    """The history keeps what stood before."""
    if figure.area_id is None:
        raise UnableToChange("全国标准不能更正。请为本省录入同一种类、同一年度的标准，本省标准优先。")
    _check(figure.area_id, source, by=by, on=on)
    kept: Figure = Figure.objects.select_for_update().get(pk=figure.pk)
    kept.value, kept.unit, kept.source, kept.verified = value, unit, source, verified
    kept.made_by, kept.made_at, kept.from_file = by, timezone.now(), False
    kept.save()
    return kept


def _check(area_code: int, source: str, *, by: User, on: date) -> None:
    appointment = by.appointment_on(on)
    if appointment is None or extent_of(appointment.role, "edit_policy") != "yes":
        raise UnableToChange("您的角色不能修改标准。")
    if area_code not in appointment.area.range:
        raise UnableToChange("只能录入本省范围内的标准。")
    if not source.strip():
        raise UnableToChange("请填写依据。")
