"""One page of a list, worded: who, where, why, and where it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from assessment.entitlements.choosing import Chosen
from assessment.entitlements.having import period_of
from assessment.entitlements.lists import ItemLists, label_of
from assessment.entitlements.reasons import reason
from foundation.accounts.acting import ScopedRequest
from foundation.areas.codes import township_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.querysets import lineage
from households.models import LoadedList

PAGE = 50
SHOWN = 200


@dataclass(frozen=True)
class ListRow:
    """What stands in one line of the list."""

    key: int
    name: str
    number: str
    url: str
    place: str
    reason: str
    first: bool
    under_way: bool
    record_url: str


@dataclass(frozen=True)
class ListPage:
    rows: list[ListRow]
    next_url: str
    first_url: str


def page_of(lists: ItemLists, name: str, *, plan: PolicyPlan, request: ScopedRequest, query: str) -> ListPage:
    """``PAGE`` rows after the key that the address names, in the order of (area, key)."""
    item = lists.item
    address = reverse("entitlements:item", args=[item.kind, item.slug]) + f"?{query}&list={name}"
    after = request.GET.get("after", "")
    found = list(_after(lists.told(name), item, after)[: PAGE + 1])
    shown = found[:PAGE]
    places = _places(shown, item, request.scope)
    rows = [_worded(lists, name, row, plan, places, address) for row in shown]
    last = f"{_code(shown[-1], item)}-{shown[-1].pk}" if len(found) > PAGE else ""
    return ListPage(rows, f"{address}&after={last}" if last else "", address if after else "")


def _after(rows: Any, item: PolicyItem, after: str) -> Any:
    if not after:
        return rows
    code, _, key = after.partition("-")
    if not (code.isdigit() and key.isdigit()) or len(after) > 40:
        raise Http404
    if item.per == "area":
        return rows.filter(code__gt=int(code))
    return rows.filter(Q(area_code__gt=int(code)) | Q(area_code=int(code), pk__gt=int(key)))


def _worded(
    lists: ItemLists, name: str, row: Any, plan: PolicyPlan, places: dict[int, str], address: str
) -> ListRow:
    item = lists.item
    recordable = name in ("missed", "cannot_judge")
    who, number, url = _who(row, item)
    return ListRow(
        key=row.pk,
        name=who,
        number=number,
        url=url,
        place=places.get(_code(row, item), ""),
        reason=reason(item, row, name, on=lists.on),
        first=row.comes_first,
        under_way=row.under_way and not row.has,
        record_url=record_url(item, row, plan, back=address) if recordable and name == "missed" else "",
    )


def _who(row: Any, item: PolicyItem) -> tuple[str, str, str]:
    if item.per == "area":
        return row.name, "", ""
    url = reverse("households:detail", args=[row.household_id])
    if item.per == "household":
        return f"{row.household.head_name}户", row.household.number, url
    number = str(row.person.id_number) if row.person.id_number else "无身份证号"
    return row.person.name, number, url


def record_url(item: PolicyItem, row: Any, plan: PolicyPlan, *, back: str) -> str:
    """The page where this row's record is made: pairing and visits have their own."""
    sources = {entry["record"] for entry in item.satisfied_by if not entry.get("of")}
    sources |= {entry["record"] for entry in item.satisfied_by if entry["record"] == "pairing"}
    if "pairing" in sources:
        return reverse("households:pair", args=[row.household_id])
    if "visit" in sources:
        return reverse("households:visit", args=[row.household_id])
    if "ledger" in sources:
        return ""
    key = {"person": "person_id", "household": "household_id", "area": "code"}[item.per]
    name = _RECORD_PAGES[item.kind, item.per]
    address = reverse(name, args=[plan.slug, item.slug, getattr(row, key)])
    return f"{address}?{urlencode({'back': back})}"


_RECORD_PAGES = {
    ("action", "person"): "actions:enrol_person",
    ("action", "household"): "actions:enrol_household",
    ("benefit", "person"): "support_measures:record_for_person",
    ("benefit", "household"): "support_measures:record_for_household",
    ("benefit", "area"): "support_measures:record_for_county",
}


def _code(row: Any, item: PolicyItem) -> int:
    return int(row.code if item.per == "area" else row.area_code)


def _places(rows: list[Any], item: PolicyItem, scope: Scope) -> dict[int, str]:
    """Township and village of each row, by one query."""
    if item.per == "area":
        return {}
    codes = {row.area_code for row in rows}
    names = scope.rows(Area).filter(code__in=codes | {township_of(code) for code in codes}).names()
    return {code: f"{names.get(township_of(code), '')}{names.get(code, '')}" for code in codes}


def uncompared(item: PolicyItem, *, area: Area, scope: Scope, on: date) -> list[str]:
    """Other departments' lists that the item should be compared with and that were not loaded (未比对)."""
    wanted = [
        other
        for other in item.plan.other_benefits
        if other["slug"] in (*item.conflicts_with, *item.higher_of)
    ]
    if not wanted:
        return []
    period = period_of(item, on)
    loaded = set(
        scope.rows(LoadedList)
        .filter(
            area_code__in=lineage(area.code), period__in=[f"{period.starts:%Y-%m}", f"{period.starts:%Y}"]
        )
        .values_list("list_name", flat=True)
    )
    return [f"{other['name']}({other['list']})" for other in wanted if other["list"] not in loaded]


def told_apart(chosen: Chosen) -> dict[str, Any]:
    """Who will be recorded, and each of the others with the reason why not."""
    item = chosen.lists.item
    others = [
        {"label": label_of(name, item), "rows": _names(chosen, name)}
        for name in ("has", "cannot_judge", "ruled_out")
    ]
    return {
        "count": chosen.to_record.count(),
        "rows": _names(chosen, "missed"),
        "others": [other for other in others if other["rows"]],
        "unknown": chosen.unknown,
        "wrong": chosen.numbers.wrong,
        "twice": chosen.numbers.twice,
    }


def _names(chosen: Chosen, name: str) -> list[tuple[str, str]]:
    """The first ``SHOWN`` of a list, each with the reason."""
    item, on = chosen.lists.item, chosen.lists.on
    return [(_who(row, item)[0], reason(item, row, name, on=on)) for row in chosen.lists.told(name)[:SHOWN]]
