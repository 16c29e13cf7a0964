"""Loading plans and figures from files. Every rule is validated first; loading again changes nothing.

What a province changed in the browser is left alone as long as the file says what it said before.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

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
# What a version is about; the rest says which version it is.
_ABOUT_THE_VERSION = (
    "id", "plan", "kind", "slug", "holds_from", "holds_to", "reason", "made_at", "made_by", "from_file",
)  # fmt: skip
ITEM_FIELDS = tuple(
    field for field in PolicyItem._meta.concrete_fields if field.name not in _ABOUT_THE_VERSION
)
_REASON = "随基础数据文件更新"


class UnableToLoad(Exception):
    """The file cannot be loaded; the message says where and why."""


@transaction.atomic
def load_plan(plan: dict[str, Any], *, holds_from: date | None = None) -> dict[str, int]:
    """A plan with its items, as parsed from its file. Returns how many of each kind, and of ``changed``.

    An item that the file says otherwise than the last file did gets a new version from ``holds_from``;
    what a province changed since then and the file did not is left alone.
    """
    for row in plan["items"]:
        _validated(plan["slug"], row)
    stored, _ = PolicyPlan.objects.update_or_create(
        slug=plan["slug"],
        defaults={name: plan[name] for name in _PLAN_FIELDS} | {"area_id": plan["area_code"]},
    )
    said = _by_key(stored.items.filter(from_file=True))
    items = [PolicyItem(plan=stored, from_file=True, **row) for row in plan["items"]]
    fresh = [item for item in items if (item.kind, item.slug) not in said]
    changed = [item for item in items if item not in fresh and not same(item, said[item.kind, item.slug])]
    if changed and holds_from is None:
        raise UnableToLoad(f"{plan['title']}有{len(changed)}个项目与已载入的不同，请给出新版本的施行日期。")
    if changed and holds_from is not None:
        _make_versions(stored, changed, holds_from)
    PolicyItem.objects.bulk_create(fresh)
    kinds = [item.kind for item in items]
    return {kind: kinds.count(kind) for kind in PolicyItem.Kind.values} | {"changed": len(changed)}


def _by_key(items: QuerySet[PolicyItem]) -> dict[tuple[str, str], PolicyItem]:
    """The newest version of each."""
    return {(item.kind, item.slug): item for item in items.order_by(F("holds_from").asc(nulls_first=True))}


def same(one: PolicyItem, other: PolicyItem) -> bool:
    """Whether two rows say the same of an item."""
    return all(
        field.to_python(getattr(one, field.attname)) == field.to_python(getattr(other, field.attname))
        for field in ITEM_FIELDS
    )


def _make_versions(plan: PolicyPlan, changed: list[PolicyItem], holds_from: date) -> None:
    """All are closed before any is opened: two items may have changed their numbers."""
    newest = _by_key(plan.items.all())
    for item in changed:
        before = newest[item.kind, item.slug]
        if before.holds_from is not None and before.holds_from > holds_from:
            raise UnableToLoad(f"“{item.name}”已有自{before.holds_from}起的版本，新版本不能更早。")
        if before.holds_from == holds_from:
            item.pk = before.pk
            plan.items.filter(pk=before.pk).update(number=None)
        elif before.holds_to is None or before.holds_to > holds_from:
            plan.items.filter(pk=before.pk).update(holds_to=holds_from)
        item.holds_from, item.reason = holds_from, _REASON
    for item in changed:
        item.save()


def _validated(plan: str, row: dict[str, Any]) -> None:
    for rule in (row["rule"], row["first"].get("condition")):
        if not rule:
            continue
        try:
            validate(rule, subject=row["per"])
        except UnableToUse as error:
            raise UnableToLoad(f"{plan} {row['name']}（{row['slug']}）：{error}") from error


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
            from_file=True,
        )
        for row in rows_of(path)
    ]
    stored = {(one.kind, one.area_id, one.year): one for one in Figure.objects.all()}
    for figure in figures:
        before = stored.get((figure.kind, figure.area_id, figure.year))
        if before is None or (before.from_file and _says(before) != _says(figure)):
            figure.pk = before.pk if before else None
            figure.save()
    return len(figures)


def _says(figure: Figure) -> tuple[Any, ...]:
    return figure.value, figure.unit, figure.source, figure.verified
