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
from assessment.entitlements.waiting import with_waiting, words_of
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
    # Since when they wait; empty unless the list is ordered by it.
    waits: str = ""


@dataclass(frozen=True)
class ListPage:
    rows: list[ListRow]
    next_url: str
    first_url: str


def page_of(
    lists: ItemLists, name: str, *, plan: PolicyPlan, request: ScopedRequest, query: str, longest: bool
) -> ListPage:
    """``PAGE`` rows after the key that the address names: by (area, key), or who waits longest first."""
    item = lists.item
    address = reverse("entitlements:item", args=[item.kind, item.slug]) + f"?{query}&list={name}"
    after = request.GET.get("after", "")
    found = list(_after(_ordered(lists, name, longest=longest), item, after, longest=longest)[: PAGE + 1])
    shown = found[:PAGE]
    places = _places(shown, item, request.scope)
    rows = [_worded(lists, name, row, plan, places, address) for row in shown]
    last = _key_of(shown[-1], item, longest=longest) if len(found) > PAGE else ""
    return ListPage(rows, f"{address}&after={last}" if last else "", address if after else "")


def all_of(
    lists: ItemLists, name: str, *, plan: PolicyPlan, scope: Scope, longest: bool, most: int
) -> list[ListRow]:
    """The first ``most`` rows of the list at once, in the order of the page."""
    found = list(_ordered(lists, name, longest=longest)[:most])
    places = _places(found, lists.item, scope)
    return [_worded(lists, name, row, plan, places, "") for row in found]


def _ordered(lists: ItemLists, name: str, *, longest: bool) -> Any:
    rows = lists.told(name)
    return with_waiting(rows, lists.item, on=lists.on).order_by("waits_from", "pk") if longest else rows


def _key_of(row: Any, item: PolicyItem, *, longest: bool) -> str:
    return f"{row.waits_from:%Y%m%d}-{row.pk}" if longest else f"{_code(row, item)}-{row.pk}"


def _after(rows: Any, item: PolicyItem, after: str, *, longest: bool) -> Any:
    if not after:
        return rows
    first, _, key = after.partition("-")
    if not (first.isdecimal() and key.isdecimal()) or len(after) > 31:
        raise Http404
    if longest:
        try:
            day = date(int(first[:-4] or 0), int(first[-4:-2]), int(first[-2:]))
        except ValueError as wrong:
            raise Http404 from wrong
        return rows.filter(Q(waits_from__gt=day) | Q(waits_from=day, pk__gt=int(key)))
    if item.per == "area":
        return rows.filter(code__gt=int(first))
    return rows.filter(Q(area_code__gt=int(first)) | Q(area_code=int(first), pk__gt=int(key)))


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
        waits=words_of(row.waits_from) if hasattr(row, "waits_from") else "",
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
    ("benefit", "area"): "support_measures:record_for_area",
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
    return [f"{other['name']}（{other['list']}）" for other in wanted if other["list"] not in loaded]


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
