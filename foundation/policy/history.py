"""The versions of an item in words: from when to when, who, why, and what each changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foundation.policy.explaining import explain
from foundation.policy.loading import ITEM_FIELDS
from foundation.policy.models import PolicyItem
from foundation.policy.wording import LEVELS, RECURRENCES, TYPES, names_of, what_counts

_LONGEST = 200


@dataclass(frozen=True)
class Difference:
    """One value that two rows say differently, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """A version with what it changed from the one before it."""

    item: PolicyItem
    changes: list[Difference]


def versions_of(item: PolicyItem) -> list[Version]:
    """Newest first. A plan has few: nobody changes a rule every week."""
    rows = list(
        PolicyItem.objects.filter(plan=item.plan, kind=item.kind, slug=item.slug)
        .select_related("made_by")
        .newest_first()
    )
    before: list[PolicyItem | None] = [*rows[1:], None]
    return [Version(row, differences(old, row) if old else []) for row, old in zip(rows, before, strict=True)]


def differences(one: PolicyItem, other: PolicyItem) -> list[Difference]:
    """What ``other`` says differently from ``one``, value by value."""
    found = []
    for field in ITEM_FIELDS:
        before, after = (getattr(row, field.attname) for row in (one, other))
        if field.to_python(before) != field.to_python(after):
            told = (str(field.verbose_name), *(_word(field.name, row) for row in (one, other)))
            found.append(Difference(*told))
    return found


def _word(name: str, item: PolicyItem) -> str:
    value: Any = getattr(item, name)
    if name == "rule":
        return explain(value) if item.nature else "—"
    if name == "first":
        return str(value.get("words") or (explain(value.get("condition", value)) if value else "—"))
    if name == "record_fields":
        return "、".join(f"{held['label']}（{_kind(held)}）" for held in value) or "—"
    if name == "benefit_slugs":
        return _names(value, item)
    if name == "satisfied_by":
        return "；".join(what_counts(item, item.plan.items_by_slug)) or "—"
    if name in ("conflicts_with", "higher_of"):
        return "、".join(names_of(value, item.plan, item.plan.items_by_slug)) or "—"
    if name in ("nature", "recurrence", "per"):
        return _chosen(name, item)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(one) for one in value) or "—"
    text = "—" if value in (None, "") else str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "……"


def _kind(held: dict[str, Any]) -> str:
    return "/".join(held.get("choices", ())) or held.get("unit_label") or TYPES.get(held["type"], "")


def _names(slugs: list[str], item: PolicyItem) -> str:
    named = dict(
        PolicyItem.objects.filter(plan=item.plan, kind="benefit", slug__in=slugs).values_list("slug", "name")
    )
    return "、".join(named.get(slug, slug) for slug in slugs) or "—"


def _chosen(name: str, item: PolicyItem) -> str:
    if name == "nature":
        return item.get_nature_display() or "—"
    words = RECURRENCES if name == "recurrence" else LEVELS
    return words.get(getattr(item, name), "—")
