"""What the household's file shows of benefits: by year, with what may still be done with each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.urls import reverse

from foundation.accounts.roles import extent_of
from foundation.areas.scope import Scope
from foundation.policy.models import PolicyPlan
from foundation.policy.plans import items_of, plan_for_area
from households.file.panels import CardLines, FilePanel, register_card_lines, register_panel
from households.models import Household
from households.proposals.waiting import WaitingKind, WaitingRow, register_waiting
from support_measures.models import BenefitRecord, Status

LEVELS = {
    Status.DRAFT: "attention",
    Status.SUBMITTED: "attention",
    Status.APPROVED: "info",
    Status.PAID: "ok",
    Status.VOID: "quiet",
}


@dataclass
class BenefitYear:
    year: int
    rows: list[dict[str, Any]] = field(default_factory=list)
    total_yuan: Decimal = Decimal(0)


def benefits(scope: Scope, household: Household) -> dict[str, Any]:
    """Newest year first; the total leaves void records out."""
    records = (
        scope.rows(BenefitRecord)
        .of_household(household)
        .select_related("person")
        .order_by("-starts_on", "item", "pk")
    )
    years: dict[int, BenefitYear] = {}
    names = names_of(plan_for_area(household.area_code))
    decides = extent_of(scope.source.get("role"), "record_support") == "yes"
    for record in records:
        year = years.setdefault(record.starts_on.year, BenefitYear(record.starts_on.year))
        live = record.status != Status.VOID
        year.rows.append(
            {
                "record": record,
                "item": names.get(record.item, record.item),
                "level": LEVELS[record.status],
                "open": decides and live and record.status != Status.PAID,
                "live": decides and live,
            }
        )
        if live and record.amount_yuan:
            year.total_yuan += record.amount_yuan
    return {"years": list(years.values())}


def drafts_waiting(scope: Scope, most: int) -> list[WaitingRow]:
    """What liaisons entered and nobody has taken on yet, the oldest first."""
    rows = scope.rows(BenefitRecord).filter(status=Status.DRAFT).order_by("created_at", "pk")
    found = list(rows.select_related("person", "household", "created_by")[:most])
    codes = {record.area_code // 1_000_000: record.area_code for record in found}
    names = {county: names_of(plan_for_area(code)) for county, code in codes.items()}
    return [
        WaitingRow(
            who=record.person.name if record.person else f"{record.household.head_name}户",
            what=names[record.area_code // 1_000_000].get(record.item, record.item),
            by=str(record.created_by or "系统"),
            at=record.created_at,
            url=f"{reverse('support_measures:advance', args=[record.pk])}?back={reverse('proposals:list')}",
        )
        for record in found
    ]


def words_of_record(record: BenefitRecord) -> str:
    """The item by its name, with whose it is and from when."""
    item = names_of(plan_for_area(record.area_code)).get(record.item, record.item)
    whose = record.person.name if record.person else f"{record.household.head_name}户"
    return f"{whose}，{item}，{record.starts_on}起"


def names_of(plan: PolicyPlan) -> dict[str, str]:
    """Names of the plan's benefit items, and of other departments' benefits."""
    named: Any = items_of(plan, "benefit").values_list("slug", "name")
    return {other["slug"]: other["name"] for other in plan.other_benefits} | dict(named)


def card_lines(scope: Scope, household: Household) -> list[str]:
    """By measure of the plan and year, never by item: a subsidy's name can tell of a disability."""
    received = (
        scope.rows(BenefitRecord)
        .of_household(household)
        .filter(status__in=(Status.APPROVED, Status.PAID))
        .order_by()
        .values_list("item", "starts_on__year")
        .annotate(total=Sum("amount_yuan"))
    )
    groups = _measure_of_item(household.area_code)
    totals: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for item, year, total in received:
        totals[groups.get(item, "其他政策"), year] += total or Decimal(0)
    newest_first = sorted(totals.items(), key=lambda one: (-one[0][1], one[0][0]))
    return [
        f"{year}年 {measure}" + (f"：{total:.2f}元" if total else "")
        for (measure, year), total in newest_first
    ]


def _measure_of_item(area_code: int) -> dict[str, str]:
    measures = items_of(plan_for_area(area_code), "measure").order_by("-number")
    return {slug: measure.name for measure in measures for slug in measure.benefit_slugs}


def declare() -> None:
    """Called from ``SupportMeasuresConfig.ready``."""
    register_card_lines(CardLines("benefits", "享受的帮扶政策", card_lines, order=50))
    register_panel(
        FilePanel(
            "benefits",
            "待遇享受情况",
            "see_households",
            "support_measures/file_panel.html",
            benefits,
            order=50,
        )
    )
    register_waiting(WaitingKind("benefits", "村里登记、待确认的待遇", "record_support", drafts_waiting))
