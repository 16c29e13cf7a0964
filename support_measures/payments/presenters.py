"""Paying out in words: lists, sums and the lists that were paid."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Sum
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from foundation.areas.paging import Page, page_of
from foundation.areas.scope import Scope
from households.places import place_names
from support_measures.models import BenefitRecord, Payment
from support_measures.panels import names_of
from support_measures.payments.lists import TABS, PaymentLists

BATCHES = 100


def tabs(lists: PaymentLists, current: str) -> list[dict[str, Any]]:
    """Every list with its count: one query each."""
    address = reverse("support_measures:payments")
    return [
        {
            "label": tab.label,
            "count": tab.rows(lists).count(),
            "url": f"{address}?{urlencode({'list': tab.slug, 'area': str(lists.area.code)})}",
            "current": tab.slug == current,
        }
        for tab in TABS.values()
    ]


def lines(lists: PaymentLists, slug: str, query: QueryDict) -> tuple[Page, list[dict[str, Any]]]:
    """A page of a list, each record with whose it is and what is wrong with it."""
    rows = TABS[slug].rows(lists).select_related("person", "household")
    page = page_of(rows, query)
    places = place_names(row.area_code for row in page.rows)
    names = names_of(lists.plan)
    return page, [
        {
            "who": row.person.name if row.person else f"{row.household.head_name}（户）",
            "url": reverse("households:detail", args=[row.household_id]),
            "place": places[row.area_code],
            "item": names.get(row.item, row.item),
            "record": row,
            "problem": problem(slug, row),
        }
        for row in page.rows
    ]


def problem(slug: str, row: BenefitRecord) -> str:
    """What the list found, in a few words."""
    if slug == "arrears":
        months = getattr(row, "months_owed", None)
        return f"欠发{months}个月" if months else f"批准{row.amount_yuan}元，逾期未发放"
    if slug == "due":
        return "本月未发放"
    if slug == "off-standard":
        return f"登记{getattr(row, 'standard_yuan', '')}元/月，标准{getattr(row, 'right_yuan', '')}元/月"
    until = f"{row.ends_on:%Y-%m-%d}" if row.ends_on else "长期"
    return f"自{row.starts_on:%Y-%m-%d}至{until}"


def due_total(due: Any) -> dict[str, Any]:
    """What paying a month would come to: how many, how much, and who has no standard."""
    found: dict[str, Any] = due.with_monthly_standard().aggregate(
        n=Count("pk"), priced=Count("standard_yuan"), yuan=Sum("standard_yuan")
    )
    return {**found, "without": found["n"] - found["priced"]}


def batch_lines(scope: Scope, names: dict[str, str]) -> list[dict[str, Any]]:
    """The newest lists that were paid out in the scope, at most ``BATCHES``."""
    rows = scope.rows(Payment).order_by().batches()[:BATCHES]
    return [
        {**row, "item": names.get(row["record__item"], row["record__item"]), "month": in_month(row["month"])}
        for row in rows
    ]


def in_month(month: date | None) -> str:
    return f"{month.year}年{month.month}月" if month else "—"
