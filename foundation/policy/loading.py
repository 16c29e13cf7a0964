"""Loading plans and figures from files. Every rule is validated first; loading again changes nothing."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from foundation.areas.loading import rows_of
from foundation.policy.models import Figure, PolicyItem, PolicyPlan
from foundation.policy.validating import UnableToUse, validate

_PLAN_FIELDS = (
    "title",
    "document_number",
    "issued_on",
    "issued_by",
    "goal",
    "main_tasks",
    "implementation",
    "other_benefits",
)
_KEYS = ("plan", "kind", "slug")
_ITEM_FIELDS = tuple(
    field.name for field in PolicyItem._meta.concrete_fields if field.name not in ("id", *_KEYS)
)


class UnableToLoad(Exception):
    """The file cannot be loaded; the message says where and why."""


@transaction.atomic
def load_plan(plan: dict[str, Any]) -> dict[str, int]:
    """A plan with its items, as parsed from its file. Returns how many of each kind."""
    for row in plan["items"]:
        _validated(plan["slug"], row)
    stored, _ = PolicyPlan.objects.update_or_create(
        slug=plan["slug"],
        defaults={name: plan[name] for name in _PLAN_FIELDS} | {"area_id": plan["area_code"]},
    )
    items = [PolicyItem(plan=stored, **row) for row in plan["items"]]
    # Numbers may change places between two items: free them before they are given again.
    stored.items.filter(number__isnull=False).update(number=None)
    PolicyItem.objects.bulk_create(
        items, update_conflicts=True, unique_fields=list(_KEYS), update_fields=list(_ITEM_FIELDS)
    )
    kinds = [item.kind for item in items]
    return {kind: kinds.count(kind) for kind in PolicyItem.Kind.values}


def _validated(plan: str, row: dict[str, Any]) -> None:
    for rule in (row["rule"], row["first"].get("condition")):
        if not rule:
            continue
        try:
            validate(rule, subject=row["per"])
        except UnableToUse as error:
            raise UnableToLoad(f"{plan} {row['name']}({row['slug']}):{error}") from error


def read_plan(path: Path) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return plan


@transaction.atomic
def load_figures(path: Path) -> int:
    figures = [
        Figure(
            kind=row["kind"],
            area_id=int(row["area_code"]) if row["area_code"] else None,
            year=int(row["year"]),
            value=Decimal(row["value"]),
            unit=row["unit"],
            source=row["source"],
            verified=row["verified"] == "yes",
        )
        for row in rows_of(path)
    ]
    Figure.objects.bulk_create(
        figures,
        update_conflicts=True,
        unique_fields=["kind", "area", "year"],
        update_fields=["value", "unit", "source", "verified"],
    )
    return len(figures)
